import CivilTime
import ICalendar

/// A moment as typed after `--now`.
enum Moment {
  /// What is accepted, for messages.
  static let forms = "2025-05-09, 2025-05-09T12:00, 2025-05-09T12:00:00+01:00 or @1746784800"

  /// UTC seconds since 1970 of `text`, read in `zone` where it states no offset; `nil` where it is
  /// no such moment.
  static func parse(_ text: String, zone: ZoneRules) -> Int64? {
    if text.utf8.first == UInt8(ascii: "@") {
      guard let seconds = Int64(text.dropFirst()), let _ = CivilDateTime(secondsSinceEpoch: seconds)
      else { return nil }
      return seconds
    }
    var rest = Array(text.utf8)[...]
    guard let year = number(&rest, 4), skip(&rest, "-"), let month = number(&rest, 2),
      skip(&rest, "-"), let day = number(&rest, 2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    guard !rest.isEmpty else { return CivilDateTime(date: date).map(zone.utc) }
    guard skip(&rest, "T") || skip(&rest, "t") || skip(&rest, " "), let hour = number(&rest, 2),
      skip(&rest, ":"), let minute = number(&rest, 2)
    else { return nil }
    var second = 0
    if skip(&rest, ":") {
      guard let stated = number(&rest, 2) else { return nil }
      second = stated
    }
    guard let local = CivilDateTime(date: date, hour: hour, minute: minute, second: second)
    else { return nil }
    if rest.isEmpty { return zone.utc(for: local) }
    guard let offset = offset(&rest), rest.isEmpty else { return nil }
    return local.secondsSinceEpoch - offset
  }

  /// Seconds east of UTC that `rest` states as `Z` or `±HH:MM`.
  private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    if skip(&rest, "Z") || skip(&rest, "z") { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard skip(&rest, "+") || skip(&rest, "-"), let hours = number(&rest, 2), hours <= 14
    else { return nil }
    _ = skip(&rest, ":")
    guard let minutes = number(&rest, 2), minutes < 60 else { return nil }
    let seconds = Int64(hours * 3600 + minutes * 60)
    return isWest ? -seconds : seconds
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ digits: Int) -> Int? {
    let part = rest.prefix(digits)
    guard part.count == digits, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(digits)
    return part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func skip(_ rest: inout ArraySlice<UInt8>, _ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
