/// The words of a text that stand in its phrases, in order, and the runs they form.
///
/// Function words, weak words and punctuation cut the text into runs of the words between them.
struct TextWords: ~Copyable {
  private var memory = WordMemory()
  /// The words; the first ``count`` are of this text.
  @inline(__always) var list: BufferView<TextWord> { memory.list }
  /// What is known of them.
  @inline(__always) var marks: BufferView<UInt16> { memory.marks }
  /// Which word each run begins with; behind the last run ``count``.
  @inline(__always) var runs: BufferView<UInt16> { memory.runs }
  /// How many words there are.
  private(set) var count = 0
  /// How many runs there are.
  private(set) var runCount = 0
  /// Whether all of the text is ASCII.
  private(set) var isASCII = true

  private let tables = WordTables.shared

  /// Reads the words of `text`; links and e-mail addresses are passed over.
  ///
  /// The function words are those of the language that the text uses most of; of English where it
  /// uses none more.
  mutating func read(_ text: borrowing TextBytes) {
    memory.prepare(for: text)
    isASCII = LetterEdges.find(in: text, memory.edges)
    let result = EnglishReader(text, memory, tables).read(text)
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
    precondition(count <= marks.capacity && runCount < runs.capacity)
    let marks = marks.unchecked
    let runs = runs.unchecked
    let areSmall = UInt32(WordMarks.isSmall.rawValue) * 0x1_0001
    var names = 0
    var start = 0
    for run in 0..<runCount {
      let end = Int(runs[run &+ 1])
      // Negative where there are three words or more, and where both of the last two are capitalised.
      let length = start &- end &+ 2
      let smallness = Int(marks.twoElements(at: max(end &- 2, 0)) & areSmall) &- 1
      names |= length & smallness
      start = end
    }
    return names < 0
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
      marks[min(first &+ 1, last)] | marks[min(first &+ 2, last)] | marks[last]
    return others & WordMarks.gapBefore.rawValue == 0 || count == 1
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
      var (stem, known) = text.look(at: found)
      known.formUnion(FunctionWords(tables).languages(of: stem.key))
      if isAfterLink { known.formUnion([.gapBefore, .breaksBefore]) }
      isAfterLink = false
      list[count] = TextWord(hash: stem.hash, start: found.start, end: found.end, run: 0)
      marks[count] = known.rawValue
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
      let known = WordMarks(rawValue: marks[index])
      if !known.isDisjoint(with: endings) {
        isAfterGap = true
        continue
      }
      if isAfterGap || known.contains(.breaksBefore) {
        runs[runCount] = UInt16(truncatingIfNeeded: kept)
        runCount += 1
      }
      isAfterGap = false
      word.run = runCount - 1
      list[kept] = word
      marks[kept] = known.rawValue
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
      let languages = WordMarks(rawValue: marks[index]).languages
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
      while cut > start, marks[cut - 1] & WordMarks.isSmall.rawValue == 0 { cut -= 1 }
      if cut == start || end - cut < 2 { cut = end }
      for (first, last) in [(start, cut), (cut, end)] where first < last {
        runs[run] = UInt16(truncatingIfNeeded: first)
        for index in first..<last {
          // Not in place: with the thread sanitizer, the compiler breaks off at that (Swift 6.3).
          var word = list[index]
          word.run = run
          list[index] = word
        }
        run += 1
      }
      start = end
    }
    runs[run] = UInt16(truncatingIfNeeded: count)
    runCount = run
  }
}
