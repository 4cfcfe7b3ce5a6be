/// What makes the impacts of a list with windows, some windows at a time.
///
/// Invariant: the arrays have room for all windows and their postings; nobody else uses what belongs to the
/// windows that are filled: hence `@unchecked Sendable`.
struct WindowImpacts: @unchecked Sendable {
  let source: ImpactSource
  let pointers: ImpactPointers
  let bits: UnsafePointer<UInt64>
  let starts: UnsafePointer<UInt32>?
  let steps: UnsafeMutablePointer<UInt8>
  let maxima: UnsafeMutablePointer<Float>
  /// Steps that an impact of 1 takes.
  let scale: Double

  init(
    source: ImpactSource, pointers: ImpactPointers, bits: UnsafeMutablePointer<UInt64>,
    starts: UnsafeMutablePointer<UInt32>?, steps: UnsafeMutablePointer<UInt8>,
    maxima: UnsafeMutablePointer<Float>, scale: Double
  ) {
    self.source = source
    self.pointers = pointers
    self.bits = UnsafePointer(bits)
    self.starts = starts.map { UnsafePointer($0) }
    self.steps = steps
    self.maxima = maxima
    self.scale = scale
  }

  /// Writes the steps of the rows of some windows, and the greatest impact of each; returns the greatest
  /// of all.
  func fill(_ windows: Range<Int>) -> Double {
    guard let starts, !windows.isEmpty else { return 0 }
    let quick = pointers.quick
    var maximum = 0.0
    var index = Int(starts[windows.lowerBound])
    for window in windows {
      let base = UInt32(truncatingIfNeeded: window << Int(ScoredList.windowShift))
      var greatest = 0.0
      WindowBits(low: bits[2 * window], high: bits[2 * window + 1]).forEach { bit in
        let row = base + UInt32(truncatingIfNeeded: bit)
        let impact =
          quick.impact(at: index, row: row) ?? pointers.impact(at: index, row: row)
          ?? source.impact(at: index, row: row)
        greatest = max(greatest, impact)
        (steps + index).initialize(to: PostingSteps.step(impact, scale))
        index &+= 1
      }
      (maxima + window).initialize(to: ScoredList.roundedUp(greatest))
      maximum = max(maximum, greatest)
    }
    return maximum
  }
}
