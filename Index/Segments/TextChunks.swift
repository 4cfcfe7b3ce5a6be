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
}

/// Finds the chunks of a text eight bytes at a time.
///
/// Invariant: 64 bytes behind the text are readable, and zero.
enum TextChunks {
  /// Readable bytes that a text must have behind it.
  static let slack = 64

  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The bytes among eight that are letters, digits or not ASCII, as eight bits.
  @inline(__always)
  private static func wordBits(_ eight: UInt64) -> UInt64 {
    let low = eight & lows
    let letter = low | 0x2020_2020_2020_2020
    // Adding carries into the high bit of each byte from 'a' and from behind 'z' on.
    let letters =
      (letter &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(letter &+ 0x0505_0505_0505_0505)
    let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
    let marks = (letters | digits | eight) & highs
    return ((marks >> 7) &* 0x0102_0408_1020_4080) >> 56
  }

  @inline(__always)
  private static func wordBits64(_ text: UnsafeRawPointer) -> UInt64 {
    var result: UInt64 = 0
    for index in 0..<8 {
      let eight = text.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self).littleEndian
      result |= wordBits(eight) << UInt64(index * 8)
    }
    return result
  }

  /// Calls `body` with the start and the end of each chunk of `count` bytes at `text`.
  @inline(__always)
  static func forEach(
    _ text: UnsafePointer<UInt8>, count: Int, _ body: (_ start: Int, _ end: Int) -> Void
  ) {
    let raw = UnsafeRawPointer(text)
    var open = -1
    var carry: UInt64 = 0
    var base = 0
    while base < count {
      var bits = wordBits64(raw + base)
      if count - base < 64 { bits &= ~0 >> UInt64(64 - (count - base)) }
      // One bit where a chunk begins, and where it has ended, in turn.
      var edges = bits ^ (bits << 1 | carry)
      carry = bits >> 63
      while edges != 0 {
        let place = base + edges.trailingZeroBitCount
        edges &= edges &- 1
        if open < 0 {
          open = place
        } else {
          body(open, place)
          open = -1
        }
      }
      base += 64
    }
    if open >= 0 { body(open, count) }
  }

  /// The lowest `bits` bits: none where that is negative, all where it is 64 or more.
  @inline(__always)
  private static func mask(_ bits: Int) -> UInt64 {
    let few = (1 as UInt64) &<< UInt64(truncatingIfNeeded: bits) &- 1
    return bits <= 0 ? 0 : bits >= 64 ? ~0 : few
  }

  /// The chunk from `start` to `end`, with its hash.
  @inline(__always)
  static func chunk(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, column: Int
  ) -> TextChunk {
    let count = end - start
    var head: UInt64 = 0
    var middle: UInt64 = 0
    var tail: UInt64 = 0
    if count <= TextChunk.longestKept {
      // Lengths follow no rule that a processor could foretell: no branch depends on them.
      let raw = UnsafeRawPointer(text + start)
      let bits = 8 &* count
      head = raw.loadUnaligned(as: UInt64.self) & mask(bits)
      middle = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & mask(bits &- 64)
      tail = raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self) & mask(bits &- 128)
      tail |= UInt64(truncatingIfNeeded: count) << 56
    }
    let hash = ByteHash.mix(head ^ tail &* 0x9E37_79B9_7F4A_7C15, middle)
    return TextChunk(
      head: head, middle: middle, tail: tail, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: count), hash: UInt32(truncatingIfNeeded: hash),
      column: UInt32(truncatingIfNeeded: column))
  }
}
