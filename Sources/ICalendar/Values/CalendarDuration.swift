/// A DURATION value (RFC 5545 §3.3.6): nominal days and exact seconds, both signed.
///
/// `-P1DT2H` is `days` −1 and `seconds` −7200. Weeks count as seven days each. Forgiven, with a
/// diagnostic: small letters, weeks beside days, a missing `T` before hours, seconds with a fraction,
/// parts out of order, `P` or `PT` alone (zero).
public struct CalendarDuration: Sendable, Hashable {
  /// Days of the calendar, which need not be 24 hours long; negative where the duration is.
  public let days: Int
  /// Exact seconds beside the days; negative where the duration is.
  public let seconds: Int64

  /// Makes a duration of parts that do not contradict in sign.
  public init(days: Int = 0, seconds: Int64 = 0) {
    self.days = days
    self.seconds = seconds
  }

  /// Whether it goes back in time.
  public var isNegative: Bool { days < 0 || seconds < 0 }

  /// Reads `text` as a property value is read, with the same forgiveness.
  public static func parse(_ text: String) -> CalendarDuration? {
    let bytes = Array(text.utf8)
    return parse(bytes.span, from: 0, to: bytes.count)?.value
  }

  /// Reads `bytes[start..<end]`; says whether a deviation was forgiven.
  static func parse(
    _ bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> (value: CalendarDuration, isForgiven: Bool)? {
    var parser = DurationParser(position: start, end: end)
    guard let value = parser.parse(bytes) else { return nil }
    return (value, parser.isForgiven)
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// The value as RFC 5545 writes it, `P1DT2H`.
  public var description: String {
    var text = isNegative ? "-P" : "P"
    if days != 0 { text += "\(days.magnitude)D" }
    let total = seconds.magnitude
    if total != 0 || days == 0 {
      text += "T"
      if total / 3600 != 0 { text += "\(total / 3600)H" }
      if total / 60 % 60 != 0 { text += "\(total / 60 % 60)M" }
      if total % 60 != 0 || total == 0 { text += "\(total % 60)S" }
    }
    return text
  }
}

/// Reads one DURATION.
///
/// Numbers beyond the range below make the value unreadable, never a trap.
private struct DurationParser {
  /// Longest part, in its own unit: 400 years of days or of seconds and anything between.
  private static let maximumDays: Int64 = 146_097
  private static let maximumSeconds: Int64 = 146_097 * 86_400

  var position: Int
  var end: Int
  var isForgiven = false

  init(position: Int, end: Int) {
    self.position = position
    self.end = end
  }

  mutating func parse(_ bytes: Span<UInt8>) -> CalendarDuration? {
    trim(bytes)
    guard position < end else { return nil }
    let isNegative = bytes[position] == 0x2D
    if isNegative || bytes[position] == 0x2B { position += 1 }
    guard position < end, asciiUppercased(bytes[position]) == 0x50 else { return nil }
    if bytes[position] == 0x70 { isForgiven = true }
    position += 1
    if position == end { isForgiven = true }
    var days: Int64 = 0
    var seconds: Int64 = 0
    var isTime = false
    while position < end {
      if asciiUppercased(bytes[position]) == 0x54 {
        if isTime || bytes[position] == 0x74 { isForgiven = true }
        isTime = true
        position += 1
        if position == end { isForgiven = true }
        continue
      }
      guard let number = number(bytes), position < end else { return nil }
      let unit = asciiUppercased(bytes[position])
      if unit != bytes[position] { isForgiven = true }
      position += 1
      switch unit {
      case 0x57:  // W
        if days != 0 || isTime { isForgiven = true }
        guard add(number, times: 7, to: &days, limit: Self.maximumDays) else { return nil }
      case 0x44:  // D
        if days != 0 || isTime { isForgiven = true }
        guard add(number, times: 1, to: &days, limit: Self.maximumDays) else { return nil }
      case 0x48:  // H
        if !isTime { isForgiven = true }
        isTime = true
        guard add(number, times: 3600, to: &seconds, limit: Self.maximumSeconds)
        else { return nil }
      case 0x4D:  // M: minutes after T only; before it they would be months, which RFC 5545 lacks.
        guard isTime, add(number, times: 60, to: &seconds, limit: Self.maximumSeconds)
        else { return nil }
      case 0x53:  // S
        if !isTime { isForgiven = true }
        guard add(number, times: 1, to: &seconds, limit: Self.maximumSeconds) else { return nil }
      default: return nil
      }
    }
    return CalendarDuration(
      days: isNegative ? -Int(days) : Int(days), seconds: isNegative ? -seconds : seconds)
  }

  private func add(_ number: Int64, times unit: Int64, to sum: inout Int64, limit: Int64) -> Bool {
    let (product, tooLong) = number.multipliedReportingOverflow(by: unit)
    guard !tooLong, product <= limit, sum <= limit - product else { return false }
    sum += product
    return true
  }

  /// Digits, and a fraction that is dropped.
  private mutating func number(_ bytes: Span<UInt8>) -> Int64? {
    var value: Int64 = 0
    let start = position
    while position < end, bytes[position] &- 0x30 < 10 {
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(Int64(bytes[position] &- 0x30))
      guard !overflow, !carry else { return nil }
      value = sum
      position += 1
    }
    guard position > start else { return nil }
    if position < end, bytes[position] == 0x2E || bytes[position] == 0x2C {
      isForgiven = true
      position += 1
      while position < end, bytes[position] &- 0x30 < 10 { position += 1 }
    }
    return value
  }

  private mutating func trim(_ bytes: Span<UInt8>) {
    while position < end, bytes[position] <= 0x20 {
      position += 1
      isForgiven = true
    }
    while position < end, bytes[end - 1] <= 0x20 {
      end -= 1
      isForgiven = true
    }
  }
}
