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

  /// One place a word (perfect hashing), so that a look-up needs no branch and reads one entry.
  ///
  /// An entry is the upper 48 bits of the word's hash above the word's languages. Their number is a
  /// power of two, as small as the words fit in, since a table that outgrows the first cache costs more
  /// than all else of a look-up.
  private let entries: UnsafePointer<UInt64>
  /// By what the places of the words with the same upper bits of their hashes are multiplied so that
  /// each finds one of its own.
  private let turns: UnsafePointer<UInt16>

  private static let languageBits: UInt64 = 0xFFFF
  /// The bit of words that are none of English.
  private static let isForeign: UInt64 = 0x8000
  /// As many as ``place(of:_:)`` tells apart.
  private static let places = 4096
  private static let groups = 1024

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
    let entries = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.places)
    entries.initialize(repeating: 0, count: Self.places)
    let turns = UnsafeMutablePointer<UInt16>.allocate(capacity: Self.groups)
    turns.initialize(repeating: 0, count: Self.groups)
    var groups = [[UInt64]](repeating: [], count: Self.groups)
    for word in words.keys { groups[Self.group(of: word)].append(word) }
    // Those of most words first, while there are many places.
    for group in groups.indices.sorted(by: { groups[$0].count > groups[$1].count }) {
      let turn = stride(from: 1, to: UInt16.max, by: 2).first { turn in
        let places = groups[group].map { Self.place(of: $0, turn) }
        return Set(places).count == places.count && places.allSatisfy { entries[$0] == 0 }
      }
      // The lists are part of the program: that each group has a turn is known, and tested.
      guard let turn else { preconditionFailure("function words without a place") }
      turns[group] = turn
      for word in groups[group] {
        entries[Self.place(of: word, turn)] = word | words[word, default: 0]
      }
    }
    self.entries = UnsafePointer(entries)
    self.turns = UnsafePointer(turns)
  }

  private static func tag(of hash: UInt64) -> UInt64 { hash & ~languageBits }

  /// The languages in which the word with this hash is a function word.
  func languages(of hash: UInt64) -> WordMarks {
    WordMarks(rawValue: UInt16(truncatingIfNeeded: entry(of: hash) & ~Self.isForeign))
  }

  /// Of the word with this hash: bit 0 set where it is an English function word, bit 15 where it is
  /// one of other languages alone.
  @inline(__always) func entry(of hash: UInt64) -> UInt64 {
    let entry = entries[Self.place(of: hash, turns[Self.group(of: hash)])]
    return (entry ^ hash) <= Self.languageBits ? entry : 0
  }

  @inline(__always) private static func group(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> 54)
  }

  @inline(__always) private static func place(of hash: UInt64, _ turn: UInt16) -> Int {
    let turned = UInt32(truncatingIfNeeded: hash &>> 16) &* UInt32(turn)
    return Int(truncatingIfNeeded: turned &>> 20)
  }
}
