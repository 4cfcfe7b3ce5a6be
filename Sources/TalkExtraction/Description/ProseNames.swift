/// Speakers whom a sentence of a description names: `a conversation with Jane Doe of X`,
/// `Jane Doe will present …`, `led by Jane Doe`.
enum ProseNames {
  /// The people named so in the first lines, where the names are sure; hosts are none.
  static func speakers(
    in lines: TextLines, lexicon: Lexicon
  ) -> (speakers: [StatedSpeaker], evidence: Bytes)? {
    var seen = 0
    for line in lines where !line.isEmpty {
      let text = line.prefix(600)
      seen += text.count
      if let found = after(text, lexicon) ?? before(text, lexicon) { return found }
      if seen > 900 { break }
    }
    for line in lines.prefix(40) where line.count > 60 {
      if let found = ofBiography(line, lexicon) { return found }
    }
    return nil
  }

  /// `Jane Doe is a professor of …`: a paragraph that says who somebody is.
  private static func ofBiography(
    _ line: Bytes, _ lexicon: Lexicon
  ) -> (speakers: [StatedSpeaker], evidence: Bytes)? {
    for verb in lifeVerbs {
      guard let at = line.prefix(60).firstIndex(of: verb), at > line.startIndex,
        let list = sure(line[..<at], lexicon), list.speakers.count == 1,
        Biography.tellsCareer(line[(at + verb.utf8CodeUnitCount)...])
      else { continue }
      return (list.speakers, line[..<(at + verb.utf8CodeUnitCount)])
    }
    return nil
  }

  private static let lifeVerbs: [StaticString] = [
    " is a ", " is an ", " is the ", " is currently ", " is professor", " is associate ",
    " is assistant ", " received ", " obtained ", " earned ", " holds ", " works ", " studied ",
    " joined ", " ist ", " arbeitet ", " forscht ", " studierte ", " est ", " travaille ",
    " es profesor", " trabaja ", " è ", " lavora ",
  ]

  /// `… talk with Jane Doe …`: the names after a phrase.
  private static func after(
    _ text: Bytes, _ lexicon: Lexicon
  ) -> (speakers: [StatedSpeaker], evidence: Bytes)? {
    for phrase in openings where text.hasPrefix(phrase) {
      let names = withBracket(
        names(atStartOf: text.dropFirst(phrase.utf8CodeUnitCount)), in: text)
      if let list = sure(names, lexicon) { return (list.speakers, text[..<names.endIndex]) }
    }
    // `Join Dr. Jane Doe as she …`: the title tells that the name of a person follows.
    for phrase in titledIntroductions {
      guard let at = text.firstIndex(of: phrase) else { continue }
      let names = withBracket(names(atStartOf: text[(at + 5)...]), in: text)
      if let list = sure(names, lexicon) { return (list.speakers, text[at..<names.endIndex]) }
    }
    for phrase in introductions {
      guard let at = text.firstIndex(of: phrase) else { continue }
      let start = at + phrase.utf8CodeUnitCount
      let names = withBracket(names(atStartOf: text[start...]), in: text)
      guard let list = sure(names, lexicon) else { continue }
      return (list.speakers, text[at..<names.endIndex])
    }
    return nil
  }

  /// `Jane Doe (X)` where a bracket follows the names.
  private static func withBracket(_ names: Bytes, in text: Bytes) -> Bytes {
    let rest = text[names.endIndex...]
    guard !names.isEmpty, rest.hasPrefix(" ("), let close = rest.firstIndex(of: Ascii.closeParen),
      close - names.endIndex <= 100
    else { return names }
    return text[names.startIndex...close]
  }

  /// `Jane Doe will present …`: the names at the start of a sentence before a verb.
  private static func before(
    _ text: Bytes, _ lexicon: Lexicon
  ) -> (speakers: [StatedSpeaker], evidence: Bytes)? {
    for verb in verbs {
      guard let at = text.firstIndex(of: verb), at > text.startIndex else { continue }
      var start = at
      while start > text.startIndex {
        let byte = text[start - 1]
        if byte == Ascii.colon || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { break }
        if byte == Ascii.dot, start < at, Ascii.isBlank(text[start]),
          !isInitial(text, before: start)
        {
          break
        }
        start -= 1
      }
      let names = text[start..<at].trimmed
      guard names.count <= 120, let list = sure(names, lexicon) else { continue }
      return (list.speakers, text[start..<(at + verb.utf8CodeUnitCount)])
    }
    return nil
  }

  private static func isInitial(_ text: Bytes, before index: Int) -> Bool {
    index - 2 >= text.startIndex && Ascii.isUpper(text[index - 2])
      || text[..<index].hasSuffix("dr.") || text[..<index].hasSuffix("prof.")
  }

  /// The capitalised run at the start of `text`, with conjunctions, particles and `from X`.
  private static func names(atStartOf text: Bytes) -> Bytes {
    var end = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      var stop = index
      while stop < text.endIndex, !Ascii.isBlank(text[stop]) { stop += 1 }
      var word = text[index..<stop]
      let last = word.last
      while let byte = word.last,
        byte == Ascii.comma
          || byte == Ascii.dot && word.count > 3 && !word.dropLast().contains(Ascii.dot)
          || byte == Ascii.colon || byte == Ascii.semicolon || byte == Ascii.closeParen
          || byte == UInt8(ascii: "!")
      { word = word.dropLast() }
      guard let first = word.first else { break }
      let isCapital = Ascii.isUpper(first) || first >= 0xC3 && first < 0xE2
      if isCapital {
        end = word.endIndex
      } else if !NameWords.particles.contains(word), !joints.contains(word) {
        break
      }
      if word.endIndex < stop, last == Ascii.dot || last == Ascii.colon || last == Ascii.closeParen
      {
        break
      }
      index = stop
      while index < text.endIndex, Ascii.isBlank(text[index]) { index += 1 }
    }
    return text[text.startIndex..<end]
  }

  private static let joints = WordSet("and & und et y e from of at")

  private static func sure(_ text: Bytes, _ lexicon: Lexicon) -> SpeakerList? {
    // `Jane Doe of Smoke & Mirrors`
    for word in [" from ", " of ", " at "] as [StaticString] {
      guard text.last != Ascii.closeParen, let at = text.firstIndex(of: word),
        at > text.startIndex, var list = sure(text[..<at], lexicon), list.speakers.count == 1
      else { continue }
      if list.speakers[0].affiliation == nil {
        list.speakers[0].affiliation = Affiliation.institution(
          in: text[(at + word.utf8CodeUnitCount)...])
      }
      return list
    }
    guard (5...160).contains(text.count),
      let list = SpeakerList(text, trust: .guess, lexicon: lexicon), !list.isPlaceholder,
      list.likelihood >= 0.75, list.speakers.count <= 4,
      list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 })
    else { return nil }
    return list
  }

  /// What begins a line that goes on with who speaks.
  private static let openings: [StaticString] = [
    "with ", "mit ", "avec ", "con ", "met ", "med ", "com ",
  ]

  private static let titledIntroductions: [StaticString] = [
    "join dr. ", "join dr ", "join prof. ", "join professor ",
  ]

  private static let introductions: [StaticString] = [
    "talk with ", "conversation with ", "discussion with ", "lecture with ", "seminar with ",
    "workshop with ", "webinar with ", "session with ", "fireside chat with ", "interview with ",
    "lunch with ", "breakfast with ", "chat with ", "dialogue with ", "dialog with ", "q&a with ",
    "hear from ", "one on one with ", "one-on-one with ", "evening with ", "presentation with ",
    "es spricht ", "es sprechen ", " welcome ", " to host ",
    "join journalist ", "join author ", "presenter is ", "presenter, ", "lecture by ", "talk by ",
    "presentation by ",
    "our speaker is ", "our speaker ", "our guest speaker ", "our guest is ",
    "our speaker, ", "our guest, ",
    "the speaker is ", "led by ", "taught by ", "delivered by ", "facilitated by ",
    "we will be joined by ", "featuring ", "gespräch mit ",
    "vortrag von ", "diskussion mit ", "lesung mit ", "conférence de ", "rencontre avec ",
    "charla con ", "conversación con ", "incontro con ", "animé par ", "animée par ",
    "impartido por ", "impartida por ", "dirigido por ", "gesprek met ",
  ]

  private static let verbs: [StaticString] = [
    " will present", " will talk", " will speak", " will discuss", " will give ", " will share ",
    " will show ", " will explain", " will introduce", " will lecture", " will explore",
    " will walk ", " will lead ", " will demonstrate", " presents ", " discusses ", " talks about ",
    " shares ", " spricht über", " hält einen", " stellt vor", " présentera", " parlera ",
    " hablará ", " presentará", " parlerà ", " presenterà ", " vai falar ", " zal spreken",
  ]
}
