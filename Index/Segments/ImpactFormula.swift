/// Turns frequencies into impacts with the lengths of one state of a table.
///
/// Invariant: `factors` has `tabled` entries a column and is only read after `init`, hence
/// `@unchecked Sendable`.
final class ImpactFormula: @unchecked Sendable {
  /// Lengths below this have their factor ready.
  private static let tabled = 2048

  /// What the loop over postings needs of a column: the lengths of its rows, and w / (1 − b + b · len
  /// / average) for short ones.
  private struct Field {
    let lengths: UnsafePointer<UInt16>
    let factors: UnsafePointer<Double>
    /// Lengths from here on have no entry in `factors`.
    let limit: Int
  }

  private let scoring: FieldScoring
  private let lengths: ColumnLengths
  private let factors: UnsafeMutablePointer<Double>
  /// Of each column.
  private let averages: [Double]
  /// Tokens of a row on average.
  private let averageTotal: Double

  init(scoring: FieldScoring, lengths: ColumnLengths, tokenCounts: [UInt64], rowCount: Int) {
    self.scoring = scoring
    self.lengths = lengths
    let rows = Double(max(rowCount, 1))
    averageTotal = tokenCounts.reduce(0) { $0 + Double($1) } / rows
    averages = tokenCounts.map { Double($0) / rows }
    factors = .allocate(capacity: ImpactFormula.tabled * averages.count)
    for column in averages.indices {
      for length in 0..<ImpactFormula.tabled {
        (factors + column * ImpactFormula.tabled + length).initialize(
          to: factor(.fields, column, Double(length)))
      }
    }
  }

  deinit {
    factors.deallocate()
  }

  /// What one occurrence in a column of that length gives.
  private func factor(
    _ impact: RankedTerm.Impact, _ column: Int, _ length: Double
  ) -> Double {
    let b: Double
    let average: Double
    var weight = 1.0
    switch impact {
    case .wholeRow(let lengthFactor):
      b = lengthFactor
      average = averageTotal
    case .fields:
      weight = scoring.weights[column]
      b = scoring.lengthFactors[scoring.formula == .stock ? 0 : column]
      average = scoring.formula == .stock ? averageTotal : averages[column]
    }
    let ratio = average > 0 ? length / average : 1
    return weight / max(1 - b + b * ratio, 1e-9)
  }

  /// Likewise for a row whose length is not tabled.
  @inline(never)
  private func factor(_ impact: RankedTerm.Impact, _ column: Int, row: Int) -> Double {
    let isWhole = impact != .fields || scoring.formula == .stock
    let length =
      isWhole
      ? lengths.total(row: Int64(row)) : lengths.length(row: Int64(row), column: column)
    return factor(impact, column, Double(length))
  }

  /// The impacts of a list's rows that have the term in one of the columns of `mask`.
  func scored(_ list: PostingList, mask: UInt64, impact: RankedTerm.Impact) -> ScoredList {
    let isWhole = impact != .fields || scoring.formula == .stock
    return withUnsafeTemporaryAllocation(of: Field.self, capacity: averages.count) { fields in
      for column in averages.indices {
        fields.initializeElement(
          at: column,
          to: Field(
            lengths: isWhole ? lengths.totals : lengths.columns[column],
            factors: factors + column * ImpactFormula.tabled,
            limit: impact == .fields ? ImpactFormula.tabled : 0))
      }
      return list.spill.withUnsafeBufferPointer { spill in
        scored(list, mask, impact, fields, spill)
      }
    }
  }

  private func scored(
    _ list: PostingList, _ mask: UInt64, _ impact: RankedTerm.Impact,
    _ fields: UnsafeMutableBufferPointer<Field>, _ spill: UnsafeBufferPointer<UInt32>
  ) -> ScoredList {
    let capacity = max(list.count, 1)
    let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    let impacts = UnsafeMutablePointer<Double>.allocate(capacity: capacity)
    let saturation = scoring.k1
    let gain = scoring.k1 + 1
    let rowLimit = lengths.rowLimit
    let listRows = list.rows
    let codes = list.codes
    var count = 0
    for index in 0..<list.count {
      let row = Int(listRows[index])
      guard row < rowLimit else { break }
      var code = codes[index]
      // The codes of a row: this one, or some in `spill`.
      var next = 0
      var left = 1
      if code & PostingList.spillFlag != 0 {
        next = Int(code & ~PostingList.spillFlag)
        left = Int(spill[next])
        next += 1
        code = spill[next]
      }
      var frequency = 0.0
      var isThere = false
      while true {
        let column = Int(code & 0xFF)
        if mask >> UInt64(column) & 1 == 1 {
          isThere = true
          let field = fields[column]
          let length = Int(field.lengths[row])
          let factor =
            length < field.limit ? field.factors[length] : self.factor(impact, column, row: row)
          frequency += Double(code >> 8) * factor
        }
        left -= 1
        if left == 0 { break }
        next += 1
        code = spill[next]
      }
      guard isThere else { continue }
      rows[count] = UInt32(truncatingIfNeeded: row)
      impacts[count] = frequency * gain / (frequency + saturation)
      count += 1
    }
    return ScoredList(
      consumingRows: rows, impacts: impacts, count: count, documentFrequency: list.count,
      rowLimit: rowLimit)
  }
}
