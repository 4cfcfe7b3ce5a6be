/// Recognises institutions and takes them out of longer descriptions of a person.
enum Affiliation {
  /// Whether the words name an institution rather than a person.
  static func isInstitution(_ words: some BidirectionalCollection<Bytes>) -> Bool {
    isInstitution(words) { _, word, set in set.contains(word) }
  }

  /// The same of at most eight words of which the hashes are known.
  static func isInstitution(_ words: Words, hashes: SIMD8<UInt64>) -> Bool {
    isInstitution(words) { index, _, set in set.contains(hash: hashes[index]) }
  }

  @inline(__always)
  private static func isInstitution(
    _ words: some BidirectionalCollection<Bytes>, isIn: (Int, Bytes, WordSet) -> Bool
  ) -> Bool {
    guard let first = words.first else { return false }
    let count = words.count
    if count == 1 {
      if isEastAsian(first) || isAcronym(first) { return true }
      return isIn(0, first, institutionWords) || isIn(0, first, companies)
    }
    if count <= 4, let head = first.first, !Ascii.isLower(head) {
      if isIn(0, first, prefixes) { return true }
      if first.dropFirst().contains(where: Ascii.isUpper), shortNames.contains(first) {
        return true
      }
    }
    let (institutionWords, companies) = (institutionWords, companies)
    for (index, word) in words.enumerated() {
      if let last = word.last, last >= 0x80, isEastAsian(word) { return true }
      if isIn(index, word, institutionWords) { return true }
      guard word.last == Ascii.comma || word.last == Ascii.dot else {
        if word.count > 10 && word.hasSuffix("university")
          || count <= 3 && isIn(index, word, companies)
        {
          return true
        }
        continue
      }
      let bare = word.dropLast()
      if institutionWords.contains(bare) || bare.count > 10 && bare.hasSuffix("university")
        || count <= 3 && companies.contains(bare)
      {
        return true
      }
    }
    return false
  }

  /// `AIMS Rwanda`, `UNC Charlotte`: an acronym of three capitals or more and a place.
  static func isAcronymAndPlace(_ words: Words) -> Bool {
    (2...3).contains(words.count) && (3...6).contains(words[0].count) && isAcronym(words[0])
      && !isAcronym(words[1]) && (words[1].first.map(Ascii.isUpper) ?? false)
      && !GivenNames.contains(words[1])
  }

  /// Whether the only sign of an institution is a company called like a family (`Ada Bosch`).
  static func isCompanyName(_ words: Words) -> Bool {
    guard words.count == 2 || words.count == 3, let last = words.last, companies.contains(last)
    else { return false }
    return !isInstitution(words.dropLast())
  }

  /// Whether `text` names an institution.
  static func isInstitution(_ text: Bytes) -> Bool {
    let hasParens = text.contains(Ascii.openParen) || text.contains(Ascii.closeParen)
    return hasParens ? isInstitution(withoutParens: text) : isInstitution(text.words)
  }

  private static func isInstitution(withoutParens text: Bytes) -> Bool {
    isInstitution(
      text.words.lazy.map { $0.without { $0 == Ascii.openParen || $0 == Ascii.closeParen } })
  }

  /// Whether `text` is the name of an institution and cannot well be a title.
  static func isSurely(_ text: Bytes) -> Bool {
    guard text.wordCount(upTo: 7) <= 6 else { return false }
    let words = text.words
    if words.count == 1 { return isAcronym(text) }
    return isInstitution(words)
      && words.contains {
        startWords.contains($0) || $0.hasPrefix("universi") || prefixes.contains($0)
      }
  }

  /// Whether the words hold one that only institutions and their parts are called by.
  static func isUnit(_ words: some BidirectionalCollection<Bytes>) -> Bool {
    words.contains { startWords.contains($0) || $0.hasPrefix("universi") || units.contains($0) }
  }

  private static let units = WordSet(
    """
    department departement departamento dipartimento département dept dept. faculty fakultät \
    faculté facultad school schule école escuela laboratory laboratoire laboratorio centre center \
    zentrum centro hospital academy akademie museum foundation bank banque ministry agency inc inc. ltd ltd. llc gmbh usa uk \
    germany france italy spain japan china india canada austria switzerland netherlands poland
    """)

  /// Whether `word` may begin the name of an institution after a person's (`University of X`).
  static func startsInstitution(_ word: Bytes) -> Bool {
    guard let first = word.first, Ascii.isUpper(first) else { return false }
    return startWords.contains(word) || word.count > 10 && word.hasSuffix("university")
  }

  private static let startWords = WordSet(
    """
    university universität université universidad universidade università universiteit univ univ. \
    institute institut instituto istituto college école eth epfl mit cnrs inria cern tu lmu kth
    """)

  /// Names that end as Chinese, Japanese and Korean institutions do.
  private static func isEastAsian(_ word: Bytes) -> Bool {
    guard let last = word.last, last >= 0x80 else { return false }
    return eastAsianEnds.contains { word.count > $0.count && word.ends(with: $0) }
  }

  private static let eastAsianEnds: [[UInt8]] = [
    "大学", "大學", "学院", "學院", "研究所", "研究院", "科学院", "高校", "高専", "大学院", "研究中心",
    "大学校", "대학교", "대학", "연구소", "연구원",
  ].map { Array($0.utf8) }

  /// An acronym as institutions use them: `KAIST`, `ETH`, `CNRS`, two to eight capitals.
  static func isAcronym(_ word: Bytes) -> Bool {
    (2...8).contains(word.count)
      && word.allSatisfy {
        Ascii.isUpper($0) || $0 == Ascii.ampersand || $0 == Ascii.hyphen || Ascii.isDigit($0)
      } && word.first.map(Ascii.isUpper) ?? false
      // `T2302` is a room or the number of a course.
      && word.count(where: Ascii.isDigit) < 3 && !word.equals("vs")
  }

  /// The institution inside what stands beside a name: roles off (`Professor of X, TU Delft` →
  /// `TU Delft`), `nil` where only a role is stated.
  static func institution(in text: Bytes) -> Bytes? {
    var rest = text.collapsed
    while let first = rest.first, first == Ascii.comma || first == Ascii.hyphen {
      rest = rest.dropFirst().trimmedStart
    }
    while let last = rest.last,
      last == Ascii.comma || last == Ascii.semicolon || last == Ascii.colon
    {
      rest = rest.dropLast().trimmedEnd
    }
    rest = PersonName.withoutLeadingDegrees(rest)
    if rest.first == Ascii.openParen, rest.last == Ascii.closeParen, rest.count > 2,
      !rest.dropLast().contains(Ascii.closeParen)
    {
      rest = rest.dropFirst().dropLast().trimmed
    }
    for phrase in movingPhrases where rest.hasPrefix(phrase) {
      rest = rest.dropFirst(phrase.utf8CodeUnitCount).trimmedStart
    }
    if let last = rest.last, last >= 0x80 { rest = withoutHonorific(rest) }
    guard !rest.isEmpty, !Placeholder.isPlaceholder(rest) else { return nil }
    // A quoted title is no place.
    if rest.unquoted.count < rest.count { return nil }
    // `Editor/Harbour Times`
    if let (role, place) = rest.split(atFirst: Ascii.slash), isRole(role), !place.trimmed.isEmpty {
      rest = place.trimmed
    }
    while isRole(rest) {
      if let comma = topLevelComma(rest) {
        rest = rest[(comma + 1)...].trimmed
      } else if let at = rest.firstIndex(of: " at ") {
        rest = rest[(at + 4)...].trimmed
      } else if let slash = rest.firstIndex(of: Ascii.slash) {
        rest = rest[(slash + 1)...].trimmed
      } else if let bar = rest.firstIndex(of: " | ") {
        rest = rest[(bar + 3)...].trimmed
      } else {
        if let place = afterRole(rest) ?? afterPreposition(rest) { return place }
        return isInstitution(rest) && rest.contains("universi") && !startsWithRole(rest)
          ? rest : nil
      }
    }
    return rest.isEmpty ? nil : withoutInnerRoles(rest)
  }

  /// What begins a note on where a guest comes from.
  private static let movingPhrases: [StaticString] = [
    "visiting from ", "currently at ", "now at ", "formerly at ", "formerly ", "based at ", "from ",
    "at ", "@",
  ]

  /// `Georgia Institute of Technology` of `Assistant Professor Georgia Institute of Technology`.
  private static func afterRole(_ text: Bytes) -> Bytes? {
    let words = text.words
    guard
      let first = words.firstIndex(where: { !roleStarts.contains($0) && !roleNouns.contains($0) }),
      first > 0, words.count - first >= 2, words[first].first.map(Ascii.isUpper) ?? false
    else { return nil }
    let place = text[words[first].startIndex...]
    return isInstitution(place) ? place : nil
  }

  /// `université de X` of `professeur d'histoire à l'université de X`: where a preposition joins both.
  private static func afterPreposition(_ text: Bytes) -> Bytes? {
    var best: Bytes?
    for phrase in prepositions {
      guard let at = text.firstIndex(of: phrase), at > text.startIndex,
        case let place = text[(at + phrase.utf8CodeUnitCount)...], !place.isEmpty,
        !startsWithRole(place), place.wordCount(upTo: 9) <= 8,
        isInstitution(place) || isAcronym(place.firstWord)
      else { continue }
      if best.map({ place.startIndex < $0.startIndex }) ?? true { best = place }
    }
    return best
  }

  private static let prepositions: [StaticString] = [
    " à l'", " à l’", " à la ", " au ", " de l'", " de l’", " de la ", " del ", " dell'", " dell’",
    " della ", " all'", " all’", " alla ", " presso ", " an der ", " am ", " der ", " des ",
    " aan de ", " aan het ", " vid ", " ved ", " på ", " en la ", " en el ", " na ", " no ", " da ",
    " of the ",
  ]

  /// `X, Y` of `X, Professor of Finance, Y`: further roles between institutions say nothing of where.
  private static func withoutInnerRoles(_ text: Bytes) -> Bytes {
    guard topLevelComma(text) != nil else { return text }
    var parts: [Bytes] = []
    var rest = text
    while let comma = topLevelComma(rest) {
      parts.append(rest[..<comma].trimmed)
      rest = rest[(comma + 1)...]
    }
    parts.append(rest.trimmed)
    let kept = parts.enumerated().filter { index, part in index == 0 || !isPlainRole(part) }
    if kept.count == parts.count { return text }
    return kept.dropFirst().reduce(kept[0].element) { $0.joined(", ", $1.element) }
  }

  /// A role that names no place of its own (`Professor of Finance`).
  private static func isPlainRole(_ text: Bytes) -> Bool {
    startsWithRole(text) && text.wordCount(upTo: 6) <= 5 && !isInstitution(text)
  }

  /// `港湾大学` of `港湾大学 教授`.
  private static func withoutHonorific(_ text: Bytes) -> Bytes {
    let words = text.words
    guard words.count > 1, let last = words.last,
      PersonName.honorifics.contains(where: { last.elementsEqual($0) })
    else { return text }
    return text[..<words[words.count - 2].endIndex]
  }

  /// Whether `text` begins with what a person does rather than where.
  static func isRole(_ text: Bytes) -> Bool {
    let head = topLevelComma(text).map { text[..<$0] } ?? text
    if startsWithRole(head) { return true }
    // `Jane Doe Professor of Physics`: a chair that has the name of a person.
    if let chair = head.firstIndex(of: " professor of "), !isInstitution(head[..<chair]) {
      return true
    }
    // `Senior Software Engineer`, `Graphics Reporter`: a short run that ends in what one does.
    let last = head.lastWord
    let bare = last.split(atFirst: Ascii.slash)?.0 ?? last
    guard roleNouns.contains(bare) else { return false }
    let words = head.words
    if words.count == 2, words[0].equals("research") { return true }
    return words.count <= 5 && !isInstitution(words.dropLast())
  }

  private static func startsWithRole(_ text: Bytes) -> Bool {
    roleStarts.contains(text.firstWord)
  }

  private static func topLevelComma(_ text: Bytes) -> Int? {
    guard let comma = text.firstIndex(of: Ascii.comma) else { return nil }
    guard text[..<comma].contains(Ascii.openParen) else { return comma }
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case Ascii.openParen: depth += 1
      case Ascii.closeParen: depth = max(0, depth - 1)
      case Ascii.comma where depth == 0: return index
      default: break
      }
    }
    return nil
  }

  private static let prefixes = WordSet(
    """
    u uc tu vu eth epfl mit cal univ univ. uni inria cnrs cnr max-planck mpi lmu rwth kth ucl ens
    """)

  /// Short names of institutions that count where they are written with two capitals or more.
  private static let shortNames = WordSet(
    """
    iisc iit iiser tifr nit nus ntu suny cuny unc usc nyu cmu cuhk hkust hku ustc sjtu snu unist \
    postech dtu ntnu chalmers fau tum kit fraunhofer helmholtz leibniz ub uab upc upf uam ucm csic \
    unam usp unicamp ufrj puc sorbonne ulb kuleuven ku ugent uva tue insa cea upmc hse msu idsia \
    hu fu lse ut uw ucla ucsd ucsb asu osu psu lsu fsu uiuc umass virginia-tech texas csu caltech
    """)

  private static let institutionWords = WordSet(
    """
    u. university universität universitat université universite universidad universidade università \
    universita universiteit universitet universitetet universitas univerzita univerza uniwersytet \
    universitatea universities univ univ. institute institut instituto istituto instituut institutt \
    institutet instytut instituts college collège colegio colégio school schule école ecole escuela \
    escola scuola laboratory laboratories laboratoire laboratorio lab labs laboratorium centre \
    center centro centrum zentrum department departement departamento dept dept. faculty fakultät \
    faculté facultad facoltà hospital klinik charité clinic academy akademie académie academia \
    museum foundation fondation fundación fundação stiftung inc inc. ltd ltd. llc gmbh ag corp \
    corp. corporation company polytechnic polytechnique politecnico politécnica politechnika \
    hochschule fachhochschule technion observatory observatoire ministry council society association \
    consortium organisation organization agency bank banque banco banca bundesbank press consulting solutions systems software \
    technologies technology research collaboration team teams group committee city state national \
    royal imperial georgia federal berkeley oxford cambridge harvard stanford princeton yale caltech \
    eth epfl kaist inria cnrs cern nasa cea csiro infn desy dlr tecnologico tecnológico teknologi \
    tech
    """)

  private static let companies = WordSet(
    """
    google microsoft amazon apple facebook meta ibm intel nvidia cisco oracle github gitlab red-hat \
    redhat deepmind openai anthropic mozilla canonical suse pixar shopify heroku netflix twitter uber \
    airbnb linkedin salesforce adobe samsung huawei siemens bosch philips ericsson nokia sony spotify \
    stripe dropbox cloudflare bloomberg zalando jetbrains elastic mongodb databricks snowflake vmware \
    qualcomm arm amd terrafuse wikimedia wikipedia tesla spacex disney ebay paypal yahoo baidu tencent \
    alibaba bytedance
    """)

  private static let roleStarts = WordSet(
    """
    professor professorin prof prof. associate assistant adjunct visiting distinguished director \
    co-director deputy head chief ceo cto cfo coo cio ciso founder co-founder cofounder president \
    vice vp chair chairman chairwoman principal senior junior lead staff executive software data \
    research-assistant reader lecturer postdoc postdoctoral doctoral phd ph.d. student graduate \
    undergraduate scientist engineer developer consultant journalist author writer editor artist \
    freelance freelancer independent-researcher emeritus emerita dean provost fellow manager product \
    owner partner attorney lawyer physician activist designer architect analyst curator \
    professeur profesor profesora ricercatore ricercatrice docente candidate final-year first-year second-year third-year msc tenure-track leiter leiterin doktorand \
    doktorandin chargé directeur directrice maître académicien académicienne historien historienne \
    chercheur chercheuse chercheure membre ancien ancienne agrégé agrégée docteur écrivain écrivaine \
    philosophe géologue sociologue économiste journaliste conservateur conservatrice enseignant \
    enseignante ingénieur ingénieure archiviste archéologue professeure président présidente \
    investigador investigadora catedrático catedrática historiador historiadora escritor escritora \
    periodista director directora presidenta storico storica giornalista professore professoressa \
    presidente direttore direttrice responsabile scrittore scrittrice historiker historikerin \
    journalistin autor autorin direktor direktorin wissenschaftler wissenschaftlerin präsident \
    präsidentin privatdozent privatdozentin universitetslektor forskare författare lektor docent \
    professorinna førsteamanuensis forfatter forsker seniorforsker hoogleraar universitair \
    onderzoeker onderzoekster buitenpromovendus conservator pesquisador pesquisadora jornalista \
    escritor professora adiunkt dziennikarz dziennikarka novinář spisovatel secretary treasurer \
    freelance-journalist geologist astronomer historian
    """)

  private static let roleNouns = WordSet(
    """
    professor director engineer scientist developer researcher student fellow lecturer reporter \
    journalist author writer editor manager founder ceo cto officer consultant analyst designer \
    architect advocate evangelist lead head president chair artist activist lawyer attorney curator \
    postdoc candidate maker historian physicist mathematician economist biologist chemist producer \
    secretary treasurer crier astronomer geologist librarian archivist naturalist botanist \
    novelist poet philosopher sociologist psychologist archaeologist anthropologist statistician
    """)
}
