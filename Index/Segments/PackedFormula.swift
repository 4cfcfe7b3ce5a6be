/// The lengths of the fields of every row, one number a row.
///
/// Invariant: `values` has `count` entries and is only read after `init`, hence `@unchecked Sendable`.
package final class RowLengths: @unchecked Sendable {
  /// One more than the greatest row.
  package let count: Int
  let values: UnsafeMutablePointer<UInt64>

  /// Makes lengths for `count` rows, which `fill` changes from 0.
  package init(count: Int, _ fill: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
    self.count = max(count, 0)
    values = .allocate(capacity: max(self.count, 1))
    values.initialize(repeating: 0, count: self.count)
    fill(UnsafeMutableBufferPointer(start: values, count: self.count))
  }

  deinit { values.deallocate() }

  /// Adds the lengths of a column: `count` numbers of 1, 2 or 4 bytes, little-endian, for the rows from
  /// `first` on, each at most the limit of its place.
  ///
  /// Only for whoever makes the lengths; there is room for the rows.
  func add(
    _ source: UnsafeRawPointer, width: Int, count: Int, at first: Int,
    _ place: (shift: UInt64, limit: UInt16)
  ) {
    let target = values + first
    let shift = place.shift
    switch width {
    case 1:
      let bytes = source.assumingMemoryBound(to: UInt8.self)
      let limit = UInt8(clamping: place.limit)
      for row in 0..<count { target[row] |= UInt64(min(bytes[row], limit)) &<< shift }
    case 2:
      for row in 0..<count {
        let value = source.loadUnaligned(fromByteOffset: row * 2, as: UInt16.self).littleEndian
        target[row] |= UInt64(min(value, place.limit)) &<< shift
      }
    default:
      for row in 0..<count {
        let value = source.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self).littleEndian
        target[row] |= UInt64(min(value, UInt32(place.limit))) &<< shift
      }
    }
  }

  /// The lengths of a row; 0 beyond the last one.
  @inline(__always)
  package subscript(row: UInt32) -> UInt64 { Int(row) < count ? values[Int(row)] : 0 }
}

/// Turns the frequencies and lengths of a row, packed in one number each, into an impact: BM25F,
/// f · (k + 1) / (f + k) with f = Σ weight · frequency / (1 − b + b · length / average).
///
/// What one occurrence gives is worked out once for the lengths that come up.
///
/// Invariant: the kernel has `tabled` factors for each of eight fields and is only read after `init`; only
/// the thread of the readers asks for ``tables(of:)``, and nothing that it was given changes: hence
/// `@unchecked Sendable`.
package final class PackedFormula: @unchecked Sendable {
  /// A field of the eight that a number of frequencies has.
  package struct Field: Sendable {
    /// What an occurrence counts.
    package var weight = 0.0
    /// 1 − b.
    package var rest = 1.0
    /// b / average length.
    package var share = 0.0
    /// Where its length stands in the number of lengths.
    package var shift: UInt64 = 0
    /// The most that its length can be; 0 for a field without one.
    package var limit: UInt64 = 0

    /// A field that counts nothing.
    package init() {}
  }

  /// Lengths below this have their factor ready.
  fileprivate static let tabled = 2048

  /// What working out an impact needs; valid as long as the formula lives.
  let kernel: ImpactKernel
  /// Impacts of the patterns that depend on the length of one field at most; made when first asked for.
  private var tables: PatternImpacts?

  /// Makes a formula; fields beyond the eighth do not count.
  package init(saturation: Double, _ given: [Field]) {
    let factors = UnsafeMutablePointer<Double>.allocate(capacity: 8 * PackedFormula.tabled)
    let fields = UnsafeMutablePointer<Field>.allocate(capacity: 8)
    for (number, field) in (given + [Field](repeating: Field(), count: 8)).prefix(8).enumerated() {
      (fields + number).initialize(to: field)
      for length in 0..<PackedFormula.tabled {
        (factors + number * PackedFormula.tabled + length).initialize(
          to: field.weight / (field.rest + field.share * Double(length)))
      }
    }
    let areFinite = (0..<8 * PackedFormula.tabled).allSatisfy { factors[$0].isFinite }
    kernel = ImpactKernel(
      saturation: saturation, factors: factors, fields: fields, areFinite: areFinite)
  }

  deinit {
    kernel.factors.deallocate()
    kernel.fields.deallocate()
  }

  /// For each pattern its impacts by length, where those of one field decide, or none; valid as long as the
  /// formula lives, for the patterns that there are now.
  func tables(of patterns: FrequencyPatterns) -> UnsafePointer<ImpactTable>? {
    let impacts = tables ?? PatternImpacts(patterns)
    tables = impacts
    return impacts.upToDate(patterns, kernel)
  }

  /// The greatest impact that there can be.
  var greatest: Double { kernel.saturation + 1 }

  /// Impact of a term, 0 to k + 1.
  @inline(__always)
  package func impact(_ counts: UInt64, _ lengths: UInt64) -> Double {
    kernel.impact(counts, lengths)
  }

  /// Sum of the frequencies of all fields.
  @inline(__always)
  static func total(_ counts: UInt64) -> Int {
    // Sums of two fields stand in sixteen bits each; the product gathers all four on top.
    let pairs = (counts & 0x00FF_00FF_00FF_00FF) + (counts >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}

/// The numbers of a formula, for loops over postings.
///
/// Invariant: the formula that owns the arrays outlives it.
struct ImpactKernel {
  /// k, at which half of the greatest impact is reached.
  let saturation: Double
  fileprivate let factors: UnsafeMutablePointer<Double>
  fileprivate let fields: UnsafeMutablePointer<PackedFormula.Field>
  /// Whether all factors are finite, so that times 0 they are 0.
  fileprivate let areFinite: Bool

  /// Impact of a term, 0 to k + 1.
  @inline(__always)
  func impact(_ counts: UInt64, _ lengths: UInt64) -> Double {
    let frequency = frequency(counts, lengths)
    return frequency * (saturation + 1) / (frequency + saturation)
  }

  /// The field whose length alone decides about the impacts of a pattern.
  ///
  /// `nil` if there are several, -1 if there is none.
  fileprivate func lengthField(of counts: UInt64) -> Int? {
    var result = -1
    for field in 0..<8 where counts >> UInt64(8 * field) & 0xFF != 0 && fields[field].share != 0 {
      if result >= 0 { return nil }
      result = field
    }
    return result
  }

  /// Where the length of a field stands, and the most that it can be.
  fileprivate func place(of field: Int) -> (shift: UInt64, limit: UInt64) {
    (fields[field].shift, fields[field].limit)
  }

  /// Weighted, length-normalised frequency of a term.
  @inline(__always)
  private func frequency(_ counts: UInt64, _ lengths: UInt64) -> Double {
    var result = 0.0
    var left = counts
    while left != 0 {
      let shift = UInt64(left.trailingZeroBitCount & ~7)
      let times = Double(left >> shift & 0xFF)
      left &= ~(0xFF << shift)
      result += times * factor(Int(shift >> 3), lengths)
    }
    return result
  }

  /// The factors of a field; `nil` where they cannot be used without a look at the frequency.
  func quick(_ field: Int) -> QuickField? {
    areFinite
      ? QuickField(
        factors: UnsafePointer(factors) + field * PackedFormula.tabled,
        shift: fields[field].shift, limit: fields[field].limit) : nil
  }

  @inline(__always)
  private func factor(_ field: Int, _ lengths: UInt64) -> Double {
    let length = Int(
      truncatingIfNeeded: lengths >> fields[field].shift & fields[field].limit)
    if length < PackedFormula.tabled { return factors[field * PackedFormula.tabled + length] }
    return fields[field].weight / (fields[field].rest + fields[field].share * Double(length))
  }
}

/// The impacts of a pattern by the length of the field that decides about them.
struct ImpactTable {
  /// The impact for each length below `count`.
  fileprivate(set) var impacts: UnsafePointer<Double>
  /// Where the length stands in the number of lengths.
  fileprivate(set) var shift: UInt64 = 0
  /// The most that the length can be: 0 where none counts.
  fileprivate(set) var limit: UInt64 = 0
  /// Lengths that have an impact: 0 for a pattern of several lengths.
  fileprivate(set) var count = 0

  /// The length that counts, of the number of lengths of a row.
  @inline(__always)
  func length(_ lengths: UInt64) -> Int { Int(truncatingIfNeeded: lengths &>> shift & limit) }
}

/// Impacts of patterns that depend on the length of one field at most, which nearly all postings have.
///
/// Invariant: `tables` has room for every pattern, of which the first `count` are initialised; what they point
/// to is freed with them.
private final class PatternImpacts {
  /// Lengths that have an impact.
  private static let lengths = 1024
  /// Patterns that get impacts for each length: 2 MiB of memory at most.
  private static let limit = 256

  private let patterns: FrequencyPatterns
  private let tables: UnsafeMutablePointer<ImpactTable>
  private var memory: [UnsafeMutablePointer<Double>] = []
  private var count = 0
  private var long = 0

  init(_ patterns: FrequencyPatterns) {
    self.patterns = patterns
    tables = .allocate(capacity: max(patterns.capacity, 1))
    memory = [.allocate(capacity: 1)]
    memory[0].initialize(to: 0)
  }

  deinit {
    tables.deallocate()
    for impacts in memory { impacts.deallocate() }
  }

  /// The tables; `nil` if they are those of other patterns.
  func upToDate(
    _ given: FrequencyPatterns, _ kernel: ImpactKernel
  ) -> UnsafePointer<ImpactTable>? {
    guard given === patterns else { return nil }
    let known = patterns.count
    while count < known {
      (tables + count).initialize(to: table(patterns.values[count], kernel))
      count += 1
    }
    return UnsafePointer(tables)
  }

  private func table(_ pattern: UInt64, _ kernel: ImpactKernel) -> ImpactTable {
    var result = ImpactTable(impacts: UnsafePointer(memory[0]))
    guard let field = kernel.lengthField(of: pattern), field < 0 || long < PatternImpacts.limit
    else { return result }
    var lengths = 1
    if field >= 0 {
      long += 1
      (result.shift, result.limit) = kernel.place(of: field)
      lengths = Int(min(result.limit + 1, UInt64(PatternImpacts.lengths)))
    }
    let impacts = UnsafeMutablePointer<Double>.allocate(capacity: lengths)
    for length in 0..<lengths {
      (impacts + length).initialize(
        to: kernel.impact(pattern, UInt64(length) << result.shift))
    }
    memory.append(impacts)
    result.impacts = UnsafePointer(impacts)
    result.count = lengths
    return result
  }
}

/// The factors of a field by its length, and where that stands in the number of lengths.
struct QuickField {
  let factors: UnsafePointer<Double>
  let shift: UInt64
  let limit: UInt64

  /// The length of the field; most fit the factors.
  @inline(__always)
  func length(_ lengths: UInt64) -> Int { Int(truncatingIfNeeded: lengths &>> shift & limit) }

  /// Lengths below this have a factor.
  static let tabled = PackedFormula.tabled
}
