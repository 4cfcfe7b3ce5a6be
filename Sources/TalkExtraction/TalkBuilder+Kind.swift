internal import CivilTime
internal import ICalendar
internal import TalkModel

/// The kind of events of which nothing tells it, once all events of the calendar are known.
extension TalkBuilder {
  /// An event of which nothing tells the kind.
  struct Undecided {
    /// Where it is among the results.
    var index: Int
    /// Whether it says less than the titles of talks do.
    var saysLittle: Bool
    /// Whether it names a series of its own.
    var namesSeries: Bool
  }

  /// Takes for other events those of `undecided` that say little where most events name who speaks, and
  /// those of which form, time and calendar speak against a talk: among `results` and those that are
  /// counted beside them.
  func settle(
    _ undecided: [Undecided], in results: inout ArraySlice<ExtractedEvent>, besides others: Counts
  ) {
    guard !undecided.isEmpty else { return }
    var counts = Counts(of: results, in: results.indices)
    counts.add(others)
    let (talks, named) = (counts.talks, counts.named)
    let few = undecided.count(where: \.saysLittle)
    let isNamed = named >= 3 && 2 * named >= talks - few && named >= few
    let shares = KindPoints.Shares(
      others: 100 * (counts.all - talks) / max(1, counts.all),
      named: 100 * named / max(1, counts.all)
    )
    for event in undecided {
      let rule: RuleName
      if isNamed, event.saysLittle {
        rule = "kind-says-little-among-named"
      } else if counts.all >= 4,
        KindPoints.isRatherOther(
          results[event.index].talk, namesSeries: event.namesSeries, among: shares)
      {
        rule = "kind-by-form-and-calendar"
      } else {
        continue
      }
      results[event.index].talk.kind = .other
      if options.keepsFindings {
        let summary = results[event.index].summary
        results[event.index].findings[.kind] = Finding(
          rule: rule.string, confidence: 0.6, evidence: summary)
      }
    }
  }

  /// How many some events are, how many of them are talks, and how many name who speaks.
  struct Counts {
    private(set) var all = 0
    private(set) var talks = 0
    private(set) var named = 0

    /// Counts of no events.
    init() {}

    init<Events: RandomAccessCollection<ExtractedEvent>>(
      of events: Events, in range: Range<Int>
    ) where Events.Index == Int {
      all = range.count
      // No event is copied for a look at two of its fields.
      for index in range {
        if events[index].talk.kind == .talk { talks += 1 }
        if !events[index].talk.speakers.isEmpty { named += 1 }
      }
    }

    mutating func add(_ other: Counts) {
      all += other.all
      talks += other.talks
      named += other.named
    }
  }
}
