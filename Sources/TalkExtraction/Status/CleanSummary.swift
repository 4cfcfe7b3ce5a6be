internal import TalkModel

/// A summary repaired, its white space collapsed, status words and bracketed labels set apart.
struct CleanSummary {
  /// What is left.
  var text: Bytes
  /// Status said in the summary.
  var status: TalkStatus?
  /// Label in brackets at the start, `talk` of `[talk] Title`.
  var bracket: Bytes?
  /// The text with that label, for sources whose summaries are titles word for word.
  var verbatim: Bytes = []

  /// Cleans `raw`.
  init(_ raw: Bytes) {
    let features = TextFeatures(of: raw)
    var text = features.contains(.damage) ? MojibakeRepair.repair(raw) : raw
    if features.contains(.markup), HTMLText.isMarkup(text) { text = HTMLText.plain(text) }
let bare = text.collapsed
    text = bare.count + 2 <= text.count ? text.withWideGapParted.collapsed : bare
    text = text.withASCIIBrackets.withoutOrnaments
    if features.contains(.links), case let last = text.lastWord, last.hasPrefix("http"),
      last.count < text.count
    {
      text = text[..<last.startIndex].trimmedEnd.withoutTrailingDash
    }
    self.text = text.withoutAddress
    takeStatus()
    verbatim = self.text
    self.text = self.text.withoutLeadingPicture
    takeBracket()
    takeStatus()
  }

  /// Puts the label in brackets back: in this calendar it is a part of the title.
  mutating func restoreBracket() {
    guard bracket != nil else { return }
    bracket = nil
    text = verbatim
  }

  /// Keeps labels in brackets apart where they say a kind or are shared by several summaries.
  static func settleBrackets(_ summaries: inout [CleanSummary]) {
    var counts: [UInt64: Int] = [:]
    for summary in summaries {
      if let bracket = summary.bracket { counts[WordSet.hash(bracket), default: 0] += 1 }
    }
    guard !counts.isEmpty else { return }
    // Where most summaries begin so, brackets say something of each, be it shared or not.
    let bracketed = counts.values.reduce(0, +)
    let areUsual = bracketed >= 4 && 5 * bracketed >= 3 * summaries.count
    for index in summaries.indices {
      guard let bracket = summaries[index].bracket else { continue }
      // `[Online] Title` says how, not what.
      if CleanSummary.modes.contains(bracket) {
        summaries[index].bracket = nil
        continue
      }
      // `[T1] Title`: the number of a talk in its programme.
      if bracket.count <= 5, bracket.contains(where: Ascii.isDigit),
        bracket.allSatisfy({ byte in
          Ascii.isUpper(byte) || Ascii.isDigit(byte) || byte == Ascii.hyphen || byte == Ascii.hash
        })
      {
        summaries[index].bracket = nil
        continue
      }
      if areUsual, bracket.wordCount(upTo: 5) <= 4 { continue }
      let isShared = counts[WordSet.hash(bracket), default: 0] >= 3
      if !isShared, !SeriesName.endsInSeriesWord(bracket), !KindWords.isTalkLabel(bracket),
        !KindWords.isOtherLabel(bracket)
      {
        summaries[index].restoreBracket()
      }
    }
  }

  private mutating func takeBracket() {
    guard text.first == Ascii.openBracket, let close = text.firstIndex(of: Ascii.closeBracket),
      close + 1 < text.endIndex, text[close + 1] == Ascii.space, close - text.startIndex <= 90
    else {
      dropTrailingBracket()
      return
    }
    bracket = text[(text.startIndex + 1)..<close].trimmed
    text = text[(close + 1)...].trimmed.withoutLeadingDash
    // `[to be confirmed] [Harbour Seminar] Title`: the series tells most.
    if text.first == Ascii.openBracket, let end = text.firstIndex(of: Ascii.closeBracket),
      end + 1 < text.endIndex, end - text.startIndex <= 90,
      case let second = text[(text.startIndex + 1)..<end].trimmed,
      SeriesName.endsInSeriesWord(second)
    {
      bracket = second
      text = text[(end + 1)...].trimmed.withoutLeadingDash
    }
    dropTrailingBracket()
  }

  /// `[LIVE]`, `(online)` at the end says how, not what.
  private mutating func dropTrailingBracket() {
    if text.last == Ascii.closeBracket, let open = text.lastIndex(of: Ascii.openBracket),
      open > text.startIndex, CleanSummary.modes.contains(text[(open + 1)...].dropLast())
    {
      text = text[..<open].trimmedEnd
    } else if let (outside, inside) = text.trailingBracket, CleanSummary.isMode(inside) {
      text = outside
    }
  }

  private mutating func takeStatus() {
    if text.count >= 6, let (found, end) = StatusWords.prefix(of: text) {
      status = found
      text = text[end...].trimmedStart
    }
    if text.count >= 8, let (found, start) = StatusWords.suffix(of: text) {
      status = found
      text = text[..<start].trimmedEnd
    }
    if status == nil, let (found, range) = StatusWords.inBrackets(of: text) {
      status = found
      text = text[..<range.lowerBound].trimmedEnd.joined("", text[range.upperBound...])
    }
  }

  /// Whether `text` says how people take part (`Zoom video conference`), not what takes place.
  static func isMode(_ text: Bytes) -> Bool {
    if modes.contains(text) { return true }
    let words = text.words
    return (2...5).contains(words.count) && words.contains { modeWords.contains($0) }
      && words.allSatisfy { modeWords.contains($0) || modeFillers.contains($0) }
  }

  private static let modeWords = WordSet(
    "zoom teams online hybrid virtual webex livestream streamed skype jitsi youtube remote webinar")
  private static let modeFillers = WordSet(
    "video conference meeting call talk session only via on by event link format and in-person & ms microsoft"
  )

  static let modes = WordSet(
    lines: """
      live
      online
      hybrid
      in person
      in-person
      virtual
      remote
      via zoom
      zoom
      on zoom
      webinar
      online only
      online talk
      zoom only
      special time
      note unusual time
      note unusual day
      unusual time
      unusual day
      special day
      public
      open to all
      开放
      公开
      线上
      线下
      内部
      オンライン
      対面
      온라인
      대면
      en ligne
      en línea
      presencial
      präsenz
      """)
}

extension Bytes {
  /// `Title — Name` of `Title     Name`: blanks of a table before its last column, which names somebody.
  fileprivate var withWideGapParted: Bytes {
    guard let gap = lastWideGap, gap.lowerBound > startIndex, gap.upperBound < endIndex,
      case let person = PersonName(self[gap.upperBound...]), (2...4).contains(person.wordCount),
      person.likelihood >= 0.5, case let head = self[..<gap.lowerBound],
      head.withoutTrailingDash.count == head.trimmedEnd.count
    else { return self }
    return head.joined(" — ", self[gap.upperBound...])
  }

  /// The last run of three blanks or more, or of a tab.
  private var lastWideGap: Range<Int>? {
    withUnsafeBufferPointer { bytes in
      var end = bytes.count
      while end > 2 {
        guard bytes[end - 1] == Ascii.space || bytes[end - 1] == 0x09 else {
          end -= 1
          continue
        }
        var start = end - 1
        var hasTab = bytes[start] == 0x09
        while start > 0, bytes[start - 1] == Ascii.space || bytes[start - 1] == 0x09 {
          start -= 1
          hasTab = hasTab || bytes[start] == 0x09
        }
        if hasTab || end - start >= 3 {
          return start + startIndex..<end + startIndex
        }
        end = start
      }
      return nil
    }
  }

  /// Without pictures at the start (`🚀 Rust Meetup: …`), where letters follow them.
  fileprivate var withoutLeadingPicture: Bytes {
    guard first == 0xF0 || first == 0xE2, let end = firstIndex(of: Ascii.space),
      end + 2 < endIndex, self[..<end].isPicture,
      case let rest = self[(end + 1)...].trimmedStart, let head = rest.first,
      Ascii.isLetter(head) || (0xC3..<0xE2).contains(head)
    else { return self }
    return rest
  }

  /// `Name: Title` of `Name <name@harbour.example>: Title`.
  fileprivate var withoutAddress: Bytes {
    guard let open = firstIndex(of: UInt8(ascii: "<")), open > startIndex,
      let close = self[open...].firstIndex(of: Ascii.greater),
      case let address = self[(open + 1)..<close], address.contains(UInt8(ascii: "@")),
      !address.contains(where: Ascii.isBlank)
    else { return self }
    return self[..<open].trimmedEnd.joined("", self[(close + 1)...])
  }
}

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
    guard let open = text.firstIndex(where: { $0 == Ascii.openParen || $0 == Ascii.openBracket }),
      open > text.startIndex, case let inner = text[(open + 1)...],
      let close = inner.firstIndex(where: { $0 == Ascii.closeParen || $0 == Ascii.closeBracket }),
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
    guard mayTell(head), telling.contains(where: { head.contains($0) }) else { return nil }
    for phrase in descriptionPhrases where head.contains(phrase) { return .cancelled }
    if head.contains("has been postponed") || head.contains("is postponed") { return .tentative }
    if let (status, _) = prefix(of: text.trimmed) { return status }
    return nil
  }

  /// One of these is in every text that tells.
  private static let telling: [StaticString] = [
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
      first.places(of: UInt8(ascii: "p")) .& third.places(of: UInt8(ascii: "s"))
      .& fourth.places(of: UInt8(ascii: "t"))
    // C3 with the bit that makes letters small.
    let fä = first.places(of: UInt8(ascii: "f")) .& second.places(of: 0xE3)
    return canc .| abg .| annu .| entf .| post .| fä
  }

  private static let descriptionPhrases: [StaticString] = [
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
