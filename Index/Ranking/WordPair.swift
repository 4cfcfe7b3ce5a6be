import FTS5Segments

/// Two neighbours of the query, which count for more where they stand side by side.
///
/// That is looked for only in the rows that may become hits: reading where two frequent words stand
/// in all talks takes longer than everything else about a search.
final class WordPair {
  /// Both words as typed.
  let label: String
  /// What the impact is multiplied with.
  let weight: Double
  private let left: Postings
  private let right: Postings
  private let terms: [[UInt8]]
  private let session: SearchSession
  private let formula: ImpactFormula
  private lazy var probe = Result { try session.probe(terms, in: .prose) }
  /// What it gives to rows that were looked at: feedback and the order of the search look again.
  private var known = KnownScores()

  /// Rows from which on all places of both words are read rather than those of each row.
  private static let many = 4096

  init(
    _ session: SearchSession, label: String, terms: [[UInt8]], left: Postings, right: Postings
  ) {
    self.session = session
    formula = session.formula
    self.label = label
    self.terms = terms
    self.left = left
    self.right = right
    weight =
      session.ranking.pairBonus
      * (session.inverseDocumentFrequency(left.count)
        + session.inverseDocumentFrequency(right.count))
  }

  /// The pair for a pruned search.
  func ranked(share: Double) throws -> RankedPair {
    RankedPair(
      try session.impacts(of: left), try session.impacts(of: right), weight: weight * share)
  }

  /// What the pair gives to a row.
  func score(of row: UInt32) throws -> Double {
    if let known = known.score(of: row) { return known }
    let counts =
      if let probe = try probe.get() { try probe(row) } else { try self.counts(in: [row])[0] }
    let times = Frequencies.total(counts)
    let score =
      times > 0
      ? weight * formula.pairImpact(times, try session.lengths.lengths(of: row)) : 0
    known.insert(score, of: row)
    return score
  }

  /// How often the words stand side by side in each of some ascending rows, by field.
  func counts(in rows: [UInt32]) throws -> [UInt64] {
    var result = [UInt64](repeating: 0, count: rows.count)
    guard rows.count < WordPair.many, let probe = try probe.get() else {
      let postings = try session.postings(ofPhrase: terms, in: .prose)
      let (found, counts) = postings.frequencies()
      found.withUnsafeBufferPointer { list in
        var place = 0
        for index in rows.indices {
          place = RowLists.search(list, from: place, for: rows[index])
          guard place < list.count else { return }
          if list[place] == rows[index] { result[index] = counts[place] }
        }
      }
      return result
    }
    for index in rows.indices where left.has(rows[index]) && right.has(rows[index]) {
      try session.clock?.check()
      result[index] = try probe(rows[index])
    }
    return result
  }
}
