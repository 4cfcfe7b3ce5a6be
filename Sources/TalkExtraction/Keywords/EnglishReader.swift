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
/// behind which there is room (``TextBytes``), and each ends at least two bytes behind the one before,
/// so that there are no more than the caller has room for.
struct EnglishReader {
  /// Where words are written.
  private let list: UncheckedView<TextWord>
  /// Where is written with which word each run begins, and where the last one ends.
  private let runs: UncheckedView<UInt16>
  private let bytes: UncheckedView<UInt8>
  private let tables: WordTables

  /// What was read.
  struct Result {
    /// How many words count.
    fileprivate(set) var count = 0
    /// The run of the last one.
    fileprivate var lastRun = -1
    /// How many English function words there were, and from bit 15 on, how many of other languages
    /// alone; fewer than 16,384 each.
    fileprivate var languages: UInt64 = 0

    /// How many runs they form.
    var runCount: Int { lastRun + 1 }

    /// Whether at least as many words are English as of other languages alone.
    var isEnglish: Bool { languages &>> 15 <= languages & 0x7FFF }
  }

  /// How far the text is read.
  private struct Progress {
    /// Where the last word or link ends.
    var end = TextBytes.start
    /// 1 where something was left out since the last word that counts.
    var isAfterGap: UInt64 = 1
    var result = Result()
  }

  /// A reader that writes to where there is room for half as many words, and runs, as the text has bytes,
  /// and two.
  init(
    _ text: borrowing TextBytes, list: borrowing ReusableBuffer<TextWord>,
    runs: borrowing ReusableBuffer<UInt16>, tables: WordTables
  ) {
    precondition(min(list.capacity, runs.capacity) >= text.count / 2 + 2)
    self.list = list.uncheckedView
    self.runs = runs.uncheckedView
    bytes = text.bytes.uncheckedView
    self.tables = tables
  }

  /// Reads the words of the text, whose edges are given; links are passed over.
  func read(_ text: borrowing TextBytes, _ edges: LetterEdges.View) -> Result {
    let limit = text.count
    let masks = WordMasks(tables)
    let signs = WordSigns(tables)
    var progress = Progress()
    runs[0] = 0
    var behind = signs.pair(bytes.twoBytes(at: progress.end))
    while true {
      let from = progress.end &+ 1
      let (gap, stop) = edges.next(from: from)
      let end = from &+ stop
      let length = stop &- gap
      let next = signs.pair(bytes.twoBytes(at: end))
      let isOdd =
        behind.forbids(gap: gap) | next.mayGoOn | UInt64(truncatingIfNeeded: length) &>> 4
      if isOdd == 0 {
        precondition(end <= limit)
        progress.end = end
        behind = next
        let letters = bytes.sixteenBytes(at: from &+ gap)
        let behindSign = UInt64(truncatingIfNeeded: gap)
        add(
          masks.word(letters, count: length).hash, start: from &+ gap,
          letters.low & UInt64(WordMarks.isSmall.rawValue) | behindSign,
          breaksBefore: behindSign, isWeak: (length < 2).bit, mayBeAdverb: length > 4,
          to: &progress)
      } else {
        let word = oddWord(after: progress.end, of: text)
        if word.end == 0 { break }
        precondition(word.end <= limit && word.end > from)
        progress.end = word.end
        behind = signs.pair(bytes.twoBytes(at: word.end))
        if word.marks == OddWord.isLink {
          progress.isAfterGap = 1
        } else {
          add(
            word.hash, start: word.start, word.marks,
            breaksBefore: word.marks &>> 1 & 1, isWeak: word.marks &>> 2 & 1,
            mayBeAdverb: (5...16).contains(word.end &- word.start), to: &progress)
        }
      }
    }
    return progress.result
  }

  /// A word that is not plain.
  private struct OddWord {
    var hash: UInt64 = 0
    var start = 0
    /// Where it ends; 0 where there is none.
    var end = 0
    /// What is known of it, or ``isLink``.
    var marks: UInt64 = 0

    static let isLink = UInt64.max
  }

  /// The next word; not part of the loop, so that this keeps its numbers in registers.
  @inline(never) private func oddWord(after end: Int, of text: borrowing TextBytes) -> OddWord {
    guard let found = text.word(after: end) else { return OddWord() }
    if found.isLink { return OddWord(end: found.end, marks: OddWord.isLink) }
    var marks = found.marks
    if text.isShortOrNumber(found.start..<found.end) { marks.formUnion(.isWeak) }
    if text.bytes[found.start] &- 0x41 >= 26 { marks.formUnion(.isSmall) }
    let word = PackedWord(text.bytes.view, found.start, found.end &- found.start)
    return OddWord(
      hash: word.hash, start: found.start, end: found.end, marks: UInt64(marks.rawValue))
  }

  /// Adds the word from `start` to the end of what was read; one of five to sixteen bytes may be an
  /// adverb.
  @inline(__always) private func add(
    _ hash: UInt64, start: Int, _ marks: UInt64, breaksBefore: UInt64, isWeak: UInt64,
    mayBeAdverb: Bool, to progress: inout Progress
  ) {
    let end = progress.end
    let entry = FunctionWords(tables).entry(of: hash)
    progress.result.languages &+= entry & 0x8001
    let isLY = (bytes.twoBytes(at: end &- 2) | 0x2020 == 0x796C).bit
    let isAdverb = isLY & mayBeAdverb.bit
    let isLeftOut = (entry | isWeak | isAdverb) & 1
    let counts = isLeftOut ^ 1
    let count = progress.result.count
    let opens = counts & (progress.isAfterGap | breaksBefore)
    progress.result.lastRun &+= Int(truncatingIfNeeded: opens)
    list[count] = TextWord(start: start, end: end, run: progress.result.lastRun, marks)
    progress.result.count = count &+ Int(truncatingIfNeeded: counts)
    // Behind each word its run may end: what is written last is right.
    runs[progress.result.lastRun &+ 1] = UInt16(truncatingIfNeeded: progress.result.count)
    progress.isAfterGap = isLeftOut
  }
}
