/// A day and a time of day on a wall clock, without a zone.
public struct CivilDateTime: Sendable, Hashable, Comparable {
  /// The day.
  public let date: CivilDate
  @usableFromInline let hourBits: Int8
  @usableFromInline let minuteBits: Int8
  @usableFromInline let secondBits: Int8

  /// Hour, 0...23.
  @inlinable public var hour: Int { Int(hourBits) }
  /// Minute, 0...59.
  @inlinable public var minute: Int { Int(minuteBits) }
  /// Second, 0...59; a leap second (RFC 5545 §3.3.12) is written as 59 by who reads one.
  @inlinable public var second: Int { Int(secondBits) }

  /// Makes a wall-clock time, or `nil` where a part is out of range.
  public init?(date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    self.date = date
    hourBits = Int8(truncatingIfNeeded: hour)
    minuteBits = Int8(truncatingIfNeeded: minute)
    secondBits = Int8(truncatingIfNeeded: second)
  }

  /// The first second of a day on a wall clock.
  public init(midnightOf date: CivilDate) {
    self.date = date
    hourBits = 0
    minuteBits = 0
    secondBits = 0
  }

  /// The wall-clock time `seconds` after 1970-01-01T00:00:00 on the same clock, or `nil` outside
  /// years 1...9999.
  public init?(secondsSinceEpoch seconds: Int64) {
    var (day, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    if rest < 0 {
      day -= 1
      rest += 86_400
    }
    guard let date = CivilDate(daysSinceEpoch: Int(day)) else { return nil }
    self.date = date
    hourBits = Int8(truncatingIfNeeded: rest / 3600)
    minuteBits = Int8(truncatingIfNeeded: rest / 60 % 60)
    secondBits = Int8(truncatingIfNeeded: rest % 60)
  }

  /// Seconds from 1970-01-01T00:00:00 to this time as if both were read on the same clock.
  public var secondsSinceEpoch: Int64 {
    Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// The time `seconds` later on the same clock, or `nil` outside years 1...9999.
  public func adding(seconds: Int64) -> CivilDateTime? {
    let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
    return overflow ? nil : CivilDateTime(secondsSinceEpoch: sum)
  }

  /// Orders by time.
  public static func < (a: CivilDateTime, b: CivilDateTime) -> Bool {
    a.secondsSinceEpoch < b.secondsSinceEpoch
  }
}

extension CivilDateTime: CustomStringConvertible {
  /// ISO 8601 without zone, `2025-05-09T12:00:00`.
  public var description: String {
    date.description + "T" + padded(hour, to: 2) + ":" + padded(minute, to: 2) + ":"
      + padded(second, to: 2)
  }
}
