/// Walks over the words of UTF-8 text, forward only.
///
/// A word is a run of ASCII letters and digits and of all non-ASCII characters that are not
/// punctuation; hyphens, apostrophes and full stops belong to it between such characters, `+` and
/// `#` also at its end (`C++`, `C#`). Unsafe: `bytes` must outlive the value.
struct WordScanner {
  /// A word found.
  struct Found {
    /// Byte offsets in the text.
    var range: Range<Int>
    /// Whether punctuation or an empty line stands before it.
    var breaksBefore: Bool
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let classes: UnsafePointer<ByteClass>
  private var offset = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    classes = Self.table
  }

  /// The next word, or `nil` at the end; links and e-mail addresses are passed over.
  mutating func next() -> Found? {
    var passedLink = false
    while var found = nextRun() {
      if startsLink(found.range) {
        while offset < bytes.count, bytes[offset] > 0x20 { offset += 1 }
        passedLink = true
      } else {
        if passedLink { found.breaksBefore = true }
        return found
      }
    }
    return nil
  }

  /// Whether `://` or `@` follows the word, or `/` follows a host name.
  private func startsLink(_ word: Range<Int>) -> Bool {
    let end = word.upperBound
    guard end < bytes.count else { return false }
    switch bytes[end] {
    case 0x3A: return end + 2 < bytes.count && bytes[end + 1] == 0x2F && bytes[end + 2] == 0x2F
    case 0x40: return true
    case 0x2F: return bytes[word].contains(0x2E)
    default: return false
    }
  }

  private mutating func nextRun() -> Found? {
    guard let breaks = skipToWord() else { return nil }
    let start = offset
    let end = bytes.count
    var index = offset
    scan: while true {
      while index < end, classes[Int(bytes[index])].rawValue <= ByteClass.plus.rawValue {
        index += 1
      }
      guard index < end else { break }
      switch classes[Int(bytes[index])] {
      case .joiner where joins(at: index + 1):
        index += 1
      case .lead:
        let character = wide(at: index)
        if character.isApostrophe {
          guard joins(at: index + 3) else { break scan }
        } else if character.isPunctuation || character.isSpace {
          break scan
        }
        index += character.length
      default:
        break scan
      }
    }
    offset = index
    return Found(range: start..<index, breaksBefore: breaks)
  }

  /// Moves to the next character that can begin a word; says whether what was passed over cuts a
  /// phrase, or `nil` at the end.
  private mutating func skipToWord() -> Bool? {
    var breaks = offset == 0
    var blanks = 0
    while offset < bytes.count {
      switch classes[Int(bytes[offset])] {
      case .upper, .lower, .digit:
        return breaks
      case .lead:
        let character = wide(at: offset)
        guard character.isPunctuation || character.isApostrophe || character.isSpace else {
          return breaks
        }
        if !character.isSpace { breaks = true }
        offset += character.length
        continue
      case .space:
        if bytes[offset] == 0x0A {
          blanks += 1
          if blanks > 1 { breaks = true }
        }
      default:
        breaks = true
      }
      offset += 1
    }
    return nil
  }

  /// Whether a letter or digit stands at `index`, so that the joiner before it is inside a word.
  private func joins(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    switch classes[Int(bytes[index])] {
    case .upper, .lower, .digit: return true
    case .lead:
      let character = wide(at: index)
      return !character.isPunctuation && !character.isSpace
    default: return false
    }
  }

  private struct WideCharacter {
    var length: Int
    var isPunctuation: Bool
    var isApostrophe = false
    var isSpace = false
  }

  /// The character outside ASCII at `index`: its length, and whether it is punctuation (Latin-1
  /// signs, General Punctuation, CJK punctuation, full-width ASCII signs).
  private func wide(at index: Int) -> WideCharacter {
    let lead = bytes[index]
    let expected = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    let length = min(expected, bytes.count - index)
    let second = length > 1 ? bytes[index + 1] : 0
    let third = length > 2 ? bytes[index + 2] : 0
    switch (lead, second, third) {
    case (0xC2, 0xA0, _): return WideCharacter(length: 2, isPunctuation: false, isSpace: true)
    case (0xC2, 0x80...0xBF, _):
      return WideCharacter(length: 2, isPunctuation: second != 0xB5 && second != 0xAA)
    case (0xE2, 0x80, 0x99), (0xE2, 0x80, 0x98):
      return WideCharacter(length: 3, isPunctuation: true, isApostrophe: true)
    case (0xE2, 0x80, 0x80...0x8A), (0xE3, 0x80, 0x80):
      return WideCharacter(length: 3, isPunctuation: false, isSpace: true)
    case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91):  // hyphens
      return WideCharacter(length: 3, isPunctuation: false)
    case (0xE2, 0x80...0xBF, _), (0xE3, 0x80, 0x81...0xBF), (0xEF, 0xBC, 0x81...0x8F),
      (0xEF, 0xBC, 0x9A...0xA0):
      return WideCharacter(length: 3, isPunctuation: true)
    default: return WideCharacter(length: length, isPunctuation: false)
    }
  }

  /// The first four are what words consist of.
  private enum ByteClass: UInt8 {
    case upper, lower, digit, plus, joiner, lead, space, other
  }

  /// The class of every byte; allocated once and kept as long as the process lives.
  nonisolated(unsafe) private static let table: UnsafePointer<ByteClass> = {
    let table = UnsafeMutablePointer<ByteClass>.allocate(capacity: 256)
    for byte in 0..<256 { (table + byte).initialize(to: byteClass(UInt8(byte))) }
    return UnsafePointer(table)
  }()

  private static func byteClass(_ byte: UInt8) -> ByteClass {
    switch byte {
    case 0x41...0x5A: .upper
    case 0x61...0x7A: .lower
    case 0x30...0x39: .digit
    case 0x27, 0x2D, 0x2E: .joiner
    case 0x2B, 0x23: .plus
    case 0x20, 0x09, 0x0A, 0x0D: .space
    case 0x80...: .lead
    default: .other
    }
  }
}
