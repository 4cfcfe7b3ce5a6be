/// The rows of a term, ascending, each with its impact: what it adds to a score before idf and
/// weight.
///
/// Long lists also know the greatest impact in each window of 128 rows and where the window begins,
/// so that a search can leave out whole windows.
///
/// Invariant: the arrays hold `count` entries (`windowCount` and one more for windows) and are only
/// read after `init`, hence `@unchecked Sendable`.
final class ScoredList: @unchecked Sendable {
  /// A window is 2⁷ rows.
  static let windowShift: UInt32 = 7
  static let windowSize = 1 << 7

  let count: Int
  /// Rows that have the term in any column.
  let documentFrequency: Int
  let rows: UnsafeMutablePointer<UInt32>
  let impacts: UnsafeMutablePointer<Double>
  /// The greatest impact.
  let maximum: Double
  /// Windows that the list knows; 0 for a short list.
  let windowCount: Int
  /// Greatest impact of each window, rounded up.
  let windowMaxima: UnsafeMutablePointer<Float>?
  /// Index of the first posting of each window.
  let windowStarts: UnsafeMutablePointer<UInt32>?

  /// Takes the arrays over.
  init(
    consumingRows rows: UnsafeMutablePointer<UInt32>, impacts: UnsafeMutablePointer<Double>,
    count: Int, documentFrequency: Int, rowLimit: Int
  ) {
    self.rows = rows
    self.impacts = impacts
    self.count = count
    self.documentFrequency = documentFrequency
    let windows = (rowLimit + ScoredList.windowSize - 1) >> Int(ScoredList.windowShift)
    var maximum = 0.0
    guard count >= 256, count >= windows / 2 else {
      for index in 0..<count { maximum = max(maximum, impacts[index]) }
      self.maximum = maximum
      windowCount = 0
      windowMaxima = nil
      windowStarts = nil
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
    windowCount = windows
    windowMaxima = maxima
    windowStarts = starts
  }

  deinit {
    rows.deallocate()
    impacts.deallocate()
    windowMaxima?.deallocate()
    windowStarts?.deallocate()
  }

  /// Bytes of memory that the list takes, about.
  var byteCount: Int { 256 + count * 12 + windowCount * 8 }

  /// The least Float that is not below `value`.
  static func roundedUp(_ value: Double) -> Float {
    let result = Float(value)
    return Double(result) < value ? result.nextUp : result
  }
}

/// Turns frequencies into impacts with the lengths of one state of a table.
struct ImpactFormula {
  /// Lengths below this have their factor ready.
  private static let tabled = 2048

  private let scoring: FieldScoring
  private let lengths: ColumnLengths
  /// For each column (or, for the stock formula, for the row) w / (1 − b + b · len / average).
  private let factors: [Double]
  private let averages: [Double]
  /// Tokens of a row on average.
  private let averageTotal: Double

  init(scoring: FieldScoring, lengths: ColumnLengths, tokenCounts: [UInt64], rowCount: Int) {
    self.scoring = scoring
    self.lengths = lengths
    let rows = Double(max(rowCount, 1))
    averageTotal = tokenCounts.reduce(0) { $0 + Double($1) } / rows
    switch scoring.formula {
    case .fields: averages = tokenCounts.map { Double($0) / rows }
    case .stock: averages = [averageTotal]
    }
    var factors: [Double] = []
    for column in averages.indices {
      for length in 0..<ImpactFormula.tabled {
        factors.append(
          ImpactFormula.factor(
            Double(length), averages[column], scoring.lengthFactors[column]))
      }
    }
    self.factors = factors
  }

  private static func factor(_ length: Double, _ average: Double, _ b: Double) -> Double {
    let ratio = average > 0 ? length / average : 1
    return 1 / max(1 - b + b * ratio, 1e-9)
  }

  /// The impacts of a list's rows that have the term in one of the columns of `mask`.
  func scored(_ list: PostingList, mask: UInt64, impact: RankedTerm.Impact) -> ScoredList {
    let saturation = scoring.k1
    let gain = scoring.k1 + 1
    switch impact {
    case .wholeRow(let lengthFactor):
      return scored(list, mask: mask) { row, _, times in
        Double(times)
          * ImpactFormula.factor(
            Double(lengths.total(row: Int64(row))), averageTotal, lengthFactor)
      } impact: {
        $0 * gain / ($0 + saturation)
      }
    case .fields:
      return factors.withUnsafeBufferPointer { factors in
        scoring.weights.withUnsafeBufferPointer { weights in
          scored(list, mask: mask) { row, column, times in
            weights[column] * Double(times) * factor(factors, column, row)
          } impact: {
            $0 * gain / ($0 + saturation)
          }
        }
      }
    }
  }

  /// Adds up what each column gives and turns the sum into the impact.
  @inline(__always)
  private func scored(
    _ list: PostingList, mask: UInt64,
    part: (_ row: Int, _ column: Int, _ times: Int) -> Double, impact: (Double) -> Double
  ) -> ScoredList {
    let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: max(list.count, 1))
    let impacts = UnsafeMutablePointer<Double>.allocate(capacity: max(list.count, 1))
    var count = 0
    for index in 0..<list.count {
      let row = list.rows[index]
      guard Int(row) < lengths.rowLimit else { break }
      var frequency = 0.0
      var isThere = false
      list.forEachFrequency(list.codes[index]) { column, times in
        guard mask >> UInt64(column) & 1 == 1 else { return }
        isThere = true
        frequency += part(Int(row), column, times)
      }
      guard isThere else { continue }
      rows[count] = row
      impacts[count] = impact(frequency)
      count += 1
    }
    return ScoredList(
      consumingRows: rows, impacts: impacts, count: count, documentFrequency: list.count,
      rowLimit: lengths.rowLimit)
  }

  @inline(__always)
  private func factor(_ factors: UnsafeBufferPointer<Double>, _ column: Int, _ row: Int) -> Double {
    if scoring.formula == .stock {
      let length = Int(lengths.totals[row])
      if length < ImpactFormula.tabled { return factors[length] }
      return ImpactFormula.factor(
        Double(lengths.total(row: Int64(row))), averages[0], scoring.lengthFactors[0])
    }
    let length = Int(lengths.columns[column][row])
    if length < ImpactFormula.tabled { return factors[column * ImpactFormula.tabled + length] }
    return ImpactFormula.factor(
      Double(lengths.length(row: Int64(row), column: column)), averages[column],
      scoring.lengthFactors[column])
  }
}
