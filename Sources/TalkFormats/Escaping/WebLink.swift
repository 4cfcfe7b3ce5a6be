/// Links that are safe to show and follow.
enum WebLink {
  /// `text` as a link: http or https with a host, and only characters that RFC 3986 allows, others
  /// percent-encoded; `nil` for anything else (`javascript:`, relative addresses, plain text).
  static func checked(_ text: String?) -> String? {
    guard let text, text.utf8.count <= 4096 else { return nil }
    let lowered = text.utf8.prefix(8).map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    let scheme = [Array("http://".utf8), Array("https://".utf8)].first { lowered.starts(with: $0) }
    guard let scheme else { return nil }
    let rest = text.utf8.dropFirst(scheme.count)
    guard let first = rest.first, isHostStart(first) else { return nil }
    var bytes = scheme
    for byte in rest {
      // White space and control characters end no link and start none: they make it no link.
      guard byte > 0x20, byte != 0x7F else { return nil }
      if isAllowed(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hexDigit(byte >> 4))
        bytes.append(hexDigit(byte & 15))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isHostStart(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "[") || byte >= 0x80
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// unreserved / reserved / "%" of RFC 3986 §2, without the apostrophe and brackets other than
  /// those of a host, which markup around a link may take for its own.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-._~:/?#[]@!$&()*+,;=%".utf8.contains(byte)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
