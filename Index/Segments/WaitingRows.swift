/// Rows that may be among the best for what pairs add to them, until it is read where their words stand.
///
/// Reading from the row that may come to most on, and no further than one can get among the best, takes the
/// fewest looks at where words stand: so rows wait until there are some hundreds of them.
struct WaitingRows {
  private let pairs: [RankedPair]
  private let norms: RowNorms?
  private var rows: [ScoredSeed] = []

  /// Rows from which on some are read.
  private static let many = 512

  init(_ pairs: [RankedPair], _ norms: RowNorms?) {
    self.pairs = pairs
    self.norms = norms
  }

  /// Whether some should be read.
  var areMany: Bool { rows.count >= WaitingRows.many }

  /// Takes a row.
  mutating func append(_ row: ScoredSeed) { rows.append(row) }

  /// Reads those that may come to most, and keeps what may still be among the best of the others.
  mutating func readSome(into best: inout TopHits, _ score: WindowScan.PairScore) throws {
    try read(rows.count / 4, into: &best, score)
  }

  /// Reads all that may be among the best.
  mutating func readAll(into best: inout TopHits, _ score: WindowScan.PairScore) throws {
    try read(rows.count, into: &best, score)
  }

  private mutating func read(
    _ count: Int, into best: inout TopHits, _ score: WindowScan.PairScore
  ) throws {
    rows.sort { $0.bound > $1.bound }
    for row in rows.prefix(count) {
      if row.bound < best.threshold { break }
      if let sum = try sum(of: row, best.threshold, score) {
        best.offer(row.row, row.score + row.factor * sum)
      }
    }
    rows.removeFirst(count)
    let threshold = best.threshold
    rows.removeAll { $0.bound < threshold }
  }

  /// What all pairs give to a row; `nil` as soon as it is not enough.
  private func sum(
    of row: ScoredSeed, _ threshold: Double, _ score: WindowScan.PairScore
  ) throws -> Double? {
    // Nothing was allowed for pairs that the row does not have.
    if row.bound <= row.score { return 0 }
    if pairs.count == 1 { return try score(0, row.row) }
    var sum = 0.0
    var rest = row.bound - row.score
    for (index, pair) in pairs.enumerated() {
      let greatest = greatest(of: pair, row.row)
      if greatest == 0 { continue }
      if (row.score + row.factor * sum + rest) * WindowScan.slack < threshold { return nil }
      rest -= row.factor * greatest
      sum += try score(index, row.row)
    }
    return sum
  }

  /// The most that a pair can give to a row.
  private func greatest(of pair: RankedPair, _ row: UInt32) -> Double {
    let (left, right) = (pair.left.scored, pair.right.scored)
    guard let norms, let first = left.index(of: row), let second = right.index(of: row) else {
      return 0
    }
    return norms.greatest(ScoredList.places(left, first, right, second), row: row, pair.weight)
  }
}
