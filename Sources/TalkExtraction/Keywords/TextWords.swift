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

  let tables = WordTables.shared
  private var edges = LetterEdges()

  /// Reads the words of `text`; links and e-mail addresses are passed over.
  ///
  /// The function words are those of the language that the text uses most of; of English where it
  /// uses none more.
  mutating func read(_ text: borrowing TextBytes) {
    // Between two words stands at least one byte that belongs to neither.
    let most = text.count / 2 + 2
    list.reserve(most, filler: .none)
    runs.reserve(most, filler: 0)
    edges.find(in: text)
    let reader = EnglishReader(text, list: list, runs: runs, tables: tables)
    let result = reader.read(text, edges.view)
    count = result.count
    runCount = result.runCount
    if result.isEnglish {
      if mayEndInNames { splitRuns() }
    } else {
      readOther(text)
      splitRuns()
    }
  }

  /// Whether in any run of three words or more the last two are capitalised, so that they may be names
  /// after others.
  private var mayEndInNames: Bool {
    // Runs begin and end within the words, each with one word at least.
    precondition(count <= list.capacity && runCount < runs.capacity)
    let list = list.uncheckedView
    let runs = runs.uncheckedView
    var names: UInt64 = 0
    for run in 0..<runCount {
      let start = Int(runs[run])
      let end = Int(runs[run &+ 1])
      let smallness = list[end &- 1].smallness | list[max(start, end &- 2)].smallness
      // All bits where there are three words, none where not.
      let isLong = UInt64(bitPattern: Int64(start &- end &+ 2) &>> 63)
      names |= isLong & (smallness ^ UInt64(WordMarks.isSmall.rawValue))
    }
    return names != 0
  }

  /// Where the `count` words from `first` on stand in the text.
  func bytes(from first: Int, count: Int) -> Range<Int> {
    list[first].start..<list[first + count - 1].end
  }

  /// Whether the `count` words from `first` on stand on one line with single spaces between them.
  func isEvenlySpaced(from first: Int, count: Int) -> Bool {
    // Up to four words; nothing foretells how many, so of fewer some are asked twice.
    let last = first &+ count &- 1
    let others =
      list[min(first &+ 1, last)].isBehindGap | list[min(first &+ 2, last)].isBehindGap
      | list[last].isBehindGap
    return others & (count > 1).bit == 0
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
      var marks = found.marks.union(FunctionWords(tables).languages(of: packed.hash))
      if isAfterLink { marks.formUnion([.gapBefore, .breaksBefore]) }
      isAfterLink = false
      if text.bytes[found.start] &- 0x41 >= 26 { marks.formUnion(.isSmall) }
      if isAdverb || text.isShortOrNumber(range) { marks.formUnion(.isWeak) }
      list[count] = TextWord(
        start: found.start, end: found.end, run: 0, UInt64(marks.rawValue))
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
      word.run = runCount - 1
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
      let languages = list[index].marks.languages
      let english = FunctionWords.Language.english.rawValue
      var bits = languages & english != 0 ? english : languages
      while bits != 0 {
        counts[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
    // The first of equals: English is the first of all.
    var best = 0
    for language in counts.indices where counts[language] > counts[best] { best = language }
    return WordMarks(languages: 1 << UInt16(best))
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
      while cut > start, !list[cut - 1].marks.contains(.isSmall) { cut -= 1 }
      if cut == start || end - cut < 2 { cut = end }
      for (first, last) in [(start, cut), (cut, end)] where first < last {
        runs[run] = UInt16(truncatingIfNeeded: first)
        for index in first..<last { list[index].run = run }
        run += 1
      }
      start = end
    }
    runs[run] = UInt16(truncatingIfNeeded: count)
    runCount = run
  }
}
