/// The rows of a term, ascending, each with its impact: what it adds to a score before idf and
/// weight.
///
/// Long lists also know the greatest impact in each window of 128 rows and where the window begins,
/// so that a search can leave out whole windows. Those with several rows a window keep their rows as
/// bits, which is smaller and finds a row at once: its impact stands as many places behind that of
/// the window's first row as there are bits before its own.
///
/// Impacts also stand as steps of a 255th of the greatest one, rounded up: a search goes through an
/// eighth of the memory to see which rows are worth a look at their impacts.
///
/// Impacts of postings are not kept but worked out where they are wanted, which is little more than a look
/// into a table: that is for the few rows that the steps leave. Nor are those of a sum of lists, of which there
/// are bounds only.
///
/// Invariant: the arrays hold `count` entries (`windowCount` and one more for starts, twice
/// `windowCount` for bits) and are only read after `init`, hence `@unchecked Sendable`. No impact is
/// greater than its steps times `step`. Rows, bits and starts belong to `postings` if there are any.
final class ScoredList: @unchecked Sendable {
  /// A window is 2⁷ rows.
  static let windowShift: UInt32 = 7
  static let windowSize = 1 << 7
  /// Rows a window from which on a list keeps them as bits.
  private static let dense = 4

  let count: Int
  /// Rows that have the term in any column.
  let documentFrequency: Int
  /// Rows; `nil` where they are kept as bits.
  let rows: UnsafeMutablePointer<UInt32>?
  /// The impact of each row; `nil` where `source` works them out.
  let impacts: UnsafeMutablePointer<Double>?
  /// What impacts are worked out of.
  let source: ImpactSource?
  /// The same for loops.
  let pointers: ImpactPointers?
  /// The impact of each row in steps, rounded up; `nil` if the list is spread.
  let steps: UnsafeMutablePointer<UInt8>?
  /// The impact that a step stands for.
  let step: Double
  /// Whether impacts stand at the number of their row, with zeros between them.
  let isSpread: Bool
  /// How often each row has the term, 255 for that or more; `nil` if nobody asked.
  let totals: UnsafeMutablePointer<UInt8>?
  /// The greatest impact.
  let maximum: Double
  /// Windows that the list knows; 0 for a short list.
  let windowCount: Int
  /// Greatest impact of each window, rounded up.
  let windowMaxima: UnsafeMutablePointer<Float>?
  /// Index of the first posting of each window.
  let windowStarts: UnsafeMutablePointer<UInt32>?
  /// Rows of each window as 128 bits, the lowest row in the lowest bit of the first word.
  let windowBits: UnsafeMutablePointer<UInt64>?
  /// Of a sum of lists, bounds of the impact of each row in steps; `nil` for other lists.
  let sums: UnsafeMutablePointer<UInt32>?
  /// Whose memory that is.
  private let sumMemory: ImpactSums?
  /// What works the impacts of a sum out.
  private let rowSums: RowSums?

  /// Takes the arrays over.
  init(
    consumingRows rows: UnsafeMutablePointer<UInt32>, impacts: UnsafeMutablePointer<Double>,
    count: Int, documentFrequency: Int, rowLimit: Int,
    totals: UnsafeMutablePointer<UInt8>? = nil
  ) {
    self.totals = totals
    sums = nil
    sumMemory = nil
    rowSums = nil
    source = nil
    pointers = nil
    isSpread = false
    self.impacts = impacts
    self.count = count
    self.documentFrequency = documentFrequency
    let windows = (rowLimit + ScoredList.windowSize - 1) >> Int(ScoredList.windowShift)
    var maximum = 0.0
    guard count >= 256, count >= windows else {
      for index in 0..<count { maximum = max(maximum, impacts[index]) }
      self.maximum = maximum
      (steps, step) = ScoredList.steps(of: impacts, count, maximum)
      self.rows = rows
      windowCount = 0
      windowMaxima = nil
      windowStarts = nil
      windowBits = nil
      return
    }
    let maxima = UnsafeMutablePointer<Float>.allocate(capacity: windows)
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: windows + 1)
    var index = 0
    for window in 0..<windows {
      starts[window] = UInt32(index)
      let end = UInt32(clamping: (window + 1) << Int(ScoredList.windowShift))
      var greatest = 0.0
      while index < count, rows[index] < end {
        greatest = max(greatest, impacts[index])
        index += 1
      }
      maxima[window] = ScoredList.roundedUp(greatest)
      maximum = max(maximum, greatest)
    }
    starts[windows] = UInt32(index)
    self.maximum = maximum
    (steps, step) = ScoredList.steps(of: impacts, count, maximum)
    windowCount = windows
    windowMaxima = maxima
    windowStarts = starts
    guard count >= ScoredList.dense * windows else {
      self.rows = rows
      windowBits = nil
      return
    }
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * windows)
    bits.initialize(repeating: 0, count: 2 * windows)
    for index in 0..<count { bits[Int(rows[index] >> 6)] |= 1 << UInt64(rows[index] & 63) }
    rows.deallocate()
    self.rows = nil
    windowBits = bits
  }

  /// Takes over what `ScoredList+Making.swift` made.
  init(_ parts: Parts) {
    count = parts.count
    documentFrequency = parts.count
    rows = parts.rows
    impacts = parts.impacts
    source = parts.source
    pointers = parts.pointers
    steps = parts.steps
    step = parts.step
    isSpread = parts.isSpread
    totals = nil
    sums = parts.sums
    sumMemory = parts.sumMemory
    rowSums = parts.rowSums
    maximum = parts.maximum
    windowCount = parts.windowCount
    windowMaxima = parts.windowMaxima
    windowStarts = parts.windowStarts
    windowBits = parts.windowBits
  }

  deinit {
    impacts?.deallocate()
    steps?.deallocate()
    totals?.deallocate()
    windowMaxima?.deallocate()
    guard source == nil else { return }
    rows?.deallocate()
    windowStarts?.deallocate()
    windowBits?.deallocate()
  }

  /// Bytes of memory that the list takes, about, without its postings.
  var byteCount: Int {
    if source != nil { return 256 + count + windowCount * 4 }
    if isSpread { return 256 + windowCount * (24 + 8 * ScoredList.windowSize) }
    return 256 + count * (rows == nil ? 10 : 14) + windowCount * (rows == nil ? 24 : 8)
  }

  /// Index of a row.
  @inline(__always)
  func index(of row: UInt32) -> Int? {
    if let bits = windowBits, let starts = windowStarts {
      let window = Int(row >> ScoredList.windowShift)
      guard window < windowCount else { return nil }
      let here = WindowBits(low: bits[2 * window], high: bits[2 * window + 1])
      return here.place(of: Int(row) & (ScoredList.windowSize - 1))
        .map { isSpread ? Int(row) : Int(starts[window]) + $0 }
    }
    guard let rows else { return nil }
    let index = Galloping.search(rows, from: 0, count: count, for: row)
    return index < count && rows[index] == row ? index : nil
  }

  /// The impact of a row, which stands at an index.
  @inline(__always)
  func impact(at index: Int, row: UInt32) -> Double {
    if let impacts { return impacts[index] }
    return source?.impact(at: index, row: row) ?? rowSums?.impact(of: row) ?? 0
  }

  /// How many places side by side the terms of two lists can have in a row, which stands at an index of
  /// each: as many as the rarer one has, column by column; 255 for that or more, and if nobody asked.
  @inline(__always)
  static func places(
    _ left: ScoredList, _ first: Int, _ right: ScoredList, _ second: Int
  ) -> Int {
    if let a = left.source?.postings, let b = right.source?.postings, a.patterns === b.patterns {
      let both = PackedFrequencies.least(a.counts(at: first), b.counts(at: second))
      return min(PackedFormula.total(both), 255)
    }
    return min(left.places(at: first), right.places(at: second))
  }

  /// How often the row at an index has the term; 255 for that or more, and if nobody asked.
  private func places(at index: Int) -> Int {
    if let totals { return Int(totals[index]) }
    return source.map { min(PackedFormula.total($0.postings.counts(at: index)), 255) } ?? 255
  }

  /// The impact of a row; `nil` if the list does not have it.
  @inline(__always)
  func impact(of row: UInt32) -> Double? { index(of: row).map { impact(at: $0, row: row) } }

  /// Calls `body` with each row, ascending, and its impact.
  @inline(__always)
  func forEach(_ body: (_ row: UInt32, _ impact: Double) -> Void) {
    if impacts == nil, let source, let pointers {
      source.postings.forEachIndex { row, index in
        body(
          row,
          pointers.quick.impact(at: index, row: row) ?? pointers.impact(at: index, row: row)
            ?? source.impact(at: index, row: row))
      }
      return
    }
    if let rows, let impacts {
      for index in 0..<count { body(rows[index], impacts[index]) }
      return
    }
    guard let bits = windowBits, let starts = windowStarts else { return }
    for window in 0..<windowCount {
      let base = UInt32(truncatingIfNeeded: window << Int(ScoredList.windowShift))
      var index = Int(starts[window])
      WindowBits(low: bits[2 * window], high: bits[2 * window + 1]).forEach { bit in
        let row = base + UInt32(bit)
        body(row, impact(at: isSpread ? Int(row) : index, row: row))
        index += 1
      }
    }
  }

  /// Adds the rows to a set, as far as there is capacity.
  func insert(into set: inout RowSet) {
    if let rows {
      set.insert(rows, count: count)
    } else if let windowBits {
      set.formUnion(windowBits, count: 2 * windowCount)
    }
  }

  /// Impacts in steps of about a 255th of the greatest, rounded up, and the step.
  static func steps(
    of impacts: UnsafePointer<Double>, _ count: Int, _ maximum: Double
  ) -> (UnsafeMutablePointer<UInt8>, Double) {
    let steps = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
    // 254 at most, and one for what the conversion cuts off; the step is larger than rounding errors.
    let scale = 254 / maximum
    guard scale.isFinite else {
      steps.initialize(repeating: 1, count: max(count, 1))
      return (steps, maximum)
    }
    for index in 0..<count {
      steps[index] = UInt8(truncatingIfNeeded: 1 &+ Int32(impacts[index] * scale))
    }
    return (steps, maximum / 254 * (1 + 1e-9))
  }

  /// The least Float that is not below `value`.
  static func roundedUp(_ value: Double) -> Float {
    let result = Float(value)
    return Double(result) < value ? result.nextUp : result
  }
}
