/// Tells the biography of a speaker from the abstract where no label does.
enum Biography {
  /// Splits `lines` before the last paragraphs that begin with a speaker's name and say who they
  /// are, or with `She received her PhD …`.
  ///
  /// - Parameters:
  ///   - lines: lines of the text, blank ones between paragraphs.
  ///   - speakers: who speaks.
  /// - Returns: the text without the biography, and the biography.
  static func split(_ lines: TextLines, speakers: [StatedSpeaker]) -> (
    abstract: TextLines, biography: TextLines
  ) {
    guard !speakers.isEmpty, lines.count > 1 else { return (lines, []) }
    let names = names(of: speakers, beside: lines)
    var index = lines.count
    var cut = lines.count
    while index > 0 {
      index -= 1
      let line = lines[index]
      if line.isEmpty { continue }
      if isBiography(line, names) { cut = index }
      if lines.count - index > 12 { break }
    }
    if cut < lines.count, lines[..<cut].contains(where: { $0.count > 40 }) {
      return (lines.part(0..<cut), lines.part(cut..<lines.count))
    }
    return splitStart(lines, names)
  }

  /// Whether the only text above a labelled abstract says who speaks: `body` then is a biography.
  static func isWhollyBiography(_ body: TextLines, speakers: [StatedSpeaker]) -> Bool {
    let names = names(of: speakers, beside: body)
    let paragraphs = body.filter { !$0.isEmpty }
    guard let first = paragraphs.first, isBiography(first, names) else { return false }
    return paragraphs.dropFirst().allSatisfy { $0.count < 40 || tells($0, names) }
  }

  /// A first paragraph that says who speaks, before paragraphs that say what of.
  private static func splitStart(_ lines: TextLines, _ names: ArenaList<Name>) -> (
    abstract: TextLines, biography: TextLines
  ) {
    guard let first = lines.firstIndex(where: { !$0.isEmpty }), isBiography(lines[first], names),
      let blank = lines[first...].firstIndex(where: \.isEmpty)
    else { return (lines, []) }
    var end = blank
    while end < lines.count {
      let next = lines[end...].firstIndex { !$0.isEmpty }
      guard let next, tells(lines[next], names) else { break }
      end = lines[next...].firstIndex(where: \.isEmpty) ?? lines.count
    }
    let rest = lines[end...]
    guard rest.contains(where: { $0.count > 80 }) else { return (lines, []) }
    return (lines.part(end..<lines.count), lines.part(0..<end))
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

  /// The names of the first speakers, beside the lines in which they are looked for.
  private static func names(
    of speakers: [StatedSpeaker], beside lines: TextLines
  ) -> ArenaList<Name> {
    guard let line = lines.first(where: { !$0.isEmpty }) else { return [] }
    var names = ArenaList<Name>(beside: line, capacity: min(8, speakers.count))
    for speaker in speakers.prefix(8) { names.append(Name(speaker.name)) }
    return names
  }

  /// Whether `line` says who somebody of `names` is.
  private static func isBiography(_ line: Bytes, _ names: ArenaList<Name>) -> Bool {
    guard line.count > 30 else { return false }
    var bare = line
    if bare.hasPrefix("dr") || bare.hasPrefix("prof") || bare.hasPrefix("m")
      || bare.hasPrefix("associate") || bare.hasPrefix("assistant")
    {
      bare = PersonName.withoutLeadingTitle(line)
    }
    for name in names {
      for case let form? in [name.whole, name.given, name.family]
      where (form.first == bare.first || form.isEmpty) && bare.starts(with: form) {
        let rest = bare[(bare.startIndex + form.count)...].trimmedStart
        for phrase in verbs where rest.hasPrefix(phrase) { return true }
        if form == name.whole, rest.first == Ascii.comma || rest.first == Ascii.openParen {
          return true
        }
      }
    }
    return isPronounBiography(line)
  }

  /// Whether `line` goes on about a person: a name or a pronoun begins it.
  private static func tells(_ line: Bytes, _ names: ArenaList<Name>) -> Bool {
    if isBiography(line, names) { return true }
    if mayBeginWithPronoun(line), pronouns.contains(where: { line.hasPrefix($0) }) { return true }
    return names.contains { name in
      [name.whole, name.given, name.family].contains { $0.map { line.starts(with: $0) } ?? false }
    }
  }

  /// `She received her PhD from X`: a pronoun, a verb of lives, and a word of careers.
  private static func isPronounBiography(_ line: Bytes) -> Bool {
    guard line.count > 40, mayBeginWithPronoun(line),
      let pronoun = pronouns.first(where: { line.hasPrefix($0) })
    else { return false }
    let rest = line.dropFirst(pronoun.utf8CodeUnitCount)
    guard verbs.contains(where: { rest.hasPrefix($0) }) else { return false }
    return tellsCareer(rest)
  }

  /// Whether the next sentences hold a word of careers (`PhD`, `professor`, `institute`).
  static func tellsCareer(_ text: Bytes) -> Bool {
    let head = text.prefix(400)
    return careers.contains { head.contains($0) }
  }

  private static let pronouns: [StaticString] = [
    "he ", "she ", "they ", "er ", "sie ", "il ", "elle ", "él ", "ella ", "lui ", "lei ", "ele ",
    "ela ", "hij ", "zij ",
  ]

  /// Whether one of the first five bytes is a blank, and the first one begins a pronoun.
  private static func mayBeginWithPronoun(_ line: Bytes) -> Bool {
    guard let first = line.first, line.prefix(5).contains(Ascii.space) else { return false }
    switch Ascii.lower(first) {
    case UInt8(ascii: "e"), UInt8(ascii: "h"), UInt8(ascii: "i"), UInt8(ascii: "l"),
      UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "z"), 0xC3:
      return true
    default: return false
    }
  }

  private static let careers: [StaticString] = [
    "ph.d", "phd", "professor", "postdoc", "doctora", "researcher", "research ", "university",
    "institute", "degree", "master", "universit", "doctor", "promov", "laboratoire", "engineer",
    "founder", "faculty", "fellow", "award",
  ]

  private static let verbs: [StaticString] = [
    "is a ", "is an ", "is the ", "is currently", "is professor", "is associate", "is assistant",
    "is one of", "is head ", "is director", "is senior", "is full professor", "is chair", "is now ",
    "is also ", "is lecturer", "is reader", "is principal", "is co-", "is founder",
    "is distinguished",
    "is emerit", "is visiting", "is research", "is deputy", "is chief", "is vice",
    "received", "obtained", "earned", "studied", "joined", "works ", "worked ", "holds ",
    "has been ",
    "has a ", "has over ", "has more than", "has worked", "has published", "has received",
    "has held",
    "was a ", "was an ", "was previously", "was appointed", "was awarded", "was the ",
    "was born", "leads ", "led ", "heads ", "directs ", "teaches", "graduated", "completed",
    "did h",
    "did their", "currently", "got h", "serves ", "specializes", "specialises", "pursued",
    "became ",
    "founded", "co-founded", "cofounded", "trained ", "moved to", "spent ", "grew up", "lives ",
    "ist ", "arbeitet", "studierte", "promovierte", "leitet", "forscht", "lehrt", "war ", "wurde ",
    "hat an ", "hat in ", "est ", "a obtenu", "a soutenu", "travaille", "enseigne", "dirige ",
    "es profesor", "es profesora", "es investigador", "es doctor", "es licenci", "es ingenier",
    "es director", "es catedr", "trabaja", "obtuvo", "estudió", "è ", "lavora", "insegna",
    "ha conseguito", "si è laureat", "é professor", "é doutor", "é pesquisador", "trabalha",
    "is hoogleraar", "is universitair", "werkt ", "jest ", "pracuje", "je profesor",
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
