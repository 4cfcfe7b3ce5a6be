/// Lines of a description that are a person's name and nothing else.
enum LoneNames {
  /// Whether a raw description holds such a line, whether it holds a speaker label, whether its
  /// first line ends in a colon and a person with a title, and whether it begins with a name and a comma.
  static func survey(
    _ text: Bytes, lexicon: Lexicon
  ) -> (hasNameLine: Bool, hasLabel: Bool, endsInTitled: Bool, beginsWithName: Bool) {
    var hasName = false
    var hasLabel = false
    var endsInTitled = false
    var beginsWithName = false
    var isFirst = true
    for line in text.prefix(8192).pieces(separatedBy: Ascii.newline) {
      let line = line.trimmed
      guard !line.isEmpty else { continue }
      if isFirst, line.count <= 160, let cut = line.cuts.last, cut.kind == .colon {
        let person = PersonName(line[cut.range.upperBound...], lexicon: lexicon)
        endsInTitled = person.hadTitle && person.wordCount >= 2 && person.likelihood >= 0.7
      }
      if isFirst, let comma = line.prefix(60).firstIndex(of: Ascii.comma) {
        let person = PersonName(line[..<comma], lexicon: lexicon)
        beginsWithName = person.wordCount >= 2 && person.likelihood >= 0.6
      }
      isFirst = false
      if let (label, _) = line.prefix(40).split(atFirst: Ascii.colon),
        case .speaker? = DescriptionLabel.named(label)
      {
        hasLabel = true
      }
      if !hasName, isName(line, lexicon: lexicon) { hasName = true }
      if hasName && hasLabel { break }
    }
    return (hasName, hasLabel, endsInTitled, beginsWithName)
  }

  /// The one short line of a description beside links, without its full stop, if it is nothing else.
  static func soleLine(of text: Bytes) -> Bytes? {
    guard text.count <= 240 else { return nil }
    var found: Bytes?
    for line in text.pieces(separatedBy: Ascii.newline) {
      var line = line.trimmed
      if let link = line.firstIndex(of: "http") {
        line = line[..<link].trimmedEnd
      }
      if line.isEmpty { continue }
      if found != nil { return nil }
      found = line
    }
    guard let line = found, (2...100).contains(line.count), line.wordCount(upTo: 9) <= 8,
      line.last != Ascii.dot || line.wordCount(upTo: 2) == 1, !line.contains(Ascii.colon),
      !line.contains("@")
    else { return nil }
    return line
  }

  /// Whether `line` is one name, surely enough to stand alone.
  static func isName(_ line: Bytes, lexicon: Lexicon) -> Bool {
    guard (5...60).contains(line.count), let first = line.first,
      Ascii.isUpper(first) || first >= 0x80, (2...5).contains(line.wordCount(upTo: 6))
    else { return false }
    let last = line[line.endIndex - 1]
    guard Ascii.isLetter(last) || last >= 0x80 || last == Ascii.dot else { return false }
    return PersonName(line, lexicon: lexicon).likelihood >= 0.5
  }

  /// Whether `line` ends a letter, so that who signs it follows (`Best wishes,`).
  private static func isClosing(_ line: Bytes) -> Bool {
    guard line.count <= 40, line.wordCount(upTo: 6) <= 5 else { return false }
    return closings.contains { line.hasPrefix($0) }
  }

  private static let closings: [StaticString] = [
    "best wishes", "best regards", "kind regards", "warm regards", "regards", "best,", "cheers",
    "sincerely", "yours", "many thanks", "thanks", "thank you", "viele grüße", "beste grüße",
    "mit freundlichen", "herzliche grüße", "cordialement", "bien à vous", "saludos",
    "un saludo", "cordiali saluti", "atenciosamente", "met vriendelijke", "s pozdravem",
  ]

  /// Names that stand alone on lines, with the institution of a line such as `Engineer, X` below.
  static func speakers(in lines: TextLines, lexicon: Lexicon) -> [StatedSpeaker] {
    var speakers: [StatedSpeaker] = []
    var awaitsPlace = false
    var endsLetter = false
    for line in lines where !line.isEmpty {
      if endsLetter { break }
      endsLetter = isClosing(line)
      if isName(line, lexicon: lexicon) {
        let name = PersonName.cleaned(line)
        if !speakers.contains(where: { $0.name == name }) {
          speakers.append(StatedSpeaker(name: name))
          awaitsPlace = true
        }
        if speakers.count == 12 { break }
      } else {
        if awaitsPlace, line.count <= 90, line.last != Ascii.dot,
          Affiliation.isRole(line) || Affiliation.isInstitution(line),
          let place = Affiliation.institution(in: line)
        {
          speakers[speakers.count - 1].affiliation = place
        }
        awaitsPlace = false
      }
    }
    return speakers
  }
}
