/// A fixed set of words, looked up by a hash of their lower-cased bytes without making a String.
///
/// 64-bit FNV-1a: with a few thousand words the chance that another word collides is below 1e-15.
struct WordSet: Sendable {
  private let hashes: Set<UInt64>

  /// The white-space separated words of `text`, which must be lower case.
  init(_ text: String) {
    hashes = Set(Bytes(text).words.map { WordSet.hash($0) })
  }

  /// The phrases of `lines`, one a line, lower case.
  init(lines: String) {
    hashes = Set(
      Bytes(lines).pieces(separatedBy: Ascii.newline).map { WordSet.hash($0.trimmed) })
  }

  /// Whether `word` is in the set, compared without case.
  func contains(_ word: Bytes) -> Bool { hashes.contains(WordSet.hash(word)) }

  /// Whether a word with this hash is in the set.
  func contains(hash: UInt64) -> Bool { hashes.contains(hash) }

  /// Hash of the lower-cased text.
  static func hash(_ word: Bytes) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isASCII = true
    for byte in word {
      if byte >= 0x80 {
        isASCII = false
        break
      }
      hash = (hash ^ UInt64(Ascii.lower(byte))) &* 0x100_0000_01B3
    }
    if isASCII { return hash }
    hash = 0xCBF2_9CE4_8422_2325
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
