import CivilTime
public import TalkModel

extension ParsedQuery {
  /// The occurrence of a recurring talk that the query's days ask for.
  ///
  /// That is the first one which lies on the days asked for and, with `is:upcoming` or in the order of
  /// what comes next, is not over at `now`, UTC seconds since 1970. `nil` for a talk that takes
  /// place once, and where the query says nothing about time.
  public func occurrence(of talk: Talk, sort: SortOrder?, now: Int64) -> TalkTime? {
    guard talk.occurrences.count > 1 else { return nil }
    let isNext = sort == .upcoming
    let root = root.flatMap { $0.restrictsTime ? $0 : nil }
    guard isNext || root != nil else { return nil }
    return talk.occurrences.first { time in
      (!isNext || time.end > now) && root?.allows(time, now: now) ?? true
    }
  }
}

extension QueryNode {
  /// Whether a condition on time stands anywhere but below a `-`.
  fileprivate var restrictsTime: Bool {
    switch self {
    case .filter(.days), .filter(.state(.upcoming)): true
    case .and(let nodes), .or(let nodes): nodes.contains { $0.restrictsTime }
    case .filter, .term, .not: false
    }
  }

  /// Whether the conditions on time allow an occurrence.
  ///
  /// Other conditions hold for the whole talk; what stands below a `-` too.
  fileprivate func allows(_ time: TalkTime, now: Int64) -> Bool {
    switch self {
    case .filter(.days(let from, let through)):
      from.map { $0 <= time.localStart.date } ?? true
        && through.map { $0 >= time.localStart.date } ?? true
    case .filter(.state(.upcoming)): time.end > now
    case .and(let nodes): nodes.allSatisfy { $0.allows(time, now: now) }
    case .or(let nodes): nodes.contains { $0.allows(time, now: now) }
    case .filter, .term, .not: true
    }
  }
}
