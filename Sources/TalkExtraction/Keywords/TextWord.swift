/// A word of a text, in eight bytes.
struct TextWord: BitwiseCopyable {
  /// From the lowest bit, sixteen bits each: where it begins and ends in the text, in bytes; the run it
  /// stands in, counted from 0; what is known of it.
  private var facts: UInt64

  /// A word at `start`..<`end` of the text in the run with this number; of the marks the lowest sixteen
  /// bits.
  @inline(__always) init(start: Int, end: Int, run: Int, _ marks: UInt64) {
    facts =
      UInt64(truncatingIfNeeded: start) | UInt64(truncatingIfNeeded: end) &<< 16
      | UInt64(truncatingIfNeeded: run) &<< 32 | marks &<< 48
  }

  /// What stands in a buffer where there is no word yet.
  static let none = TextWord(start: 0, end: 0, run: 0, 0)

  /// Where it begins in the text.
  @inline(__always) var start: Int { Int(truncatingIfNeeded: facts & 0xFFFF) }
  /// Where it ends.
  @inline(__always) var end: Int { Int(truncatingIfNeeded: facts &>> 16 & 0xFFFF) }
  /// The run it stands in.
  @inline(__always) var run: Int {
    get { Int(truncatingIfNeeded: facts &>> 32 & 0xFFFF) }
    set { self = TextWord(start: start, end: end, run: newValue, facts &>> 48) }
  }
  /// 1 where it begins with an ASCII capital.
  @inline(__always) var isCapitalised: UInt64 { facts &>> 57 & 1 }
  /// 1 where something else than a single space stands before it.
  @inline(__always) var isBehindGap: UInt64 { facts &>> 60 & 1 }
  /// What is known of it.
  @inline(__always) var marks: WordMarks {
    WordMarks(rawValue: UInt16(truncatingIfNeeded: facts &>> 48))
  }
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

  @inline(__always) init(rawValue: UInt16) { self.rawValue = rawValue }
}

/// What the last four bytes of a word tell.
struct WordEnding {
  private let bytes: UInt32

  /// The ending of a word by its last four bytes and those before it, the last one highest.
  @inline(__always) init(_ bytes: UInt32) { self.bytes = bytes | 0x2020_2020 }

  /// Whether `ies` ends the word.
  @inline(__always) var isIES: Bool { bytes &>> 8 == 0x73_6569 }

  /// Whether `ed` ends the word.
  @inline(__always) var isED: Bool { bytes &>> 16 == 0x6465 }
}

extension Bool {
  /// 1 for true, 0 for false; combined with `&` and `|` where a branch would often be foretold wrong.
  @inline(__always) var bit: UInt64 { self ? 1 : 0 }
}
