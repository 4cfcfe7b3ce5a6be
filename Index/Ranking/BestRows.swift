import FTS5Segments

/// Finds the best of many rows without scoring them all.
///
/// The pruned search of the segments leaves out what cannot be among the best; it is exact. What two
/// words side by side add would have to be read from where the words stand, so the search first takes
/// every row that could get among the best by it, and then reads those from the most promising on,
/// until no other can.
struct BestRows {
  /// A row with its score.
  typealias Scored = (row: UInt32, score: Double)

  let session: SearchSession
  let clock: SearchClock
  let groups: [TermGroup]
  let pairs: [WordPair]
  /// Further terms, each with what its score is multiplied with.
  var feedback: [(term: TermAlternative, factor: Double)] = []
  /// Share of the groups and pairs in the score.
  var share = 1.0
  /// What the scores of rows are multiplied with.
  var factors: RowFactors?

  /// Bounds are sums in another order: let nothing be lost to rounding.
  private static let slack = 1 + 1e-9

  /// At least the best `count` of some rows, or of all that have any of the groups, and all that tie
  /// with the last of them; in ascending order.
  func find(_ count: Int, of accepted: RowSet?) throws -> [Scored] {
    guard count > 0 else { return [] }
    var query = RankedQuery(groups: try clauses(), limit: count)
    query.accepted = accepted
    query.acceptsAll = accepted != nil
    query.factors = factors
    if !pairs.isEmpty {
      query.norms = try session.pairNorms()
      query.pairs = try pairs.map { try $0.ranked(share: share) }
    }
    let found = try RankedSearch(rowLimit: session.rowCapacity).candidates(query)
    try clock.check()
    guard !pairs.isEmpty else { return found.map { ($0.row, $0.score) } }
    return try withPairs(found, count).sorted { $0.row < $1.row }
  }

  private func clauses() throws -> [RankedGroup] {
    var result: [RankedGroup] = []
    for group in groups where group.repeats > 0 {
      let factor = group.repeats * share
      result.append(RankedGroup(try group.alternatives.compactMap { try term($0, factor) }))
      for bonus in group.bonuses {
        guard let term = try term(bonus, factor) else { continue }
        result.append(RankedGroup([term], role: .bonus))
      }
    }
    for (word, factor) in feedback {
      guard let term = try term(word, factor) else { continue }
      result.append(RankedGroup([term], role: .bonus))
    }
    return result
  }

  private func term(_ term: TermAlternative, _ factor: Double) throws -> RankedTerm? {
    guard !term.postings.isEmpty else { return nil }
    return RankedTerm(
      list: try session.impacts(of: term.postings),
      weight: term.weight * term.inverseDocumentFrequency * factor)
  }

  // MARK: - Pairs

  /// Adds what pairs give, from the row that may come to most on, as long as one can get among the
  /// best.
  private func withPairs(_ found: [RankedCandidate], _ count: Int) throws -> [Scored] {
    var greatest = GreatestScores(limit: count)
    var result: [Scored] = []
    for candidate in found.sorted(by: { $0.bound > $1.bound }) {
      if candidate.bound * BestRows.slack < greatest.least { break }
      var score = candidate.score
      if candidate.bound > score {
        let factor = share * (factors?.value(candidate.row) ?? 1)
        for pair in pairs { score += factor * (try pair.score(of: candidate.row)) }
      }
      greatest.offer(score)
      result.append((candidate.row, score))
    }
    return result.filter { $0.score >= greatest.least }
  }
}
