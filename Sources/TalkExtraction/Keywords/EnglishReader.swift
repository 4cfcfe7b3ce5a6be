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
  private let bytes: UncheckedView<UInt8>
  private let tables: WordTables

  /// What was read.
  struct Result {
    /// How many words count.
    fileprivate(set) var count = 0
    /// How many runs they form.
    fileprivate(set) var runCount = 0
    /// How many English function words there were, and from bit 15 on, how many of other languages
    /// alone; fewer than 16,384 each.
    fileprivate var languages: UInt64 = 0
    /// Bit 0 is set where a capitalised word follows another in its run; the others tell nothing.
    fileprivate var capitals: UInt64 = 0

    /// Whether at least as many words are English as of other languages alone.
    var isEnglish: Bool { languages &>> 15 <= languages & 0x7FFF }

    /// Whether a run may end in several capitalised words after others.
    var hasNames: Bool { capitals & 1 != 0 }
  }

  /// How far the text is read.
  private struct Progress {
    /// Where the last word or link ends.
    var end = TextBytes.start
    /// 1 where something was left out since the last word that counts.
    var isAfterGap: UInt64 = 1
    /// Bit 0 is set where the last word is capitalised; the others tell nothing.
    var isAfterCapital: UInt64 = 1
    var result = Result()
  }

  /// A reader that writes to where there is room for half as many words as the text has bytes, and two.
  init(
    _ text: borrowing TextBytes, list: borrowing ReusableBuffer<TextWord>, tables: WordTables
  ) {
    precondition(list.capacity >= text.count / 2 + 2)
    self.list = list.uncheckedView
    bytes = text.bytes.uncheckedView
    self.tables = tables
  }

  /// Reads the words of the text, whose edges are given; links are passed over.
  func read(_ text: borrowing TextBytes, _ edges: LetterEdges.View) -> Result {
    let limit = text.count
    let masks = WordMasks(tables)
    let signs = WordSigns(tables)
    var progress = Progress()
    var behind = signs.pair(bytes.twoBytes(at: progress.end))
    while true {
      let from = progress.end &+ 1
      let (gap, stop) = edges.next(from: from)
      let end = from &+ stop
      let length = stop &- gap
      let next = signs.pair(bytes.twoBytes(at: end))
      if behind.allows(gap: gap), next.isSurelyEnd, length < 16 {
        precondition(end <= limit)
        progress.end = end
        behind = next
        let letters = bytes.sixteenBytes(at: from &+ gap)
        let marks =
          (0 &- UInt64(truncatingIfNeeded: gap)) & Self.behindSign
          | (~letters.low &>> 5 & 1) &<< 9 | (length < 2).bit &<< 10
        add(masks.word(letters, count: length), start: from &+ gap, marks, to: &progress)
      } else {
        guard let found = text.word(after: progress.end) else { break }
        precondition(found.end <= limit && found.end > from)
        progress.end = found.end
        behind = signs.pair(bytes.twoBytes(at: found.end))
        if found.isLink {
          progress.isAfterGap = 1
          continue
        }
        var marks = found.marks
        if text.isShortOrNumber(found.start..<found.end) { marks.formUnion(.isWeak) }
        if text.bytes[found.start] &- 0x41 < 26 { marks.formUnion(.isCapitalised) }
        let word = PackedWord(text.bytes.view, found.start, found.end &- found.start)
        add(word, start: found.start, UInt64(marks.rawValue), to: &progress)
      }
    }
    return progress.result
  }

  private static let behindSign = UInt64(WordMarks([.gapBefore, .breaksBefore]).rawValue)

  /// Adds the word from `start` to the end of what was read.
  @inline(__always) private func add(
    _ packed: PackedWord, start: Int, _ marks: UInt64, to progress: inout Progress
  ) {
    let end = progress.end
    let entry = FunctionWords(tables).entry(of: packed.hash)
    progress.result.languages &+= entry & 0x8001
    let isLY = (bytes.twoBytes(at: end &- 2) | 0x2020 == 0x796C).bit
    let isAdverb = isLY & (UInt(bitPattern: end &- start &- 5) < 12).bit
    let isLeftOut = (entry | marks &>> 10 | isAdverb) & 1
    let counts = isLeftOut ^ 1
    let count = progress.result.count
    let opens = counts & (progress.isAfterGap | marks &>> 11)
    progress.result.runCount &+= Int(truncatingIfNeeded: opens)
    list[count] = TextWord(start: start, end: end, run: progress.result.runCount &- 1, marks)
    progress.result.count = count &+ Int(truncatingIfNeeded: counts)
    progress.isAfterGap = isLeftOut
    let isCapital = marks &>> 9
    progress.result.capitals |= counts & isCapital & ~(opens | progress.isAfterCapital)
    progress.isAfterCapital = isCapital
  }
}
