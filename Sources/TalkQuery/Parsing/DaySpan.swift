import CivilTime

/// A run of days; a missing side is open.
struct DaySpan: Hashable {
  var first: CivilDate?
  var last: CivilDate?

  /// The days that stand in `relation` to this span; `nil` where there are none.
  func filter(_ relation: QueryVocabulary.DayRelation) -> QueryFilter? {
    switch relation {
    case .on:
      return .days(from: first, through: last)
    case .after:
      guard let day = last?.adding(days: 1) else { return nil }
      return .days(from: day, through: nil)
    case .since:
      guard let first else { return nil }
      return .days(from: first, through: nil)
    case .before:
      guard let day = first?.adding(days: -1) else { return nil }
      return .days(from: nil, through: day)
    case .until:
      guard let last else { return nil }
      return .days(from: nil, through: last)
    }
  }
}

extension DaySpan {
  init(_ day: CivilDate) { self.init(first: day, last: day) }

  /// A calendar month; `nil` where there is none.
  init?(month: Int, ofYear year: Int) {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    let length = CivilDate.days(inMonth: month, ofYear: year)
    self.init(first: first, last: CivilDate(year: year, month: month, day: length))
  }

  /// A calendar year; `nil` outside 1...9999.
  init?(year: Int) {
    guard let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
    self.init(first: first, last: CivilDate(year: year, month: 12, day: 31))
  }

  /// A calendar quarter, 1...4; `nil` where there is none.
  init?(quarter: Int, ofYear year: Int) {
    guard (1...4).contains(quarter), let start = DaySpan(month: quarter * 3 - 2, ofYear: year),
      let end = DaySpan(month: quarter * 3, ofYear: year)
    else { return nil }
    self.init(first: start.first, last: end.last)
  }

  /// Monday to Sunday of the week that `day` lies in; `nil` at the ends of the calendar.
  init?(weekOf day: CivilDate) {
    guard let monday = day.adding(days: 1 - day.isoWeekday),
      let sunday = monday.adding(days: 6)
    else { return nil }
    self.init(first: monday, last: sunday)
  }

  /// An ISO 8601 week; `nil` where the year has no such week.
  init?(isoWeek week: Int, ofYear year: Int) {
    // Week 1 is the one that holds 4 January; the last one holds 28 December.
    guard (1...53).contains(week), let fourth = CivilDate(year: year, month: 1, day: 4),
      let dayInWeek = fourth.adding(days: (week - 1) * 7),
      let late = CivilDate(year: year, month: 12, day: 28),
      let span = DaySpan(weekOf: dayInWeek), let first = span.first, first <= late
    else { return nil }
    self = span
  }
}

extension CivilDate {
  /// The same day `months` later (earlier where negative), or the last day of that month where it
  /// is shorter; `nil` outside the calendar.
  func adding(months: Int) -> CivilDate? {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, sum >= 0 else { return nil }
    let length = CivilDate.days(inMonth: sum % 12 + 1, ofYear: sum / 12)
    return CivilDate(year: sum / 12, month: sum % 12 + 1, day: min(day, length))
  }
}
