/// Words that end a keyphrase: function words, and the verbs and adjectives that abstracts are
/// written with.
///
/// One list a language. A text is read with the list of the language whose function words it uses
/// most, so that `die` stops a German phrase and not an English one.
///
/// `@unchecked Sendable` since its table is written before it is shared and never after. It is not
/// freed: there is one a process.
struct FunctionWords: @unchecked Sendable {
  /// Languages with a list of their own; the raw value is the bit that marks their words.
  enum Language: UInt16, CaseIterable {
    case english = 1
    case german = 2
    case french = 4
    case spanish = 8
    case italian = 16
    case portuguese = 32
    case dutch = 64
    case nordic = 128
    case czech = 256
  }

  /// All lists in one table, made once a process.
  static let shared = FunctionWords()

  /// Two places a word (cuckoo hashing), so that a look-up needs no branch.
  ///
  /// An entry is the upper 48 bits of the word's hash, of which both places are parts, above the
  /// word's languages. As small as the words fit in, since a table that outgrows the first cache costs
  /// more than all else of a look-up.
  private let entries: UnsafePointer<UInt64>
  /// One less than their number, a power of two: every place is cut to it.
  private let mask: UInt64
  private static let languageBits: UInt64 = 0xFFFF
  /// The bit of words that are none of English.
  private static let isForeign: UInt64 = 0x8000

  private init() {
    var words: [UInt64: UInt64] = [:]
    for (language, list) in functionWordLists {
      for bytes in list.utf8.split(separator: 0x20) {
        let word = Substring(bytes)
        words[Self.tag(of: PackedWord(word.utf8).hash), default: 0] |= UInt64(language.rawValue)
        if word.utf8.contains(0x27) {
          let curly = word.split(separator: "'").joined(separator: "\u{2019}")
          words[Self.tag(of: PackedWord(curly.utf8).hash), default: 0] |= UInt64(language.rawValue)
        }
      }
    }
    for (word, languages) in words where languages & UInt64(Language.english.rawValue) == 0 {
      words[word] = languages | Self.isForeign
    }
    var size = 4096
    while true {
      if let table = Self.table(of: words, size: size) {
        let places = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
        places.initialize(from: table, count: size)
        entries = UnsafePointer(places)
        mask = UInt64(size - 1)
        return
      }
      size *= 2
    }
  }

  /// The table of all words, or `nil` where they find no room in `size` places.
  private static func table(of words: [UInt64: UInt64], size: Int) -> [UInt64]? {
    var table = [UInt64](repeating: 0, count: size)
    let mask = UInt64(size - 1)
    for (word, languages) in words {
      // The new word takes its first place; what stood there moves to its other one, and so on.
      var entry = word | languages
      var place = firstPlace(word, mask)
      var moves = 0
      while true {
        swap(&entry, &table[place])
        if entry == 0 { break }
        moves += 1
        if moves > size { return nil }
        let first = firstPlace(entry, mask)
        place = place == first ? secondPlace(entry, mask) : first
      }
    }
    return table
  }

  private static func tag(of hash: UInt64) -> UInt64 { hash & ~languageBits }

  /// The languages in which the word with this hash is a function word.
  func languages(of hash: UInt64) -> WordMarks {
    WordMarks(rawValue: UInt16(truncatingIfNeeded: entry(of: hash) & ~Self.isForeign))
  }

  /// Of the word with this hash: bit 0 set where it is an English function word, bit 15 where it is
  /// one of other languages alone.
  @inline(__always) func entry(of hash: UInt64) -> UInt64 {
    let first = entries[Self.firstPlace(hash, mask)]
    let second = entries[Self.secondPlace(hash, mask)]
    return
      ((first ^ hash) <= Self.languageBits ? first : 0)
      | ((second ^ hash) <= Self.languageBits ? second : 0)
  }

  @inline(__always) private static func firstPlace(_ hash: UInt64, _ mask: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> 16 & mask)
  }

  @inline(__always) private static func secondPlace(_ hash: UInt64, _ mask: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> 40 & mask)
  }
}
