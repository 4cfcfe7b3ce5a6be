/// A run of UTF-8 bytes inside a larger text: what every rule of this module reads.
///
/// Rules work on bytes, never on `Character`: `"\r\n"` and `"` with a combining mark are one
/// Character each, and grapheme breaking is slow. ASCII bytes never occur inside a multi-byte
/// scalar, so splitting at ASCII is always safe.
typealias Bytes = ArraySlice<UInt8>

/// Named bytes, so that rules read as text.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let ampersand = UInt8(ascii: "&")
  static let openParen = UInt8(ascii: "(")
  static let closeParen = UInt8(ascii: ")")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let colon = UInt8(ascii: ":")
  static let hyphen = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let pipe = UInt8(ascii: "|")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let hash = UInt8(ascii: "#")
  static let star = UInt8(ascii: "*")

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  @inline(__always) static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  @inline(__always) static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
  @inline(__always) static func lower(_ byte: UInt8) -> UInt8 {
    isUpper(byte) ? byte | 0x20 : byte
  }
}

extension ArraySlice where Element == UInt8 {
  /// The bytes of `text`.
  init(_ text: String) { self = Array(text.utf8)[...] }

  /// The text, ill-formed bytes repaired to U+FFFD.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// Without white space at both ends: ASCII blanks, no-break and zero-width spaces, marks.
  var trimmed: Bytes { trimmedStart.trimmedEnd }

  /// Without white space at the start.
  var trimmedStart: Bytes {
    var start = startIndex
    while start < endIndex {
      let byte = self[start]
      if Ascii.isBlank(byte) {
        start += 1
      } else if byte == 0xC2, start + 1 < endIndex, self[start + 1] == 0xA0 {
        start += 2
      } else if start + 2 < endIndex, isInvisible(byte, self[start + 1], self[start + 2]) {
        start += 3
      } else {
        break
      }
    }
    return self[start...]
  }

  /// Without white space at the end.
  var trimmedEnd: Bytes {
    var end = endIndex
    while end > startIndex {
      let byte = self[end - 1]
      if Ascii.isBlank(byte) {
        end -= 1
      } else if byte == 0xA0, end - 2 >= startIndex, self[end - 2] == 0xC2 {
        end -= 2
      } else if byte >= 0x80, end - 3 >= startIndex,
        isInvisible(self[end - 3], self[end - 2], byte)
      {
        end -= 3
      } else {
        break
      }
    }
    return self[..<end]
  }

  /// Whether the bytes are those of `literal`, ASCII letters compared without case.
  func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount && hasPrefix(literal)
  }

  /// Whether the bytes begin with `literal` (lower case), ASCII letters compared without case.
  func hasPrefix(_ literal: StaticString) -> Bool {
    matches(literal, at: startIndex)
  }

  /// Whether the bytes end with `literal` (lower case), ASCII letters compared without case.
  func hasSuffix(_ literal: StaticString) -> Bool {
    count >= literal.utf8CodeUnitCount
      && matches(literal, at: endIndex - literal.utf8CodeUnitCount)
  }

  /// Whether `literal` (lower case) stands at `index`, ASCII letters compared without case.
  func matches(_ literal: StaticString, at index: Int) -> Bool {
    literal.withUTF8Buffer { pattern in
      guard endIndex - index >= pattern.count else { return false }
      for offset in 0..<pattern.count where Ascii.lower(self[index + offset]) != pattern[offset] {
        return false
      }
      return true
    }
  }

  /// Where `literal` (lower case) first stands, ASCII letters compared without case.
  func firstIndex(of literal: StaticString) -> Int? {
    literal.withUTF8Buffer { pattern in
      guard let head = pattern.first, count >= pattern.count else { return nil }
      var index = startIndex
      let last = endIndex - pattern.count
      while index <= last {
        if Ascii.lower(self[index]) == head {
          var offset = 1
          while offset < pattern.count, Ascii.lower(self[index + offset]) == pattern[offset] {
            offset += 1
          }
          if offset == pattern.count { return index }
        }
        index += 1
      }
      return nil
    }
  }

  /// Whether `literal` (lower case) occurs, ASCII letters compared without case.
  func contains(_ literal: StaticString) -> Bool { firstIndex(of: literal) != nil }

  /// Whether `other` stands at the end, byte for byte.
  func ends(with other: Bytes) -> Bool {
    count >= other.count && self[(endIndex - other.count)...].elementsEqual(other)
  }

  /// The bytes up to and after the first `byte`, or `nil` where there is none.
  func split(atFirst byte: UInt8) -> (Bytes, Bytes)? {
    guard let index = firstIndex(of: byte) else { return nil }
    return (self[..<index], self[(index + 1)...])
  }

  /// Runs of bytes between `byte`, empty ones included.
  func pieces(separatedBy byte: UInt8) -> [Bytes] {
    var result: [Bytes] = []
    var start = startIndex
    for index in indices where self[index] == byte {
      result.append(self[start..<index])
      start = index + 1
    }
    result.append(self[start...])
    return result
  }

  /// Words separated by white space.
  var words: [Bytes] {
    var result: [Bytes] = []
    var start = startIndex
    for index in indices where Ascii.isBlank(self[index]) {
      if start < index { result.append(self[start..<index]) }
      start = index + 1
    }
    if start < endIndex { result.append(self[start...]) }
    return result
  }

  /// Number of words separated by white space, counted up to `limit`.
  func wordCount(upTo limit: Int) -> Int {
    var count = 0
    var inWord = false
    for byte in self {
      if Ascii.isBlank(byte) {
        inWord = false
      } else if !inWord {
        inWord = true
        count += 1
        if count == limit { return count }
      }
    }
    return count
  }

  /// The same text with every run of white space replaced by one space, trimmed.
  var collapsed: Bytes {
    let text = trimmed
    var needsWork = false
    var previousBlank = false
    for byte in text {
      if Ascii.isBlank(byte) {
        if byte != Ascii.space || previousBlank {
          needsWork = true
          break
        }
        previousBlank = true
      } else {
        if byte == 0xC2 || byte == 0xE2 {
          needsWork = true
          break
        }
        previousBlank = false
      }
    }
    return needsWork ? text.rewrittenBlanks : text
  }

  /// With full-width brackets, as Japanese and Chinese use them, replaced by ASCII ones.
  var withASCIIBrackets: Bytes {
    guard contains(0xEF) else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var index = startIndex
    while index < endIndex {
      if self[index] == 0xEF, index + 2 < endIndex, self[index + 1] == 0xBC,
        self[index + 2] == 0x88 || self[index + 2] == 0x89
      {
        result.append(self[index + 2] == 0x88 ? Ascii.openParen : Ascii.closeParen)
        index += 3
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result[...]
  }

  private var rewrittenBlanks: Bytes {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var pending = false
    var index = startIndex
    while index < endIndex {
      let byte = self[index]
      var width = 0
      if Ascii.isBlank(byte) {
        width = 1
      } else if byte == 0xC2, index + 1 < endIndex, self[index + 1] == 0xA0 {
        width = 2
      } else if byte == 0xE2, index + 2 < endIndex, self[index + 1] == 0x80,
        (0x80...0x8A).contains(self[index + 2]) || self[index + 2] == 0xAF
      {
        width = 3
      }
      if width > 0 {
        pending = true
        index += width
      } else {
        if pending, !result.isEmpty { result.append(Ascii.space) }
        pending = false
        result.append(byte)
        index += 1
      }
    }
    return result[...]
  }

  /// Without one pair of quotes around the whole, of any common kind.
  var unquoted: Bytes {
    let text = trimmed
    if text.count > 2, let first = text.first, let last = text.last {
      if first == Ascii.quote && last == Ascii.quote
        || first == Ascii.apostrophe && last == Ascii.apostrophe && text.count > 4
      {
        let inner = text.dropFirst().dropLast()
        return inner.contains(first) ? text : inner.trimmed
      }
    }
    for (open, close) in Self.quotePairs
    where text.count > open.count + close.count && text.starts(with: open)
      && text.ends(with: close[...])
    {
      let inner = text.dropFirst(open.count).dropLast(close.count)
      if inner.firstIndex(of: open) == nil { return inner.trimmed }
    }
    return text
  }

  /// Where `other` first stands, byte for byte.
  func firstIndex(of other: [UInt8]) -> Int? {
    guard let head = other.first, count >= other.count else { return nil }
    let last = endIndex - other.count
    var index = startIndex
    while index <= last {
      if self[index] == head, self[index..<(index + other.count)].elementsEqual(other) {
        return index
      }
      index += 1
    }
    return nil
  }

  private static let quotePairs: [([UInt8], [UInt8])] = [
    (Array("“".utf8), Array("”".utf8)), (Array("‘".utf8), Array("’".utf8)),
    (Array("„".utf8), Array("“".utf8)), (Array("„".utf8), Array("”".utf8)),
    (Array("«".utf8), Array("»".utf8)), (Array("»".utf8), Array("«".utf8)),
    (Array("「".utf8), Array("」".utf8)), (Array("『".utf8), Array("』".utf8)),
  ]
}

/// Whether three bytes are a zero-width space, joiner, direction mark or byte order mark.
private func isInvisible(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
  a == 0xE2 && b == 0x80 && (0x8B...0x8F).contains(c) || a == 0xEF && b == 0xBB && c == 0xBF
    || a == 0xE3 && b == 0x80 && c == 0x80
}
