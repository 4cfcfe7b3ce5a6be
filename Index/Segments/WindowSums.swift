/// What adds the impacts of several lists up, some windows at a time.
///
/// Invariant: the arrays have room for all windows and their rows; nobody else uses what belongs to the
/// windows that are filled: hence `@unchecked Sendable`.
struct WindowSums: @unchecked Sendable {
  let parts: [(source: ImpactSource, pointers: ImpactPointers, factor: Double)]
  let values: UnsafeMutablePointer<Double>
  let maxima: UnsafeMutablePointer<Float>
  let starts: UnsafeMutablePointer<UInt32>
  let bits: UnsafeMutablePointer<UInt64>

  /// Writes the sums of all rows of some windows; returns the greatest sum, and how many windows have
  /// any.
  func fill(_ windows: Range<Int>) -> (maximum: Double, windows: Int) {
    let rows =
      windows.lowerBound * ScoredList.windowSize..<windows.upperBound * ScoredList.windowSize
    (values + rows.lowerBound).update(repeating: 0, count: rows.count)
    for part in parts { add(part.source, part.pointers, part.factor, rows) }
    var result = (maximum: 0.0, windows: 0)
    for window in windows {
      let first = window << Int(ScoredList.windowShift)
      let greatest = WindowSums.greatest(UnsafePointer(values + first))
      let all: UInt64 = greatest > 0 ? .max : 0
      (maxima + window).initialize(to: ScoredList.roundedUp(greatest))
      (starts + window).initialize(to: UInt32(clamping: first))
      (bits + 2 * window).initialize(to: all)
      (bits + 2 * window + 1).initialize(to: all)
      if greatest > 0 { result.windows += 1 }
      result.maximum = max(result.maximum, greatest)
    }
    return result
  }

  /// Adds the impact of each of some rows, multiplied, to the row's number.
  private func add(
    _ source: ImpactSource, _ pointers: ImpactPointers, _ factor: Double, _ rows: Range<Int>
  ) {
    let quick = pointers.quick
    let values = values
    source.postings.forEachIndex(in: rows) { row, index in
      let impact =
        quick.impact(at: index, row: row) ?? pointers.impact(at: index, row: row)
        ?? source.impact(at: index, row: row)
      values[Int(row)] += factor * impact
    }
  }

  /// The greatest of the values of a window, none of which is below 0.
  @inline(__always)
  private static func greatest(_ values: UnsafePointer<Double>) -> Double {
    let raw = UnsafeRawPointer(values)
    var result = SIMD4<Double>()
    for index in stride(from: 0, to: ScoredList.windowSize, by: 4) {
      let four = raw.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Double>.self)
      result.replace(with: four, where: four .> result)
    }
    return result.max()
  }
}

/// Memory for the sums of one search after the other.
///
/// Invariant: `values` has room for `capacity` numbers, all initialised, and whoever makes a list of them is
/// the only one to use them: hence `@unchecked Sendable`.
package final class ImpactSums: @unchecked Sendable {
  private var values: UnsafeMutablePointer<Double>
  private var capacity = 0

  /// None yet.
  package init() { values = .allocate(capacity: 1) }

  deinit { values.deallocate() }

  /// Room for so many numbers, whatever they are.
  func memory(_ count: Int) -> UnsafeMutablePointer<Double> {
    if count > capacity {
      values.deallocate()
      values = .allocate(capacity: count)
      values.initialize(repeating: 0, count: count)
      capacity = count
    }
    return values
  }
}
