/// A description that begins with who speaks and what they are: `Jane Doe, Professor of X, Y`,
/// `Jane Doe: PhD candidate, Y`.
enum NamedRole {
  /// The person whom the first line with text names so, or `nil`.
  static func speaker(
    in lines: [Bytes], lexicon: Lexicon
  ) -> (speaker: StatedSpeaker, line: Bytes)? {
    guard let line = lines.first(where: { !$0.isEmpty }),
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
