// Texts of names and titles are short: which of their bytes are blanks is told by a bit each, found
// sixteen at a time, so that words are cut without a look at each byte.

#if arch(x86_64) && canImport(_Builtin_intrinsics)
  internal import _Builtin_intrinsics.intel.sse2
#endif

extension ByteBlock {
  /// Sixteen bits, the lowest for the first byte: set where there is a place.
  @inline(__always)
  static func bits(of places: Places) -> UInt64 {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      // One instruction takes the highest bit of each byte.
      let bits = _mm_movemask_epi8(unsafeBitCast(places, to: __m128i.self))
      return UInt64(UInt32(bitPattern: bits))
    #else
      // Of each byte the bit of its place among eight; then these are added up to the highest byte.
      let diagonal = UInt64(littleEndian: 0x8040_2010_0804_0201)
      let halves = unsafeBitCast(places, to: SIMD2<UInt64>.self) & SIMD2(repeating: diagonal)
      let low = (UInt64(littleEndian: halves[0]) &* 0x0101_0101_0101_0101) &>> 56
      let high = (UInt64(littleEndian: halves[1]) &* 0x0101_0101_0101_0101) &>> 56
      return low | high &<< 8
    #endif
  }
}

extension Bytes {
  /// Sixteen bytes that end with the last ones of the text, or with all of it.
  ///
  /// What stands before these is of no meaning. The text must not be empty.
  ///
  /// Before every text lie the eight bytes with the address of its arena, and none begins before them:
  /// so the sixteen bytes that end where a text ends are there if it ends eight bytes or more behind its
  /// base, and eight of them otherwise.
  @inline(__always)
  private var lastBlock: ByteBlock {
    precondition(!isEmpty)
    return withUnsafeBufferPointer { bytes in
      let end = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + bytes.count)
      if endIndex >= 16 - Bytes.headerSize {
        return (end - 16).loadUnaligned(as: ByteBlock.self)
      }
      let word = (end - Bytes.headerSize).loadUnaligned(as: UInt64.self)
      return unsafeBitCast(SIMD2<UInt64>(0, word), to: ByteBlock.self)
    }
  }

  /// In a text of 1 to 16 bytes, a bit for each at which `isPlace` sees a place.
  @inline(__always)
  func shortMask(where isPlace: (ByteBlock) -> ByteBlock.Places) -> UInt64 {
    ByteBlock.bits(of: isPlace(lastBlock)) &>> UInt64(truncatingIfNeeded: 16 &- count)
  }

  /// The most bytes that ``inWords`` tells of.
  static var mostMasked: Int { 64 }

  /// A bit for each byte of a text of at most ``mostMasked`` bytes: whether it is no white space.
  @inline(__always)
  var inWords: UInt64 {
    precondition(count <= Bytes.mostMasked)
    guard !isEmpty else { return 0 }
    let space = ByteBlock(repeating: Ascii.space)
    return withUnsafeBufferPointer { bytes in
      let base = bytes.baseAddress.unsafelyUnwrapped
      var mask: UInt64 = 0
      var offset = 0
      while offset &+ 16 <= bytes.count {
        mask |= ByteBlock.bits(of: ByteBlock(at: base + offset) .> space) &<< UInt64(offset)
        offset &+= 16
      }
      let rest = bytes.count &- offset
      if rest == 0 { return mask }
      let last = ByteBlock.bits(of: lastBlock .> space) &>> UInt64(16 &- rest)
      return mask | last &<< UInt64(offset)
    }
  }

  /// Whether all white space is single spaces, and no character may be white space beyond ASCII.
  var hasOnlySingleSpaces: Bool {
    guard !isEmpty else { return true }
    if count > 16 { return withUnsafeBufferPointer { $0.hasOnlySingleSpaces } }
    let spaces = shortMask { $0.places(of: Ascii.space) }
    let odd = shortMask {
      ($0 .< ByteBlock(repeating: Ascii.space))
        .| ($0 | ByteBlock(repeating: 0x20)).places(of: 0xE2)
    }
    return odd | spaces & (spaces &<< 1) == 0
  }
}
