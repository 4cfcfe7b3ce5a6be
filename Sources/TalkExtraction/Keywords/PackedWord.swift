/// A word in lower case as two integers, compared and hashed without a `String`.
///
/// The integers are its first sixteen bytes and, in a longer word, a hash of the rest.
/// Lower case is bit 5 set in every byte: exact for ASCII letters, digits and the signs that stand in
/// words; outside ASCII it folds the case of Latin-1 letters and merges a few others, which costs
/// nothing here.
struct PackedWord: Equatable {
  /// How many readable bytes must follow the last word of a text.
  static let padding = 16

  private(set) var low: UInt64
  private(set) var high: UInt64
  /// Length in bytes.
  private(set) var count: Int

  /// The empty word.
  static let empty = PackedWord(low: 0, high: 0, count: 0)

  private init(low: UInt64, high: UInt64, count: Int) {
    self.low = low
    self.high = high
    self.count = count
  }

  /// Packs the bytes of `range`.
  ///
  /// Unsafe: `range` and the ``padding`` bytes after it must be readable.
  init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    let start = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped) + range.lowerBound
    count = range.count
    low = start.loadUnaligned(as: UInt64.self).littleEndian | 0x2020_2020_2020_2020
    high = 0
    if count < 8 {
      low &= ~UInt64(0) >> UInt64(64 - max(count, 1) * 8)
    } else if count > 8 {
      high = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
      high |= 0x2020_2020_2020_2020
      if count < 16 { high &= ~UInt64(0) >> UInt64(128 - count * 8) }
      for index in range.dropFirst(16) {
        high = (high ^ UInt64(bytes[index] | 0x20)) &* 0x100_0000_01B3
      }
    }
  }

  /// A plural's singular, roughly.
  ///
  /// `theories` → `theory`, `models` → `model`; words over sixteen bytes stay as they are.
  var singular: PackedWord {
    guard count > 3, count <= 16, byte(fromEnd: 1) == 0x73 else { return self }
    var word = self
    switch byte(fromEnd: 2) {
    case 0x73, 0x75, 0x69: return self  // ss, us, is
    case 0x65 where count > 4 && byte(fromEnd: 3) == 0x69:
      word.cut(to: count - 2)
      word.replaceLast(with: 0x79)
    default: word.cut(to: count - 1)
    }
    return word
  }

  /// Whether the word ends in the two ASCII letters; always false over sixteen bytes.
  func ends(in first: UInt8, _ second: UInt8) -> Bool {
    byte(fromEnd: 1) == second && byte(fromEnd: 2) == first
  }

  /// A well-mixed hash.
  var hash: UInt64 {
    var h = (low ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
    h ^= (high &* 0xD6E8_FEB8_6659_FD93) ^ (h >> 29)
    h = h &* 0xBF58_476D_1CE4_E5B9
    return h ^ (h >> 32)
  }

  /// The byte `offset` places before the end, 1 = last; 0 outside the first sixteen bytes.
  private func byte(fromEnd offset: Int) -> UInt8 {
    let index = count - offset
    guard index >= 0, count <= 16 else { return 0 }
    return index < 8
      ? UInt8(truncatingIfNeeded: low >> UInt64(index * 8))
      : UInt8(truncatingIfNeeded: high >> UInt64(index * 8 - 64))
  }

  private mutating func cut(to length: Int) {
    count = length
    if length <= 8 {
      high = 0
      if length < 8 { low &= ~UInt64(0) >> UInt64(64 - length * 8) }
    } else {
      high &= ~UInt64(0) >> UInt64(128 - length * 8)
    }
  }

  private mutating func replaceLast(with byte: UInt8) {
    let index = count - 1
    if index < 8 {
      low = low & ~(0xFF << UInt64(index * 8)) | UInt64(byte) << UInt64(index * 8)
    } else {
      high = high & ~(0xFF << UInt64(index * 8 - 64)) | UInt64(byte) << UInt64(index * 8 - 64)
    }
  }
}
