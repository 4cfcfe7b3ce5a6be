/// Given names of languages of which the common ones alone would leave most people out.
extension GivenNames {
  static let world =
    """
    aafke aarav aart aarti abdallah abdelhak abdelkrim abdellah abdelrahman abdulaziz \
    abdulrahman abiodun abiola abril abílio achraf adalberto adaobi ade adebola adedeji \
    adekunle adela adelheid adelina adelmo ademar adenike aderonke adesola adham adina adolf \
    adolfo adriaan adriano adrienne adrián aduke adèle adélaïde afia afshin agbeko agnès \
    agustina ahlam aicha aigars aimée ainara aiping aires aisling aissatou aitor akane akanksha \
    akari akash akemi akhil akihiko akin akinyi akio akosua akram alain alasdair alazne alban \
    albane alberta albertina albertine alda aleida aleix aleksandr alessio alexandra-maria \
    alfonsina algirdas alhassan alicja alienor aline alioune alireza alix aliénor alok alonso \
    aloïs alžběta amadi amalie amandine amani amarante amaury ambroise amedeo ameer aminata \
    amine amira amirhossein amita amitabh amma ammar amparo amr amrita amélia amílcar ana-maria \
    ana-maría anabel anabela anastasios anastasis anatole anatolii anca ander andrea-maria \
    andreina andris andriy andrás ane anele anesu anežka angeliki angèle angélique anh anikó \
    animesh anirban anirudh anish anjana ankur anna-lena anna-lisa anna-maria annarita \
    anne-claire anne-katrin anne-laure anne-sophie annegret anneke anneli annemiek annemieke \
    annet annett annick anoop anqi anshul antonello antoni antonietta antonin antti antía anup \
    anuradha anwar aníbal aparecida aparna apolline apoorva apurva araceli arantxa arda arend \
    arezoo argyris ariadna ariane arie arindam aris aristeidis aristide aritz arjen arka \
    arkadiy arkady armand armelle arnab arnaldo arnau arnd arno arnout arrigo arseny arto aruna \
    arvydas aryan asami asbjørn ashutosh asier aslı asmaa aspen assunta athina atsuko atul \
    augustin augusto auke aurelia aurelio aurélien aurélio austėja avigail aviv awa axelle \
    ayaka ayala ayami ayanda ayano ayat ayelet ayman aymen ayo ayodele ayokunle ayomide ayse \
    ayumu ayush ayşe azar azucena azzurra aída aïcha babajide babatunde baboucarr bachir badr \
    bahareh baiba balaji baltazar balthasar balázs bamidele baojun baoli barend barnabás \
    barnabé bartolomeo bartłomiej bastiaan batuhan baudouin baukje bayo beate bedřich begoña \
    behnam behnaz behrouz behzad belén benedetta benedetto benedita benita benjamín bento \
    berend berkay bernadet bernadett bernardino bernat bernward berthold bertille bertine betty \
    beáta beñat bharati bhavya bhuvan biagio bich biel bijan bikash bimal bingbing bintou bipin \
    biplab birutė biswajit bjarne bjørn blai blaise blandine blanka blažena boaz bodo bogumiła \
    bogusław bohumil bohuslav bolaji bongani botond boudewijn boutheina bowen boyuan bořivoj \
    božena brahim brais branca branislav breogán brice brigitta brunella brunhilde buhle bukola \
    busisiwe byung-hoon bärbel béla bérangère bérénice büşra břetislav bảo caetano camelia \
    canan candela caoimhe capucine carl-friedrich carlota carlotta carmine carolien carys \
    casandra casper cassandre cayetano celina cerys cezary chaima chaitanya chan-woo chana \
    chanda chandrashekhar chang-min changsheng chantal chara charalampos charline charu chau \
    chengcheng chenxi chenyu chetan chia-hui chiaki chibuike chibuzo chidera chidi chidinma \
    chie chiedza chieko chih-wei chihiro chikako chike chimamanda chinelo chinenye chinmay \
    chinonso chioma chipo chisato chisom chokri christel christhild chrysa chrysanthi chrysoula \
    chukwudi chukwuemeka chun-yi chunhua chunyan châu cidália cihan cillian cinzia ciprian \
    claar claartje clarice clarisse claudiu clelia clemente clotilde cláudia cláudio clémentine \
    clóvis coby coen coenraad colm conall conceição concha congcong constanze cord corina \
    corine cormac cornelis corrie cosimo crina cristi cristiano cristóvão ctirad cuong custodio \
    cyprien cyrielle cássia cássio cândida céleste célestin célian cătălina cường da-eun dace \
    daciana dae-jung dafna daiva daksha dalal dalila dalit dalitso damiano damilola danai \
    dandan danijela danila danièle dankwart daouda daphné dario dariush dariya davi debabrata \
    debashis debasish debora declan deepali deepika deepti deise delfina demba denisa denílson \
    dermot derya desiderio desislava despina desta dezső dhananjay dhanya dhruba dick diederik \
    diether dietlinde dietrich dieuwertje dikla diletta dimitar diogo dionysis dipti dirceu \
    diệp djibril dmitrii dmitriy do-hyun doina domenica domitilla domonkos donal donata donato \
    dong-min dong-wook dongmei doriana dorien dorine dorit doron dorthe dragica dragos \
    drahomíra driss dror dumisani dumitru duong durga duy duygu dámaso dániel dávid dénes \
    désiré dídac dóra dörte dũng eamon ebele ebenezer ebere ebuka eckart edda edeltraud edgard \
    edmond edmundo edna eelco eelke eeva efosa efraín efstathios efua egbert egita egon \
    ehrenfried ehsan eiichi eija eiji eiko eila ekow elba elda eldad eleftheria elemér eleri \
    elfriede eliana eliane elien eliette eliezer elisabete elitsa eliyahu elizaveta eloy eloísa \
    els elza eléonore elías elói emad eman emel emese emidio emiel emiko emiliya emmerich emrys \
    emőke enea eneko engelbert enguerrand enikő enoch enriqueta enza enzo eoin eran erdmann \
    eren erhan erhard eriko erkan ermanno ernesta ernestine ernő ersilia ersin erzsébet esa \
    esmee espen estela estevão estibaliz eszter etelvina etsuko ettore eudes eugeniusz eugène \
    eulalia eulalie eulàlia eun-hye eun-jung eun-kyung eun-young eunice eunji eunjung eusebio \
    eustache evandro evaristo evelien evelin evgeniya ewald ewoud eyob ezequiel ezio fabián \
    fabrizia facundo fadwa fadzai faical fairouz falk fangfang fanni fanta farai fares fariba \
    farideh faris farnaz farouk farshad farzad farzaneh faten fathi fatih fatiha fatima-zahra \
    fatoumata fausta fausto fawzi faycal fee feliks felizitas femi femke fengyi fenna ferdi \
    ferenc fereshteh fermín fernand fernande fernão ferruccio ffion fikile filiz filomena \
    fintan fionn fiorella fiorenza firas firmin firouzeh flaminia flaminio flavie florbela \
    florentin floriana florine flávia flávio flóra fokke folake folasade fons fotini fotis \
    foucauld franciszek frank-jan frans františek frederico fridolin friedel friedhelm \
    friedrich-wilhelm fritz-peter frode froukje frédérique fulvia fulvio fumiya fumiyo \
    funmilayo fábia fábio fátima félicie félicien félicité félix gabi gabin gaetana galit gamze \
    ganesh garazi gargi gaston gaurang gavino gayatri gaétan gebhard geertje geertruida geeta \
    geetha geir genki gennaro genoveva genowefa genís georgette georgi georgiana gerardo gerben \
    gereon gerfried gergana gergely gergő gerhild germaine germana germar gero gerold gersende \
    gertraud gesa gesche gesine getachew gethin ghassan ghazal gheorghe ghislaine giacinta \
    giampaolo giampiero gianmaria giannis giedrė gijs gijsbert gilberte gilmar ginette \
    gioacchino giordana giordano giosuè girish girma gisbert gisèle gitta gitte giulietta gleb \
    godfrey goizane golnaz gonda gontran gonzague gonçalo gopal gorka goro gotthard gowri \
    graciela graziana graziano graziella graça grethe grigoris grigory grit gruffydd gráinne \
    grégory guangming guendalina guglielmo guifré guilhem guillemette gundula gunilla gunnhild \
    guntis guntram guohua guoqiang gustave guénolé gwenaëlle gwendoline gwenllian gyu-ri gyula \
    györgyi géraldine géza gökhan gökçe gösta gül gürkan ha-eun ha-neul habtamu hadas hadeel \
    hae-won hafsa hagai hagit haitao haitham haiyan hajar hajime hajnalka hakan hakon hala \
    halil halvor hamad hamidreza hamish hampus hanako hanan hani hanieh hanin hanna-lena \
    hanna-maija hanneke hannelore hanno hans-dieter hans-georg hans-joachim hans-jürgen \
    hans-peter hans-ulrich hao-yu haoran haoyang haoyu harmen harro harsha harshad harshita \
    hartmut hartwig haru haruko hasso hatem hayat hayato hazem hedi hedvig hee-jin heide \
    heidemarie heidrun heiner heini heino heinz-peter heitor helder heleen heli hella helma \
    helmar helmi helmuth hemant hemanth hend hendrika henna henny heriberto hermine hermínia \
    herta hesham hidehiko hidehiro hideki hideko hidemi hidenori hideo hideto hideyuki hien \
    hieu hikari hikaru hila hilaire hilario hilke hilkka hillel hiltrud himanshu hinako \
    hippolyte hiro hirofumi hirohisa hirokazu hiromichi hiromitsu hironori hiroo hirotaka \
    hiroya hiroyasu hiroyoshi hisako hisao hisashi hitomi hiếu hiền hjalmar hlengiwe ho-jin hoa \
    hoai hoang hongmei hongwei hongyu honoka honorata honorine honoré horațiu horia \
    horst-dieter hortense hossein houda houman houssem hoà hoàng hsin-yi hubertus huda hugues \
    huib huiling huimin huiying huong huub huy huyen huyền hye-won hyejin hyeon-woo hynek \
    hyo-jin hyun-ji hyun-jin hyun-joo hyun-soo hyun-woo hyunwoo håkon hélder hélio héloïse hòa \
    hùng hương hạnh hải hồng i-chen iara ibolya ibrahima iddo idit idowu iestyn ieuan ifeanyi \
    ifeyinwa ige ignacia ignacy ignatius ignazio iida ikechukwu ikenna ikuko ikuo ilario ilda \
    ileana ilham ilie ilkka ilyas ilze iman imanol imen in-soo inas inbal indira indrani \
    indranil ineke inese ingeburg ingelore ingolf ingomar inka inken inmaculada innocenzo inta \
    inácio iole iona ione ionel ipek ipsita iracema iratxe irem iria irini irit irja irmela \
    irmtraud irén isamu isao isatou ishan ishita isidore isidoro isidro isla ismo ismérie issei \
    itsuki itumeleng itzel itzhak iulia iulian iuliana ivano ivaylo iveta ivete iwo iyad izaro \
    iñaki iñigo jaan jaap jaber jabulani jacco jacinta jacinto jacob-jan jacobo jacomijn \
    jacquot jae-hoon jae-hyun jae-min jae-won jae-woo jaehyun jagadish jaideep jalal jan-willem \
    jana-maria janaki jandira janne janneke jantine januário jarmo jaromír jaroslav jaroslava \
    jasna jaspreet jatin jaume javad javiera jawad jaya jayanti jayashree jayesh jazmín \
    jean-baptiste jean-charles jean-christophe jean-claude jean-françois jean-louis jean-luc \
    jean-marc jean-marie jean-michel jean-paul jean-philippe jean-pierre jeanine jeannine \
    jee-hyun jelmer jenni jens-peter jeong-hun jere jeroen jerónimo jetske ji-eun ji-hoon \
    ji-hye ji-hyun ji-min ji-sung ji-won ji-yeon ji-young jiahao jiajun jialin jianguo jianhua \
    jianjun jianming jianping jiaqi jiawei jiaxin jiayi jignesh jihane jihoon jihyun jimena \
    jimin jin-ho jin-woo jin-young jindřich jingjing jingwen jingyi jinho jinhui jinke jinlong \
    jinping jinwoo jiro jisoo jiwon jiyeon jiyoung jiřina joan-antoni joaquina jobst jocelyn \
    jocelyne jochem johann-peter johanne johanneke jokin jolan jolanda jonatan jong-hoon jonna \
    jonás joo-young joohee joona joonho joop jop jordane jorgelina jorien jorik jos joseba \
    josette josiane josine josselin josu josué jouko jouni jovan jovana jovanka joëlle \
    juan-carlos juhan juho julian-peter julita juliusz julián jumoke jun'ichi jun-jie jun-seo \
    jung-hyun jung-min jung-woo junhao junho junichi junjie junpei junseo junwei junya junyi \
    juraj jurga juris jurjen jurriaan jussara jyoti jyotsna jytte ján józsef jörg-peter júlia \
    júlio kaarel kaarina kaarlo kabelo kacper kadir kadri kaede kagiso kai-uwe kais kaiyuan \
    kalev kalevi kalyan kamala kamau kanchan kang-min kanika kanta kaoru karam karima \
    karl-heinz karol karthikeyan kartik kartikeya katarína katinka katri katrin-maria katsuhiko \
    katsumi katsunori katsuya katya kaushik kaveh kavitha kawtar kayo kayoko kazem kazue \
    kazuhiko kazuhisa kazuma kazumasa kazumi kazunari kazunori kazushi kazutaka kazuto kazuya \
    kazuyoshi kazuyuki kehinde kei keigo keiichi keiji keishi keita kelechi ken'ichi kengo \
    kenichiro kenjiro kenshi kensuke kentaro kenya kenzo kersti ketan kexin keyvan kgomotso \
    khadim khalil khanh khaoula kheira khoa khosrow khumbo khánh khôi ki-hoon kian kilian kimmo \
    kinuko kirti kiyoko kiyomi kiyoshi kiên kjartan klaartje klaus-dieter klaus-peter koen \
    koenraad kofi kojo koldo koos koray korinna kornél kors kosmas kostiantyn kosuke kotaro \
    kouji kourosh koushik krasimir krishnan kristýna kritika krystian ksenia kuan-lin kudzai \
    kumi kumiko kunibert kunihiko kunio kurt-peter květa kwadwo kwaku kwang-soo kwasi kweku \
    kyohei kyriaki kyung-hee kyung-min kálmán käthe kübra külli kürşat kęstutis lachlan ladan \
    ladislav laima laleh lambert lamberto lambros lamine lammert lan larisa larysa lata \
    laure-anne laureano laurène laxmi laëtitia leberecht lechosław leela lefteris leilei leire \
    lene leopoldine leopoldo leoš lerato letícia lev levente leyla liane liang-yu liat libuše \
    licia lidewij lieke lien lieselot lieselotte lieven liga lihua liis lijun liliane lilla \
    lilo lilou limor linas lindani lindiwe lingling liping lisandro liudmila livio liviu liên \
    ljubica llorenç lluïsa loan loes lone lorcan lore lorea lorella loubna louison loukas \
    lourenço lowie loïs lubabalo lubica lubna luboš luce lucette lucica lucrecia lucrezia \
    ludivine ludmiła ludo ludovico luděk luigia luiza lulu luminița lungile luzia luísa lwazi \
    lydie lyubomir lyubov lázaro lâm léonard léonie léopold lídia lígia lóránt lúcia lúcio lộc \
    maarja maartje maayan macarena machteld madalena madhavi madhuri madhusudan mado mads \
    mafalda magalí magdolna maha mahadev mahendra maher mahnaz maho mahsa mahshid mahua maialen \
    maiko maimouna mairi maitane maite makena maki makiko mako maksim maksym malak malini \
    mallika malwine mamadou mamoru mamta manabu manami manas mandana mandar mandla mangesh manh \
    manik manjula manjunath manlio mansi maral marc-antoine marcelle mareike mareile margret \
    margriet margrit mari marialuisa mariama mariapia mariarosa marie-anne marie-christine \
    marie-claire marie-claude marie-france marie-hélène marie-josé marie-line marie-louise \
    marie-luise marie-pierre marieke mariella marielle mariette mariia marijana marijke mariola \
    mariolina marisela maristela mariza mariëlle marja marjatta marjolaine marjolijn mark-jan \
    marketta markos markward marli marlis martijn martti marwa marwan maryline maryse maryvonne \
    marzena masafumi masahide masahiko masahito masakazu masako masanao masanobu masanori \
    masaru masataka masateru masatoshi masaya masayo masayoshi masayuki masego masoud masoumeh \
    masumi matan matheus mathijs mathurin matouš mattijs maude mauri mauricette maurizia \
    maurício maxence maximilien maylis mayra maysa mayu mayuko mayur maël maëlle maëlys maïlys \
    maïté mbali mduduzi mechtild medhat meelis meena meenakshi megha meghna megumi mehrnaz \
    mehtap mei-ling meindert meinhard meinolf meirav melaku melania melchior melchor melike \
    melis menachem mengjie mengmeng mengyao meral merel meriem merike meritxell merja merve \
    messaoud mesut mette mi-kyung mi-sun michaël michelina micheline michio mickaël mieczysław \
    mieko mihir miho mihály mijke miki mikihiko mikiko mikołaj miku milada milda milind miljana \
    milorad miloslav miltiadis milva milán mimmo min-ah min-ho min-jae min-ji min-jung min-kyu \
    min-seo min-seok min-soo min-young minako minami mindaugas minghao mingming mingyu minho \
    minjae minji minjun minjung minke minkyu minna minoo minoru minseo minseok minsoo minsu \
    miodrag mircea mirco mirek mirella mirjami mirosława miruna misaki mitali mithun mitsuhiro \
    mitsuo mitsuru miwa miyako miyu mizuki moacir moad moez mohamed-ali mohammadreza mohini \
    mojtaba momoka momoko monia montserrat morteza motoki motonori mouna mpho mridula mukul \
    mukund murilo mustapha mutlu mutua mwangi mykhailo mykola mylène myrthe myung-hee márcia \
    márcio mária márk márta márton máté máximo måns mårten médéric mélina mélisande mélodie \
    mónika mădălin mădălina mạnh na-young nachiket nader nadezhda nadim nadir naděžda nagesh \
    naghmeh nagisa nahuel naiara naima najat najla najwa nalini nam-woo nanako nanami nandi \
    nandini nandita naofumi naohiro naoto naoya narayan narayanan nasser nataliia natalina \
    nathanaël natsuki natsuko natsumi natália navneet nawal nazareno nazaret nazih nazlı naïs \
    ncumisa ndidi nebojša necati neelima neeta negar negin neide nel nele nelleke nemanja nenad \
    nepomuk nerea nerina nermin nesrine neus nga ngan nghia nghĩa ngoc ngân ngọc nhung như \
    nicanor nicla nicolae nicoleta nicolette nidal nidhi niharika niilo niina nikoleta nikolett \
    nikolina nilanjan nilanjana nilesh nilgün niloofar nils-peter nilza nimisha nimrod ningning \
    ninh nira niraj niranjan nirmal nirupama nitesh nitya nizar njeri nkechi nkosana nobuaki \
    nobuhiko nobuhiro nobuhle nobuko nobuo nobuyuki nodoka nokuthula nomsa nomvula nontobeko \
    noora noortje nooshin noriaki norihiro norihisa norikazu norimasa norio noritaka noriyuki \
    nosipho notburga nouha noura nourhan novak nozomi noémi noémia noëlle nthabiseng ntombi \
    nunzia nunzio nuray nyambura nyasha nádia nélida nélson néstor nóra oanh obi obinna octavia \
    octavie océane oddvar oded odete odion odysseas ofra ohad oier oisín okan oksana olabisi \
    olamide olanrewaju olatz olayinka oldřich oleh oleksiy olesya olha olimpia olivera oliviero \
    olu oluchi olufunke olumide olusegun oluwatosin olympe olívia ombeline ondine onyeka \
    ophélie orane orazio oreste orhan orietta orly orna ornella orsolya ortwin osama osamu \
    osnat osvaldo oswald oswaldo othman otilia otso ottavia ottilie ottmar ottoline ottó otávio \
    ouafae ousmane oussama outi ovidiu owain oyin oğuz oğuzhan paavo pacôme padraig palesa \
    pallavi palmira panos panu paol parag parameswaran paramita paraskevi parastoo paresh \
    parham parimal parinaz parisa partha parul parvathi parvati parviz pascaline pastora \
    patrizio patryk patrícia patxi pau paul-henri paule pavitra pavla pavlína peer peeter \
    pei-shan peiyu pejman pelagia pelle peng pengfei pentti penélope pepa periklis pernilla \
    pertti petra-maria petri petro petru petteri petya peyman philibert philine philippine phuc \
    phú phúc piedade pien piera piergiorgio pierre-alain pierre-antoine pierrette piet \
    pieternel pille pino pirjo pirmin piroska piyush plamen po-chun polly pompeu pooya pouya \
    prabha prabhat prabir prachi pradip pragya prajakta prakriti pramod pranab pranay pranjal \
    prasanna prasanta prasenjit prashanth pratap prateek pratibha pratima pratyush priit \
    primitivo priscila priscille prithvi priti promit puneet punit purificación purnima pushpa \
    pál päivi pär pénélope péter přemysl qian qianqian qingqing qiuyan quim quinten quirijn \
    quirino quitterie quyen quynh quyên quân quốc quỳnh rabab rabia rachana rachida rachna \
    radha radim radomír radostina radwa raffaela raffaella rafik raghad raghavendra raghunath \
    ragnvald rahim raija raili raimondo raimundo rainer-maria raivo rajashree rajdeep rajendra \
    rajib rajkumar rajni raju ralf-peter raluca ramachandran ramakrishna ramakrishnan raman \
    ramana ramya rani ranjana ranko raphaëlle rasha rashi rastislav ratan rathin ratko ravindra \
    rawan raya raymonde recep refilwe regiane rehab reimar rein reinaldo reinier reinmar reino \
    reinout remco remko rena renan renaud renu renuka renzo reshma rethabile reut revathi \
    revital reyhaneh rianne riccarda richárd rickard rigoberto riho riina riitta rik rikako \
    riko rimantas rinaldo rino rintaro ritesh ritika ritsuko ritwik rivka riyadh roderich \
    rodrigue roel rogier rogério roja rola rolande rolf-dieter romane romeu romualdo román \
    ronak ronaldo rongrong roni ronit roopa roozbeh roque rosa-maria rosalina rosalía rosangela \
    rosanne rosaria rose-marie roseline rosemarie roser rositsa rossana rossella rostislav \
    rosângela roxanne roya rozália ruairi ruaridh rubí ruchi ruchika rudo rufino ruggero \
    ruggiero ruiqi ruoyu rupali rupam ruperto ruprecht rutendo ruxandra ruy ryohei ryoichi \
    ryoji ryosuke ryotaro ryoya ryu ryuhei ryuji ryunosuke ryusuke ryuta ryutaro réka rémy \
    róbert róisín rūta růžena saadet saara sabela sabine-maria sabrine sachi sachie sachiko \
    sadao sadegh sadhana sadiq saeid saeko safa safae sagi sagit sahand sahil saida saikat \
    salah salem salima salla salvadora saman samaneh samanta samar samarth sameer samia samiha \
    sampath samrat samson sana sanaz sanchita sang-ho sang-hoon sang-hyun sang-min sang-woo \
    sangho sanghoon sangita sangwoo sanita sanjana sanjib sanjukta santanu sante santina sarika \
    saroj sarolta sarra sasa sathya satish satoko satomi satoru satsuki saturnino satya \
    satyajit sauli saulo saumya saurav savina savino sawako sawsan saya sayed sayuri saúl saša \
    se-hun se-young seb sebald sebastiana sebastiano sebastião seda seema sefako segun seiichi \
    seija seiko selene selçuk semyon seo-hyun seo-yeon seo-yun seojun seok-jin seon-woo \
    seong-ho seong-jin seong-min seoyeon sepideh serafina seren sergiu serhat serhii serhiy \
    serkan servane setareh setsuko seul-gi seung-ho seung-hoon seung-hyun seung-min seung-woo \
    seunghoon seungmin seungwoo severin severino severo sevil seydou shabnam shachar shadi \
    shadia shaghayegh shahab shahrzad shailesh shaimaa shalom shambhavi shantanu shaohua \
    sharmistha shashank shashi sheela sheida shengli shereen sherif shervin shigeaki shigehiro \
    shigeko shigeo shigeyuki shih-ting shiho shima shiori shiri shirish shiro shiv shivam shiyu \
    shizuka shizuko shobha shobhana shogo shohreh shoichi shoji shotaro shoumik shreyasi shu \
    shuai shubha shubhangi shuichi shuji shuko shun shunichi shunji shunta shuntaro shunya \
    shusaku shweta si-woo siamak sibongile sibusiso siddhartha sidsel siegbert siegmar siegmund \
    siegrun sigfrido sigismund sigmar sigrun siham sihle siim siiri sijia silvano silvestro \
    silviu silviya simphiwe simão siméon sinan sindre sinem sini sinéad siobhán sioned sipho \
    siphokazi siqi sirpa sivan sixten siyu sjaak sjoerd sjors skander slavica slavomír slobodan \
    smadar sneha snorre so-hee so-hyun so-yeon so-young sofiya soha soham soheila sohini soichi \
    soichiro soile solange soline somayeh somnath sonsoles soo-hyun soo-jin soo-min soo-yeon \
    soo-young sophie-anne sophie-luise sorina soroush sota sotaro souad soufiane souhaila \
    soumen soumyajit sourav souvik sowmya soyeon soyoung soňa spyridon sreejith sridevi srijan \
    sriram srđan stamatis stanimir stanislas stanislava stanisław stathis stavroula steef stef \
    stefana stefanos stefka stellan stevan stoyan stratos stéphan su-bin su-jin su-min suat \
    subhajit subham subhasis subhasish subin subira subramanian subrata suchitra sudarshan \
    sudeep sudhakar sudip sueli sujatha sujin sujoy sukumar sulagna sulaiman sumana sumanta \
    sumaya sumiko sumin sun-hee sun-young sundar sundaram sune sung-ho sung-hoon sung-hyun \
    sung-jin sung-min sung-woo sunghoon sungjin sungmin supratik supriya surabhi surbhi \
    surendra sushant sushil sushma sushmita susumu suvendu suzan suze suzy sven-peter svetla \
    svetozar svitlana swagata swapan swapnil swarna swathi swetha sybren sylvaine sylvestre \
    sylvette sylvianne sylvère sylwester sytse szabolcs szilárd sándor sébastienne ségolène \
    séléna séraphin séraphine sérgio séverin sílvia sílvio sónia sönke süleyman sơn tabea taco \
    tadahiro tadao tadesse tadhg tae-hoon tae-hyun tae-young taehoon taehyun tahar taher \
    tahereh taichi taiga taiki tainá taisuke taito taiwo takaaki takafumi takahiko takahisa \
    takaki takamasa takanobu takanori takatoshi takaya takayoshi takehiko takehiro takeo takeru \
    taketo takeya takudzwa takumi takuo takuro takuto talal tali tamiko tamir tamotsu tanmoy \
    tanuja tanushree tapani tapas taraneh taras tarcisio tarcísio tariro tarja tarjei tarmo \
    tarık tassilo tatenda tatiane tatsuhiko tatsuki tatsuo tatsuro tatsushi tawanda tebogo \
    tejaswini tellervo telmo tendai tengfei teodor teodora teodoro teppei teppo tereza terhi \
    terje terumi teruo tesfaye tessa tetsuji tetsuro tetsushi teun teunis teófilo thabang \
    thabiso thalita thanasis thandeka thandiwe thang thao thaís themba thembi theres theun \
    thibaud thibault thibaut thierno thies thinh thirumalai thodoris thomas-peter thora thuan \
    thure thuận thành théa théodore théophile thảo thắng thịnh thọ thủy tianhao tianqi tianyu \
    tiberio tiberiu tieme tien tiit tiiu tijs tilda tilmann timm timofey timur tinashe tingting \
    titilayo titouan tivadar tiến tjark tjarko tobías toine toivo toko tokuro tolulope tomasa \
    tomi tomo tomoaki tomoe tomofumi tomohiko tomohisa tomoka tomokazu tomoki tomomi tomonori \
    tomoyo tomoyoshi tonderai toomas toos torbjørn tore torfinn torge toribio torill torquil \
    toshiaki toshie toshifumi toshihide toshihiko toshihiro toshikazu toshiko toshimitsu \
    toshinori toshiro toshiya toshiyuki toàn trang traudel traute trinh trong trude truike \
    trupti truus tryggve trygve trâm trí trường trọng tsegaye tsehay tshepo tsugumi tsukasa \
    tsuyoshi tsvetan tuan tudor tuija tullia tullio tumelo tunde tung tuomo turgut tushar \
    tuukka tuuli tuva tuyet tuyết tuğçe tuấn txell tyra tzu-yun tài tâm tân tânia tímea tõnis \
    tõnu tùng ubirajara uche uday ufuk ugochukwu ujjwal uldis ulli ulrika ulysse umberta unathi \
    upendra urbano urho urmila ursel ursula-maria ursule usama utpal uttam uwe-peter uxue uxía \
    uyen uyên uzoma vadym vahid vaibhav vaios vaishali vaishnavi valdir valdis valentyna \
    valeriia valeriy valquíria valter valère valéria vanda vanesa vania vanja varda vasco \
    vasileios vasilije vassilis vasudevan vasyl vedant vedat vedran veerle veit veljko vello \
    vendula venkata vered veronique veselin viacheslav vibeke vibha vicenta victorien vidhya \
    vijaya vijayalakshmi vikrant viktoriia viktória vilmos vimal vinayak vincente vineeta \
    vinzenz vinícius violette viorel viorica vipin vipul viraj viren virendra virgile virgilio \
    virág vishnu vishwanath vito vitória vivekanand viviane vivien việt vladan vladislav \
    vlastimil vojislav volkan volkhard volkhart volodymyr vsevolod vusi vyacheslav vytautas vân \
    väinö vérane vítězslav wael wafaa wagner waldtraut waltraud waltraut wambui wan-ting \
    wangari wanjiru warda wataru wei-lun weihua weijie weiming weiwei wen-hsin wenbo wendelien \
    wenhao wenjie wenjing wenjun wenke wenqi wenting wenxin wenyu wenzel werner-peter weronika \
    wided wiebe wiebren wieger wiesława wietske wijnand wilfredo wilhelmine wilko willeke \
    willem-jan willie winta wissam wolf-dieter wolfhard won-jun woo-jin woo-sung woojin \
    wouter-jan wulf wytse włodzimierz xavière xiaodong xiaofeng xiaohong xiaohua xiaojun xiaoli \
    xiaolin xiaoling xiaomei xiaomin xiaoming xiaoping xiaoqing xiaoyan xiaoyang xiaoyu xiaoyun \
    xingyu xinyi xinyu xinyue xiulan xiuying xolani xosé xoán xuefeng xueqin xurxo xuân xènia \
    ya-ting yaa yaara yadira yahya yamila yamini yan-ping yaniv yariv yasaman yashoda yashwant \
    yasin yasuaki yasufumi yasuhide yasuhiko yasunari yasunori yasuo yasushi yasutaka yasuto \
    yasuyo yasuyuki yazid ye-jin yegor yejin yekaterina yeliz yemi yeon-joo yerin yetunde \
    yi-chun yi-ting yifan yifei yiftach yigal yihan yijun yiming yingying yiran yisrael yiwen \
    yixin yiyang ylva yngve ynte yoad yogita yohannes yohei yoichiro yolaine yolotl yon yonas \
    yong-ho yong-jun yong-soo yongjun yoo-jin yoon-ah yordan yorick yoshi yoshie yoshifumi \
    yoshihide yoshihiko yoshihisa yoshiki yoshimi yoshinobu yoshinori yoshiro yoshitaka yoshito \
    yoshiya yoshiyuki yosuke yotam younes young-hee young-ho young-jae young-jin young-min \
    young-soo youngjae youngmin yousef yousra ysé yu-chen yu-hsuan yu-ting yuchen yudai yuhan \
    yuheng yuina yujia yujie yujin yujiro yuka yukie yukihiro yukina yukiya yuko yulin yuma \
    yumeng yumika yun-hee yun-jung yunfei yunhao yurika yuriko yury yusei yuting yuto yuwei \
    yuxin yuxuan yuyang yuzuki yvo yến zacarías zacharie zaida zaira zaki zane zanele zawadi \
    zbyněk zdena zdeňka zdzisław zeev zeger zehra zeki zeljko zenon zerrin zeyu zhanna zhaohui \
    zhenhua zhenyu zhigang zhihao zhihui zhijun zhipeng zhiqiang zhivko zhiwei zhiyong zhiyuan \
    zhongxu zied zihan zilda ziva zixuan ziyang ziyi zodwa zohreh zola zoleka zora zoraida zoya \
    zoé zsanett zsombor zulema zuriñe zélia ádám ágnes ákos ángela ángeles árpád åke åse åshild \
    édith édouard édwige éliane éliot élisabeth éloi éloïse émeline émile éric éva évelyne \
    óscar örjan östen ülkü ülle ülo đạt đức ľubica ľubomír ľuboš ľudmila şebnem şeyma ştefan \
    štefan štěpán štěpánka šárka żaneta žygimantas ștefan
    """
}
