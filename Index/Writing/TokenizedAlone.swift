import TalkModel

/// Text that needs no search-only forms.
enum TokenizedAlone {
  /// Whether the tokenizer finds all of a text by itself: ASCII without names that have signs.
  ///
  /// Eight bytes at a time, one of them twice, so that every pair of bytes stands in one word; only
  /// where a sign is seen are the names themselves looked for.
  static func isAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    var maySigns = false
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      if word & 0x8080_8080_8080_8080 != 0 { return false }
      let signs = places(of: UInt8(ascii: "+"), in: word) | places(of: UInt8(ascii: "#"), in: word)
      let points = places(of: UInt8(ascii: "."), in: word)
      let names = places(of: UInt8(ascii: "n"), in: word | 0x2020_2020_2020_2020)
      if signs | (points & names >> 8) != 0 { maySigns = true }
      offset += 7
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x80 { return false }
      if byte < UInt8(ascii: "/"), byte > UInt8(ascii: " ") { maySigns = true }
      offset += 1
    }
    return !(maySigns && SignedNames.areIn(bytes.bindMemory(to: UInt8.self).span))
  }

  /// The highest bit of each byte of eight that is `byte`; all of them are ASCII.
  @inline(__always)
  private static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
    let distance = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return ~(distance &+ 0x7F7F_7F7F_7F7F_7F7F) & 0x8080_8080_8080_8080
  }
}
