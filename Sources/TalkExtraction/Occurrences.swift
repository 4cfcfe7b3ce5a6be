internal import ICalendar
internal import TalkModel

/// Gives recurring talks their occurrences and tells which overrides are talks of their own.
struct Occurrences {
  let options: ExtractionOptions
  let resolver: ZoneResolver

  /// Settles the recurring events among `events`; `results` stand in the same order.
  func settle(_ events: [Component], results: inout ArraySlice<ExtractedEvent>) {
    var indexByLine: [Int: Int] = [:]
    for (event, index) in zip(events, results.indices) { indexByLine[event.line] = index }
    // A calendar of nothing but hostile rules may not take a step cap for each of its events.
    var steps = 20_000_000
    for series in RecurrenceOverrides.series(of: events) {
      guard let master = series.master, let masterIndex = indexByLine[master.line] else { continue }
      let isRecurring = master.first(.rrule) != nil || master.first(.rdate) != nil
      guard isRecurring || !series.overrides.isEmpty else { continue }
      var merged: Set<Int> = []
      var cancelled: Set<Int> = []
      for override in series.overrides {
        guard let index = indexByLine[override.line] else { continue }
        if results[index].talk.status == .cancelled,
          !namesAnother(results[index].talk, than: results[masterIndex].talk)
        {
          cancelled.insert(override.line)
          results[index].isMergedIntoMaster = true
        } else if !namesAnother(results[index].talk, than: results[masterIndex].talk) {
          merged.insert(override.line)
          results[index].isMergedIntoMaster = true
        } else {
          results[index].talk.identity.recurrenceID = results[index].recurrenceID
        }
      }
      guard
        let joined = RecurrenceOverrides(
          master: master, overrides: series.overrides, resolver: resolver)
      else { continue }
      var limits = RecurrenceLimits.standard
      limits.instances = options.maximumInstances
      limits.steps = max(1_000, min(limits.steps, steps))
      let (instances, list) = joined.instances(limits: limits)
      steps -= list.steps
      results[masterIndex].diagnostics += list.diagnostics
      var occurrences: [TalkTime] = []
      occurrences.reserveCapacity(instances.count)
      // An override that names another talk and goes on (`RANGE=THISANDFUTURE`) has times of its own.
      var ownTimes: [Int: [TalkTime]] = [:]
      for instance in instances {
        let time = TalkTime(start: instance.times.start, end: instance.times.end)
        let line = instance.event.line
        if !instance.isOverride || merged.contains(line) {
          occurrences.append(time)
        } else if !cancelled.contains(line) {
          ownTimes[line, default: []].append(time)
        }
      }
      for (line, times) in ownTimes where times.count > 1 {
        guard let index = indexByLine[line] else { continue }
        results[index].talk.occurrences = times
        results[index].talk.time = times.first
      }
      if occurrences.count > 1 || isRecurring {
        results[masterIndex].talk.occurrences = occurrences
      }
      if let first = occurrences.first, !series.overrides.isEmpty || isRecurring {
        results[masterIndex].talk.time = first
      }
    }
  }

  /// Whether an override names another title or speaker than the event it overrides.
  private func namesAnother(_ talk: Talk, than master: Talk) -> Bool {
    if !talk.title.isEmpty, WordSet.hash(talk.title) != WordSet.hash(master.title) {
      return true
    }
    return !talk.speakers.isEmpty && talk.speakers.map(\.name) != master.speakers.map(\.name)
  }
}

extension TalkTime {
  /// The span from `start` to `end`.
  init(start: ResolvedTime, end: ResolvedTime) {
    let form: TalkTime.Form =
      switch start.form {
      case .zoned: .zoned
      case .utc: .utc
      case .floating: .floating
      case .date: .date
      }
    self.init(
      start: start.utc, end: max(start.utc, end.utc), localStart: start.local, localEnd: end.local,
      zone: start.zone, form: form, zoneOrigin: start.origin.rawValue)
  }
}
