/// A fixed set of words, looked up by a hash of their lower-cased bytes without making a String.
///
/// 64-bit FNV-1a: with a few thousand words the chance that another word collides is below 1e-15.
struct WordSet: Sendable {
  /// Open addressing, at most a third full; 0 is an empty slot.
  private let slots: [UInt64]

  /// The white-space separated words of `text`, which must be lower case.
  init(_ text: String) {
    slots = WordSet.table(Bytes(text).words.map { WordSet.hash($0) })
  }

  /// The phrases of `lines`, one a line, lower case.
  init(lines: String) {
    slots = WordSet.table(
      Bytes(lines).pieces(separatedBy: Ascii.newline).map { WordSet.hash($0.trimmed) })
  }

  private static func table(_ hashes: [UInt64]) -> [UInt64] {
    var size = 16
    while size < 3 * hashes.count { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for hash in hashes {
      var index = Int(truncatingIfNeeded: hash >> 20) & (size - 1)
      while slots[index] != 0, slots[index] != hash { index = (index + 1) & (size - 1) }
      slots[index] = hash
    }
    return slots
  }

  /// Whether `word` is in the set, compared without case.
  func contains(_ word: Bytes) -> Bool { contains(hash: WordSet.hash(word)) }

  /// Whether a word with this hash is in the set.
  func contains(hash: UInt64) -> Bool {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[index] != 0 {
      if slots[index] == hash { return true }
      index = (index + 1) & mask
    }
    return false
  }

  /// Hash of the lower-cased text.
  static func hash(_ word: Bytes) -> UInt64 {
    let ascii: UInt64? = word.withUnsafeBufferPointer { bytes in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes {
        if byte >= 0x80 { return nil }
        hash = (hash ^ UInt64(Ascii.lower(byte))) &* 0x100_0000_01B3
      }
      return hash
    }
    if let ascii { return ascii }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in word.string.unicodeScalars {
      if scalar.isASCII {
        hash = (hash ^ UInt64(Ascii.lower(UInt8(scalar.value)))) &* 0x100_0000_01B3
      } else {
        for byte in scalar.properties.lowercaseMapping.utf8 {
          hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
      }
    }
    return hash
  }
}
