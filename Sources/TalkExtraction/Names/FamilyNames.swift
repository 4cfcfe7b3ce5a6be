/// Family names by which a name is told where its given name is not known.
enum FamilyNames {
  /// Whether `word` is a frequent family name, or ends as those of a language do.
  static func contains(_ word: Bytes, hash: UInt64) -> Bool {
    if frequent.contains(hash: hash) { return true }
    guard word.count >= 6 else { return false }
    let last = word.lastIndex(of: Ascii.hyphen).map { word[($0 + 1)...] } ?? word
    return endings.contains { last.count > $0.utf8CodeUnitCount + 1 && last.hasSuffix($0) }
  }

  /// Whether a word that titles are made of is a frequent family name as well (`Young`, `Law`).
  static func areWords(_ hash: UInt64) -> Bool { words.contains(hash: hash) }

  private static let words = WordSet(
    """
    young long wood woods law king price wall green brown white black gray grey hill banks bush cook \
    cooper baker carter rivers stone frost snow power powers church bishop pope page walker marshall \
    rose fox wolf lamb swan good goodman little small short strong wise sharp swift noble rich best \
    bell potter miller mason taylor fisher hunter gardner palmer porter english french holland england \
    ireland field fields may moody hardy case chance chase cross drew earl major weeks summers winters
    """)

  /// Endings that hardly any word but a family name has, in lower case.
  private static let endings: [StaticString] = [
    "sson", "ssen", "nsen", "rsen", "ksen", "lsen", "dsen", "dóttir", "dottir", "qvist", "quist",
    "ström", "strom", "gren", "lund", "ski", "cki", "dzki", "wicz", "czyk", "czak", "owska",
    "ewska", "ová", "ović", "ević", "ovic", "evic", "escu", "idis", "iadis", "akis", "poulos",
    "opoulou", "enko", "chuk", "shvili", "kova", "lova", "rova", "dova", "yeva", "kov", "rov",
    "nov", "lov", "sov", "mov", "dov", "tov", "yev", "chev", "guez", "ández", "andez", "ínez",
    "inez", "érez", "ález", "alez", "zadeh", "nejad", "oğlu", "oglu", "mann", "stein", "meier",
    "meyer", "mayer", "maier", "bauer", "bacher", "gawa", "kawa", "mura", "moto", "shita", "hashi",
    "etti", "ucci", "acci", "elli", "wala", "swamy", "murthy", "krishnan",
  ]

  private static let frequent = WordSet(
    """
    abdi abe abebe acharya achebe adams adebayo adeyemi agarwal aggarwal ahmad ahmed akhtar akin ali \\
    allen almeida alonso alvarez álvarez amin an anders andersen anderson andersson ansari aoki araújo \\
    arnold arora asante ashworth aydın bailey bajaj baker bakker balogun banerjee barbosa barnes bauer baumann \\
    becker begum beck bekele bello benali bennett berg bergmann bernard bertrand bhatt bhattacharya \\
    bianchi blanc boateng bonnet bos bosch bouchard boyer braun brooks brown bruno bui campbell cao \\
    cardoso caruso carvalho castillo castro çelik černý chakraborty chan chandra chang chatterjee chaudhary \\
    chaudhuri chavez chen cheng cheung chevalier choi chou choudhury chowdhury chu chukwu clark clarke \\
    claes cohen collins colombo conti cooper correia costa cruz da dam das dasgupta davies davis desai \\
    deshpande diallo dias diaz díaz diop dixit dubois dube dumont duong dupont durand dutta dvořák eze \\
    edwards eriksson esposito evans fan fang faure fernandes ferrari ferreira fischer fleury flores fontaine \\
    fontana fournier franco fraser friedrich fuchs fujii fujita fukuda gallo gao garcia garcía garnier \\
    gauthier gautier gómez gomes gomez gonçalves gong gonzales goto graf greco gruber gu guerin guo gupta \\
    gutierrez gutiérrez haas haddad hahn hamid han hansson hara harris hartmann hasan hasegawa hashimoto \\
    hassan hayashi he hegde herrera hernandez hernández hill hirsch ho hoang hoffmann hofmann horn horvath \\
    horváth hosseini howard hu hua huang hughes huang hung hussain huynh hwang ibrahim iglesias inoue ishida \\
    ishii ito iyer jackson jacobs jain jansen janssen janssens jang jensen jeong jha ji jia jiang jiménez jimenez \\
    jin johnson jones joshi jung kaiser kamara kang kapoor karimi kato katz kaur kaya keller kelly khan khanna kim \\
    kimura klein kobayashi koch köhler kondo könig kovács kovacs kowalski krause krüger kulkarni kumar kuo \\
    kurz kwak kwon lai lam lambert lang lange laurent lau law lebedev lee lefebvre lehmann leroy levy lewis li liang \\
    liao lim lima lin ling liu lo lombardi lopes lopez lópez lu lucas luo ma maas machado maddox mahmood mahmoud maes maier \\
    malik mancini mandal mao marchetti marini marino marques martinez martínez matsuda matsumoto mehta mensah \\
    mendes mendoza meng menon mercier mertens mishra mitchell mohamed molina moller møller monteiro morales moreau \\
    moreira moreno moretti mori morin morris mukherjee muller müller murphy nagy naidu nair nakamura nakano \\
    navarro németh neumann newman nguyen nguyễn nielsen nikolaidis nishimura nkrumah novak novák nowak nunes \\
    núñez obi ochieng oh ogawa okada okafor okamoto okeke okoye oliveira olsen ortega ortiz osei otieno owusu \\
    özdemir öztürk pan pandey papadopoulos parker patel pathak patil peeters peng pereira perez perrin peters \\
    petersen peterson petit petrov petrović pham phan pinto pires popescu popov prakash prasad qian qin qureshi \\
    rahman raj ramos rana rao rashid reddy ren reyes ribeiro ricci richards richter rinaldi rivera roberts \\
    robinson roche rodrigues rodriguez rodríguez rojas romano romero rossi rousseau roux roy ruiz russo ruiz \\
    sahin şahin sakai salazar samuelsson sanchez sánchez santos sari sarkar sasaki sato satō schäfer schmid schmidt \\
    schmitt schmitz schneider schreiber schröder schubert schulte schulz schulze schuster schwarz sen seo \\
    serrano sethi shah shaikh sharma shen sheikh shi shimizu shin silva simić simmons singh sinha smit \\
    smith soares sokolov song soto sousa souza srinivasan stewart steiner subramanian sullivan sun suzuki svensson \\
    svoboda szabó szabo takahashi takeda tan tanaka tang taylor tesfaye thapa thomas thompson tian tiwari \\
    torres toth tóth tran trần traoré tremblay tripathi tsai tseng turner ueda uddin usman vargas varga varma \\
    vasquez vega verma vermeulen vidal vieira visser vogel vogt vu wagner walker wan wang walsh watanabe \\
    watson weber wei weiss wen williams wilson winkler wolf wolff wong wright wu xia xie xiong xu yadav \\
    yamada yamaguchi yamamoto yamashita yan yang yao ye yeh yilmaz yıldız yoo yoon yoshida yuan yun zając \\
    zaidi zeng zhang zhao zheng zhong zhou zhu zimmermann zulu
    """)
}
