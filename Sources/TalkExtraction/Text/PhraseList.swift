/// Phrases in lower case that are looked for in short texts, all at once: most are told not to stand
/// there by the letters that they have and the text has not.
struct PhraseList: ExpressibleByArrayLiteral, Sendable {
  /// The phrases.
  let phrases: [StaticString]
  private let traces: [ByteTraces]

  /// The list of `phrases`.
  init(arrayLiteral phrases: StaticString...) {
    self.phrases = phrases
    traces = phrases.map { phrase in phrase.withUTF8Buffer { ByteTraces(of: $0) } }
  }

  /// Whether one of them occurs in `text`, ASCII letters compared without case.
  func occurs(in text: Bytes) -> Bool {
    let there = text.withUnsafeBufferPointer { ByteTraces(of: $0) }
    for index in phrases.indices
    where there.isSuperset(of: traces[index]) && text.contains(phrases[index]) {
      return true
    }
    return false
  }
}

/// Which bytes a text has, told by their five low bits, in which small letters and capitals are the
/// same.
struct ByteTraces {
  private var places: UInt32 = 0

  /// Those of `bytes`.
  init(of bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { places |= 1 << UInt32(byte & 31) }
  }

  /// Whether all of `other` are among these.
  @inline(__always)
  func isSuperset(of other: ByteTraces) -> Bool { other.places & ~places == 0 }
}
