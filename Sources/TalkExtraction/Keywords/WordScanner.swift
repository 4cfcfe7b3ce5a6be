// Where the words of a text begin and end.
//
// A word is a run of ASCII letters and digits and of all non-ASCII characters that are not
// punctuation; hyphens, apostrophes and full stops belong to it between such characters, `+` and
// `#` also at its end (`C++`, `C#`).
//
// Most words are ASCII letters before a blank or a sign: `TextWords` finds those of up to fifteen
// itself, all letters in one step, and comes here for everything else.

extension TextBytes {
  /// The start of a word and what was passed over to get there.
  struct WordStart {
    /// Where the word begins; the end of the text if there is none.
    var offset: Int
    /// Whether punctuation or an empty line was passed over, which cuts a phrase.
    var breaksBefore: Bool
  }

  /// A word or link and what stands before it.
  struct FoundWord {
    var start: Int
    var end: Int
    /// Whether it is a link or an address rather than a word.
    var isLink: Bool
    /// Of the marks those that tell what was passed over.
    var marks: WordMarks
  }

  /// The next word or link after the end of a word, or of nothing, at `offset`; `nil` at the end.
  @inline(never) func word(after offset: Int) -> FoundWord? {
    var marks = WordMarks.none
    var start = offset &+ 1
    if bytes[offset] != 0x20 || ByteClass(bytes[start]) != .letter {
      let next = wordStart(from: offset)
      guard next.offset < count else { return nil }
      marks = next.breaksBefore ? [.gapBefore, .breaksBefore] : .gapBefore
      start = next.offset
    }
    let end = wordEnd(from: start)
    if bytes[end] > 0x20, let linkEnd = linkEnd(start..<end) {
      return FoundWord(start: start, end: linkEnd, isLink: true, marks: marks)
    }
    return FoundWord(start: start, end: end, isLink: false, marks: marks)
  }

  /// Whether `byte` is a sign that ends a phrase where a blank follows.
  @inline(__always) static func isStop(_ byte: UInt8) -> Bool {
    // , . : ; ? ! )
    byte < 64 && 0x8C00_5202_0000_0000 as UInt64 &>> UInt64(byte) & 1 != 0
  }

  /// Whether a word is a single byte, or a number rather than a name that begins with a digit (`3`,
  /// `2nd`, not `3GPP`).
  func isShortOrNumber(_ word: Range<Int>) -> Bool {
    if word.count < 2 { return true }
    guard bytes[word.lowerBound] < 0x3A else { return false }
    var letters = 0
    for index in word where bytes[index] >= 0x41 { letters += 1 }
    return letters < 2
  }

  /// The stem of a word, and all marks that are known of it without its language.
  func look(at word: FoundWord) -> (stem: WordStem, marks: WordMarks) {
    let count = word.end &- word.start
    let view = bytes.view
    let last = UInt32(truncatingIfNeeded: view.eightBytes(at: word.end &- 4))
    var marks = word.marks
    if view[word.start] &- 0x41 >= 26 { marks.formUnion(.isSmall) }
    if WordEnding.isParticiple(last, count: count) { marks.formUnion(.isParticiple) }
    if WordEnding.isAdverb(last, count: count) || isShortOrNumber(word.start..<word.end) {
      marks.formUnion(.isWeak)
    }
    return (WordStem(PackedWord(view, word.start, count), count: count, last: last), marks)
  }

  /// The next character from `offset` on that can begin a word.
  @inline(never) func wordStart(from offset: Int) -> WordStart {
    var offset = offset
    var breaks = false
    var lineFeeds = 0
    while offset < count {
      let byte = bytes[offset]
      switch ByteClass(byte) {
      case .letter, .digit:
        return WordStart(offset: offset, breaksBefore: breaks)
      case .wide:
        let character = WideCharacter(in: self, at: offset)
        if character.kind == .letter { return WordStart(offset: offset, breaksBefore: breaks) }
        if character.kind != .space { breaks = true }
        offset &+= character.length
        continue
      case .space:
        if byte == 0x0A {
          lineFeeds &+= 1
          if lineFeeds > 1 { breaks = true }
        }
      case .plus, .joiner, .other:
        breaks = true
      }
      offset &+= 1
    }
    return WordStart(offset: count, breaksBefore: breaks)
  }

  /// The end of the word of which at least all before `offset` is part.
  @inline(never) func wordEnd(from offset: Int) -> Int {
    var index = offset
    while true {
      let others = Self.othersThanLetters(bytes.view.eightBytes(at: index))
      index &+= others.trailingZeroBitCount &>> 3
      if others == 0 { continue }
      switch ByteClass(bytes[index]) {
      case .letter, .digit, .plus: index &+= 1
      case .joiner:
        guard joins(at: index &+ 1) else { return index }
        index &+= 1
      case .wide:
        let character = WideCharacter(in: self, at: index)
        switch character.kind {
        case .letter: index &+= character.length
        case .apostrophe:
          guard joins(at: index &+ 3) else { return index }
          index &+= 3
        case .punctuation, .space: return index
        }
      case .space, .other: return index
      }
    }
  }

  /// Of eight bytes those that are no ASCII letters, as their bits 7.
  @inline(__always) private static func othersThanLetters(_ bytes: UInt64) -> UInt64 {
    let folded = (bytes | PackedWord.caseBits) & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = folded &+ 0x1F1F_1F1F_1F1F_1F1F  // bit 7 of a byte: `a` or above
    let pastZ = folded &+ 0x0505_0505_0505_0505  // bit 7 of a byte: above `z`
    return ~(fromA & ~pastZ & ~bytes) & 0x8080_8080_8080_8080
  }

  /// Whether a letter or digit stands at `index`, so that the joiner before it is inside a word.
  private func joins(at index: Int) -> Bool {
    guard index < count else { return false }
    switch ByteClass(bytes[index]) {
    case .letter, .digit: return true
    case .wide: return WideCharacter(in: self, at: index).kind == .letter
    default: return false
    }
  }

  /// The end of the link or address of which `word` is the beginning, or `nil` if it is none: `://`
  /// or `@` follows the word, or `/` follows a host name.
  @inline(never) func linkEnd(_ word: Range<Int>) -> Int? {
    var end = word.upperBound
    switch bytes[end] {
    case 0x3A:
      guard bytes[end + 1] == 0x2F, bytes[end + 2] == 0x2F else { return nil }
    case 0x40: break
    case 0x2F:
      guard word.contains(where: { bytes[$0] == 0x2E }) else { return nil }
    default: return nil
    }
    while end < count, bytes[end] > 0x20 { end += 1 }
    return end
  }
}

/// The ASCII letters with which sixteen bytes begin; found without a branch, since nothing foretells
/// how long a word is.
struct LeadingLetters {
  /// How many there are, 0...16.
  let count: Int
  /// 1 where the first one, if there is any, is a capital.
  let isCapitalised: UInt64
  /// They themselves in lower case, the first one lowest, zeros above.
  let low, high: UInt64

  @inline(__always) init(_ block: ByteBlock) {
    let folded = block.lowered
    // Of a letter bit 5 tells whether it is small.
    isCapitalised = ~unsafeBitCast(block, to: SIMD2<UInt64>.self)[0] &>> 5 & 1
    // All bits of each byte that is no letter.
    let others = unsafeBitCast(
      folded &- ByteBlock(repeating: 0x61) .> ByteBlock(repeating: 25), to: SIMD2<UInt64>.self)
    let lowOthers = UInt64(littleEndian: others[0])
    let highOthers = UInt64(littleEndian: others[1])
    // All bits below the lowest one are those of letters.
    let lowLetters = (lowOthers &- 1) & ~lowOthers
    // All bits where the first eight bytes are letters, none where not.
    let goesOn = UInt64(bitPattern: Int64(bitPattern: lowLetters) &>> 63)
    let highLetters = (highOthers &- 1) & ~highOthers & goesOn
    let text = unsafeBitCast(folded, to: SIMD2<UInt64>.self)
    low = UInt64(littleEndian: text[0]) & lowLetters
    high = UInt64(littleEndian: text[1]) & highLetters
    let more = highOthers.trailingZeroBitCount & Int(truncatingIfNeeded: goesOn)
    count = (lowOthers.trailingZeroBitCount &+ more) &>> 3
  }
}

/// What a byte can be to a word.
private enum ByteClass {
  case letter, digit, plus, joiner, wide, space, other

  @inline(__always) init(_ byte: UInt8) {
    switch byte {
    case 0x80...: self = .wide
    case 0x61...0x7A, 0x41...0x5A: self = .letter
    case 0x20, 0x09, 0x0A, 0x0D: self = .space
    case 0x27, 0x2D, 0x2E: self = .joiner
    case 0x30...0x39: self = .digit
    case 0x2B, 0x23: self = .plus
    default: self = .other
    }
  }
}

/// A character outside ASCII.
private struct WideCharacter {
  enum Kind {
    case letter, punctuation, apostrophe, space
  }

  var length: Int
  var kind: Kind

  /// The character at `index`: its length, and whether it is punctuation (Latin-1 signs, General
  /// Punctuation, CJK punctuation, full-width ASCII signs).
  init(in text: borrowing TextBytes, at index: Int) {
    let lead = text.bytes[index]
    if (0xC3...0xDF).contains(lead) {
      length = min(2, text.count - index)
      kind = .letter
      return
    }
    let expected = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    length = min(expected, text.count - index)
    let second = text.bytes[index + 1]
    let third = text.bytes[index + 2]
    switch (lead, second, third) {
    case (0xC2, 0xA0, _): kind = .space
    case (0xC2, 0xB5, _), (0xC2, 0xAA, _): kind = .letter
    case (0xC2, 0x80...0xBF, _): kind = .punctuation
    case (0xE2, 0x80, 0x98...0x99): kind = .apostrophe
    case (0xE2, 0x80, 0x80...0x8A), (0xE3, 0x80, 0x80): kind = .space
    case (0xE2, 0x80, 0x90...0x91): kind = .letter  // hyphens
    case (0xE2, 0x80...0xBF, _), (0xE3, 0x80, 0x81...0xBF), (0xEF, 0xBC, 0x81...0x8F),
      (0xEF, 0xBC, 0x9A...0xA0):
      kind = .punctuation
    default: kind = .letter
    }
  }
}
