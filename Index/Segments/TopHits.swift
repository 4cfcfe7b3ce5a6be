/// A row that may be among the best.
package struct RankedCandidate: Sendable, Hashable {
  /// The row.
  package var row: UInt32
  /// Its score.
  package var score: Double
}

/// The best rows, and all that tie with the last of them.
package struct BestCandidates: Sendable {
  /// The best rows in the order in which they came; where there are `tied` ones, those that are better.
  package var better: [RankedCandidate] = []
  /// Very many rows of the same score.
  package var tied: RowSet?
  /// The score of the tied rows.
  package var tiedScore = 0.0

  /// None.
  package init() {}

  init(better: [RankedCandidate], tied: RowSet? = nil, tiedScore: Double = 0) {
    self.better = better
    self.tied = tied
    self.tiedScore = tiedScore
  }

  /// All of them, one by one, in ascending order if those that are better are.
  package var all: [RankedCandidate] {
    guard let tied else { return better }
    return (better + tied.ascending.map { RankedCandidate(row: $0, score: tiedScore) })
      .sorted { $0.row < $1.row }
  }
}

/// The rows that may be among the best, while rows are offered one after the other.
///
/// The greatest scores say how good a row must be; rows that were good enough when they
/// came are kept until more come than are worth keeping. A word that all talks have in the same place
/// gives the same score to all of them: where so many tie with the last of the best, they are bits.
struct TopHits {
  private let limit: Int
  /// Rows that have exactly the score of the threshold, once they are many.
  private var tied: RowSet?
  private let rowLimit: Int
  private var greatest: GreatestScores
  private var kept: [RankedCandidate] = []
  private var pruneCount = 1024
  /// A row that cannot reach this score cannot be among the best.
  private(set) var threshold: Double

  /// An empty collection; at least `limit` rows are known to reach the score `floor`, or it is 0.
  init(limit: Int, floor: Double, rowLimit: Int) {
    self.limit = limit
    self.rowLimit = rowLimit
    threshold = floor
    greatest = GreatestScores(limit: limit)
  }

  /// An empty collection like this one.
  func emptied(floor: Double) -> TopHits { TopHits(limit: limit, floor: floor, rowLimit: rowLimit) }

  /// Takes a row with its score.
  @inline(__always)
  mutating func offer(_ row: UInt32, _ score: Double) {
    guard score >= threshold else { return }
    insert(RankedCandidate(row: row, score: score))
  }

  @inline(never)
  private mutating func insert(_ candidate: RankedCandidate) {
    if tied != nil, candidate.score == threshold {
      tied?.insert(Int64(candidate.row))
      return
    }
    kept.append(candidate)
    if kept.count > pruneCount { prune() }
    greatest.offer(candidate.score)
    if greatest.least > threshold {
      threshold = greatest.least
      tied = nil
    }
  }

  /// Whether rows that tie with the last of the best are many, and taken by the window.
  var hasManyTied: Bool { tied != nil }

  /// Takes rows of a window whose score is the threshold, of which there are many.
  mutating func insertTied(_ rows: WindowBits, window: Int) {
    tied?.insert(rows.low, rows.high, at: 2 * window)
  }

  /// Drops what is not good enough any more, and puts what ties with the last of the best into bits.
  private mutating func prune() {
    let threshold = threshold
    if greatest.least == threshold {
      var rows = tied ?? RowSet(capacity: rowLimit)
      for candidate in kept where candidate.score == threshold {
        rows.insert(Int64(candidate.row))
      }
      tied = rows
      kept.removeAll { $0.score <= threshold }
    } else {
      kept.removeAll { $0.score < threshold }
    }
    pruneCount = max(1024, 2 * kept.count)
  }

  /// The best rows, and all that tie with the last of them.
  var candidates: BestCandidates {
    guard var tied else {
      return BestCandidates(better: kept.filter { $0.score >= threshold })
    }
    for candidate in kept where candidate.score == threshold { tied.insert(Int64(candidate.row)) }
    return BestCandidates(
      better: kept.filter { $0.score > threshold }, tied: tied, tiedScore: threshold)
  }
}

extension TopHits {
  /// Takes rows of a window with what a list gives to them, where that is all they have.
  ///
  /// Of a word that stands in the same place in all talks most rows have the same score: those that tie
  /// are taken together.
  mutating func offer(
    _ rows: WindowBits, of view: WindowView, window: Int, _ factors: RowFactors?
  ) {
    let base = UInt32(truncatingIfNeeded: window << Int(ScoredList.windowShift))
    var tied = WindowBits()
    let (changed, factor) = factors?.rows(in: window) ?? (WindowBits(), 1)
    view.forEachValue { bit, value in
      let score = changed.contains(bit) ? value * factor : value
      guard score >= threshold, rows.contains(bit) else { return }
      let row = base + UInt32(truncatingIfNeeded: bit)
      if score == threshold, hasManyTied {
        tied.insert(bit)
        return
      }
      // Those before it go first: it may raise the threshold.
      insertTied(tied, window: window)
      tied = WindowBits()
      offer(row, score)
    }
    insertTied(tied, window: window)
  }
}

/// A row that may be among the best for what pairs add to it.
struct ScoredSeed {
  let row: UInt32
  let score: Double
  let factor: Double
  /// The most that its score can be.
  let bound: Double
}
