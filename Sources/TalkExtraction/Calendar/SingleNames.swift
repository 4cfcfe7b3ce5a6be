/// Single words in brackets at the end of summaries: who speaks, by the given name or by initials,
/// in a group that knows each other (`Sand (Ben)`, `Waves (CJ)`).
struct SingleNames {
  private var words: Set<UInt64> = []
  /// How many of them are known given names.
  private(set) var given = 0
  private var seen = 0

  /// Takes the text in the bracket of one summary.
  mutating func add(_ inside: Bytes, lexicon: Lexicon) {
    guard SingleNames.mayBeName(inside, lexicon: lexicon) else { return }
    seen += 1
    words.insert(WordSet.hash(inside))
    if GivenNames.contains(inside) { given += 1 }
  }

  /// Whether they are names: most brackets hold such a word, and one of them is known.
  func areNames(among brackets: Int) -> Bool {
    given >= 1 && seen >= 2 && 2 * seen >= brackets && 3 * words.count >= seen
  }

  /// Whether `text` is one capitalised word, or two capitals, that no title is made of.
  static func mayBeName(_ text: Bytes, lexicon: Lexicon) -> Bool {
    guard (2...20).contains(text.count), text.wordCount(upTo: 2) == 1, let first = text.first,
      Ascii.isUpper(first) || first >= 0xC3, !TitleWords.contains(text),
      !Placeholder.isPlaceholder(text), !lexicon.writesInLowerCase(text)
    else { return false }
    if text.count == 2, text.allSatisfy(Ascii.isUpper) { return true }
    return text.dropFirst().allSatisfy { Ascii.isLower($0) || $0 >= 0x80 || $0 == Ascii.hyphen }
      && !KindLabel.isLabel(text) && !CleanSummary.modes.contains(text)
  }
}
