/// Tells names of series from other text.
enum SeriesName {
  /// Whether `text` holds a word that series are named with.
  static func hasSeriesWord(_ text: Bytes) -> Bool {
    text.words.contains { word in
      if let (head, tail) = word.split(atFirst: Ascii.slash) {
        return seriesWords.contains(head) || seriesWords.contains(tail)
      }
      let bare = word.last == Ascii.comma || word.last == Ascii.colon ? word.dropLast() : word
      return seriesWords.contains(bare) || bare.hasSuffix("seminar") || bare.hasSuffix("kolloquium")
        || bare.hasSuffix("colloquium") || bare.hasSuffix("seminarium")
    }
  }

  /// The series that a calendar's name states, or `nil` where it names a department's calendar or
  /// nothing (`iCal`).
  static func fromCalendarName(_ name: Bytes) -> Bytes? {
    var text = name.collapsed
    if HTMLText.isMarkup(text) { text = HTMLEntities.decoded(text) }
    guard (2...100).contains(text.count), !generic.contains(text), !text.hasPrefix("http"),
      !text.contains("@")
    else { return nil }
    let words = text.words
    // `kitchen.example.org`: the name of a site
    if words.count == 1, text.contains(Ascii.dot), !text.contains(where: Ascii.isDigit) {
      return nil
    }
    if endsInSeriesWord(text) || hasYear(words) { return text }
    // `BeTR-RL schedule` → `BeTR-RL`
    if words.count > 1, let last = words.last, scheduleWords.contains(last) {
      let rest = text[..<(words[words.count - 2].endIndex)]
      // `Seminar calendar`: a kind of event, no series.
      return KindWords.isOnlyKinds(rest) ? nil : fromCalendarName(rest)
    }
    if words.contains(where: { genericWords.contains($0) }) {
      return words.contains { strongWords.contains($0) || lectures.contains($0) } ? text : nil
    }
    if !hasSeriesWord(text), PersonName(text).likelihood >= 0.8 { return nil }
    return text
  }

  /// Whether `text`, of two words or more, ends in a word that only series are called by.
  static func endsInSeriesWord(_ text: Bytes) -> Bool {
    let last = text.lastWord
    guard text.wordCount(upTo: 2) == 2 else {
      // `Institutsseminar`
      return last.count > 10
        && (last.hasSuffix("sseminar") || last.hasSuffix("skolloquium")
          || last.hasSuffix("seminaari") || last.hasSuffix("seminarium")
          || last.hasSuffix("szeminárium"))
        // `AG-Seminar`
        || last.lastIndex(of: Ascii.hyphen).map { strongWords.contains(last[($0 + 1)...]) } ?? false
    }
    if let (head, _) = last.split(atFirst: Ascii.slash) { return strongWords.contains(head) }
    return strongWords.contains(last)
      || last.count > 8 && (last.hasSuffix("seminar") || last.hasSuffix("kolloquium"))
  }

  /// Whether `text` calls a series, before or behind its word: `Harbour Seminar`, `Séminaire d’algèbre`.
  static func calls(_ text: Bytes) -> Bool { endsInSeriesWord(text) || beginsWithSeriesWord(text) }

  /// Whether a word for series stands before what it is on, and no name: `Seminario de Álgebra`,
  /// `GT Algèbre`, `Oberseminar Topologie`.
  static func beginsWithSeriesWord(_ text: Bytes) -> Bool {
    let words = text.words
    guard (2...7).contains(words.count), leadingWords.contains(words[0]),
      !text.contains(where: { $0 == Ascii.comma || Ascii.isDigit($0) }),
      words.allSatisfy({ $0.first.map { Ascii.isLetter($0) || $0 >= 0xC3 && $0 != 0xE2 } ?? false })
    else { return false }
    var start = 1
    while start < words.count - 1, linkingWords.contains(words[start]) { start += 1 }
    let subject = text[words[start].startIndex...]
    return !subject.words.contains { GivenNames.contains($0) }
  }

  private static let leadingWords = WordSet(
    """
    séminaire séminaires seminario seminari seminarios seminário seminários coloquio colloque colóquio \
    gt groupe oberseminar forschungsseminar kolloquium seminarium konwersatorium seminář семинар szeminárium
    """)
  private static let linkingWords = WordSet(
    "de du des del della dello di da do dos das d' of on für zu zur z i et e y travail la le")

  /// `Harbour Meetup` of `Harbour Meetup #12`; all of any other text.
  static func withoutHashNumber(_ text: Bytes) -> Bytes {
    let number = text.lastWord
    guard number.count >= 2, number.count <= 5, number.first == Ascii.hash,
      number.dropFirst().allSatisfy(Ascii.isDigit), number.startIndex > text.startIndex
    else { return text }
    return text[..<number.startIndex].trimmedEnd
  }

  /// `TIDE` of `TIDE 12`, where an acronym stands before the number; else as ``withoutHashNumber(_:)``.
  static func withoutAnyNumber(_ text: Bytes) -> Bytes {
    let number = text.lastWord
    if (1...3).contains(number.count), number.allSatisfy(Ascii.isDigit),
      case let rest = text[..<number.startIndex].trimmedEnd, rest.count >= 3,
      Affiliation.isAcronym(rest)
    {
      return rest
    }
    return withoutHashNumber(text)
  }

  /// `Harbour Seminar` of `Harbour Seminar #12`, `Harbour Seminar No. 3`; all of any other text.
  static func withoutNumber(_ text: Bytes) -> Bytes {
    var number = text.lastWord
    if number.first == Ascii.hash { number = number.dropFirst() }
    let isYear =
      number.count == 4 && number.allSatisfy(Ascii.isDigit)
      && (number.hasPrefix("19") || number.hasPrefix("20"))
    guard (1...4).contains(number.count), number.allSatisfy(Ascii.isDigit),
      number.count < 4 || isYear || number.startIndex > text.lastWord.startIndex
    else { return text }
    var rest = text[..<text.lastWord.startIndex].trimmedEnd
    let sign = rest.lastWord
    if sign.equals("#") || sign.equals("no.") || sign.equals("nr.") || sign.equals("no")
      || sign.equals("№")
    {
      rest = rest[..<sign.startIndex].trimmedEnd
    }
    return endsInSeriesWord(rest) || isYear && isNamedLecture(rest) ? rest : text
  }

  /// Whether `text` is a lecture that is held again and again, called after somebody
  /// (`Ada Lovelace Lecture`).
  static func isNamedLecture(_ text: Bytes) -> Bool {
    let words = text.words
    guard (3...6).contains(words.count), let last = words.last,
      last.equals("lecture") || last.equals("lectures") || last.equals("lectureship"),
      !KindLabel.isLabel(text)
    else { return false }
    return words.allSatisfy { $0.first.map { !Ascii.isLower($0) } ?? false }
  }

  /// Whether `text` names the examination of a thesis, in which the candidate speaks.
  static func isDefense(_ text: Bytes) -> Bool {
    text.wordCount(upTo: 7) <= 6
      && text.words.contains { word in
        defenses.contains(word)
          || word.lastIndex(of: Ascii.hyphen).map { defenses.contains(word[($0 + 1)...]) } ?? false
      }
  }

  private static let defenses = WordSet(
    """
    defense defence viva soutenance verteidigung forsvar försvar forsvaret disputation defensa defesa discussione dissertation \
    disputas väitöstilaisuus obhajoba obrona promotie disputatie disputacija zagovor obranu \
    hdr habilitation promotionsvortrag doktorprüfung bảo-vệ savunma savunması väitös lisensiaattitutkimus
    """)

  /// Whether `text` calls an event, not a person: a word for seminars begins or ends it.
  static func namesEvent(_ text: Bytes) -> Bool {
    let words = text.words
    guard let first = words.first, let last = words.last else { return false }
    return strongWords.contains(first) || strongWords.contains(last)
      || SeriesName.isColloquium(last)
  }

  /// `Seminar in Tides`, `Séminaire de géométrie`: a word for seminars, what joins it, and a field.
  static func beginsAsSeries(_ text: Bytes) -> Bool {
    let words = text.words
    return (3...6).contains(words.count)
      && (strongWords.contains(words[0]) || isColloquium(words[0]))
      && joints.contains(words[1])
  }

  private static let joints = WordSet("in on of de di für zur über sur en del des d")

  /// Whether `text` is `Colloquium` in any language: one a department, so a name by itself.
  static func isColloquium(_ text: Bytes) -> Bool { colloquia.contains(text) }

  private static let colloquia = WordSet("colloquium kolloquium colloque coloquio kollokvium")

  private static let strongWords = WordSet(
    """
    seminar seminars colloquium kolloquium séminaire seminario seminář series symposium defense \
    defence rounds webinar colloq colloq. coloquio colloque oberseminar soutenance seminarium
    """)

  private static func hasYear(_ words: Words) -> Bool {
    words.contains { word in
      let digits = word.without { !Ascii.isDigit($0) }
      return digits.count == 4 && (digits.hasPrefix("19") || digits.hasPrefix("20"))
        || word.first == Ascii.apostrophe && digits.count == 2
    }
  }

  private static let seriesWords = WordSet(
    """
    seminar seminars séminaire séminaires seminario seminari seminarios seminário seminários seminarium seminář seminare \
    colloquium colloquia kolloquium colloque coloquio coloquios colloquio lecture lectures lectureship \
    series série reihe ringvorlesung workshop workshops conference conférence conferencia \
    conferenza konferenz symposium symposia webinar webinars talks talk club circle forum group \
    defense defence viva soutenance sessions meetup oberseminar klub cyklus ciclo cours \
    school journées tagung fellowship summit dialogues sermon семинар коллоквиум セミナー 研究会 \
    研讨会 研討會 講座 讲座 세미나 콜로퀴움
    """)

  private static let lectures = WordSet(
    "lectures talks vorträge vortragsreihe conférences conferencias conferenze lezingen colloquia")

  private static let generic = WordSet(
    lines: """
      ical
      calendar
      events
      my calendar
      kalender
      schedule
      untitled
      default
      personal
      home
      work
      agenda
      calendrier
      calendario
      events calendar
      all events
      timetable
      program
      programme
      schedule of events
      event
      group
      team
      lab
      main
      public
      department
      faculty
      school
      """)

  private static let scheduleWords = WordSet(
    "schedule calendar program programme agenda timetable fahrplan kalender ical ics feed")

  private static let genericWords = WordSet(
    """
    college campus university universität université universidad università universiteit faculty \
    fakultät faculté facultad institut institute instituto istituto fachbereich museum library \
    laboratoire laboratory zentrum office offices \
    events calendar department dept events, kalender calendrier calendario wg veranstaltungen \
    événements eventos eventi meetings team internal holidays office hours
    """)
}
