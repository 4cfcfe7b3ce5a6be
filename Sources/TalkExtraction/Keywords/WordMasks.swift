/// Cuts a word out of sixteen bytes, by table.
struct WordMasks {
  /// Of each length 0...16 the bits of the first eight bytes that are kept, and of the next eight.
  ///
  /// From row ``plurals`` on the same without the last letter.
  private let table: UnsafePointer<UInt64>
  private static let plurals = Int(WordEnding.isPlural)
  /// Integers of the table.
  static let size = 4 * plurals

  /// The masks that stand in `tables`.
  @inline(__always) init(_ tables: WordTables) { table = tables.masks }

  /// Writes the table, which holds zeros.
  static func write(_ table: UnsafeMutablePointer<UInt64>) {
    for count in 0...16 {
      for (row, kept) in [(count, count), (count + plurals, max(count - 1, 0))] {
        table[2 * row] = PackedWord.mask(min(kept, 8))
        table[2 * row + 1] = PackedWord.mask(max(kept, 8) - 8)
      }
    }
  }

  /// The word of which these are the first `count` bytes, 0...16; where its ending is that of a plural,
  /// without the last one.
  @inline(__always) func word(
    _ bytes: (low: UInt64, high: UInt64), count: Int, _ ending: UInt64
  ) -> PackedWord {
    assert((0...16).contains(count))
    let mask = table + (count | Int(truncatingIfNeeded: ending & WordEnding.isPlural)) &* 2
    return PackedWord(
      low: (bytes.low | PackedWord.caseBits) & mask[0],
      high: (bytes.high | PackedWord.caseBits) & mask[1])
  }
}
