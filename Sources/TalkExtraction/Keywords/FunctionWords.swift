/// Words that end a keyphrase: function words, and the verbs and adjectives that abstracts are
/// written with.
///
/// One list a language. A text is read with the list of the language whose function words it uses
/// most, so that `die` stops a German phrase and not an English one.
struct FunctionWords: Sendable {
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
  /// word's languages.
  private var entries = [UInt64](repeating: 0, count: Self.size)
  private static let size = 8192
  private static let languageBits: UInt64 = 0xFFFF

  private init() {
    for (language, words) in functionWordLists {
      for word in words.split(separator: " ") {
        add(PackedWord(word.utf8).hash, language)
        if word.utf8.contains(0x27) {
          let curly = word.split(separator: "'").joined(separator: "\u{2019}")
          add(PackedWord(curly.utf8).hash, language)
        }
      }
    }
  }

  private mutating func add(_ hash: UInt64, _ language: Language) {
    for place in [Self.firstPlace(hash), Self.secondPlace(hash)]
    where entries[place] != 0 && (entries[place] ^ hash) & ~Self.languageBits == 0 {
      entries[place] |= UInt64(language.rawValue)
      return
    }
    // The new word takes its first place; what stood there moves to its other one, and so on.
    var entry = hash & ~Self.languageBits | UInt64(language.rawValue)
    var place = Self.firstPlace(hash)
    for _ in 0..<Self.size {
      swap(&entry, &entries[place])
      guard entry != 0 else { return }
      let first = Self.firstPlace(entry)
      place = place == first ? Self.secondPlace(entry) : first
    }
    preconditionFailure("no room for the function words")
  }

  /// The languages in which the word with this hash is a function word.
  @inline(__always) func languages(of hash: UInt64) -> WordMarks {
    let first = entries[Self.firstPlace(hash)]
    let second = entries[Self.secondPlace(hash)]
    let found =
      ((first ^ hash) <= Self.languageBits ? first : 0)
      | ((second ^ hash) <= Self.languageBits ? second : 0)
    return WordMarks(rawValue: UInt16(truncatingIfNeeded: found))
  }

  @inline(__always) private static func firstPlace(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> 16) & (size - 1)
  }

  @inline(__always) private static func secondPlace(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> 51)
  }
}
