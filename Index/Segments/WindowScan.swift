/// Finds the best rows of a plan, window by window.
///
/// A window is 128 rows. The greatest score that a window can hold is the sum of what each clause
/// can give there; a window below the score of the worst hit so far is left out without a look at
/// its postings (block-max pruning in the manner of Ding and Suel, SIGIR 2011, over ranges of rows).
/// A few windows with the greatest bounds are looked at first, so that this score is high from the
/// start.
///
/// Within a window the clauses that together cannot lift a row over that score do not bring rows of
/// their own (MaxScore; Turtle and Flood, 1995), and a row is given up as soon as what it has and what
/// the clauses still to come can give stays below. All of this leaves out only rows that cannot be
/// hits.
///
/// The score of a row that is left is added up in the order of the groups, so it is the same number
/// whatever was pruned.
struct WindowScan {
  /// What a pair, by its number, gives to a row, exactly.
  typealias PairScore = (_ pair: Int, _ row: UInt32) throws -> Double

  private typealias View = WindowView
  private typealias Views = UnsafeMutableBufferPointer<View>
  private typealias Part = ScanPart
  private typealias Pair = ScanPair
  private typealias Parts = UnsafeMutableBufferPointer<Part>
  private typealias Bits = WindowBits

  /// Memory of one run.
  private struct Space {
    let views: Views
    let parts: Parts
    /// Parts from the one that can give most to the one that can give least.
    let order: UnsafeBufferPointer<Int>
    /// A sum for each row of the window at hand; zeros between windows.
    let sums: UnsafeMutablePointer<Float>
    /// Likewise for the clause at hand.
    let greatest: UnsafeMutablePointer<Float>
    let filter: UnsafeBufferPointer<UInt64>?
  }

  /// Windows looked at first.
  private static let seedWindows = 16
  private static let size = ScoredList.windowSize
  /// Bounds are sums in another order, partly of Floats: let nothing be lost to rounding.
  static let slack = 1 + 1e-9
  /// What sums of hundreds of Floats may lose to rounding, and more.
  private static let coarseness: Float = 1 - 1e-4
  /// Likewise the other way round.
  private static let fineness = 1 + 1e-4

  private let plan: SearchPlan
  private let windowCount: Int
  private let hasRequired: Bool
  private let factors: RowFactors?
  private let rankedPairs: [RankedPair]
  private let norms: RowNorms?
  /// The greatest factor of a row, and the slack.
  private let lift: Double
  private var pairs: [Pair] = []
  private var best: TopHits
  /// Rows whose pairs are to be read.
  private var waiting: WaitingRows
  /// Whether the windows at hand are those looked at first.
  private var isFirst = false

  init(plan: SearchPlan, rowLimit: Int, query: RankedQuery) {
    self.plan = plan
    factors = query.factors
    norms = query.norms
    rankedPairs = query.norms == nil ? [] : query.pairs
    waiting = WaitingRows(rankedPairs, query.norms)
    lift = (query.factors?.range.upperBound ?? 1) * WindowScan.slack
    windowCount = (rowLimit + WindowScan.size - 1) >> Int(ScoredList.windowShift)
    hasRequired = plan.clauses.contains { $0.role == .required }
    best = TopHits(
      limit: query.limit,
      floor: plan.floor(query.limit) * (query.factors?.range.lowerBound ?? 1), rowLimit: rowLimit)
  }

  /// The best rows, and all that tie with the last of them, by row.
  mutating func run(_ pairScore: PairScore) rethrows -> BestCandidates {
    var lists = plan.clauses.flatMap(\.lists)
    for pair in rankedPairs {
      pairs.append(
        Pair(
          weight: pair.weight, left: WindowScan.place(of: pair.left.scored, in: &lists),
          right: WindowScan.place(of: pair.right.scored, in: &lists),
          greatest: pair.weight * ((norms?.saturation ?? 0) + 1)))
    }
    let maxima = plan.clauses.map(\.maximum)
    let order = maxima.indices.sorted { maxima[$0] > maxima[$1] }
    let bounds = WindowBounds(
      plan.clauses, windowCount: windowCount, pairs: rankedPairs,
      saturation: norms?.saturation ?? 0)
    try withExtendedLifetime(lists) {
      try withUnsafeTemporaryAllocation(of: View.self, capacity: lists.count) { views in
        for (index, list) in lists.enumerated() {
          views.initializeElement(at: index, to: View(list))
        }
        try withUnsafeTemporaryAllocation(of: Part.self, capacity: plan.clauses.count) { parts in
          fill(parts)
          try withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * WindowScan.size) { sums in
            sums.initialize(repeating: 0)
            guard let base = sums.baseAddress else { return }
            try order.withUnsafeBufferPointer { order in
              func scan(_ filter: UnsafeBufferPointer<UInt64>?) throws {
                try self.scan(
                  Space(
                    views: views, parts: parts, order: order, sums: base,
                    greatest: base + WindowScan.size, filter: filter), bounds, pairScore)
              }
              if let filter = plan.filter {
                try filter.words.withUnsafeBufferPointer { try scan($0) }
              } else {
                try scan(nil)
              }
            }
          }
        }
      }
    }
    var found = best.candidates
    // Those that waited came late.
    if !rankedPairs.isEmpty { found.better.sort { $0.row < $1.row } }
    return found
  }

  /// Where a list stands among the lists, at the end of them if it did not yet.
  private static func place(
    of list: ScoredList, in lists: inout [WeightedList]
  ) -> Int {
    if let known = lists.firstIndex(where: { $0.list === list }) { return known }
    lists.append(WeightedList(list, 0))
    return lists.count - 1
  }

  private func fill(_ parts: Parts) {
    var next = 0
    for (index, clause) in plan.clauses.enumerated() {
      let first = next
      next += clause.lists.count
      parts.initializeElement(
        at: index,
        to: Part(
          views: first..<next, isRequired: clause.role == .required,
          isBonus: clause.role == .bonus && !plan.takesAll,
          adds: clause.adds || clause.lists.count == 1))
    }
  }

  private mutating func scan(
    _ space: Space, _ bounds: WindowBounds, _ pairScore: PairScore
  ) throws {
    if windowCount > 2 * WindowScan.seedWindows {
      isFirst = true
      for window in bounds.greatest(WindowScan.seedWindows).prefix(2 * WindowScan.seedWindows) {
        try visit(window, space, pairScore)
      }
      // Begins anew with the score that so many rows reach by them.
      var hits = best.emptied(floor: best.threshold)
      try waiting.readAll(into: &hits, pairScore)
      best = best.emptied(floor: max(best.threshold, hits.threshold))
      isFirst = false
      for index in space.views.indices { space.views[index].restart() }
    }
    for window in bounds.values.indices where bounds.values[window] * lift >= best.threshold {
      try visit(window, space, pairScore)
    }
    try waiting.readAll(into: &best, pairScore)
  }

  /// Offers the rows of a window that may be among the best; windows come in ascending order.
  ///
  /// This and what is done for each row are not inlined: the loops over windows must fit the cache for code.
  @inline(never)
  private mutating func visit(
    _ window: Int, _ space: Space, _ pairScore: PairScore
  ) throws {
    var allowed = Bits.all
    if let filter = space.filter {
      allowed.low = 2 * window < filter.count ? filter[2 * window] : 0
      allowed.high = 2 * window + 1 < filter.count ? filter[2 * window + 1] : 0
      if allowed.isEmpty { return }
    }
    for index in space.views.indices { space.views[index].locate(window) }
    let margin = locatePairs(space.views)
    var rows = candidates(space, margin)
    rows.formIntersection(allowed)
    if rows.isEmpty { return }
    defer { space.sums.update(repeating: 0, count: WindowScan.size) }
    let base = UInt32(window << Int(ScoredList.windowShift))
    if space.views.count == 1, pairs.isEmpty, !plan.takesAll {
      best.offer(rows, of: space.views[0], window: window, factors)
      return
    }
    thin(&rows, space)
    while let bit = rows.removeFirst() {
      try offer(bit, base + UInt32(bit), margin, space, pairScore)
    }
  }

  /// Offers a row of the window at hand.
  @inline(never)
  private mutating func offer(
    _ bit: Int, _ row: UInt32, _ margin: Double, _ space: Space, _ pairScore: PairScore
  ) throws {
    let factor = factors?.value(row) ?? 1
    guard margin > 0 else {
      best.offer(row, score(bit, space) * factor)
      return
    }
    let (most, allowance) = greatestOfPairs(space.views, bit, row)
    // What is known of the row is a bound with more for its pairs than they can give.
    let sum = Double(space.sums[bit])
    let coarse = sum * WindowScan.fineness - allowance + most
    if sum > 0, coarse * factor * WindowScan.slack < best.threshold { return }
    let score = score(bit, space) * factor
    let bound = score + most * factor * WindowScan.slack
    guard bound >= best.threshold else { return }
    if isFirst { best.offer(row, score) }
    waiting.append(ScoredSeed(row: row, score: score, factor: factor, bound: bound))
    if !isFirst, waiting.areMany { try waiting.readSome(into: &best, pairScore) }
  }

  /// Finds the rows that have both lists of a pair, and the most that pairs can give here.
  @inline(__always)
  private mutating func locatePairs(_ views: Views) -> Double {
    var result = 0.0
    for index in pairs.indices {
      var rows = views[pairs[index].left].rows
      rows.formIntersection(views[pairs[index].right].rows)
      pairs[index].rows = rows
      if !rows.isEmpty { result += pairs[index].greatest }
    }
    return result
  }

  /// The rows of a window that may be hits by the bounds of the clauses there.
  @inline(__always)
  private func candidates(_ space: Space, _ margin: Double) -> Bits {
    let (views, parts) = (space.views, space.parts)
    let threshold = best.threshold
    // From the clause that can give least: those that bring no rows, and what is still to come.
    var total = 0.0
    var bonuses = 0.0
    for index in space.order.reversed() {
      locate(&parts[index], views)
      parts[index].rest = total
      total += parts[index].bound
      if parts[index].isBonus { bonuses += parts[index].bound }
      if parts[index].isRequired, parts[index].isEmpty { return Bits() }
    }
    if (total + margin) * lift < threshold { return Bits() }
    if hasRequired {
      var rows = Bits.all
      for part in parts where part.isRequired {
        rows.formIntersection(bits(part, views))
      }
      return rows
    }
    if plan.takesAll, threshold <= 0 { return .all }
    // A row that only clauses up to here bring has at most this, with every bonus.
    var rest = margin + bonuses
    var rows = Bits()
    for index in space.order.reversed() where !parts[index].isBonus {
      rest += parts[index].bound
      parts[index].isEssential = rest * lift >= threshold
      if parts[index].isEssential, !parts[index].isEmpty {
        rows.formUnion(bits(parts[index], views))
      }
    }
    return rows
  }

  /// Finds what a clause has in the window at hand, and the most that it can give.
  @inline(__always)
  private func locate(_ part: inout Part, _ views: Views) {
    part.bound = 0
    part.isEmpty = true
    for index in part.views {
      if !views[index].isEmpty { part.isEmpty = false }
      part.bound =
        part.adds ? part.bound + views[index].bound : max(part.bound, views[index].bound)
    }
  }

  /// The rows of a clause in the window at hand, as bits.
  @inline(__always)
  private func bits(_ part: Part, _ views: Views) -> Bits {
    var result = Bits()
    for index in part.views { result.formUnion(views[index].rows) }
    return result
  }

  /// Gives up the rows that cannot reach the threshold, by bounds of their impacts, clause by clause
  /// from the one that can give most.
  @inline(__always)
  private func thin(_ rows: inout Bits, _ space: Space) {
    let threshold = best.threshold
    guard threshold > 0 else { return }
    let sums = space.sums
    for pair in pairs {
      let greatest = Float(pair.greatest)
      pair.rows.forEach { sums[$0] += greatest }
    }
    for index in space.order where !space.parts[index].isEmpty {
      let part = space.parts[index]
      let count = rows.count
      if part.adds {
        for view in part.views {
          space.views[view].forEachBound(rows, count) { sums[$0] += $1 }
        }
      } else {
        let greatest = space.greatest
        for view in part.views {
          space.views[view].forEachBound(rows, count) { bit, value in
            greatest[bit] = value > greatest[bit] ? value : greatest[bit]
          }
        }
        for bit in 0..<WindowScan.size { sums[bit] += greatest[bit] }
        greatest.update(repeating: 0, count: WindowScan.size)
      }
      // Where the lesser clauses alone could do it, no row is hopeless yet.
      let least = threshold / lift - part.rest
      if least <= 0 { continue }
      let cut = Float(least) * WindowScan.coarseness
      rows.keep(sums, atLeast: cut)
      if rows.isEmpty { return }
    }
  }

  /// The score of a row of the window at hand without pairs and factor.
  @inline(__always)
  private func score(_ bit: Int, _ space: Space) -> Double {
    var result = 0.0
    for part in space.parts where !part.isEmpty {
      if part.adds {
        for view in part.views { space.views[view].add(bit, to: &result) }
      } else {
        var greatest = 0.0
        for view in part.views { greatest = max(greatest, space.views[view].value(bit)) }
        result += greatest
      }
    }
    return result
  }

  /// The most that pairs can give to a row, and what its sum of bounds allows for them.
  @inline(__always)
  private func greatestOfPairs(
    _ views: Views, _ bit: Int, _ row: UInt32
  ) -> (most: Double, allowance: Double) {
    var (most, allowance) = (0.0, 0.0)
    for pair in pairs where pair.rows.contains(bit) {
      most += greatest(of: pair, views, bit, row)
      allowance += pair.greatest
    }
    return (most, allowance)
  }

  /// The most that a pair can give to a row that has both lists.
  @inline(__always)
  private func greatest(of pair: Pair, _ views: Views, _ bit: Int, _ row: UInt32) -> Double {
    guard let norms, let first = views.baseAddress else { return 0 }
    let places = View.places(first + pair.left, first + pair.right, bit)
    return norms.greatest(places, row: row, pair.weight)
  }
}
