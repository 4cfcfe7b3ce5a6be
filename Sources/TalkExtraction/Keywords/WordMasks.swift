/// Cuts a word out of sixteen bytes, by table.
struct WordMasks {
  /// Of each length 0...16 the bits of the first eight bytes that are kept, and of the next eight.
  ///
  /// From row ``plurals`` on the same without the last letter, of four letters or more.
  private let table: UnsafePointer<UInt64>
  private static let plurals = 32
  /// Integers of the table.
  static let size = 4 * plurals

  /// The masks that stand in `tables`.
  @inline(__always) init(_ tables: WordTables) { table = tables.masks }

  /// Writes the table, which holds zeros.
  static func write(_ table: UnsafeMutablePointer<UInt64>) {
    for count in 0...16 {
      for (row, kept) in [(count, count), (count + plurals, count < 4 ? count : count - 1)] {
        table[2 * row] = PackedWord.mask(min(kept, 8))
        table[2 * row + 1] = PackedWord.mask(max(kept, 8) - 8)
      }
    }
  }

  /// The word of which these are the first `count` bytes, 0...16; where `isPlural` is 1 and not 0, and
  /// it has four letters or more, without the last one.
  @inline(__always) func word(
    _ bytes: (low: UInt64, high: UInt64), count: Int, isPlural: UInt64 = 0
  ) -> PackedWord {
    assert((0...16).contains(count) && isPlural < 2)
    let mask = table + (count | Int(truncatingIfNeeded: isPlural) &* Self.plurals) &* 2
    return PackedWord(
      low: (bytes.low | PackedWord.caseBits) & mask[0],
      high: (bytes.high | PackedWord.caseBits) & mask[1])
  }
}
