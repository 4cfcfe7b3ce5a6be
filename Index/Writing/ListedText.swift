/// What stands in texts of which several make up a column, and may not.
enum ListedText {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Whether control characters are among `bytes`, and how many semicolons; eight bytes at a time.
  static func survey(_ bytes: UnsafeRawBufferPointer) -> (hasControls: Bool, semicolons: Int) {
    var controls: UInt64 = 0
    var semicolons = 0
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      controls |= ListedText.controls(word)
      semicolons &+= ListedText.semicolons(word)
      offset += 8
    }
    // Letters in the place of what is not there.
    var rest = ones &* UInt64(UInt8(ascii: "a"))
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    controls |= ListedText.controls(rest)
    return (controls != 0, semicolons &+ ListedText.semicolons(rest))
  }

  /// Not 0 where one of eight bytes is below 0x20: one without a bit of 0xE0.
  @inline(__always)
  private static func controls(_ word: UInt64) -> UInt64 { zeros(word & (ones &* 0xE0)) }

  @inline(__always)
  private static func semicolons(_ word: UInt64) -> Int {
    zeros(word ^ (ones &* UInt64(UInt8(ascii: ";")))).nonzeroBitCount
  }

  /// The highest bit of each byte that is zero.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    ~(((word & lows) &+ lows) | word) & highs
  }
}
