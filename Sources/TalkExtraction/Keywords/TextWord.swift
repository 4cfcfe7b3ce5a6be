/// A word of a text.
struct TextWord: BitwiseCopyable {
  /// The hash of its singular in lower case, which stands for the word.
  var hash: UInt64
  /// Where it begins and ends in the text, in bytes.
  var start: UInt16
  var end: UInt16
  /// What is known of it.
  var marks: WordMarks

  /// What stands in a buffer where there is no word yet.
  static let none = TextWord(hash: 0, start: 0, end: 0, marks: .none)
}

/// What is known of a word before the phrases are: the languages in which it is a function word, and
/// how it looks.
struct WordMarks: OptionSet, BitwiseCopyable {
  let rawValue: UInt16

  /// The lower nine bits, one a language of ``FunctionWords/Language``.
  static let anyLanguage = WordMarks(rawValue: 0x1FF)
  /// Begins with an ASCII capital.
  static let isCapitalised = WordMarks(rawValue: 0x200)
  /// Too short, a number or an adverb: ends a phrase.
  static let isWeak = WordMarks(rawValue: 0x400)
  /// Punctuation or an empty line stands before it.
  static let breaksBefore = WordMarks(rawValue: 0x800)
  /// Something else than a single space stands before it.
  static let gapBefore = WordMarks(rawValue: 0x1000)

  static let none = WordMarks([])

  /// Makes a set of nothing but a language.
  init(_ language: FunctionWords.Language) { rawValue = language.rawValue }

  init(rawValue: UInt16) { self.rawValue = rawValue }
}
