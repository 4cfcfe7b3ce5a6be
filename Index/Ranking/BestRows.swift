import FTS5Segments

/// Finds the best of many rows without scoring them all.
///
/// The pruned search of the segments leaves out what cannot be among the best; it is exact. What two
/// words side by side add is read from where the words stand, and only in rows that could get among
/// the best by it.
struct BestRows {
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

  /// Looks at where the words of a pair stand in a row between two looks at the clock: where very many hits are
  /// asked for, there are thousands of some microseconds each.
  private static let looksBetweenChecks = 64

  /// At least the best `count` of some rows, or of all that have any of the groups, and all that tie
  /// with the last of them; in ascending order.
  func find(_ count: Int, of accepted: RowSet?) throws -> BestCandidates {
    guard count > 0 else { return BestCandidates() }
    var query = RankedQuery(groups: try clauses(), limit: count)
    query.accepted = accepted
    query.acceptsAll = accepted != nil
    query.factors = factors
    if !pairs.isEmpty {
      query.norms = try session.pairNorms()
      query.pairs = try pairs.map { try $0.ranked(share: share) }
    }
    var looks = 0
    let found = try RankedSearch(rowLimit: session.rowCapacity).candidates(query) { pair, row in
      looks &+= 1
      if looks % BestRows.looksBetweenChecks == 0 { try clock.check() }
      return share * (try pairs[pair].score(of: row))
    }
    try clock.check()
    return found
  }

  private func clauses() throws -> [RankedGroup] {
    var result: [RankedGroup] = []
    for group in groups where group.repeats > 0 {
      let factor = group.repeats * share
      var terms = try group.alternatives.compactMap { try term($0, factor) }
      var bonuses = group.bonuses[...]
      if let bonus = bonuses.first, let only = terms.first, terms.count == 1,
        let list = only.list, bonus.postings === group.alternatives.first?.postings
      {
        // A word whose stem has no other form stands where its stem does: one list for both.
        terms[0] = RankedTerm(
          list: list, weight: only.weight, addition: weight(of: bonus, factor))
        bonuses = bonuses.dropFirst()
      }
      result.append(RankedGroup(terms))
      for bonus in bonuses {
        guard let term = try term(bonus, factor) else { continue }
        result.append(RankedGroup([term], role: .bonus))
      }
    }
    if !feedback.isEmpty {
      // One list of sums: the many words of feedback seldom stand in the same talks.
      let parts = feedback.map { word, factor in
        (postings: word.postings, factor: word.weight * word.inverseDocumentFrequency * factor)
      }
      let sum = try session.impacts(adding: parts)
      result.append(RankedGroup([RankedTerm(list: sum)], role: .bonus))
    }
    return result
  }

  private func term(_ term: TermAlternative, _ factor: Double) throws -> RankedTerm? {
    guard !term.postings.isEmpty else { return nil }
    return RankedTerm(
      list: try session.impacts(of: term.postings), weight: weight(of: term, factor))
  }

  private func weight(of term: TermAlternative, _ factor: Double) -> Double {
    term.weight * term.inverseDocumentFrequency * factor
  }
}
