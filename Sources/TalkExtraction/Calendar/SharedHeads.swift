/// Words with which many summaries of a calendar begin before a name, whatever the language:
/// `Promotie Jane Doe: …`, `Charla. Jane Doe, X: …`.
struct SharedHeads {
  /// The heads, longest first.
  private(set) var heads: [Bytes] = []

  /// The longest of them that `text` begins with before a name.
  func head(of text: Bytes, lexicon: Lexicon) -> (head: Bytes, rest: Bytes)? {
    for head in heads where text.count > head.count + 1 && text.starts(with: head) {
      let rest = text[(text.startIndex + head.count)...]
      guard rest.first == Ascii.space,
        SharedHeads.beginsWithName(rest.dropFirst(), lexicon: lexicon)
      else { continue }
      return (head, rest.dropFirst())
    }
    return nil
  }

  /// Learns them from a sample of summaries.
  mutating func learn(_ summaries: [Bytes], lexicon: Lexicon) {
    var starts: [UInt64: Int] = [:]
    for summary in summaries {
      let word = summary.firstWord
      guard SharedHeads.mayBeginHead(word) else { continue }
      starts[WordSet.hash(word), default: 0] += 1
    }
    let frequent = starts.filter { $0.value >= 3 && 5 * $0.value >= summaries.count }
    if frequent.isEmpty { return }
    var found: [UInt64: (text: Bytes, count: Int, names: Int)] = [:]
    for summary in summaries where frequent[WordSet.hash(summary.firstWord)] != nil {
      let words = summary.prefix(200).words
      for count in 1...3 where count < words.count {
        let head = summary[..<words[count - 1].endIndex]
        guard SharedHeads.mayEndHead(words[count - 1]) else { break }
        let rest = summary[words[count].startIndex...]
        let isName = SharedHeads.beginsWithName(rest, lexicon: lexicon)
        var entry = found[WordSet.hash(head)] ?? (head, 0, 0)
        entry.count += 1
        entry.names += isName ? 1 : 0
        found[WordSet.hash(head)] = entry
      }
    }
    let enough = found.values.filter { $0.names >= 3 && 2 * $0.names >= $0.count }
    heads = enough.map(\.text).sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
  }

  /// No article, no title and no given name begins a head.
  private static func mayBeginHead(_ word: Bytes) -> Bool {
    guard let first = word.first, Ascii.isLetter(first) || first >= 0x80 else { return false }
    return mayEndHead(word) && !notHeads.contains(word)
  }

  /// No sign that parts a summary, and no title or given name, ends a head.
  private static func mayEndHead(_ word: Bytes) -> Bool {
    guard let last = word.last else { return false }
    let isDotted = last == Ascii.dot && word.count > 3
    return (Ascii.isLetter(last) || Ascii.isDigit(last) || last >= 0x80 || isDotted)
      && !NameWords.titles.contains(word) && !GivenNames.contains(word)
      && !NameWords.particles.contains(word) && !joints.contains(word)
  }

  /// What joins a label and a name.
  private static let joints = WordSet(
    "by of von de di du des par por da do mit with avec con com met av for for: and und et y & w/")

  private static let notHeads = WordSet(
    "the a an on of in towards toward how what why when from some new introduction der die das le la les el los il"
  )

  /// Whether `text` begins with a full name before a sign that parts a summary, or is one.
  static func beginsWithName(_ text: Bytes, lexicon: Lexicon) -> Bool {
    let text = text.prefix(120)
    guard let first = text.first,
      !Ascii.isLower(first) || text.hasPrefix("prof") || text.hasPrefix("dr")
    else { return false }
    var end = text.cuts.first?.range.lowerBound ?? text.endIndex
    // A nickname in brackets belongs to the name.
    if let sign = text[..<end].firstIndex(where: { byte in
      byte == Ascii.comma || byte == Ascii.quote || byte == Ascii.openParen
    }) {
      end = sign
      if text[sign] == Ascii.openParen, let close = text[sign...].firstIndex(of: Ascii.closeParen),
        close + 2 < text.endIndex, Ascii.isUpper(text[close + 2]),
        text[sign...close].wordCount(upTo: 2) == 1, text[..<sign].wordCount(upTo: 2) == 1
      {
        end = text[close...].firstIndex { $0 == Ascii.comma || $0 == Ascii.colon } ?? text.endIndex
      }
    }
    for quote in ["“", "„", "«", "「", "『"] as [StaticString] {
      if let at = text[..<end].firstIndex(of: quote) { end = at }
    }
    let person = PersonName(text[..<end], lexicon: lexicon)
    return (2...6).contains(person.wordCount) && person.likelihood >= 0.5
      || person.hadTitle && person.likelihood >= 0.5
  }
}
