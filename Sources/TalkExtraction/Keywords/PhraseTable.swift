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
    precondition(words.count <= words.marks.capacity - 4 && most < words.runs.capacity)
    let wordList = words.list.unchecked
    let marks = words.marks.unchecked
    let areSmall = UInt64(WordMarks.isSmall.rawValue) * 0x1_0001_0001_0001
    let runs = words.runs.unchecked
    let slots = slots.uncheckedView
    let list = list.uncheckedView
    let numbers = numbers.view
    var titleWords = 0
    while titleWords < words.count, wordList[titleWords].start < text.titleEnd { titleWords &+= 1 }
    // 0, though the compiler cannot know: else it would make a branch of whether a phrase is new.
    let none = bits &>> 8
    var next = 1
    var start = 0
    for run in 0..<most {
      let behind = Int(runs[run &+ 1])
      var end = behind
      // Participles are rare.
      if marks[end &- 1] & WordMarks.isParticiple.rawValue != 0 {
        end = Self.beforeParticiples(start, end, marks)
      }
      let count = min(end &- start, PhraseWords.limit)
      let first = end &- count
      let words = numbers.words(at: first, count: count)
      let smallness = PhraseWords.cut(marks.fourElements(at: first), count: count) & areSmall
      let phrase = Phrase(
        words: words, first: first, run: start, isInTitle: (first < titleWords).bit,
        isName: (smallness == 0).bit & (count > 1).bit)
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
      start = behind
    }
    count = next &- 1
  }

  /// Where the words of a run from `start` to `end` end without participles; not before the first one.
  @inline(never) private static func beforeParticiples(
    _ start: Int, _ end: Int, _ marks: UncheckedView<UInt16>
  ) -> Int {
    var end = end
    while end - start > 1, marks[end - 1] & WordMarks.isParticiple.rawValue != 0 { end -= 1 }
    return end
  }

  /// Scores all phrases and puts those worth it on `ranking`.
  ///
  /// Not part of what calls it, so that the loop keeps its numbers in registers.
  @inline(never) func rank(
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
