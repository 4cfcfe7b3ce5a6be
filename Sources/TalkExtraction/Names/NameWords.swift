/// Words that decide whether a run of text is a person's name.
enum NameWords {
  /// Titles before a name, with or without a dot.
  static let titles = WordSet(
    """
    dr dr. drs drs. prof prof. professor professors professeur professora professorin profesor \
    profesora profa profa. prof.dr. prof.in doc doc. docent mr mr. mrs mrs. ms ms. miss mx mx. sir \
    dame lord rev rev. hon hon. pr pr. dott dott. dott.ssa ing ing. dipl.-ing. mgr mgr. bc bc. \
    rndr. phdr. mudr. judr. assoc assoc. asst asst. associate assistant adjunct emeritus emerita \
    ir ir. univ.-prof. pd priv.-doz. dra dra. sra sra. sr. herr frau madame monsieur mme mme. \
    doç. doç öğr. arş. gör. yrd. conf. lect. ş.l. m.sc. msc. b.sc. dipl.-math. dipl.-phys. dipl.-inf. cand. dokt. doktorand med. rer. nat. phil. jur. iur. oec. techn. agr. vet. pol. theol. dent. paed. heer mevrouw colonel admiral rabbi imam \
    doç prof.ssa dott.ssa dr.ssa dra judge justice ambassador senator fm ft ktt dosentti docentti mudr. phdr. rndr. paeddr. h.c. h.c mult. mult e.h. em. dhr. dhr mevr. mevr dhr/mevr ts. pgs. gs. ths. prof.ir. \
    cand.med. cand.mag. cand.real. cand.scient. cand.polit. cand.jur. cand.psychol. siv.ing. \
    lic lic. mag mag. hab hab. habil habil. dr.-ing. dr.ir. проф. д-р academician acad. postdoc
    """)

  /// Degrees and honours after a name.
  static let degrees = WordSet(
    """
    phd ph.d ph.d. dphil d.phil d.phil. md m.d. md/phd mba m.b.a. msc m.sc. m.sc ms m.s. ma m.a. \
    bsc b.sc. ba b.a. obe cbe mbe frs fba frse freng frcp esq esq. jd j.d. llm ll.m. llb csc csc. \
    drsc drsc. edd ed.d. scd sc.d. dsc d.sc. rn mph m.p.h. mfa m.f.a. dvm pharmd facs emeritus \
    emerita dr.h.c. h.c. ph.d., mphil m.phil. cissp pmp cpa cfa lcsw dds dmd mpp mpa msw frcpc facp faan faia ccc-slp fras frgs frse frsc frsa fgs fls facs facc face mrcp frcs frca mbbs mbchb \
    mhs msph mspt dnp aprn llm. kc qc ph.d.c dsc. drph mdcm frcsc fasn fidsa faap facog fccp mscs dabr mmed
    """)

  /// Small words inside names: particles, articles, conjunctions of double names.
  static let particles = WordSet(
    """
    van von vom zu zum zur und dem de der den des di da do dos das du del dela della delle degli dei \
    la le les los las lo el al ul bin ibn ben bint binti abu abd ter ten te tot 't op d' af av i y e \
    san saint st st. mac mc ap ó ní nic uí
    """)

  /// What follows a family name as part of it.
  static let suffixes = WordSet("jr jr. junior sr sr. ii iii iv")

  /// Particles that are also common English words and count only between two capitalised words.
  static let weakParticles = WordSet("op i y e do das te und")
}

/// Words that occur capitalised in titles of talks and events, hardly ever in names of people.
enum TitleWords {
  /// Whether `word` speaks against a name.
  static func contains(_ word: Bytes) -> Bool { contains(word, hash: WordSet.hash(word)) }

  /// Whether `word`, of which the hash is known, speaks against a name.
  static func contains(_ word: Bytes, hash: UInt64) -> Bool {
    if all.contains(hash: hash) { return true }
    // Plurals and possessives of the listed words.
    if let last = word.last, Ascii.lower(last) == UInt8(ascii: "s"), word.count > 3 {
      let stem = word.dropLast()
      if all.contains(stem) { return true }
      if stem.last == Ascii.apostrophe { return all.contains(stem.dropLast()) }
    }
    return false
  }

  private static let all = WordSet(
    """
    verified verification verifying garbage collection collections invariants bounds compression \
    asymptotic asymptotics retrieval robustness fairness alignment scheduling embedding embeddings \
    topological topology elliptic hyperbolic spectrum spectra kinetics genomes wavelet wavelets \
    discover discovering learn create creating understand understanding introducing become \
    becoming basic basics básico básica básicos avançado avançada intermediário intermedio avanzado \
    espanhol español inglês inglés francês francés alemão alemán português italiano englisch \
    französisch spanisch italienisch portugiesisch russisch spanish portuguese equinox solstice \
    a about abstract abstraction academia academic academy access accelerated accelerator action \
    active activity adaptation adaptive address admin administration adult advanced advances \
    adventure agenda agent agile agm ai algebra algebraic algorithm algorithmic ama american an \
    analysis analytic analytics anatomy ancient and android angular animal animation anniversary \
    announcement annual anonymous answers ant anti apache api app apple application applied \
    approach approximation april arc archaeology architecture archive arena art article artificial \
    arts as asia assembly assessment assistant association astronomy astrophysics async asynchronous \
    at atlas atomic attack audio augmented august auto automated automatic automation autonomous \
    award awards azure back backend bad badge band bar basic basics bayesian bbq beauty beer \
    beginner behavior behaviour beyond big billion bio biological biology bitcoin black blind \
    blockchain blog blue board body book bootcamp bot brain brainstorm break breakfast breaking \
    breakout brunch budget bug build building buildings business by cache calculus calendar call \
    camera camp campus cancer cancelled capital carbon care career case catalysis catering causal \
    cell center central centre ceremony certificate chain chair challenge change chaos chapter \
    chat check checkin chemical chemistry children china chinese choice church circle city class \
    classic classical clean climate clinic clinical closing closes cloud club cluster coalition \
    cocktail code coding coffee cognition cognitive collaboration collaborative collective college \
    colloquium colloquia color colour combinatorics comedy command committee common commons \
    communication community company compiler complex complexity component computation computational \
    compute computer computing concert concurrency conference configuration connect consciousness \
    consensus construction contemporary content context continuous contributed contributor control \
    controller conversation cooking core corporate correct cosmic cosmology council country course \
    craft crash creating creative crisis critical cross crypto cryptography css cultural culture \
    current custom cyber cybersecurity daily dance dark data database dataset dating david's day \
    days dead deadline dean death debate debian debug debugging december decision decolonial \
    deep defect defence defending defense defining degree delivery demo demos democracy demystified \
    demystifying dental department dependency deploy deployment depression design designing desktop \
    destination detection dev developer developing development device devops devroom dialogue \
    diet differential diffusion digital dimension dinner diplomacy direct director discovery \
    discrete discussion disease dissertation distinguished distributed distribution diversity \
    django do docker doctoral documentation documentary does doing domain door drinks drive dynamic \
    dynamical dynamics early earth easy ecology economic economics economy ecosystem edge edition \
    editor education effect effective effects efficient election electric electrical electron \
    electronic electronics elementary embedded emergency emerging empire empirical end energy \
    engine engineer engineering england english enhanced enterprise entertainment entropy \
    environment environmental epidemic equality equation equity error escape essential estimation \
    ethics ethical europe european evaluation evening event everyday everyone everything evidence \
    evolution evolving example excellence exhibit exhibition existence experience experiment \
    experimental expert explained exploration exploring expo extended extension extreme fabric face \
    fair fake fall family fast fastest faster fault feature february feedback fellows fellowship \
    feminist festival field file film final finance financial finding fintech fire firmware first \
    fish fission flash flexible flow fluid food for force forecast foreign forest form formal \
    formation forum foundation foundations framework frameworks free freeze french frequency friday \
    from frontend frontier frontiers fuel full fun function functional fundamental funding fusion \
    future fuzzy galactic galaxy gallery game gaming gap garden gas gateway gender general generation \
    generative generic genetic genetics genome genomic genomics geographic geography geometric \
    geometry german getting github giving global goal going good google governance government grad \
    graduate graduation grammar graph graphic graphical graphics gravity great greek green greet \
    grid group groups growing growth guest guide guided hack hackathon hacker hackers hacking hall \
    hands handson happy hard hardware harmonic have headphone health healthcare heart heat help \
    hidden high history holiday home hot hour house how human humanities humanity humans hybrid \
    hyper ice id idea ideas identity if image images imaging immigration immune impact imperial \
    implementation implementing improved improving in inclusion index india indian individual \
    induction industrial industry inequality inference infinite inflation info informal information \
    informational infrastructure initiative innovation innovative inside insight insights institute \
    institution instruction integrated integrating integration intelligence intelligent interaction \
    interactive interest interface interfaces interim internal international internet interview \
    into intro introducing introduction invariant inverse investment invited ios iot is islam island \
    issue issues it it's italian january japan japanese java javascript jazz jewish job joint \
    journal journalism journey july jumping june junior just justice kernel key keynote kick kickoff \
    kids know knowledge lab labor laboratory labour land language languages large laser latin law \
    layer lead leader leaders leadership leading leads learn learned learning learnt lecture \
    lectures legal lesson lessons letter level liberty libre library license life light lightning \
    linear link linked linux lisp list literacy literature live living local location logic \
    logistics long look looking love low lunch luncheon machine machines macro made magic magnetic \
    mainframe maintenance make maker making man management manager managing manifold map mapping \
    march marine market marketing marriage mars mass master material materials math mathematical \
    mathematics maths matter matters may me meal meaning measure measurement measuring mechanical \
    mechanics mechanism media medical medicine medieval meet meeting meetings meetup member memorial \
    memory mental mentor mentoring mesh message meta metal method methods metric micro microscopy \
    microservices migration military mind mini misconceptions mission mixed mobile mobility model \
    modeling modelling models modern modular molecular monday money monitoring monthly more morning \
    moral motion mountain movement moving multi multiple museum music musical my myth nano narrative \
    national native natural nature navigation need network networking networks neural neuro \
    neuroscience neutral neutron never new newcomer news next night no node noise nonlinear north \
    not nothing november now nuclear number numbers numerical object ocean october of office \
    official old on one online only ontology open opening openings opens opera operating operation \
    operations operator opportunities optical optics optimal optimisation optimization or oral \
    orals order ordinary organic organisation organization orientation origin origins other our \
    out outlook outreach over overview own package packaging packet paint panel panels paper papers \
    parallel parsing part partial particle parties partner party past path pathways patterns pause \
    payment peace peer pending people perception performance perl persian personal perspective \
    perspectives phase phd phenomena phone photo photonics physical physics pi picnic pilot pipeline \
    pitch pizza place plan planet planetary planning plant plasma platform play player plenary \
    plugin pm podcast poetry point policy politics political polymer pop population portable \
    portrait position post postdoctoral poster posters postgraduate postgres postgresql postponed \
    power practical practice practices prediction preliminary prep preparation presence present \
    presentation presentations presented presenting press prevention price principle principles \
    print printing privacy private prize probabilistic probability problem problems procedure \
    process processes processing product production productivity professional program programme \
    programming progress project projects proof property proposal protection protein protocol \
    prototype psychology public publishing pure python q&a qna quality quantum queer quest question \
    questions quick quiz race racism radiation radical radio rails random rapid rational react \
    reading ready real reality reason recent reception recognition recovery recursive red \
    reduction refactoring reform refreshments regional registration regression reinforcement \
    relation relational relations relative relativity release religion remarks remote renaissance \
    renewable rendering replication report representation reproducibility reproducible request \
    research residual resilience resistance resource resources response responsible rest restoration \
    results retreat retrospective revealed review revision revolution right rights rise risk \
    roadmap robot robotic robotics robust role roman romantic room round roundtable routing ruby \
    rule rules running rural russian rust safe safety sales sample satellite saturday scalable \
    scale scaling scene schedule school science sciences scientific scientist script search \
    seasonal second secret secrets section secure security seismic self semantic semantics semester \
    semi-final seminar seminars senior sensing sensor september series server service services \
    session sessions setup sex shape share sharing shift shop short show showcase shuttle sig signal \
    signals silent simple simulation simulations simulating single singularity site skills sky sleep \
    slides small smalltalk smart social society socio soft software soil solar solid solution \
    solutions solving some sound source south soviet space spatial special spectral spectroscopy \
    speech speed spin spirit sponsor sponsored sponsorship sports spotlight spotlights sprint \
    sprints sql square spring easter christmas thanksgiving recess exam exams finals date examination stability stable stack staff stage stammtisch standard standards standup \
    star stars start starting startup state static statistical statistics status std steering stem \
    step stochastic stone storage store stories story strategic strategies strategy stream streaming \
    street string strong structural structure structures student students studies study style \
    sub summary summer summit sunday super supervised supply support surface surgery survey \
    sustainability sustainable swap symbolic symmetry symposium sync synthesis synthetic system \
    systemic systems table tactical taking tale talk talks tax tba tbc tbd tea teacher teaching team \
    teams tech technical techniques technologies technology temporal temporary tensor term test \
    testing tests text than thank thanks that the theater theatre their theorem theoretical theories \
    theory there thermal thesis they thin thing things thinking third this thought thursday time \
    times tips title to today together tomorrow tool toolkit tools top topic topics topological \
    topology torus total tour touring toward towards track trade tradition traditional traffic \
    training transfer transform transformation transformer transformers transforming transition \
    translation transport travel tree trends trial tricks trip tropical true trust truth tuesday \
    tuning turbulence tutorial tutorials tv two type types typing u.s. uk ultimate unconference \
    under understanding uniform union unit united universal universe university unix unknown \
    unlocking unveiling up update updates upgrade urban us usability user users using utility \
    vacation vacuum value values variable variation variational various vector vehicle venue via \
    video views village violence virtual virus vision visit visual visualization visualisation voice \
    volume volunteer vote vs walk wall war warming waste watch water wave waves way ways we wealth \
    weather web webinar website wednesday week weekly weekend welcome welfare what what's wheel when \
    where which white who whole why wiki wikipedia wild will wind windows wine winter wireless \
    wisdom with without women wood words work worker workflow working workplace works workshop \
    workshops world writing year years yoga you young your zero zone \
    mittagessen mittagspause kaffeepause pause begrüßung einführung eröffnung abschluss anmeldung \
    vortrag vorträge seminar kolloquium sitzung tagung besprechung treffen feier fest ferien \
    feiertag der die das und oder von zur über eine ein im am mit für auf aus bei nach \
    la le les des une un du et de en pour sur dans avec au aux déjeuner séminaire conférence \
    exposé journée réunion accueil inscription soutenance thèse \
    el los las una y para con por sobre del al comida almuerzo descanso charla conferencia \
    reunión taller jornada presentación introducción historia inteligencia ciencia \
    il lo gli una e per con su nel della pranzo pausa riunione seminario convegno \
    het een voor van met vergadering lezing uvod přednáška seminář promotie oratie charla ponencia \
    referat odczyt prelekcja wykład soutenance antrittsvorlesung gastvortrag kolloquium obhajoba obrona \
    disputation promotion verteidigung palestra föreläsning foredrag előadás predavanje presents \
    teoria teoría teorie metody métodos méthodes analiza análisis analyse modelli modelos modèles
    """)
}
