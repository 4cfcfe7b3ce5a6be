/// Adds up the postings of many terms, row by row.
///
/// Invariant: `table` and `bits` have room for `capacity` rows, a multiple of 64; a row of the table is 0
/// unless its bit is set.
final class PostingUnion {
  /// Rows below this may stand in the table; of an index with wider gaps most would stay empty.
  private let denseLimit: Int
  private var capacity = 0
  private var table: UnsafeMutablePointer<UInt64>
  private var bits: UnsafeMutablePointer<UInt64>
  /// Frequencies of the rows behind the table.
  private var others: [UInt32: UInt64] = [:]

  /// None yet.
  init(denseLimit: Int) {
    self.denseLimit = denseLimit
    table = .allocate(capacity: 1)
    bits = .allocate(capacity: 1)
  }

  deinit {
    table.deallocate()
    bits.deallocate()
  }

  /// Adds the frequencies of a row.
  @inline(__always)
  func add(_ row: UInt32, _ counts: UInt64) {
    guard Int(row) < capacity || grow(to: Int(row)) else {
      others[row] = PackedFrequencies.sum(others[row] ?? 0, counts)
      return
    }
    table[Int(row)] = PackedFrequencies.sum(table[Int(row)], counts)
    bits[Int(row >> 6)] |= 1 &<< UInt64(row & 63)
  }

  /// Adds what a decoder has.
  func add(_ decoder: PackedDecoder) { decoder.forEach { add($0, $1) } }

  /// Makes room for a row if that is below the limit.
  @inline(never)
  private func grow(to row: Int) -> Bool {
    guard row < denseLimit else { return false }
    let grown = (max(row + 1, min(capacity * 2, denseLimit)) + 63) & ~63
    let newTable = UnsafeMutablePointer<UInt64>.allocate(capacity: grown)
    let newBits = UnsafeMutablePointer<UInt64>.allocate(capacity: grown / 64)
    newTable.initialize(from: table, count: capacity)
    (newTable + capacity).initialize(repeating: 0, count: grown - capacity)
    newBits.initialize(from: bits, count: capacity / 64)
    (newBits + capacity / 64).initialize(repeating: 0, count: (grown - capacity) / 64)
    table.deallocate()
    bits.deallocate()
    (table, bits, capacity) = (newTable, newBits, grown)
    return true
  }

  /// The rows so far and the sums of their frequencies.
  func postings(_ patterns: FrequencyPatterns) -> CompactPostings {
    var rows: [UInt32] = []
    var counts: [UInt64] = []
    let count = (0..<capacity / 64).reduce(others.count) { $0 + bits[$1].nonzeroBitCount }
    rows.reserveCapacity(count)
    counts.reserveCapacity(count)
    for word in 0..<capacity / 64 {
      var rest = bits[word]
      while rest != 0 {
        let row = word << 6 | rest.trailingZeroBitCount
        rows.append(UInt32(truncatingIfNeeded: row))
        counts.append(table[row])
        rest &= rest &- 1
      }
    }
    for (row, sum) in others.sorted(by: { $0.key < $1.key }) {
      rows.append(row)
      counts.append(sum)
    }
    return CompactPostings(rows: rows, counts: counts, patterns: patterns)
  }

  /// Forgets everything.
  func removeAll() {
    for word in 0..<capacity / 64 where bits[word] != 0 {
      (table + word << 6).update(repeating: 0, count: 64)
      bits[word] = 0
    }
    others.removeAll()
  }
}

/// Eight frequencies of at most 255 in one number.
package enum PackedFrequencies {
  /// Sum place by place, each at most 255.
  @inline(__always)
  package static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    // Where all are below 128, no sum reaches the next place.
    (a | b) & EightBytes.tops == 0 ? a + b : limitedSum(a, b)
  }

  /// The lesser of both, place by place.
  @inline(__always)
  package static func least(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (first, second) = (
      unsafeBitCast(a, to: SIMD8<UInt8>.self), unsafeBitCast(b, to: SIMD8<UInt8>.self)
    )
    return unsafeBitCast(pointwiseMin(first, second), to: UInt64.self)
  }

  private static func limitedSum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var result: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      result |= min((a >> shift & 0xFF) + (b >> shift & 0xFF), 255) << shift
    }
    return result
  }
}
