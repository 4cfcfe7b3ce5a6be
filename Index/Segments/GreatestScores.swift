/// The greatest of many scores: a heap with the least of them on top.
package struct GreatestScores {
  private let limit: Int
  private var heap: [Double] = []

  /// Keeps `limit` scores, at least one.
  package init(limit: Int) {
    self.limit = max(limit, 1)
    heap.reserveCapacity(min(self.limit, 1024))
  }

  /// The least score kept; no bound as long as there are fewer than the limit.
  package var least: Double { heap.count == limit ? heap[0] : -.infinity }

  /// Takes a score into account.
  @inline(__always)
  package mutating func offer(_ score: Double) {
    if heap.count == limit, score <= heap[0] { return }
    insert(score)
  }

  @inline(never)
  private mutating func insert(_ score: Double) {
    if heap.count == limit {
      heap[0] = score
      siftDown(0)
      return
    }
    heap.append(score)
    guard heap.count == limit else { return }
    for start in stride(from: limit / 2 - 1, through: 0, by: -1) { siftDown(start) }
  }

  private mutating func siftDown(_ start: Int) {
    var index = start
    while true {
      var least = index
      let left = 2 * index + 1
      if left < heap.count, heap[left] < heap[least] { least = left }
      if left + 1 < heap.count, heap[left + 1] < heap[least] { least = left + 1 }
      guard least != index else { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}
