/// A 64-bit hash of bytes that is the same on every machine and in every version of the program.
///
/// Not for security: it tells changed talks from unchanged ones. Eight bytes at a time are mixed
/// by a widening multiplication whose halves are folded together. Hashes are stored in indexes;
/// changing this needs a new schema version.
struct StableHash {
  private static let other: UInt64 = 0x1319_8A2E_0370_7344
  private static let factor: UInt64 = 0xA409_3822_299F_31D1

  private var state: UInt64 = 0x243F_6A88_85A3_08D3

  /// The hash of everything fed so far.
  var value: Int64 { Int64(bitPattern: StableHash.mixed(state, 0x9E37_79B9_7F4A_7C15)) }

  /// Feeds a number.
  mutating func feed(_ number: Int64) {
    state = StableHash.mixed(
      state ^ UInt64(bitPattern: number) ^ StableHash.other, StableHash.factor)
  }

  /// Feeds a number or its absence.
  mutating func feed(_ number: Int64?) {
    feed(number == nil ? 0 : 1 as Int64)
    if let number { feed(number) }
  }

  /// Feeds bytes and their number.
  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    feed(Int64(bytes.count))
    var offset = 0
    // What does not depend on the words before is done for two at a time, so that one waits for the other
    // as shortly as can be.
    let other = SIMD2(repeating: StableHash.other.littleEndian)
    while offset + 16 <= bytes.count {
      let words = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self) ^ other
      state = StableHash.mixed(state ^ UInt64(littleEndian: words.x), StableHash.factor)
      state = StableHash.mixed(state ^ UInt64(littleEndian: words.y), StableHash.factor)
      offset += 16
    }
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      feed(Int64(bitPattern: UInt64(littleEndian: word)))
      offset += 8
    }
    guard offset < bytes.count else { return }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    feed(Int64(bitPattern: rest))
  }

  /// Feeds a text or its absence.
  mutating func feed(_ text: String?) {
    guard let text else { return feed(nil as Int64?) }
    feed(1 as Int64)
    text.withBytes { feed(UnsafeRawBufferPointer($0)) }
  }

  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low ^ a
  }
}
