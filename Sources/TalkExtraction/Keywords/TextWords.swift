/// The words of a text that may stand in its phrases, in order, and the language they are read in.
struct TextWords: ~Copyable {
  /// The words; the first ``count`` are of this text.
  var list = ReusableBuffer<TextWord>(repeating: .none, capacity: 512)
  /// How many words there are.
  private(set) var count = 0
  /// The language whose function words the text uses most; English where none is used more.
  private(set) var language = WordMarks(.english)

  private let functionWords = FunctionWords.shared

  /// Reads the words of `text`; links and e-mail addresses are passed over.
  ///
  /// Nearly half of the words of an English text are function words, and all they do is to part
  /// phrases. So they are left out, until it shows that the text is not English.
  mutating func read(_ text: borrowing TextBytes) {
    language = read(text, leavingOut: WordMarks(.english))
    if language != WordMarks(.english) { _ = read(text, leavingOut: .none) }
  }

  /// Reads the words, but those with one of the marks `others`, and returns the language.
  private mutating func read(
    _ text: borrowing TextBytes, leavingOut others: WordMarks
  ) -> WordMarks {
    // Between two words stands at least one byte that belongs to neither.
    list.reserve(text.count / 2 + 1, filler: .none)
    let functionWords = functionWords
    var offset = 0
    var count = 0
    var isAfterGap = false
    var english = 0
    var all = 0
    while true {
      var marks = WordMarks.none
      // Between most words stands one blank, between most others a sign of punctuation and a blank.
      let before = text.bytes[offset]
      if before == 0x20, text.bytes[offset &+ 1].isASCIILetter {
        offset &+= 1
      } else if Self.isStop(before), text.bytes[offset &+ 1] == 0x20,
        text.bytes[offset &+ 2].isASCIILetter
      {
        marks.formUnion([.gapBefore, .breaksBefore])
        offset &+= 2
      } else {
        let next = text.wordStart(from: offset)
        guard next.offset < text.count else { break }
        marks.formUnion(next.breaksBefore ? [.gapBefore, .breaksBefore] : .gapBefore)
        offset = next.offset
      }
      let start = offset
      // Most words are fewer than sixteen letters, and what follows is surely no part of them.
      let head = text.bytes.sixteenBytes(at: start)
      let letters = LeadingLetters(head)
      offset = start &+ letters.count
      let packed: PackedWord
      if letters.count < 16, Self.isEnd(text.bytes[offset], text.bytes[offset &+ 1]) {
        packed = PackedWord(head, letters)
      } else {
        offset = text.wordEnd(from: offset)
        if text.bytes[offset] > 0x20, let end = text.linkEnd(start..<offset) {
          offset = end
          isAfterGap = true
          continue
        }
        packed = PackedWord(text.bytes, start, offset &- start)
      }
      var hash = packed.hash
      let languages = functionWords.languages(of: hash)
      english &+= Int(languages.rawValue & 1)
      all &+= languages.isEmpty ? 0 : 1
      if !languages.isDisjoint(with: others) {
        isAfterGap = true
        continue
      }
      if isAfterGap {
        marks.formUnion([.gapBefore, .breaksBefore])
        isAfterGap = false
      }
      marks.formUnion(languages)
      let length = offset &- start
      let first = UInt8(truncatingIfNeeded: head.low)
      if first &- 0x41 < 26 { marks.formUnion(.isCapitalised) }
      if length < 2 || first < 0x3A, Self.isShortOrNumber(start..<offset, in: text) {
        marks.formUnion(.isWeak)
      }
      let last = text.bytes[offset &- 1] | 0x20
      if last == 0x73, length > 3, length <= 16 {
        hash = packed.singular(count: length).hash
      } else if last == 0x79, length > 4, length <= 16, text.bytes[offset &- 2] | 0x20 == 0x6C {
        marks.formUnion(.isWeak)  // ly
      }
      list[count] = TextWord(
        hash: hash, start: UInt16(truncatingIfNeeded: start),
        end: UInt16(truncatingIfNeeded: offset), marks: marks)
      count &+= 1
    }
    self.count = count
    return all - english > english ? dominantLanguage(english: english) : WordMarks(.english)
  }

  /// Whether `byte` is a sign that ends a phrase where a blank follows.
  @inline(__always) private static func isStop(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x21, 0x29: true
    default: false
    }
  }

  /// Whether a word surely ends before `byte`: at a blank or a sign that is never part of a word or
  /// link, and at a full stop before a blank.
  @inline(__always) private static func isEnd(_ byte: UInt8, _ next: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x0A, 0x0D, 0x2C, 0x3B, 0x3F, 0x21, 0x28, 0x29, 0x22: true
    default: byte == 0x2E && next <= 0x20
    }
  }

  /// Whether a word is a single byte, or a number rather than a name that begins with a digit (`3`,
  /// `2nd`, not `3GPP`).
  @inline(never) private static func isShortOrNumber(
    _ word: Range<Int>, in text: borrowing TextBytes
  ) -> Bool {
    if word.count < 2 { return true }
    var letters = 0
    for index in word where text.bytes[index] >= 0x41 { letters += 1 }
    return letters < 2
  }

  /// The language with most words, where an English word counts for English alone and any other for
  /// all languages it belongs to; English where none has more than `english`.
  @inline(never) private func dominantLanguage(english: Int) -> WordMarks {
    var counts = [Int](repeating: 0, count: 16)
    for index in 0..<count {
      let languages = list[index].marks.intersection(.anyLanguage)
      if languages.contains(WordMarks(.english)) { continue }
      var bits = languages.rawValue
      while bits != 0 {
        counts[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }), counts[best] > english
    else { return WordMarks(.english) }
    return WordMarks(rawValue: 1 << UInt16(best))
  }
}

extension UInt8 {
  /// Whether the byte is one of `A`–`Z` and `a`–`z`.
  @inline(__always) fileprivate var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
