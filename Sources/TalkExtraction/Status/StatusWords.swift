internal import TalkModel

/// Words that say that an event does not take place or is moved.
enum StatusWords {
  private static let cancelled: [StaticString] = [
    "cancelled", "canceled", "cancellation", "abgesagt", "entfällt", "fällt aus", "annulé",
    "avlyst", "aflyses", "aflyst", "inställd", "peruutettu", "iptal", "odwołany", "odwołano",
    "elmarad",
    "annulée", "cancelado", "cancelada", "suspendido", "annullato", "annullata", "geannuleerd",
    "inställt", "innstilt", "aflyst", "odwołane", "zrušeno", "отменено", "peruttu",
    "已取消", "取消", "中止", "취소",
  ]
  private static let postponed: [StaticString] = [
    "postponed", "verschoben", "reporté", "reportée", "aplazado", "pospuesto", "rinviato",
    "rinviata", "uitgesteld", "rescheduled", "moved", "延期", "연기",
  ]

  /// First and last words of all of them.
  private static let known = WordSet(
    """
    cancelled canceled cancellation abgesagt entfällt fällt aus annulé annulée cancelado cancelada \
    suspendido annullato annullata geannuleerd inställt innstilt aflyst odwołane zrušeno отменено \
    peruttu postponed verschoben reporté reportée aplazado pospuesto rinviato rinviata uitgesteld \
    rescheduled moved avlyst aflyses inställd peruutettu iptal odwołany odwołano elmarad 已取消 取消 中止 취소 延期 연기
    """)

  /// Status words at the start with what joins them (`CANCELLED: `, `[Cancelled] `, `(abgesagt) `).
  static func prefix(of text: Bytes) -> (TalkStatus, Int)? {
    var start = text.startIndex
    var close: UInt8?
    while start < text.endIndex, text[start] == Ascii.star || text[start] == UInt8(ascii: "!") {
      start += 1
    }
    let stars = start
    while start > text.startIndex, start < text.endIndex, text[start] == Ascii.space { start += 1 }
    if start < text.endIndex, text[start] == Ascii.openBracket || text[start] == Ascii.openParen {
      close = text[start] == Ascii.openBracket ? Ascii.closeBracket : Ascii.closeParen
      start += 1
    }
    var wordEnd = start
    while wordEnd < text.endIndex, Ascii.isLetter(text[wordEnd]) || text[wordEnd] >= 0x80 {
      wordEnd += 1
    }
    guard known.contains(text[start..<wordEnd]) else { return nil }
    for (words, status) in [(cancelled, TalkStatus.cancelled), (postponed, .tentative)] {
      for word in words where text.matches(word, at: start) {
        var end = start + word.utf8CodeUnitCount
        if let close {
          guard let at = text[end...].firstIndex(of: close), at - end <= 24 else { continue }
          end = at + 1
          while end < text.endIndex, isJoint(text[end]) { end += 1 }
          return (status, end)
        }
        let afterWord = end
        while end < text.endIndex, isJoint(text[end]) { end += 1 }
        if end == text.endIndex { return afterWord == end ? (status, end) : (status, end) }
        // `CANCELLED Foo` in capitals; `Cancelled: foo`; but `Cancelled flights in Europe` is a title.
        let joint = text[afterWord..<end]
        let hasSign = joint.contains { $0 != Ascii.space }
        let shouts = text[start..<afterWord].allSatisfy { !Ascii.isLower($0) }
        if hasSign || shouts && !joint.isEmpty || stars > text.startIndex {
          return (status, text[end...].withoutLeadingDash.startIndex)
        }
        if text[afterWord...].hasPrefix(" – ") { return (status, afterWord + 5) }
      }
    }
    return nil
  }

  /// A status word in brackets before a separator (`Harbour Seminar (cancelled): Name`).
  static func inBrackets(of text: Bytes) -> (TalkStatus, Range<Int>)? {
    guard let open = text.firstIndex(of: Ascii.openParen, or: Ascii.openBracket),
      open > text.startIndex, case let inner = text[(open + 1)...],
      let close = inner.firstIndex(of: Ascii.closeParen, or: Ascii.closeBracket),
      (5...24).contains(close - inner.startIndex), close + 1 < text.endIndex,
      case let word = inner[..<close].trimmed, known.contains(word),
      text[close + 1] == Ascii.colon || text[close + 1] == Ascii.space
    else { return nil }
    for (words, status) in [(cancelled, TalkStatus.cancelled), (postponed, .tentative)]
    where words.contains(where: { word.count == $0.utf8CodeUnitCount && word.hasPrefix($0) }) {
      return (status, open..<(close + 1))
    }
    return nil
  }

  /// Status words at the end (`Title [POSTPONED]`, `Title - CANCELLED`).
  static func suffix(of text: Bytes) -> (TalkStatus, Int)? {
    var end = text.endIndex
    var open: UInt8?
    while end > text.startIndex, text[end - 1] == Ascii.star || text[end - 1] == UInt8(ascii: "!") {
      end -= 1
    }
    if end > text.startIndex,
      text[end - 1] == Ascii.closeBracket || text[end - 1] == Ascii.closeParen
    {
      open = text[end - 1] == Ascii.closeBracket ? Ascii.openBracket : Ascii.openParen
      end -= 1
    }
    var wordStart = end
    while wordStart > text.startIndex,
      Ascii.isLetter(text[wordStart - 1]) || text[wordStart - 1] >= 0x80
    {
      wordStart -= 1
    }
    guard known.contains(text[wordStart..<end]) else { return nil }
    for (words, status) in [(cancelled, TalkStatus.cancelled), (postponed, .tentative)] {
      for word in words where text[..<end].hasSuffix(word) {
        var start = end - word.utf8CodeUnitCount
        if let open {
          guard start > text.startIndex, text[start - 1] == open else { continue }
          return (status, start - 1)
        }
        let wordStart = start
        while start > text.startIndex {
          let bare = text[..<start].withoutTrailingDash
          if bare.count < start - text.startIndex {
            start = bare.endIndex
          } else if isJoint(text[start - 1]) {
            start -= 1
          } else {
            break
          }
        }
        guard start > text.startIndex,
          text[start..<wordStart].contains(where: { $0 != Ascii.space })
            || text[wordStart..<end].allSatisfy({ !Ascii.isLower($0) }) && start < wordStart
            || KindLabel.isLabel(text[..<start]) || SeriesName.endsInSeriesWord(text[..<start])
        else { continue }
        return (status, start)
      }
    }
    return nil
  }

  /// Status said at the start of a description (`This talk has been cancelled`).
  static func status(inDescription text: Bytes) -> TalkStatus? {
    let head = text.prefix(160)
    guard mayTell(head), telling.occurs(in: head) else { return nil }
    if descriptionPhrases.occurs(in: head) { return .cancelled }
    if head.contains("has been postponed") || head.contains("is postponed") { return .tentative }
    if let (status, _) = prefix(of: text.trimmed) { return status }
    return nil
  }

  /// One of these is in every text that tells.
  private static let telling: PhraseList = [
    "cancel", "abgesagt", "annul", "entf", "fällt aus", "postponed",
  ]

  /// Whether one of them may stand in `text`.
  private static func mayTell(_ text: Bytes) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      guard bytes.count >= 19 else { return true }
      var offset = 0
      while true {
        if ByteBlock.isAny(signs(at: base + offset)) { return true }
        if offset + 19 == bytes.count { return false }
        offset = min(offset + 16, bytes.count - 19)
      }
    }
  }

  /// Where in sixteen bytes `canc`, `abg`, `annu`, `entf`, `fä` or `post` stands.
  @inline(__always)
  private static func signs(at address: UnsafePointer<UInt8>) -> ByteBlock.Places {
    let first = ByteBlock(at: address).lowered
    let second = ByteBlock(at: address + 1).lowered
    let third = ByteBlock(at: address + 2).lowered
    let fourth = ByteBlock(at: address + 3).lowered
    let startsA = first.places(of: UInt8(ascii: "a"))
    let secondIsN = second.places(of: UInt8(ascii: "n"))
    let canc =
      first.places(of: UInt8(ascii: "c")) .& second.places(of: UInt8(ascii: "a"))
      .& fourth.places(of: UInt8(ascii: "c"))
    let abg =
      startsA .& second.places(of: UInt8(ascii: "b")) .& third.places(of: UInt8(ascii: "g"))
    let annu =
      startsA .& secondIsN .& third.places(of: UInt8(ascii: "n"))
      .& fourth.places(of: UInt8(ascii: "u"))
    let entf =
      first.places(of: UInt8(ascii: "e")) .& secondIsN .& fourth.places(of: UInt8(ascii: "f"))
    let post =
      first.places(of: UInt8(ascii: "p")) .& second.places(of: UInt8(ascii: "o"))
      .& third.places(of: UInt8(ascii: "s")) .& fourth.places(of: UInt8(ascii: "t"))
    // C3 with the bit that makes letters small.
    let fä = first.places(of: UInt8(ascii: "f")) .& second.places(of: 0xE3)
    return canc .| abg .| annu .| entf .| post .| fä
  }

  private static let descriptionPhrases: PhraseList = [
    "talk has been cancel", "talk has been canceled", "seminar has been cancel", "talk is cancel",
    "seminar is cancel", "event has been cancel", "event is cancel", "lecture has been cancel",
    "has been cancelled", "has been canceled", "is cancelled", "is canceled", "was cancelled",
    "wurde abgesagt", "ist abgesagt", "fällt aus", "muss leider entfallen", "entfällt leider",
    "est annulé", "ha sido cancelad", "è annullat", "è stato annullato",
  ]

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == Ascii.space || byte == Ascii.colon || byte == Ascii.hyphen || byte == Ascii.star
      || byte == UInt8(ascii: "!") || byte == Ascii.dot || byte == Ascii.comma || byte == Ascii.pipe
  }
}
