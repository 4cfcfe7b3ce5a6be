/// Validity of UTF-8 (RFC 3629, Unicode table 3-7).
enum UTF8Check {
  /// Whether all of `bytes` is UTF-8.
  static func isValid(_ bytes: Span<UInt8>) -> Bool {
    firstInvalid(bytes, from: 0) == bytes.count
  }

  /// Offset of the first byte from `start` on that begins no valid sequence, or the count.
  static func firstInvalid(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var i = start
    while true {
      i = bytes.offsetOfNonASCII(from: i, to: bytes.count)
      if i == bytes.count { return i }
      repeat {
        let length = sequenceLength(bytes, at: i)
        if length == 0 { return i }
        i += length
      } while i < bytes.count && bytes[i] >= 0x80
    }
  }

  /// Appends `bytes[range]` with every byte that belongs to no valid sequence replaced by U+FFFD; a
  /// sequence that is broken off counts as one (Unicode 3.9, "substitution of maximal subparts").
  static func appendRepaired(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
    var i = range.lowerBound
    while i < range.upperBound {
      let invalid = min(firstInvalid(bytes, from: i), range.upperBound)
      text.append(bytes, from: i, to: invalid)
      i = invalid
      guard i < range.upperBound else { return }
      text.append(contentsOf: [0xEF, 0xBF, 0xBD])
      i += brokenLength(bytes, at: i, to: range.upperBound)
    }
  }

  /// Length of the longest beginning of a valid sequence at `i`, at least 1.
  private static func brokenLength(_ bytes: Span<UInt8>, at i: Int, to end: Int) -> Int {
    let lead = bytes[i]
    guard (0xE0...0xF4).contains(lead), i + 1 < end, isTail(bytes[i + 1]) else { return 1 }
    switch (lead, bytes[i + 1]) {
    case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return 1
    default: break
    }
    return lead >= 0xF0 && i + 2 < end && isTail(bytes[i + 2]) ? 3 : 2
  }

  /// Length of the valid sequence at `i`, or 0.
  @inline(__always)
  static func sequenceLength(_ bytes: Span<UInt8>, at i: Int) -> Int {
    let lead = bytes[i]
    let left = bytes.count - i
    switch lead {
    case 0..<0x80: return 1
    case 0xC2...0xDF:
      return left > 1 && isTail(bytes[i + 1]) ? 2 : 0
    case 0xE0...0xEF:
      guard left > 2, isTail(bytes[i + 1]), isTail(bytes[i + 2]) else { return 0 }
      if lead == 0xE0, bytes[i + 1] < 0xA0 { return 0 }
      if lead == 0xED, bytes[i + 1] > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left > 3, isTail(bytes[i + 1]), isTail(bytes[i + 2]), isTail(bytes[i + 3])
      else { return 0 }
      if lead == 0xF0, bytes[i + 1] < 0x90 { return 0 }
      if lead == 0xF4, bytes[i + 1] > 0x8F { return 0 }
      return 4
    default: return 0
    }
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

/// Windows-1252 as the WHATWG Encoding Standard has it: the five unassigned bytes are C1 controls.
enum Windows1252 {
  /// Characters of 0x80...0x9F.
  private static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// All of `bytes` as UTF-8.
  static func decoded(_ bytes: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for i in bytes.indices { append(bytes[i], to: &text) }
    return text
  }

  /// Appends one character as UTF-8.
  static func append(_ byte: UInt8, to text: inout [UInt8]) {
    guard byte >= 0x80 else {
      text.append(byte)
      return
    }
    let scalar = byte < 0xA0 ? upper[Int(byte - 0x80)] : UInt16(byte)
    if scalar < 0x800 {
      text.append(0xC0 | UInt8(scalar >> 6))
    } else {
      text.append(0xE0 | UInt8(scalar >> 12))
      text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
    }
    text.append(0x80 | UInt8(scalar & 0x3F))
  }
}
