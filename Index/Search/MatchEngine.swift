import TalkQuery

/// Decides which talks are hits.
struct MatchEngine {
  /// The hits of a plan.
  struct Matches {
    /// Rows of all hits.
    var rows = RowMatches([])
    /// Those that have all words; the same as `rows` unless some have only some words.
    var complete = RowMatches([])
    /// Whether talks with only some of the words were let in.
    var isRelaxed = false
    /// Whether `rows` are all that have any of the groups, and no other condition counts.
    var isUnion = false
  }

  let session: SearchSession
  let filters: FilterRows
  let clock: SearchClock
  let plan: SearchPlan

  /// Candidates up to which a filter looks at each of them rather than at the whole index.
  private static let probes = 500

  /// The hits; for `auto`, fewer complete ones than `few` let in talks with some of the words.
  func matches(_ match: SearchRequest.Match, few: Int) throws -> Matches {
    guard !plan.isEmpty else {
      let rows = RowMatches(try filters.everything())
      return Matches(rows: rows, complete: rows)
    }
    let words = plan.words.map(SearchPlan.Node.group)
    let complete = try rows(.all(plan.required + words))
    guard plan.words.count > 1, match != .all, match == .any || complete.count < few else {
      return Matches(
        rows: complete, complete: complete,
        isUnion: plan.required.isEmpty && plan.words.count == 1)
    }
    let some = try rows(.all(plan.required + [.any(words)]))
    return Matches(
      rows: some, complete: complete, isRelaxed: some.count > complete.count,
      isUnion: plan.required.isEmpty)
  }

  /// Talks that satisfy everything but one group of words.
  func complete(without index: Int) throws -> RowMatches? {
    let others = plan.words.filter { $0 != index }.map(SearchPlan.Node.group)
    guard !others.isEmpty || !plan.required.isEmpty else { return nil }
    return try rows(.all(plan.required + others))
  }

  /// Rows that satisfy a node.
  func rows(_ node: SearchPlan.Node) throws -> RowMatches {
    try clock.check()
    switch node {
    case .group(let index): return plan.groups[index].matches(capacity: session.rowCapacity)
    case .filter(let filter): return RowMatches(try filters.rows(filter))
    case .any(let nodes):
      return .union(try nodes.map(rows), capacity: session.rowCapacity)
    case .not(let inner): return RowMatches(try filters.everything()).difference(try rows(inner))
    case .nothing: return RowMatches([])
    case .all(let nodes): return try all(nodes)
    }
  }

  /// Conjunctions go from the rarest term to the filters, so that little is left for these.
  private func all(_ nodes: [SearchPlan.Node]) throws -> RowMatches {
    var lists: [RowMatches] = []
    var filterNodes: [QueryFilter] = []
    var excluded: [SearchPlan.Node] = []
    for node in flattened(nodes) {
      switch node {
      case .filter(let filter): filterNodes.append(filter)
      case .not(let inner): excluded.append(inner)
      default:
        let list = try rows(node)
        if list.isEmpty { return list }
        lists.append(list)
      }
    }
    lists.sort { $0.count < $1.count }
    var result = lists.first
    for list in lists.dropFirst() { result = result?.intersection(list) }
    for filter in filterNodes {
      try clock.check()
      if let found = result, found.count <= MatchEngine.probes {
        result = RowMatches(try filters.keep(filter, of: found.rows))
      } else {
        let list = RowMatches(try filters.rows(filter))
        result = result.map { $0.intersection(list) } ?? list
      }
    }
    var rest = try result ?? RowMatches(filters.everything())
    for node in excluded where !rest.isEmpty {
      if case .filter(let filter) = node, rest.count <= MatchEngine.probes {
        rest = rest.difference(RowMatches(try filters.keep(filter, of: rest.rows)))
      } else {
        rest = rest.difference(try rows(node))
      }
    }
    return rest
  }

  private func flattened(_ nodes: [SearchPlan.Node]) -> [SearchPlan.Node] {
    nodes.flatMap { node in
      if case .all(let inner) = node { return flattened(inner) }
      return [node]
    }
  }
}
