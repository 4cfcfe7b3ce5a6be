/// The value of a speaker label that goes on after the name without a comma:
/// `Jane Doe (X) In this talk …`, `Jane Doe. University of X`, `陈明 港湾大学`, `Jane Doe The X University`.
enum StatedLine {
  /// The speakers that `line` states.
  static func list(_ line: Bytes, trust: SpeakerTrust, lexicon: Lexicon) -> SpeakerList? {
    if trust == .stated, let rewritten = rewritten(line, lexicon),
      let list = SpeakerList(rewritten, trust: trust, lexicon: lexicon), !list.isPlaceholder
    {
      return list
    }
    return SpeakerList(line, trust: trust, lexicon: lexicon)
  }

  /// `line` as a name, a comma and an institution, or `nil` where it is no such line.
  private static func rewritten(_ line: Bytes, _ lexicon: Lexicon) -> Bytes? {
    if let short = beforeText(line, lexicon) ?? beforeSentence(line, lexicon) { return short }
    let parts = SpeakerListParser.parts(of: line, trust: .stated)
    var didChange = false
    guard !line.isEmpty else { return nil }
    var result = TextWriter(beside: line, capacity: line.count + 16)
    var isAfterName = false
    for part in parts {
      if result.count > 0 { result.append(part.joint == .and ? " and " : ", ") }
      // `Jane Doe, Max Planck Institute for X`: an institution called after a person.
      defer { isAfterName = !isAfterName && !didChange }
      let isPlace = isAfterName && part.joint == .comma && Affiliation.isInstitution(part.text)
      if !isPlace, let (name, place) = cut(part.text, lexicon) {
        didChange = true
        result.append(name)
        if Placeholder.isPlaceholder(place) { continue }
        result.append(" (")
        result.append(place)
        result.append(Ascii.closeParen)
      } else {
        result.append(part.text)
      }
    }
    return didChange ? result.finish() : nil
  }

  /// `Jane Doe (X)` of `Jane Doe (X) In this talk we …`.
  private static func beforeText(_ line: Bytes, _ lexicon: Lexicon) -> Bytes? {
    guard let close = line.firstIndex(of: Ascii.closeParen), close + 2 < line.endIndex,
      line[close + 1] == Ascii.space, let open = line.firstIndex(of: Ascii.openParen), open < close,
      Ascii.isUpper(line[close + 2]), line[(close + 2)...].wordCount(upTo: 6) >= 5,
      PersonName(line[..<open], lexicon: lexicon).likelihood >= 0.5
    else { return nil }
    return line[...close]
  }

  /// `Jane Doe` of `Jane Doe This summer I went …`: a sentence follows without a sign.
  private static func beforeSentence(_ line: Bytes, _ lexicon: Lexicon) -> Bytes? {
    guard line.count > 60 else { return nil }
    let words = line.prefix(120).words
    guard words.count >= 8 else { return nil }
    for count in 2...3 where sentenceStarts.contains(words[count]) {
      guard Ascii.isUpper(words[count].first ?? 0),
        words[count + 1].first.map(Ascii.isLower) ?? false || words[count + 1].count == 1
      else { continue }
      let name = line[..<words[count - 1].endIndex]
      let last = name.last ?? 0
      guard Ascii.isLetter(last) || last >= 0x80,
        PersonName(name, lexicon: lexicon).likelihood >= 0.7
      else { continue }
      return name
    }
    return nil
  }

  private static let sentenceStarts = WordSet(
    "this in the we our i join learn come how what when as with from these it he she they if")

  /// A name and the institution that follows it with a blank or a full stop between them.
  private static func cut(_ text: Bytes, _ lexicon: Lexicon) -> (Bytes, Bytes)? {
    guard !text.contains(Ascii.openParen), text.firstIndex(of: Array("（".utf8)) == nil
    else { return nil }
    let words = text.words
    guard words.count >= 2, let first = words.first?.first else { return nil }
    if first >= 0xE3 {
      // `陈明 港湾大学`
      let rest = text[words[1].startIndex...]
      guard (6...15).contains(words[0].count), Affiliation.isInstitution(rest)
      else { return nil }
      return (words[0], rest)
    }
    for count in 2..<min(5, max(2, words.count)) where count < words.count {
      let next = words[count]
      let name = text[..<words[count - 1].endIndex]
      let rest = text[next.startIndex...]
      let isNewScript = next.first.map { $0 >= 0xE3 } ?? false
      let endsSentence = words[count - 1].last == Ascii.dot && words[count - 1].count > 3
      let startsPlace = next.equals("the") || Affiliation.startsInstitution(next)
      guard isNewScript || (endsSentence || startsPlace) && Affiliation.isInstitution(rest) else {
        continue
      }
      let person = PersonName(name, lexicon: lexicon)
      guard person.wordCount >= 2, person.likelihood >= 0.3 else { continue }
      return (person.name, rest)
    }
    return nil
  }
}
