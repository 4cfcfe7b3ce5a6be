/// How the characters of a calendar file were encoded.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8, the encoding of RFC 5545.
  case utf8 = "utf-8"
  /// UTF-8 after a byte order mark.
  case utf8WithBOM = "utf-8-bom"
  /// UTF-16, low byte first, with or without byte order mark.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high byte first, with or without byte order mark.
  case utf16BigEndian = "utf-16be"
  /// Windows-1252, and Latin-1 with it (WHATWG reads both alike).
  case windows1252 = "windows-1252"
}
