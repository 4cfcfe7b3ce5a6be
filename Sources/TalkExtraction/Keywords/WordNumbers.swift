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
    slots.reset(1 << bits, to: 0)
    // None of these indices can lie outside: places of words are below their number, numbers of
    // words and slots below what was reserved above, texts have room before and behind all words.
    let entries = entries.uncheckedView
    let numbers = numbers.uncheckedView
    let slots = slots.uncheckedView
    let list = words.list.uncheckedView
    let runs = words.runs.uncheckedView
    let bytes = text.bytes.uncheckedView
    let masks = WordMasks(words.tables)
    let signs = WordSigns(words.tables)
    precondition(most <= words.list.capacity && words.runCount < words.runs.capacity)
    // 0, though the compiler cannot know: else it would make a branch of whether a word is new.
    let none = bits &>> 8
    entries[none] = Entry()
    var next = 1
    for index in 0..<most {
      let word = list[index]
      let start = word.start
      let length = word.end &- start
      let last = bytes.fourBytes(at: word.end &- 4)
      let ending = WordEnding(last)
      let hash: UInt64
      // Rare: one branch that is nearly always foretold.
      if ending.isIES || length > 16 {
        hash = Self.oddStem(of: start..<word.end, isIES: ending.isIES, in: text).hash
      } else {
        hash =
          masks.word(
            bytes.sixteenBytes(at: start), count: length, isPlural: signs.isPlural(last)
          ).hash
      }
      var slot = Int(truncatingIfNeeded: hash) & mask
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
      let run = word.run
      let others = UInt64(runs[run &+ 1]) &- UInt64(runs[run]) &- 1
      entries[number] = Entry(hash: hash, counts: counts &+ (others &<< 32 | 1))
      next &-= isNew
    }
    weigh(next, logarithms)
  }

  /// The singular, roughly, of a word that is long or ends in `ies`.
  @inline(never)
  private static func oddStem(
    of word: Range<Int>, isIES: Bool, in text: borrowing TextBytes
  ) -> PackedWord {
    let packed = PackedWord(text.bytes.view, word.lowerBound, word.count)
    return isIES && word.count > 4 && word.count <= 16
      ? packed.withY(count: word.count) : packed
  }

  private mutating func weigh(_ count: Int, _ logarithms: Logarithms) {
    weights.reserve(count, filler: 0)
    chosen.reset(count, to: 0)
    precondition(count <= entries.capacity)
    let weights = weights.uncheckedView
    let entries = entries.uncheckedView
    weights[0] = 0
    for number in 1..<count {
      let counts = entries[number].counts
      weights[number] =
        logarithms.ofOnePlus(UInt32(truncatingIfNeeded: counts))
        + logarithms.ofOnePlus(UInt32(truncatingIfNeeded: counts &>> 32))
    }
  }

  /// The numbers of the words and what they weigh, for one function that numbers no others.
  @inline(__always) var view: View {
    View(numbers: numbers.uncheckedView, weights: weights.uncheckedView)
  }

  /// Numbers and weights of the words of a text, unchecked: for places of words of that text, and
  /// phrases made of them, of which all numbers are some of its words'.
  struct View {
    fileprivate let numbers: UncheckedView<UInt16>
    fileprivate let weights: UncheckedView<Double>

    /// The numbers of the `count` words of the text from `index` on, one to four.
    @inline(__always) func words(at index: Int, count: Int) -> PhraseWords {
      PhraseWords(numbers.fourElements(at: index), count: count)
    }

    /// What the words of a phrase add to its score.
    @inline(__always) func weight(of words: PhraseWords) -> Double {
      weights[words[0]] + weights[words[1]] + weights[words[2]] + weights[words[3]]
    }
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
