/// Forms in which a quoted title ends the summary.
extension SummaryReader {
  /// `Name (Institution) "Title"`, `Name「Title」`: a quoted title ends the summary.
  func quotedTitle(_ text: Bytes, hasContext: Bool = false) -> Found? {
    for (open, close) in SummaryReader.quotes where text.ends(with: close) {
      let inner = text.dropLast(close.count)
      guard let start = inner.firstIndex(of: open), start > text.startIndex else { continue }
      var head = text[..<start].trimmed
      head = head.withoutTrailingDash
      for verb in SummaryReader.quoteVerbs where head.hasSuffix(verb) {
        head = head.dropLast(verb.utf8CodeUnitCount)
      }
      let title = inner[(start + open.count)...].trimmed
      guard title.wordCount(upTo: 2) == 2 || title.count > 8, head.wordCount(upTo: 2) >= 1,
        let list = SpeakerList(head, trust: .guess, lexicon: lexicon)
          ?? (hasContext || head.first.map { $0 >= 0x80 } ?? false
            ? SpeakerList(head, trust: .likely, lexicon: lexicon) : nil),
        !list.isPlaceholder, list.likelihood >= 0.5 || !hasContext
      else { continue }
      return Found(title: title, list: list, rule: "name-quoted-title")
    }
    return nil
  }

  /// What joins a name and a quoted title.
  private static let quoteVerbs: [StaticString] = [
    " presents", " presenting", " on", " speaks on", " présente", " presenta", " spricht über",
    " apresenta", " über", " with",
  ]

  private static let quotes: [([UInt8], [UInt8])] = [
    ("\"", "\""), ("“", "”"), ("「", "」"), ("『", "』"), ("„", "“"), ("«", "»"),
  ]
  .map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
