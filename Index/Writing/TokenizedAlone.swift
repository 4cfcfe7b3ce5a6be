import TalkModel

/// Text that needs no search-only forms.
enum TokenizedAlone {
  /// Whether the tokenizer finds all of a text by itself, so that ``SearchForms`` has nothing to add.
  static func isAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
    isPlain(bytes) || !SearchForms.areIn(bytes.bindMemory(to: UInt8.self).span)
  }

  /// Whether a text, or several behind one another, is ASCII without anything that a name with signs
  /// has: `+`, `#`, or an N behind a point.
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    firstOdd(in: bytes, from: 0) == nil
  }

  /// Where the first thing stands, from `start` on, by which a text is not plain; `nil` if there is none.
  ///
  /// Sixteen bytes at a time, each with the one behind it; what is left, eight bytes at a time, one of
  /// them twice, so that every pair of bytes stands in one word.
  static func firstOdd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var offset = start
    while offset + 17 <= bytes.count {
      let block = bytes.loadUnaligned(fromByteOffset: offset, as: Block.self)
      let next = bytes.loadUnaligned(fromByteOffset: offset + 1, as: Block.self)
      // The two signs differ in one bit only.
      let signs = unsafeBitCast(
        (block & Block(repeating: 0xF7)) .== Block(repeating: UInt8(ascii: "#")), to: Block.self)
      let points = unsafeBitCast(
        block .== Block(repeating: UInt8(ascii: ".")), to: Block.self)
      let names = unsafeBitCast(
        (next | Block(repeating: 0x20)) .== Block(repeating: UInt8(ascii: "n")), to: Block.self)
      let odd = unsafeBitCast(
        block & Block(repeating: 0x80) | signs | (points & names), to: SIMD2<UInt64>.self)
      if odd[0] | odd[1] != 0 { return place(in: bytes, from: offset) }
      offset += 16
    }
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      if !isPlain(word) { return place(in: bytes, from: offset) }
      offset += 7
    }
    var rest: UInt64 = 0
    for index in stride(from: bytes.count - 1, through: offset, by: -1) {
      rest = rest << 8 | UInt64(bytes[index])
    }
    return isPlain(rest) ? nil : place(in: bytes, from: offset)
  }

  /// The same byte by byte, where it is near.
  private static func place(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    (start..<bytes.count).first { index in
      switch bytes[index] {
      case 0x80..., UInt8(ascii: "+"), UInt8(ascii: "#"): true
      case UInt8(ascii: "."):
        index + 1 < bytes.count && bytes[index + 1] | 0x20 == UInt8(ascii: "n")
      default: false
      }
    }
  }

  private typealias Block = SIMD16<UInt8>

  @inline(__always)
  private static func isPlain(_ word: UInt64) -> Bool {
    // The two signs differ in one bit only.
    let signs = places(of: UInt8(ascii: "#"), in: word & 0xF7F7_F7F7_F7F7_F7F7)
    let points = places(of: UInt8(ascii: "."), in: word)
    let names = places(of: UInt8(ascii: "n"), in: word | 0x2020_2020_2020_2020)
    return (word & 0x8080_8080_8080_8080) | signs | (points & names >> 8) == 0
  }

  /// The highest bit of each byte of eight that is `byte`; all of them are ASCII, or else it does not
  /// matter.
  @inline(__always)
  private static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
    let distance = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return ~(distance &+ 0x7F7F_7F7F_7F7F_7F7F) & 0x8080_8080_8080_8080
  }
}
