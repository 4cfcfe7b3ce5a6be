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
  /// - Parameter query: What is asked; at most 1,000 groups.
  /// - Returns: At most `query.limit` hits.
  /// - Throws: `misuse`, `damaged`, `unsupported`, `sqlite`.
  package func top(_ query: RankedQuery) throws(SegmentError) -> [RankedHit] {
    guard query.limit > 0 else { return [] }
    let plan = try plan(query)
    guard !plan.isImpossible else { return [] }
    var scan = WindowScan(plan: plan, rowLimit: rowLimit, query: query)
    return scan.run()
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
    let required = plan.clauses.filter { $0.role == .required }.sorted { $0.count < $1.count }
    if let first = required.first {
      result.insert(first.list.rows, count: first.count)
      for clause in required.dropFirst() {
        var other = RowSet(capacity: rowLimit)
        other.insert(clause.list.rows, count: clause.count)
        result.formIntersection(other)
      }
    } else {
      for clause in plan.clauses where clause.role == .optional {
        result.insert(clause.list.rows, count: clause.count)
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
        let (list, factor) = try scored(term)
        let index = Galloping.search(
          list.rows, from: 0, count: list.count, for: UInt32(clamping: row))
        let isThere = index < list.count && Int64(list.rows[index]) == row
        parts.append(isThere && group.role != .excluded ? factor * list.impacts[index] : 0)
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
  private func scored(
    _ term: RankedTerm
  ) throws(SegmentError) -> (list: ScoredList, factor: Double) {
    guard term.weight >= 0, term.weight.isFinite else {
      throw SegmentError(.misuse, "an impossible weight")
    }
    if let list = term.list {
      return (list.scored, max(term.inverseDocumentFrequency ?? 1, 0) * term.weight)
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
    return (list, max(rarity, 0) * term.weight)
  }

  private func plan(_ query: RankedQuery) throws(SegmentError) -> SearchPlan {
    guard query.groups.count <= 1000 else { throw SegmentError(.misuse, "too many groups") }
    var plan = SearchPlan()
    var excluded: RowSet?
    for group in query.groups {
      var parts: [(list: ScoredList, factor: Double)] = []
      for term in group.terms {
        let part = try scored(term)
        if part.list.count > 0 { parts.append(part) }
      }
      if group.role == .excluded {
        for part in parts {
          if excluded == nil { excluded = RowSet(capacity: rowLimit) }
          excluded?.insert(part.list.rows, count: part.list.count)
        }
        continue
      }
      guard let first = parts.first else {
        if group.role == .required { plan.isImpossible = true }
        continue
      }
      let clause =
        parts.count == 1
        ? SearchClause(list: first.list, factor: first.factor, role: group.role)
        : SearchClause(
          list: GroupLists.combined(parts, by: group.combination, rowLimit: rowLimit),
          factor: 1, role: group.role)
      plan.clauses.append(clause)
    }
    if !plan.clauses.contains(where: { $0.role != .bonus }) { plan.isImpossible = true }
    plan.filter = query.accepted
    if let excluded {
      if plan.filter == nil {
        plan.filter = RowSet.all(capacity: rowLimit)
      }
      plan.filter?.subtract(excluded)
    }
    return plan
  }
}

/// A group of the query with its list.
struct SearchClause {
  let list: ScoredList
  /// What impacts are multiplied with.
  let factor: Double
  let role: RankedGroup.Role

  var count: Int { list.count }
}

/// A query whose terms have been looked up.
struct SearchPlan {
  var clauses: [SearchClause] = []
  /// Rows that may be hits.
  var filter: RowSet?
  /// Whether no row can match.
  var isImpossible = false
}

/// Making one list of several.
enum GroupLists {
  /// The rows of all lists with their scores, the greatest or the sum.
  static func combined(
    _ parts: [(list: ScoredList, factor: Double)], by combination: RankedGroup.Combination,
    rowLimit: Int
  ) -> ScoredList {
    var rest = parts.map { scaled($0.list, $0.factor) }
    while rest.count > 1 {
      var merged: [Scores] = []
      for index in stride(from: 0, to: rest.count - 1, by: 2) {
        merged.append(union(rest[index], rest[index + 1], combination))
      }
      if rest.count % 2 == 1, let last = rest.last { merged.append(last) }
      rest = merged
    }
    let all = rest.first ?? Scores(capacity: 0)
    return ScoredList(
      consumingRows: all.rows, impacts: all.scores, count: all.count,
      documentFrequency: all.count, rowLimit: rowLimit)
  }

  /// Rows and scores that are freed by whoever uses them up.
  private struct Scores {
    let rows: UnsafeMutablePointer<UInt32>
    let scores: UnsafeMutablePointer<Double>
    var count = 0

    init(capacity: Int) {
      rows = .allocate(capacity: max(capacity, 1))
      scores = .allocate(capacity: max(capacity, 1))
    }

    func deallocate() {
      rows.deallocate()
      scores.deallocate()
    }
  }

  private static func scaled(_ list: ScoredList, _ factor: Double) -> Scores {
    var result = Scores(capacity: list.count)
    result.rows.update(from: list.rows, count: list.count)
    for index in 0..<list.count { result.scores[index] = factor * list.impacts[index] }
    result.count = list.count
    return result
  }

  /// Uses both up.
  private static func union(
    _ left: Scores, _ right: Scores, _ combination: RankedGroup.Combination
  ) -> Scores {
    var result = Scores(capacity: left.count + right.count)
    var first = 0
    var second = 0
    var count = 0
    while first < left.count, second < right.count {
      let leftRow = left.rows[first]
      let rightRow = right.rows[second]
      var score = 0.0
      if leftRow <= rightRow {
        score = left.scores[first]
        first += 1
      }
      if rightRow <= leftRow {
        let other = right.scores[second]
        score = combination == .best ? max(score, other) : score + other
        second += 1
      }
      result.rows[count] = min(leftRow, rightRow)
      result.scores[count] = score
      count += 1
    }
    for (rest, start) in [(left, first), (right, second)] where start < rest.count {
      (result.rows + count).update(from: rest.rows + start, count: rest.count - start)
      (result.scores + count).update(from: rest.scores + start, count: rest.count - start)
      count += rest.count - start
    }
    result.count = count
    left.deallocate()
    right.deallocate()
    return result
  }
}
