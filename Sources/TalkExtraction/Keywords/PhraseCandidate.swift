/// A phrase that may become a keyword.
struct PhraseCandidate {
  /// Where it stands first, as byte offsets in the text.
  var bytes: Range<Int>
  /// Its words.
  var words: PhraseWords
  /// Its weight; higher is better.
  var score: Double = 0
  /// Place of its first word among the words of the text, from 0.
  var position: Int
  /// How often it occurs.
  var count = 1
  /// Whether it stands in the title.
  var isInTitle: Bool
  /// Whether all its words are capitalised.
  var isName: Bool
}

/// The words of a phrase as ids within its text: one to four of them in one value.
struct PhraseWords: Equatable {
  private var ids: SIMD4<UInt32>
  /// Number of words, 1...4.
  let count: Int

  /// Packs the ids; a fifth and later ones are left out.
  init(_ list: some Sequence<UInt32>) {
    var ids = SIMD4<UInt32>(repeating: .max)
    var count = 0
    for id in list.prefix(4) {
      ids[count] = id
      count += 1
    }
    self.ids = ids
    self.count = count
  }

  /// The id at `index`, 0..<count.
  subscript(index: Int) -> UInt32 { ids[index] }

  /// Whether one of the two phrases has all the words of the other.
  func overlaps(_ other: PhraseWords) -> Bool {
    count <= other.count ? isSubset(of: other) : other.isSubset(of: self)
  }

  private func isSubset(of other: PhraseWords) -> Bool {
    for index in 0..<count where !any(other.ids .== ids[index]) { return false }
    return true
  }

  /// A well-mixed hash.
  var hash: UInt64 {
    var h = (UInt64(ids[0]) << 32 | UInt64(ids[1])) &* 0x9E37_79B9_7F4A_7C15
    h ^= (UInt64(ids[2]) << 32 | UInt64(ids[3])) &* 0xD6E8_FEB8_6659_FD93
    h ^= h >> 31
    return h &* 0xBF58_476D_1CE4_E5B9
  }
}
