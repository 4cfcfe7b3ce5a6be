/// The words of a text that stand in its phrases, in order, and the runs they form.
///
/// Function words, weak words and punctuation cut the text into runs of the words between them.
struct TextWords: ~Copyable {
  /// The words; the first ``count`` are of this text.
  private(set) var list = ReusableBuffer<TextWord>(repeating: .none, capacity: 512)
  /// How many words there are.
  private(set) var count = 0
  /// Which word each run begins with; behind the last run ``count``.
  private(set) var runs = ReusableBuffer<UInt16>(repeating: 0, capacity: 512)
  /// How many runs there are.
  private(set) var runCount = 0

  private let functionWords = FunctionWords.shared

  /// Reads the words of `text`; links and e-mail addresses are passed over.
  ///
  /// The function words are those of the language that the text uses most of; of English where it
  /// uses none more.
  mutating func read(_ text: borrowing TextBytes) {
    // Between two words stands at least one byte that belongs to neither.
    let most = text.count / 2 + 2
    list.reserve(most, filler: .none)
    runs.reserve(most, filler: 0)
    let found = readEnglish(text)
    if !found.isEnglish { readOther(text) }
    if !found.isEnglish || found.hasNames { splitRuns() }
  }

  /// Where the `count` words from `first` on stand in the text.
  func bytes(from first: Int, count: Int) -> Range<Int> {
    Int(list[first].start)..<Int(list[first + count - 1].end)
  }

  /// Whether the `count` words from `first` on stand on one line with single spaces between them.
  func isEvenlySpaced(from first: Int, count: Int) -> Bool {
    for index in first + 1..<first + count where list[index].marks.contains(.gapBefore) {
      return false
    }
    return true
  }

  /// Reads the words as those of an English text; tells whether it is one, and whether a run may end
  /// in several capitalised words after others.
  ///
  /// Nothing foretells how long a word is, or whether it is a function word or the first of a run, so
  /// no branch depends on that: each word is written where the next one belongs, and stays there if it
  /// counts.
  private mutating func readEnglish(
    _ text: borrowing TextBytes
  ) -> (isEnglish: Bool, hasNames: Bool) {
    let functionWords = functionWords
    let bytes = text.bytes.view
    let list = list.view
    let runs = runs.view
    var progress = Progress(bytes)
    while true {
      // Most words are fewer than sixteen letters behind a blank or a sign and a blank, and what
      // follows is surely no part of them.
      plain: do {
        var start = progress.end &+ 1
        var marks: UInt64 = 0
        let next = progress.around.next
        if next != 0x20 {
          guard TextBytes.isStop(next), progress.around.second == 0x20 else { break plain }
          start &+= 1
          marks = UInt64(WordMarks([.gapBefore, .breaksBefore]).rawValue)
        }
        let letters = LeadingLetters(bytes.block(at: start))
        let end = start &+ letters.count
        let around = WordEnding(bytes, end)
        guard UInt(bitPattern: letters.count &- 1) < 15, around.isSurelyEnd else { break plain }
        marks |= letters.isCapitalised &<< 9
        marks |= (letters.count < 2).bit &<< 10
        progress.end = end
        progress.around = around
        progress.add(PackedWord(letters), start: start, marks, functionWords, list, runs)
        continue
      }
      guard let found = text.word(after: progress.end) else { break }
      progress.end = found.end
      progress.around = WordEnding(bytes, found.end)
      if found.isLink {
        progress.isAfterGap = 1
        continue
      }
      var marks = found.marks
      if text.isShortOrNumber(found.start..<found.end) { marks.formUnion(.isWeak) }
      if bytes[found.start] &- 0x41 < 26 { marks.formUnion(.isCapitalised) }
      progress.add(
        PackedWord(bytes, found.start, found.end &- found.start), start: found.start,
        UInt64(marks.rawValue), functionWords, list, runs)
    }
    count = progress.count
    runCount = progress.runCount
    runs[runCount] = UInt16(truncatingIfNeeded: count)
    return (progress.isEnglish, progress.hasNames & 1 != 0)
  }

  /// How far an English text is read.
  private struct Progress {
    /// Where the last word or link ends.
    var end = TextBytes.start
    /// What stands around ``end``.
    var around: WordEnding
    /// 1 where something was left out since the last word that counts.
    var isAfterGap: UInt64 = 1
    /// Bit 0 is set where the last word is capitalised; the others tell nothing.
    private var isAfterCapital: UInt64 = 1
    /// Bit 0 is set where a capitalised word follows another in its run; the others tell nothing.
    private(set) var hasNames: UInt64 = 0
    /// How many words count so far, and how many runs they form.
    private(set) var count = 0
    private(set) var runCount = 0
    /// How many English function words there were, and from bit 15 on, how many of other languages
    /// alone; fewer than 16,384 each.
    private var languages: UInt64 = 0

    init(_ bytes: BufferView<UInt8>) { around = WordEnding(bytes, end) }

    /// Whether at least as many words are English as of other languages alone.
    var isEnglish: Bool { languages &>> 15 <= languages & 0x7FFF }

    /// Adds the word from `start` to ``end``.
    @inline(__always) mutating func add(
      _ packed: PackedWord, start: Int, _ marks: UInt64, _ functionWords: FunctionWords,
      _ list: BufferView<TextWord>, _ runs: BufferView<UInt16>
    ) {
      let entry = functionWords.entry(of: packed.hash)
      languages &+= entry & 0x8001
      var isLeftOut = (entry | marks &>> 10) & 1
      // So few words are adverbs that a branch costs less than to ask it of all.
      if around.isLY { isLeftOut |= (UInt(bitPattern: end &- start &- 5) < 12).bit }
      let counts = isLeftOut ^ 1
      runs[runCount] = UInt16(truncatingIfNeeded: count)
      let opens = counts & (isAfterGap | marks &>> 11)
      runCount &+= Int(truncatingIfNeeded: opens)
      list[count] = TextWord(
        packed, start: start, end: end, run: runCount &- 1,
        marks: WordMarks(rawValue: UInt16(truncatingIfNeeded: marks)))
      count &+= Int(truncatingIfNeeded: counts)
      isAfterGap = isLeftOut
      let isCapital = marks &>> 9
      hasNames |= counts & isCapital & ~(opens | isAfterCapital)
      isAfterCapital = isCapital
    }
  }

  /// Reads the words of a text that seems not to be English.
  @inline(never) private mutating func readOther(_ text: borrowing TextBytes) {
    count = 0
    var offset = TextBytes.start
    var isAfterLink = false
    while let found = text.word(after: offset) {
      offset = found.end
      if found.isLink {
        isAfterLink = true
        continue
      }
      let range = found.start..<found.end
      let packed = PackedWord(text.bytes.view, found.start, range.count)
      let isAdverb =
        range.count > 4 && range.count <= 16 && text.ends(range.upperBound, in: 0x6C, 0x79)
      var marks = found.marks.union(functionWords.languages(of: packed.hash))
      if isAfterLink { marks.formUnion([.gapBefore, .breaksBefore]) }
      isAfterLink = false
      if text.bytes[found.start] &- 0x41 < 26 { marks.formUnion(.isCapitalised) }
      if isAdverb || text.isShortOrNumber(range) { marks.formUnion(.isWeak) }
      list[count] = TextWord(packed, start: found.start, end: found.end, run: 0, marks: marks)
      count += 1
    }
    leaveOut(dominantLanguage().union(.isWeak))
  }

  /// Leaves out the words with one of the marks `endings`, and notes the runs between them.
  private mutating func leaveOut(_ endings: WordMarks) {
    var kept = 0
    runCount = 0
    var isAfterGap = true
    for index in 0..<count {
      var word = list[index]
      if !word.marks.isDisjoint(with: endings) {
        isAfterGap = true
        continue
      }
      if isAfterGap || word.marks.contains(.breaksBefore) {
        runs[runCount] = UInt16(truncatingIfNeeded: kept)
        runCount += 1
      }
      isAfterGap = false
      word.run = UInt16(truncatingIfNeeded: runCount - 1)
      list[kept] = word
      kept += 1
    }
    runs[runCount] = UInt16(truncatingIfNeeded: kept)
    count = kept
  }

  /// The language with most words, where an English word counts for English alone and any other for
  /// all languages it belongs to; English where none has more.
  private func dominantLanguage() -> WordMarks {
    var counts = [Int](repeating: 0, count: 16)
    for index in 0..<count {
      let languages = list[index].marks.intersection(.anyLanguage)
      var bits = languages.contains(WordMarks(.english)) ? 1 : languages.rawValue
      while bits != 0 {
        counts[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    // The first of equals: English is the first of all.
    var best = 0
    for language in counts.indices where counts[language] > counts[best] { best = language }
    return WordMarks(rawValue: 1 << UInt16(best))
  }

  /// Makes two or more capitalised words at the end of a run, after others, a run of their own.
  @inline(never) private mutating func splitRuns() {
    var run = 0
    var start = 0
    while start < count {
      var end = start
      let old = list[start].run
      while end < count, list[end].run == old { end += 1 }
      var cut = end
      while cut > start, list[cut - 1].marks.contains(.isCapitalised) { cut -= 1 }
      if cut == start || end - cut < 2 { cut = end }
      for (first, last) in [(start, cut), (cut, end)] where first < last {
        runs[run] = UInt16(truncatingIfNeeded: first)
        for index in first..<last { list[index].run = UInt16(truncatingIfNeeded: run) }
        run += 1
      }
      start = end
    }
    runs[run] = UInt16(truncatingIfNeeded: count)
    runCount = run
  }
}
