/// Words that a calendar writes in lower case somewhere: they are words, not names.
///
/// `Machine Learning` looks like a name until the same calendar says `machine learning`. Built
/// from a bounded sample of titles and descriptions, so its cost does not grow with the file.
struct Lexicon: Sendable {
  private var lowerCase = HashSet()

  /// A lexicon that knows no word.
  static let empty = Lexicon()

  /// Adds the lower-case words of `text`, at most `limit` bytes of it.
  mutating func add(_ text: Bytes, limit: Int) {
    for word in text.prefix(limit).words {
      guard let first = word.first, Ascii.isLower(first), word.count > 2, word.count <= 40 else {
        continue
      }
      var end = word.startIndex
      while end < word.endIndex, Ascii.isLetter(word[end]) || word[end] >= 0x80 { end += 1 }
      // Addresses and file names are no words: `https://…/jane-doe`, `jane@…`, `x.y`.
      if end < word.endIndex,
        Ascii.isLetter(word[word.endIndex - 1])
          || word[end] == Ascii.colon && end + 1 < word.endIndex
      {
        continue
      }
      if end - word.startIndex > 2 { lowerCase.insert(WordSet.hash(word[..<end])) }
    }
  }

  /// Whether the calendar writes the word with this hash in lower case.
  func writesInLowerCase(hash: UInt64) -> Bool {
    lowerCase.contains(hash)
  }

  /// Whether the calendar writes `word` in lower case.
  func writesInLowerCase(_ word: Bytes) -> Bool {
    !lowerCase.isEmpty && lowerCase.contains(WordSet.hash(word))
  }
}
