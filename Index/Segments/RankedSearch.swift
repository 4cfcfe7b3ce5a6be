/// Exact search for the best rows over one table or several that share row numbers.
///
/// A search belongs to the thread and the transaction of its readers. The tables may be shared.
///
/// ```swift
/// let table = try RankedTable(reader: reader, scoring: scoring)
/// let search = try RankedSearch([(table, reader)])
/// let hits = try search.top(RankedQuery(groups: [RankedGroup([RankedTerm("graph")])]))
/// ```
package final class RankedSearch {
  private let tables: [(table: RankedTable, reader: SegmentReader)]
  private let rowLimit: Int

  /// Makes a search for terms that all bring lists of their own.
  ///
  /// - Parameter rowLimit: One more than the greatest row.
  package init(rowLimit: Int) {
    tables = []
    self.rowLimit = max(rowLimit, 0)
  }

  /// Makes a search.
  ///
  /// - Throws: `misuse` if there is no table, or one is of another state than its reader sees.
  package init(
    _ tables: [(table: RankedTable, reader: SegmentReader)]
  ) throws(SegmentError) {
    guard !tables.isEmpty, tables.allSatisfy({ $0.table.isCurrent(for: $0.reader) }) else {
      throw SegmentError(.misuse, "a table of another state than its reader sees")
    }
    self.tables = tables
    rowLimit = tables.reduce(0) { max($0, $1.table.lengths.rowLimit) }
  }

  /// One more than the greatest row, which is the capacity that row sets need.
  package var rowCapacity: Int { rowLimit }

  /// The best rows, best first.
  ///
  /// - Parameter query: What is asked; at most 1,000 groups. Its pairs do not count.
  /// - Returns: At most `query.limit` hits.
  /// - Throws: `misuse`, `damaged`, `unsupported`, `sqlite`.
  package func top(_ query: RankedQuery) throws(SegmentError) -> [RankedHit] {
    var query = query
    query.pairs = []
    let found = try candidates(query)
    let keys = found.map { query.priorities?.value($0.row) ?? 0 }
    let order = found.indices.sorted {
      if found[$0].score != found[$1].score { return found[$0].score > found[$1].score }
      return keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1
    }
    return order.prefix(query.limit).map {
      RankedHit(row: Int64(found[$0].row), score: found[$0].score)
    }
  }

  /// The best rows, and all that tie with the last of them.
  ///
  /// - Parameter query: What is asked; at most 1,000 groups. It has no pairs.
  /// - Returns: The rows in ascending order.
  /// - Throws: `misuse`, `damaged`, `unsupported`, `sqlite`.
  package func candidates(_ query: RankedQuery) throws(SegmentError) -> [RankedCandidate] {
    guard query.pairs.isEmpty else { throw SegmentError(.misuse, "pairs without their scores") }
    guard var scan = try scan(query) else { return [] }
    return scan.run { _, _ in 0 }.all
  }

  /// The best rows, and all that tie with the last of them.
  ///
  /// - Parameters:
  ///   - query: What is asked; at most 1,000 groups.
  ///   - pairScore: What a pair of the query, by its index, adds to a row's score before its factor: 0
  ///     or more, and no more than its weight and the frequencies of its terms allow. It is asked for
  ///     only where that could lift the row among the best.
  /// - Returns: The rows in ascending order, those of equal score apart where they are very many.
  /// - Throws: `misuse`, `damaged`, `unsupported`, `sqlite`; whatever `pairScore` throws.
  package func candidates(
    _ query: RankedQuery, pairScore: (_ pair: Int, _ row: UInt32) throws -> Double
  ) throws -> BestCandidates {
    guard var scan = try scan(query) else { return BestCandidates() }
    return try scan.run(pairScore)
  }

  private func scan(_ query: RankedQuery) throws(SegmentError) -> WindowScan? {
    guard query.limit > 0 else { return nil }
    let plan = try plan(query)
    guard !plan.isImpossible else { return nil }
    return WindowScan(plan: plan, rowLimit: rowLimit, query: query)
  }

  /// Every row that matches.
  ///
  /// - Parameter query: What is asked; its limit does not count.
  /// - Returns: The rows that `top` would rank.
  /// - Throws: As `top`.
  package func matches(_ query: RankedQuery) throws(SegmentError) -> RowSet {
    let plan = try plan(query)
    var result = RowSet(capacity: rowLimit)
    guard !plan.isImpossible else { return result }
    let required = plan.clauses.filter { $0.role == .required }
    if let first = required.first {
      result = first.rows(capacity: rowLimit)
      for clause in required.dropFirst() {
        result.formIntersection(clause.rows(capacity: rowLimit))
      }
    } else if plan.takesAll, let filter = plan.filter {
      result.formUnion(filter)
    } else {
      for clause in plan.clauses where clause.role == .optional {
        result.formUnion(clause.rows(capacity: rowLimit))
      }
    }
    if let filter = plan.filter { result.formIntersection(filter) }
    return result
  }

  /// The parts of a row's score: for each group and each of its terms what the term gives.
  ///
  /// A group's own part is the greatest or the sum of its terms', as its combination says; excluded
  /// groups give nothing. The score is the sum of the groups' parts, times the row's factor.
  ///
  /// - Parameters:
  ///   - query: The query.
  ///   - row: The row.
  /// - Returns: One array a group, one number a term.
  /// - Throws: As `top`.
  package func parts(_ query: RankedQuery, row: Int64) throws(SegmentError) -> [[Double]] {
    var result: [[Double]] = []
    for group in query.groups {
      var parts: [Double] = []
      for term in group.terms {
        let found = try scored(term)
        let impact = UInt32(exactly: row).flatMap { found.list.impact(of: $0) } ?? 0
        parts.append(group.role == .excluded ? 0 : found.total * impact)
      }
      result.append(parts)
    }
    return result
  }

  /// How many rows have a term, in any column.
  ///
  /// - Parameter term: The term; for a phrase or a beginning, rows that have it.
  /// - Returns: The document frequency.
  /// - Throws: As `top`.
  package func documentFrequency(_ term: RankedTerm) throws(SegmentError) -> Int {
    try scored(term).list.documentFrequency
  }

  // MARK: - Planning

  /// A term's list and what its impacts are multiplied with.
  private func scored(_ term: RankedTerm) throws(SegmentError) -> WeightedList {
    guard term.weight >= 0, term.weight.isFinite, term.addition >= 0, term.addition.isFinite else {
      throw SegmentError(.misuse, "an impossible weight")
    }
    if let list = term.list {
      return WeightedList(
        list.scored, max(term.inverseDocumentFrequency ?? 1, 0) * term.weight,
        addition: term.addition)
    }
    guard tables.indices.contains(term.table) else {
      throw SegmentError(.misuse, "no table of that index")
    }
    if case .wholeRow(let lengthFactor) = term.impact, !(0...1).contains(lengthFactor) {
      throw SegmentError(.misuse, "an impossible length factor")
    }
    let (table, reader) = tables[term.table]
    let list = try table.list(of: term, reader: reader)
    let rarity =
      term.inverseDocumentFrequency ?? table.inverseDocumentFrequency(list.documentFrequency)
    return WeightedList(list, max(rarity, 0) * term.weight, addition: term.addition)
  }

  private func plan(_ query: RankedQuery) throws(SegmentError) -> SearchPlan {
    guard query.groups.count <= 1000 else { throw SegmentError(.misuse, "too many groups") }
    var plan = SearchPlan()
    var excluded: RowSet?
    for group in query.groups {
      var parts: [WeightedList] = []
      for term in group.terms {
        let part = try scored(term)
        if part.list.count > 0 { parts.append(part) }
      }
      if group.role == .excluded {
        for part in parts {
          var rows = excluded ?? RowSet(capacity: rowLimit)
          part.list.insert(into: &rows)
          excluded = rows
        }
        continue
      }
      guard !parts.isEmpty else {
        if group.role == .required { plan.isImpossible = true }
        continue
      }
      plan.clauses.append(
        SearchClause(lists: parts, role: group.role, adds: group.combination == .sum))
    }
    plan.filter = query.accepted
    plan.takesAll =
      query.acceptsAll && query.accepted != nil
      && !query.groups.contains { $0.role == .required }
    if !plan.takesAll, !plan.clauses.contains(where: { $0.role != .bonus }) {
      plan.isImpossible = true
    }
    if let excluded {
      if plan.filter == nil {
        plan.filter = RowSet.all(capacity: rowLimit)
      }
      plan.filter?.subtract(excluded)
    }
    return plan
  }
}

/// A list with what its impacts are multiplied with.
struct WeightedList {
  let list: ScoredList
  let factor: Double
  /// What they are multiplied with to be added once more.
  let addition: Double

  init(_ list: ScoredList, _ factor: Double, addition: Double = 0) {
    self.list = list
    self.factor = factor
    self.addition = addition
  }

  /// What they are multiplied with in all; sums of it are as near as bounds need be.
  var total: Double { factor + addition }
}

/// A group of the query with its lists.
struct SearchClause {
  /// The lists, each with what its impacts are multiplied with.
  let lists: [WeightedList]
  let role: RankedGroup.Role
  /// Whether what the lists give adds up; otherwise the greatest counts.
  let adds: Bool

  /// The most that the clause can give to a row.
  var maximum: Double {
    lists.reduce(0) {
      adds ? $0 + $1.total * $1.list.maximum : max($0, $1.total * $1.list.maximum)
    }
  }

  /// The rows that any of its lists has.
  func rows(capacity: Int) -> RowSet {
    var result = RowSet(capacity: capacity)
    for part in lists { part.list.insert(into: &result) }
    return result
  }
}

/// A query whose terms have been looked up.
struct SearchPlan {
  var clauses: [SearchClause] = []
  /// Rows that may be hits.
  var filter: RowSet?
  /// Whether all rows of the filter match, whatever they have.
  var takesAll = false
  /// Whether no row can match.
  var isImpossible = false
}
