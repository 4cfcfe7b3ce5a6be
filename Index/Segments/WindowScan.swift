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
  /// Two lists of which rows may get more for having both, and those rows of the window at hand.
  private struct Pair {
    let weight: Double
    var left: View
    var right: View
    var rows = Bits()
  }

  /// A clause as the loops see it: its lists, and what they can give in the window at hand.
  private struct Part {
    let views: Range<Int>
    let isRequired: Bool
    let isBonus: Bool
    let adds: Bool
    var bound = 0.0
    var isEmpty = false
    var isEssential = false
  }

  private typealias View = WindowView
  private typealias Views = UnsafeMutableBufferPointer<View>
  private typealias Parts = UnsafeMutableBufferPointer<Part>
  private typealias Pairs = UnsafeMutableBufferPointer<Pair>
  private typealias Sums = UnsafeMutableBufferPointer<Double>
  private typealias Bits = WindowBits

  private static let size = ScoredList.windowSize
  /// Bounds are sums in another order, partly of Floats: let nothing be lost to rounding.
  private static let slack = 1 + 1e-9

  private let plan: SearchPlan
  private let windowCount: Int
  private let hasRequired: Bool
  private let factors: RowFactors?
  private let pairs: [RankedPair]
  private let norms: RowNorms?
  /// The most that all pairs together can give.
  private let margin: Double
  /// The greatest factor of a row, and the slack.
  private let lift: Double
  private var best: TopHits

  init(plan: SearchPlan, rowLimit: Int, query: RankedQuery) {
    self.plan = plan
    factors = query.factors
    norms = query.norms
    pairs = query.norms == nil ? [] : query.pairs
    margin = pairs.reduce(0) { $0 + $1.weight } * ((norms?.saturation ?? 0) + 1)
    lift = (query.factors?.range.upperBound ?? 1) * WindowScan.slack
    windowCount = (rowLimit + WindowScan.size - 1) >> Int(ScoredList.windowShift)
    hasRequired = plan.clauses.contains { $0.role == .required }
    let floor = WindowScan.floor(plan, limit: query.limit)
    best = TopHits(
      limit: query.limit, floor: floor * (query.factors?.range.lowerBound ?? 1))
  }

  /// A score that at least `limit` rows reach: in `limit` windows one row has the greatest impact.
  private static func floor(_ plan: SearchPlan, limit: Int) -> Double {
    guard plan.filter == nil, !plan.clauses.contains(where: { $0.role == .required }),
      limit <= 100
    else { return 0 }
    var result = 0.0
    for clause in plan.clauses where clause.role == .optional {
      for (list, factor) in clause.lists {
        guard let maxima = list.windowMaxima, list.windowCount >= limit,
          factor * list.maximum > result
        else { continue }
        var best: [Float] = []
        for window in 0..<list.windowCount {
          let maximum = maxima[window]
          if best.count == limit, maximum <= best[limit - 1] { continue }
          if best.count == limit { best.removeLast() }
          var index = best.count
          while index > 0, best[index - 1] < maximum { index -= 1 }
          best.insert(maximum, at: index)
        }
        if let least = best.last {
          // The maxima were rounded up: take back more than that.
          result = max(result, factor * Double(least) * (1 - 1e-6))
        }
      }
    }
    return result
  }

  /// The rows that may be among the best, by row.
  mutating func run() -> [RankedCandidate] {
    let viewCount = plan.clauses.reduce(0) { $0 + $1.lists.count }
    withExtendedLifetime((plan, pairs)) {
      withUnsafeTemporaryAllocation(of: View.self, capacity: viewCount) { views in
        withUnsafeTemporaryAllocation(of: Part.self, capacity: plan.clauses.count) { parts in
          withUnsafeTemporaryAllocation(of: Pair.self, capacity: pairs.count) { pairs in
            fill(views, parts, pairs)
            // The first half for sums, the second for the clause at hand.
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * WindowScan.size) { sums in
              sums.initialize(repeating: 0)
              let space = Space(views: views, parts: parts, pairs: pairs, sums: sums)
              if let filter = plan.filter {
                filter.words.withUnsafeBufferPointer { scan(space, $0) }
              } else {
                scan(space, nil)
              }
            }
          }
        }
      }
    }
    return best.candidates
  }

  /// Memory of one run.
  private struct Space {
    let views: Views
    let parts: Parts
    let pairs: Pairs
    let sums: Sums
  }

  private func fill(_ views: Views, _ parts: Parts, _ pairs: Pairs) {
    var next = 0
    for (index, clause) in plan.clauses.enumerated() {
      let first = next
      for (list, factor) in clause.lists {
        views.initializeElement(at: next, to: View(list, factor: factor))
        next += 1
      }
      parts.initializeElement(
        at: index,
        to: Part(
          views: first..<next, isRequired: clause.role == .required,
          isBonus: clause.role == .bonus && !plan.takesAll, adds: clause.adds))
    }
    for (index, pair) in self.pairs.enumerated() {
      pairs.initializeElement(
        at: index,
        to: Pair(
          weight: pair.weight, left: View(pair.left.scored, factor: 1),
          right: View(pair.right.scored, factor: 1)))
    }
  }

  private mutating func scan(_ space: Space, _ filter: UnsafeBufferPointer<UInt64>?) {
    // Clauses from the one that gives least, for choosing those that bring no rows.
    let order = plan.clauses.indices.sorted {
      plan.clauses[$0].maximum < plan.clauses[$1].maximum
    }
    order.withUnsafeBufferPointer { order in
      var window = 0
      while let next = nextWindow(space.views, space.parts, from: window) {
        window = next + 1
        scan(next, space, order, filter)
      }
    }
  }

  /// The next window that can hold a row of a match.
  @inline(__always)
  private func nextWindow(_ views: Views, _ parts: Parts, from window: Int) -> Int? {
    if plan.takesAll { return window < windowCount ? window : nil }
    var result = hasRequired ? window : Int.max
    for part in parts where part.isRequired || (!hasRequired && !part.isBonus) {
      var mine = Int.max
      for index in part.views {
        if let next = views[index].next(from: window) { mine = min(mine, next) }
      }
      result = hasRequired ? max(result, mine) : min(result, mine)
    }
    return result < windowCount ? result : nil
  }

  @inline(__always)
  private mutating func scan(
    _ window: Int, _ space: Space, _ order: UnsafeBufferPointer<Int>,
    _ filter: UnsafeBufferPointer<UInt64>?
  ) {
    let (views, parts) = (space.views, space.parts)
    var allowed = Bits.all
    if let filter {
      allowed.low = 2 * window < filter.count ? filter[2 * window] : 0
      allowed.high = 2 * window + 1 < filter.count ? filter[2 * window + 1] : 0
      if allowed.isEmpty { return }
    }
    // What each clause can give here.
    var total = 0.0
    for index in parts.indices {
      locate(&parts[index], views, window)
      total += parts[index].bound
      if parts[index].isRequired, parts[index].isEmpty { return }
    }
    let threshold = best.threshold
    var margin = margin
    if (total + margin) * lift < threshold { return }
    if margin > 0 {
      margin = locatePairs(space.pairs, window)
      if (total + margin) * lift < threshold { return }
    }

    // Which rows can be hits.
    var rows = Bits()
    if hasRequired {
      rows = .all
      for part in parts where part.isRequired {
        rows.formIntersection(bits(part, views, window))
      }
    } else if plan.takesAll, threshold <= 0 {
      rows = allowed
    } else {
      // A row that only clauses up to here bring has at most this, with every bonus.
      var rest = margin
      for part in parts where part.isBonus { rest += part.bound }
      for index in order where !parts[index].isBonus {
        rest += parts[index].bound
        parts[index].isEssential = rest * lift >= threshold
      }
      for part in parts where part.isEssential && !part.isEmpty {
        rows.formUnion(bits(part, views, window))
      }
    }
    rows.formIntersection(allowed)
    let candidates = rows.count
    if candidates == 0 { return }
    addUp(window, space, rows, candidates, margin)
  }

  /// Finds the rows that have both lists of a pair, and the most that pairs can give here.
  @inline(__always)
  private func locatePairs(_ pairs: Pairs, _ window: Int) -> Double {
    var result = 0.0
    for index in pairs.indices {
      pairs[index].left.locate(window)
      pairs[index].right.locate(window)
      pairs[index].rows = pairs[index].left.bits(window)
      pairs[index].rows.formIntersection(pairs[index].right.bits(window))
      if !pairs[index].rows.isEmpty { result += pairs[index].weight }
    }
    return result * ((norms?.saturation ?? 0) + 1)
  }

  /// Adds up the scores of the rows and offers them.
  @inline(__always)
  private mutating func addUp(
    _ window: Int, _ space: Space, _ rows: Bits, _ candidates: Int, _ margin: Double
  ) {
    let base = UInt32(window << Int(ScoredList.windowShift))
    guard let sum = space.sums.baseAddress else { return }
    let views = space.views
    for part in space.parts where !part.isEmpty {
      if part.adds || part.views.count == 1 {
        for index in part.views {
          views[index].forEachValue(rows, candidates, window) { sum[$0] += $1 }
        }
      } else {
        let greatest = sum + WindowScan.size
        for index in part.views {
          views[index].forEachValue(rows, candidates, window) { bit, value in
            if value > greatest[bit] { greatest[bit] = value }
          }
        }
        for bit in 0..<WindowScan.size { sum[bit] += greatest[bit] }
        greatest.update(repeating: 0, count: WindowScan.size)
      }
    }
    rows.forEach { bit in
      let row = base + UInt32(bit)
      let factor = factors?.value(row) ?? 1
      let score = sum[bit] * factor
      var bound = score
      if margin > 0, score + margin * lift >= best.threshold {
        bound += greatestOfPairs(space.pairs, bit, row) * factor * WindowScan.slack
      }
      best.offer(row, score, bound: bound)
    }
    sum.update(repeating: 0, count: WindowScan.size)
  }

  /// The most that pairs can give to a row.
  @inline(__always)
  private func greatestOfPairs(_ pairs: Pairs, _ bit: Int, _ row: UInt32) -> Double {
    guard let norms else { return 0 }
    var result = 0.0
    for pair in pairs where pair.rows.place(of: bit) != nil {
      let places = min(pair.left.places(row), pair.right.places(row))
      result +=
        pair.weight * (places < 255 ? norms.greatest(places, row: row) : norms.saturation + 1)
    }
    return result
  }

  /// Finds the postings of a clause in a window, and the most that they can give.
  @inline(__always)
  private func locate(_ part: inout Part, _ views: Views, _ window: Int) {
    part.bound = 0
    part.isEmpty = true
    for index in part.views {
      views[index].locate(window)
      if !views[index].isEmpty { part.isEmpty = false }
      part.bound =
        part.adds ? part.bound + views[index].bound : max(part.bound, views[index].bound)
    }
  }

  /// The rows of a clause in the window at hand, as bits.
  @inline(__always)
  private func bits(_ part: Part, _ views: Views, _ window: Int) -> Bits {
    var result = Bits()
    for index in part.views { result.formUnion(views[index].bits(window)) }
    return result
  }
}
