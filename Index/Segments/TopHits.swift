/// A row that may be among the best.
package struct RankedCandidate: Sendable, Hashable {
  /// The row.
  package var row: UInt32
  /// Its score.
  package var score: Double
}

/// The rows that may be among the best, while rows are offered one after the other.
///
/// A heap of the greatest scores says how good a row must be; rows that were good enough when they
/// came are kept until more come than are worth keeping.
struct TopHits {
  private let limit: Int
  /// The greatest scores, the least of them on top.
  private var heap: [Double] = []
  private var kept: [RankedCandidate] = []
  private var pruneCount = 1024
  /// A row that cannot reach this score cannot be among the best.
  private(set) var threshold: Double

  /// An empty collection; at least `limit` rows are known to reach the score `floor`, or it is 0.
  init(limit: Int, floor: Double) {
    self.limit = limit
    threshold = floor
    heap.reserveCapacity(min(limit, 1024))
  }

  /// Takes a row with its score.
  @inline(__always)
  mutating func offer(_ row: UInt32, _ score: Double) {
    guard score >= threshold else { return }
    insert(RankedCandidate(row: row, score: score))
  }

  @inline(never)
  private mutating func insert(_ candidate: RankedCandidate) {
    kept.append(candidate)
    if kept.count > pruneCount {
      let threshold = threshold
      kept.removeAll { $0.score < threshold }
      pruneCount = max(1024, 2 * kept.count)
    }
    if heap.count < limit {
      heap.append(candidate.score)
      siftUp()
    } else {
      guard candidate.score > heap[0] else { return }
      heap[0] = candidate.score
      siftDown()
    }
    if heap.count == limit { threshold = max(threshold, heap[0]) }
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

  /// The best rows, and all that tie with the last of them, in the order in which they came.
  var candidates: [RankedCandidate] { kept.filter { $0.score >= threshold } }
}
