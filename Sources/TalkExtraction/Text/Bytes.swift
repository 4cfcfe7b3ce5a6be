/// A run of UTF-8 bytes inside a larger text: what every rule of this module reads.
///
/// Rules work on bytes, never on `Character`: `"\r\n"` and `"` with a combining mark are one
/// Character each, and grapheme breaking is slow. ASCII bytes never occur inside a multi-byte
/// scalar, so splitting at ASCII is always safe.
///
/// A view that owns nothing, so that cutting a text into parts costs no more than two numbers; the
/// text lies in a ``TextArena``. As with `ArraySlice`, parts of a text share its indices, and an
/// index outside traps.
struct Bytes {
  /// Bytes before each text that hold the address of its arena.
  static let headerSize = 8

  private let base: UnsafePointer<UInt8>
  private let lower: UInt32
  private let upper: UInt32

  /// Bytes `lower..<upper` of the text at `base`, which lies in an arena.
  @inline(__always)
  init(base: UnsafePointer<UInt8>, from lower: Int, to upper: Int) {
    precondition(lower >= 0 && lower <= upper && upper <= Int(UInt32.max))
    self.base = base
    self.lower = UInt32(truncatingIfNeeded: lower)
    self.upper = UInt32(truncatingIfNeeded: upper)
  }

  /// The arena of a text that is not empty.
  var arena: TextArena {
    precondition(lower < upper)
    return UnsafeRawPointer(base - Bytes.headerSize).load(as: TextArena.self)
  }

  /// Calls `body` with the bytes.
  @inline(__always)
  func withUnsafeBufferPointer<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try body(UnsafeBufferPointer(start: base + Int(lower), count: count))
  }
}

extension Bytes: ExpressibleByArrayLiteral {
  /// `[]`: no text.
  @inline(__always)
  init(arrayLiteral: Never...) {
    // An address that is never read, since no index lies inside.
    base = UnsafePointer(bitPattern: Bytes.headerSize).unsafelyUnwrapped
    lower = 0
    upper = 0
  }
}

extension Bytes: RandomAccessCollection {
  @inline(__always) var startIndex: Int { Int(lower) }
  @inline(__always) var endIndex: Int { Int(upper) }
  @inline(__always) var count: Int { Int(upper &- lower) }
  @inline(__always) var isEmpty: Bool { lower == upper }

  @inline(__always)
  subscript(position: Int) -> UInt8 {
    precondition(position >= Int(lower) && position < Int(upper))
    return base[position]
  }

  @inline(__always)
  subscript(bounds: Range<Int>) -> Bytes {
    precondition(bounds.lowerBound >= Int(lower) && bounds.upperBound <= Int(upper))
    return Bytes(base: base, from: bounds.lowerBound, to: bounds.upperBound)
  }

  func withContiguousStorageIfAvailable<R>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R? {
    try withUnsafeBufferPointer(body)
  }
}

extension Bytes {
  /// Whether both are the same place, so that what is known of one holds for the other.
  @inline(__always)
  func isSamePlace(as other: Bytes) -> Bool {
    base == other.base && lower == other.lower && upper == other.upper
  }
}

extension Bytes: Equatable {
  /// Whether both are the same bytes.
  static func == (a: Bytes, b: Bytes) -> Bool {
    a.count == b.count
      && a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { a.holdsSame(as: $0) } }
  }
}

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

extension Bytes {
  /// Without white space at both ends: ASCII blanks, no-break and zero-width spaces, marks.
  var trimmed: Bytes { trimmedStart.trimmedEnd }

  /// Without white space at the start.
  @inline(__always)
  var trimmedStart: Bytes {
    guard let first, Ascii.isBlank(first) || first >= 0x80 else { return self }
    return trimmedBlanksAtStart
  }

  private var trimmedBlanksAtStart: Bytes {
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
  @inline(__always)
  var trimmedEnd: Bytes {
    guard let last, Ascii.isBlank(last) || last >= 0x80 else { return self }
    return trimmedBlanksAtEnd
  }

  private var trimmedBlanksAtEnd: Bytes {
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

  /// Whether `other` stands at the start, byte for byte.
  func starts(with other: Bytes) -> Bool {
    count >= other.count && self[..<(startIndex + other.count)] == other
  }

  private func hasBytes(_ other: [UInt8]) -> Bool {
    count >= other.count && self[..<(startIndex + other.count)].elementsEqual(other)
  }

  /// Whether the bytes are those of `literal`, ASCII letters compared without case.
  @inline(__always)
  func equals(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount && hasPrefix(literal)
  }

  /// Whether the bytes begin with `literal` (lower case), ASCII letters compared without case.
  @inline(__always)
  func hasPrefix(_ literal: StaticString) -> Bool {
    matches(literal, at: startIndex)
  }

  /// Whether the bytes end with `literal` (lower case), ASCII letters compared without case.
  @inline(__always)
  func hasSuffix(_ literal: StaticString) -> Bool {
    count >= literal.utf8CodeUnitCount
      && matches(literal, at: endIndex - literal.utf8CodeUnitCount)
  }

  /// Whether `literal` (lower case) occurs, ASCII letters compared without case.
  func contains(_ literal: StaticString) -> Bool { firstIndex(of: literal) != nil }

  /// Whether `other` stands at the end, byte for byte.
  func ends(with other: [UInt8]) -> Bool {
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
    var rest = self
    while let (piece, after) = rest.split(atFirst: byte) {
      result.append(piece)
      rest = after
    }
    result.append(rest)
    return result
  }

  /// With line feeds for `\n` written out: an exporter escaped its breaks twice.
  var withLiteralBreaks: Bytes {
    guard !isEmpty else { return self }
    var result = TextWriter(beside: self, capacity: count)
    var index = startIndex
    while index < endIndex {
      if self[index] == UInt8(ascii: "\\"), index + 1 < endIndex,
        self[index + 1] == UInt8(ascii: "n") || self[index + 1] == UInt8(ascii: "N")
      {
        result.append(Ascii.newline)
        index += 2
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result.finish()
  }

  /// Number of words separated by white space, counted up to `limit`.
  func wordCount(upTo limit: Int) -> Int {
    if count <= Bytes.mostMasked {
      let mask = inWords
      return Swift.min(limit, (mask & ~(mask &<< 1)).nonzeroBitCount)
    }
    return withUnsafeBufferPointer { bytes in
      var count = 0
      var inWord = false
      for byte in bytes {
        let isBlank = Ascii.isBlank(byte)
        if !isBlank, !inWord {
          count += 1
          if count == limit { return count }
        }
        inWord = !isBlank
      }
      return count
    }
  }

  /// The same text with every run of white space replaced by one space, trimmed.
  var collapsed: Bytes {
    let text = trimmed
    return text.hasOnlySingleSpaces ? text : text.rewrittenBlanks
  }

  /// With full-width brackets, as Japanese and Chinese use them, replaced by ASCII ones.
  var withASCIIBrackets: Bytes {
    guard contains(0xEF) else { return self }
    var result = TextWriter(beside: self, capacity: count)
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
    return result.finish()
  }

  private var rewrittenBlanks: Bytes {
    guard !isEmpty else { return self }
    var result = TextWriter(beside: self, capacity: count)
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
        if pending, result.count > 0 { result.append(Ascii.space) }
        pending = false
        result.append(byte)
        index += 1
      }
    }
    return result.finish()
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
    guard let last = text.last, last >= 0x80 else { return text }
    for (open, close) in Self.quotePairs
    where text.count > open.count + close.count && text.hasBytes(open)
      && text.ends(with: close)
    {
      let inner = text.dropFirst(open.count).dropLast(close.count)
      if inner.firstIndex(of: open) == nil { return inner.trimmed }
    }
    return text
  }

  /// This text, `literal`, `other` and `tail` as one text.
  func joined(_ literal: StaticString, _ other: Bytes, _ tail: StaticString = "") -> Bytes {
    guard !isEmpty else { return other }
    var result = TextWriter(
      beside: self,
      capacity: count + literal.utf8CodeUnitCount + other.count + tail.utf8CodeUnitCount)
    result.append(self)
    result.append(literal)
    result.append(other)
    result.append(tail)
    return result.finish()
  }

  /// Without the bytes for which `isDropped` holds.
  func without(_ isDropped: (UInt8) -> Bool) -> Bytes {
    guard contains(where: isDropped) else { return self }
    var result = TextWriter(beside: self, capacity: count)
    for byte in self where !isDropped(byte) { result.append(byte) }
    return result.finish()
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
    (Array("“".utf8), Array("“".utf8)), (Array("”".utf8), Array("”".utf8)),
    (Array("«".utf8), Array("»".utf8)), (Array("»".utf8), Array("«".utf8)),
    (Array("「".utf8), Array("」".utf8)), (Array("『".utf8), Array("』".utf8)),
  ]
}

/// Whether three bytes are a zero-width space, joiner, direction mark or byte order mark.
private func isInvisible(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
  a == 0xE2 && b == 0x80 && (0x8B...0x8F).contains(c) || a == 0xEF && b == 0xBB && c == 0xBF
    || a == 0xE3 && b == 0x80 && c == 0x80
}
