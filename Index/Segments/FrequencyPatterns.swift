import Synchronization

/// Numbers for the frequencies that a row has in all columns together.
///
/// Nearly all postings have one of a few hundred patterns of frequencies, such as “once in the first
/// column”: two bytes say which. Patterns that come after the table is full have no number.
///
/// Invariant: `values` and `times` have room for `capacity` patterns, of which those that have a number are
/// initialised and never change; they are initialised under the lock of `numbers`, from which every thread
/// gets its numbers: hence `@unchecked Sendable`.
package final class FrequencyPatterns: @unchecked Sendable {
  /// What stands for a pattern without a number.
  package static let none = UInt16.max

  /// The three fields, ascending, that most words stand in.
  let mainFields: SIMD3<Int>
  /// The pattern of each number.
  let values: UnsafeMutablePointer<UInt64>
  /// Its frequencies in the main fields, and 1 if there are others.
  let times: UnsafeMutablePointer<SIMD4<Double>>
  let capacity: Int
  /// By the bits of the pattern: the first dictionary of a type not yet seen is dear to a short process,
  /// and `Int` is seen.
  private let numbers = Mutex<[Int: UInt16]>([:])

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
  }

  deinit {
    values.deallocate()
    times.deallocate()
  }

  /// Patterns that have a number: those from 0 on.
  var count: Int { numbers.withLock { $0.count } }

  /// The number of a pattern; `none` if it has none and gets none any more.
  ///
  /// Loops ask ``PatternNumbers``.
  func number(of pattern: UInt64) -> UInt16 {
    let bits = Int(truncatingIfNeeded: pattern)
    return numbers.withLock { numbers in
      if let known = numbers[bits] { return known }
      guard numbers.count < capacity else { return FrequencyPatterns.none }
      let number = numbers.count
      initialize(number, pattern)
      numbers[bits] = UInt16(number)
      return UInt16(number)
    }
  }

  private func initialize(_ number: Int, _ pattern: UInt64) {
    (values + number).initialize(to: pattern)
    var frequencies = SIMD4<Double>()
    var rest = pattern
    for index in 0..<3 {
      let shift = UInt64(mainFields[index] & 7) * 8
      frequencies[index] = Double(pattern >> shift & 0xFF)
      rest &= ~(0xFF << shift)
    }
    frequencies[3] = rest == 0 ? 0 : 1
    (times + number).initialize(to: frequencies)
  }
}

/// The numbers of patterns that one thread asked for lately.
///
/// Invariant: `singles` has 8 × 256 entries, `recent` `recentCount`, all initialised.
struct PatternNumbers: ~Copyable {
  let patterns: FrequencyPatterns
  /// For each field and frequency in that field alone its number, or `none`.
  private let singles: UnsafeMutablePointer<UInt16>
  /// Patterns of several fields, each at a place that its bits say.
  private let recent: UnsafeMutablePointer<(pattern: UInt64, number: UInt16)>

  private static let recentCount = 1 << 12

  /// None yet.
  init(_ patterns: FrequencyPatterns) {
    self.patterns = patterns
    singles = .allocate(capacity: 8 * 256)
    singles.initialize(repeating: FrequencyPatterns.none, count: 8 * 256)
    recent = .allocate(capacity: PatternNumbers.recentCount)
    // No pattern of several fields is 0.
    recent.initialize(repeating: (0, 0), count: PatternNumbers.recentCount)
  }

  deinit {
    singles.deallocate()
    recent.deallocate()
  }

  /// The number of a pattern; `none` if it has none.
  @inline(__always)
  func number(of pattern: UInt64) -> UInt16 {
    let shift = pattern == 0 ? 0 : pattern.trailingZeroBitCount & ~7
    let frequency = pattern >> UInt64(shift)
    if frequency < 256 {
      let known = singles[shift << 5 | Int(frequency)]
      return known < FrequencyPatterns.none ? known : single(pattern, shift << 5 | Int(frequency))
    }
    let place = Int(truncatingIfNeeded: (pattern &* 0x9E37_79B9_7F4A_7C15) >> 52)
    return recent[place].pattern == pattern ? recent[place].number : other(pattern, place)
  }

  @inline(never)
  private func single(_ pattern: UInt64, _ place: Int) -> UInt16 {
    singles[place] = patterns.number(of: pattern)
    return singles[place]
  }

  @inline(never)
  private func other(_ pattern: UInt64, _ place: Int) -> UInt16 {
    let number = patterns.number(of: pattern)
    recent[place] = (pattern, number)
    return number
  }
}
