/// The lists of ``FunctionWords``, lower case, separated by spaces.
///
/// The English list also holds the verbs, adjectives and nouns that abstracts are built with ("we
/// propose a novel approach"), since they name no topic.
let functionWordLists: [(FunctionWords.Language, String)] = [
  (.english, [englishWords, englishAcademicWords, englishReportWords].joined(separator: " ")),
  (
    .german,
    """
    aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bin \
    bis bist da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus darin das \
    dass davon dazu dein dem den denn der deren des dessen dich die dies diese diesem diesen dieser \
    dieses dir doch dort du durch eher eigenen ein eine einem einen einer eines einige einigen er \
    erst es etwa etwas euch für gegen gibt habe haben hat hatte hier hin hinter ich ihm ihn ihnen \
    ihr ihre ihrem ihren ihrer im in indem ins insbesondere ist jede jedem jeden jeder jedes jedoch \
    kann kein keine können könnte machen man mehr mein mich mit muss müssen nach neben nicht nichts \
    noch nun nur ob oder ohne sein seine seinem seinen seiner seit sehr sich sie sind so sogar \
    solche soll sollen sondern sowie sowohl über um und uns unser unsere unserer unter viel viele \
    vom von vor war waren was weil welche welchen welcher wenn wer werden wie wieder will wir wird \
    wo wurde wurden zu zum zur zwar zwei zwischen vortrag vortrags zeigen zeigt beim während
    """
  ),
  (
    .french,
    """
    à afin ai ainsi alors après au aucun aussi autre autres aux avait avant avec avoir car ce ceci \
    cela celle celles celui ces cet cette chaque chez ci comme comment contre d dans de depuis des \
    deux donc dont du elle elles en encore entre est et étaient était été être eu eux fait faire \
    font ici il ils je l la le les leur leurs lors lorsque lui ma mais me même mes moins mon n ne \
    ni non nos notre nous on ont ou où par parce parmi pas pendant permet peut peuvent plus plusieurs \
    pour pourquoi près qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si son \
    sont sous sur ta tandis te tel telle telles tels tes toi ton tous tout toute toutes très tu un \
    une vers via voir vos votre vous y c'est d'un d'une l'on n'est qu'il qu'un exposé séminaire
    """
  ),
  (
    .spanish,
    """
    a al algo algunas algunos ante antes aquel así aunque bien cada como con contra cual cuales \
    cuando de del desde después donde dos durante e el ella ellas ellos en entre era eran es esa \
    esas ese eso esos esta está están estas este esto estos fue fueron ha había han hasta hay la \
    las le les lo los más me mediante mi mientras muchos muy nada ni no nos nosotros nuestra \
    nuestro o os otra otras otro otros para pero poco por porque pueden puede qué que quien se \
    según sea ser si sí sido sin sobre son su sus también tan tanto te tiene tienen todo todos tu \
    un una uno unos y ya yo cómo charla seminario conferencia
    """
  ),
  (
    .italian,
    """
    a ad agli ai al alla alle allo anche ancora avere c che chi ci ciò come con contro così cui da \
    dagli dai dal dalla dalle dallo degli dei del dell della delle dello dei di dopo dove due e è \
    ed era essere fa fino fra gli ha hanno i il in io la le lei li lo loro lui ma mentre mi molto \
    ne nei negli nel nell nella nelle nello no noi non nostra nostro o ogni oltre per perché però \
    più poi possono può qual quale quali quando quanto quella quelle quelli quello questa queste \
    questi questo qui sarà se sempre senza si sia sono stata stato su sua sue sugli sui sul sulla \
    sulle suo suoi tra tutti tutto un una uno verso vi
    """
  ),
  (
    .portuguese,
    """
    a ao aos aquela aquele as até com como da das de dela dele depois do dos e é ela elas ele eles \
    em entre era essa esse esta está este eu foi foram há isso isto já lhe mais mas me mesmo meu \
    minha muito na nas não nem no nos nós nossa nosso num numa o os ou para pela pelas pelo pelos \
    pode podem por porque qual quando que quem são se seja sem ser será seu seus só sobre sua suas \
    também tem têm ter todo todos um uma umas uns palestra seminário
    """
  ),
  (
    .dutch,
    """
    aan al alle alles als altijd andere ben bij daar dan dat de der deze die dit doen door dus een \
    eens en er ge geen haar had heb hebben heeft hem het hier hij hoe hun iets ik in is ja je kan \
    kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat ons onze ook op \
    over reeds te tegen toch toen tot u uit uw van veel voor want waren was wat we wel werd wordt \
    worden wie wij wil zal ze zelf zich zij zijn zo zonder zou
    """
  ),
  (
    .nordic,
    """
    af alle allt alt andra andre at att av bara ble blev bli blir både da de del dem den denna dens \
    der deras deres dessa det detta dette dig din ditt du där eller en enn er ett etter för for \
    från fra får före ha hade har havde hon hos hun hur hva hvad hvis hvor hvordan i ifra ikke in \
    ingen inn inte jag jeg kan kom kun kunne man med mellem mellom men mer mig min mot mye må når \
    nå ned nej nogle noe noen och og också om op opp oss over på sedan seg sig sin sina sine skal \
    ska som så til till um under upp ut utan utover vad var varit ved vi via vid vil være vår vår \
    även
    """
  ),
  (
    .czech,
    """
    a aby ač ale ani asi až bez bude budou by byl byla byli bylo být co což či dále do ho i jak jako \
    je jeho jejich jejž jen ještě již jsem jsou k kde kdo když která které kteří který kterých ke \
    lze má mají mezi mi mít může na nad nám ne nebo není než o od ona oni po pod podle pokud pouze \
    práce pro proč proto při přednáška s se si také tak tato této tento to tohoto tom toto u v ve \
    více však vše z za ze že
    """
  ),
]

private let englishWords = """
  a about above across after again against ago all almost along already also although always am \
  among amongst an and another any anybody anyone anything anywhere are aren't around as at away be \
  became because become becomes been before began behind being below best better between beyond both \
  but by came can can't cannot come comes could couldn't day days did didn't do does doesn't doing \
  don't done down during each either else end enough especially etc even ever every everybody \
  everyone everything everywhere far few first for found four from full fully further furthermore \
  gave generally get gets give given gives go goes going good got great had has hasn't have haven't \
  having he he's hence her here here's hers herself high him himself his hour hours how however i \
  i'd i'll i'm i've if in indeed instead into is isn't it it'll it's its itself just keep keeps kind \
  kinds knew know known last later latter least less let let's like likely little long look lot lots \
  made mainly make makes making many may maybe me member might mine minutes more moreover most mostly \
  much must my myself namely near need needed needs neither never nevertheless new next no nobody \
  none nor not nothing now of off often old on once one ones only onto or other others otherwise our \
  ours ourselves out over own past per perhaps put quite rather really recent recently right said \
  same saw say says second see seem seemed seems seen several shall she she's should shouldn't since \
  small so some somebody someone something sometimes somewhat somewhere soon still such sure take \
  taken takes than that that's the their theirs them themselves then there there's thereby therefore \
  therein these they they'll they're they've thing things think third this those though three \
  through throughout thus to today together too took toward towards turn turns two under unless \
  unlike until up upon us use used useful user uses using usually various very via want wants was \
  wasn't way ways we we'd we'll we're we've well went were weren't what what's whatever when where \
  whereas wherein whether which while who who's whole whom whose why widely will with within without \
  won't would wouldn't year years yes yet you you'd you'll you're you've your yours yourself e.g i.e \
  e.g. i.e.
  """

private let englishAcademicWords = """
  able abstract according additional additionally aim aims allow allows answer answers applied \
  apply applying approach approaches area areas ask attend audience based begin better bio biography \
  called case cases certain clear clearly common commonly compare compared complete completely \
  concerned conference consider considered consist consists corresponding current currently deal \
  demonstrate demonstrated demonstrates depend depends derive derived describe described describes \
  describing design determine determined develop developed developing differ different difficult \
  discuss discussed discusses discussing due early easily easy effective effectively efficient \
  employ employed employing ensure event examine examined examines example examples exist existing \
  exists experimental explain explained explains explore explored explores extend extended fact \
  final finally focus focused focuses following follow follows future general group groups help \
  helps idea ideas illustrate illustrated implement implemented important improve improved include \
  included includes including increase increased increasing increasingly interested interesting \
  introduce introduced introduces introducing investigate investigated involve involved involves \
  involving issue issues join joined key large largely largest latest lead leading leads learn \
  lecture main major mean means method methods multiple natural necessary novel number observe \
  observed obtain obtained offer offers online open order overall overview paper papers part \
  participants particular particularly people perform performed place point points possible \
  potential present presentation presented presenting presents previous previously problem problems \
  propose proposed proposes prove proved proves provide provided provides providing purpose question \
  questions real reduce reduced regarding related relative relatively report reported require \
  required requires respect respectively result results review room section seminar session set sets \
  share show showed shown shows side significant significantly similar simple simply single solve \
  speaker specific specifically state studied studies study subject successful sufficient suggest \
  suitable talk talks tend term terms test tested title together tool topic topics try trying turn \
  type types typical typically underlying understand understanding variety varying view views work \
  worked working works workshop zoom
  """

// Words that scientific prose uses in every field. Chosen from words that stood in many texts of one
// half of Inspec and SemEval-2017 and hardly ever in a keyphrase; judged on the other half.
private let englishReportWords = """
  ability absence accomplished achieve achieved achieving acquired actual added addition address \
  addressed adequate adopt adopted advances advantage advantages affect affects agree aimed \
  allowed allowing alternative amount analysed analyzed appear appears applicability applicable \
  applies approaching appropriate argue argues arise arises asked associated assume assumed \
  assuming attempt attempting attempts attracted attractive attributed available avoid avoids \
  aware becoming begins believe belongs benefit big biggest brief brings broad broader brought \
  built calls capable carried caused causes challenge challenges challenging changed characterized \
  choosing chosen closer combining coming compares comparing complicated comprehensive concept \
  concern concerning conclude concluded conclusion conducted confirmed considerable consideration \
  considering considers consistent consisting constructed constructing contain contained contains \
  continue continues contrary contrast contribute contributes convenient conventional correspond \
  covers create created creates dealing deals decade decades decided decrease decreases define \
  defined defines deliver delivering depending desirable desired despite details devised \
  difficulties disadvantages discovered discussion earlier ease easier effort efforts emerged \
  employs enable enabled enables enabling encountered ensuring entire essential established \
  establishing evaluated excellent except exhibit exhibits expect expected exploit exploits \
  extending extends extensive extra facilitate facilitates fail fails familiar faster feasible fig \
  find findings five followed formed former formulated gained getting giving greater growing \
  handle happen happens held helpful holds hope hopes hundred hundreds identified identifies \
  identify identifying illustrates implies imposed inclusion incorporate incorporated \
  incorporating increases indicate indicated indicates inherent inside inspired instance intended \
  intuitive investigates investigating investigation investigations lack larger launched led \
  limitations limited longer looks maintain maintained maintaining maintains majority meet \
  mentioned months motivated necessity obtaining obvious occur occurring occurs offered offering \
  operates outline outlines outside overcome perceived performing performs permits plays popular \
  possibilities possibility powerful preferred preserves produces progress promise promising \
  promote proper rated reach reached reaches reaching realize realized reasonable reduces refers \
  reflecting reflects regard regardless relates relating relevant relies remain remains remarkable \
  replace replaced represent represented represents requiring responsible resulted resulting \
  reveal revealed reveals reviewed satisfactory satisfied satisfies satisfying serious serve \
  served serves showing situations smaller so-called solved specifying start started starting \
  starts straightforward subsequent suggested suggesting suggests summary supported supporting \
  surprising taking ten thousands traditional understood unknown usefulness usual utilizes \
  utilizing valuable viewed week weeks well-known whenever whilst wider widespread worth written
  """
