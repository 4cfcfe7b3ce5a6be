internal import TalkModel

/// What the search for keyphrases works with, kept from one text to the next: make one a thread.
///
/// Nothing of one text is seen in the result of another. It grows with the longest text, which is
/// read to 16 KiB, so to less than 1 MiB.
package struct KeywordScratch: ~Copyable {
  var text = TextBytes()
  var words = TextWords()
  var numbers = WordNumbers()
  var phrases = PhraseTable()
  var ranking = Ranking()
  var names = SpeakerWords()
  /// The keywords that a talk has already.
  var known = KnownKeywords()
  /// The words of the phrases that were taken.
  var chosen = ReusableBuffer<PhraseWords>(repeating: .none, capacity: 16)
  /// The keywords that were found; the first ``foundCount`` are of this text.
  var found = ReusableBuffer<FoundKeyword>(repeating: .none, capacity: 16)
  /// How many were found.
  var foundCount = 0

  /// Makes a scratch for texts of usual length; it grows for longer ones.
  package init() {}

  /// The keywords of a talk: those that are stated, then those that were found.
  func keywords(after stated: [Bytes]) -> TalkKeywords {
    let (texts, found) = (text.bytes.view, found.view)
    var length = 0
    for word in stated { length += word.string.utf8.count }
    for place in 0..<foundCount { length += found[place].range.count }
    return TalkKeywords(count: stated.count + foundCount, textBytes: length) { place, append in
      if place < stated.count {
        var text = stated[place].string
        text.withUTF8 { append($0, .stated, 1) }
      } else {
        let keyword = found[place - stated.count]
        append(texts.bytes(keyword.range), .extracted, keyword.weight)
      }
    }
  }
}

/// A keyword that was found: where it stands in the text, and its weight.
struct FoundKeyword: BitwiseCopyable {
  private let start, end: Int32
  let weight: Double

  init(_ range: Range<Int>, weight: Double) {
    start = Int32(truncatingIfNeeded: range.lowerBound)
    end = Int32(truncatingIfNeeded: range.upperBound)
    self.weight = weight
  }

  /// Where it stands, in bytes.
  var range: Range<Int> { Int(start)..<Int(end) }

  /// What stands in a buffer where there is none yet.
  static let none = FoundKeyword(0..<0, weight: 0)
}

/// The keywords that a talk has already, compared without case.
struct KnownKeywords {
  private var hashes = HashSet()
  /// Of each length of those that are ASCII a bit, of lengths from 64 on one of a shorter one's; all bits
  /// where one is not ASCII, which may be longer or shorter in lower case.
  private var lengths: UInt64 = 0

  /// Forgets all.
  mutating func removeAll() {
    hashes.removeAll()
    lengths = 0
  }

  /// Adds a keyword; returns whether it is new.
  @discardableResult
  mutating func insert(_ word: Bytes) -> Bool {
    guard let hash = word.withUnsafeBufferPointer({ WordSet.asciiHash(behindEight: $0) }) else {
      lengths = ~0
      return hashes.insert(WordSet.hash(word))
    }
    lengths |= KnownKeywords.bit(of: word.count)
    return hashes.insert(hash)
  }

  /// Adds one with this hash; returns whether it is new.
  mutating func insert(hash: UInt64) -> Bool { hashes.insert(hash) }

  /// Whether one of those that were added with their texts may be ASCII of so many bytes.
  func mayHold(length: Int) -> Bool { lengths & KnownKeywords.bit(of: length) != 0 }

  private static func bit(of length: Int) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: length) }
}
