/// A list as the loops of a window scan see it, with what it has in the window at hand.
///
/// Invariant: the list outlives the view.
struct WindowView {
  /// `nil` where `allBits` has them.
  private let rows: UnsafePointer<UInt32>?
  private let impacts: UnsafePointer<Double>
  private let count: Int
  private let factor: Double
  private let maxima: UnsafePointer<Float>?
  private let starts: UnsafePointer<UInt32>?
  private let allBits: UnsafePointer<UInt64>?
  private let totals: UnsafePointer<UInt8>?
  private let windowCount: Int
  /// For lists without windows: the first posting not before the window.
  private var cursor = 0
  private var start = 0
  private var end = 0
  /// The most that the list can give in the window.
  private(set) var bound = 0.0

  init(_ list: ScoredList, factor: Double) {
    rows = list.rows.map { UnsafePointer($0) }
    impacts = UnsafePointer(list.impacts)
    count = list.count
    self.factor = factor
    maxima = list.windowMaxima.map { UnsafePointer($0) }
    starts = list.windowStarts.map { UnsafePointer($0) }
    allBits = list.windowBits.map { UnsafePointer($0) }
    totals = list.totals.map { UnsafePointer($0) }
    windowCount = list.windowCount
  }

  /// Whether the list has nothing in the window.
  var isEmpty: Bool { start == end }

  /// The first window from `window` on that the list may have a row of; `nil` if there is none.
  @inline(__always)
  mutating func next(from window: Int) -> Int? {
    guard starts == nil, let rows else { return window < windowCount ? window : nil }
    let first = UInt32(clamping: window << Int(ScoredList.windowShift))
    cursor = Galloping.search(rows, from: cursor, count: count, for: first)
    return cursor < count ? Int(rows[cursor] >> ScoredList.windowShift) : nil
  }

  /// Finds the postings in a window, and the most that they can give.
  @inline(__always)
  mutating func locate(_ window: Int) {
    if let starts, let maxima {
      guard window < windowCount else {
        (start, end, bound) = (0, 0, 0)
        return
      }
      start = Int(starts[window])
      end = Int(starts[window + 1])
      bound = factor * Double(maxima[window])
      return
    }
    guard let rows else { return }
    let first = UInt32(clamping: window << Int(ScoredList.windowShift))
    cursor = Galloping.search(rows, from: cursor, count: count, for: first)
    start = cursor
    end = cursor
    var greatest = 0.0
    while end < count, rows[end] >> ScoredList.windowShift == UInt32(window) {
      greatest = max(greatest, impacts[end])
      end += 1
    }
    bound = factor * greatest
  }

  /// The rows in the window at hand.
  @inline(__always)
  func bits(_ window: Int) -> WindowBits {
    guard start < end else { return WindowBits() }
    if let allBits { return WindowBits(low: allBits[2 * window], high: allBits[2 * window + 1]) }
    var result = WindowBits()
    guard let rows else { return result }
    for place in start..<end { result.insert(Int(rows[place]) & (ScoredList.windowSize - 1)) }
    return result
  }

  /// Calls `body` with what the list gives to rows of the window at hand: to all that are asked for,
  /// and maybe to others.
  @inline(__always)
  func forEachValue(
    _ wanted: WindowBits, _ wantedCount: Int, _ window: Int,
    _ body: (_ bit: Int, _ value: Double) -> Void
  ) {
    let isWhole = end - start <= 8 * wantedCount
    if allBits != nil {
      let bits = bits(window)
      if isWhole {
        var index = start
        bits.forEach { bit in
          body(bit, factor * impacts[index])
          index += 1
        }
      } else {
        var both = bits
        both.formIntersection(wanted)
        both.forEach { bit in
          guard let place = bits.place(of: bit) else { return }
          body(bit, factor * impacts[start + place])
        }
      }
      return
    }
    guard let rows else { return }
    if isWhole {
      let mask = UInt32(ScoredList.windowSize - 1)
      for index in start..<end { body(Int(rows[index] & mask), factor * impacts[index]) }
    } else {
      let base = UInt32(clamping: window << Int(ScoredList.windowShift))
      var from = start
      wanted.forEach { bit in
        let row = base + UInt32(bit)
        from = Galloping.search(rows, from: from, count: end, for: row)
        if from < end, rows[from] == row { body(bit, factor * impacts[from]) }
      }
    }
  }

  /// How often a row of the window at hand, which must be in the list, has the term; 255 for that or
  /// more.
  @inline(__always)
  func places(_ row: UInt32) -> Int {
    guard let totals else { return 255 }
    if allBits != nil {
      let window = Int(row >> ScoredList.windowShift)
      let place = bits(window).place(of: Int(row) & (ScoredList.windowSize - 1))
      return place.map { Int(totals[start + $0]) } ?? 0
    }
    guard let rows else { return 0 }
    return Int(totals[Galloping.search(rows, from: start, count: end - 1, for: row)])
  }
}

/// Rows of a window as 128 bits, the lowest row in the lowest bit.
struct WindowBits {
  var low: UInt64 = 0
  var high: UInt64 = 0

  /// All rows of a window.
  static let all = WindowBits(low: .max, high: .max)

  var isEmpty: Bool { low | high == 0 }
  var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  @inline(__always)
  mutating func insert(_ bit: Int) {
    if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit - 64) }
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
      let mask = UInt64(1) << UInt64(bit)
      return low & mask == 0 ? nil : (low & (mask - 1)).nonzeroBitCount
    }
    let mask = UInt64(1) << UInt64(bit - 64)
    return high & mask == 0
      ? nil : low.nonzeroBitCount + (high & (mask - 1)).nonzeroBitCount
  }

  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var rest = low
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    rest = high
    while rest != 0 {
      body(64 + rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
}
