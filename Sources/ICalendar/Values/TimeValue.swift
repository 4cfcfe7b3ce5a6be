public import CivilTime

/// A DATE or DATE-TIME value (RFC 5545 §3.3.4, §3.3.5) as written, before any zone is applied.
///
/// `20250509` is a date, `20250509T120000` floating, `20250509T110000Z` in UTC, and with a `TZID`
/// parameter zoned. Forgiven, each with a diagnostic:
///
/// - missing seconds (`20250509T1200`) and missing minutes (`20250509T12`);
/// - ISO 8601 punctuation and a blank for the `T` (`2025-05-09 12:00:00`), fractions of a second;
/// - small `t` and `z`, white space around the value, a `TZID=…:` that slipped into the value;
/// - an offset (`20250509T120000+0100`), which gives UTC;
/// - second 60 (a leap second, read as 59) and hour 24 (midnight of the next day);
/// - `VALUE=DATE` with a time: midnight is a date, any other time stays a time; and the reverse.
public enum TimeValue: Sendable, Hashable {
  /// A day.
  case date(CivilDate)
  /// A wall-clock time that belongs to no zone.
  case floating(CivilDateTime)
  /// A time in UTC.
  case utc(CivilDateTime)
  /// A wall-clock time in the zone that a `TZID` names.
  case zoned(CivilDateTime, zoneID: String)

  /// The day.
  public var day: CivilDate {
    switch self {
    case .date(let date): date
    case .floating(let time), .utc(let time), .zoned(let time, _): time.date
    }
  }

  /// The wall-clock time as written; midnight for a date.
  public var wallClock: CivilDateTime? {
    switch self {
    case .date(let date): CivilDateTime(date: date)
    case .floating(let time), .utc(let time), .zoned(let time, _): time
    }
  }

  /// Whether this is a day without time.
  public var isDate: Bool {
    if case .date = self { true } else { false }
  }

  /// Reads `text` as a property value is read, with the same forgiveness.
  public static func parse(_ text: String, zoneID: String? = nil) -> TimeValue? {
    let bytes = Array(text.utf8)
    return TimeParser.parse(bytes.span, from: 0, to: bytes.count, zoneID: zoneID)?.value
  }
}

/// Reads one DATE or DATE-TIME.
struct TimeParser {
  private var position: Int
  private var end: Int
  private var isForgiven = false

  private init(from start: Int, to end: Int) {
    position = start
    self.end = end
  }

  /// Whether `bytes[start..<end]` is plainly a date or date-time as RFC 5545 writes it, with a day that
  /// every month has; cheaper than reading it.
  static func isPlain(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    plainDigits(bytes, from: start, to: end) != nil
  }

  /// The number that eight digits write, the first one lowest; `nil` for other bytes.
  @inline(__always)
  private static func number(of digits: UInt64) -> UInt32? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones &* 0xF0
    // Adding 6 carries into the upper half of bytes above 9.
    guard digits & high == ones &* 0x30, (digits &+ ones &* 6) & high == ones &* 0x30
    else { return nil }
    // Pairs of digits, then of pairs, then of these: the lower ones times a power of ten.
    let pairs = ((digits & ~high) &* (10 << 8 + 1)) >> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* (100 << 16 + 1)) >> 16 & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: (fours &* (10_000 << 32 + 1)) >> 32)
  }

  /// The digits of such a value as two numbers, the second one −1 for a date.
  @inline(__always)
  private static func plainDigits(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> (day: Int, time: Int)? {
    let length = end &- start
    guard length == 8 || length == 15 || (length == 16 && bytes[end &- 1] == 0x5A)
    else { return nil }
    guard let day = number(of: bytes.word(at: start)) else { return nil }
    let month = day / 100 % 100
    guard day >= 1_0000, month &- 1 < 12, day % 100 &- 1 < 28 else { return nil }
    if length == 8 { return (Int(day), -1) }
    // The last digit of the day, the T, and the six digits of the time, before which zeros are put.
    let word = bytes.word(at: start &+ 7)
    guard word >> 8 & 0xFF == 0x54, let time = number(of: word & ~0xFFFF | 0x3030)
    else { return nil }
    guard time < 24_0000, time / 100 % 100 < 60, time % 100 < 60 else { return nil }
    return (Int(day), Int(time))
  }

  /// The value of `bytes[start..<end]`, and whether a deviation was forgiven; `nil` where nothing can
  /// be made of it.
  static func parse(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, zoneID: String? = nil,
    isDate: Bool = false
  ) -> (value: TimeValue, isForgiven: Bool)? {
    if !isDate, let plain = plainDigits(bytes, from: start, to: end) {
      return plainValue(plain.day, plain.time, isUTC: end &- start == 16, zoneID: zoneID)
        .map { ($0, false) }
    }
    var parser = TimeParser(from: start, to: end)
    return parser.value(bytes, zoneID: zoneID, isDate: isDate)
  }

  /// The value alone.
  static func value(
    of bytes: Span<UInt8>, from start: Int, to end: Int, zoneID: String?, isDate: Bool
  ) -> TimeValue? {
    if !isDate, let plain = plainDigits(bytes, from: start, to: end) {
      return plainValue(plain.day, plain.time, isUTC: end &- start == 16, zoneID: zoneID)
    }
    var parser = TimeParser(from: start, to: end)
    return parser.value(bytes, zoneID: zoneID, isDate: isDate)?.value
  }

  /// The value of a day written YYYYMMDD and a time written HHMMSS, −1 for none.
  private static func plainValue(
    _ day: Int, _ time: Int, isUTC: Bool, zoneID: String?
  ) -> TimeValue? {
    guard let date = CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
    else { return nil }
    if time < 0 { return .date(date) }
    guard
      let local = CivilDateTime(
        date: date, hour: time / 10_000, minute: time / 100 % 100, second: time % 100)
    else { return nil }
    if isUTC { return .utc(local) }
    if let zoneID, !zoneID.isEmpty { return .zoned(local, zoneID: zoneID) }
    return .floating(local)
  }

  private mutating func value(
    _ bytes: Span<UInt8>, zoneID: String?, isDate: Bool
  ) -> (value: TimeValue, isForgiven: Bool)? {
    trim(bytes)
    var zoneID = zoneID
    if let inValue = zoneInValue(bytes) {
      zoneID = zoneID ?? inValue
      isForgiven = true
    }
    guard let year = digits(bytes, 4) else { return nil }
    skipSeparator(bytes, 0x2D)
    guard let month = digits(bytes, 2) else { return nil }
    skipSeparator(bytes, 0x2D)
    guard let day = digits(bytes, 2), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    if position == end { return (.date(date), isForgiven) }
    guard let time = timeOfDay(bytes, on: date), position == end else { return nil }
    if isDate {
      isForgiven = true
      if time.local == CivilDateTime(date: date) { return (.date(date), true) }
    }
    if time.isUTC { return (.utc(time.local), isForgiven) }
    if let zoneID, !zoneID.isEmpty { return (.zoned(time.local, zoneID: zoneID), isForgiven) }
    return (.floating(time.local), isForgiven)
  }

  private mutating func timeOfDay(_ bytes: Span<UInt8>, on date: CivilDate) -> (
    local: CivilDateTime, isUTC: Bool
  )? {
    switch bytes[position] {
    case 0x54: position += 1
    case 0x74, 0x20:
      isForgiven = true
      while position < end, bytes[position] == 0x74 || bytes[position] == 0x20 { position += 1 }
    default: return nil
    }
    guard var hour = digits(bytes, 2) else { return nil }
    var day = date
    skipSeparator(bytes, 0x3A)
    var minute = 0
    var second = 0
    if let written = digits(bytes, 2) {
      minute = written
      skipSeparator(bytes, 0x3A)
      if let written = digits(bytes, 2) {
        second = written
        skipFraction(bytes)
      } else {
        isForgiven = true
      }
    } else {
      isForgiven = true
    }
    if second == 60 {
      second = 59
      isForgiven = true
    }
    if hour == 24, minute == 0, second == 0, let next = date.adding(days: 1) {
      hour = 0
      day = next
      isForgiven = true
    }
    guard let local = CivilDateTime(date: day, hour: hour, minute: minute, second: second)
    else { return nil }
    guard position < end else { return (local, false) }
    while position < end, bytes[position] == 0x20 { position += 1 }
    guard position < end else { return (local, false) }
    switch bytes[position] {
    case 0x5A:
      position += 1
      return (local, true)
    case 0x7A:
      position += 1
      isForgiven = true
      return (local, true)
    case 0x2B, 0x2D:
      guard let offset = offset(bytes) else { return nil }
      isForgiven = true
      return local.adding(seconds: Int64(-offset)).map { ($0, true) }
    default: return nil
    }
  }

  /// `±HH[:]MM` in seconds.
  private mutating func offset(_ bytes: Span<UInt8>) -> Int? {
    let sign = bytes[position] == 0x2D ? -1 : 1
    position += 1
    guard let hours = digits(bytes, 2), hours <= 23 else { return nil }
    skipSeparator(bytes, 0x3A)
    let minutes = digits(bytes, 2) ?? 0
    guard minutes <= 59 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func skipFraction(_ bytes: Span<UInt8>) {
    guard position + 1 < end, bytes[position] == 0x2E || bytes[position] == 0x2C else { return }
    isForgiven = true
    position += 1
    while position < end, bytes[position] &- 0x30 < 10 { position += 1 }
  }

  private mutating func skipSeparator(_ bytes: Span<UInt8>, _ byte: UInt8) {
    guard position < end, bytes[position] == byte else { return }
    // A hyphen or plus after the time is an offset, never a separator: only colons are asked for
    // there.
    position += 1
    isForgiven = true
  }

  /// Exactly `count` digits, or `nil` and nothing read.
  private mutating func digits(_ bytes: Span<UInt8>, _ count: Int) -> Int? {
    guard position + count <= end else { return nil }
    var value = 0
    for i in position..<position + count {
      let digit = bytes[i] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  /// `TZID=Zone:` before the value, with or without a semicolon.
  private mutating func zoneInValue(_ bytes: Span<UInt8>) -> String? {
    guard end - position > 5, bytes[position] == 0x54 || bytes[position] == 0x3B else { return nil }
    var start = position
    if bytes[start] == 0x3B { start += 1 }
    for byte in "TZID=".utf8 {
      guard start < end, bytes[start] == byte else { return nil }
      start += 1
    }
    let colon = bytes.offset(of: 0x3A, from: start, to: end)
    guard colon < end else { return nil }
    position = colon + 1
    return bytes.string(from: start, to: colon)
  }

  private mutating func trim(_ bytes: Span<UInt8>) {
    while position < end, isBlank(bytes[position]) {
      position += 1
      isForgiven = true
    }
    while position < end, isBlank(bytes[end - 1]) {
      end -= 1
      isForgiven = true
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
