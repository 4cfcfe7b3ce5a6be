/// A list as the loops of a window scan see it, with what it has in the window at hand.
///
/// Invariant: the list outlives the view; windows are located in ascending order.
struct WindowView {
  /// `nil` where `allBits` has them.
  private let allRows: UnsafePointer<UInt32>?
  /// `nil` where impacts are worked out.
  private let impacts: UnsafePointer<Double>?
  /// What they are worked out of.
  private let source: Unmanaged<ImpactPointers>?
  private let quick: QuickImpacts?
  private let list: Unmanaged<ScoredList>
  private let steps: UnsafePointer<UInt8>?
  /// Bounds in steps of a sum of lists.
  private let sums: UnsafePointer<UInt32>?
  private let count: Int
  private let factor: Double
  /// What impacts are multiplied with to be added once more.
  private let addition: Double
  /// What impacts are multiplied with in all.
  private let total: Double
  private let step: Double
  /// What a step gives.
  private let stepFactor: Float
  private let isSpread: Bool
  private let maxima: UnsafePointer<Float>?
  private let starts: UnsafePointer<UInt32>?
  private let allBits: UnsafePointer<UInt64>?
  private let windowCount: Int
  /// The first row of the window at hand.
  private var base: UInt32 = 0
  /// For lists without windows: the first posting not before the window.
  private var cursor = 0
  /// The first posting of the window; the others follow it in the order of ``rows``.
  private var start = 0
  /// The rows in the window at hand.
  private(set) var rows = WindowBits()
  /// The most that the list can give in the window.
  private(set) var bound = 0.0

  init(_ part: WeightedList) {
    let list = part.list
    allRows = list.rows.map { UnsafePointer($0) }
    impacts = list.impacts.map { UnsafePointer($0) }
    source = list.pointers.map(Unmanaged.passUnretained)
    quick = list.pointers?.quick
    self.list = Unmanaged.passUnretained(list)
    steps = list.steps.map { UnsafePointer($0) }
    sums = list.sums.map { UnsafePointer($0) }
    isSpread = list.isSpread
    step = list.step
    stepFactor = Float(part.total * list.step)
    count = list.count
    factor = part.factor
    addition = part.addition
    total = part.total
    maxima = list.windowMaxima.map { UnsafePointer($0) }
    starts = list.windowStarts.map { UnsafePointer($0) }
    allBits = list.windowBits.map { UnsafePointer($0) }
    windowCount = list.windowCount
  }

  /// Whether the list has nothing in the window.
  var isEmpty: Bool { rows.isEmpty }

  /// Goes back to before the first window.
  mutating func restart() { cursor = 0 }

  /// Finds the postings in a window, and the most that they can give.
  @inline(__always)
  mutating func locate(_ window: Int) {
    base = UInt32(truncatingIfNeeded: window << Int(ScoredList.windowShift))
    if let allRows {
      locate(window, allRows)
    } else if let allBits, let starts, let maxima, window < windowCount {
      rows = WindowBits(low: allBits[2 * window], high: allBits[2 * window + 1])
      start = Int(starts[window])
      bound = total * Double(maxima[window])
    } else {
      rows = WindowBits()
      bound = 0
    }
  }

  @inline(__always)
  private mutating func locate(_ window: Int, _ allRows: UnsafePointer<UInt32>) {
    rows = WindowBits()
    let end: Int
    if let starts, let maxima {
      guard window < windowCount else {
        bound = 0
        return
      }
      start = Int(starts[window])
      end = Int(starts[window + 1])
      bound = total * Double(maxima[window])
      for place in start..<end { rows.insert(Int(allRows[place]) & (ScoredList.windowSize - 1)) }
      return
    }
    let first = UInt32(clamping: window << Int(ScoredList.windowShift))
    cursor = Galloping.search(allRows, from: cursor, count: count, for: first)
    start = cursor
    var place = start
    var greatest: UInt8 = 0
    while place < count, allRows[place] >> ScoredList.windowShift == UInt32(window) {
      rows.insert(Int(allRows[place]) & (ScoredList.windowSize - 1))
      greatest = max(greatest, steps.map { $0[place] } ?? .max)
      place += 1
    }
    bound = total * step * Double(greatest)
  }

  /// Calls `body` with the most that the list gives to rows of the window at hand, as near as a Float
  /// comes: to all that are asked for, and maybe to others.
  @inline(__always)
  func forEachBound(
    _ wanted: WindowBits, _ wantedCount: Int, _ body: (_ bit: Int, _ bound: Float) -> Void
  ) {
    guard let steps else {
      if let here = sums.map({ $0 + start }) {
        for bit in 0..<ScoredList.windowSize {
          // Less than 2³¹.
          body(bit, stepFactor * Float(Int32(truncatingIfNeeded: here[bit])))
        }
        return
      }
      guard let here = impacts.map({ $0 + start }) else { return }
      for bit in 0..<ScoredList.windowSize { body(bit, Float(total * here[bit])) }
      return
    }
    let here = steps + start
    if rows.isFull, wantedCount > ScoredList.windowSize / 8 {
      for bit in 0..<ScoredList.windowSize { body(bit, stepFactor * Float(here[bit])) }
    } else if rows.count <= 4 * wantedCount {
      var index = 0
      rows.forEach { bit in
        body(bit, stepFactor * Float(here[index]))
        index &+= 1
      }
    } else {
      var both = rows
      both.formIntersection(wanted)
      both.forEach { bit in
        if let place = rows.place(of: bit) { body(bit, stepFactor * Float(here[place])) }
      }
    }
  }

  /// What the list gives to a row of the window at hand.
  @inline(__always)
  func value(_ bit: Int) -> Double {
    var result = 0.0
    add(bit, to: &result)
    return result
  }

  /// Adds what the list gives to a row of the window at hand.
  @inline(__always)
  func add(_ bit: Int, to sum: inout Double) {
    guard let place = rows.place(of: bit) else { return }
    let impact = impact(bit, start + place)
    sum += factor * impact
    // One after the other, as if they were two lists.
    if addition > 0 { sum += addition * impact }
  }

  @inline(__always)
  private func impact(_ bit: Int, _ index: Int) -> Double {
    if let impacts { return impacts[isSpread ? start + bit : index] }
    let row = base + UInt32(truncatingIfNeeded: bit)
    if let quick, let impact = quick.impact(at: index, row: row) { return impact }
    return WindowView.worked(out: row, index, source, list)
  }

  /// The impact of a row whose pattern has no table.
  ///
  /// Of the view itself a copy would be made.
  @inline(never)
  private static func worked(
    out row: UInt32, _ index: Int, _ source: Unmanaged<ImpactPointers>?,
    _ list: Unmanaged<ScoredList>
  ) -> Double {
    source?._withUnsafeGuaranteedRef { $0.impact(at: index, row: row) }
      ?? list._withUnsafeGuaranteedRef { $0.impact(at: index, row: row) }
  }

  /// Index of the posting of a row of the window at hand.
  @inline(__always)
  func index(of bit: Int) -> Int? {
    rows.place(of: bit).map { isSpread ? start + bit : start + $0 }
  }

  /// How many places side by side two lists can have in a row of the window at hand; 255 for that or more.
  @inline(__always)
  static func places(
    _ left: UnsafePointer<WindowView>, _ right: UnsafePointer<WindowView>, _ bit: Int
  ) -> Int {
    guard let first = left.pointee.index(of: bit), let second = right.pointee.index(of: bit) else {
      return 0
    }
    return places(left.pointee.list, first, right.pointee.list, second)
  }

  @inline(never)
  private static func places(
    _ left: Unmanaged<ScoredList>, _ first: Int, _ right: Unmanaged<ScoredList>, _ second: Int
  ) -> Int {
    left._withUnsafeGuaranteedRef { left in
      right._withUnsafeGuaranteedRef { ScoredList.places(left, first, $0, second) }
    }
  }

  /// Calls `body` with each row of the window at hand, ascending, and what the list gives to it: what
  /// ``add(_:to:)`` adds to 0.
  @inline(__always)
  func forEachValue(_ body: (_ bit: Int, _ value: Double) -> Void) {
    var index = start
    rows.forEach { bit in
      let impact = impact(bit, index)
      var value = 0.0
      value += factor * impact
      if addition > 0 { value += addition * impact }
      body(bit, value)
      index &+= 1
    }
  }
}

/// Rows of a window as 128 bits, the lowest row in the lowest bit.
struct WindowBits {
  var low: UInt64 = 0
  var high: UInt64 = 0

  /// All rows of a window.
  static let all = WindowBits(low: .max, high: .max)

  @inline(__always) var isEmpty: Bool { low | high == 0 }
  @inline(__always) var isFull: Bool { low & high == .max }
  @inline(__always) var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  @inline(__always)
  mutating func insert(_ bit: Int) {
    if bit < 64 { low |= 1 &<< UInt64(bit) } else { high |= 1 &<< UInt64(bit &- 64) }
  }

  @inline(__always)
  func contains(_ bit: Int) -> Bool {
    (bit < 64 ? low &>> UInt64(bit) : high &>> UInt64(bit &- 64)) & 1 == 1
  }

  @inline(__always)
  mutating func formUnion(_ other: WindowBits) {
    low |= other.low
    high |= other.high
  }

  @inline(__always)
  mutating func formIntersection(_ other: WindowBits) {
    low &= other.low
    high &= other.high
  }

  /// How many bits are set before a bit; `nil` if it is not set itself.
  @inline(__always)
  func place(of bit: Int) -> Int? {
    if bit < 64 {
      let mask = UInt64(1) &<< UInt64(bit)
      return low & mask == 0 ? nil : (low & (mask - 1)).nonzeroBitCount
    }
    let mask = UInt64(1) &<< UInt64(bit &- 64)
    return high & mask == 0
      ? nil : low.nonzeroBitCount + (high & (mask - 1)).nonzeroBitCount
  }

  /// Takes the lowest bit out.
  @inline(__always)
  mutating func removeFirst() -> Int? {
    if low != 0 {
      let bit = low.trailingZeroBitCount
      low &= low &- 1
      return bit
    }
    guard high != 0 else { return nil }
    let bit = 64 &+ high.trailingZeroBitCount
    high &= high &- 1
    return bit
  }

  @inline(__always)
  func forEach(_ body: (Int) throws -> Void) rethrows {
    var rest = low
    while rest != 0 {
      try body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    rest = high
    while rest != 0 {
      try body(64 &+ rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }

  /// Keeps the bits for which `isIn` holds, without a branch for each.
  @inline(__always)
  mutating func keep(where isIn: (Int) -> Bool) {
    var kept: UInt64 = 0
    var rest = low
    while rest != 0 {
      let bit = rest & (0 &- rest)
      kept |= isIn(rest.trailingZeroBitCount) ? bit : 0
      rest ^= bit
    }
    low = kept
    kept = 0
    rest = high
    while rest != 0 {
      let bit = rest & (0 &- rest)
      kept |= isIn(64 &+ rest.trailingZeroBitCount) ? bit : 0
      rest ^= bit
    }
    high = kept
  }
}
