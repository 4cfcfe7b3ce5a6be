/// The best hits so far.
///
/// A binary heap with the worst of them on top. Order: score, then priority, then the lower row.
struct TopHits {
  struct Entry {
    var score: Double
    var priority: Int64
    var row: UInt32

    /// Whether `other` comes before this one in the results.
    @inline(__always)
    func isWorse(than other: Entry) -> Bool {
      if score != other.score { return score < other.score }
      if priority != other.priority { return priority < other.priority }
      return row > other.row
    }
  }

  private let limit: Int
  private let priorities: RowPriorities?
  private var heap: [Entry] = []
  /// A row with a lower score cannot be among the best.
  private(set) var threshold: Double

  /// An empty collection; at least `limit` rows are known to reach the score `floor`, or it is 0.
  init(limit: Int, priorities: RowPriorities?, floor: Double) {
    self.limit = limit
    self.priorities = priorities
    threshold = floor
    heap.reserveCapacity(min(limit, 1024))
  }

  @inline(__always)
  mutating func offer(_ row: UInt32, _ score: Double) {
    guard score >= threshold else { return }
    insert(row, score)
  }

  @inline(never)
  private mutating func insert(_ row: UInt32, _ score: Double) {
    let entry = Entry(score: score, priority: priorities?.value(row) ?? 0, row: row)
    if heap.count < limit {
      heap.append(entry)
      var index = heap.count - 1
      while index > 0 {
        let parent = (index - 1) / 2
        guard heap[index].isWorse(than: heap[parent]) else { break }
        heap.swapAt(index, parent)
        index = parent
      }
    } else {
      guard heap[0].isWorse(than: entry) else { return }
      heap[0] = entry
      var index = 0
      while true {
        var worst = index
        for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
          if heap[child].isWorse(than: heap[worst]) { worst = child }
        }
        guard worst != index else { break }
        heap.swapAt(index, worst)
        index = worst
      }
    }
    if heap.count == limit { threshold = max(threshold, heap[0].score) }
  }

  /// The hits, best first.
  var hits: [RankedHit] {
    heap.sorted { $1.isWorse(than: $0) }.map { RankedHit(row: Int64($0.row), score: $0.score) }
  }
}
