/// Cuts a word out of sixteen bytes, by table.
///
/// `@unchecked Sendable` since its table is written before it is shared and never after. It is not
/// freed: there is one a process.
struct WordMasks: @unchecked Sendable {
  static let shared = WordMasks()

  /// Of each length 0...16 the bits of the first eight bytes that are kept, and of the next eight; from
  /// row ``plurals`` on the same without the last letter, of four letters or more.
  private let table: UnsafePointer<UInt64>
  private static let plurals = 32

  private init() {
    let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 4 * Self.plurals)
    table.initialize(repeating: 0, count: 4 * Self.plurals)
    for count in 0...16 {
      for (row, kept) in [(count, count), (count + Self.plurals, count < 4 ? count : count - 1)] {
        table[2 * row] = PackedWord.mask(min(kept, 8))
        table[2 * row + 1] = PackedWord.mask(max(kept, 8) - 8)
      }
    }
    self.table = UnsafePointer(table)
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
