/// A word of a text.
struct TextWord: BitwiseCopyable {
  /// The word in lower case.
  var packed: PackedWord
  /// Where it begins and ends in the text, in bytes.
  var start: UInt16
  var end: UInt16
  /// The run it stands in, counted from 0.
  var run: UInt16
  /// What is known of it.
  var marks: WordMarks

  /// A word at `start`..<`end` of the text in the run with this number.
  @inline(__always)
  init(_ packed: PackedWord, start: Int, end: Int, run: Int, marks: WordMarks) {
    self.packed = packed
    self.start = UInt16(truncatingIfNeeded: start)
    self.end = UInt16(truncatingIfNeeded: end)
    self.run = UInt16(truncatingIfNeeded: run)
    self.marks = marks
  }

  /// What stands in a buffer where there is no word yet.
  static let none = TextWord(.empty, start: 0, end: 0, run: 0, marks: .none)
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

  /// This mark where `condition` is 1, none where it is 0.
  @inline(__always) func given(_ condition: UInt64) -> WordMarks {
    WordMarks(rawValue: rawValue &* UInt16(truncatingIfNeeded: condition))
  }
}

/// What the last four bytes of a word tell, and the two that follow.
struct WordEnding {
  private let around: UInt64

  /// The ending of a word that ends at `end` of a text.
  @inline(__always) init(_ text: BufferView<UInt8>, _ end: Int) {
    around = text.eightBytes(at: end &- 4)
  }

  /// The last four bytes in lower case.
  @inline(__always) private var bytes: UInt32 {
    UInt32(truncatingIfNeeded: around) | 0x2020_2020
  }

  /// The byte behind the word.
  @inline(__always) var next: UInt8 { UInt8(truncatingIfNeeded: around &>> 32) }
  /// The byte behind that.
  @inline(__always) var second: UInt8 { UInt8(truncatingIfNeeded: around &>> 40) }

  /// Whether letters surely end a word there: before a blank or a sign that is never part of a word or
  /// link, or a full stop or colon before a blank.
  @inline(__always) var isSurelyEnd: Bool {
    // Line feed, carriage return, space, , ; ? ! ( ) "
    let isSign = next < 64 && 0x8800_1307_0000_2400 as UInt64 &>> UInt64(next) & 1 != 0
    return isSign || (next == 0x2E || next == 0x3A) && second <= 0x20
  }

  /// 1 for `s` after another byte than `s`, `u` and `i`: the end of a plural.
  ///
  /// Arithmetic throughout, since the compiler makes branches of comparisons.
  @inline(__always) var isPlural: UInt64 {
    let last = bytes &>> 24
    let before = bytes &>> 16 & 0xFF
    // The bits of letters among 0x60...0x7F, where bit 6 is set and bit 7 is not.
    let isS = (0x0008_0000 as UInt32 &>> (last & 31)) & last &>> 6 & ~(last &>> 7)
    let isOther = (0x0028_0200 as UInt32 &>> (before & 31)) & before &>> 6 & ~(before &>> 7)
    return UInt64(isS & ~isOther & 1)
  }

  /// Whether `ies` ends the word.
  @inline(__always) var isIES: Bool { bytes &>> 8 == 0x73_6569 }

  /// Whether `ly` ends the word.
  @inline(__always) var isLY: Bool { bytes &>> 16 == 0x796C }

  /// Whether `ed` ends the word.
  @inline(__always) var isED: Bool { bytes &>> 16 == 0x6465 }
}

extension Bool {
  /// 1 for true, 0 for false; combined with `&` and `|` where a branch would often be foretold wrong.
  @inline(__always) var bit: UInt64 { self ? 1 : 0 }
}
