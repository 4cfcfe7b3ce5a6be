/// The different words of a text's phrases, numbered from 1 in the order of their first use, and how
/// often and in how long runs each occurs.
///
/// Number 0 is no word, and weighs nothing.
struct WordNumbers: ~Copyable {
  /// What is known of one word.
  struct Entry: BitwiseCopyable {
    var hash: UInt64 = 0
    /// How often it occurs; from bit 32 on, how many other words stand in the same runs.
    var counts: UInt64 = 0
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
    let entries = entries.view
    let numbers = numbers.view
    let slots = slots.view
    let list = words.list.view
    let runs = words.runs.view
    let bytes = text.bytes.view
    // 0, though the compiler cannot know: else it would make a branch of whether a word is new.
    let none = bits &>> 8
    entries[none] = Entry()
    var next = 1
    for index in 0..<most {
      let word = list[index]
      let hash = Self.stem(of: word, in: bytes).hash
      var slot = Int(truncatingIfNeeded: hash &>> shift)
      var number = Int(slots[slot])
      // Where no word has it, the search ends at the first free slot, as if no word were this word.
      entries[none].hash = hash
      while entries[number].hash != hash {
        slot = (slot &+ 1) & mask
        number = Int(slots[slot])
      }
      let counts = entries[number].counts
      // All bits of a new word, which has number 0 so far.
      let isNew = (number &- 1) &>> 63
      number |= next & isNew
      slots[slot] = UInt16(truncatingIfNeeded: number)
      numbers[index] = UInt16(truncatingIfNeeded: number)
      let run = Int(word.run)
      let others = UInt64(runs[run &+ 1]) &- UInt64(runs[run]) &- 1
      entries[number] = Entry(hash: hash, counts: counts &+ (others &<< 32 | 1))
      next &-= isNew
    }
    weigh(next, logarithms)
  }

  /// The singular of a word, roughly.
  @inline(__always)
  private static func stem(of word: TextWord, in bytes: BufferView<UInt8>) -> PackedWord {
    let count = Int(word.end &- word.start)
    let ending = WordEnding(bytes, Int(word.end))
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
    let weights = weights.view
    let entries = entries.view
    weights[0] = 0
    for number in 1..<count {
      let counts = entries[number].counts
      weights[number] =
        logarithms.ofOnePlus(Int32(truncatingIfNeeded: counts))
        + logarithms.ofOnePlus(Int32(truncatingIfNeeded: counts &>> 32))
    }
  }

  /// The numbers of the `count` words of the text from `index` on, one to four.
  @inline(__always) func words(at index: Int, count: Int) -> PhraseWords {
    PhraseWords(numbers.view.fourElements(at: index), count: count)
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
