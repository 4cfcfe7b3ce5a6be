/// The escapes of TEXT values (RFC 5545 §3.3.11) and of quoted-printable (RFC 2045 §6.7).
enum TextValue {
  /// `bytes[start..<end]` with its escapes resolved; `mapCR` turns carriage returns into line feeds.
  static func unescaped(_ bytes: Span<UInt8>, from start: Int, to end: Int, mapCR: Bool) -> [UInt8]
  {
    var text = ByteSink.make(capacity: max(0, end - start)) { text in
      unescape(bytes, from: start, to: end, into: &text)
    }
    if mapCR { normaliseLineBreaks(&text) }
    return text
  }

  /// The same as a `String`.
  static func unescapedString(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> String {
    ByteSink.makeString(capacity: max(0, end - start)) { text in
      unescape(bytes, from: start, to: end, into: &text)
    }
  }

  /// Calls `body` with the same, which is kept no longer.
  static func withUnescaped<R>(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ body: (Span<UInt8>) throws -> R
  ) rethrows -> R {
    try ByteSink.withTemporary(
      capacity: max(0, end - start),
      { text in unescape(bytes, from: start, to: end, into: &text) }, body)
  }

  /// Appends the same to `text`.
  static func unescape(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, into text: inout ByteSink
  ) {
    var i = start
    while i < end {
      let backslash = text.append(bytes, from: i, to: end, upTo: 0x5C)
      guard backslash &+ 1 < end else {
        if backslash < end { text.append(0x5C) }
        return
      }
      i = backslash &+ 2
      let escaped = bytes[backslash &+ 1]
      switch escaped {
      case 0x6E, 0x4E: text.append(0x0A)
      case 0x2C, 0x3B, 0x5C, 0x3A, 0x22: text.append(escaped)
      default:
        text.append(0x5C)
        i = backslash &+ 1
      }
    }
  }

  /// Offset of the comma that ends the list item beginning at `start`, or the end of `bytes`.
  static func endOfListItem(_ bytes: Span<UInt8>, from start: Int, semicolons: Bool) -> Int {
    var i = start
    while i < bytes.count {
      switch bytes[i] {
      case 0x5C: i += 1
      case 0x2C: return i
      case 0x3B where semicolons: return i
      default: break
      }
      i += 1
    }
    return bytes.count
  }

  /// `bytes[start..<end]` with `=XX` decoded and the character set undone, as UTF-8.
  ///
  /// An `=` before anything but two hexadecimal digits stays as it is. Without a `charset`, bytes
  /// that are no UTF-8 are taken for Windows-1252.
  static func quotedPrintableDecoded(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, charset: String?
  ) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(end - start)
    var i = start
    while i < end {
      let byte = bytes[i]
      if byte == 0x3D, i + 2 < end, let high = hexDigit(bytes[i + 1]),
        let low = hexDigit(bytes[i + 2])
      {
        let value = high << 4 | low
        if value != 0 { decoded.append(value) }
        i += 3
      } else {
        decoded.append(byte)
        i += 1
      }
    }
    if decoded.span.offsetOfNonASCII(from: 0, to: decoded.count) == decoded.count { return decoded }
    let isSingleByte =
      switch charset.map({ PropertyName($0).text }) {
      case "ISO-8859-1", "WINDOWS-1252", "LATIN1", "US-ASCII", "ISO-8859-15": true
      default: false
      }
    if isSingleByte || !UTF8Check.isValid(decoded.span) {
      return Windows1252.decoded(decoded.span)
    }
    return decoded
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// Turns CR LF and lone CR into LF.
  private static func normaliseLineBreaks(_ text: inout [UInt8]) {
    guard text.span.offset(of: 0x0D, from: 0, to: text.count) < text.count else { return }
    var normal: [UInt8] = []
    normal.reserveCapacity(text.count)
    for (i, byte) in text.enumerated() {
      if byte != 0x0D {
        normal.append(byte)
      } else if i + 1 == text.count || text[i + 1] != 0x0A {
        normal.append(0x0A)
      }
    }
    text = normal
  }
}
