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
        for (list, factor) in clause.lists { WindowBounds.add(list, factor, to: &values) }
        continue
      }
      greatest = [Double](repeating: 0, count: windowCount)
      for (list, factor) in clause.lists { WindowBounds.raise(&greatest, to: list, factor) }
      for window in 0..<windowCount { values[window] += greatest[window] }
    }
  }

  /// The windows with the greatest bounds, ascending: at least `count` if there are as many, and no
  /// more than that.
  func greatest(_ count: Int) -> [Int] {
    guard count > 0, count < values.count else { return Array(values.indices) }
    // A heap with the least of the greatest on top.
    var heap: [Int] = []
    heap.reserveCapacity(count)
    for window in values.indices {
      if heap.count < count {
        heap.append(window)
        if heap.count == count {
          for start in stride(from: count / 2 - 1, through: 0, by: -1) { siftDown(&heap, start) }
        }
      } else if values[window] > values[heap[0]] {
        heap[0] = window
        siftDown(&heap, 0)
      }
    }
    return heap.sorted()
  }

  private func siftDown(_ heap: inout [Int], _ start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heap.count && values[heap[child]] < values[heap[least]] {
        least = child
      }
      guard least != index else { return }
      heap.swapAt(index, least)
      index = least
    }
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
    guard let rows = list.rows else { return }
    var index = 0
    while index < list.count {
      let window = rows[index] >> ScoredList.windowShift
      guard window < windowCount else { return }
      var greatest = 0.0
      while index < list.count, rows[index] >> ScoredList.windowShift == window {
        greatest = max(greatest, list.impacts[index])
        index += 1
      }
      body(Int(window), greatest)
    }
  }
}
