/// Forms in which a quoted title ends the summary.
extension SummaryReader {
  /// `Name (Institution) "Title"`, `Name「Title」`: a quoted title ends the summary.
  func quotedTitle(_ text: Bytes, hasContext: Bool = false) -> Found? {
    for (open, close) in SummaryReader.quotes where text.ends(with: close) {
      let inner = text.dropLast(close.count)
      guard let start = inner.firstIndex(of: open), start > text.startIndex else { continue }
      var head = text[..<start].trimmed
      head = head.withoutTrailingDash
      var hasVerb = false
      for verb in SummaryReader.quoteVerbs where head.hasSuffix(verb) {
        head = head.dropLast(verb.utf8CodeUnitCount)
        hasVerb = hasVerb || verb.utf8CodeUnitCount > 5
      }
      let title = inner[(start + open.count)...].trimmed
      guard title.wordCount(upTo: 2) == 2 || title.count > 8, head.wordCount(upTo: 2) >= 1,
        let list = uncasedNamePlace(head)
          ?? SpeakerList(head, trust: .guess, lexicon: lexicon)
          ?? (hasContext || head.first.map { $0 >= 0x80 } ?? false || isNamedRole(head)
            || isPlacedName(head) || hasVerb
            ? SpeakerList(head, trust: .likely, lexicon: lexicon) : nil),
        !list.isPlaceholder, list.likelihood >= 0.5 || !hasContext
      else { continue }
      return Found(title: title, list: list, rule: "name-quoted-title")
    }
    return nil
  }

  /// `Name, historien`: a name and what somebody is, before a quoted title.
  private func isNamedRole(_ text: Bytes) -> Bool {
    guard let comma = text.firstIndex(of: Ascii.comma) else { return false }
    let person = PersonName(text[..<comma], lexicon: lexicon)
    return person.wordCount >= 2 && person.likelihood >= 0.5
      && Affiliation.isRole(text[(comma + 1)...].trimmed)
  }

  /// `Name (Institution)`: two to four words that begin with no label, and an institution.
  func isPlacedName(_ text: Bytes) -> Bool {
    guard let (outside, inside) = text.trailingBracket, isPlace(inside),
      (2...4).contains(outside.wordCount(upTo: 5)), !KindLabel.isLabel(outside.firstWord),
      !KindLabel.mayBeLabel(outside.firstWord), !SeriesName.hasSeriesWord(outside)
    else { return false }
    return true
  }

  /// `이름 X대 교수`: a name, an institution and an honorific between blanks.
  private func uncasedNamePlace(_ text: Bytes) -> SpeakerList? {
    guard text.isUncased else { return nil }
    var words = text.words
    guard (3...5).contains(words.count), let last = words.last, (6...12).contains(words[0].count),
      PersonName.honorifics.contains(where: { last.elementsEqual($0) })
    else { return nil }
    words = words.dropLast()
    guard let end = words.last?.endIndex else { return nil }
    let place = text[words[1].startIndex..<end]
    return SpeakerList(
      words[0].joined(" (", place, ")"), trust: .likely, lexicon: lexicon)
  }

  /// `「Title」Name氏`, `第3回「Title」Name（X）`: an uncased name behind the quoted title.
  func quotedThenUncasedName(_ text: Bytes) -> Found? {
    for (open, close) in SummaryReader.uncasedQuotes {
      guard let start = text.firstIndex(of: open), start - text.startIndex <= 60,
        let end = text.firstIndex(of: close), end > start + open.count,
        case let name = text[(end + close.count)...].trimmed, name.isUncased, name.count <= 120,
        case let bare = name.trailingBracket?.outside ?? name,
        name.trailingBracket != nil
          || PersonName.honorifics.contains(where: {
            bare.ends(with: $0) && bare.count > $0.count + 5
          }
          ),
        PersonName.cleaned(bare).count <= 24,
        let list = SpeakerList(name, trust: .likely, lexicon: lexicon), !list.isPlaceholder
      else { continue }
      return Found(
        title: text[(start + open.count)..<end].trimmed, list: list, rule: "quoted-title-then-name")
    }
    return nil
  }

  private static let uncasedQuotes = [("「", "」"), ("『", "』"), ("《", "》")].map {
    (Array($0.0.utf8), Array($0.1.utf8))
  }

  /// What joins a name and a quoted title.
  private static let quoteVerbs: [StaticString] = [
    " presents", " presenting", " on", " speaks on", " présente", " presenta", " spricht über",
    " apresenta", " über", " with",
  ]

  private static let quotes: [([UInt8], [UInt8])] = [
    ("\"", "\""), ("“", "”"), ("「", "」"), ("『", "』"), ("„", "“"), ("«", "»"), ("‘", "’"),
    ("“", "“"),
    ("»", "«"), ("„", "”"),
  ]
  .map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
