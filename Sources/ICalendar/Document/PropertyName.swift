/// The name of a property or component, compared without regard to ASCII case.
///
/// Comparing needs no text: names of up to eight bytes are their own key, longer ones are hashed
/// and the bytes compared only when the hash agrees.
public struct PropertyName: Sendable, Hashable {
  /// The name in upper-case ASCII.
  public let text: String
  /// See ``NameKey``.
  let key: UInt64

  /// Makes a name of `text` in any case.
  public init(_ text: String) {
    self.text = String(decoding: text.utf8.map(asciiUppercased), as: UTF8.self)
    var key = NameKey()
    for byte in self.text.utf8 { key.append(byte) }
    self.key = key.value
  }

  /// Same name.
  public static func == (a: PropertyName, b: PropertyName) -> Bool {
    a.key == b.key && (NameKey.isExact(a.key) || a.text == b.text)
  }

  /// Hashes the key.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension PropertyName: ExpressibleByStringLiteral {
  /// Makes a name of a literal.
  public init(stringLiteral value: String) { self.init(value) }
}

extension PropertyName: CustomStringConvertible {
  /// The name in upper-case ASCII.
  public var description: String { text }
}

/// Builds the 64-bit key of a name byte by byte.
///
/// Up to eight ASCII bytes are packed as they are: the key is the name. Anything else is hashed and
/// has its top bit set, which packed ASCII never has.
struct NameKey {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var count = 0

  init() {}

  /// The key of a name of 1 to 8 upper-case bytes, the first one lowest in `word`.
  @inline(__always)
  static func short(_ word: UInt64, count: Int) -> UInt64 {
    word.byteSwapped >> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  }

  /// The key of a name of 9 to 15 upper-case bytes, from its first and its last eight.
  @inline(__always)
  static func long(first: UInt64, last: UInt64, count: Int) -> UInt64 {
    mixed(low: last.byteSwapped, high: short(first, count: count &- 8), count: count)
  }

  /// The key of `text[start..<end]`, where it is of 1 to 8 ASCII bytes without small letters, and eight
  /// can be read before its end; `nil` for others.
  @inline(__always)
  static func ofCapitals(_ text: Span<UInt8>, from start: Int, to end: Int) -> UInt64? {
    let count = end &- start
    guard count > 0, count <= 8, end >= 8 else { return nil }
    let key =
      text.word(at: end &- 8).byteSwapped
      & (UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* count))
    // From 0x60 on there are small letters and few signs; with them the top bit is set.
    let ones: UInt64 = 0x0101_0101_0101_0101
    return (key | ((key & (ones &* 0x7F)) &+ ones &* 0x20)) & (ones &* 0x80) == 0 ? key : nil
  }

  /// Adds a byte that is upper-case already.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    high = (high << 8 | high >> 56) ^ (low >> 56)
    low = low << 8 | UInt64(byte)
    count &+= byte < 0x80 ? 1 : 16
  }

  /// The key of the bytes so far.
  @inline(__always)
  var value: UInt64 { count <= 8 ? low : Self.mixed(low: low, high: high, count: count) }

  @inline(__always)
  private static func mixed(low: UInt64, high: UInt64, count: Int) -> UInt64 {
    let mixed = (high ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15 ^ low
    return (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93 | 1 << 63
  }

  /// Whether `key` is the name itself.
  static func isExact(_ key: UInt64) -> Bool { key >> 63 == 0 }
}

/// `byte`, or its capital letter where it is a small ASCII letter.
@inline(__always)
func asciiUppercased(_ byte: UInt8) -> UInt8 {
  byte &- 0x61 < 26 ? byte & 0xDF : byte
}
