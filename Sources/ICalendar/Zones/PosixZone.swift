import CivilTime

/// A zone as a POSIX `TZ` string: what the footer of a TZif file holds for years after its table.
///
/// `CET-1CEST,M3.5.0,M10.5.0/3`: standard time is UTC+1 (POSIX counts west of Greenwich), summer
/// time from the last Sunday of March, 2 o'clock, to the last Sunday of October, 3 o'clock. Hours of
/// a rule may run from −167 to 167 (RFC 9636 §3.3.1).
package struct PosixZone: Sendable, Hashable {
  /// Seconds east of UTC in standard time.
  package var standardOffset: Int
  /// Summer time, where the zone has it.
  package var summer: Summer?

  /// The summer half of a rule.
  package struct Summer: Sendable, Hashable {
    /// Seconds east of UTC in summer time.
    package var offset: Int
    /// When it begins, on the clock of standard time.
    package var start: YearlyMoment
    /// When it ends, on the clock of summer time.
    package var end: YearlyMoment
  }

  /// A moment that comes once a year.
  package struct YearlyMoment: Sendable, Hashable {
    /// The day of the year, in one of the three notations of POSIX.
    package enum Day: Sendable, Hashable {
      /// `Jn`: day 1...365, 29 February never counted.
      case julian(Int)
      /// `n`: day 0...365, 29 February counted.
      case ordinal(Int)
      /// `Mm.w.d`: weekday `d` (0 = Sunday) of week `w` (5 = last) of month `m`.
      case weekday(month: Int, week: Int, day: Int)
    }
    package var day: Day
    /// Seconds after midnight; may be negative or exceed a day.
    package var time: Int
  }

  /// Reads a `TZ` string, or `nil` where it isn't one.
  package init?(_ text: [UInt8]) {
    var cursor = Cursor(bytes: text)
    guard cursor.skipName(), let west = cursor.time(maximumHours: 25) else { return nil }
    standardOffset = -west
    if cursor.isAtEnd { return }
    guard cursor.skipName() else { return nil }
    var offset = standardOffset + 3600
    if !cursor.isAtEnd, cursor.peek != UInt8(ascii: ",") {
      guard let west = cursor.time(maximumHours: 25) else { return nil }
      offset = -west
    }
    guard cursor.skip(","), let start = cursor.moment(), cursor.skip(","),
      let end = cursor.moment(), cursor.isAtEnd
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// The steps of one year, in time order.
  package func steps(in year: Int) -> [ZoneRules.Step] {
    guard let summer else {
      return CivilDate(year: year, month: 1, day: 1).map {
        let instant = Int64($0.daysSinceEpoch) * 86_400 - Int64(standardOffset)
        return [ZoneRules.Step(instant: instant, offset: standardOffset)]
      } ?? []
    }
    guard let (begin, end) = span(of: summer, in: year) else { return [] }
    let on = ZoneRules.Step(instant: begin, offset: summer.offset)
    let off = ZoneRules.Step(instant: end, offset: standardOffset)
    return begin <= end ? [on, off] : [off, on]
  }

  /// The offset at an instant.
  package func offset(atUTC instant: Int64) -> Int {
    guard let summer, let now = CivilDateTime(secondsSinceEpoch: instant) else {
      return standardOffset
    }
    // The local year may differ from the UTC year in the first and last hours of a year; no zone
    // changes its clocks then, and rules that would are still read consistently year by year.
    guard let (begin, end) = span(of: summer, in: now.date.year) else { return standardOffset }
    let isSummer =
      begin <= end ? instant >= begin && instant < end : instant >= begin || instant < end
    return isSummer ? summer.offset : standardOffset
  }

  /// The instant of a local time, by the rules for gaps and folds of ``ZoneRules/utc(for:)``.
  package func utc(forLocal local: Int64) -> Int64 {
    guard let summer, let now = CivilDateTime(secondsSinceEpoch: local),
      let (begin, end) = span(of: summer, in: now.date.year)
    else { return local - Int64(standardOffset) }
    let later = Int64(max(summer.offset, standardOffset))
    let isSummer =
      begin <= end
      ? local >= begin + later && local < end + later
      : local >= begin + later || local < end + later
    return local - Int64(isSummer ? summer.offset : standardOffset)
  }

  /// The instants at which summer time begins and ends in `year`.
  private func span(of summer: Summer, in year: Int) -> (begin: Int64, end: Int64)? {
    guard let begin = summer.start.seconds(in: year), let end = summer.end.seconds(in: year)
    else { return nil }
    return (begin - Int64(standardOffset), end - Int64(summer.offset))
  }
}

extension PosixZone.YearlyMoment {
  /// Local seconds since 1970 of this moment in `year`.
  fileprivate func seconds(in year: Int) -> Int64? {
    guard let newYear = CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch else { return nil }
    var days = newYear
    switch day {
    case .julian(let n):
      days += n - 1
      if CivilDate.isLeap(year), n >= 60 { days += 1 }
    case .ordinal(let n):
      days += n
    case .weekday(let month, let week, let weekday):
      guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
      let ahead = (weekday - first.isoWeekday % 7 + 7) % 7
      var day = ahead + (week - 1) * 7
      if day >= CivilDate.days(inMonth: month, ofYear: year) { day -= 7 }
      days = first.daysSinceEpoch + day
    }
    return Int64(days) * 86_400 + Int64(time)
  }
}

/// A forward-only reader of a `TZ` string.
private struct Cursor {
  let bytes: [UInt8]
  var position = 0

  var isAtEnd: Bool { position >= bytes.count }
  var peek: UInt8 { isAtEnd ? 0 : bytes[position] }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// A name of at least three letters, or anything quoted in `<…>`.
  mutating func skipName() -> Bool {
    if skip("<") {
      while !isAtEnd, peek != UInt8(ascii: ">") { position += 1 }
      return skip(">")
    }
    let start = position
    while case UInt8(ascii: "a")...UInt8(ascii: "z") = peek | 0x20 { position += 1 }
    return position - start >= 3
  }

  /// Digits as a number of at most `maximum`.
  mutating func number(maximum: Int) -> Int? {
    let start = position
    var value = 0
    while case UInt8(ascii: "0")...UInt8(ascii: "9") = peek, value <= maximum {
      value = value * 10 + Int(peek - UInt8(ascii: "0"))
      position += 1
    }
    return position > start && value <= maximum ? value : nil
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time(maximumHours: Int) -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number(maximum: maximumHours) else { return nil }
    var seconds = hours * 3600
    if skip(":") {
      guard let minutes = number(maximum: 59) else { return nil }
      seconds += minutes * 60
      if skip(":") {
        guard let rest = number(maximum: 59) else { return nil }
        seconds += rest
      }
    }
    return isNegative ? -seconds : seconds
  }

  /// `Jn`, `n` or `Mm.w.d`, with `/time` where it isn't two o'clock.
  mutating func moment() -> PosixZone.YearlyMoment? {
    let day: PosixZone.YearlyMoment.Day
    if skip("M") {
      guard let month = number(maximum: 12), month >= 1, skip("."),
        let week = number(maximum: 5), week >= 1, skip("."), let weekday = number(maximum: 6)
      else { return nil }
      day = .weekday(month: month, week: week, day: weekday)
    } else if skip("J") {
      guard let n = number(maximum: 365), n >= 1 else { return nil }
      day = .julian(n)
    } else {
      guard let n = number(maximum: 365) else { return nil }
      day = .ordinal(n)
    }
    var time = 7200
    if skip("/") {
      guard let stated = self.time(maximumHours: 167) else { return nil }
      time = stated
    }
    return PosixZone.YearlyMoment(day: day, time: time)
  }
}
