/// Words that end a keyphrase: function words, and the verbs and adjectives that abstracts are
/// written with.
///
/// One list a language. A text is read with the list of the language whose function words it uses
/// most, so that `die` stops a German phrase and not an English one.
///
struct FunctionWords {
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

  /// One place a word (perfect hashing), so that a look-up needs no branch and reads one entry.
  ///
  /// An entry is the upper 48 bits of the word's key above the word's languages. Their number is a
  /// power of two, as small as the words fit in, since a table that outgrows the first cache costs more
  /// than all else of a look-up.
  private let entries: UnsafePointer<UInt64>
  /// By what the places of the words with the same upper bits of their keys are multiplied so that
  /// each finds one of its own.
  private let turns: UnsafePointer<UInt16>

  /// The words whose tables stand in `tables`.
  @inline(__always) init(_ tables: WordTables) {
    entries = tables.words
    turns = tables.turns
  }

  private static let factBits: UInt64 = 0xFFFF
  /// The bit of words that stand in no phrase of an English text: function words and single letters.
  private static let isLeftOut: UInt64 = 1
  /// The bit of words that are none of English.
  private static let isForeign: UInt64 = 0x8000
  /// Entries, as many as ``place(of:_:)`` tells apart; behind them a number of 48 bits, all set.
  static let places = 4096
  /// Turns.
  static let groups = 1024

  /// Writes the tables.
  static func write(_ entries: UnsafeMutablePointer<UInt64>, _ turns: UnsafeMutablePointer<UInt16>)
  {
    let words = allWords()
    entries[places] = 1 << 48 - 1
    // Sorted by key, so the words of a group, which have the same upper bits, stand side by side.
    var groups = [Range<Int>](repeating: 0..<0, count: Self.groups)
    var start = 0
    while start < words.count {
      let group = group(of: words[start])
      let end = words[start...].firstIndex { self.group(of: $0) != group } ?? words.count
      groups[group] = start..<end
      start = end
    }
    // Those of most words first, while there are many places.
    for count in (1...(groups.map { $0.count }.max() ?? 1)).reversed() {
      for group in groups.indices where groups[group].count == count {
        let turn = stride(from: 1, to: UInt16.max, by: 2).first {
          take(words, groups[group], $0, in: entries)
        }
        // Always found: the lists are part of the program, and so are their hashes.
        guard let turn else { preconditionFailure("function words without a place") }
        turns[group] = turn
      }
    }
  }

  /// The entries of all words, sorted, each word once.
  private static func allWords() -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(places)
    for (language, list) in functionWordLists {
      let bits = bits(of: language)
      var list = list
      list.withUTF8 { list in
        for word in list.split(separator: 0x20) {
          words.append(tag(of: word) | bits)
          if word.contains(0x27) {
            let curly = word.flatMap { $0 == 0x27 ? [0xE2, 0x80, 0x99] : [$0] }
            words.append(tag(of: curly[...]) | bits)
          }
        }
      }
    }
    for letter in UInt8(ascii: "a")...UInt8(ascii: "z") {
      words.append(tag(of: CollectionOfOne(letter)) | isLeftOut)
    }
    words.sort()
    var count = 0
    for word in words {
      if count > 0, (words[count - 1] ^ word) & ~factBits == 0 {
        words[count - 1] |= word
      } else {
        words[count] = word
        count += 1
      }
    }
    words.removeSubrange(count...)
    for place in words.indices {
      let languages = words[place] & factBits & ~isLeftOut
      if languages & bits(of: .english) != 0 {
        words[place] |= isLeftOut
      } else if languages != 0 {
        words[place] |= isForeign
      }
    }
    return words
  }

  /// Puts the words of a group at their places where all of these are free; else at none.
  private static func take(
    _ words: [UInt64], _ group: Range<Int>, _ turn: UInt16,
    in entries: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    for index in group {
      let place = place(of: words[index], turn)
      if entries[place] == 0 {
        entries[place] = words[index]
        continue
      }
      for taken in group.lowerBound..<index { entries[self.place(of: words[taken], turn)] = 0 }
      return false
    }
    return true
  }

  private static func tag(of word: some Collection<UInt8>) -> UInt64 {
    WordStem(word).key & ~factBits
  }

  private static func bits(of language: Language) -> UInt64 { UInt64(language.rawValue) << 1 }

  /// The languages in which the word with this key is a function word.
  func languages(of key: UInt64) -> WordMarks {
    WordMarks(languages: UInt16(truncatingIfNeeded: (entry(of: key) & ~Self.isForeign) &>> 1))
  }

  /// Of the word with this key: bit 0 set where it is an English function word or a single letter, bit 1
  /// where it is an English function word, bit 15 where it is one of other languages alone.
  @inline(__always) func entry(of key: UInt64) -> UInt64 {
    let entry = entries[Self.place(of: key, turns[Self.group(of: key)])]
    // 1 where some of the upper 48 bits differ, else 0, by a sum that goes over 48 bits or not. Of a
    // comparison, or a sum with what it knows, the compiler makes a branch, and nothing foretells it.
    let differs = ((entry ^ key) &>> 16 &+ entries[Self.places]) &>> 48
    return entry & (differs &- 1)
  }

  /// How many English function words there were, from bit 1 on, and from bit 15 on, how many of other
  /// languages alone; fewer than 16,384 each.
  struct Tally {
    private var counts: UInt64 = 0

    /// Counts a word by its entry.
    @inline(__always) mutating func add(_ entry: UInt64) { counts &+= entry & 0x8002 }

    /// Whether at least as many words are English as of other languages alone.
    var isEnglish: Bool { counts &>> 15 <= (counts & 0x7FFF) &>> 1 }
  }

  @inline(__always) private static func group(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: key &>> 54)
  }

  @inline(__always) private static func place(of key: UInt64, _ turn: UInt16) -> Int {
    let turned = UInt32(truncatingIfNeeded: key &>> 16) &* UInt32(turn)
    return Int(truncatingIfNeeded: turned &>> 20)
  }
}
