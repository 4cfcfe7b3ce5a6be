/// One content line of a component: a cheap view; text is made only when it is asked for.
public struct Property: Sendable {
  let storage: DocumentStorage
  let index: Int

  var record: PropertyRecord { storage.properties[index] }

  /// The name in capital letters, `SUMMARY`.
  public var name: String {
    let record = record
    return PropertyName(storage.string(from: record.nameStart, to: record.nameEnd)).text
  }

  /// Whether its name begins with `X-`.
  package var isExtension: Bool {
    let start = Int(record.nameStart)
    return storage.withText { text in
      start + 1 < text.count && text[start + 1] == 0x2D && asciiUppercased(text[start]) == 0x58
    }
  }

  /// Line of the file on which it begins, from 1.
  public var line: Int { Int(record.line) }

  /// Whether it has this name, in any case of letters.
  public func isNamed(_ name: PropertyName) -> Bool { storage.isProperty(index, named: name) }

  /// The value as it stands in the file, unfolded, still escaped.
  public var rawValue: String {
    let record = record
    return storage.string(from: record.valueStart, to: record.valueEnd)
  }

  /// The value as text: RFC 5545 escapes resolved, and quoted-printable (vCalendar 1.0) decoded.
  ///
  /// `\n` and `\N` are line feeds, `\,` `\;` `\\` and, forgiven, `\:` and `\"` the second character;
  /// any other backslash stays. A lone carriage return becomes a line feed.
  public var text: String {
    let record = record
    if record.flags.contains(.quotedPrintable) || storage.hasLoneCR {
      return decodedText(record).string
    }
    return storage.withText { text in
      let start = Int(record.valueStart)
      let end = Int(record.valueEnd)
      let backslash = text.offset(of: 0x5C, from: start, to: end)
      if backslash == end { return text.validString(from: start, to: end) }
      return TextValue.unescapedString(text, from: start, to: end)
    }
  }

  /// The value split at its unescaped commas, each part as ``text``.
  ///
  /// In vCalendar 1.0 semicolons split too. At most ``ReadingLimits/values`` parts; an empty value gives no part; empty parts between commas are kept.
  public var textList: [String] {
    let raw = listBytes
    guard !raw.isEmpty else { return [] }
    var parts: [String] = []
    var start = 0
    while parts.count < storage.limits.values {
      let end = TextValue.endOfListItem(raw.span, from: start, semicolons: storage.isVersion1)
      let part = TextValue.unescaped(raw.span, from: start, to: end, mapCR: storage.hasLoneCR)
      parts.append(part.string)
      if end >= raw.count { break }
      start = end + 1
    }
    return parts
  }

  /// Whether ``textList`` surely is ``text`` alone: the value is not empty, and nothing in it could
  /// part a list.
  package var isOneItem: Bool {
    let record = record
    if storage.hasLoneCR || record.flags.contains(.quotedPrintable) { return false }
    return storage.withText { text in
      let start = Int(record.valueStart)
      let end = Int(record.valueEnd)
      return start < end && text.offset(of: 0x2C, from: start, to: end) == end
        && !(storage.isVersion1 && text.offset(of: 0x3B, from: start, to: end) < end)
    }
  }

  /// Calls `body` with the bytes of ``text``, without making a `String`.
  public func withTextUTF8<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
    let record = record
    if isPlain(record) {
      return try withRawUTF8(body)
    }
    if storage.hasLoneCR || record.flags.contains(.quotedPrintable) {
      let decoded = decodedText(record)
      return try body(decoded.span)
    }
    return try storage.withText { text in
      try TextValue.withUnescaped(
        text, from: Int(record.valueStart), to: Int(record.valueEnd), body)
    }
  }

  /// Writes the bytes of ``text`` to memory, which `room` gives for at most so many bytes as it is
  /// asked for, once; returns how many bytes there are.
  ///
  /// No byte is written beyond what was asked for, nor read before it was written.
  package func writeText(to room: (Int) -> UnsafeMutableBufferPointer<UInt8>) -> Int {
    let record = record
    if storage.hasLoneCR || record.flags.contains(.quotedPrintable) {
      let decoded = decodedText(record)
      return unsafe ByteSink.fill(room(decoded.count)) {
        $0.append(decoded.span, from: 0, to: decoded.count)
      }
    }
    return storage.withText { text in
      let start = Int(record.valueStart)
      let end = Int(record.valueEnd)
      return unsafe ByteSink.fill(room(end - start)) {
        TextValue.unescape(text, from: start, to: end, into: &$0)
      }
    }
  }

  /// Calls `body` with the bytes of ``rawValue``, without making a `String`.
  public func withRawUTF8<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
    let record = record
    return try storage.withText { text in
      try body(text.extracting(Int(record.valueStart)..<Int(record.valueEnd)))
    }
  }

  /// The value as a date or date-time, or `nil` where it is none even with good will.
  ///
  /// See ``TimeValue`` for the deviations that are forgiven.
  public var timeValue: TimeValue? { timeValue(timeParameters) }

  /// What parameters say of a time.
  struct TimeParameters {
    /// The value of `TZID`.
    var zone: String?
    /// Whether the value is said to be a date.
    var isDate: Bool
  }

  /// What the parameters say of the time that is the value.
  var timeParameters: TimeParameters {
    if let zone = storage.onlyZone(of: record) { return TimeParameters(zone: zone, isDate: false) }
    return TimeParameters(zone: parameter("TZID"), isDate: isDeclaredDate)
  }

  /// The same, where `known` is what those of `other` say: most ends are stated as their starts are.
  func timeParameters(beside other: Property, _ known: TimeParameters) -> TimeParameters {
    storage === other.storage && storage.haveSameParameters(record, other.record)
      ? known : timeParameters
  }

  /// ``timeValue`` by parameters that were read.
  func timeValue(_ parameters: TimeParameters) -> TimeValue? {
    let record = record
    return storage.withText { text in
      TimeParser.value(
        of: text, from: Int(record.valueStart), to: Int(record.valueEnd), zoneID: parameters.zone,
        isDate: parameters.isDate)
    }
  }

  /// The values of a list of dates or date-times (`RDATE`, `EXDATE`).
  ///
  /// Periods give their start, and what cannot be understood is left out. At most ``ReadingLimits/values``.
  public var timeValues: [TimeValue] {
    let record = record
    let zone = parameter("TZID")
    let isDate = isDeclaredDate
    let end = Int(record.valueEnd)
    return storage.withText { text in
      var values: [TimeValue] = []
      var start = Int(record.valueStart)
      var parts = 0
      while start < end, parts < storage.limits.values {
        // In vCalendar 1.0 semicolons part the times; in no time one stands.
        let comma = min(
          text.offset(of: 0x2C, from: start, to: end),
          text.offset(of: 0x3B, from: start, to: end))
        let slash = text.offset(of: 0x2F, from: start, to: comma)
        let time = TimeParser.parse(text, from: start, to: slash, zoneID: zone, isDate: isDate)
        if let time { values.append(time.value) }
        start = comma + 1
        parts += 1
      }
      return values
    }
  }

  /// The value as a duration, or `nil` where it is none even with good will.
  public var durationValue: CalendarDuration? {
    let record = record
    return storage.withText { text in
      CalendarDuration.parse(text, from: Int(record.valueStart), to: Int(record.valueEnd))?.value
    }
  }

  // MARK: -

  /// Whether raw value and text are the same bytes.
  @inline(__always)
  private func isPlain(_ record: PropertyRecord) -> Bool {
    if storage.hasLoneCR || record.flags.contains(.quotedPrintable) { return false }
    return storage.withText { text in
      let end = Int(record.valueEnd)
      return text.offset(of: 0x5C, from: Int(record.valueStart), to: end) == end
    }
  }

  private func decodedText(_ record: PropertyRecord) -> [UInt8] {
    if record.flags.contains(.quotedPrintable) {
      let bytes = quotedPrintable(record)
      return TextValue.unescaped(bytes.span, from: 0, to: bytes.count, mapCR: true)
    }
    return storage.withText { text in
      TextValue.unescaped(
        text, from: Int(record.valueStart), to: Int(record.valueEnd), mapCR: storage.hasLoneCR)
    }
  }

  /// The bytes a list is split in: raw, but for quoted-printable.
  private var listBytes: [UInt8] {
    let record = record
    if record.flags.contains(.quotedPrintable) { return quotedPrintable(record) }
    return Array(storage.text[Int(record.valueStart)..<Int(record.valueEnd)])
  }

  private func quotedPrintable(_ record: PropertyRecord) -> [UInt8] {
    let charset = parameter("CHARSET")
    return storage.withText { text in
      TextValue.quotedPrintableDecoded(
        text, from: Int(record.valueStart), to: Int(record.valueEnd), charset: charset)
    }
  }

  private var isDeclaredDate: Bool {
    guard record.flags.contains(.hasParameters), let value = parameter("VALUE") else {
      return false
    }
    return PropertyName(value) == "DATE"
  }
}

extension DocumentStorage {
  /// Whether the same bytes stand between name and value of both.
  fileprivate func haveSameParameters(_ a: PropertyRecord, _ b: PropertyRecord) -> Bool {
    let start = Int(a.nameEnd)
    let count = Int(a.valueStart) - start
    let other = Int(b.nameEnd)
    guard count == Int(b.valueStart) - other else { return false }
    return withText { text in
      var same = 0
      while same + 8 <= count, text.word(at: start + same) == text.word(at: other + same) {
        same += 8
      }
      while same < count, text[start + same] == text[other + same] { same += 1 }
      return same == count
    }
  }

  /// The value of a `TZID` that is the only parameter of `record` and needs no unquoting, as it is
  /// beside nearly all times in a zone; `nil` for all else.
  fileprivate func onlyZone(of record: PropertyRecord) -> String? {
    let start = Int(record.nameEnd)
    let end = Int(record.valueStart) - 1
    return withText { text in
      guard record.flags.contains(.hasParameters), end - start > 6,
        text[start] == 0x3B, text[start + 1] == 0x54, text[start + 2] == 0x5A,
        text[start + 3] == 0x49, text[start + 4] == 0x44, text[start + 5] == 0x3D
      else { return nil }
      for i in start + 6..<end {
        switch text[i] {
        case 0x22, 0x2C, 0x3B, 0x5E: return nil
        default: break
        }
      }
      return text.validString(from: start + 6, to: end)
    }
  }
}
