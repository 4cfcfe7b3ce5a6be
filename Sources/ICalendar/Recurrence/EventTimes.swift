import CivilTime

/// When an event takes place: its span and, where it recurs, its instances.
///
/// The end is DTEND, or DTSTART and DURATION, or by RFC 5545 §3.6.1 the end of the day for a date and
/// the start itself for a date-time. Forgiven, with a diagnostic: an end before the start (the event
/// then ends as it begins), DTEND of another type than DTSTART, a TZID that nothing explains. Forgiven
/// without: DTEND beside DURATION (DTEND counts), a TZID beside a date (the day begins in that zone).
///
/// ```swift
/// let resolver = ZoneResolver(calendar: event.parent, defaultZone: "Europe/London")
/// if let times = EventTimes(event: event, resolver: resolver) {
///   for instance in times.instances().instances { print(instance.start.local) }
/// }
/// ```
public struct EventTimes: Sendable {
  /// When the event begins, the first time if it recurs.
  public let start: ResolvedTime
  /// When it ends, on the clock of `start`; never before `start`.
  public let end: ResolvedTime
  /// What was forgiven or dropped in DTSTART, DTEND and DURATION.
  public let diagnostics: [Diagnostic]

  let event: Component
  let resolver: ZoneResolver
  let clock: ZoneClock
  let length: EventLength

  /// Reads the times of a `VEVENT`; `nil` where it has no DTSTART that can be understood.
  public init?(event: Component, resolver: ZoneResolver) {
    guard let property = event.first(.dtstart) else { return nil }
    let parameters = property.timeParameters
    guard let value = property.timeValue(parameters) else { return nil }
    var diagnostics: [Diagnostic] = []
    clock = EventTimes.clock(for: value, of: property, in: event, resolver, &diagnostics)
    start = clock.time(of: value)
    (length, end) = EventTimes.length(
      of: event, from: start, stated: (property, parameters), value: value, clock: clock,
      resolver: resolver, diagnostics: &diagnostics)
    self.event = event
    self.resolver = resolver
    self.diagnostics = diagnostics
  }

  /// Calls `body` with the first times that a `VEVENT` begins and ends, for those who ask for no more.
  ///
  /// It is not called where the event has no DTSTART that can be understood. To `diagnostics` is added
  /// what was forgiven.
  package static func withSpan(
    of event: Component, resolver: ZoneResolver, diagnostics: inout [Diagnostic],
    _ body: (_ start: ResolvedTime, _ end: ResolvedTime) -> Void
  ) {
    guard let property = event.first(.dtstart) else { return }
    let parameters = property.timeParameters
    guard let value = property.timeValue(parameters) else { return }
    let clock = clock(for: value, of: property, in: event, resolver, &diagnostics)
    let start = clock.time(of: value)
    let end = length(
      of: event, from: start, stated: (property, parameters), value: value, clock: clock,
      resolver: resolver, diagnostics: &diagnostics
    ).end
    body(start, end)
  }

  /// The clock that DTSTART is read on, with a diagnostic where it is unknown.
  private static func clock(
    for value: TimeValue, of property: Property, in event: Component, _ resolver: ZoneResolver,
    _ diagnostics: inout [Diagnostic]
  ) -> ZoneClock {
    let clock = resolver.clock(
      for: value, in: event, zoneOfDay: value.isDate ? property.parameter("TZID") : nil)
    if clock.isStandIn {
      diagnostics.append(
        .init(
          severity: .warning, code: .unknownZone, line: property.line, column: 1,
          message: "The time zone is unknown; the default zone stands in for it."))
    }
    return clock
  }

  /// Whether the event has a recurrence rule or further dates.
  public var isRecurring: Bool { event.first(.rrule) != nil || event.first(.rdate) != nil }

  /// The instances: RRULE and RDATE, without EXDATE and EXRULE.
  ///
  /// The start is always the first unless it is excluded. An event that doesn't recur has the one.
  ///
  /// - Parameter limits: The caps on steps, instances and years.
  /// - Returns: The instances in time order, and whether a cap cut them.
  public func instances(limits: RecurrenceLimits = .standard) -> InstanceList {
    guard isRecurring else {
      return InstanceList(instances: [EventInstance(start: start, end: end)])
    }
    var set = RecurrenceSet(self, limits: limits)
    return set.list()
  }

  // MARK: Length

  private static func length(
    of event: Component, from start: ResolvedTime,
    stated: (property: Property, parameters: Property.TimeParameters), value: TimeValue,
    clock: ZoneClock, resolver: ZoneResolver, diagnostics: inout [Diagnostic]
  ) -> (EventLength, end: ResolvedTime) {
    func note(_ property: Property, _ code: DiagnosticCode, _ message: String) {
      diagnostics.append(
        .init(severity: .warning, code: code, line: property.line, column: 1, message: message))
    }
    func result(_ length: EventLength) -> (EventLength, ResolvedTime) {
      (length, length.end(of: start, on: clock))
    }
    if let property = event.first(.dtend),
      let endValue = property.timeValue(
        property.timeParameters(beside: stated.property, stated.parameters))
    {
      if case (.date(let first), .date(let last)) = (value, endValue) {
        let days = last.daysSinceEpoch - first.daysSinceEpoch
        if days < 0 { note(property, .endBeforeStart, "The end lies before the start.") }
        return result(.days(max(0, days)))
      }
      if value.isDate != endValue.isDate {
        note(property, .forgivenTime, "Start and end are of different types.")
      }
      let isSameZone = haveSameZone(value, endValue)
      let end = isSameZone ? clock.time(of: endValue) : resolver.resolve(endValue, in: event)
      let seconds = end.utc - start.utc
      if seconds < 0 { note(property, .endBeforeStart, "The end lies before the start.") }
      return isSameZone && seconds > 0
        ? (.seconds(seconds), end) : result(.seconds(max(0, seconds)))
    }
    if let property = event.first(.duration), let duration = property.durationValue {
      if duration.isNegative {
        note(property, .endBeforeStart, "The duration is negative.")
        return result(.seconds(0))
      }
      return result(.duration(duration))
    }
    return result(value.isDate ? .days(1) : .seconds(0))
  }

  /// Whether both values are read on the same clock.
  private static func haveSameZone(_ a: TimeValue, _ b: TimeValue) -> Bool {
    switch (a, b) {
    case (.utc, .utc), (.floating, .floating): true
    case (.zoned(_, let first), .zoned(_, let second)): first == second
    default: false
    }
  }
}
