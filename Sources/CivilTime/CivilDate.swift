/// A day of the proleptic Gregorian calendar, without zone or time of day.
///
/// Valid years are 1...9999, the range RFC 5545 §3.3.4 can write with four digits.
public struct CivilDate: Sendable, Hashable, Comparable {
  // In four bytes, since talks hold and copy many times.
  @usableFromInline let yearBits: Int16
  @usableFromInline let monthBits: Int8
  @usableFromInline let dayBits: Int8

  /// Year, 1...9999.
  @inlinable public var year: Int { Int(yearBits) }
  /// Month, 1...12.
  @inlinable public var month: Int { Int(monthBits) }
  /// Day of the month, from 1.
  @inlinable public var day: Int { Int(dayBits) }

  /// Makes a date, or `nil` where the calendar has no such day (31 February is never 3 March).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.days(inMonth: month, ofYear: year)
    else { return nil }
    yearBits = Int16(truncatingIfNeeded: year)
    monthBits = Int8(truncatingIfNeeded: month)
    dayBits = Int8(truncatingIfNeeded: day)
  }

  /// The date that lies `days` after 1970-01-01, or `nil` outside years 1...9999.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  public init?(daysSinceEpoch days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    yearBits = Int16(truncatingIfNeeded: yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
    monthBits = Int8(truncatingIfNeeded: month)
    dayBits = Int8(truncatingIfNeeded: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Days from 1970-01-01 to this date; negative before.
  public var daysSinceEpoch: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Day of the week, 1 = Monday … 7 = Sunday (ISO 8601).
  public var isoWeekday: Int {
    let days = daysSinceEpoch
    return ((days % 7 + 7) % 7 + 3) % 7 + 1
  }

  /// Day of the year, from 1.
  public var dayOfYear: Int {
    var total = day
    for m in 1..<month { total += CivilDate.days(inMonth: m, ofYear: year) }
    return total
  }

  /// The date `days` later (earlier where negative), or `nil` outside years 1...9999.
  public func adding(days: Int) -> CivilDate? {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    return overflow ? nil : CivilDate(daysSinceEpoch: sum)
  }

  /// Whether `year` has 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Number of days of `month` (1...12) in `year`; 0 for any other month.
  public static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: 31
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 0
    }
  }

  /// Orders by time.
  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// ISO 8601, `2025-05-09`.
  public var description: String {
    padded(year, to: 4) + "-" + padded(month, to: 2) + "-" + padded(day, to: 2)
  }
}

/// `value` in decimal with leading zeros, at least `width` digits.
package func padded(_ value: Int, to width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
