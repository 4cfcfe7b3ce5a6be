#if arch(x86_64) && canImport(_Builtin_intrinsics)
  internal import _Builtin_intrinsics.intel.sse2
#endif

/// Where runs of ASCII letters begin and end in a text: one bit a byte, set where a letter follows
/// another byte and where another byte follows a letter.
///
/// Found 64 bytes at a time, so that to find a word no byte of it has to be looked at.
struct LetterEdges {
  private let bits: UncheckedView<UInt64>

  /// The edges that were written to `bits`.
  @inline(__always) init(in bits: UncheckedView<UInt64>) { self.bits = bits }

  /// Finds the edges of a text and writes them to `bits`, where there is room for those of any.
  ///
  /// - Returns: Whether all of the text is ASCII.
  static func find(in text: borrowing TextBytes, _ bits: BufferView<UInt64>) -> Bool {
    // What stands behind the text is no letter: the last run has an end.
    let blocks = text.count / 64 + 1
    precondition(blocks * 64 <= text.bytes.capacity && blocks < bits.capacity)
    let (bytes, bits) = (text.bytes.uncheckedView, bits.unchecked)
    var last: UInt64 = 0
    var all = ByteBlock()
    for block in 0..<blocks {
      let start = block &* 64
      let (first, second) = (bytes.block(at: start), bytes.block(at: start &+ 16))
      let (third, fourth) = (bytes.block(at: start &+ 32), bytes.block(at: start &+ 48))
      all |= first | second | third | fourth
      let letters =
        Self.letters(first) | Self.letters(second) &<< 16
        | Self.letters(third) &<< 32 | Self.letters(fourth) &<< 48
      bits[block] = letters ^ (letters &<< 1 | last)
      last = letters &>> 63
    }
    bits[blocks] = 0
    let bytesOfAll = unsafeBitCast(all, to: SIMD2<UInt64>.self)
    return (bytesOfAll[0] | bytesOfAll[1]) & 0x8080_8080_8080_8080 == 0
  }

  /// Sixteen bits: which of a block are letters.
  @inline(__always) private static func letters(_ block: ByteBlock) -> UInt64 {
    let isLetter = block.lowered &- ByteBlock(repeating: 0x61) .<= ByteBlock(repeating: 25)
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      // One instruction takes the highest bit of each byte.
      let bits = _mm_movemask_epi8(unsafeBitCast(isLetter, to: __m128i.self))
      return UInt64(UInt32(bitPattern: bits))
    #else
      // Of each byte the bit of its place among eight; then these are added up to the highest byte.
      let places = unsafeBitCast(isLetter, to: SIMD2<UInt64>.self) & SIMD2(repeating: Self.diagonal)
      let low = (UInt64(littleEndian: places[0]) &* 0x0101_0101_0101_0101) &>> 56
      let high = (UInt64(littleEndian: places[1]) &* 0x0101_0101_0101_0101) &>> 56
      return low | high &<< 8
    #endif
  }

  /// Bit n of byte n.
  private static let diagonal = UInt64(littleEndian: 0x8040_2010_0804_0201)

  /// The next two edges from a place of the text, or its end, on, as distances from there; a distance
  /// of ``none`` and more where there is no edge so near.
  @inline(__always) func next(from place: Int) -> (first: Int, second: Int) {
    // The first 57 bits of what is read are sure to be there.
    let edges =
      bits.eightBytes(at: place &>> 3) &>> UInt64(truncatingIfNeeded: place & 7)
      | ~0 &<< UInt64(truncatingIfNeeded: Self.none)
    return (edges.trailingZeroBitCount, (edges & (edges &- 1)).trailingZeroBitCount)
  }

  /// More letters than a plain word has behind a gap; all bits from here on are one small constant.
  static let none = 31
}
