#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The rows that have a term, ascending, and the frequencies of each, in two to six bytes a row.
///
/// Rows of a frequent term are bits, 128 a window, with the number of postings before each window: a
/// row is found at once. Those of other terms are numbers. Frequencies are numbers of patterns; the
/// few that have none stand beside.
///
/// Invariant: the arrays hold `count` entries (`windowCount` and one more for starts, twice
/// `windowCount` for bits) and are only read after `init`, hence `@unchecked Sendable`.
package final class CompactPostings: @unchecked Sendable {
  /// Number of rows.
  package let count: Int
  /// One more than the greatest row.
  package let rowLimit: Int
  /// What the numbers of patterns mean.
  package let patterns: FrequencyPatterns
  /// Rows; `nil` where they are kept as bits.
  let rows: UnsafeMutablePointer<UInt32>?
  /// Number of the pattern of each row.
  let codes: UnsafeMutablePointer<UInt16>
  /// Windows up to the greatest row, if rows are kept as bits.
  let windowCount: Int
  /// Rows of each window as 128 bits, the lowest row in the lowest bit of the first word.
  let windowBits: UnsafeMutablePointer<UInt64>?
  /// Index of the first posting of each window.
  let windowStarts: UnsafeMutablePointer<UInt32>?
  /// Index and pattern of postings whose pattern has no number, ascending.
  private let unnumbered: [(index: Int, pattern: UInt64)]

  /// Rows a window from which on they are kept as bits.
  private static let dense = 4

  /// Copies rows and the numbers of their patterns; rows ascend from piece to piece.
  init(_ pieces: [DecodedPiece], patterns: FrequencyPatterns) {
    let count = pieces.reduce(0) { $0 + $1.count }
    self.count = count
    self.patterns = patterns
    codes = .allocate(capacity: max(count, 1))
    var unnumbered: [(index: Int, pattern: UInt64)] = []
    var limit = 0
    var begin = 0
    for piece in pieces where piece.count > 0 {
      (codes + begin).initialize(from: piece.codes, count: piece.count)
      for (index, pattern) in piece.unnumbered { unnumbered.append((begin + index, pattern)) }
      limit = Int(piece.rows[piece.count - 1]) + 1
      begin += piece.count
    }
    self.unnumbered = unnumbered
    rowLimit = limit
    let windows = (limit + ScoredList.windowSize - 1) >> Int(ScoredList.windowShift)
    guard count >= 256, count >= CompactPostings.dense * windows else {
      let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: max(count, 1))
      var end = rows
      for piece in pieces {
        end.initialize(from: piece.rows, count: piece.count)
        end += piece.count
      }
      self.rows = rows
      windowCount = 0
      windowBits = nil
      windowStarts = nil
      return
    }
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * windows)
    bits.initialize(repeating: 0, count: 2 * windows)
    for piece in pieces {
      let rows = piece.rows
      for index in 0..<piece.count { bits[Int(rows[index] >> 6)] |= 1 &<< UInt64(rows[index] & 63) }
    }
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: windows + 1)
    var start = 0
    for window in 0..<windows {
      (starts + window).initialize(to: UInt32(truncatingIfNeeded: start))
      start += bits[2 * window].nonzeroBitCount + bits[2 * window + 1].nonzeroBitCount
    }
    (starts + windows).initialize(to: UInt32(truncatingIfNeeded: start))
    rows = nil
    windowCount = windows
    windowBits = bits
    windowStarts = starts
  }

  /// Makes postings of rows, ascending, with the frequencies of each in all columns.
  package convenience init(rows: [UInt32], counts: [UInt64], patterns: FrequencyPatterns) {
    let count = min(rows.count, counts.count)
    let numbers = CompactPostings.numbers(of: counts.prefix(count), patterns)
    let unnumbered = numbers.indices.filter { numbers[$0] == FrequencyPatterns.none }
      .map { (index: $0, pattern: counts[$0]) }
    self.init(rows: rows, codes: numbers, count: count, unnumbered, patterns)
  }

  /// The numbers of patterns, each looked up where they are few.
  private static func numbers(
    of counts: ArraySlice<UInt64>, _ patterns: FrequencyPatterns
  ) -> [UInt16] {
    guard counts.count >= 1 << 9 else { return counts.map(patterns.number(of:)) }
    let numbers = PatternNumbers(patterns)
    return counts.map { numbers.number(of: $0) }
  }

  private convenience init(
    rows: UnsafePointer<UInt32>, codes: UnsafePointer<UInt16>, count: Int,
    _ unnumbered: [(index: Int, pattern: UInt64)], _ patterns: FrequencyPatterns
  ) {
    let piece = DecodedPiece(rows: rows, codes: codes, count: count, unnumbered: unnumbered)
    self.init([piece], patterns: patterns)
  }

  deinit {
    rows?.deallocate()
    codes.deallocate()
    windowBits?.deallocate()
    windowStarts?.deallocate()
  }

  /// Bytes of memory that they take, about.
  package var byteCount: Int {
    192 + count * (rows == nil ? 2 : 6) + windowCount * 20 + unnumbered.count * 16
  }

  /// The frequencies at an index.
  @inline(__always)
  func counts(at index: Int) -> UInt64 {
    let code = codes[index]
    return code < FrequencyPatterns.none ? patterns.values[Int(code)] : unnumbered(index)
  }

  @inline(never)
  private func unnumbered(_ index: Int) -> UInt64 {
    var low = 0
    var high = unnumbered.count
    while low < high {
      let middle = (low + high) / 2
      if unnumbered[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low < unnumbered.count && unnumbered[low].index == index ? unnumbered[low].pattern : 0
  }

  /// Index of a row.
  @inline(__always)
  func index(of row: UInt32) -> Int? {
    if let bits = windowBits, let starts = windowStarts {
      let window = Int(row >> ScoredList.windowShift)
      guard window < windowCount else { return nil }
      return WindowBits(low: bits[2 * window], high: bits[2 * window + 1])
        .place(of: Int(row) & (ScoredList.windowSize - 1)).map { Int(starts[window]) + $0 }
    }
    guard let rows else { return nil }
    let index = Galloping.search(rows, from: 0, count: count, for: row)
    return index < count && rows[index] == row ? index : nil
  }

  /// Likewise where rows are mostly asked for in ascending order: `place` is where the last one was, or would
  /// be, and 0 at first.
  @inline(__always)
  func index(of row: UInt32, near place: inout Int) -> Int? {
    guard let rows else { return index(of: row) }
    let start = place < count && rows[place] <= row ? place : 0
    place = Galloping.search(rows, from: start, count: count, for: row)
    return place < count && rows[place] == row ? place : nil
  }

  /// The frequencies of a row; `nil` if it does not have the term.
  @inline(__always)
  package func counts(of row: UInt32) -> UInt64? { index(of: row).map(counts(at:)) }

  /// Whether a row has the term.
  package func has(_ row: UInt32) -> Bool { index(of: row) != nil }

  /// Whether both have the same rows with the same frequencies.
  package func isEqual(to other: CompactPostings) -> Bool {
    guard count == other.count, rowLimit == other.rowLimit, patterns === other.patterns,
      unnumbered.isEmpty, other.unnumbered.isEmpty,
      memcmp(codes, other.codes, count * MemoryLayout<UInt16>.stride) == 0
    else { return false }
    if let rows, let others = other.rows {
      return memcmp(rows, others, count * MemoryLayout<UInt32>.stride) == 0
    }
    guard let windowBits, let others = other.windowBits else { return false }
    return memcmp(windowBits, others, 2 * windowCount * MemoryLayout<UInt64>.stride) == 0
  }

  /// Calls `body` with each row, ascending, and the index of its posting.
  @inline(__always)
  func forEachIndex(_ body: (_ row: UInt32, _ index: Int) -> Void) {
    forEachIndex(in: 0..<rowLimit, body)
  }

  /// Likewise with those in a range of rows, which begins with a window.
  @inline(__always)
  func forEachIndex(in range: Range<Int>, _ body: (_ row: UInt32, _ index: Int) -> Void) {
    if let rows {
      let first = UInt32(clamping: range.lowerBound)
      var index = first == 0 ? 0 : Galloping.search(rows, from: 0, count: count, for: first)
      while index < count, Int(rows[index]) < range.upperBound {
        body(rows[index], index)
        index &+= 1
      }
      return
    }
    guard let windowBits, let windowStarts else { return }
    let first = range.lowerBound >> Int(ScoredList.windowShift)
    let end = (range.upperBound + ScoredList.windowSize - 1) >> Int(ScoredList.windowShift)
    guard first < min(end, windowCount) else { return }
    var index = Int(windowStarts[first])
    for word in 2 * first..<2 * min(end, windowCount) {
      let base = UInt32(truncatingIfNeeded: word << 6)
      var rest = windowBits[word]
      while rest != 0 {
        body(base | UInt32(truncatingIfNeeded: rest.trailingZeroBitCount), index)
        rest &= rest &- 1
        index &+= 1
      }
    }
  }

  /// Calls `body` with each row, ascending, and its frequencies.
  @inline(__always)
  package func forEach(_ body: (_ row: UInt32, _ counts: UInt64) -> Void) {
    forEachIndex { body($0, counts(at: $1)) }
  }

  /// All rows, ascending.
  package var allRows: [UInt32] {
    // All threads share the one array without room, whose count would be written.
    guard count > 0 else { return [] }
    return [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      forEachIndex { buffer.initializeElement(at: $1, to: $0) }
      filled = count
    }
  }

  /// The frequencies of all rows, in their order.
  package var allCounts: [UInt64] {
    guard count > 0 else { return [] }
    return [UInt64](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<count { buffer.initializeElement(at: index, to: counts(at: index)) }
      filled = count
    }
  }

  /// Adds the rows to a set, as far as there is capacity.
  package func insert(into set: inout RowSet) {
    if let rows {
      set.insert(rows, count: count)
    } else if let windowBits {
      set.formUnion(windowBits, count: 2 * windowCount)
    }
  }
}
