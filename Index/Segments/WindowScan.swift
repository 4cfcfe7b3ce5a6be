/// Finds the best rows of a plan, window by window.
///
/// A window is 128 rows. The greatest score that a window can hold is the sum of what each clause
/// can give there; a window below the score of the worst hit so far is left out without a look at
/// its postings (block-max pruning in the manner of Ding and Suel, SIGIR 2011, over ranges of rows).
/// Within a window the clauses that together cannot lift a row over that score do not bring rows of
/// their own (MaxScore; Turtle and Flood, 1995). Both leave out only rows that cannot be hits.
///
/// The score of a row is always added up in the order of the groups, so it is the same number
/// whatever was pruned.
struct WindowScan {
  /// A clause as the loops see it; the lists themselves are held by `plan`.
  private struct View {
    let rows: UnsafePointer<UInt32>
    let impacts: UnsafePointer<Double>
    let count: Int
    let factor: Double
    let maxima: UnsafePointer<Float>?
    let starts: UnsafePointer<UInt32>?
    let windowCount: Int
    let isRequired: Bool
    let isBonus: Bool
    /// For lists without windows: the first posting not before the window.
    var cursor = 0
    /// The postings in the window at hand, and the most that they can give.
    var start = 0
    var end = 0
    var bound = 0.0
    var isEssential = false
  }

  private static let size = ScoredList.windowSize
  /// Bounds are sums in another order, partly of Floats: let nothing be lost to rounding.
  private static let slack = 1 + 1e-9

  private let plan: SearchPlan
  private let windowCount: Int
  private let hasRequired: Bool
  private let factors: RowFactors?
  /// The greatest factor of a row, and the slack.
  private let lift: Double
  private var best: TopHits

  init(plan: SearchPlan, rowLimit: Int, query: RankedQuery) {
    self.plan = plan
    factors = query.factors
    lift = (query.factors?.range.upperBound ?? 1) * WindowScan.slack
    windowCount = (rowLimit + WindowScan.size - 1) >> Int(ScoredList.windowShift)
    hasRequired = plan.clauses.contains { $0.role == .required }
    let floor = WindowScan.floor(plan, limit: query.limit)
    best = TopHits(
      limit: query.limit, priorities: query.priorities,
      floor: floor * (query.factors?.range.lowerBound ?? 1))
  }

  /// A score that at least `limit` rows reach: in `limit` windows one row has the greatest impact.
  private static func floor(_ plan: SearchPlan, limit: Int) -> Double {
    guard plan.filter == nil, !plan.clauses.contains(where: { $0.role == .required }),
      limit <= 100
    else { return 0 }
    var result = 0.0
    for clause in plan.clauses where clause.role == .optional {
      guard let maxima = clause.list.windowMaxima, clause.list.windowCount >= limit,
        clause.factor * clause.list.maximum > result
      else { continue }
      var best: [Float] = []
      for window in 0..<clause.list.windowCount {
        let maximum = maxima[window]
        if best.count == limit, maximum <= best[limit - 1] { continue }
        if best.count == limit { best.removeLast() }
        var index = best.count
        while index > 0, best[index - 1] < maximum { index -= 1 }
        best.insert(maximum, at: index)
      }
      if let least = best.last {
        // The maxima were rounded up: take back more than that.
        result = max(result, clause.factor * Double(least) * (1 - 1e-6))
      }
    }
    return result
  }

  /// The hits, best first.
  mutating func run() -> [RankedHit] {
    let count = plan.clauses.count
    withExtendedLifetime(plan) {
      withUnsafeTemporaryAllocation(of: View.self, capacity: count) { views in
        for (index, clause) in plan.clauses.enumerated() {
          views.initializeElement(
            at: index,
            to: View(
              rows: UnsafePointer(clause.list.rows),
              impacts: UnsafePointer(clause.list.impacts), count: clause.count,
              factor: clause.factor, maxima: clause.list.windowMaxima.map { UnsafePointer($0) },
              starts: clause.list.windowStarts.map { UnsafePointer($0) },
              windowCount: clause.list.windowCount, isRequired: clause.role == .required,
              isBonus: clause.role == .bonus))
        }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: WindowScan.size) { sums in
          sums.initialize(repeating: 0)
          if let filter = plan.filter {
            filter.words.withUnsafeBufferPointer { scan(views, sums, $0) }
          } else {
            scan(views, sums, nil)
          }
        }
      }
    }
    return best.hits
  }

  private mutating func scan(
    _ views: UnsafeMutableBufferPointer<View>, _ sums: UnsafeMutableBufferPointer<Double>,
    _ filter: UnsafeBufferPointer<UInt64>?
  ) {
    // Clauses from the one that gives least, for choosing those that bring no rows.
    let order = views.indices.sorted {
      views[$0].factor * plan.clauses[$0].list.maximum
        < views[$1].factor * plan.clauses[$1].list.maximum
    }
    order.withUnsafeBufferPointer { order in
      var window = 0
      while let next = nextWindow(views, from: window) {
        window = next + 1
        scan(next, views, order, sums, filter)
      }
    }
  }

  /// The next window that can hold a row of a match.
  @inline(__always)
  private func nextWindow(
    _ views: UnsafeMutableBufferPointer<View>, from window: Int
  ) -> Int? {
    var result = hasRequired ? window : Int.max
    for index in views.indices where views[index].isRequired || !hasRequired {
      if views[index].isBonus { continue }
      var mine = window
      if views[index].starts == nil {
        let first = UInt32(clamping: window << Int(ScoredList.windowShift))
        views[index].cursor = Galloping.search(
          views[index].rows, from: views[index].cursor, count: views[index].count, for: first)
        guard views[index].cursor < views[index].count else {
          if hasRequired { return nil }
          continue
        }
        mine = Int(views[index].rows[views[index].cursor] >> ScoredList.windowShift)
      } else if window >= views[index].windowCount {
        if hasRequired { return nil }
        continue
      }
      result = hasRequired ? max(result, mine) : min(result, mine)
    }
    return result < windowCount ? result : nil
  }

  @inline(__always)
  private mutating func scan(
    _ window: Int, _ views: UnsafeMutableBufferPointer<View>, _ order: UnsafeBufferPointer<Int>,
    _ sums: UnsafeMutableBufferPointer<Double>, _ filter: UnsafeBufferPointer<UInt64>?
  ) {
    var allowed = (low: UInt64.max, high: UInt64.max)
    if let filter {
      allowed.low = 2 * window < filter.count ? filter[2 * window] : 0
      allowed.high = 2 * window + 1 < filter.count ? filter[2 * window + 1] : 0
      if allowed.low | allowed.high == 0 { return }
    }
    // What each clause can give here.
    var total = 0.0
    for index in views.indices {
      locate(&views[index], window)
      total += views[index].bound
      if views[index].isRequired, views[index].start == views[index].end { return }
    }
    let threshold = best.threshold
    if total * lift < threshold { return }

    // Which rows can be hits.
    var rows = (low: UInt64(0), high: UInt64(0))
    if hasRequired {
      rows = (.max, .max)
      for view in views where view.isRequired {
        let bits = bits(view)
        rows.low &= bits.low
        rows.high &= bits.high
      }
    } else {
      // A row that only clauses up to here bring has at most this, with every bonus.
      var rest = 0.0
      for view in views where view.isBonus { rest += view.bound }
      for index in order where !views[index].isBonus {
        rest += views[index].bound
        views[index].isEssential = rest * lift >= threshold
      }
      for view in views where view.isEssential && view.start < view.end {
        let bits = bits(view)
        rows.low |= bits.low
        rows.high |= bits.high
      }
    }
    rows.low &= allowed.low
    rows.high &= allowed.high
    let candidates = rows.low.nonzeroBitCount + rows.high.nonzeroBitCount
    if candidates == 0 { return }
    addUp(window, views, sums, rows, candidates)
  }

  /// Adds up the scores of the rows and offers them.
  @inline(__always)
  private mutating func addUp(
    _ window: Int, _ views: UnsafeMutableBufferPointer<View>,
    _ sums: UnsafeMutableBufferPointer<Double>, _ rows: (low: UInt64, high: UInt64),
    _ candidates: Int
  ) {
    let base = UInt32(window << Int(ScoredList.windowShift))
    let mask = UInt32(WindowScan.size - 1)
    for view in views where view.start < view.end {
      if view.end - view.start <= 8 * candidates {
        for index in view.start..<view.end {
          sums[Int(view.rows[index] & mask)] += view.factor * view.impacts[index]
        }
      } else {
        var from = view.start
        WindowScan.forEachBit(rows) { bit in
          let row = base + UInt32(bit)
          from = Galloping.search(view.rows, from: from, count: view.end, for: row)
          if from < view.end, view.rows[from] == row {
            sums[bit] += view.factor * view.impacts[from]
          }
        }
      }
    }
    if let factors {
      WindowScan.forEachBit(rows) { bit in
        let row = base + UInt32(bit)
        best.offer(row, sums[bit] * factors.value(row))
      }
    } else {
      WindowScan.forEachBit(rows) { bit in best.offer(base + UInt32(bit), sums[bit]) }
    }
    sums.update(repeating: 0)
  }

  /// Finds the postings of a clause in a window, and the most that they can give.
  @inline(__always)
  private func locate(_ view: inout View, _ window: Int) {
    if let starts = view.starts, let maxima = view.maxima {
      guard window < view.windowCount else {
        (view.start, view.end, view.bound) = (0, 0, 0)
        return
      }
      view.start = Int(starts[window])
      view.end = Int(starts[window + 1])
      view.bound = view.factor * Double(maxima[window])
      return
    }
    let first = UInt32(clamping: window << Int(ScoredList.windowShift))
    view.cursor = Galloping.search(view.rows, from: view.cursor, count: view.count, for: first)
    var end = view.cursor
    var greatest = 0.0
    while end < view.count, view.rows[end] >> ScoredList.windowShift == UInt32(window) {
      greatest = max(greatest, view.impacts[end])
      end += 1
    }
    view.start = view.cursor
    view.end = end
    view.bound = view.factor * greatest
  }

  /// The rows of a clause in the window at hand, as bits.
  @inline(__always)
  private func bits(_ view: View) -> (low: UInt64, high: UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in view.start..<view.end {
      let bit = view.rows[index] & UInt32(WindowScan.size - 1)
      if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit - 64) }
    }
    return (low, high)
  }

  @inline(__always)
  private static func forEachBit(
    _ bits: (low: UInt64, high: UInt64), _ body: (Int) -> Void
  ) {
    var rest = bits.low
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    rest = bits.high
    while rest != 0 {
      body(64 + rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
}
