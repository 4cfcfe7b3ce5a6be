import CivilTime

/// The moment a snapshot of a feed was taken, as its file name states it.
enum SnapshotDate {
  /// UTC seconds since 1970 of the first `YYYYMMDD` or `YYYY-MM-DD` in `name`, with a time of day
  /// where `HHMM` or `HHMMSS` follows after `T`, `-` or `_`; `nil` where the name states none.
  static func of(_ name: [UInt8]) -> Int64? {
    var index = 0
    while index < name.count {
      guard isDigit(name[index]) else {
        index += 1
        continue
      }
      if let moment = moment(name[index...]) { return moment }
      while index < name.count, isDigit(name[index]) { index += 1 }
    }
    return nil
  }

  private static func moment(_ text: ArraySlice<UInt8>) -> Int64? {
    var rest = text
    guard let year = number(&rest, 4) else { return nil }
    let dash = UInt8(ascii: "-")
    let isDashed = rest.first == dash
    if isDashed { rest = rest.dropFirst() }
    guard let month = number(&rest, 2) else { return nil }
    if isDashed {
      guard rest.first == dash else { return nil }
      rest = rest.dropFirst()
    }
    guard let day = number(&rest, 2), let date = CivilDate(year: year, month: month, day: day),
      (1970...2200).contains(year)
    else { return nil }
    let midnight = Int64(date.daysSinceEpoch) * 86_400
    guard let mark = rest.first, "T-_".utf8.contains(mark) else { return midnight }
    rest = rest.dropFirst()
    let digits = rest.prefix { isDigit($0) }.count
    guard digits == 4 || digits == 6, let hour = number(&rest, 2), let minute = number(&rest, 2),
      hour < 24, minute < 60
    else { return midnight }
    let second = number(&rest, 2) ?? 0
    return midnight + Int64(hour * 3600 + minute * 60 + min(second, 59))
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ digits: Int) -> Int? {
    let part = rest.prefix(digits)
    guard part.count == digits, part.allSatisfy(isDigit) else { return nil }
    rest = rest.dropFirst(digits)
    return part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
