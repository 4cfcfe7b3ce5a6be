/// Postings whose impacts are worked out where they are wanted.
struct ImpactSource {
  let postings: CompactPostings
  let formula: PackedFormula
  /// Lengths of all rows of the postings.
  let lengths: RowLengths

  /// The impact of a row, which stands at an index.
  @inline(__always)
  func impact(at index: Int, row: UInt32) -> Double {
    formula.kernel.impact(postings.counts(at: index), lengths.values[Int(row)])
  }

  /// What loops need of it.
  var pointers: ImpactPointers {
    let kernel = formula.kernel
    let main = postings.patterns.mainFields
    return ImpactPointers(
      kernel: kernel, flat: formula.flatImpacts(of: postings.patterns),
      codes: UnsafePointer(postings.codes),
      patterns: UnsafePointer(postings.patterns.values),
      times: UnsafePointer(postings.patterns.times), lengths: UnsafePointer(lengths.values),
      gain: kernel.saturation + 1, first: kernel.quick(main[0] & 7),
      second: kernel.quick(main[1] & 7),
      third: kernel.quick(main[2] & 7))
  }
}

/// A source of impacts as loops see it.
///
/// Invariant: the source outlives it.
struct ImpactPointers {
  let kernel: ImpactKernel
  /// Impacts of patterns for which the length of the row does not count, below 0 for others.
  let flat: UnsafePointer<Double>?
  let codes: UnsafePointer<UInt16>
  let patterns: UnsafePointer<UInt64>
  let times: UnsafePointer<SIMD4<Double>>
  let lengths: UnsafePointer<UInt64>
  let gain: Double
  let first: QuickField?
  let second: QuickField?
  let third: QuickField?

  /// The impact of a row, which stands at an index; `nil` where its pattern has no number.
  @inline(__always)
  func impact(at index: Int, row: UInt32) -> Double? {
    let code = codes[index]
    guard code < FrequencyPatterns.none else { return nil }
    if let impact = flat?[Int(code)], impact >= 0 { return impact }
    let (times, lengths) = (times[Int(code)], lengths[Int(row)])
    guard let first, let second, let third else {
      return kernel.impact(patterns[Int(code)], lengths)
    }
    let (a, b, c) = (first.length(lengths), second.length(lengths), third.length(lengths))
    guard times.w == 0, a | b | c < QuickField.tabled else {
      return kernel.impact(patterns[Int(code)], lengths)
    }
    // A frequency of 0 adds 0, so this is the same number as field by field.
    let frequency =
      times.x * first.factors[a] + times.y * second.factors[b] + times.z * third.factors[c]
    return frequency * gain / (frequency + kernel.saturation)
  }
}

extension CompactPostings {
  /// Whether there is room for the impact of each row: eight bytes, not worked out for each search.
  ///
  /// Long lists need few of theirs, and large indexes have long lists.
  package var keepsImpacts: Bool { count <= 1 << 15 && rowLimit <= 1 << 18 }
}

extension ScoredList {
  /// What a list is made of; see the properties of the list.
  struct Parts {
    var count = 0
    var rows: UnsafeMutablePointer<UInt32>?
    var impacts: UnsafeMutablePointer<Double>?
    var source: ImpactSource?
    var steps: UnsafeMutablePointer<UInt8>?
    var step = 0.0
    var isSpread = false
    var maximum = 0.0
    var windowCount = 0
    var windowMaxima: UnsafeMutablePointer<Float>?
    var windowStarts: UnsafeMutablePointer<UInt32>?
    var windowBits: UnsafeMutablePointer<UInt64>?
  }

  /// The list of postings: their steps, and the greatest impact of each window.
  ///
  /// Lists without bits have no windows: few rows of a window are looked at as they come.
  convenience init(_ source: ImpactSource) {
    let postings = source.postings
    var parts = Parts()
    parts.count = postings.count
    parts.source = source
    parts.rows = postings.rows
    parts.windowCount = postings.windowCount
    parts.windowStarts = postings.windowStarts
    parts.windowBits = postings.windowBits
    let steps = UnsafeMutablePointer<UInt8>.allocate(capacity: max(postings.count, 1))
    parts.steps = steps
    // 254 at most, and one for what the conversion cuts off; the step is larger than rounding errors.
    let scale = 254 / source.formula.greatest
    let pointers = source.pointers
    let impacts =
      postings.keepsImpacts
      ? UnsafeMutablePointer<Double>.allocate(capacity: max(postings.count, 1)) : nil
    parts.impacts = impacts
    parts.step = source.formula.greatest / 254 * (1 + 1e-9)
    guard let bits = postings.windowBits else {
      var maximum = 0.0
      postings.forEachIndex { row, index in
        let impact = pointers.impact(at: index, row: row) ?? source.impact(at: index, row: row)
        maximum = max(maximum, impact)
        if let impacts { (impacts + index).initialize(to: impact) }
        (steps + index).initialize(to: UInt8(truncatingIfNeeded: 1 &+ Int32(impact * scale)))
      }
      parts.maximum = maximum
      self.init(parts)
      return
    }
    let maxima = UnsafeMutablePointer<Float>.allocate(capacity: max(postings.windowCount, 1))
    parts.windowMaxima = maxima
    var index = 0
    for window in 0..<postings.windowCount {
      let base = UInt32(truncatingIfNeeded: window << Int(ScoredList.windowShift))
      var greatest = 0.0
      WindowBits(low: bits[2 * window], high: bits[2 * window + 1]).forEach { bit in
        let row = base + UInt32(truncatingIfNeeded: bit)
        let impact = pointers.impact(at: index, row: row) ?? source.impact(at: index, row: row)
        greatest = max(greatest, impact)
        if let impacts { (impacts + index).initialize(to: impact) }
        (steps + index).initialize(to: UInt8(truncatingIfNeeded: 1 &+ Int32(impact * scale)))
        index &+= 1
      }
      (maxima + window).initialize(to: ScoredList.roundedUp(greatest))
      parts.maximum = max(parts.maximum, greatest)
    }
    self.init(parts)
  }

  /// The sum of several lists, each multiplied with a factor, for bonuses of one search.
  ///
  /// The greatest sum of a window is mostly far below the sum of what each list has there at most.
  convenience init(adding parts: [(list: ScoredList, factor: Double)], rowLimit: Int) {
    let windows = (rowLimit + ScoredList.windowSize - 1) >> Int(ScoredList.windowShift)
    let sums = UnsafeMutablePointer<Double>.allocate(capacity: windows * ScoredList.windowSize)
    sums.initialize(repeating: 0, count: windows * ScoredList.windowSize)
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * windows)
    bits.initialize(repeating: 0, count: 2 * windows)
    var greatest = [Double](repeating: 0, count: windows)
    greatest.withUnsafeMutableBufferPointer { greatest in
      for (list, factor) in parts {
        list.forEach { row, impact in
          let window = Int(row >> ScoredList.windowShift)
          guard window < windows else { return }
          let sum = sums[Int(row)] + factor * impact
          sums[Int(row)] = sum
          bits[Int(row >> 6)] |= 1 << UInt64(row & 63)
          if sum > greatest[window] { greatest[window] = sum }
        }
      }
    }
    let maxima = UnsafeMutablePointer<Float>.allocate(capacity: windows)
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: windows + 1)
    var made = Parts()
    for window in 0..<windows {
      maxima[window] = ScoredList.roundedUp(greatest[window])
      starts[window] = UInt32(clamping: window << Int(ScoredList.windowShift))
      made.count += bits[2 * window].nonzeroBitCount + bits[2 * window + 1].nonzeroBitCount
    }
    starts[windows] = UInt32(clamping: windows << Int(ScoredList.windowShift))
    made.impacts = sums
    made.isSpread = true
    made.maximum = greatest.max() ?? 0
    made.windowCount = windows
    made.windowMaxima = maxima
    made.windowStarts = starts
    made.windowBits = bits
    self.init(made)
  }
}
