/// Words that a calendar writes in lower case somewhere: they are words, not names.
///
/// `Machine Learning` looks like a name until the same calendar says `machine learning`. Built
/// from a bounded sample of titles and descriptions, so its cost does not grow with the file.
struct Lexicon: Sendable {
  private var lowerCase: Set<UInt64> = []

  /// A lexicon that knows no word.
  static let empty = Lexicon()

  /// Adds the lower-case words of `text`, at most `limit` bytes of it.
  mutating func add(_ text: Bytes, limit: Int) {
    let sample = text.prefix(limit)
    var start = sample.startIndex
    var index = start
    while index <= sample.endIndex {
      if index == sample.endIndex || !(Ascii.isLetter(sample[index]) || sample[index] >= 0x80) {
        if index - start > 2, Ascii.isLower(sample[start]) {
          lowerCase.insert(WordSet.hash(sample[start..<index]))
        }
        start = index + 1
      }
      index += 1
    }
  }

  /// Whether the calendar writes `word` in lower case.
  func writesInLowerCase(_ word: Bytes) -> Bool {
    !lowerCase.isEmpty && lowerCase.contains(WordSet.hash(word))
  }
}
