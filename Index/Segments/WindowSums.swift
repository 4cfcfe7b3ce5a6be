/// What adds bounds of the impacts of several lists up, some windows at a time.
///
/// Sums are whole numbers: a step of each list has a weight, rounded up. So a sum is never below what the
/// impacts come to, in whatever order, and is found by a look at one byte of each posting. What the impacts
/// come to exactly is asked for few rows only: see ``RowSums``.
///
/// Invariant: the arrays have room for all windows and their rows, and steps for all postings; nobody else
/// uses what belongs to the windows that are filled: hence `@unchecked Sendable`. The weights times 255 add
/// up to less than 2³¹.
struct WindowSums: @unchecked Sendable {
  /// A list with the weight of its steps.
  struct Part {
    let source: ImpactSource
    let pointers: ImpactPointers
    let steps: PostingSteps
    let weight: UInt32
  }

  let parts: [Part]
  /// What a sum of 1 stands for.
  let unit: Double
  let values: UnsafeMutablePointer<UInt32>
  let maxima: UnsafeMutablePointer<Float>
  let starts: UnsafeMutablePointer<UInt32>
  let bits: UnsafeMutablePointer<UInt64>

  /// The most that a sum can be, about.
  private static let greatestSum = Double(1 << 30)
  /// Lists from which on rounding could add up to too much.
  private static let manyLists = 1 << 20

  /// Weighs the steps of lists with factors of 0 or more, and takes memory for so many windows; `nil` where
  /// there are no numbers for that.
  init?(_ given: [SummedPostings], windows: Int, into sums: ImpactSums) {
    let most = given.reduce(0) { $0 + $1.factor * PostingSteps.size($1.source.formula) * 255 }
    let unit = given.allSatisfy { $0.factor == 0 } ? 1 : most / WindowSums.greatestSum
    guard unit.isNormal, given.count < WindowSums.manyLists else { return nil }
    self.unit = unit
    parts = given.map { part in
      let weight = part.factor * PostingSteps.size(part.source.formula) / unit * (1 + 1e-9)
      return Part(
        source: part.source, pointers: part.source.pointers, steps: part.steps,
        weight: UInt32(weight.rounded(.up)))
    }
    values = sums.memory(windows * ScoredList.windowSize)
    maxima = .allocate(capacity: windows)
    starts = .allocate(capacity: windows + 1)
    bits = .allocate(capacity: 2 * windows)
  }

  /// Writes the sums of all rows of some windows; returns the greatest sum, and how many windows have
  /// any.
  func fill(_ windows: Range<Int>) -> (maximum: UInt32, windows: Int) {
    let rows =
      windows.lowerBound * ScoredList.windowSize..<windows.upperBound * ScoredList.windowSize
    (values + rows.lowerBound).update(repeating: 0, count: rows.count)
    for part in parts {
      if part.steps.areMade { add(part, rows) } else { make(part, rows) }
    }
    var result = (maximum: UInt32(0), windows: 0)
    for window in windows {
      let first = window << Int(ScoredList.windowShift)
      let greatest = WindowSums.greatest(UnsafePointer(values + first))
      let all: UInt64 = greatest > 0 ? .max : 0
      (maxima + window).initialize(to: ScoredList.roundedUp(Double(greatest) * unit))
      (starts + window).initialize(to: UInt32(clamping: first))
      (bits + 2 * window).initialize(to: all)
      (bits + 2 * window + 1).initialize(to: all)
      if greatest > 0 { result.windows += 1 }
      result.maximum = max(result.maximum, greatest)
    }
    return result
  }

  /// Takes note of the steps that were made, once all of so many windows are filled.
  func finish(windows: Int) {
    for part in parts where part.source.postings.rowLimit <= windows * ScoredList.windowSize {
      part.steps.finish()
    }
  }

  /// Adds the step of each of some rows, multiplied, to the row's number.
  private func add(_ part: Part, _ rows: Range<Int>) {
    let (values, steps, weight) = (values, UnsafePointer(part.steps.values), part.weight)
    part.source.postings.forEachIndex(in: rows) { row, index in
      values[Int(row)] &+= weight &* UInt32(steps[index])
    }
  }

  /// Likewise where steps are still to be made.
  private func make(_ part: Part, _ rows: Range<Int>) {
    let (values, steps, weight) = (values, part.steps.values, part.weight)
    let (source, pointers, quick) = (part.source, part.pointers, part.pointers.quick)
    let scale = PostingSteps.scale(source.formula)
    source.postings.forEachIndex(in: rows) { row, index in
      let impact =
        quick.impact(at: index, row: row) ?? pointers.impact(at: index, row: row)
        ?? source.impact(at: index, row: row)
      let step = PostingSteps.step(impact, scale)
      (steps + index).initialize(to: step)
      values[Int(row)] &+= weight &* UInt32(step)
    }
  }

  /// The greatest of the values of a window, which are less than 2³¹.
  @inline(__always)
  private static func greatest(_ values: UnsafePointer<UInt32>) -> UInt32 {
    let raw = UnsafeRawPointer(values)
    var result = SIMD4<Int32>()
    for index in stride(from: 0, to: ScoredList.windowSize, by: 4) {
      let four = raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD4<Int32>.self)
      result.replace(with: four, where: four .> result)
    }
    return UInt32(truncatingIfNeeded: result.max())
  }
}

/// Postings that are part of a sum, with what they are multiplied with.
struct SummedPostings {
  let source: ImpactSource
  let steps: PostingSteps
  /// 0 or more.
  let factor: Double
}

/// What the impacts of several lists come to in single rows, added up in their order.
///
/// Invariant: `places` has a number for each list, and one thread asks: hence `@unchecked Sendable`.
final class RowSums: @unchecked Sendable {
  private let parts: [(source: ImpactSource, pointers: ImpactPointers, factor: Double)]
  /// For each list where the last row was, or would be: rows mostly ascend.
  private let places: UnsafeMutablePointer<Int>

  init(_ parts: [(source: ImpactSource, pointers: ImpactPointers, factor: Double)]) {
    self.parts = parts
    places = .allocate(capacity: max(parts.count, 1))
    places.initialize(repeating: 0, count: max(parts.count, 1))
  }

  deinit { places.deallocate() }

  /// The sum of a row.
  func impact(of row: UInt32) -> Double {
    var result = 0.0
    for (number, part) in parts.enumerated() {
      guard let index = part.source.postings.index(of: row, near: &places[number]) else { continue }
      let impact =
        part.pointers.quick.impact(at: index, row: row)
        ?? part.pointers.impact(at: index, row: row) ?? part.source.impact(at: index, row: row)
      result += part.factor * impact
    }
    return result
  }
}

/// Memory for the sums of one search after the other.
///
/// Invariant: `values` has room for `capacity` numbers, all initialised, and whoever makes a list of them is
/// the only one to use them: hence `@unchecked Sendable`.
package final class ImpactSums: @unchecked Sendable {
  private var values: UnsafeMutablePointer<UInt32>
  private var capacity = 0

  /// None yet.
  package init() { values = .allocate(capacity: 1) }

  deinit { values.deallocate() }

  /// Room for so many numbers, whatever they are.
  func memory(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    if count > capacity {
      values.deallocate()
      values = .allocate(capacity: count)
      values.initialize(repeating: 0, count: count)
      capacity = count
    }
    return values
  }
}
