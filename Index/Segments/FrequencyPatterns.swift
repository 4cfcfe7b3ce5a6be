/// Numbers for the frequencies that a row has in all columns together.
///
/// Nearly all postings have one of a few hundred patterns of frequencies, such as “once in the first
/// column”: two bytes say which. Patterns that come after the table is full have no number.
///
/// Invariant: `values` and `times` have room for `capacity` patterns, of which the first `count` are
/// initialised and never change, hence `@unchecked Sendable`; only the thread of the readers adds
/// patterns.
package final class FrequencyPatterns: @unchecked Sendable {
  /// What stands for a pattern without a number.
  package static let none = UInt16.max

  /// The three fields, ascending, that most words stand in.
  let mainFields: SIMD3<Int>
  /// The pattern of each number.
  let values: UnsafeMutablePointer<UInt64>
  /// Its frequencies in the main fields, and 1 if there are others.
  let times: UnsafeMutablePointer<SIMD4<Double>>
  /// For each field and frequency in that field alone its number, or `none`.
  private let singles: UnsafeMutablePointer<UInt16>
  /// By the bits of the pattern: the first dictionary of a type not yet seen is dear to a short process,
  /// and `Int` is seen.
  private var others: [Int: UInt16] = [:]
  /// Patterns of several fields that came up lately, each at a place that its bits say.
  private let recent: UnsafeMutablePointer<(pattern: UInt64, number: UInt16)>
  private(set) var count = 0
  let capacity: Int

  private static let recentCount = 1 << 12

  /// Makes a table without patterns.
  ///
  /// - Parameters:
  ///   - capacity: Patterns that get a number, at most 65,535.
  ///   - mainFields: The three fields of the eight, ascending, whose impacts are to be quick.
  package init(capacity: Int = Int(UInt16.max), mainFields: SIMD3<Int> = [0, 1, 2]) {
    self.capacity = min(max(capacity, 0), Int(FrequencyPatterns.none))
    self.mainFields = mainFields
    values = .allocate(capacity: max(self.capacity, 1))
    times = .allocate(capacity: max(self.capacity, 1))
    singles = .allocate(capacity: 8 * 256)
    singles.initialize(repeating: FrequencyPatterns.none, count: 8 * 256)
    recent = .allocate(capacity: FrequencyPatterns.recentCount)
    // No pattern of several fields is 0.
    recent.initialize(repeating: (0, 0), count: FrequencyPatterns.recentCount)
  }

  deinit {
    values.deallocate()
    times.deallocate()
    singles.deallocate()
    recent.deallocate()
  }

  /// The number of a pattern; `none` if it has none and gets none any more.
  @inline(__always)
  func number(of pattern: UInt64) -> UInt16 {
    let shift = pattern == 0 ? 0 : pattern.trailingZeroBitCount & ~7
    let frequency = pattern >> UInt64(shift)
    if frequency < 256 { return number(ofSingle: shift << 5 | Int(frequency)) }
    let place = Int(truncatingIfNeeded: (pattern &* 0x9E37_79B9_7F4A_7C15) >> 52)
    if recent[place].pattern == pattern { return recent[place].number }
    let bits = Int(truncatingIfNeeded: pattern)
    let number = others[bits] ?? add(pattern)
    if number < FrequencyPatterns.none { others[bits] = number }
    recent[place] = (pattern, number)
    return number
  }

  /// The number of a frequency in one field: `place` is 256 × field + frequency, at most 255.
  @inline(__always)
  func number(ofSingle place: Int) -> UInt16 {
    let known = singles[place]
    return known < FrequencyPatterns.none ? known : addSingle(place)
  }

  @inline(never)
  private func addSingle(_ place: Int) -> UInt16 {
    singles[place] = add(UInt64(place & 0xFF) << UInt64((place >> 8) * 8))
    return singles[place]
  }

  @inline(never)
  private func add(_ pattern: UInt64) -> UInt16 {
    guard count < capacity else { return FrequencyPatterns.none }
    (values + count).initialize(to: pattern)
    var frequencies = SIMD4<Double>()
    var rest = pattern
    for index in 0..<3 {
      let shift = UInt64(mainFields[index] & 7) * 8
      frequencies[index] = Double(pattern >> shift & 0xFF)
      rest &= ~(0xFF << shift)
    }
    frequencies[3] = rest == 0 ? 0 : 1
    (times + count).initialize(to: frequencies)
    let number = UInt16(count)
    count += 1
    return number
  }
}
