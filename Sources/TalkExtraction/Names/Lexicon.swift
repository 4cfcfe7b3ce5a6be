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
    text.prefix(limit).withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        if Ascii.isBlank(bytes[start]) {
          start += 1
          continue
        }
        // Most words are letters before a blank.
        if start + 16 <= bytes.count {
          let word = LeadingLetters(bytes.block(at: start))
          if word.count < 16, word.count > 0, Ascii.isBlank(bytes[start + word.count]) {
            if Ascii.isLower(bytes[start]), word.count > 2 {
              lowerCase.insert(WordSet.hash(PackedWord(word), count: word.count))
            }
            start += word.count
            continue
          }
        }
        var letters = start
        while letters < bytes.count, Ascii.isLetter(bytes[letters]) || bytes[letters] >= 0x80 {
          letters += 1
        }
        var end = letters
        while end < bytes.count, !Ascii.isBlank(bytes[end]) { end += 1 }
        defer { start = end }
        guard Ascii.isLower(bytes[start]), end - start <= 40, letters - start > 2 else { continue }
        // Addresses and file names are no words: `https://…/jane-doe`, `jane@…`, `x.y`.
        if letters < end,
          Ascii.isLetter(bytes[end - 1]) || bytes[letters] == Ascii.colon && letters + 1 < end
        {
          continue
        }
        lowerCase.insert(WordSet.hash(UnsafeBufferPointer(rebasing: bytes[start..<letters])))
      }
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
