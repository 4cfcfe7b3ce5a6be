import CivilTime

/// The instances that one rule makes, with COUNT and UNTIL kept and zones resolved.
///
/// The event's start is the first instance whether the rule makes it or not (RFC 5545 §3.8.5.3); for
/// an EXRULE it is not. Where the rule doesn't make the start, the RFC leaves the outcome open: the
/// start is kept, and COUNT counts what the rule makes.
struct RuleInstances {
  private let rule: RecurrenceRule
  private let start: ResolvedTime
  private let clock: ZoneClock
  private var times: RecurrenceIterator
  private var given = 0
  private var isDone = false
  private let isStartGiven: Bool
  private var needsStart: Bool

  /// Begins a rule at an event's start.
  init(
    _ rule: RecurrenceRule, start: ResolvedTime, clock: ZoneClock, includesStart: Bool,
    limits: RecurrenceLimits
  ) {
    self.rule = rule
    self.start = start
    self.clock = clock
    isStartGiven = includesStart
    needsStart = includesStart
    var first = start.local
    if start.form == .utc, let utc = CivilDateTime(secondsSinceEpoch: start.utc) { first = utc }
    times = RecurrenceIterator(rule, start: first, limits: limits)
  }

  /// Why the instances end before the rule does.
  var cut: RecurrenceCut? { times.cut }

  /// Steps taken so far.
  var steps: Int { times.steps }

  mutating func next() -> ResolvedTime? {
    if needsStart {
      needsStart = false
      return start
    }
    guard !isDone else { return nil }
    while rule.count.map({ given < $0 }) ?? true, let seconds = times.next() {
      guard let local = CivilDateTime(secondsSinceEpoch: seconds) else { return finish() }
      let time = resolved(local)
      if isPastUntil(time) { return finish() }
      given += 1
      if isStartGiven, time.utc == start.utc { continue }
      return time
    }
    return finish()
  }

  private mutating func finish() -> ResolvedTime? {
    isDone = true
    return nil
  }

  /// A rule on a time in UTC recurs in UTC, whatever clock it is shown on.
  private func resolved(_ local: CivilDateTime) -> ResolvedTime {
    guard start.form == .utc else { return clock.time(local) }
    let utc = local.secondsSinceEpoch
    return clock.time(atUTC: utc)
      ?? ResolvedTime(utc: utc, local: local, zone: "UTC", form: .utc, origin: .utc)
  }

  /// Whether UNTIL ends the rule before `time`.
  ///
  /// As a date it includes that day. In UTC it bounds the instant; beside dates its day counts.
  private func isPastUntil(_ time: ResolvedTime) -> Bool {
    guard let until = rule.until else { return false }
    if time.form == .date { return time.local.date > until.day }
    switch until {
    case .date(let date): return time.local.date > date
    case .utc(let last): return time.utc > last.secondsSinceEpoch
    case .floating(let last), .zoned(let last, _): return time.local > last
    }
  }
}
