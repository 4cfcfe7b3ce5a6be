#if arch(x86_64) && canImport(_Builtin_intrinsics)
  internal import _Builtin_intrinsics.intel.sse2
#endif

/// A piece of text between ASCII characters that are neither letters nor digits.
///
/// Every such character ends a token of `unicode61` and `ascii`, so the tokens of a text are those of
/// its chunks, one after the other.
struct TextChunk {
  /// The first 22 bytes, zero padded; the top byte of `tail` holds the length.
  ///
  /// All zero for a longer chunk, which the memo does not keep.
  var head: UInt64
  var middle: UInt64
  var tail: UInt64
  /// Where it stands in the text of the row.
  var start: UInt32
  var count: UInt32
  var hash: UInt32
  var column: UInt32

  /// The longest chunk that the memo keeps.
  static let longestKept = 22

  /// Whether it is ASCII, as far as the memo keeps it.
  var isShortASCII: Bool {
    tail != 0 && (head | middle | tail & 0x00FF_FFFF_FFFF_FFFF) & 0x8080_8080_8080_8080 == 0
  }

  /// Calls `body` with the bytes of a chunk that is ``isShortASCII``, capitals made small: the only
  /// token that `unicode61` and `ascii` make of it.
  func withToken<R>(_ body: (UnsafePointer<UInt8>, Int) -> R) -> R {
    // There are letters and digits only; of digits the bit is set already.
    let small: UInt64 = 0x2020_2020_2020_2020
    let words = (
      (head | small).littleEndian, (middle | small).littleEndian, (tail | small).littleEndian
    )
    return withUnsafeBytes(of: words) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { bytes in
        body(bytes.baseAddress.unsafelyUnwrapped, Int(count))
      }
    }
  }
}

/// Finds the chunks of a text sixteen bytes at a time.
///
/// Invariant: 64 bytes behind the text are readable, whatever they are.
enum TextChunks {
  /// Readable bytes that a text must have behind it.
  static let slack = 64

  private typealias Block = SIMD16<UInt8>

  /// The bytes among sixteen that are neither letters nor digits but ASCII, as sixteen bits.
  @inline(__always)
  private static func separatorBits(_ text: UnsafeRawPointer) -> UInt64 {
    let block = text.loadUnaligned(as: Block.self)
    let small = block | Block(repeating: 0x20)
    let noLetters = unsafeBitCast(
      small &- Block(repeating: 0x61) .> Block(repeating: 25), to: Block.self)
    let noDigits = unsafeBitCast(
      block &- Block(repeating: 0x30) .> Block(repeating: 9), to: Block.self)
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      // Only the highest bit of each byte counts, which ASCII has not.
      let marks = noLetters & noDigits & ~block
      let bits = _mm_movemask_epi8(unsafeBitCast(marks, to: __m128i.self))
      return UInt64(UInt32(bitPattern: bits))
    #else
      let ascii = unsafeBitCast(Block(repeating: 0x80) .> block, to: Block.self)
      let halves = unsafeBitCast(
        noLetters & noDigits & ascii & places, to: SIMD2<UInt64>.self)
      // The sum of the eight bits of a half comes to stand in its highest byte.
      let low = (halves[0].littleEndian &* 0x0101_0101_0101_0101) >> 56
      let high = (halves[1].littleEndian &* 0x0101_0101_0101_0101) >> 56
      return low | high << 8
    #endif
  }

  #if !(arch(x86_64) && canImport(_Builtin_intrinsics))
    /// The bit of each byte of a half of a block.
    @inline(__always)
    private static var places: Block {
      Block(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    }
  #endif

  /// The bytes among 64 that are letters, digits or not ASCII, as bits.
  @inline(__always)
  private static func wordBits64(_ text: UnsafeRawPointer) -> UInt64 {
    ~(separatorBits(text) | separatorBits(text + 16) << 16 | separatorBits(text + 32) << 32
      | separatorBits(text + 48) << 48)
  }

  /// Calls `body` with the start and the end of each chunk of `count` bytes at `text`.
  @inline(__always)
  static func forEach(
    _ text: UnsafePointer<UInt8>, count: Int, _ body: (_ start: Int, _ end: Int) -> Void
  ) {
    let raw = UnsafeRawPointer(text)
    var open = 0
    var carry: UInt64 = 0
    var base = 0
    while base < count {
      var bits = wordBits64(raw + base)
      if count - base < 64 { bits &= ~0 &>> UInt64(64 - (count - base)) }
      let shifted = bits &<< 1 | carry
      // A bit where a chunk begins, and one behind its end.
      var starts = bits & ~shifted
      var ends = shifted & ~bits
      if carry != 0, ends != 0 {
        body(open, base &+ ends.trailingZeroBitCount)
        ends &= ends &- 1
      }
      while ends != 0 {
        body(base &+ starts.trailingZeroBitCount, base &+ ends.trailingZeroBitCount)
        starts &= starts &- 1
        ends &= ends &- 1
      }
      if starts != 0 { open = base &+ starts.trailingZeroBitCount }
      carry = bits &>> 63
      base &+= 64
    }
    if carry != 0 { body(open, count) }
  }

  /// The chunk from `start` to `end`, with its hash.
  @inline(__always)
  static func chunk(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, column: Int, masks: ChunkMasks
  ) -> TextChunk {
    let count = end &- start
    var head: UInt64 = 0
    var middle: UInt64 = 0
    var tail: UInt64 = 0
    if count <= TextChunk.longestKept {
      // Lengths follow no rule that a processor could foretell: no branch depends on them.
      let raw = UnsafeRawPointer(text + start)
      let mask = masks.first(count)
      head = raw.loadUnaligned(as: UInt64.self) & mask.loadUnaligned(as: UInt64.self)
      middle =
        raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        & mask.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      tail =
        raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        & mask.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
      tail |= UInt64(truncatingIfNeeded: count) << 56
    }
    let hash = ByteHash.mix(head ^ tail &* 0x9E37_79B9_7F4A_7C15, middle)
    return TextChunk(
      head: head, middle: middle, tail: tail, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: count), hash: UInt32(truncatingIfNeeded: hash),
      column: UInt32(truncatingIfNeeded: column))
  }
}

/// Which of 24 bytes belong to a chunk: as many bytes of ones as it has, then zeros.
struct ChunkMasks {
  private static let size = 24
  private let bytes: UnsafeMutableRawPointer

  init() {
    bytes = .allocate(byteCount: 2 * ChunkMasks.size, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0xFF, count: ChunkMasks.size)
    (bytes + ChunkMasks.size).initializeMemory(
      as: UInt8.self, repeating: 0, count: ChunkMasks.size)
  }

  func deallocate() {
    bytes.deallocate()
  }

  /// The mask for a chunk of `count` bytes, at most ``TextChunk/longestKept``.
  @inline(__always)
  func first(_ count: Int) -> UnsafeRawPointer {
    UnsafeRawPointer(bytes + (ChunkMasks.size &- count))
  }
}
