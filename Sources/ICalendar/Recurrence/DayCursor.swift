import CivilTime

/// A day with all that rules ask of it, moved forward cheaply.
struct DayCursor {
  /// Days since 1970-01-01.
  private(set) var number: Int
  private(set) var year: Int
  private(set) var month: Int
  /// Day of the month, from 1.
  private(set) var day: Int
  /// 1 = Monday … 7 = Sunday.
  private(set) var weekday: Int
  /// Day of the year, from 1.
  private(set) var dayOfYear: Int
  private(set) var daysInMonth: Int
  private(set) var daysInYear: Int

  init(_ date: CivilDate) {
    number = date.daysSinceEpoch
    year = date.year
    month = date.month
    day = date.day
    weekday = date.isoWeekday
    dayOfYear = date.dayOfYear
    daysInMonth = CivilDate.days(inMonth: date.month, ofYear: date.year)
    daysInYear = CivilDate.isLeap(date.year) ? 366 : 365
  }

  /// Moves to the next day; years run on beyond 9999 unharmed.
  mutating func advance() {
    number += 1
    day += 1
    dayOfYear += 1
    weekday = weekday == 7 ? 1 : weekday + 1
    guard day > daysInMonth else { return }
    day = 1
    month += 1
    if month > 12 {
      month = 1
      year += 1
      dayOfYear = 1
      daysInYear = CivilDate.isLeap(year) ? 366 : 365
    }
    daysInMonth = CivilDate.days(inMonth: month, ofYear: year)
  }
}

/// The parts of a rule that choose days, with what the rule left open filled in from the start.
struct DayFilter {
  private(set) var months: NumberSet
  private let weekNumbers: NumberSet
  private let yearDays: YearDaySet
  private var monthDays: NumberSet
  private var weekdays: NumberSet
  private let ordinalWeekdays: [NumberSet]
  private let weekStart: Int
  /// Whether `2TU` counts within the month, not the year.
  private let countsInMonth: Bool

  init(_ rule: RecurrenceRule, start: DayCursor) {
    months = rule.months
    weekNumbers = rule.weekNumbers
    yearDays = rule.yearDays
    monthDays = rule.monthDays
    weekdays = rule.weekdays
    ordinalWeekdays = rule.ordinalWeekdays
    weekStart = rule.weekStart
    countsInMonth = rule.frequency != .yearly || !rule.months.isEmpty
    guard yearDays.isEmpty, monthDays.isEmpty, weekdays.isEmpty, ordinalWeekdays.isEmpty
    else { return }
    switch rule.frequency {
    case .weekly:
      weekdays.insert(start.weekday)
    case .monthly, .yearly:
      if weekNumbers.isEmpty {
        monthDays.insert(start.day)
        if rule.frequency == .yearly, months.isEmpty { months.insert(start.month) }
      } else {
        weekdays.insert(start.weekday)
      }
    case .secondly, .minutely, .hourly, .daily: break
    }
  }

  /// Whether the rule allows the month of `day`.
  func allowsMonth(of day: DayCursor) -> Bool { months.isEmpty || months.contains(day.month) }

  /// Whether the rule allows `day`.
  func allows(_ day: DayCursor) -> Bool {
    guard allowsMonth(of: day) else { return false }
    if !monthDays.isEmpty, !monthDays.contains(day.day, of: day.daysInMonth) { return false }
    if !yearDays.isEmpty, !yearDays.contains(day.dayOfYear, ofYearOf: day.daysInYear) {
      return false
    }
    if !weekdays.isEmpty || !ordinalWeekdays.isEmpty {
      guard weekdays.contains(day.weekday) || allowsOrdinal(day) else { return false }
    }
    return weekNumbers.isEmpty || allowsWeek(of: day)
  }

  private func allowsOrdinal(_ day: DayCursor) -> Bool {
    guard !ordinalWeekdays.isEmpty else { return false }
    let position = countsInMonth ? day.day : day.dayOfYear
    let length = countsInMonth ? day.daysInMonth : day.daysInYear
    let ordinal = (position - 1) / 7 + 1
    let total = ordinal + (length - position) / 7
    return ordinalWeekdays[day.weekday - 1].contains(ordinal, of: total)
  }

  /// Whether BYWEEKNO allows the week of `day`.
  ///
  /// Weeks begin on WKST; week 1 is the first with at least four days in the year. A day belongs
  /// to the week it lies in, also where that week is of the year before or after.
  private func allowsWeek(of day: DayCursor) -> Bool {
    // The year of a week is that of its fourth day.
    var dayOfYear = day.dayOfYear - (day.weekday - weekStart + 7) % 7 + 3
    var daysInYear = day.daysInYear
    if dayOfYear < 1 {
      daysInYear = CivilDate.isLeap(day.year - 1) ? 366 : 365
      dayOfYear += daysInYear
    } else if dayOfYear > daysInYear {
      dayOfYear -= daysInYear
      daysInYear = CivilDate.isLeap(day.year + 1) ? 366 : 365
    }
    let week = (dayOfYear - 1) / 7 + 1
    return weekNumbers.contains(week, of: week + (daysInYear - dayOfYear) / 7)
  }
}
