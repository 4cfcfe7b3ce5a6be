/// A summary cut at every sign that may part a name, an institution and a title.
struct SummarySegments {
  /// How a part is set apart.
  enum Form {
    case plain, bracket, quoted
  }

  /// One part.
  struct Segment {
    /// The text without brackets and quotes.
    var text: Bytes
    var form: Form
    /// From and to where it stands, with them.
    var range: Range<Int>
    /// Whether a comma stands before it.
    var followsComma = false
    /// Whether a word says that who speaks follows (`by`).
    var isSaid = false
  }

  /// The parts in order.
  private(set) var segments: [Segment] = []
  private let text: Bytes
  private var start: Int
  private var followsComma = false

  /// Cuts `text`; `nil` where it has one part or very many.
  init?(_ text: Bytes) {
    self.text = text
    start = text.startIndex
    guard text.count <= 400 else { return nil }
    var cuts = text.cuts[...]
    var index = text.startIndex
    while index < text.endIndex {
      if let cut = cuts.first, index >= cut.range.lowerBound {
        if index < cut.range.upperBound {
          close(at: cut.range.lowerBound, next: cut.range.upperBound)
          index = cut.range.upperBound
        }
        cuts = cuts.dropFirst()
        continue
      }
      let byte = text[index]
      switch byte {
      case Ascii.openParen, Ascii.openBracket:
        guard let end = closing(of: index) else { return nil }
        close(at: index, next: index)
        add(text[(index + 1)..<end].trimmed, .bracket, index..<(end + 1))
        index = end + 1
        start = index
      case Ascii.comma
      where index + 1 < text.endIndex && Ascii.isBlank(text[index + 1]),
        Ascii.semicolon:
        close(at: index, next: index + 1)
        followsComma = true
        index += 1
      case Ascii.dot where endsSentence(index):
        close(at: index, next: index + 1)
        index += 1
      default:
        if byte == Ascii.quote || byte == Ascii.apostrophe || byte >= 0xC2,
          let (inner, end) = quotation(at: index)
        {
          close(at: index, next: index)
          add(inner.trimmed, .quoted, index..<end)
          index = end
          start = end
        } else {
          index += 1
        }
      }
      if segments.count > 12 { return nil }
    }
    close(at: text.endIndex, next: text.endIndex)
    guard (2...12).contains(segments.count) else { return nil }
  }

  /// Whether a colon parts a segment from the next, and a dash that one from the rest.
  func isFollowedByColon(_ index: Int) -> Bool {
    guard index + 2 < segments.count else { return false }
    let gap = text[segments[index].range.upperBound..<segments[index + 1].range.lowerBound]
    let next = text[segments[index + 1].range.upperBound..<segments[index + 2].range.lowerBound]
    return gap.trimmed.first == Ascii.colon && !next.contains(Ascii.comma)
      && !next.contains(Ascii.colon)
  }

  /// Ends the plain part that began at `start`.
  private mutating func close(at end: Int, next: Int) {
    let part = text[start..<max(start, end)].trimmed.withoutLeadingDash.withoutTrailingDash
    if !part.isEmpty { add(part, .plain, part.startIndex..<part.endIndex) }
    start = next
  }

  private mutating func add(_ part: Bytes, _ form: Form, _ range: Range<Int>) {
    var segment = Segment(text: part, form: form, range: range, followsComma: followsComma)
    followsComma = false
    if form == .plain {
      // `«Title» de Name`
      if segments.last?.form == .quoted {
        for word in SummarySegments.ofStarts where part.hasPrefix(word) {
          segment.text = part.dropFirst(word.utf8CodeUnitCount).trimmed
          segment.isSaid = true
          break
        }
      }
      for word in SummarySegments.sayingStarts where !segment.isSaid && part.hasPrefix(word) {
        segment.text = part.dropFirst(word.utf8CodeUnitCount).trimmed
        segment.isSaid = true
        break
      }
      if !segment.isSaid, let (head, tail) = SummarySegments.saying(in: part) {
        segments.append(
          Segment(
            text: head, form: .plain, range: head.startIndex..<head.endIndex,
            followsComma: segment.followsComma))
        segment = Segment(
          text: tail, form: .plain, range: tail.startIndex..<tail.endIndex, isSaid: true)
      }
    }
    segments.append(segment)
  }

  /// `Title` and `Name` of `Title presented by Name`.
  private static func saying(in part: Bytes) -> (Bytes, Bytes)? {
    for word in sayingWords {
      guard let at = part.lastIndex(of: word), at > part.startIndex else { continue }
      return (part[..<at].trimmed, part[(at + word.utf8CodeUnitCount)...].trimmed)
    }
    return nil
  }

  private static let sayingStarts: [StaticString] = [
    "presented by ", "given by ", "talk by ", "by ", "with ", "w/ ", "par ", "por ", "vortrag von ",
    "von ", "mit ", "avec ", "con ", "a cargo de ", "a cura di ", "door ", "av ", "ved ", "met ",
  ]
  private static let ofStarts: [StaticString] = ["de ", "di ", "del ", "da ", "do ", "du ", "d'"]
  private static let sayingWords: [StaticString] = [
    " presented by ", " given by ", " a talk by ", " talk by ", " a lecture by ", " by ",
    " a cargo de ", " a cura di ", " w/ ", " präsentiert von ", " présenté par ",
    " presentado por ",
    " apresentado por ", " presentato da ", " gegeven door ", " prowadzi ",
  ]

  private func closing(of open: Int) -> Int? {
    let close = text[open] == Ascii.openParen ? Ascii.closeParen : Ascii.closeBracket
    var depth = 0
    for index in open..<text.endIndex {
      if text[index] == text[open] { depth += 1 }
      if text[index] == close {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// Whether the full stop at `index` ends a sentence or a bracket, not an initial or a title.
  private func endsSentence(_ index: Int) -> Bool {
    guard index + 2 < text.endIndex, text[index + 1] == Ascii.space, index - 3 >= text.startIndex
    else { return false }
    let next = text[index + 2]
    guard Ascii.isUpper(next) || next >= 0x80 || next == Ascii.quote else { return false }
    if index == start { return true }
    return text[(index - 3)..<index].allSatisfy { Ascii.isLower($0) || $0 >= 0x80 }
      && !NameWords.titles.contains(text[..<(index + 1)].lastWord)
  }

  /// The quoted text that begins at `index`, and where the closing quote ends.
  private func quotation(at index: Int) -> (Bytes, Int)? {
    let rest = text[index...]
    for (open, close) in SummarySegments.quotes where rest.starts(with: open) {
      let inner = rest.dropFirst(open.count)
      if open.count == 1, index > text.startIndex, !Ascii.isBlank(text[index - 1]) { continue }
      var from = inner
      while let end = from.firstIndex(of: close) {
        let after = end + close.count
        if close.count > 1 || after == text.endIndex || !Ascii.isLetter(text[after]) {
          return end > inner.startIndex ? (text[inner.startIndex..<end], after) : nil
        }
        from = text[after...]
      }
    }
    return nil
  }

  private static let quotes: [([UInt8], [UInt8])] = [
    ("\"", "\""), ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("「", "」"),
    ("『", "』"), ("‘", "’"), ("'", "'"),
  ]
  .map { (Array($0.0.utf8), Array($0.1.utf8)) }
}

extension Bytes {
  /// Whether `other` stands at the start, byte for byte.
  fileprivate func starts(with other: [UInt8]) -> Bool {
    count >= other.count && self[..<(startIndex + other.count)].elementsEqual(other)
  }
}
