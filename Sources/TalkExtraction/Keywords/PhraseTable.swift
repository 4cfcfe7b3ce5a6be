/// The different phrases of a text, in the order of their first use: each run of words is one, without
/// participles at its end, of a long run the last four words.
struct PhraseTable: ~Copyable {
  /// The phrases; the first ``count`` are of this text.
  private(set) var list = ReusableBuffer<Phrase>(repeating: .none, capacity: 256)
  /// How many phrases there are.
  private(set) var count = 0
  /// Open addressing, at most half full: place in ``list``, or 0; there is nothing at place 0.
  private var slots = ReusableBuffer<UInt16>(repeating: 0, capacity: 512)

  /// Finds the phrases of a text.
  ///
  /// Nothing foretells whether a phrase is new, so no branch depends on that.
  mutating func find(
    in words: borrowing TextWords, of text: borrowing TextBytes, _ numbers: borrowing WordNumbers
  ) {
    let most = words.runCount
    list.reserve(most + 2, filler: .none)
    var bits = 9
    while 1 << bits < most * 2 { bits += 1 }
    let mask = 1 << bits - 1
    let shift = UInt64(64 - bits)
    slots.reset(1 << bits, to: 0)
    // None of these indices can lie outside: runs are made of words of the text, of which there are as
    // many as their places tell, each run of at least one; phrases are no more than runs; slots are
    // below what was reserved.
    precondition(words.count <= words.list.capacity && most < words.runs.capacity)
    let wordList = words.list.uncheckedView
    let runs = words.runs.uncheckedView
    let bytes = text.bytes.uncheckedView
    let slots = slots.uncheckedView
    let list = list.uncheckedView
    let numbers = numbers.view
    var titleWords = 0
    while titleWords < words.count, wordList[titleWords].start < text.titleEnd { titleWords &+= 1 }
    // 0, though the compiler cannot know: else it would make a branch of whether a phrase is new.
    let none = bits &>> 8
    var next = 1
    for run in 0..<most {
      let start = Int(runs[run])
      var end = Int(runs[run &+ 1])
      // Participles are rare, single words are not.
      while Self.isParticiple(wordList[end &- 1], bytes), end &- start > 1 { end &-= 1 }
      let count = min(end &- start, PhraseWords.limit)
      let first = end &- count
      let last = end &- 1
      let smallness =
        wordList[first].smallness | wordList[min(first &+ 1, last)].smallness
        | wordList[min(first &+ 2, last)].smallness | wordList[last].smallness
      let phrase = Phrase(
        words: numbers.words(at: first, count: count), first: first, run: start,
        isInTitle: (first < titleWords).bit, isName: (smallness == 0).bit & (count > 1).bit)
      var slot = Int(truncatingIfNeeded: phrase.words.hash &>> shift)
      var place = Int(slots[slot])
      // Where there is no such phrase, the search ends at the first free slot, as if none were this.
      list[none] = phrase
      while list[place].words != phrase.words {
        slot = (slot &+ 1) & mask
        place = Int(slots[slot])
      }
      let counted = list[place].countedOnceMore
      // All bits of a new phrase, which has place 0 so far.
      let isNew = (place &- 1) &>> 63
      place |= next & isNew
      slots[slot] = UInt16(truncatingIfNeeded: place)
      list[place] = counted
      next &-= isNew
    }
    count = next &- 1
  }

  /// Whether a word looks like a participle: it ends in `ed`.
  @inline(__always) private static func isParticiple(
    _ word: TextWord, _ bytes: UncheckedView<UInt8>
  ) -> Bool {
    let length = word.end &- word.start
    return WordEnding(bytes.fourBytes(at: word.end &- 4)).isED && length > 4 && length <= 16
  }

  /// Scores all phrases and puts those worth it on `ranking`.
  func rank(
    by numbers: borrowing WordNumbers, _ logarithms: Logarithms, into ranking: inout Ranking
  ) {
    ranking.clear(for: count)
    precondition(count < list.capacity)
    let list = list.uncheckedView
    let numbers = numbers.view
    for place in 1..<count &+ 1 {
      let phrase = list[place]
      let isRare =
        phrase.words.isSingle.bit & (phrase.count == 1).bit & (phrase.isInTitle.bit ^ 1)
      ranking.add(
        place, score: Self.score(of: phrase, numbers, logarithms), isWorthIt: isRare ^ 1)
    }
    ranking.order()
  }

  /// The weight of a phrase.
  ///
  /// Factors of 1 stand for branches that nothing foretells.
  @inline(__always) static func score(
    of phrase: Phrase, _ numbers: WordNumbers.View, _ logarithms: Logarithms
  ) -> Double {
    var score = numbers.weight(of: phrase.words)
    score *= logarithms.earliness(at: phrase.run)
    score *= 1 + logarithms.ofOnePlus(UInt32(truncatingIfNeeded: phrase.count &- 1))
    score *= phrase.isInTitle.bit | phrase.isName.bit != 0 ? 1.5 : 1
    return score * (phrase.words.isSingle ? 0.7 : 1)
  }
}
