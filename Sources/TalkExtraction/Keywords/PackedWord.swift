/// A word in lower case as two integers, compared and hashed without a `String`.
///
/// The integers are its first sixteen bytes, padded with zeros; in a longer word the second one is
/// a hash of all from the ninth byte on.
/// Lower case is bit 5 set in every byte: exact for ASCII letters, digits and the signs that stand in
/// words; outside ASCII it folds the case of Latin-1 letters and merges a few others, which costs
/// nothing here.
struct PackedWord: Equatable, BitwiseCopyable {
  /// Bit 5 of eight bytes.
  static let caseBits: UInt64 = 0x2020_2020_2020_2020

  private(set) var low: UInt64
  private(set) var high: UInt64

  /// The empty word.
  static let empty = PackedWord(low: 0, high: 0)

  /// Packs sixteen bytes in lower case.
  @inline(__always) init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Packs the letters with which a block begins.
  @inline(__always) init(_ letters: LeadingLetters) {
    low = letters.low
    high = letters.high
  }

  /// Packs `count` bytes, not none, from `start` on; the text has padding behind its end.
  @inline(__always) init(_ text: BufferView<UInt8>, _ start: Int, _ count: Int) {
    let head = text.sixteenBytes(at: start)
    low = (head.low | Self.caseBits) & Self.mask(min(count, 8))
    high = (head.high | Self.caseBits) & Self.mask(max(min(count, 16), 8) &- 8)
    if count > 16 {
      for index in start &+ 16..<start &+ count { mix(text[index]) }
    }
  }

  /// The lowest `count` bytes of eight, 0...8.
  @inline(__always) static func mask(_ count: Int) -> UInt64 {
    count < 8 ? (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1 : ~0
  }

  /// Packs the bytes of a word, one at a time.
  init(_ bytes: some Sequence<UInt8>) {
    self = .empty
    for (index, byte) in bytes.enumerated() {
      switch index {
      case 0..<8: low |= UInt64(byte | 0x20) << UInt64(index * 8)
      case 8..<16: high |= UInt64(byte | 0x20) << UInt64(index * 8 - 64)
      default: mix(byte)
      }
    }
  }

  private mutating func mix(_ byte: UInt8) {
    high = (high ^ UInt64(byte | 0x20)) &* 0x100_0000_01B3
  }

  /// A word of `count` bytes, 5...16, that ends in `ies`, with `y` in place of that: `theories` →
  /// `theory`.
  @inline(never) func withY(count: Int) -> PackedWord {
    var word = self
    word.cut(to: count - 3)
    word.append(0x79, at: count - 3)
    return word
  }

  /// A well-mixed hash of 64 bits, by which words are told apart.
  @inline(__always) var hash: UInt64 {
    let (upper, lower) = (low ^ 0x9E37_79B9_7F4A_7C15)
      .multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
    return upper ^ lower
  }

  /// The word of its first `length` bytes, 1...16, of which it has no fewer and sixteen at most.
  func prefix(_ length: Int) -> PackedWord {
    var word = self
    word.cut(to: length)
    return word
  }

  /// Keeps the first `length` bytes, 1...16.
  private mutating func cut(to length: Int) {
    low &= Self.mask(min(length, 8))
    high &= Self.mask(max(length, 8) &- 8)
  }

  private mutating func append(_ byte: UInt8, at index: Int) {
    let bits = UInt64(byte) &<< UInt64(truncatingIfNeeded: index &* 8)
    if index < 8 { low |= bits } else { high |= bits }
  }
}
