/// A set of rows, as bits.
///
/// Rows are 0..<`capacity`; rows beyond it are never in the set.
package struct RowSet: Sendable, Equatable {
  /// Bits, 64 rows a word, the lowest row in the lowest bit.
  private(set) var words: [UInt64]

  /// A set without rows.
  ///
  /// - Parameter capacity: One more than the greatest row that the set may hold.
  package init(capacity: Int) {
    words = [UInt64](repeating: 0, count: (max(capacity, 0) + 63) / 64)
  }

  /// The set of those rows; rows below 0 are left out.
  package init(_ rows: some Sequence<Int64>, capacity: Int) {
    self.init(capacity: capacity)
    for row in rows { insert(row) }
  }

  /// A set of all rows up to `capacity`, rounded up to a multiple of 64.
  package static func all(capacity: Int) -> RowSet {
    var result = RowSet(capacity: capacity)
    for index in result.words.indices { result.words[index] = .max }
    return result
  }

  /// Rows that the set can hold.
  package var capacity: Int { words.count * 64 }

  /// Number of rows in the set.
  package var count: Int { words.withUnsafeBufferPointer(RowSet.count) }

  /// Number of set bits.
  ///
  /// Counted in the bytes of four words at a time: the oldest processors that a program is made for cannot
  /// count the bits of a word by themselves.
  private static func count(_ words: UnsafeBufferPointer<UInt64>) -> Int {
    typealias Four = SIMD4<UInt64>
    let ones = Four(repeating: 0x5555_5555_5555_5555)
    let pairs = Four(repeating: 0x3333_3333_3333_3333)
    let nibbles = Four(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    let bytes = Four(repeating: 0x00FF_00FF_00FF_00FF)
    var result = 0
    var index = 0
    while index + 4 <= words.count {
      // No byte of a sum gets beyond 31 times eight.
      let end = min(index + 4 * 31, words.count & ~3)
      var sums = Four()
      while index < end {
        var four = Four(words[index], words[index + 1], words[index + 2], words[index + 3])
        four = four &- (four &>> 1 & ones)
        four = (four & pairs) &+ (four &>> 2 & pairs)
        sums = sums &+ ((four &+ four &>> 4) & nibbles)
        index += 4
      }
      let halves = (sums & bytes) &+ (sums &>> 8 & bytes)
      result += Int(truncatingIfNeeded: (halves.wrappedSum() &* 0x0001_0001_0001_0001) &>> 48)
    }
    while index < words.count {
      result += words[index].nonzeroBitCount
      index += 1
    }
    return result
  }

  /// Whether no row is in the set.
  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Whether a row is in the set.
  package func contains(_ row: Int64) -> Bool {
    guard row >= 0, row < Int64(capacity) else { return false }
    return words[Int(row >> 6)] >> UInt64(row & 63) & 1 == 1
  }

  /// Adds a row; one outside 0..<capacity is left out.
  package mutating func insert(_ row: Int64) {
    guard row >= 0, row < Int64(capacity) else { return }
    words[Int(row >> 6)] |= 1 << UInt64(row & 63)
  }

  /// Adds the rows of two words of bits, as far as there is capacity.
  mutating func insert(_ low: UInt64, _ high: UInt64, at word: Int) {
    if word < words.count { words[word] |= low }
    if word + 1 < words.count { words[word + 1] |= high }
  }

  /// Takes a row out.
  package mutating func remove(_ row: Int64) {
    guard row >= 0, row < Int64(capacity) else { return }
    words[Int(row >> 6)] &= ~(1 << UInt64(row & 63))
  }

  /// Adds the rows of another set, as far as there is capacity.
  package mutating func formUnion(_ other: RowSet) {
    for index in 0..<min(words.count, other.words.count) { words[index] |= other.words[index] }
  }

  /// Keeps only the rows that are in another set, too.
  package mutating func formIntersection(_ other: RowSet) {
    for index in words.indices {
      words[index] &= index < other.words.count ? other.words[index] : 0
    }
  }

  /// Takes the rows of another set out.
  package mutating func subtract(_ other: RowSet) {
    for index in 0..<min(words.count, other.words.count) { words[index] &= ~other.words[index] }
  }

  /// Adds the rows of bits, as far as there is capacity.
  mutating func formUnion(_ bits: UnsafePointer<UInt64>, count: Int) {
    for index in 0..<min(words.count, count) { words[index] |= bits[index] }
  }

  /// Adds ascending rows fast.
  mutating func insert(_ rows: UnsafePointer<UInt32>, count: Int) {
    let limit = UInt32(clamping: capacity)
    words.withUnsafeMutableBufferPointer { words in
      for index in 0..<count {
        let row = rows[index]
        guard row < limit else { break }
        words[Int(row >> 6)] |= 1 << UInt64(row & 63)
      }
    }
  }

  /// The set of ascending rows; rows from `capacity` on are left out.
  package init(ascending rows: [UInt32], capacity: Int) {
    self.init(capacity: capacity)
    insert(ascending: rows)
  }

  /// Adds ascending rows, as far as there is capacity.
  package mutating func insert(ascending rows: [UInt32]) {
    rows.withUnsafeBufferPointer { rows in
      if let base = rows.baseAddress { insert(base, count: rows.count) }
    }
  }

  /// Number of rows that are in another set, too.
  package func intersectionCount(_ other: RowSet) -> Int {
    var result = 0
    for index in 0..<min(words.count, other.words.count) {
      result += (words[index] & other.words[index]).nonzeroBitCount
    }
    return result
  }

  /// Those of `rows` that are in the set, or those that are not.
  package func filtered(_ rows: [UInt32], contained: Bool = true) -> [UInt32] {
    let limit = UInt32(clamping: capacity)
    return words.withUnsafeBufferPointer { words in
      rows.filter { row in
        (row < limit && words[Int(row >> 6)] >> UInt64(row & 63) & 1 == 1) == contained
      }
    }
  }

  /// The rows, ascending, as far as they fit.
  package var ascending: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(UInt32(truncatingIfNeeded: index * 64 + rest.trailingZeroBitCount))
        rest &= rest &- 1
      }
    }
    return result
  }

  /// Calls `body` with each row, ascending, until it returns false.
  package func forEach(_ body: (Int64) -> Bool) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        guard body(Int64(index * 64 + rest.trailingZeroBitCount)) else { return }
        rest &= rest &- 1
      }
    }
  }

  /// The rows, ascending.
  package var rows: [Int64] {
    var result: [Int64] = []
    result.reserveCapacity(count)
    forEach {
      result.append($0)
      return true
    }
    return result
  }
}
