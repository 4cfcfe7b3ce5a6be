import CivilTime

/// The union of an event's RRULEs and RDATEs without its EXDATEs and EXRULEs.
///
/// Rules are asked for one instance at a time, always the one that is behind, so that nothing is
/// made beyond the cap of instances. All rules of an event share its cap of steps.
///
/// Forgiven: an RDATE that is a date beside a start with a time (it takes the start's time of day), an
/// EXDATE that is a date (it excludes the whole day), several rules.
struct RecurrenceSet {
  /// Rules of one event that are followed.
  private static let maximumRules = 16

  private let times: EventTimes
  private let limits: RecurrenceLimits
  private var diagnostics: [Diagnostic] = []
  private var cut: RecurrenceCut?
  private var rules: [(instances: RuleInstances, next: ResolvedTime?)] = []
  private var exclusions: [(instances: RuleInstances, next: ResolvedTime?)] = []
  private var dates: [EventInstance] = []
  private var excludedInstants: Set<Int64> = []
  private var excludedDays: Set<CivilDate> = []

  init(_ times: EventTimes, limits: RecurrenceLimits) {
    self.times = times
    self.limits = limits
    let parsed = parsedRules(.rrule)
    let excluded = parsedRules(.exrule)
    var share = limits
    share.steps = max(1_000, limits.steps / max(1, parsed.count + excluded.count))
    rules = parsed.map { begun($0, includesStart: true, limits: share) }
    exclusions = excluded.map { begun($0, includesStart: false, limits: share) }
    readDates()
    readExclusions()
  }

  /// The instances in time order.
  mutating func list() -> InstanceList {
    var instances: [EventInstance] = []
    var lastStart: Int64?
    var nextDate = 0
    while true {
      var source: Int?
      var earliest = Int64.max
      for (index, rule) in rules.enumerated() {
        if let next = rule.next, next.utc < earliest {
          (source, earliest) = (index, next.utc)
        }
      }
      let isDate = nextDate < dates.count && dates[nextDate].start.utc <= earliest
      guard isDate || source != nil else { break }
      if instances.count >= limits.instances {
        cut = .instances
        break
      }
      let instance: EventInstance
      if isDate {
        instance = dates[nextDate]
        nextDate += 1
      } else if let source, let start = rules[source].next {
        rules[source].next = rules[source].instances.next()
        instance = EventInstance(start: start, end: times.length.end(of: start, on: times.clock))
      } else {
        break
      }
      if instance.start.utc == lastStart || isExcluded(instance.start) { continue }
      lastStart = instance.start.utc
      instances.append(instance)
    }
    return finished(instances)
  }

  private mutating func finished(_ instances: [EventInstance]) -> InstanceList {
    // Local times that a zone skips may come a little out of order.
    var sorted = instances.sorted { $0.start.utc < $1.start.utc }
    var last: Int64?
    sorted.removeAll { instance in
      defer { last = instance.start.utc }
      return instance.start.utc == last
    }
    cut = cut ?? rules.lazy.compactMap(\.instances.cut).first
    if let cut, let property = times.event.first(.rrule) ?? times.event.first(.rdate) {
      let why =
        switch cut {
        case .steps: "its rule takes more steps than the cap"
        case .instances: "it has more instances than the cap"
        case .years: "its rule goes on beyond the last year of the cap"
        }
      diagnostics.append(
        .init(
          severity: .note, code: .recurrenceCut, line: property.line, column: 1,
          message: "The recurrence is cut: " + why + "."))
    }
    let steps = (rules + exclusions).reduce(0) { $0 + $1.instances.steps }
    return InstanceList(instances: sorted, cut: cut, diagnostics: diagnostics, steps: steps)
  }

  // MARK: Rules

  private mutating func parsedRules(_ name: PropertyName) -> [RecurrenceRule] {
    var rules: [RecurrenceRule] = []
    for property in times.event.all(name) {
      guard rules.count < Self.maximumRules else {
        note(property, .badRule, "Further rules are dropped.")
        break
      }
      var parser = RecurrenceRuleParser()
      guard let rule = parser.parse(property.rawValue) else {
        note(property, .badRule, "The rule is dropped: \(parser.refusal ?? "it cannot be read").")
        continue
      }
      if times.start.form == .date,
        rule.frequency.rawValue < RecurrenceRule.Frequency.daily.rawValue
      {
        note(property, .badRule, "The rule is dropped: a day cannot recur within a day.")
        continue
      }
      if let forgiven = parser.forgiven {
        note(property, .forgivenRule, "In the rule \(forgiven).")
      }
      rules.append(rule)
    }
    return rules
  }

  private func begun(
    _ rule: RecurrenceRule, includesStart: Bool, limits: RecurrenceLimits
  ) -> (instances: RuleInstances, next: ResolvedTime?) {
    var instances = RuleInstances(
      rule, start: times.start, clock: times.clock, includesStart: includesStart, limits: limits)
    let next = instances.next()
    return (instances, next)
  }

  // MARK: Dates

  /// RDATEs, and the start where no rule gives it, in time order.
  private mutating func readDates() {
    if rules.isEmpty { dates.append(EventInstance(start: times.start, end: times.end)) }
    for property in times.event.all(.rdate) {
      let raw = property.rawValue
      if raw.utf8.contains(UInt8(ascii: "/")) {
        for period in raw.split(separator: ",", maxSplits: 500).prefix(500) {
          if let instance = self.period(period, zoneID: property.parameter("TZID")) {
            dates.append(instance)
          }
        }
        continue
      }
      for value in property.timeValues {
        let start = start(value)
        dates.append(EventInstance(start: start, end: times.length.end(of: start, on: times.clock)))
      }
    }
    dates.sort { $0.start.utc < $1.start.utc }
  }

  /// A start as the event's own: its time of day for a bare date, its day for an event of days.
  private func start(_ value: TimeValue) -> ResolvedTime {
    if times.start.form == .date {
      return times.clock.time(CivilDateTime(midnightOf: value.day))
    }
    if case .date(let date) = value,
      let local = CivilDateTime(
        date: date, hour: times.start.local.hour, minute: times.start.local.minute,
        second: times.start.local.second)
    {
      var time = times.clock.time(local)
      time.form = times.start.form
      return time
    }
    return times.resolver.resolve(value, in: times.event)
  }

  /// `start/end` or `start/duration` (RFC 5545 §3.3.9).
  private func period(_ text: Substring, zoneID: String?) -> EventInstance? {
    let parts = text.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let value = TimeValue.parse(String(first), zoneID: zoneID)
    else { return nil }
    let start = start(value)
    var length = times.length
    if parts.count == 2 {
      if let duration = CalendarDuration.parse(String(parts[1])) {
        length = .duration(duration)
      } else if let last = TimeValue.parse(String(parts[1]), zoneID: zoneID) {
        length = .seconds(times.resolver.resolve(last, in: times.event).utc - start.utc)
      }
    }
    let clock = times.resolver.clock(for: value, in: times.event)
    return EventInstance(start: start, end: length.end(of: start, on: clock))
  }

  // MARK: Exclusions

  private mutating func readExclusions() {
    for property in times.event.all(.exdate) {
      for value in property.timeValues {
        if times.start.form == .date {
          excludedDays.insert(value.day)
        } else if case .date(let date) = value {
          excludedDays.insert(date)
        } else {
          excludedInstants.insert(times.resolver.resolve(value, in: times.event).utc)
        }
      }
    }
  }

  private mutating func isExcluded(_ start: ResolvedTime) -> Bool {
    if excludedInstants.contains(start.utc) || excludedDays.contains(start.local.date) {
      return true
    }
    for index in exclusions.indices {
      while let next = exclusions[index].next, next.utc <= start.utc {
        if next.utc == start.utc { return true }
        exclusions[index].next = exclusions[index].instances.next()
      }
    }
    return false
  }

  private mutating func note(_ property: Property, _ code: DiagnosticCode, _ message: String) {
    diagnostics.append(
      .init(severity: .warning, code: code, line: property.line, column: 1, message: message))
  }
}
