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
  /// A list as the loops see it; the lists themselves are held by `plan`.
  private struct View {
    /// `nil` where `bits` has them.
    let rows: UnsafePointer<UInt32>?
    let impacts: UnsafePointer<Double>
    let count: Int
    let factor: Double
    let maxima: UnsafePointer<Float>?
    let starts: UnsafePointer<UInt32>?
    let bits: UnsafePointer<UInt64>?
    let totals: UnsafePointer<UInt8>?
    let windowCount: Int
    /// For lists without windows: the first posting not before the window.
    var cursor = 0
    /// The postings in the window at hand, and the most that they can give.
    var start = 0
    var end = 0
    var bound = 0.0

    init(_ list: ScoredList, factor: Double) {
      rows = list.rows.map { UnsafePointer($0) }
      impacts = UnsafePointer(list.impacts)
      count = list.count
      self.factor = factor
      maxima = list.windowMaxima.map { UnsafePointer($0) }
      starts = list.windowStarts.map { UnsafePointer($0) }
      bits = list.windowBits.map { UnsafePointer($0) }
      totals = list.totals.map { UnsafePointer($0) }
      windowCount = list.windowCount
    }
  }

  /// Two lists of which rows may get more for having both, and those rows of the window at hand.
  private struct Pair {
    let weight: Double
    var left: View
    var right: View
    var rows: Bits = (0, 0)
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

  private typealias Views = UnsafeMutableBufferPointer<View>
  private typealias Parts = UnsafeMutableBufferPointer<Part>
  private typealias Pairs = UnsafeMutableBufferPointer<Pair>
  private typealias Sums = UnsafeMutableBufferPointer<Double>
  private typealias Bits = (low: UInt64, high: UInt64)

  private static let size = ScoredList.windowSize
  /// Bounds are sums in another order, partly of Floats: let nothing be lost to rounding.
  private static let slack = 1 + 1e-9

  private let plan: SearchPlan
  private let windowCount: Int
  private let hasRequired: Bool
  private let factors: RowFactors?
  private let pairs: [RankedPair]
  private let norms: RowNorms?
  /// The greatest factor of a row, and the slack.
  private let lift: Double
  private var best: TopHits

  init(plan: SearchPlan, rowLimit: Int, query: RankedQuery) {
    self.plan = plan
    factors = query.factors
    norms = query.norms
    pairs = query.norms == nil ? [] : query.pairs
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
        guard views[index].starts == nil, let rows = views[index].rows else {
          if window < views[index].windowCount { mine = min(mine, window) }
          continue
        }
        let first = UInt32(clamping: window << Int(ScoredList.windowShift))
        views[index].cursor = Galloping.search(
          rows, from: views[index].cursor, count: views[index].count, for: first)
        guard views[index].cursor < views[index].count else { continue }
        mine = min(mine, Int(rows[views[index].cursor] >> ScoredList.windowShift))
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
    var allowed = (low: UInt64.max, high: UInt64.max)
    if let filter {
      allowed.low = 2 * window < filter.count ? filter[2 * window] : 0
      allowed.high = 2 * window + 1 < filter.count ? filter[2 * window + 1] : 0
      if allowed.low | allowed.high == 0 { return }
    }
    // What each clause can give here.
    var total = 0.0
    for index in parts.indices {
      locate(&parts[index], views, window)
      total += parts[index].bound
      if parts[index].isRequired, parts[index].isEmpty { return }
    }
    let threshold = best.threshold
    var margin = self.margin
    if (total + margin) * lift < threshold { return }
    if margin > 0 {
      margin = locatePairs(space.pairs, window)
      if (total + margin) * lift < threshold { return }
    }

    // Which rows can be hits.
    var rows = (low: UInt64(0), high: UInt64(0))
    if hasRequired {
      rows = (.max, .max)
      for part in parts where part.isRequired {
        let bits = bits(part, views, window)
        rows.low &= bits.low
        rows.high &= bits.high
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
        let bits = bits(part, views, window)
        rows.low |= bits.low
        rows.high |= bits.high
      }
    }
    rows.low &= allowed.low
    rows.high &= allowed.high
    let candidates = rows.low.nonzeroBitCount + rows.high.nonzeroBitCount
    if candidates == 0 { return }
    addUp(window, space, rows, candidates, margin)
  }

  /// The most that all pairs together can give.
  private var margin: Double {
    pairs.isEmpty ? 0 : pairs.reduce(0) { $0 + $1.weight } * ((norms?.saturation ?? 0) + 1)
  }

  /// Finds the rows that have both lists of a pair, and the most that pairs can give here.
  @inline(__always)
  private func locatePairs(_ pairs: Pairs, _ window: Int) -> Double {
    var result = 0.0
    for index in pairs.indices {
      locate(&pairs[index].left, window)
      locate(&pairs[index].right, window)
      let left = bits(pairs[index].left, window)
      let right = bits(pairs[index].right, window)
      pairs[index].rows = (left.low & right.low, left.high & right.high)
      if pairs[index].rows.low | pairs[index].rows.high != 0 { result += pairs[index].weight }
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
          WindowScan.forEachValue(views[index], rows, candidates, base) { sum[$0] += $1 }
        }
      } else {
        let greatest = sum + WindowScan.size
        for index in part.views {
          WindowScan.forEachValue(views[index], rows, candidates, base) { bit, value in
            if value > greatest[bit] { greatest[bit] = value }
          }
        }
        for bit in 0..<WindowScan.size { sum[bit] += greatest[bit] }
        greatest.update(repeating: 0, count: WindowScan.size)
      }
    }
    WindowScan.forEachBit(rows) { bit in
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
    for pair in pairs {
      let bits = bit < 64 ? pair.rows.low >> UInt64(bit) : pair.rows.high >> UInt64(bit - 64)
      guard bits & 1 == 1 else { continue }
      let places = min(WindowScan.places(pair.left, row), WindowScan.places(pair.right, row))
      result +=
        pair.weight * (places < 255 ? norms.greatest(places, row: row) : norms.saturation + 1)
    }
    return result
  }

  /// How often a row of the window at hand, which must be in the list, has the term; 255 for that or
  /// more.
  @inline(__always)
  private static func places(_ view: View, _ row: UInt32) -> Int {
    guard let totals = view.totals else { return 255 }
    if let all = view.bits {
      let window = Int(row >> ScoredList.windowShift)
      let place = ScoredList.place(
        Int(row) & (size - 1), (all[2 * window], all[2 * window + 1]))
      return place.map { Int(totals[view.start + $0]) } ?? 0
    }
    guard let rows = view.rows else { return 0 }
    return Int(totals[Galloping.search(rows, from: view.start, count: view.end - 1, for: row)])
  }

  /// Calls `body` with what a list gives to rows of the window: to all that are asked for, and maybe
  /// to others.
  @inline(__always)
  private static func forEachValue(
    _ view: View, _ rows: Bits, _ candidates: Int, _ base: UInt32,
    _ body: (_ bit: Int, _ value: Double) -> Void
  ) {
    let isWhole = view.end - view.start <= 8 * candidates
    if let all = view.bits {
      let window = Int(base >> ScoredList.windowShift)
      let bits = (low: all[2 * window], high: all[2 * window + 1])
      if isWhole {
        var index = view.start
        forEachBit(bits) { bit in
          body(bit, view.factor * view.impacts[index])
          index += 1
        }
      } else {
        forEachBit((bits.low & rows.low, bits.high & rows.high)) { bit in
          guard let place = ScoredList.place(bit, bits) else { return }
          body(bit, view.factor * view.impacts[view.start + place])
        }
      }
      return
    }
    guard let list = view.rows else { return }
    if isWhole {
      let mask = UInt32(WindowScan.size - 1)
      for index in view.start..<view.end {
        body(Int(list[index] & mask), view.factor * view.impacts[index])
      }
    } else {
      var from = view.start
      forEachBit(rows) { bit in
        let row = base + UInt32(bit)
        from = Galloping.search(list, from: from, count: view.end, for: row)
        if from < view.end, list[from] == row {
          body(bit, view.factor * view.impacts[from])
        }
      }
    }
  }

  /// Finds the postings of a clause in a window, and the most that they can give.
  @inline(__always)
  private func locate(_ part: inout Part, _ views: Views, _ window: Int) {
    part.bound = 0
    part.isEmpty = true
    for index in part.views {
      locate(&views[index], window)
      if views[index].start < views[index].end { part.isEmpty = false }
      part.bound =
        part.adds ? part.bound + views[index].bound : max(part.bound, views[index].bound)
    }
  }

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
    guard let rows = view.rows else { return }
    let first = UInt32(clamping: window << Int(ScoredList.windowShift))
    view.cursor = Galloping.search(rows, from: view.cursor, count: view.count, for: first)
    var end = view.cursor
    var greatest = 0.0
    while end < view.count, rows[end] >> ScoredList.windowShift == UInt32(window) {
      greatest = max(greatest, view.impacts[end])
      end += 1
    }
    view.start = view.cursor
    view.end = end
    view.bound = view.factor * greatest
  }

  /// The rows of a clause in the window at hand, as bits.
  @inline(__always)
  private func bits(_ part: Part, _ views: Views, _ window: Int) -> Bits {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in part.views {
      let bits = bits(views[index], window)
      low |= bits.low
      high |= bits.high
    }
    return (low, high)
  }

  @inline(__always)
  private func bits(_ view: View, _ window: Int) -> Bits {
    guard view.start < view.end else { return (0, 0) }
    if let bits = view.bits { return (bits[2 * window], bits[2 * window + 1]) }
    var low: UInt64 = 0
    var high: UInt64 = 0
    guard let rows = view.rows else { return (0, 0) }
    for place in view.start..<view.end {
      let bit = rows[place] & UInt32(WindowScan.size - 1)
      if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit - 64) }
    }
    return (low, high)
  }

  @inline(__always)
  private static func forEachBit(_ bits: Bits, _ body: (Int) -> Void) {
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
