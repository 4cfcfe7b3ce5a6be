/// A fixed set of ASCII bytes, looked up with a shift and a mask.
struct ByteSet: Sendable, ExpressibleByArrayLiteral {
  private let low: UInt64
  private let high: UInt64

  /// The set of `bytes`, all below 0x80.
  init(arrayLiteral bytes: UInt8...) { self.init(bytes) }

  /// The set of `bytes`, all below 0x80.
  init(_ bytes: some Sequence<UInt8>) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for byte in bytes {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
    self.low = low
    self.high = high
  }

  /// Whether `byte` is in the set.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
  }
}
