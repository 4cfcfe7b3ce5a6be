/// A phrase that may become a keyword.
struct Phrase: BitwiseCopyable {
  /// Its words.
  var words: PhraseWords
  /// Its weight; higher is better.
  var score = 0.0
  /// Where it stands first, in bytes of the text.
  var start: UInt16
  var end: UInt16
  /// Place of its first word among the words of all phrases, from 0.
  var position: UInt16
  /// How often it occurs.
  var count: UInt16 = 1
  /// Whether it stands in the title.
  var isInTitle: Bool
  /// Whether it has two words or more and all begin with a capital.
  var isName: Bool
  /// Whether its words stand on one line with single spaces between them.
  var isEvenlySpaced: Bool

  /// What stands in a buffer where there is no phrase yet.
  static let none = Phrase(
    words: .none, start: 0, end: 0, position: 0, isInTitle: false, isName: false,
    isEvenlySpaced: true)
}

/// The words of a phrase as numbers within its text, from 1: one to four of them in one integer, the
/// first one lowest.
struct PhraseWords: Equatable, BitwiseCopyable {
  /// Most words of a phrase.
  static let limit = 4
  /// No words.
  static let none = PhraseWords()

  /// Lanes of sixteen bits; a lane without a word is 0, which numbers no word.
  private var lanes: UInt64 = 0
  /// Number of words, 0...4.
  private(set) var count: Int32 = 0

  /// No words.
  init() {}

  /// One word.
  @inline(__always) init(_ number: UInt16) { append(number) }

  /// Adds a word; at most four.
  @inline(__always) mutating func append(_ number: UInt16) {
    lanes |= UInt64(number) &<< UInt64(truncatingIfNeeded: count &* 16)
    count &+= 1
  }

  /// The number of the word at `index`, 0..<4; 0 from `count` on.
  @inline(__always) subscript(index: Int32) -> UInt16 {
    UInt16(truncatingIfNeeded: lanes &>> UInt64(truncatingIfNeeded: index &* 16))
  }

  /// Whether one of the two phrases has all the words of the other.
  func overlaps(_ other: PhraseWords) -> Bool {
    count <= other.count ? isSubset(of: other) : other.isSubset(of: self)
  }

  private func isSubset(of other: PhraseWords) -> Bool {
    for index in 0..<count where !other.contains(self[index]) { return false }
    return true
  }

  /// Whether a word has this number: whether a lane of the difference is zero.
  private func contains(_ number: UInt16) -> Bool {
    let difference = lanes ^ (UInt64(number) &* 0x0001_0001_0001_0001)
    return (difference &- 0x0001_0001_0001_0001) & ~difference & 0x8000_8000_8000_8000 != 0
  }

  /// A hash whose high bits are well mixed.
  @inline(__always) var hash: UInt64 {
    (lanes ^ (lanes &>> 32)) &* 0x9E37_79B9_7F4A_7C15
  }
}
