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
    // What was looked through once, and told nothing, tells nothing now.
    if status != nil || self.text != verbatim { takeStatus() }
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
      if CleanSummary.modes.contains(bracket) || languages.contains(bracket) {
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
      dropLeadingMode()
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

  /// `(online) Title`, `(EN) Title` say how, not what.
  private mutating func dropLeadingMode() {
    guard text.first == Ascii.openParen, let close = text.firstIndex(of: Ascii.closeParen),
      close + 2 < text.endIndex, text[close + 1] == Ascii.space, close - text.startIndex <= 40,
      case let inside = text[(text.startIndex + 1)..<close],
      CleanSummary.isMode(inside) || CleanSummary.languages.contains(inside)
    else { return }
    text = text[(close + 1)...].trimmed.withoutLeadingDash
  }

  /// `[LIVE]`, `(online)` at the end says how, not what.
  private mutating func dropTrailingBracket() {
    if text.last == Ascii.closeBracket, let open = text.lastIndex(of: Ascii.openBracket),
      open > text.startIndex, case let inside = text[(open + 1)...].dropLast(),
      CleanSummary.modes.contains(inside) || CleanSummary.languages.contains(inside)
    {
      text = text[..<open].trimmedEnd
    } else if let (outside, inside) = text.trailingBracket,
      CleanSummary.isMode(inside) || CleanSummary.languages.contains(inside)
    {
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

  private static let languages = WordSet(
    lines: """
      en
      eng
      english
      in english
      de
      ger
      deutsch
      auf deutsch
      auf englisch
      fr
      en français
      en anglais
      pl
      po polsku
      cz
      sk
      """)

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
  var withoutLeadingPicture: Bytes {
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
