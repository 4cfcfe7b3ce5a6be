/// Identifiers made from content: the same every time, everywhere.
enum StableIdentifier {
  /// A UUID of version 8 (RFC 9562 §5.8) made from the FNV-1a hash (128 bits) of the parts.
  static func uuid(_ parts: [String]) -> String {
    var (high, low) = hash(parts)
    high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000
    low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = hex(high) + hex(low)
    var text = ""
    for (index, digit) in digits.unicodeScalars.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.unicodeScalars.append(digit)
    }
    return text
  }

  /// Sixteen hexadecimal digits made from the parts.
  static func short(_ parts: [String]) -> String { hex(hash(parts).low) }

  /// FNV-1a with the 128-bit offset basis and prime (2^88 + 2^8 + 0x3B); parts are told apart by a
  /// byte that UTF-8 has not.
  private static func hash(_ parts: [String]) -> (high: UInt64, low: UInt64) {
    var high: UInt64 = 0x6C62_272E_07BB_0142
    var low: UInt64 = 0x62B8_2175_6295_C58D
    func mix(_ byte: UInt8) {
      low ^= UInt64(byte)
      let (carry, product) = low.multipliedFullWidth(by: 0x13B)
      high = high &* 0x13B &+ carry &+ (low << 24)
      low = product
    }
    for part in parts {
      for byte in part.utf8 { mix(byte) }
      mix(0xFF)
    }
    return (high, low)
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
