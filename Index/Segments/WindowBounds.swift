/// The most that a row of each window can score by a plan, list by list from their maxima.
///
/// Lists with windows are added in one sweep over two arrays, so that a search of many words learns
/// in microseconds where good rows can be at all.
struct WindowBounds {
  /// One bound a window.
  private(set) var values: [Double]

  /// Adds up the clauses and, where a row has both lists of a pair, the pairs.
  init(_ clauses: [SearchClause], windowCount: Int, pairs: [RankedPair], saturation: Double) {
    values = [Double](repeating: 0, count: windowCount)
    for pair in pairs {
      let greatest = pair.weight * (saturation + 1)
      WindowBounds.forEachCommonWindow(pair.left.scored, pair.right.scored) { window in
        if window < windowCount { values[window] += greatest }
      }
    }
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
    var greatest = GreatestScores(limit: count)
    for value in values { greatest.offer(value) }
    let least = greatest.least
    return values.indices.filter { values[$0] >= least }
  }

  /// Calls `body` with each window in which a row is in both lists, once.
  private static func forEachCommonWindow(
    _ left: ScoredList, _ right: ScoredList, _ body: (Int) -> Void
  ) {
    if let a = left.windowBits, let b = right.windowBits {
      for window in 0..<min(left.windowCount, right.windowCount)
      where a[2 * window] & b[2 * window] | a[2 * window + 1] & b[2 * window + 1] != 0 {
        body(window)
      }
      return
    }
    var (few, many) = left.count <= right.count ? (left, right) : (right, left)
    if few.rows == nil { swap(&few, &many) }
    guard let rows = few.rows else { return }
    let others = many.rows
    var place = 0
    var last = UInt32.max
    for index in 0..<few.count {
      let row = rows[index]
      let window = row >> ScoredList.windowShift
      if window == last { continue }
      if let others {
        place = Galloping.search(others, from: place, count: many.count, for: row)
        guard place < many.count else { return }
        if others[place] != row { continue }
      } else if many.index(of: row) == nil {
        continue
      }
      last = window
      body(Int(window))
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
        var greatest = GreatestScores(limit: limit)
        for window in 0..<list.windowCount { greatest.offer(Double(maxima[window])) }
        // The maxima were rounded up: take back more than that.
        result = max(result, part.total * greatest.least * (1 - 1e-6))
      }
    }
    return result
  }
}
