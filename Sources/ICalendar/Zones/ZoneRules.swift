public import CivilTime

// Design note. A zone is a list of steps: from this instant on, this offset. Steps are laid out up
// to the year 2200 when the zone is read, and looked up through a table of half-year buckets: one
// division-free index, then a search among the one or two steps of that half-year. This is as fast
// as remembering the last answer, and nothing is written on a look-up, so that parsers on all
// cores can share one zone.

/// The offsets of a zone from UTC over time.
///
/// ```swift
/// let london = ZoneDatabase.system.rules(named: "Europe/London")
/// london?.offset(atUTC: 1_746_788_400)  // 3600: summer time on 9 May 2025
/// ```
public struct ZoneRules: Sendable {
  /// UTC instants at which the offset changes.
  private let instants: StepTable
  /// The same steps on the wall clock: the first local second that is read with the new offset.
  private let locals: StepTable
  /// `offsets[0]` holds before the first step, `offsets[i + 1]` from step `i` on.
  private let offsets: [Int32]
  /// Rules for instants after the last step, if they go on changing.
  private let footer: PosixZone?

  /// A step: from `instant` (UTC seconds) on, clocks show UTC plus `offset` seconds.
  package struct Step: Sendable, Hashable {
    package var instant: Int64
    package var offset: Int

    package init(instant: Int64, offset: Int) {
      self.instant = instant
      self.offset = offset
    }
  }

  /// Rules with one offset for all time.
  public init(fixedOffset seconds: Int) {
    self.init(initialOffset: seconds, steps: [], footer: nil)
  }

  /// Rules from steps in time order; `footer` tells what follows the last one.
  ///
  /// Offsets are held within ±26 hours (RFC 9636 §3.2); steps out of order are dropped.
  package init(initialOffset: Int, steps: [Step], footer: PosixZone?) {
    var instants: [Int64] = []
    var locals: [Int64] = []
    var offsets: [Int32] = [ZoneRules.bounded(initialOffset)]
    instants.reserveCapacity(steps.count + 400)
    func append(_ step: Step) {
      let offset = ZoneRules.bounded(step.offset)
      guard let before = offsets.last, offset != before, step.instant.magnitude < 1 << 60 else {
        return
      }
      if let last = instants.last, step.instant <= last { return }
      // RFC 5545 §3.3.5: a local time that is skipped is read with the offset before the gap, one
      // that comes twice means the first; so the old offset holds until the later of both clocks.
      let local = step.instant + Int64(max(before, offset))
      instants.append(step.instant)
      locals.append(max(local, locals.last ?? local))
      offsets.append(offset)
    }
    for step in steps { append(step) }
    if let footer, footer.summer != nil {
      let first = instants.last.flatMap { CivilDateTime(secondsSinceEpoch: $0)?.date.year } ?? 1900
      for year in max(1, first)...max(first, ZoneRules.lastTabledYear) {
        for step in footer.steps(in: year) { append(step) }
      }
    }
    self.instants = StepTable(instants)
    self.locals = StepTable(locals)
    self.offsets = offsets
    self.footer = footer
  }

  /// Years up to here are looked up in a table; later ones are computed.
  private static let lastTabledYear = 2200

  private static func bounded(_ offset: Int) -> Int32 { Int32(max(-93_599, min(93_599, offset))) }

  /// Seconds to add to UTC for the wall clock at `instant` (UTC seconds since 1970).
  public func offset(atUTC instant: Int64) -> Int {
    if let footer, let last = instants.last, instant > last {
      return footer.offset(atUTC: instant)
    }
    return Int(offsets[instants.count(upTo: instant)])
  }

  /// The instant of a wall-clock time, in UTC seconds since 1970.
  ///
  /// A time that comes twice means the first; one that is skipped is read with the offset before
  /// the gap, so that 02:30 in a gap from 2 to 3 o'clock is the instant shown as 03:30.
  public func utc(for local: CivilDateTime) -> Int64 {
    let seconds = local.secondsSinceEpoch
    if let footer, let last = locals.last, seconds > last {
      return footer.utc(forLocal: seconds)
    }
    return seconds - Int64(offsets[locals.count(upTo: seconds)])
  }

  /// The wall-clock time at an instant, or `nil` outside years 1...9999.
  public func local(forUTC instant: Int64) -> CivilDateTime? {
    guard instant.magnitude < 1 << 60 else { return nil }
    return CivilDateTime(secondsSinceEpoch: instant + Int64(offset(atUTC: instant)))
  }

  /// The instant of the first step, if the offset ever changes.
  package var firstStep: Int64? { instants.first }
}

/// Sorted instants with a table of buckets for fast look-up.
private struct StepTable: Sendable {
  /// Seconds in a bucket: 2²⁴, about 194 days.
  static let bucketSpan: Int64 = 1 << 24
  /// 1900-01-01T00:00:00 as seconds since 1970.
  private static let origin: Int64 = -2_208_988_800
  /// Buckets from 1900 to 2201.
  private static let bucketCount = 566

  private let steps: [Int64]
  /// `buckets[b]`: how many steps lie before bucket `b`; empty where there are no steps.
  private let buckets: [UInt16]

  init(_ steps: [Int64]) {
    self.steps = Array(steps.prefix(Int(UInt16.max)))
    var buckets: [UInt16] = []
    if !steps.isEmpty {
      buckets.reserveCapacity(StepTable.bucketCount + 1)
      var count = 0
      for bucket in 0...StepTable.bucketCount {
        let start = StepTable.origin + Int64(bucket) * StepTable.bucketSpan
        while count < self.steps.count, self.steps[count] < start { count += 1 }
        buckets.append(UInt16(count))
      }
    }
    self.buckets = buckets
  }

  var first: Int64? { steps.first }
  var last: Int64? { steps.last }

  /// How many steps are at or before `instant`.
  func count(upTo instant: Int64) -> Int {
    guard !buckets.isEmpty else { return 0 }
    var low = 0
    var high = steps.count
    let (fromOrigin, overflow) = instant.subtractingReportingOverflow(StepTable.origin)
    let bucket = overflow ? -1 : fromOrigin >> 24
    if bucket >= 0, bucket < StepTable.bucketCount {
      low = Int(buckets[Int(bucket)])
      high = Int(buckets[Int(bucket) + 1])
    }
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
