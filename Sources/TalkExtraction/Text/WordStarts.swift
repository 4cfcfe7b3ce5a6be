/// The bytes with which the words of a text begin, but for the first word: by them most phrases that
/// begin with a blank (` from `, ` de la `) are told not to stand there.
///
/// Bytes that differ only in the bits for case and in the upper half share a place, so it may only be
/// said what does not stand there.
struct WordStarts: ExpressibleByArrayLiteral {
  private var places: UInt32 = 0

  /// No word.
  init(arrayLiteral: Never...) {}

  /// Those of `text`, by the spaces before its words.
  init(of text: Bytes) {
    text.withUnsafeBufferPointer { bytes in
      var isAfterSpace = false
      for byte in bytes {
        if isAfterSpace { places |= WordStarts.place(of: byte) }
        isAfterSpace = byte == Ascii.space
      }
    }
  }

  /// Those of phrases that begin with a space.
  init(ofWordsIn phrases: [StaticString]) {
    for phrase in phrases {
      phrase.withUTF8Buffer { if $0.count > 1 { places |= WordStarts.place(of: $0[1]) } }
    }
  }

  /// Whether one of the words of `other` may begin as one of these.
  func intersects(_ other: WordStarts) -> Bool { places & other.places != 0 }

  /// Whether `phrase`, which begins with a space, may stand in the text.
  func mayHold(_ phrase: StaticString) -> Bool {
    phrase.withUTF8Buffer { $0.count < 2 || places & WordStarts.place(of: $0[1]) != 0 }
  }

  @inline(__always)
  private static func place(of byte: UInt8) -> UInt32 { 1 << UInt32(byte & 31) }
}
