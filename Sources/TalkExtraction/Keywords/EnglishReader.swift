/// Reads the words of a text as those of an English one.
///
/// Nothing foretells how long a word is, or whether it is a function word or the first of a run, so no
/// branch depends on that: each word is written where the next one belongs, and stays there if it
/// counts.
///
/// Most words are fewer than sixteen letters behind a blank or a sign and a blank, and what follows is
/// surely no part of them: these are found by ``LetterEdges``, all others by ``TextBytes/word(after:)``.
///
/// Its views are unchecked. What bounds their indices: words end at the end of the text at the latest,
/// since no edge of letters lies behind it, where there is room (``TextBytes``), and each ends at least
/// two bytes behind the one before, so that there are no more than memory was prepared for.
struct EnglishReader {
  /// Where words, marks and runs are written, and the edges and the text stand.
  private let memory: WordMemory.Unchecked
  @inline(__always) private var bytes: UncheckedView<UInt8> { memory.text }
  private let tables: WordTables

  /// What was read.
  struct Result {
    /// How many words count.
    fileprivate(set) var count = 0
    /// The run of the last one.
    fileprivate var lastRun = -1
    /// The function words.
    fileprivate var tally = FunctionWords.Tally()

    /// How many runs they form.
    var runCount: Int { lastRun + 1 }

    /// Whether at least as many words are English as of other languages alone.
    var isEnglish: Bool { tally.isEnglish }
  }

  /// How far the text is read.
  private struct Progress {
    /// Where the last word or link ends.
    var end = TextBytes.start
    /// 1 where something was left out since the last word that counts.
    var isAfterGap: UInt64 = 1
    var result = Result()
  }

  /// A reader of a text that writes to `memory`, which is prepared for it and has its edges.
  init(_ text: borrowing TextBytes, _ memory: borrowing WordMemory, _ tables: WordTables) {
    // Between two words stands at least one byte that belongs to neither.
    precondition(text.count / 2 + 2 < memory.list.capacity)
    self.memory = memory.unchecked
    self.tables = tables
  }

  /// Reads the words of the text; links are passed over.
  func read(_ text: borrowing TextBytes) -> Result {
    let masks = WordMasks(tables)
    let endings = WordEnding(tables)
    var progress = Progress()
    memory.runs[0] = 0
    var behind = pair(behind: progress.end)
    var word = letters(behind: progress.end)
    while true {
      while !isPlain(word, behind: behind) {
        progress = readOddWord(after: progress, of: text)
        if progress.end == 0 { return progress.result }
        behind = pair(behind: progress.end)
        word = letters(behind: progress.end)
      }
      progress.end = word.end
      behind = word.behind
      let letters = bytes.sixteenBytes(at: word.start)
      let behindSign = UInt64(truncatingIfNeeded: word.gap)
      let ending = endings.of(
        bytes[word.end &- 1], after: bytes[word.end &- 2], count: word.count)
      let hash = masks.word(letters, count: word.count, ending).hash
      // Of the bits of endings that are none of marks, one is that of words which are left out, and of
      // the other one no mark of an English text is.
      add(
        hash, key: WordStem.key(hash: hash, ending), start: word.start,
        (letters.low & UInt64(WordMarks.isSmall.rawValue) | ending)
          &+ behindSign &* UInt64(WordMarks.gapBefore.rawValue),
        breaksBefore: behindSign, isLeftOut: ending, to: &progress)
      word = self.letters(behind: word.end)
    }
  }

  /// Letters behind the end of a word, or of nothing.
  private struct Letters {
    /// How many bytes stand between, but for one.
    let gap: Int
    /// Where they begin and end; somewhere before the end of what may be read, if there are none near.
    let start, end: Int
    /// What stands behind them.
    let behind: WordSigns.Pair

    /// How many there are.
    @inline(__always) var count: Int { end &- start }
  }

  /// The letters behind the word that ends at `end`.
  @inline(__always) private func letters(behind end: Int) -> Letters {
    let from = end &+ 1
    let (gap, stop) = LetterEdges(in: memory.edges).next(from: from)
    return Letters(
      gap: gap, start: from &+ gap, end: from &+ stop, behind: pair(behind: from &+ stop))
  }

  /// What stands behind the word that ends at `end`.
  @inline(__always) private func pair(behind end: Int) -> WordSigns.Pair {
    WordSigns(tables).pair(bytes.twoBytes(at: end))
  }

  /// Whether letters are a word, its plural is no other word than itself with an `s`, and there is
  /// nothing else between it and the word before.
  @inline(__always) private func isPlain(_ word: Letters, behind: WordSigns.Pair) -> Bool {
    let isLong = UInt64(truncatingIfNeeded: word.count) &>> 4
    return behind.forbids(gap: word.gap) | word.behind.mayGoOn | isLong == 0
      && !WordEnding.isIES(bytes.fourBytes(at: word.end &- 4))
  }

  /// Reads the next word that is not plain, or link; not part of the loop, so that this keeps its numbers
  /// in registers.
  ///
  /// - Returns: how far the text is read; to 0 where there is no word.
  @inline(never)
  private func readOddWord(after progress: Progress, of text: borrowing TextBytes) -> Progress {
    var progress = progress
    guard let found = text.word(after: progress.end) else {
      progress.end = 0
      return progress
    }
    precondition(found.end <= text.count && found.end > progress.end + 1)
    progress.end = found.end
    if found.isLink {
      progress.isAfterGap = 1
      return progress
    }
    let (stem, marks) = text.look(at: found)
    add(
      stem.hash, key: stem.key, start: found.start, UInt64(marks.rawValue),
      breaksBefore: marks.contains(.breaksBefore).bit, isLeftOut: marks.contains(.isWeak).bit,
      to: &progress)
    return progress
  }

  /// Adds the word from `start` to the end of what was read, but where `isLeftOut` is odd or it is a
  /// function word.
  @inline(__always) private func add(
    _ hash: UInt64, key: UInt64, start: Int, _ marks: UInt64, breaksBefore: UInt64,
    isLeftOut: UInt64, to progress: inout Progress
  ) {
    let entry = FunctionWords(tables).entry(of: key)
    progress.result.tally.add(entry)
    let isLeftOut = (entry | isLeftOut) & 1
    let counts = isLeftOut ^ 1
    let count = progress.result.count
    let opens = counts & (progress.isAfterGap | breaksBefore)
    progress.result.lastRun &+= Int(truncatingIfNeeded: opens)
    memory.list[count] = TextWord(
      hash: hash, start: start, end: progress.end, run: progress.result.lastRun)
    memory.marks[count] = UInt16(truncatingIfNeeded: marks)
    progress.result.count = count &+ Int(truncatingIfNeeded: counts)
    // Behind each word its run may end: what is written last is right.
    memory.runs[progress.result.lastRun &+ 1] = UInt16(truncatingIfNeeded: progress.result.count)
    progress.isAfterGap = isLeftOut
  }
}
