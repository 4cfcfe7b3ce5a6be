/// Labels that say whether an event is a talk.
extension KindWords {
  /// Whether a label (`[break]`, `Kind: social`, a category) says that this is no talk.
  static func isOtherLabel(_ label: Bytes) -> Bool {
    let words = label.words
    guard words.count <= 4, let last = words.last else { return false }
    return otherLabels.contains(last) || otherLabels.contains(label)
  }

  /// Whether what stands before a separator says that no talk follows (`Office hours: …`,
  /// `Movie night – …`).
  static func isOffLabel(_ label: Bytes) -> Bool {
    guard label.wordCount(upTo: 5) <= 4 else { return false }
    let words = label.words
    guard let last = words.last else { return false }
    return offLabels.contains(last)
      || words.count >= 2 && last.equals("night")
        && nightWords.contains(words[words.count - 2])
  }

  private static let offLabels = WordSet(
    """
    deadline deadlines hours holiday holidays exam exams midterm midterms matinee trivia mixer bbq \
    hike karaoke potluck picnic fundraiser tasting concert sprechstunde klausur prüfung examen \
    tentamen échéance frist exkursion excursion excursie excursión wanderung ausflug utflykt wycieczka \
    výlet gita besichtigung introductieweek einführungswoche orientierungswoche
    """)
  static let nightWords = WordSet(
    "movie film game games trivia quiz karaoke comedy cleaning pub poker bingo pizza beer wine craft paint family teen taco hack"
  )

  /// Whether a label says that this is a talk.
  static func isTalkLabel(_ label: Bytes) -> Bool {
    let words = label.words
    return words.count <= 3 && words.contains { talkLabels.contains($0) }
  }

  /// Whether a label is made of words for kinds alone (`Lecture/Seminar`, `Keynote sessions`).
  static func isOnlyKinds(_ label: Bytes) -> Bool {
    let words = label.words.flatMap { $0.pieces(separatedBy: Ascii.slash) }.filter { !$0.isEmpty }
    return !words.isEmpty && words.contains { talkLabels.contains($0) }
      && words.allSatisfy { talkLabels.contains($0) || kindFillers.contains($0) }
  }

  private static let kindFillers = WordSet(
    "and & or session sessions event events public invited main other")

  /// Whether a title holds a word only talks are called by (`Lecture`, `Keynote`, `Panel`).
  static func saysTalk(_ title: Bytes) -> Bool {
    title.words.contains { word in
      let bare = word.last.map { Ascii.isLetter($0) || $0 >= 0x80 } ?? true ? word : word.dropLast()
      return talkLabels.contains(bare)
        // `Tech-Talk`
        || bare.lastIndex(of: Ascii.hyphen).map { talkLabels.contains(bare[($0 + 1)...]) } ?? false
    }
  }

  private static let otherLabels = WordSet(
    """
    break breaks meal meals social socials informational info registration event lunch dinner meeting \
    meetings networking party music film movie entertainment performance holiday holidays admin \
    logistics ceremony summit sprint sprints pause deadline deadlines breaks athletics sports fitness \
    exhibition concert concerts theatre theater holidays recreation
    """)

  static let talkLabels = WordSet(
    """
    talk talks lecture lectures keynote keynotes tutorial tutorials workshop workshops charla plenary \
    panel seminar seminars colloquium presentation presentations poster posters lightning-talks \
    lightning sponsor-workshop paper papers vortrag vorlesung exposé conférence conferencia ponencia \
    seminario séminaire relazione webinar wykład konwersatorium ćwiczenia prelekcja přednáška prednáška \
    лекция доклад lezione conferenza palestra föreläsning foredrag luento előadás predavanje lezing masterclass class course bof \
    談話会 講演会 セミナー 研究会 コロキウム 学术报告 讲座 講座 报告会 研讨会 세미나 콜로퀴움 콜로키움 강연
    """)
}
