import CivilTime

/// The instances of a recurring event, each with the `VEVENT` that describes it.
///
/// An override is a `VEVENT` of the same UID with a RECURRENCE-ID (RFC 5545 §3.8.4.4): it takes the
/// place of the instance whose original start the RECURRENCE-ID names. With `RANGE=THISANDFUTURE` it
/// describes all later instances too, moved by the same span of time, until the next such override.
/// Forgiven: a RECURRENCE-ID that is a date beside instances with a time, and the reverse (the day
/// decides); an override of no instance (it stands as an instance of its own); several overrides of
/// one instance (the highest SEQUENCE counts, then the last in the file).
public struct RecurrenceOverrides: Sendable {
  /// An instance and what describes it.
  public struct Instance: Sendable {
    /// When it takes place.
    public var times: EventInstance
    /// The `VEVENT` with its title, its place and so on.
    public var event: Component
    /// Whether `event` is an override, not the recurring event itself.
    public var isOverride: Bool
    /// The start that the rule gave the instance; where nothing moved it, its start.
    public var originalStart: ResolvedTime
  }

  /// A recurring event, or one alone, with its overrides.
  public struct Series: Sendable {
    /// The event without RECURRENCE-ID; `nil` where the file has only overrides of this UID.
    public var master: Component?
    /// Its overrides, in the order of the file.
    public var overrides: [Component]
  }

  private struct Override {
    var id: ResolvedTime
    var times: EventTimes
    var sequence: Int
    var isRange: Bool
  }

  private let master: EventTimes
  private let single: [Override]
  private let ranges: [Override]

  /// Joins an event and its overrides; `nil` where the event has no start that can be understood.
  public init?(master: Component, overrides: [Component], resolver: ZoneResolver) {
    guard let times = EventTimes(event: master, resolver: resolver) else { return nil }
    self.master = times
    var single: [Int64: Override] = [:]
    var ranges: [Int64: Override] = [:]
    for event in overrides {
      guard let property = event.first(.recurrenceID), let value = property.timeValue,
        let times = EventTimes(event: event, resolver: resolver)
      else { continue }
      let isRange = property.parameter("RANGE").map { PropertyName($0) == "THISANDFUTURE" } ?? false
      let override = Override(
        id: resolver.resolve(value, in: event), times: times,
        sequence: event.first(.sequence).flatMap { Int($0.rawValue) } ?? 0, isRange: isRange)
      let key = override.id.utc
      if isRange {
        if override.sequence >= ranges[key]?.sequence ?? Int.min { ranges[key] = override }
      } else if override.sequence >= single[key]?.sequence ?? Int.min {
        single[key] = override
      }
    }
    self.single = single.values.sorted { $0.id.utc < $1.id.utc }
    self.ranges = ranges.values.sorted { $0.id.utc < $1.id.utc }
  }

  /// The instances in time order, and what was forgiven, dropped or cut.
  ///
  /// - Parameter limits: The caps on steps, instances and years.
  /// - Returns: The instances; `list` holds their times before any override, with the diagnostics.
  public func instances(
    limits: RecurrenceLimits = .standard
  ) -> (instances: [Instance], list: InstanceList) {
    let list = master.instances(limits: limits)
    var byInstant: [Int64: Int] = [:]
    var byDay: [CivilDate: Int] = [:]
    for (index, override) in single.enumerated() {
      byInstant[override.id.utc] = index
      if (override.id.form == .date) != (master.start.form == .date) {
        byDay[override.id.local.date] = index
      }
    }
    var used: Set<Int> = []
    var instances: [Instance] = []
    instances.reserveCapacity(list.instances.count)
    var range = -1
    for instance in list.instances {
      while range + 1 < ranges.count, ranges[range + 1].id.utc <= instance.start.utc { range += 1 }
      let match = byInstant[instance.start.utc] ?? byDay[instance.start.local.date]
      if let match, used.insert(match).inserted {
        instances.append(described(by: single[match], originalStart: instance.start))
      } else if range >= 0 {
        instances.append(moved(instance, by: ranges[range]))
      } else {
        instances.append(
          Instance(
            times: instance, event: master.event, isOverride: false, originalStart: instance.start))
      }
    }
    for (index, override) in single.enumerated() where !used.contains(index) {
      instances.append(described(by: override, originalStart: override.id))
    }
    instances.sort { $0.times.start.utc < $1.times.start.utc }
    return (instances, list)
  }

  private func described(by override: Override, originalStart: ResolvedTime) -> Instance {
    Instance(
      times: EventInstance(start: override.times.start, end: override.times.end),
      event: override.times.event, isOverride: true, originalStart: originalStart)
  }

  /// An instance moved on the wall clock as the override of a range moved its first.
  private func moved(_ instance: EventInstance, by range: Override) -> Instance {
    let times = range.times
    let shift = times.start.local.secondsSinceEpoch - range.id.local.secondsSinceEpoch
    let start = instance.start.local.adding(seconds: shift).map { times.clock.time($0) }
    let moved = start ?? instance.start
    return Instance(
      times: EventInstance(start: moved, end: times.length.end(of: moved, on: times.clock)),
      event: times.event, isOverride: true, originalStart: instance.start)
  }

  /// Puts overrides beside the event they belong to, in the order of the file.
  ///
  /// Events belong together when they have the same UID and stand in the same calendar. Where several
  /// events without RECURRENCE-ID share a UID, each begins a series of its own, and overrides go to
  /// the first of them that recurs, or to the first.
  ///
  /// - Parameter events: Events of one document.
  /// - Returns: The series; events without UID each are one.
  public static func series(of events: [Component]) -> [Series] {
    struct Key: Hashable {
      var calendar: Int
      var uid: String
    }
    var series: [Series] = []
    var home: [Key: Int] = [:]
    var homeRecurs: Set<Key> = []
    var overrides: [(key: Key, event: Component)] = []
    for event in events {
      let key = event.first(.uid).map { Key(calendar: event.parent?.line ?? 0, uid: $0.rawValue) }
      if let key, event.first(.recurrenceID) != nil {
        overrides.append((key, event))
        continue
      }
      if key == nil, event.first(.recurrenceID) != nil {
        series.append(Series(master: nil, overrides: [event]))
        continue
      }
      series.append(Series(master: event, overrides: []))
      guard let key else { continue }
      if home[key] == nil { home[key] = series.count - 1 }
      if event.first(.rrule) ?? event.first(.rdate) != nil, homeRecurs.insert(key).inserted {
        home[key] = series.count - 1
      }
    }
    for (key, event) in overrides {
      if let index = home[key] {
        series[index].overrides.append(event)
      } else {
        home[key] = series.count
        series.append(Series(master: nil, overrides: [event]))
      }
    }
    return series
  }
}
