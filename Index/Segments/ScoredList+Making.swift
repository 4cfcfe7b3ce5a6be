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
      kernel, formula.tables(of: postings.patterns), postings, lengths, mainFields: main)
  }
}

/// A source of impacts as loops see it.
///
/// Invariant: the source outlives it; the memory that it points to is only read, hence
/// `@unchecked Sendable`.
final class ImpactPointers: @unchecked Sendable {
  let kernel: ImpactKernel
  /// Impacts of patterns for which the length of one field counts, or of none.
  let tables: UnsafePointer<ImpactTable>?
  let codes: UnsafePointer<UInt16>
  let patterns: UnsafePointer<UInt64>
  let times: UnsafePointer<SIMD4<Double>>
  let lengths: UnsafePointer<UInt64>
  let gain: Double
  let first: QuickField?
  let second: QuickField?
  let third: QuickField?

  init(
    _ kernel: ImpactKernel, _ tables: UnsafePointer<ImpactTable>?, _ postings: CompactPostings,
    _ lengths: RowLengths, mainFields main: SIMD3<Int>
  ) {
    self.kernel = kernel
    self.tables = tables
    codes = UnsafePointer(postings.codes)
    patterns = UnsafePointer(postings.patterns.values)
    times = UnsafePointer(postings.patterns.times)
    self.lengths = UnsafePointer(lengths.values)
    gain = kernel.saturation + 1
    first = kernel.quick(main[0] & 7)
    second = kernel.quick(main[1] & 7)
    third = kernel.quick(main[2] & 7)
  }

  /// What is quick to work out of it.
  var quick: QuickImpacts { QuickImpacts(codes: codes, tables: tables, lengths: lengths) }

  /// The impact of a row, which stands at an index and is not quick to work out; `nil` where its pattern
  /// has no number.
  @inline(__always)
  func impact(at index: Int, row: UInt32) -> Double? {
    let code = codes[index]
    guard code < FrequencyPatterns.none else { return nil }
    let lengths = lengths[Int(row)]
    let times = times[Int(code)]
    guard let first, let second, let third else { return other(code, lengths) }
    let (a, b, c) = (first.length(lengths), second.length(lengths), third.length(lengths))
    guard times.w == 0, a | b | c < QuickField.tabled else { return other(code, lengths) }
    // A frequency of 0 adds 0, so this is the same number as field by field.
    let frequency =
      times.x * first.factors[a] + times.y * second.factors[b] + times.z * third.factors[c]
    return frequency * gain / (frequency + kernel.saturation)
  }

  /// The impact of a pattern that takes a look at each field.
  @inline(never)
  private func other(_ code: UInt16, _ lengths: UInt64) -> Double {
    kernel.impact(patterns[Int(code)], lengths)
  }
}

/// Impacts that are no more than a look into a table.
///
/// Invariant: the source of impacts outlives it.
struct QuickImpacts {
  fileprivate let codes: UnsafePointer<UInt16>
  fileprivate let tables: UnsafePointer<ImpactTable>?
  fileprivate let lengths: UnsafePointer<UInt64>

  /// The impact of a row, which stands at an index; `nil` where its pattern has no table, or its length is
  /// beyond it.
  @inline(__always)
  func impact(at index: Int, row: UInt32) -> Double? {
    let code = codes[index]
    guard code < FrequencyPatterns.none, let tables else { return nil }
    let table = tables + Int(code)
    let length = table.pointee.length(lengths[Int(row)])
    return length < table.pointee.count ? table.pointee.impacts[length] : nil
  }
}

extension ScoredList {
  /// What a list is made of; see the properties of the list.
  struct Parts {
    var count = 0
    var rows: UnsafeMutablePointer<UInt32>?
    var impacts: UnsafeMutablePointer<Double>?
    var source: ImpactSource?
    var pointers: ImpactPointers?
    var steps: UnsafeMutablePointer<UInt8>?
    var step = 0.0
    var isSpread = false
    var maximum = 0.0
    var windowCount = 0
    var windowMaxima: UnsafeMutablePointer<Float>?
    var windowStarts: UnsafeMutablePointer<UInt32>?
    var windowBits: UnsafeMutablePointer<UInt64>?
    var sums: UnsafeMutablePointer<UInt32>?
    var sumMemory: ImpactSums?
    var rowSums: RowSums?
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
    let scale = PostingSteps.scale(source.formula)
    let pointers = source.pointers
    parts.pointers = pointers
    parts.step = PostingSteps.size(source.formula)
    let quick = pointers.quick
    guard let bits = postings.windowBits else {
      var maximum = 0.0
      postings.forEachIndex { row, index in
        let impact =
          quick.impact(at: index, row: row) ?? pointers.impact(at: index, row: row)
          ?? source.impact(at: index, row: row)
        maximum = max(maximum, impact)
        (steps + index).initialize(to: PostingSteps.step(impact, scale))
      }
      parts.maximum = maximum
      self.init(parts)
      return
    }
    let maxima = UnsafeMutablePointer<Float>.allocate(capacity: max(postings.windowCount, 1))
    parts.windowMaxima = maxima
    let making = WindowImpacts(
      source: source, pointers: pointers, bits: bits, starts: postings.windowStarts, steps: steps,
      maxima: maxima, scale: scale)
    parts.maximum = SecondThread.share(
      postings.windowCount, long: postings.count >= SecondThread.longList
    ) {
      making.fill($0)
    }.reduce(0, max)
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

  /// The sum of what postings give by a formula, each multiplied with a factor, for bonuses of one search;
  /// `nil` where there are no numbers for it.
  ///
  /// Where a window has any rows, all of its rows are in the list, most of them with 0. The greatest impacts
  /// of the list and of its windows are bounds, which no row need reach.
  convenience init?(adding parts: [SummedPostings], rowLimit: Int, into sums: ImpactSums) {
    let windows = (rowLimit + ScoredList.windowSize - 1) >> Int(ScoredList.windowShift)
    guard let making = WindowSums(parts, windows: windows, into: sums) else { return nil }
    let postings = parts.reduce(0) { $0 + $1.source.postings.count }
    let greatest = SecondThread.share(windows, long: postings >= SecondThread.longList) {
      making.fill($0)
    }
    making.finish(windows: windows)
    (making.starts + windows).initialize(
      to: UInt32(clamping: windows << Int(ScoredList.windowShift)))
    var made = Parts()
    made.count = greatest.reduce(0) { $0 + $1.windows } * ScoredList.windowSize
    made.maximum = Double(greatest.reduce(0) { max($0, $1.maximum) }) * making.unit
    made.sums = making.values
    made.sumMemory = sums
    made.rowSums = RowSums(
      zip(making.parts, parts).map { ($0.source, $0.pointers, $1.factor) })
    made.step = making.unit
    made.isSpread = true
    made.windowCount = windows
    made.windowMaxima = making.maxima
    made.windowStarts = making.starts
    made.windowBits = making.bits
    self.init(made)
  }
}
