/// Given names beyond the most common ones, of many languages.
extension GivenNames {
  static let more =
    """
    abdelaziz abdelkader abdoulaye abena abigaël achim adaeze adama adelaide adeline adeola adil \
    adnan adwoa afonso afua agathe agneta agostino agustín ahmet aida aigerim aiko aileen aimee \
    ainhoa aino aishwarya aitana aiyana akihiro akiko akinori akua alaa alana albrecht alfons \
    alfonso aliaksandr alida alisa aliya alka allegra alma almudena alois alper altaf althea \
    alun alwin amadou amaia amal amalia amar ambra ambrose amela ami amos anais ananya anas \
    anatoli anatoly anaïs ancuta andreea andrius anette angelos angus anika anissa anke ankit \
    ankita annabel annalisa annamaria anne-marie annelies annemarie annika annina anouar ansgar \
    anthi antje antonín anupam anurag anushka aoife apostolos aram arianna arijit arjan arjun \
    arkadiusz arman armando arnold arsène artem arti artyom asa aschwin asger ashwini asif aslan \
    asli asma asuka ataru athanasios atsushi attila aude aurore avinash avni axel ayako ayan \
    aydın aymeric ayumi azadeh aziz aziza azra babak babette badri bahar bahram baptiste \
    barnabas barnaby barış basak bastien beata bence bendik bengt benito benno berit berk \
    bernadette bernardo bernhardt berta bertram bertrand beste bhaskar bhavana bibi bilge \
    birgitta birte blanca blaž bláthnaid bodil bogna bojan bolesław borja bożena bram brandi \
    branko brendon briana britta bronwen bruna brygida burcu burkhard bülent caio callum calum \
    camilla camilo caren carin carina carles carme carmela carmelo carola caspar caspian catalin \
    cathal cathrin cathrine catriona cecilie celeste celia celso cemal ceren cesare chaim \
    chandan charis charlotta charlène chiamaka chika chikara chinedu chinwe chitra chloë \
    christelle christos chukwuma cian ciara ciaran ciro claas clarissa claudine claus cléo \
    coline concetta conny consuelo coralie cordula corentin corrado cosima cosmin costanza \
    costas cristóbal csaba cyrille cyrus czesław célia cătălin dag dagmar dagny daichi daiki \
    daisuke dajana dalia dalibor damir damjan danica daniil danilo danuta dariusz darko darragh \
    davina dawid daya deirdre dejan delphine demetrios demian denys desirée detlev devi devika \
    dhruv dhruva diarmuid didier dieudonné dijana dilara dilip dimitra dimitrij dimitrios dino \
    dipankar dirce ditte divya djamel djordje dmytro dolores domenico domingo domitille \
    donatella dong-hyun doreen dorin dorota dorothée dorte dragan dragana dragomir dragoș duarte \
    dusan dušan dvora débora ebba ebru ece eckhard eda eduarda eero efrat efthymios eike eilidh \
    eino eirini eitan eivind ekin elad elaheh elbert eleftherios elena-maria elettra elham \
    elinor elio eliot elisavet eliška elke elmar eloïse elpida elsbeth elvira elín elżbieta \
    emanuel emanuela emanuele emeka emine emir endre enes enno enric ephraim erdem erez erkki \
    errol erwan esra estefanía estelle ester etienne eugenio eugénie eun-ji evangelia evelina \
    evelyne evert everton evgenia evgenii ewan ewelina eyal eylem ezgi fabienne fabiola fadi \
    fahad fanny fardin farid farida fatma fatou faustine fedor felicitas fenella ferdinando \
    fergus ferhat ferran fiammetta filippos finn finnegan flavia flavien florentina floris \
    folkert fouad francesc francisca franka franziska freda freddy frederica fredrik freek freja \
    freya frida frieda friedemann friederike frits fumiko fumio furkan gabor gaetano gaia gail \
    galina gaspar gaspard gaurav gauthier gaëlle gea geert gemma gena genevieve geneviève \
    gennady geoffroy georgina georgy geraldine gerda gerlinde germain gernot gerrit gertrud \
    ghada ghislain giada giancarlo gianfranco gianmarco gianni gideon gilad gilberto gilda \
    gillian ginevra gino gintaras giorgi giorgos gisela gisele giuliana giuliano giuseppina \
    gizem gladys glen glenda goran gordana gottfried govind gracia grażyna gražina gregorio \
    grete grigori grégoire guadalupe gudrun guenther guillem gulnara gunnar gurpreet gus guus \
    gwenaël gwendolyn györgy gábor gérald göran götz gülşen günther haakon habib hadi hadrien \
    haim hakim halina hamed hana hande hanh hanna hanne hannele hannu hanspeter hari harini \
    harish harri haruka haruna haruto hatice hauke hayley heba hedda hedwig heikki helge hema \
    hening henk henning henriette henrike henrique henryk heribert herman hermes hernán hervé \
    hester hicham hilal hilda hilde hildegard hiroaki hiroko hiromi hiroto hisham hitoshi \
    homayoun horacio hristo huma hye-jin håkan håvard iacopo iago ianis iason ibtissam ichiro \
    idan ido idris ieva ifeoma ignas ihor iker ilan ilana ildikó ilia ilias iliya ilka ilker \
    ilona ilse imad imane imke imogen imre ingeborg ingela inger ingmar inna inês ioan ioanna \
    ionut ionuț ira irma irmgard irving isabela isadora isha isidora iskander ismael isolde \
    istván itai itamar itay itziar iva ivar ivona iwona izabela jaakko jaana jacek jacobus jade \
    jadwiga jamila janez janina janis jannick jannik jannis janos janusz jari jarkko jarle \
    jarmila jarosław jasmina jasper jayanta jeannette jelle jemima jen jennie jeong-hoon \
    jeremiah jeremias jerzy jesus jette ji-woo jiho jihye jitka joakim joaquim joaquín jodi \
    joerg jolanta jolien jolyon jonah jonathon joni jonny joon-ho joost jordy jorgen joris jorma \
    jorrit jorunn joscha josefa josefin josefina josep joset josiah josip jost joséphine jozef \
    joël juanita judit juha juhani jukka julianna jun-ho junko juozas jurgen jurij jussi justina \
    justyna jutta jános jérémie józef jörn jørgen jürg jānis kabir kaisa kaitlyn kaja kajetan \
    kalina kalle kalpana kamila kamran kana kanako kanchana kaori karan kareem karine karlheinz \
    karolin karoline karoly kasia kaspar katalin katell katerina kateřina kati katrine katsuhiro \
    katy kavya kaya kayla kazimierz kazuhiro kazuko kazuo kees keiko keisuke kemal kendall \
    kenichi kenny kent kerem keren kerri khadija kieran kiki kimiko kinga kirk kirsi kirstin \
    kirsty kishore kitty kjell kjetil klaas klavdija klemens klára knud knut kohei koichi koji \
    konstanze korbinian kostas krister kristiina kristján kristoffer kristóf krisztina kshitij \
    kunal kwabena kyoko kyriakos kyung károly laetitia laia laila lajos lakshmi lalit lamia \
    larissa lasse latifa laure laurelin laurens laurentiu laurie lavinia lazar leander leandra \
    leena leigh lekha lennart lenny leonidas leonora leopold leroy lesley leszek letizia levent \
    lia liana lidija liesbeth liese lieve liisa lilli lilly linh linn linnea linus lior liora \
    lisbeth liselotte lisette livia liza ljiljana lluís loredana loreena lorenza loretta \
    lorraine lotta lotte lourdes loïc luana lubomír lucien lucienne lucija lucile lucilla lucius \
    lucyna ludmila ludovica ludvig luka lukáš luna lutz luuk luz lyudmila léo léon lívia lóránd \
    maaike maarit maarten maciej maddalena madhav madhu madison maeve magali magda magdalena \
    magdaléna mahdi mahmoud mahmut mai maia maija maike maité majid makoto malek malena \
    malgorzata malin mallory malvina manal manfredi manisha manju manolis manon manu marcelina \
    marceline marcella marcello marcial maren marga margareta margarete margarethe margarida \
    margaux margit margot margrét marguerite margus mariangela marianna maribel maricarmen \
    marie-laure mariela marietta marika mariko marilena marilyn marine marios maris marit mariya \
    marjan marjolein markku markéta marleen marlies marloes marlon marlène marsha marthe marti \
    martine martino martí marya maryia maryna masaaki masahiro masaki masami masao masashi \
    masato massimiliano matej mateus mathilda mathis matilda matilde mats matthaios matthijs \
    mattia mattias matty matís matěj maud maura maurits maximiliano mayank mayumi mazen \
    małgorzata mechthild meera meghan mehran mehrdad meir melina meltem melvin menno meret \
    merete merle merlin mert meryem meryl micaela michail michala michalis michelangelo michiel \
    michiko michèle mick micol midori mieke mihail miika mika mikaela mikel mikkel mikko milana \
    milla millie milly milton min-jun mireia mireille mirela miren mirja mirjana mirko miroslav \
    miroslava mirosław misha mitra mitsuko miyuki mladen modesto mohsen moise moisés monique \
    morag moran morgane morris mostafa motoko mounir mourad moussa murali muriel mutsumi myrto \
    mària mélissa mónica naama nada nadav nadya nadège nael nahid nahla naila najib namrata \
    nancy nanna naoki naoko narendra naresh narges nasim nasrin natacha nataliya natalya natasa \
    natascha nataša naveen navin nazanin nazim necla neda neelam neeraj nela nevena ngozi niamh \
    nicklas nico nicodemo nicolaas nicolai nicolò nienke nihal nik nika niki nikolaj nikolas \
    nikos nima nirmala nisha nita niv nivedita noboru noelia noemi norah noriko nour noé noémie \
    nuala nuria nurit nurul nándor núria oana octavian octavio odette ofer ofir olav oleksii \
    olena olgierd olja olle olli olof olufemi oluwafemi oluwaseun oluwatobi omid ondrej onur \
    oonagh oren oriane oriol orla orsola ortrud ossi otakar otmar ottavio paco padma panagiota \
    panagiotis pankaj pascale pasi pasquale pat patricja patrycja paulus pavan pavlina pavlo \
    pavlos payam peggy peio pekka pelin per perrine perttu petar petter phuong phương pier \
    pierluigi pierpaolo pierre-yves pieter piia pim pina pirkko poonam prashant predrag preethi \
    preeti prerna priscilla przemysław pádraig pål pınar qasim qiang quirin rabea rachele rachid \
    radhika radka radmila radosław radovan rafaela rafał rafi raghavan ragnar ragnhild rahel \
    rahma raimo raimund raisa raissa rajan rajani rajiv rakesh ramin ramiro ramona rania ranjit \
    raoul raphaela raphaël rashida rasmus ratna rauno razvan rebeca rebekah rebekka reem reijo \
    reiko reina reinder reine reiner reinhild rekha renske reto reuben reuven rezarta ria \
    ricarda ricardo richa rie rieko riikka rikard rikke rima rinat risa rishabh rishi risto riva \
    riya roald robbert robertas robrecht rocío roderick rodica rodolphe roeland roelof rogelio \
    rohini roksana rolando romana romeo romina romuald romy ronja ronny roope roos roosa rosalba \
    rosalia rosalie rosalyn rosana rosario rosella rosie rosita roswitha rotem roxana roxane \
    roza rozenn rubina rudi rudiger rudolph rufus rukmini rupa rupak rurik ruslan rustam ruta \
    rutger ruud ryo ryoko ryota ryszard ryuichi régine régis róża rüdiger răzvan saad saba sabah \
    sabri sacha saeed safia sagar said saila saima sajad sakari saki sakura saleh salim salma \
    salomé salvo samira sampo samu samuele samuli sanaa sandhya sandrine sanja sanna sanne \
    santeri santi saoirse saori sapna sarita saro saskia satu saverio savita sayaka scarlett \
    seamus sean-paul seiji selin sema semih senem sepp seppo serap serdar sevgi seyed sezen \
    shahar shahid shahin shahram shai shakira shalini shamim shankar shanti sharad sharmila \
    sharona shaul sheena shefali shekhar shigeki shigeru shikha shilpa shimon shin shinichi \
    shinji shinya shira shirin shivani shlomi shmuel sho shohei shoko shoshana shota shraddha \
    shreyas shruti shuang shuhei shunsuke shyam sibel sibylle sidonie siegfried sieglinde \
    sigmund signe sigurd sigurður silja silvana silvester silvio sima simeon simin simina simo \
    simran sinikka siri sirkka siv siyabonga slava slavko slavomir smita smriti snežana snigdha \
    sohail soheil soledad solveig solène sona sonal sonali soojin sophia-marie sorin sotirios \
    soumya spencer spiros spyros srdjan sridhar srinivasan srishti stacie stavros steffi stefán \
    stein steinar stela stelios stephany stian stig stijn stine stipe stylianos subash subhadra \
    sudha sugata suhas sujata sujit sukanya sumeet sumi sumitra suneet sungho sunita sunniva \
    suraj susann suvi suzana suzette suzuka svante svea svein sven-erik svenja sverre swantje \
    swapna swati sybil sylvester sylwia szilvia szymon séamus séverine sławomir taavi tadashi \
    tadej taha tahir taina taisiya takahiro takako takao takayuki takuma takuya talia tamaki \
    tamami tamanna tamer tami tancredi tanguy tanmay tanvi tapio tarek tariq taru tarun tasos \
    tatjana tatyana teemu teija tejas telma temitope tero teruko tetiana tetsuo tetsuya thabo \
    thaddeus thandi thanh thanos thekla thelma themis theodora theodoros theofilos theresia \
    thijs thilde thilina thorben thorbjørn thore thu thuy théo thérèse tibor tiemo tihomir tiina \
    tijana tilde tilman tilo timea timon timothée tine tineke tino tiphaine titus tiziana \
    tiziano tjeerd tobi tobin todor tolga tom-arne tomasso tomaž tomislav tomke tomohiro tomoko \
    tomoya tomoyuki tonia tonje torbjörn torgeir torkel tormod torstein toru toshiki toshio tova \
    tove traian tran triin trine tristana trond trudy truls tsubasa tsutomu tsvetelina tugba \
    tuomas turid tuğba twan tycho tymon tyrone tzvi tünde ugo ugur ulf ulises ulla ulrica ulrik \
    uma umar umberto unai unni uri uriel urmas urs urszula urvashi urša urška usha usman utkarsh \
    uzma uğur vadim valdemar valentine valentino valentín valery vali valérian vandana vangelis \
    varsha varun vasil vasile vasilij vasiliki vasily vasudha veena vegard veikko velibor venkat \
    venkatesh venla vera-maria vesa vesna vicente vicki vicky victoire vidar vidya viet vigdis \
    viggo vilija ville vilma vilém vincenza vineet vinod violaine violetta virgil virpi \
    viswanathan vitalii vitaly vitor vittoria vivi vivienne vladimír vladimíra vlasta vojtěch \
    volkmar vuk václav vít vítor wafa wahid walburga waldemar waleed walid wally walther waqas \
    wassily wassim wenche wendelin wesley wessel wibke wiebke wieland wiesław wiktor wilbert \
    wilfred wilfrid wilhelmina willemijn willi willy wilma winfried winnie wioletta witold \
    wladimir wolfram wout wouter władysław xabier xaver xenia xian ximena xiomara xochitl xuan \
    yaakov yago yair yakov yamina yanick yanis yann-aël yannic yara yared yaroslav yasemin yash \
    yasir yasmina yasmine yasser yassine yasuko yavuz yehuda yelena yesenia yevgeny yewande \
    yiannis yigit yitzhak yiğit yoann yochai yoel yogesh yohan yohann yoichi yoko yolanda \
    yolande yona yonatan yoni yoram yorgos yosef yoshiaki yoshihiro yoshiko yoshio yossi youcef \
    youness youri youssef youssouf yousuf yu-jin yuichi yuichiro yukari yukiko yukio yulian \
    yuliia yumi yumiko yunus yurii yuriy yushi yusra yusuke yuta yutaka yuval yuya yvan \
    yves-marie zacharias zack zafer zaheer zahir zaid zaina zainab zakaria zara-marie zaven \
    zbigniew zdenka zdeněk zdravko zeina zeinab zelda zena zeno ziad ziga zineb zita ziv zlata \
    zlatan zlatko zofia zohar zoi zoran zorica zouhair zsolt zsuzsanna zsófia zuzanna zvi \
    zygmunt åsa émilie étienne ömer özge özgür özlem željka željko žiga αθανάσιος γιάννης \
    γιώργος δημήτρης ελένη κατερίνα κώστας μαρία νίκος σοφία александр александра алексей \
    анастасия андрей андрій анна антон артем артём борис вадим валерий василий вера виктор \
    владимир галина григорий дарья денис дмитрий евгений евгения екатерина елена иван игорь илья \
    ирина кирилл константин ксения любовь людмила максим марина мария микола михаил надежда \
    наталья никита николай оксана олег олександр ольга павел петр пётр роман светлана сергей \
    станислав тарас татьяна федор фёдор хелен юлия юрий
    """
}
