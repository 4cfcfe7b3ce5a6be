/// The different words of a text's phrases, numbered from 1 in the order of their first use, and how
/// often and in how long runs each occurs.
///
/// Number 0 is no word, and weighs nothing.
struct WordNumbers: ~Copyable {
  /// What is known of one word.
  struct Entry: BitwiseCopyable {
    var hash: UInt64 = 0
    /// How often it occurs.
    var frequency: Int32 = 0
    /// How many other words stand in the same runs.
    var degree: Int32 = 0
  }

  /// The words by number; the first one stands for no word.
  private var entries = ReusableBuffer<Entry>(repeating: Entry(), capacity: 256)
  /// The number of each word of the text, and zeros.
  private var numbers = ReusableBuffer<UInt16>(repeating: 0, capacity: 256)
  /// What each word adds to the score of a phrase.
  private var weights = ReusableBuffer<Double>(repeating: 0, capacity: 256)
  /// Which words are part of a chosen keyword: 1, the others 0.
  private var chosen = ReusableBuffer<UInt8>(repeating: 0, capacity: 256)
  /// Open addressing, at most half full: number, or 0.
  private var slots = ReusableBuffer<UInt16>(repeating: 0, capacity: 512)

  /// Numbers and weighs the words of a text.
  ///
  /// Nothing foretells whether a word is new, so no branch depends on that.
  mutating func number(
    _ words: borrowing TextWords, of text: borrowing TextBytes, _ logarithms: Logarithms
  ) {
    let most = words.count
    entries.reserve(most + 2, filler: Entry())
    numbers.reserve(most + PhraseWords.limit, filler: 0)
    var bits = 9
    while 1 << bits < most * 2 { bits += 1 }
    let mask = 1 << bits - 1
    let shift = UInt64(64 - bits)
    slots.reset(1 << bits, to: 0)
    entries[0] = Entry()
    entries[1] = Entry()
    var next = 1
    for index in 0..<most {
      let word = words.list[index]
      let hash = Self.stem(of: word, in: text).hash
      var slot = Int(truncatingIfNeeded: hash &>> shift)
      var number = Int(slots[slot])
      while (number != 0).bit & (entries[number].hash != hash).bit != 0 {
        slot = (slot &+ 1) & mask
        number = Int(slots[slot])
      }
      // All bits of a new word, which has number 0 so far; the next entry is blank.
      let isNew = (number &- 1) &>> 63
      number |= next & isNew
      slots[slot] = UInt16(truncatingIfNeeded: number)
      numbers[index] = UInt16(truncatingIfNeeded: number)
      let run = Int(word.run)
      var entry = entries[number]
      entry.hash = hash
      entry.frequency &+= 1
      entry.degree &+= Int32(words.runs[run &+ 1]) &- Int32(words.runs[run]) &- 1
      entries[number] = entry
      next &-= isNew
      entries[next] = Entry()
    }
    weigh(next, logarithms)
  }

  /// The singular of a word, roughly.
  @inline(__always)
  private static func stem(of word: TextWord, in text: borrowing TextBytes) -> PackedWord {
    let count = Int(word.end &- word.start)
    let ending = WordEnding(text.bytes.eightBytes(at: Int(word.end) &- 4))
    // Rare: one branch that is nearly always foretold.
    if ending.isIES, count > 4, count <= 16 { return word.packed.withY(count: count) }
    // 1 for 4...16.
    let above = UInt64(truncatingIfNeeded: count &- 4)
    let isMiddling = (above &- 13) &>> 63 & ~(above &>> 63)
    return word.packed.shortened(ending.isPlural & isMiddling, count: count)
  }

  private mutating func weigh(_ count: Int, _ logarithms: Logarithms) {
    weights.reserve(count, filler: 0)
    chosen.reset(count, to: 0)
    weights[0] = 0
    for number in 1..<count {
      let entry = entries[number]
      weights[number] =
        logarithms.ofOnePlus(entry.frequency) + logarithms.ofOnePlus(entry.degree)
    }
  }

  /// The numbers of the `count` words of the text from `index` on, one to four.
  @inline(__always) func words(at index: Int, count: Int) -> PhraseWords {
    PhraseWords(numbers.fourElements(at: index), count: count)
  }

  /// What the words of a phrase add to its score.
  @inline(__always) func weight(of words: PhraseWords) -> Double {
    weights[words[0]] + weights[words[1]] + weights[words[2]] + weights[words[3]]
  }

  /// Whether a word of a phrase is part of a chosen keyword.
  func isAnyChosen(of words: PhraseWords) -> Bool {
    // No word is never chosen.
    chosen[words[0]] | chosen[words[1]] | chosen[words[2]] | chosen[words[3]] != 0
  }

  /// Notes that the words of a phrase are part of a chosen keyword.
  mutating func choose(_ words: PhraseWords) {
    for index in 0..<words.count { chosen[words[index]] = 1 }
  }
}
