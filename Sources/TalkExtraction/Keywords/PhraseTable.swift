/// The different phrases of a text, in the order of their first use.
///
/// Function words, weak words and punctuation cut the text into runs; each run is a phrase.
struct PhraseTable: ~Copyable {
  /// The phrases; the first ``count`` are of this text.
  private(set) var list = ReusableBuffer<Phrase>(repeating: .none, capacity: 256)
  /// How many phrases there are.
  private(set) var count = 0

  /// The phrases that are one word alone, by its number: index + 1, or 0.
  private var singles = ReusableBuffer<UInt16>(repeating: 0, capacity: 256)
  /// The longer ones, open addressing, at most half full: index + 1, or 0.
  private var slots = ReusableBuffer<UInt16>(repeating: 0, capacity: 512)
  private var shift: UInt64 = 55
  private var mask = 511
  /// How many words of runs there were so far.
  private var position = 0

  /// Finds the phrases of a text and numbers their words.
  mutating func find(
    in words: borrowing TextWords, of text: borrowing TextBytes, numbers: inout WordNumbers
  ) {
    clear(for: words.count)
    numbers.clear(for: words.count)
    let ending = words.language.union(.isWeak)
    var start = 0
    for index in 0..<words.count {
      let marks = words.list[index].marks
      if !marks.isDisjoint(with: ending) {
        addRun(start..<index, of: words, text, &numbers)
        start = index + 1
      } else if marks.contains(.breaksBefore) {
        addRun(start..<index, of: words, text, &numbers)
        start = index
      }
    }
    addRun(start..<words.count, of: words, text, &numbers)
  }

  private mutating func clear(for most: Int) {
    count = 0
    position = 0
    list.reserve(most, filler: .none)
    singles.reset(most + 1, to: 0)
    var bits = 9
    while 1 << bits < most * 2 { bits += 1 }
    mask = 1 << bits - 1
    shift = UInt64(64 - bits)
    slots.reset(1 << bits, to: 0)
  }

  /// Adds a run of content words; two or more capitalised words after others are a run of their own.
  @inline(__always) private mutating func addRun(
    _ run: Range<Int>, of words: borrowing TextWords, _ text: borrowing TextBytes,
    _ numbers: inout WordNumbers
  ) {
    guard !run.isEmpty else { return }
    var cut = run.upperBound
    while cut > run.lowerBound, words.list[cut - 1].marks.contains(.isCapitalised) { cut -= 1 }
    if cut > run.lowerBound, run.upperBound - cut >= 2 {
      add(run.lowerBound..<cut, of: words, text, &numbers)
      add(cut..<run.upperBound, of: words, text, &numbers)
    } else {
      add(run, of: words, text, &numbers)
    }
  }

  /// Counts the words of a run, and the phrase made of its last four words without participles at
  /// the end.
  private mutating func add(
    _ run: Range<Int>, of words: borrowing TextWords, _ text: borrowing TextBytes,
    _ numbers: inout WordNumbers
  ) {
    if run.count == 1 {
      let number = numbers.add(words.list[run.lowerBound].hash, others: 0)
      addSingle(number, at: run.lowerBound, of: words, text)
    } else {
      addLonger(run, of: words, text, &numbers)
    }
    position &+= run.count
  }

  private mutating func addLonger(
    _ run: Range<Int>, of words: borrowing TextWords, _ text: borrowing TextBytes,
    _ numbers: inout WordNumbers
  ) {
    let others = run.count &- 1
    var end = run.upperBound
    while end &- run.lowerBound > 1, Self.isParticiple(words.list[end &- 1], text) { end &-= 1 }
    let start = max(run.lowerBound, end &- PhraseWords.limit)
    var key = PhraseWords()
    var common = WordMarks.isCapitalised
    var union = WordMarks.none
    var index = run.lowerBound
    while index < run.upperBound {
      let word = words.list[index]
      let number = numbers.add(word.hash, others: others)
      if index >= start, index < end {
        key.append(number)
        common.formIntersection(word.marks)
        if index > start { union.formUnion(word.marks) }
      }
      index &+= 1
    }
    if key.count == 1 {
      addSingle(key[0], at: start, of: words, text)
      return
    }
    var slot = Int(truncatingIfNeeded: key.hash &>> shift)
    while true {
      let index = Int(slots[slot]) &- 1
      if index < 0 { break }
      if list[index].words == key {
        list[index].count &+= 1
        return
      }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = UInt16(truncatingIfNeeded: count &+ 1)
    let first = words.list[start]
    append(
      Phrase(
        words: key, start: first.start, end: words.list[end &- 1].end,
        position: UInt16(truncatingIfNeeded: position), isInTitle: first.start < text.titleEnd,
        isName: !common.isEmpty, isEvenlySpaced: !union.contains(.gapBefore)))
  }

  /// Counts the phrase that is the word at `index` alone.
  @inline(__always) private mutating func addSingle(
    _ number: UInt16, at index: Int, of words: borrowing TextWords, _ text: borrowing TextBytes
  ) {
    let known = Int(singles[Int(number)]) &- 1
    if known >= 0 {
      list[known].count &+= 1
      return
    }
    singles[Int(number)] = UInt16(truncatingIfNeeded: count &+ 1)
    let word = words.list[index]
    append(
      Phrase(
        words: PhraseWords(number), start: word.start, end: word.end,
        position: UInt16(truncatingIfNeeded: position), isInTitle: word.start < text.titleEnd,
        isName: false, isEvenlySpaced: true))
  }

  @inline(__always) private mutating func append(_ phrase: Phrase) {
    list[count] = phrase
    count &+= 1
  }

  /// Whether a word looks like a participle: it ends in `ed`.
  @inline(__always) private static func isParticiple(
    _ word: TextWord, _ text: borrowing TextBytes
  ) -> Bool {
    let length = word.end &- word.start
    return length > 4 && length <= 16 && text.ends(Int(word.end), in: 0x65, 0x64)
  }

  /// Scores all phrases and puts those worth it on `ranking`.
  mutating func rank(
    by numbers: borrowing WordNumbers, _ logarithms: Logarithms, into ranking: inout Ranking
  ) {
    ranking.clear(for: count)
    for index in 0..<count {
      let phrase = list[index]
      let score = Self.score(of: phrase, numbers, logarithms)
      list[index].score = score
      let isSingle = phrase.words.count == 1 && phrase.count == 1 && !phrase.isInTitle
      ranking.add(index, score: score, isWorthIt: !isSingle)
    }
    ranking.order()
  }

  /// The weight of a phrase.
  ///
  /// Factors of 1 stand for branches that nothing foretells.
  @inline(__always) private static func score(
    of phrase: Phrase, _ numbers: borrowing WordNumbers, _ logarithms: Logarithms
  ) -> Double {
    let words = phrase.words
    var score =
      numbers.weight(of: words[0]) + numbers.weight(of: words[1]) + numbers.weight(of: words[2])
      + numbers.weight(of: words[3])
    score *= logarithms.earliness(at: phrase.position)
    score *= 1 + logarithms.ofOnePlus(Int32(phrase.count) &- 1)
    score *= phrase.isInTitle || phrase.isName ? 1.5 : 1
    return score * (words.count == 1 ? 0.7 : 1)
  }
}
