public import ICalendar
internal import TalkModel

/// Reads the events of a calendar as talks: who speaks on what, in which series, when and where.
///
/// First the whole calendar is looked at (``CalendarProfile``): its producer, how its summaries are
/// put together, which words it uses. By that evidence a ``SourceHabit`` is chosen, which reads each
/// event; what it leaves open, general rules fill. Where ``ExtractionOptions/keepsFindings`` asks for
/// it, every field carries a ``Finding``.
///
/// Total: every event gives a result; nothing in a calendar makes it throw or trap.
public struct TalkExtractor: Sendable {
  /// The options in force.
  public let options: ExtractionOptions

  /// Makes an extractor.
  public init(options: ExtractionOptions = .standard) { self.options = options }

  /// One result for each VEVENT, in the order of the file.
  ///
  /// - Parameters:
  ///   - document: The calendar as read.
  ///   - fileName: Name of the file, for calendars without a name of their own.
  /// - Returns: As many results as ``ICalendar/CalendarDocument/events`` has elements.
  public func extract(_ document: CalendarDocument, fileName: String? = nil) -> [ExtractedEvent] {
    var result: [ExtractedEvent] = []
    result.reserveCapacity(document.events.count)
    extract(document, into: &result) { _ in }
    return result
  }

  /// Calls `body` with one result for each VEVENT, in the order of the file.
  ///
  /// Unlike ``extract(_:fileName:)`` it forgets each when `body` has seen it, so that what is made of
  /// them is made while they are in the caches of the processor.
  ///
  /// - Parameters:
  ///   - document: The calendar as read.
  ///   - fileName: Name of the file, for calendars without a name of their own.
  ///   - body: Takes a result.
  public func forEachEvent(
    of document: CalendarDocument, fileName: String? = nil, _ body: (ExtractedEvent) -> Void
  ) {
    var some: [ExtractedEvent] = []
    extract(document, into: &some) { done in
      guard var event = done.first else { return }
      // Taken out one by one, so that none is copied.
      for index in done.indices {
        swap(&event, &done[index])
        body(event)
      }
      done.removeAll(keepingCapacity: true)
    }
  }

  /// Appends to `result`, and calls `isSettled` whenever what was appended will not change any more.
  private func extract(
    _ document: CalendarDocument, into result: inout [ExtractedEvent],
    isSettled: (inout [ExtractedEvent]) -> Void
  ) {
    let events = document.events
    var start = 0
    while start < events.count {
      let calendar = events[start].parent
      let line = calendar?.line ?? 0
      var end = start + 1
      while end < events.count, (events[end].parent?.line ?? 0) == line { end += 1 }
      TextArena.with {
        extract(events[start..<end], of: calendar, in: $0, into: &result, isSettled: isSettled)
      }
      start = end
    }
  }

  /// The events of one VCALENDAR.
  private func extract(
    _ events: ArraySlice<Component>, of calendar: Component?, in arena: TextArena,
    into result: inout [ExtractedEvent], isSettled: (inout [ExtractedEvent]) -> Void
  ) {
    guard let head = events.first else { return }
    let blank = ExtractedEvent(
      talk: Talk(identity: TalkIdentity(uid: nil), title: ""), event: head)
    let names = StatedProperties.names(in: events)
    let fields = events.map { EventFields($0, names: names, in: arena) }
    var summaries = fields.map { CleanSummary($0.summary) }
    CleanSummary.settleBrackets(&summaries)
    ProgrammeMarks.drop(from: &summaries)
    let profile = CalendarProfile(
      calendar: calendar, events: fields, summaries: summaries, arena: arena)
    let habit = Habits.best(for: profile)
    let resolver = ZoneResolver(
      calendar: calendar, defaultZone: options.defaultZone, database: options.zoneDatabase)
    let builder = TalkBuilder(options: options, profile: profile, habit: habit, resolver: resolver)
    // Occurrences of a recurring talk may be stated by any event of the calendar.
    let recurs = fields.contains { $0.isRecurring || $0.isOverride }
    var scratch = TalkBuilder.Scratch()
    var undecided: [TalkBuilder.Undecided] = []
    var gone = TalkBuilder.Counts()
    // Where the events begin that are not settled.
    var open = result.count
    let mark = arena.mark
    var start = 0
    while start < fields.count {
      let end = start + TalkBuilder.countTogether(fields, from: start)
      let first = result.count
      for _ in start..<end { result.append(blank) }
      builder.build(
        fields[start..<end], summaries: summaries[start..<end], scratch: &scratch,
        undecided: &undecided, into: &result, from: first)
      arena.reset(to: mark)
      // What is still to be decided, is when all others are known, or many.
      if !recurs, undecided.isEmpty || result.count - open >= TalkExtractor.mostOpen {
        if !undecided.isEmpty {
          builder.settle(undecided, in: &result[open...], besides: gone)
          undecided.removeAll(keepingCapacity: true)
        }
        gone.add(TalkBuilder.Counts(of: result, in: open..<result.count))
        isSettled(&result)
        open = result.count
      }
      start = end
    }
    builder.settle(undecided, in: &result[open...], besides: gone)
    if recurs {
      Occurrences(options: options, resolver: resolver).settle(
        Array(events), results: &result[open...])
    }
    isSettled(&result)
  }

  /// Events of a calendar that are kept, while the kind of one is not decided: so many tell what its
  /// others are, and a calendar of a million needs no more memory than one of thousands.
  private static let mostOpen = 4096
}
