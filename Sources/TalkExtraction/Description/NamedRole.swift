/// A description that begins with who speaks and what they are: `Jane Doe, Professor of X, Y`,
/// `Jane Doe: PhD candidate, Y`.
enum NamedRole {
  /// The person whom the first line with text names so, or `nil`.
  static func speaker(
    in lines: [Bytes], lexicon: Lexicon
  ) -> (speaker: StatedSpeaker, line: Bytes)? {
    guard let line = lines.first(where: { !$0.isEmpty }) else { return nil }
    if let speaker = betweenBullets(line, lexicon) ?? withBracket(line, lexicon) {
      return (speaker, line)
    }
    guard
      let end = line.prefix(80).firstIndex(where: { $0 == Ascii.comma || $0 == Ascii.colon })
    else { return nil }
    let person = PersonName(line[..<end], lexicon: lexicon)
    guard person.wordCount >= 2, person.likelihood >= 0.5 else { return nil }
    let rest = clause(line[(end + 1)...].trimmed)
    let bare = PersonName.withoutLeadingDegrees(rest)
    guard (3...240).contains(bare.count), Affiliation.isRole(bare) || isPlace(bare) else {
      return nil
    }
    var speaker = StatedSpeaker(name: person.name)
    speaker.affiliation = Affiliation.institution(in: bare)
    return (speaker, line)
  }

  /// `Jane Doe (陈珍) · X · Professor`.
  private static func betweenBullets(_ line: Bytes, _ lexicon: Lexicon) -> StatedSpeaker? {
    guard line.count <= 200 else { return nil }
    let cuts = line.cuts.filter { $0.kind == .bullet || $0.kind == .pipe }
    guard let first = cuts.first, cuts.count <= 4 else { return nil }
    var name = line[..<first.range.lowerBound]
    if let (outside, inside) = name.trailingBracket, isOtherScript(inside, than: outside) {
      name = outside
    }
    let person = PersonName(name, lexicon: lexicon)
    guard person.likelihood >= 0.5 else { return nil }
    var parts: [Bytes] = []
    for (index, cut) in cuts.enumerated() {
      let end = index + 1 < cuts.count ? cuts[index + 1].range.lowerBound : line.endIndex
      parts.append(line[cut.range.upperBound..<end])
    }
    let places = parts.filter { !Affiliation.isRole($0) }
    guard parts.count > places.count || places.contains(where: { Affiliation.isInstitution($0) })
    else { return nil }
    return StatedSpeaker(
      name: person.name, affiliation: places.first.flatMap { Affiliation.institution(in: $0) })
  }

  /// `Jane Doe (X)` and nothing else.
  private static func withBracket(_ line: Bytes, _ lexicon: Lexicon) -> StatedSpeaker? {
    guard line.count <= 160, let (outside, inside) = line.trailingBracket,
      case let person = PersonName(outside, lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= (Affiliation.isInstitution(inside) ? 0.5 : 0.8),
      let place = Affiliation.institution(in: inside)
    else { return nil }
    return StatedSpeaker(name: person.name, affiliation: place)
  }

  /// Where `name` works, as the first line with text says in brackets: `Jane Doe (X)`.
  static func place(of name: Bytes, in lines: [Bytes]) -> Bytes? {
    guard let line = lines.first(where: { !$0.isEmpty }), line.count <= 200,
      let (outside, inside) = line.trailingBracket, PersonName.cleaned(outside) == name
    else { return nil }
    return Affiliation.institution(in: inside)
  }

  /// Whether one is written in letters with case and the other is not: a name in its own script.
  private static func isOtherScript(_ text: Bytes, than other: Bytes) -> Bool {
    let isWide = text.first.map { $0 >= 0xD7 } ?? false
    let isOtherWide = other.first.map { $0 >= 0xD7 } ?? false
    return isWide != isOtherWide
  }

  private static func isPlace(_ text: Bytes) -> Bool {
    text.wordCount(upTo: 9) <= 8 && Affiliation.isInstitution(text)
  }

  /// `text` up to the verb or the full stop after which the sentence speaks of something else.
  private static func clause(_ text: Bytes) -> Bytes {
    var end = text.endIndex
    for verb in verbs {
      if let at = text[..<end].firstIndex(of: verb) { end = at }
    }
    var index = text.startIndex
    var length = 0
    while index < end {
      let byte = text[index]
      if byte == Ascii.dot, length > 3, index + 1 == end || Ascii.isBlank(text[index + 1]) {
        end = index
        break
      }
      length = Ascii.isBlank(byte) || byte == Ascii.dot ? 0 : length + 1
      index += 1
    }
    var clause = text[..<end].trimmedEnd
    while clause.last == Ascii.comma { clause = clause.dropLast().trimmedEnd }
    return clause
  }

  private static let verbs: [StaticString] = [
    " presents ", " will ", " talks ", " gives ", " speaks ", " discusses ", " is ", " joins ",
    " spricht ", " hält ", " présente", " presenta ", " who ", " on “", " on \"",
  ]
}
