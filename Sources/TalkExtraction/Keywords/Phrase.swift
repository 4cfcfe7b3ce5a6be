/// A phrase that may become a keyword, in sixteen bytes.
struct Phrase: BitwiseCopyable {
  /// Its words.
  let words: PhraseWords
  /// From the lowest bit: its first word and the first word of the run it was cut from, as places in
  /// the text, sixteen bits each; ``isInTitle``; ``isName``; how often it occurs, from bit 48 on.
  private var facts: UInt64

  /// A phrase that has not been counted yet; of what it is, 1 for yes and 0 for no.
  @inline(__always)
  init(words: PhraseWords, first: Int, run: Int, isInTitle: UInt64, isName: UInt64) {
    self.words = words
    facts =
      UInt64(truncatingIfNeeded: first) | UInt64(truncatingIfNeeded: run) &<< 16
      | isInTitle &<< 32 | isName &<< 33
  }

  /// What stands in a buffer where there is no phrase yet.
  static let none = Phrase(words: .none, first: 0, run: 0, isInTitle: 0, isName: 0)

  /// Where its first word stands first, among the words of the text.
  var first: Int { Int(truncatingIfNeeded: facts & 0xFFFF) }
  /// Where the first word of the run stands of which it is the end.
  @inline(__always) var run: Int { Int(truncatingIfNeeded: facts &>> 16 & 0xFFFF) }
  /// Whether it stands in the title.
  @inline(__always) var isInTitle: Bool { facts &>> 32 & 1 != 0 }
  /// Whether it has two words or more and all begin with a capital.
  @inline(__always) var isName: Bool { facts &>> 33 & 1 != 0 }
  /// How often it occurs.
  @inline(__always) var count: Int { Int(truncatingIfNeeded: facts &>> 48) }

  /// The same, one more time.
  @inline(__always) var countedOnceMore: Phrase {
    var phrase = self
    phrase.facts &+= 1 &<< 48
    return phrase
  }
}

/// The words of a phrase as numbers within its text, from 1: one to four of them in one integer, the
/// first one lowest.
struct PhraseWords: Equatable, BitwiseCopyable {
  /// Most words of a phrase.
  static let limit = 4
  /// No words.
  static let none = PhraseWords(0, count: 1)

  /// Lanes of sixteen bits; a lane without a word is 0, which numbers no word.
  private let lanes: UInt64

  /// The first `count` of four numbers, 1...4.
  @inline(__always) init(_ four: UInt64, count: Int) {
    lanes = four & (~0 &>> UInt64(truncatingIfNeeded: 64 &- count &* 16))
  }

  /// The first `count` of four numbers or marks of words, 1...4, uppermost; zeros below.
  @inline(__always) static func cut(_ four: UInt64, count: Int) -> UInt64 {
    four &<< UInt64(truncatingIfNeeded: 64 &- count &* 16)
  }

  /// Number of words, 0...4.
  var count: Int { (79 - lanes.leadingZeroBitCount) / 16 }

  /// Whether it is a single word.
  @inline(__always) var isSingle: Bool { lanes <= 0xFFFF }

  /// The number of the word at `index`, 0..<4; 0 from ``count`` on.
  @inline(__always) subscript(index: Int) -> Int {
    Int(truncatingIfNeeded: lanes &>> UInt64(truncatingIfNeeded: index &* 16) & 0xFFFF)
  }

  /// Whether one of the two phrases has all the words of the other.
  func overlaps(_ other: PhraseWords) -> Bool {
    count <= other.count ? isSubset(of: other) : other.isSubset(of: self)
  }

  /// Whether each lane is 0 or the same as one of the other's.
  ///
  /// All at once, the other's lanes turned by none to three places. Numbers are below 0x8000, so bit 15
  /// of what is added up tells whether a lane differs.
  private func isSubset(of other: PhraseWords) -> Bool {
    var differs = lanes &+ Self.lowBits
    var turned = other.lanes
    for _ in 0..<Self.limit {
      differs &= (lanes ^ turned) &+ Self.lowBits
      turned = turned &<< 16 | turned &>> 48
    }
    return differs & ~Self.lowBits == 0
  }

  /// All bits of four lanes but the highest of each.
  private static let lowBits: UInt64 = 0x7FFF_7FFF_7FFF_7FFF

  /// A hash whose high bits are well mixed.
  @inline(__always) var hash: UInt64 {
    (lanes ^ (lanes &>> 32)) &* 0x9E37_79B9_7F4A_7C15
  }
}
