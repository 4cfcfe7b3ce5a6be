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

  private struct Entry {
    var word: PackedWord
    var languages: UInt16 = 0
  }

  /// Open addressing, at most half full.
  private var entries: [Entry]
  /// One bit a hash, so that most words are told apart without a look at `entries`.
  private var filter: [UInt64]

  private init() {
    entries = Array(repeating: Entry(word: .empty), count: 4096)
    filter = Array(repeating: 0, count: 512)
    for (language, words) in functionWordLists {
      for word in words.split(separator: " ") {
        add(String(word), language)
        if word.utf8.contains(0x27) {
          add(word.split(separator: "'").joined(separator: "\u{2019}"), language)
        }
      }
    }
  }

  private mutating func add(_ word: String, _ language: Language) {
    let padded = Array(word.utf8) + [UInt8](repeating: 0, count: PackedWord.padding)
    let packed = padded.withUnsafeBufferPointer {
      PackedWord(bytes: $0, range: 0..<word.utf8.count)
    }
    let slot = slot(of: packed)
    entries[slot].word = packed
    entries[slot].languages |= language.rawValue
    let bit = Int(truncatingIfNeeded: packed.hash >> 16) & 0x7FFF
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// The languages, as bits, in which `word` (lower case) is a function word.
  func languages(of word: PackedWord) -> UInt16 {
    let bit = Int(truncatingIfNeeded: word.hash >> 16) & 0x7FFF
    guard filter[bit >> 6] & 1 << UInt64(bit & 63) != 0 else { return 0 }
    return entries[slot(of: word)].languages
  }

  private func slot(of word: PackedWord) -> Int {
    var slot = Int(truncatingIfNeeded: word.hash) & (entries.count - 1)
    while entries[slot].languages != 0, entries[slot].word != word {
      slot = (slot + 1) & (entries.count - 1)
    }
    return slot
  }
}
