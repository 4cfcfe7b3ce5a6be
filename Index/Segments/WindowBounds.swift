/// The most that a row of each window can score by a plan, list by list from their maxima.
///
/// Lists with windows are added in one sweep over two arrays, so that a search of many words learns
/// in microseconds where good rows can be at all.
struct WindowBounds {
  /// One bound a window.
  private(set) var values: [Double]

  /// Adds up the clauses; `margin` is what a row may have besides.
  init(_ clauses: [SearchClause], windowCount: Int, margin: Double) {
    values = [Double](repeating: margin, count: windowCount)
    var greatest: [Double] = []
    for clause in clauses {
      if clause.adds || clause.lists.count == 1 {
        for part in clause.lists { WindowBounds.add(part.list, part.total, to: &values) }
        continue
      }
      greatest = [Double](repeating: 0, count: windowCount)
      for part in clause.lists { WindowBounds.raise(&greatest, to: part.list, part.total) }
      for window in 0..<windowCount { values[window] += greatest[window] }
    }
  }

  /// The windows with the greatest bounds, ascending, `count` of them, or more where bounds are equal.
  func greatest(_ count: Int) -> [Int] {
    var greatest = GreatestValues<Double>(limit: count)
    for value in values { greatest.offer(value) }
    let least = greatest.least
    return values.indices.filter { values[$0] >= least }
  }

  private static func add(_ list: ScoredList, _ factor: Double, to sums: inout [Double]) {
    sums.withUnsafeMutableBufferPointer { sums in
      guard let maxima = list.windowMaxima else {
        forEachMaximum(list, sums.count) { sums[$0] += factor * $1 }
        return
      }
      for window in 0..<min(sums.count, list.windowCount) {
        sums[window] += factor * Double(maxima[window])
      }
    }
  }

  private static func raise(_ greatest: inout [Double], to list: ScoredList, _ factor: Double) {
    greatest.withUnsafeMutableBufferPointer { greatest in
      guard let maxima = list.windowMaxima else {
        forEachMaximum(list, greatest.count) { greatest[$0] = max(greatest[$0], factor * $1) }
        return
      }
      for window in 0..<min(greatest.count, list.windowCount) {
        greatest[window] = max(greatest[window], factor * Double(maxima[window]))
      }
    }
  }

  /// Goes through the windows of a list that does not know them itself.
  @inline(__always)
  private static func forEachMaximum(
    _ list: ScoredList, _ windowCount: Int, _ body: (_ window: Int, _ maximum: Double) -> Void
  ) {
    guard let rows = list.rows, let steps = list.steps else { return }
    var index = 0
    while index < list.count {
      let window = rows[index] >> ScoredList.windowShift
      guard window < windowCount else { return }
      var greatest: UInt8 = 0
      while index < list.count, rows[index] >> ScoredList.windowShift == window {
        greatest = max(greatest, steps[index])
        index += 1
      }
      body(Int(window), list.step * Double(greatest))
    }
  }
}

extension SearchPlan {
  /// A score that at least `limit` rows reach: in `limit` windows one row has the greatest impact of a
  /// list.
  func floor(_ limit: Int) -> Double {
    guard filter == nil, !clauses.contains(where: { $0.role == .required }) else { return 0 }
    var result = 0.0
    for clause in clauses where clause.role == .optional {
      for part in clause.lists where part.total * part.list.maximum > result {
        let list = part.list
        guard let maxima = list.windowMaxima, list.windowCount >= limit else { continue }
        var greatest = GreatestValues<Float>(limit: limit)
        for window in 0..<list.windowCount { greatest.offer(maxima[window]) }
        // The maxima were rounded up: take back more than that.
        result = max(result, part.total * Double(greatest.least) * (1 - 1e-6))
      }
    }
    return result
  }
}

/// The greatest of many values: a heap with the least of them on top.
struct GreatestValues<Value: BinaryFloatingPoint> {
  private let limit: Int
  private var heap: [Value] = []

  /// Keeps `limit` values, at least one.
  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  /// The least value kept; 0 as long as there are fewer than the limit.
  var least: Value { heap.count == limit ? heap[0] : 0 }

  /// Takes a value, 0 or more, into account.
  @inline(__always)
  mutating func offer(_ value: Value) {
    if heap.count == limit, value <= heap[0] { return }
    insert(value)
  }

  private mutating func insert(_ value: Value) {
    if heap.count == limit {
      heap[0] = value
      siftDown(0)
      return
    }
    heap.append(value)
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
