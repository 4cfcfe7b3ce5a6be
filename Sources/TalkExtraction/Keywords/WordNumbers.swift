/// The different words of a text's phrases, each with a number of its own from 1 on, and how often and in
/// how long runs each occurs.
///
/// Number 0 is no word, and weighs nothing.
struct WordNumbers: ~Copyable {
  /// What is known of one word.
  struct Entry: BitwiseCopyable {
    var hash: UInt64 = 0
    /// How often it occurs, and how many others stand in its runs.
    var counts = WordCounts()
  }

  /// The words by number; the first one stands for no word.
  ///
  /// Open addressing, at most a quarter full, or half in the longest texts; a hash of 0 where there is no
  /// word.
  private var entries = ReusableBuffer<Entry>(repeating: Entry(), capacity: 513)
  /// The number of each word of the text, and zeros or others.
  private var numbers = ReusableBuffer<UInt16>(repeating: 0, capacity: 256)
  /// How many words the text has.
  private var count = 0
  /// What each word adds to the score of a phrase, by number.
  private var weights = ReusableBuffer<Double>(repeating: 0, capacity: 513)

  /// Numbers and weighs the words of a text.
  ///
  /// Nothing foretells whether a word is new, so no branch depends on that.
  mutating func number(_ words: borrowing TextWords, _ logarithms: Logarithms) {
    let most = words.count
    var bits = 9
    while bits < 14, 1 << bits < most * 4 { bits += 1 }
    // Words have two bytes at least and one between them, and texts 16 KiB.
    precondition(most <= 1 << 13)
    let mask = 1 << bits - 1
    forget()
    count = most
    numbers.reserve(most + PhraseWords.limit, filler: 0)
    entries.reserve(1 << bits + 1, filler: Entry())
    weights.reserve(1 << bits + 1, filler: 0)
    // None of these indices can lie outside: places of words are below their number, and numbers of words
    // no more than what was reserved above.
    precondition(most <= words.list.capacity && words.runCount < words.runs.capacity)
    let entries = entries.uncheckedView
    let numbers = numbers.uncheckedView
    let weights = weights.uncheckedView
    weights[0] = 0
    let list = words.list.unchecked
    let runs = words.runs.unchecked
    for index in 0..<most {
      let word = list[index]
      var number = Int(truncatingIfNeeded: word.hash) & mask &+ 1
      var entry = entries[number]
      // A free entry is taken as if it were this word's.
      while min(entry.hash, entry.hash ^ word.hash) != 0 {
        number = number & mask &+ 1
        entry = entries[number]
      }
      let run = word.run
      entry.hash = word.hash
      entry.counts.add(run: Int(runs[run &+ 1]) &- Int(runs[run]))
      entries[number] = entry
      numbers[index] = UInt16(truncatingIfNeeded: number)
      // Right when the word occurs for the last time.
      weights[number] = logarithms.weight(of: entry.counts)
    }
  }

  /// Forgets the words of the text before, whose entries are fewer than all.
  private mutating func forget() {
    // Numbers were written for as many words, and there is an entry of each since then.
    let entries = entries.uncheckedView
    let numbers = numbers.uncheckedView
    for index in 0..<count { entries[Int(numbers[index])] = Entry() }
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
    let (first, second) = (entries[words[0]].counts, entries[words[1]].counts)
    let (third, fourth) = (entries[words[2]].counts, entries[words[3]].counts)
    return (first.choice | second.choice | third.choice | fourth.choice) != 0
  }

  /// Notes that the words of a phrase are part of a chosen keyword.
  mutating func choose(_ words: PhraseWords) {
    for index in 0..<words.count { entries[words[index]].counts.choose() }
  }
}

/// How often a word occurs, and how many other words stand in the same runs.
struct WordCounts: BitwiseCopyable {
  /// From the lowest bit how often it occurs, from bit 32 on how many others there are; the highest one
  /// where it is part of a chosen keyword.
  private var bits: UInt64 = 0

  /// Counts it in a run of so many words.
  @inline(__always) mutating func add(run count: Int) {
    bits &+= UInt64(truncatingIfNeeded: count &- 1) &<< 32 | 1
  }

  /// How often it occurs.
  @inline(__always) var count: UInt32 { UInt32(truncatingIfNeeded: bits) }
  /// How many other words stand in its runs, each as often as it does.
  @inline(__always) var others: UInt32 { UInt32(truncatingIfNeeded: bits &>> 32) }

  /// Not 0 where it is part of a chosen keyword.
  @inline(__always) var choice: UInt64 { bits &>> 63 }

  /// Notes that it is part of a chosen keyword, when all words are counted.
  mutating func choose() { bits |= 1 << 63 }

  /// Whether both counts are below 256.
  @inline(__always) var areSmall: Bool { bits & ~(0xFF &<< 32 | 0xFF) == 0 }
}
