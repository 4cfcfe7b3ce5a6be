import CivilTime

// Design note. A rule is worked off period by period. For each period the iterator holds the days
// that the rule allows (at most the 366 of one year), and knows the sorted hours, minutes and seconds
// within a day; the instances of the period are the combinations of these, addressed by number and
// never laid out. BYSETPOS picks numbers. A frequency finer than a day has one base time for each
// period instead of days, and leaps over months, days, hours and minutes that the rule excludes.
// Every period and every instance is a step, so that the cap on steps bounds the time.

/// The local times that a rule makes, ascending, from the event's start on.
///
/// The start itself comes only if the rule makes it; COUNT and UNTIL are left to ``RuleInstances``.
struct RecurrenceIterator: IteratorProtocol {
  /// Why the iterator ended before its rule did.
  private(set) var cut: RecurrenceCut?
  /// Steps taken so far.
  private(set) var steps = 0

  private let rule: RecurrenceRule
  private let limits: RecurrenceLimits
  private let filter: DayFilter
  /// Local seconds of the start: nothing earlier is given.
  private let first: Int64
  /// Local seconds of the end of the last year: nothing later is given.
  private let end: Int64
  /// Offsets in seconds within a base time; one each where the rule and the start agree on one.
  private let hours: [Int64]
  private let minutes: [Int64]
  private let seconds: [Int64]

  /// The next period: day number of its first day, or month number, or year, or local seconds.
  private var period: Int64
  private let stride: Int64
  /// Base times of the current period.
  private var bases: [Int64] = []
  /// Numbers of the instances to give, where BYSETPOS chooses; else all.
  private var chosen: [Int] = []
  private var position = 0
  private var isDone = false

  /// Begins a rule at an event's start.
  init(_ rule: RecurrenceRule, start: CivilDateTime, limits: RecurrenceLimits = .standard) {
    self.rule = rule
    self.limits = limits
    let day = DayCursor(start.date)
    filter = DayFilter(rule, start: day)
    first = start.secondsSinceEpoch
    let lastYear = max(1, min(9998, limits.lastYear))
    let firstDayAfter = CivilDate(year: lastYear + 1, month: 1, day: 1)?.daysSinceEpoch ?? 0
    end = Int64(firstDayAfter) * 86_400

    let unit = rule.frequency
    func offsets(_ set: NumberSet, of start: Int, times factor: Int64, in finest: Bool) -> [Int64] {
      // Within periods finer than this part, the part is a filter and the base time holds it.
      guard finest else { return [0] }
      return set.isEmpty ? [Int64(start) * factor] : set.ascending.map { Int64($0) * factor }
    }
    hours = offsets(rule.hours, of: start.hour, times: 3600, in: unit.rawValue > 2)
    minutes = offsets(rule.minutes, of: start.minute, times: 60, in: unit.rawValue > 1)
    seconds = offsets(rule.seconds, of: start.second, times: 1, in: unit.rawValue > 0)

    let interval = Int64(rule.interval)
    switch unit {
    case .yearly: (period, stride) = (Int64(day.year), interval)
    case .monthly: (period, stride) = (Int64(day.year * 12 + day.month - 1), interval)
    case .weekly:
      period = Int64(day.number - (day.weekday - rule.weekStart + 7) % 7)
      stride = interval * 7
    case .daily: (period, stride) = (Int64(day.number), interval)
    case .hourly:
      (period, stride) = (first - Int64(start.minute * 60 + start.second), interval * 3600)
    case .minutely: (period, stride) = (first - Int64(start.second), interval * 60)
    case .secondly: (period, stride) = (first, interval)
    }
    skipToFirstYear()
  }

  mutating func next() -> Int64? {
    while true {
      while position < instancesInPeriod {
        let time = instance(rule.positions.isEmpty ? position : chosen[position])
        position += 1
        guard step() else { return nil }
        if time >= end { return finish(.years) }
        if time >= first { return time }
      }
      guard !isDone, step() else { return nil }
      guard fillPeriod() else { return finish(.years) }
    }
  }

  private mutating func step() -> Bool {
    steps += 1
    if steps <= limits.steps { return true }
    finish(.steps)
    return false
  }

  @discardableResult
  private mutating func finish(_ why: RecurrenceCut) -> Int64? {
    cut = cut ?? why
    isDone = true
    bases.removeAll()
    chosen.removeAll()
    position = 0
    return nil
  }

  // MARK: The instances of a period

  private var instancesOfBase: Int { hours.count * minutes.count * seconds.count }

  private var instancesInPeriod: Int {
    rule.positions.isEmpty ? bases.count * instancesOfBase : chosen.count
  }

  /// The instance with this number, in time order.
  private func instance(_ number: Int) -> Int64 {
    let (rest, second) = number.quotientAndRemainder(dividingBy: seconds.count)
    let (hourAndBase, minute) = rest.quotientAndRemainder(dividingBy: minutes.count)
    let (base, hour) = hourAndBase.quotientAndRemainder(dividingBy: hours.count)
    return bases[base] + hours[hour] + minutes[minute] + seconds[second]
  }

  /// Fills `chosen` from BYSETPOS.
  private mutating func choose() {
    position = 0
    guard !rule.positions.isEmpty else { return }
    let total = bases.count * instancesOfBase
    chosen.removeAll(keepingCapacity: true)
    for position in rule.positions {
      let number = position > 0 ? position - 1 : total + position
      if number >= 0, number < total { chosen.append(number) }
    }
    chosen.sort()
    var last = -1
    chosen.removeAll { number in
      defer { last = number }
      return number == last
    }
  }

  // MARK: Periods

  /// Lays out the next period; `false` after the last.
  private mutating func fillPeriod() -> Bool {
    bases.removeAll(keepingCapacity: true)
    chosen.removeAll(keepingCapacity: true)
    position = 0
    switch rule.frequency {
    case .yearly:
      guard period < 9999, let newYear = CivilDate(year: Int(period), month: 1, day: 1)
      else { return false }
      var day = DayCursor(newYear)
      guard Int64(day.number) * 86_400 < end else { return false }
      for month in 1...12 where filter.months.isEmpty || filter.months.contains(month) {
        if month != day.month, let first = CivilDate(year: Int(period), month: month, day: 1) {
          day = DayCursor(first)
        }
        take(day.daysInMonth, from: &day)
      }
    case .monthly:
      guard period < 9999 * 12,
        let first = CivilDate(year: Int(period / 12), month: Int(period % 12) + 1, day: 1)
      else { return false }
      var day = DayCursor(first)
      guard Int64(day.number) * 86_400 < end else { return false }
      if filter.allowsMonth(of: day) { take(day.daysInMonth, from: &day) }
    case .weekly, .daily:
      guard period * 86_400 < end, let date = CivilDate(daysSinceEpoch: Int(period))
      else { return false }
      var day = DayCursor(date)
      if rule.frequency == .weekly {
        take(7, from: &day)
      } else {
        guard filter.allowsMonth(of: day) else {
          leap(to: Int64(day.number + day.daysInMonth - day.day + 1))
          return true
        }
        take(1, from: &day)
      }
    case .hourly, .minutely, .secondly:
      guard period < end, let now = CivilDateTime(secondsSinceEpoch: period) else { return false }
      if let excludedUntil = excluded(now) {
        leap(to: excludedUntil)
        return true
      }
      bases.append(period)
    }
    choose()
    leap(to: period + 1)
    return true
  }

  /// Adds those of the next `count` days that the rule allows.
  private mutating func take(_ count: Int, from day: inout DayCursor) {
    for _ in 0..<count {
      if filter.allows(day) { bases.append(Int64(day.number) * 86_400) }
      day.advance()
    }
  }

  /// Moves on to the first period at or after `target`, by whole strides.
  private mutating func leap(to target: Int64) {
    guard target > period else { return }
    let strides = (target - period - 1) / stride + 1
    period += strides * stride
  }

  /// Where a base time finer than a day isn't allowed: the next one to look at.
  private func excluded(_ now: CivilDateTime) -> Int64? {
    let day = DayCursor(now.date)
    let midnight = Int64(day.number) * 86_400
    if !filter.allowsMonth(of: day) {
      return midnight + Int64(day.daysInMonth - day.day + 1) * 86_400
    }
    if !filter.allows(day) { return midnight + 86_400 }
    let hour = midnight + Int64(now.hour) * 3600
    if !rule.hours.isEmpty, !rule.hours.contains(now.hour) { return hour + 3600 }
    guard rule.frequency != .hourly else { return nil }
    let minute = hour + Int64(now.minute) * 60
    if !rule.minutes.isEmpty, !rule.minutes.contains(now.minute) { return minute + 60 }
    guard rule.frequency != .minutely else { return nil }
    return rule.seconds.isEmpty || rule.seconds.contains(now.second) ? nil : period + 1
  }

  /// Leaps to the first year in which instances count, where no COUNT needs the earlier ones.
  private mutating func skipToFirstYear() {
    guard rule.count == nil,
      let date = CivilDate(year: max(1, min(9999, limits.firstYear)), month: 1, day: 1)
    else { return }
    let days = Int64(date.daysSinceEpoch)
    switch rule.frequency {
    case .yearly: leap(to: Int64(date.year))
    case .monthly: leap(to: Int64(date.year) * 12)
    case .weekly: leap(to: days - 6)
    case .daily: leap(to: days)
    case .hourly, .minutely, .secondly: leap(to: days * 86_400)
    }
  }
}
