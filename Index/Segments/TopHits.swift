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
/// A heap of the greatest scores says how good a row must be; rows that were good enough when they
/// came are kept until more come than are worth keeping. A word that all talks have in the same place
/// gives the same score to all of them: where so many tie with the last of the best, they are bits.
struct TopHits {
  private let limit: Int
  /// Rows that have exactly the score of the threshold, once they are many.
  private var tied: RowSet?
  private let rowLimit: Int
  /// The greatest scores, the least of them on top.
  private var heap: [Double] = []
  private var kept: [RankedCandidate] = []
  private var pruneCount = 1024
  /// A row that cannot reach this score cannot be among the best.
  private(set) var threshold: Double

  /// An empty collection; at least `limit` rows are known to reach the score `floor`, or it is 0.
  init(limit: Int, floor: Double, rowLimit: Int) {
    self.limit = limit
    self.rowLimit = rowLimit
    threshold = floor
    heap.reserveCapacity(min(limit, 1024))
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
    if heap.count < limit {
      heap.append(candidate.score)
      siftUp()
    } else {
      guard candidate.score > heap[0] else { return }
      heap[0] = candidate.score
      siftDown()
    }
    if heap.count == limit, heap[0] > threshold {
      threshold = heap[0]
      tied = nil
    }
  }

  /// Drops what is not good enough any more, and puts what ties with the last of the best into bits.
  private mutating func prune() {
    let threshold = threshold
    if heap.count == limit, heap[0] == threshold {
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

  private mutating func siftUp() {
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[index] < heap[parent] else { return }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  private mutating func siftDown() {
    var index = 0
    while true {
      var least = index
      for child in (2 * index + 1)..<min(2 * index + 3, max(heap.count, 2 * index + 1))
      where heap[child] < heap[least] {
        least = child
      }
      guard least != index else { return }
      heap.swapAt(index, least)
      index = least
    }
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

/// A row that may be among the best for what pairs add to it.
struct ScoredSeed {
  let row: UInt32
  let score: Double
  let factor: Double
  /// The most that its score can be.
  let bound: Double
}
