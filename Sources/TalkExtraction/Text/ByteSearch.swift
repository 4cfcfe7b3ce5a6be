// Searches over long texts, sixteen bytes at a time. Every function stays inside the buffer that it
// is given: blocks are loaded only where all of their bytes lie inside.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sixteen bytes of a text.
typealias ByteBlock = SIMD16<UInt8>

extension ByteBlock {
  /// Where a block holds what was asked for.
  typealias Places = SIMDMask<SIMD16<Int8>>

  /// The sixteen bytes at `address`.
  @inline(__always)
  init(at address: UnsafePointer<UInt8>) {
    self = UnsafeRawPointer(address).loadUnaligned(as: ByteBlock.self)
  }

  /// Where `byte` stands.
  @inline(__always)
  func places(of byte: UInt8) -> Places { self .== ByteBlock(repeating: byte) }

  /// The bytes with ASCII capitals made small; other bytes may change too.
  @inline(__always)
  var lowered: ByteBlock { self | ByteBlock(repeating: 0x20) }

  /// Whether there is any place at all.
  @inline(__always)
  static func isAny(_ places: Places) -> Bool {
    bits(of: places) != 0
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Offset of the first `byte` from `start` on.
  @inline(__always)
  func offset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, CInt(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
  }

  /// The sixteen bytes from `offset` on.
  @inline(__always)
  func block(at offset: Int) -> ByteBlock {
    precondition(offset >= 0 && offset <= count - 16)
    return ByteBlock(at: baseAddress.unsafelyUnwrapped + offset)
  }

  /// Whether all white space of more than 16 bytes is single spaces, and no character may be white space
  /// beyond ASCII.
  var hasOnlySingleSpaces: Bool {
    precondition(count > 16)
    let base = baseAddress.unsafelyUnwrapped
    let space = ByteBlock(repeating: Ascii.space)
    var offset = 0
    while offset + 17 <= count {
      let block = ByteBlock(at: base + offset)
      let odd =
        (block .< space) .| block.places(of: 0xC2) .| block.places(of: 0xE2)
        .| ((block .== space) .& (ByteBlock(at: base + offset + 1) .== space))
      if ByteBlock.isAny(odd) { return false }
      offset += 16
    }
    // The last block overlaps the one before.
    let block = ByteBlock(at: base + count - 17)
    let last = ByteBlock(at: base + count - 16)
    let odd =
      (last .< space) .| last.places(of: 0xC2) .| last.places(of: 0xE2)
      .| ((block .== space) .& (last .== space))
    return !ByteBlock.isAny(odd)
  }

  /// Whether another text of this length is the same, byte for byte.
  func holdsSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = baseAddress, let other = other.baseAddress else { return true }
    return memcmp(base, other, count) == 0
  }

  /// Whether `literal` (lower case) stands at `offset`, ASCII letters compared without case.
  @inline(__always)
  func holds(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard literal.count <= count - offset else { return false }
    for index in 0..<literal.count where Ascii.lower(self[offset + index]) != literal[index] {
      return false
    }
    return true
  }

  /// Offset of the first `literal` (lower case, not empty), ASCII letters compared without case.
  func offset(of literal: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = baseAddress, literal.count <= count, !literal.isEmpty else { return nil }
    let tail = literal.count - 1
    let first = literal[0]
    let last = literal[tail]
    var offset = 0
    // Blocks in which first and last byte stand at the right distance are looked at more closely.
    // With small letters forced on both sides other bytes may look alike, never the other way round.
    let lowFirst = ByteBlock(repeating: first | 0x20)
    let lowLast = ByteBlock(repeating: last | 0x20)
    while offset + tail + 16 <= count {
      let places =
        (ByteBlock(at: base + offset).lowered .== lowFirst)
        .& (ByteBlock(at: base + offset + tail).lowered .== lowLast)
      var marks = ByteBlock.bits(of: places)
      while marks != 0 {
        let index = offset &+ marks.trailingZeroBitCount
        if holds(literal, at: index) { return index }
        marks &= marks &- 1
      }
      // The last block overlaps the one before.
      if offset + tail + 16 == count { return nil }
      offset = Swift.min(offset + 16, count - tail - 16)
    }
    while offset + tail < count {
      if self[offset] | 0x20 == first | 0x20, holds(literal, at: offset) { return offset }
      offset += 1
    }
    return nil
  }
}

extension Bytes {
  /// Where `byte` first stands.
  @inline(__always)
  func firstIndex(of byte: UInt8) -> Int? {
    withUnsafeBufferPointer { $0.offset(of: byte) }.map { $0 + startIndex }
  }

  /// Where a byte for which `isWanted` holds first stands from `start` on.
  @inline(__always)
  func firstIndex(from start: Int, where isWanted: (UInt8) -> Bool) -> Int? {
    let first = startIndex
    return withUnsafeBufferPointer { bytes in
      for offset in (start - first)..<bytes.count where isWanted(bytes[offset]) {
        return offset + first
      }
      return nil
    }
  }

  /// How often `byte` occurs.
  func count(of byte: UInt8) -> Int {
    withUnsafeBufferPointer { bytes in
      var count = 0
      for other in bytes { count &+= other == byte ? 1 : 0 }
      return count
    }
  }

  /// Where one of two bytes first stands.
  func firstIndex(of byte: UInt8, or other: UInt8) -> Int? {
    guard let index = firstIndex(of: byte) else { return firstIndex(of: other) }
    return self[..<index].firstIndex(of: other) ?? index
  }

  /// Whether `byte` occurs.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

  /// Whether `literal` (lower case) stands at `index`, ASCII letters compared without case.
  @inline(__always)
  func matches(_ literal: StaticString, at index: Int) -> Bool {
    precondition(index >= startIndex)
    return withUnsafeBufferPointer { bytes in
      literal.withUTF8Buffer { bytes.holds($0, at: index - startIndex) }
    }
  }

  /// Where `literal` (lower case) first stands, ASCII letters compared without case.
  func firstIndex(of literal: StaticString) -> Int? {
    withUnsafeBufferPointer { bytes in
      literal.withUTF8Buffer { literal in
        if bytes.count > 16 || bytes.isEmpty || literal.isEmpty { return bytes.offset(of: literal) }
        let first = ByteBlock(repeating: literal[0] | 0x20)
        var places = shortMask { $0.lowered .== first }
        while places != 0 {
          let offset = places.trailingZeroBitCount
          if bytes.holds(literal, at: offset) { return offset }
          places &= places &- 1
        }
        return nil
      }
    }
    .map { $0 + startIndex }
  }

  /// Where `literal` (lower case) last stands, ASCII letters compared without case.
  func lastIndex(of literal: StaticString) -> Int? {
    var result: Int?
    var rest = self
    while let at = rest.firstIndex(of: literal) {
      result = at
      rest = rest[(at + 1)...]
    }
    return result
  }
}
