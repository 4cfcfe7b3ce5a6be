/// The words of a text, in order, and the language they are read in.
struct TextWords: ~Copyable {
  /// The words; the first ``count`` are of this text.
  var list = ReusableBuffer<TextWord>(repeating: .none, capacity: 512)
  /// How many words there are.
  private(set) var count = 0
  /// The language whose function words the text uses most; English where none is used more.
  private(set) var language = WordMarks(.english)

  private let functionWords = FunctionWords.shared

  /// Reads the words of `text`, each byte once; links and e-mail addresses are passed over.
  mutating func read(_ text: borrowing TextBytes) {
    // Between two words stands at least one byte that belongs to neither.
    list.reserve(text.count / 2 + 1, filler: .none)
    let functionWords = functionWords
    var offset = 0
    var count = 0
    var passedLink = false
    var english = 0
    var all = 0
    while true {
      var marks = WordMarks.none
      // One blank between two words is the usual case.
      if text.bytes[offset] == 0x20, text.bytes[offset &+ 1].isASCIILetter {
        offset &+= 1
      } else {
        let next = text.wordStart(from: offset)
        guard next.offset < text.count else { break }
        marks.formUnion(next.breaksBefore ? [.gapBefore, .breaksBefore] : .gapBefore)
        offset = next.offset
      }
      let start = offset
      var packed = PackedWord.empty
      let eight = text.bytes.eightBytes(at: start)
      let others = TextBytes.othersThanLetters(eight)
      offset = start &+ others.trailingZeroBitCount &>> 3
      if text.bytes[offset] == 0x20 {
        // All bits below the first other byte.
        let letters = others == 0 ? ~0 : (others ^ (others &- 1)) &>> 8
        packed = PackedWord(short: (eight | PackedWord.caseBits) & letters)
      } else {
        offset = text.wordEnd(from: offset)
        if text.bytes[offset] > 0x20, let end = text.linkEnd(start..<offset) {
          offset = end
          passedLink = true
          continue
        }
        packed = PackedWord(text.bytes, start, offset &- start)
      }
      if passedLink {
        marks.formUnion([.gapBefore, .breaksBefore])
        passedLink = false
      }
      let length = offset &- start
      var hash = packed.hash
      let languages = functionWords.languages(of: hash)
      english &+= Int(languages.rawValue & 1)
      all &+= languages.isEmpty ? 0 : 1
      marks.formUnion(languages)
      let first = UInt8(truncatingIfNeeded: eight)
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
    language = all - english > english ? dominantLanguage(english: english) : WordMarks(.english)
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
