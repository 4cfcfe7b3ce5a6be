/// Tells the biography of a speaker from the abstract where no label does.
enum Biography {
  /// Splits `lines` before the last paragraphs that begin with a speaker's name and say who they are.
  static func split(_ lines: [Bytes], speakers: [StatedSpeaker]) -> (
    abstract: [Bytes], biography: [Bytes]
  ) {
    guard !speakers.isEmpty, lines.count > 1 else { return (lines, []) }
    let names = speakers.prefix(8).map { Name($0.name) }
    var index = lines.count
    var cut = lines.count
    while index > 0 {
      index -= 1
      let line = lines[index]
      if line.isEmpty { continue }
      if isBiography(line, names) { cut = index }
      if lines.count - index > 12 { break }
    }
    guard cut > 0, cut < lines.count, lines[..<cut].contains(where: { $0.count > 40 }) else {
      return (lines, [])
    }
    return (Array(lines[..<cut]), Array(lines[cut...]))
  }

  /// A name and the parts of it that a biography may begin with.
  private struct Name {
    var whole: Bytes
    var given: Bytes?
    var family: Bytes?

    init(_ whole: Bytes) {
      self.whole = whole
      guard whole.wordCount(upTo: 2) > 1 else { return }
      let (first, last) = (whole.firstWord, whole.lastWord)
      if first.count >= 3 { given = first }
      if last.count >= 3 { family = last }
    }
  }

  private static func isBiography(_ line: Bytes, _ names: [Name]) -> Bool {
    guard line.count > 30 else { return false }
    var bare = line
    if bare.hasPrefix("dr") || bare.hasPrefix("prof") || bare.hasPrefix("m") {
      bare = PersonName.withoutLeadingTitle(line)
    }
    for name in names {
      for case let form? in [name.whole, name.given, name.family] where bare.starts(with: form) {
        let rest = bare[(bare.startIndex + form.count)...].trimmedStart
        for phrase in verbs where rest.hasPrefix(phrase) { return true }
        if form == name.whole, rest.first == Ascii.comma || rest.first == Ascii.openParen {
          return true
        }
      }
    }
    return false
  }

  private static let verbs: [StaticString] = [
    "is a ", "is an ", "is the ", "is currently", "is professor", "is associate", "is assistant",
    "is one of",
    "received", "obtained", "earned", "studied", "joined", "works ", "holds ", "has been ",
    "was a ", "was an ",
    "was born", "leads ", "graduated", "completed", "did h", "did their", "currently", "got h",
    "serves ",
    "ist ", "arbeitet", "studierte", "promovierte", "est ", "es profesor", "es profesora",
    "es catedr", "è ",
  ]
}

extension PersonName {
  /// `text` without titles at its start.
  static func withoutLeadingTitle(_ text: Bytes) -> Bytes {
    var rest = text
    while let blank = rest.prefix(24).firstIndex(where: Ascii.isBlank),
      NameWords.titles.contains(rest[..<blank])
    {
      rest = rest[blank...].trimmedStart
    }
    return rest
  }
}
