/// Labels that say what kind of talk follows: `Keynote:`, `Invited Talk 3 -`, `Panel:`, `Session II:`.
enum KindLabel {
  /// A label at the start of a text.
  struct Match {
    /// The label without the separator.
    var label: Bytes
    /// What follows the separator.
    var rest: Bytes
    /// Whether a separator stood between them.
    var hasSeparator: Bool
  }

  /// The label at the start of `text`, where it stands alone or before a separator.
  static func match(_ text: Bytes) -> Match? {
    var cursor = text.startIndex
    var sawHead = false
    var words = 0
    while cursor < text.endIndex {
      while cursor < text.endIndex, text[cursor] == Ascii.space { cursor += 1 }
      var end = cursor
      while end < text.endIndex, !isEnd(text, at: end) { end += 1 }
      // A separator: end of label.
      if end == cursor {
        guard sawHead, let width = separatorWidth(text, at: cursor) else { return nil }
        return Match(
          label: text[..<cursor].trimmed, rest: text[(cursor + width)...].trimmed,
          hasSeparator: true)
      }
      let word = text[cursor..<end]
      words += 1
      guard words <= 7 else { return nil }
      if isHead(word) {
        sawHead = true
      } else if !modifiers.contains(word), !(sawHead && isNumber(word)),
        !(words == 1 && isOrdinal(word))
      {
        return nil
      }
      cursor = end
    }
    return sawHead ? Match(label: text, rest: [], hasSeparator: false) : nil
  }

  /// Whether the whole text is a label.
  static func isLabel(_ text: Bytes) -> Bool {
    guard let match = match(text) else { return false }
    return match.rest.isEmpty
  }

  /// Whether the whole text is the label of one talk, not the title of a session of several
  /// (`Lightning talks`) or of a ceremony (`Closing session`).
  static func isSingleLabel(_ text: Bytes) -> Bool {
    guard isLabel(text) else { return false }
    let words = text.words
    if words.contains(where: { plurals.contains($0) }) { return false }
    return
      !(words.contains { $0.equals("session") || $0.equals("address") }
      && words.contains { $0.equals("opening") || $0.equals("closing") || $0.equals("welcome") })
  }

  private static let plurals = WordSet(
    "talks keynotes presentations orals spotlights speakers sessions workshops tutorials")

  /// `Name` of `Name keynote`, `DJ Name Closing Keynote`: a label after a name.
  static func withoutTrailingLabel(_ text: Bytes) -> Bytes? {
    var words = text.words
    var dropped = false
    while words.count > 1, let last = words.last,
      isHead(last) || dropped && modifiers.contains(last)
    {
      dropped = true
      words = words.dropLast()
    }
    guard dropped, let last = words.last else { return nil }
    return text[..<last.endIndex].withoutPossessive
  }

  /// Whether a word for talks begins or ends a short text (`Conferencia magistral`, `Practice talk`):
  /// a label where a name follows it.
  static func mayBeLabel(_ text: Bytes) -> Bool {
    let words = text.words
    guard (1...4).contains(words.count), !text.contains(Ascii.quote),
      !text.contains(where: { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xE3 }), let first = words.first,
      let last = words.last
    else {
      return false
    }
    return isHead(last) || isHead(first) && !Ascii.isLower(first.first ?? 0)
      || talkNouns.contains(last)
  }

  /// `Tech Talk`, `Curator Talk`, `Brown Bag`: the label before the first separator of `text`, where it
  /// is two or three capitalised words of which the last is one for talks, and what follows.
  static func looseMatch(_ text: Bytes) -> Match? {
    guard let cut = text.cuts.first, cut.kind != .slash,
      case let label = SeriesName.withoutHashNumber(text[..<cut.range.lowerBound].trimmed),
      case let rest = text[cut.range.upperBound...].trimmed, rest.wordCount(upTo: 2) == 2
    else { return nil }
    let words = label.words
    guard (2...4).contains(words.count), let last = words.last,
      looseLabels.contains(label)
        || looseEnds.contains(last)
          && words.allSatisfy({ $0.first.map { !Ascii.isLower($0) } ?? false }),
      !GivenNames.contains(words[0]), !rest.isQuotation || cut.kind == .colon
    else { return nil }
    return Match(label: label, rest: rest, hasSeparator: true)
  }

  /// Whether a label names a meal at which somebody speaks, whatever follows it.
  static func isLearningMeal(_ label: Bytes) -> Bool { looseLabels.contains(label) }

  private static let looseEnds = WordSet(
    "talk talks lecture vortrag conférence charla palestra bag")
  private static let looseLabels = WordSet(
    lines: """
      lunch & learn
      lunch and learn
      lunch n learn
      brown bag
      brown-bag
      """)

  /// Further words that end such labels.
  private static let talkNouns = WordSet(
    """
    proposal defense defence viva rounds redonda redonde rotonda forum club lunch coffee hour chat \
    reading premiere debate discussion conversation interview qualifier prelim ομιλία διάλεξη σεμινάριο \
    sunum söyleşi sunumu presentatie voordracht spreekbeurt wykładu przemówienie vystoupení presentación
    """)

  private static func isEnd(_ text: Bytes, at index: Int) -> Bool {
    let byte = text[index]
    if byte == Ascii.space { return true }
    return separatorWidth(text, at: index) != nil
  }

  private static func separatorWidth(_ text: Bytes, at index: Int) -> Int? {
    let byte = text[index]
    if byte == Ascii.colon || byte == Ascii.comma || byte == Ascii.pipe { return 1 }
    if byte == Ascii.hyphen {
      let before = index == text.startIndex || text[index - 1] == Ascii.space
      var width = 1
      while index + width < text.endIndex, text[index + width] == Ascii.hyphen { width += 1 }
      return before
        && (index + width == text.endIndex || text[index + width] == Ascii.space || width > 1)
        ? width : nil
    }
    if byte == 0xEF, index + 2 < text.endIndex, text[index + 1] == 0xBC, text[index + 2] == 0x9A {
      return 3
    }
    if byte == 0xE2, index + 2 < text.endIndex, text[index + 1] == 0x80,
      text[index + 2] == 0x93 || text[index + 2] == 0x94
    {
      return 3
    }
    return nil
  }

  private static func isHead(_ word: Bytes) -> Bool {
    if heads.contains(word) { return true }
    // `Docentföreläsning`, `Diplomvortrag`
    if word.count > 11, compoundEnds.contains(where: word.hasSuffix) { return true }
    // `Talk2`
    var stem = word
    while let last = stem.last, Ascii.isDigit(last) { stem = stem.dropLast() }
    return stem.count < word.count && heads.contains(stem)
  }

  private static let compoundEnds: [StaticString] = [
    "föreläsning", "forelæsning", "forelesning", "vortrag",
  ]

  /// `第12回談話会` and `콜로퀴움` of `第12回談話会 Name氏`: a label of a script without case, before a space.
  static func uncasedLabel(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
    guard text.isUncased else { return nil }
    let word = text.firstWord
    let rest = text[word.endIndex...].trimmed
    guard !rest.isEmpty, rest.isUncased else { return nil }
    if isHead(word) { return (word, rest) }
    guard word.hasPrefix("第"), let end = word.firstIndex(of: Array("回".utf8)),
      isHead(word[(end + 3)...])
    else { return nil }
    return (word, rest)
  }

  /// Whether a text ends in such a label, which no blank needs to part from what is before it.
  static func endsInUncasedLabel(_ text: Bytes) -> Bool {
    uncasedEnds.contains(where: text.hasSuffix)
  }

  private static let uncasedEnds: [StaticString] = [
    "セミナー", "談話会", "講演会", "研究会", "コロキウム", "シンポジウム", "ワークショップ", "講座", "講義",
    "讲座", "報告会", "报告会", "学术报告", "研讨会", "论坛", "세미나", "콜로퀴움", "콜로키움", "강연회",
  ]

  private static func isNumber(_ word: Bytes) -> Bool {
    var bare = word
    if bare.first == Ascii.hash { bare = bare.dropFirst() }
    if bare.last == Ascii.dot { bare = bare.dropLast() }
    if !bare.isEmpty, bare.count <= 3, bare.allSatisfy(Ascii.isDigit) { return true }
    // `Lunch Talk 3/14`
    if let (month, day) = bare.split(atFirst: Ascii.slash), (1...2).contains(month.count),
      (1...5).contains(day.count), month.allSatisfy(Ascii.isDigit),
      day.allSatisfy({ Ascii.isDigit($0) || $0 == Ascii.slash })
    {
      return true
    }
    return romans.contains(bare)
  }

  private static func isOrdinal(_ word: Bytes) -> Bool {
    if ordinals.contains(word) { return true }
    // `제3차`, `第12回`
    return word.isUncased && (word.hasPrefix("제") || word.hasPrefix("第")) && word.count <= 12
      && word.contains(where: Ascii.isDigit)
  }

  private static let heads = WordSet(
    """
    keynote keynotes talk talks speaker speakers panel tutorial plenary workshop q&a qna q+a session \
    seminário antrittsvorlesung probevortrag habilitationsvortrag abschiedsvorlesung festvortrag \
    presentation oral orals spotlight spotlights address lecture seminar colloquium webinar vortrag podium podiumsgespräch redonda ronde rotonda oratie gastcollege gastlezing gästföreläsning gästseminarium comunicació comunicación comunicação comunicazione seminář afscheidscollege afscheidsrede intreerede inauguralvorlesung \
    abschiedsvortrag habilitationskolloquium probevorlesung installationsföreläsning referat odczyt \
    xê-mi-na zagovor ponència xerrada xerrades erindi seminer seminaari konferans seminarul szeminárium \
    hauptvortrag exposé séminaire seminario conférence charla conferencia ponencia keynotevortrag kolloquium coloquio colóquio colloque gastvortrag plenarvortrag podiumsdiskussion wykład konwersatorium ćwiczenia laboratorium seminarium prelekcja přednáška \
    prednáška cvičení лекция семинар доклад лекція доповідь lezione conferenza palestra oficina taller atelier \
    föreläsning forelæsning foredrag luento esitelmä előadás predavanje lezing hoorcollege 談話会 講演会 セミナー 研究会 学术报告 报告 報告 学術講演 学术讲座 讲座 講座 세미나 강연 コロキウム \
    präsentation präsentationen présentation presentación presentazione lesung section sektion sección seção sezione 講演 报告会 報告会 论坛 研讨会 研討會 콜로퀴움 콜로키움 학술세미나 disputation licentiatseminarium
    """)

  private static let modifiers = WordSet(
    """
    invited contributed plenary opening closing live special guest short long lightning featured \
    welcome & + and discussion paper papers accepted poster (talk) (q&a) (live) (oral) (spotlight) \
    (online) (virtual) (invited) (keynote) online virtual hybrid student industry technical main \
    evening morning afternoon day und et y e och og en welcome, public inaugural job faculty candidate hiring lunch lunchtime brown bag learn mesa table tavola magistral thesis master visitor visitors visiting \
    master's bachelor bachelor's msc bsc ba ma practice
    """)

  private static let ordinals = WordSet("first second third 1st 2nd 3rd 4th 5th final")
  private static let romans = WordSet("i ii iii iv v vi vii viii ix x a b c d")
}

extension Bytes {
  /// `Name` of `Name’s`.
  fileprivate var withoutPossessive: Bytes {
    if hasSuffix("'s") { return dropLast(2) }
    return hasSuffix("’s") ? dropLast(4) : self
  }
}
