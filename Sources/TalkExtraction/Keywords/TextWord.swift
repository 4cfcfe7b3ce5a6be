/// A word of a text, in sixteen bytes.
struct TextWord: BitwiseCopyable {
  /// The hash of its stem, by which words are told apart: ``WordStem``.
  let hash: UInt64
  // Integers of their own, not parts of one: each is written and read by one instruction.
  private let startBits: UInt16
  private let endBits: UInt16
  private var runBits: UInt16

  /// A word at `start`..<`end` of the text in the run with this number; of these the lowest sixteen bits.
  @inline(__always) init(hash: UInt64, start: Int, end: Int, run: Int) {
    self.hash = hash
    startBits = UInt16(truncatingIfNeeded: start)
    endBits = UInt16(truncatingIfNeeded: end)
    runBits = UInt16(truncatingIfNeeded: run)
  }

  /// What stands in a buffer where there is no word yet.
  static let none = TextWord(hash: 0, start: 0, end: 0, run: 0)

  /// Where it begins in the text, in bytes.
  @inline(__always) var start: Int { Int(startBits) }
  /// Where it ends.
  @inline(__always) var end: Int { Int(endBits) }
  /// The run it stands in, counted from 0.
  @inline(__always) var run: Int {
    get { Int(runBits) }
    set { runBits = UInt16(truncatingIfNeeded: newValue) }
  }
}

/// What is known of a word before the phrases are: the languages in which it is a function word, and
/// how it looks.
struct WordMarks: OptionSet, BitwiseCopyable {
  let rawValue: UInt16

  /// Punctuation or an empty line stands before it.
  static let breaksBefore = WordMarks(rawValue: 1)
  /// Something else than a single space stands before it.
  static let gapBefore = WordMarks(rawValue: 2)
  /// Too short, a number or an adverb: ends a phrase.
  static let isWeak = WordMarks(rawValue: 4)
  /// Looks like a participle; as ``WordEnding`` has it.
  static let isParticiple = WordMarks(rawValue: UInt16(WordEnding.isParticiple))
  /// Begins with another byte than an ASCII capital; the bit that tells it of letters.
  static let isSmall = WordMarks(rawValue: 0x20)
  /// The nine bits from here on, one a language of ``FunctionWords/Language``.
  static let firstLanguage = 6
  static let anyLanguage = WordMarks(languages: 0x1FF)

  static let none = WordMarks([])

  /// Makes a set of nothing but languages, by their bits.
  init(languages: UInt16) { rawValue = languages &<< UInt16(WordMarks.firstLanguage) }

  /// The bits of the languages.
  var languages: UInt16 { intersection(.anyLanguage).rawValue &>> UInt16(WordMarks.firstLanguage) }

  @inline(__always) init(rawValue: UInt16) { self.rawValue = rawValue }
}

extension Bool {
  /// 1 for true, 0 for false; combined with `&` and `|` where a branch would often be foretold wrong.
  @inline(__always) var bit: UInt64 { self ? 1 : 0 }
}
