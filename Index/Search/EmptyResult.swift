import TalkQuery

/// Says why nothing was found: which part of a query no talk fulfils, or how many fulfil each.
struct EmptyResult {
  let session: SearchSession
  let filters: FilterRows
  let clock: SearchClock

  /// Parts of a query that are looked at; more would be no explanation.
  private static let parts = 8

  /// Remarks on a query that found nothing; none where the time is over.
  ///
  /// - Throws: `damaged`; `deadline` is not thrown.
  func notes(on request: SearchRequest) throws -> [SearchNote] {
    let parts = EmptyResult.parts(of: request.query)
    guard !parts.isEmpty, parts.count <= EmptyResult.parts else { return [] }
    do {
      let counts = try parts.map { try count($0, request) }
      let unmet = zip(parts, counts).filter { $0.1 == 0 }.map(\.0)
      if unmet.isEmpty, parts.count > 1 {
        let each = zip(parts, counts).map { part, count in
          "\(part.withoutPositions) (\(count) \(count == 1 ? "talk" : "talks"))"
        }
        return [note("No talk matches all of: \(each.joined(separator: ", ")).")]
      }
      return try unmet.map { note("No talk matches \($0.withoutPositions)\(try advice($0)).") }
    } catch {
      if clock.isOver { return [] }
      throw error
    }
  }

  private func note(_ message: String) -> SearchNote {
    SearchNote(code: .unfulfilled, message: message)
  }

  /// What every hit would have to fulfil, without what it must not.
  private static func parts(of query: ParsedQuery) -> [QueryNode] {
    guard let root = query.root else { return [] }
    let nodes: [QueryNode] = if case .and(let nodes) = root { nodes } else { [root] }
    return nodes.filter { node in
      if case .not = node { return false }
      return true
    }
  }

  /// How many talks fulfil one part.
  private func count(_ part: QueryNode, _ request: SearchRequest) throws -> Int {
    var query = request.query
    query.root = part
    var builder = PlanBuilder(session, isExact: request.exact, clock: clock)
    let plan = try builder.plan(query)
    return try MatchEngine(session: session, filters: filters, clock: clock, plan: plan)
      .matches(.all, few: 0).rows.count
  }

  /// What to type instead of a part that no talk fulfils.
  private func advice(_ part: QueryNode) throws -> String {
    switch part {
    case .filter(.source): return "; talks sources lists them"
    case .term(let term) where term.field == .series:
      // Conferences often give their name to the calendar and not to their talks.
      let ids = try SourceNames(session.connection).ids(of: term.text)
      return ids.isEmpty ? "" : "; a source is called so, try \(QueryFilter.source(term.text))"
    default: return ""
    }
  }
}
