#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A text as runs of content words between function words and punctuation.
///
/// Reads the bytes once; words are packed integers (``PackedWord``), so nothing is allocated a word.
/// Unsafe: `bytes` must outlive the value; every index comes from the scanner and lies within it.
struct PhraseRuns {
  private struct Word {
    var start: UInt32
    var end: UInt32
    var functionLanguages: UInt16
    var flags: Flags
  }

  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let isCapitalised = Flags(rawValue: 1)
    static let isParticiple = Flags(rawValue: 2)
    /// Too short, a number or an adverb: ends a phrase.
    static let isWeak = Flags(rawValue: 4)
    static let breaksBefore = Flags(rawValue: 8)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let titleEnd: Int
  private var words: [Word] = []
  private var language = FunctionWords.Language.english.rawValue

  /// Splits `bytes`, of which the first `titleEnd` are the title; ``PackedWord/padding`` more bytes
  /// must be readable behind them.
  init(bytes: UnsafeBufferPointer<UInt8>, titleEnd: Int) {
    self.bytes = bytes
    self.titleEnd = titleEnd
    words.reserveCapacity(bytes.count / 6 + 8)
    let functionWords = FunctionWords.shared
    var scanner = WordScanner(bytes: bytes)
    var census = LanguageCensus()
    while let found = scanner.next() {
      let packed = PackedWord(bytes: bytes, range: found.range)
      let first = bytes[found.range.lowerBound]
      var flags: Flags = found.breaksBefore ? .breaksBefore : []
      if (0x41...0x5A).contains(first) { flags.insert(.isCapitalised) }
      if packed.count > 4 {
        if packed.ends(in: 0x65, 0x64) { flags.insert(.isParticiple) }  // ed
        if packed.ends(in: 0x6C, 0x79) { flags.insert(.isWeak) }  // ly
      }
      if packed.count < 2 || first < 0x3A && hasOneLetterAtMost(found.range) {
        flags.insert(.isWeak)
      }
      let languages = functionWords.languages(of: packed)
      census.count(languages)
      words.append(
        Word(
          start: UInt32(found.range.lowerBound), end: UInt32(found.range.upperBound),
          functionLanguages: languages, flags: flags))
    }
    language = census.dominant
  }

  /// Whether a word that begins with a digit is a number rather than a name (`3`, `2nd`, not `3GPP`).
  private func hasOneLetterAtMost(_ range: Range<Int>) -> Bool {
    range.count(where: { bytes[$0] >= 0x41 }) < 2
  }

  /// All different phrases with their scores, in the order of their first use.
  func candidates() -> [PhraseCandidate] {
    let runs = contentRuns()
    var numbering = WordNumbering()
    var ids = [UInt32](repeating: 0, count: words.count)
    var frequency: [Int32] = []
    var degree: [Int32] = []
    for run in runs {
      for index in run {
        let range = Int(words[index].start)..<Int(words[index].end)
        let id = numbering.number(of: PackedWord(bytes: bytes, range: range).singular)
        ids[index] = id
        if Int(id) == frequency.count {
          frequency.append(0)
          degree.append(0)
        }
        frequency[Int(id)] += 1
        degree[Int(id)] += Int32(run.count - 1)
      }
    }
    var found = distinctPhrases(runs, ids)
    found.removeAll { $0.words.count == 1 && $0.count == 1 && !$0.isInTitle && !$0.isName }
    for index in found.indices {
      found[index].score = score(of: found[index], frequency: frequency, degree: degree)
    }
    return found
  }

  private func distinctPhrases(_ runs: [Range<Int>], _ ids: [UInt32]) -> [PhraseCandidate] {
    var found: [PhraseCandidate] = []
    found.reserveCapacity(runs.count)
    var size = 64
    while size < runs.count * 2 { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    var position = 0
    for run in runs {
      defer { position += run.count }
      let phrase = trimmed(run)
      let key = PhraseWords(ids[phrase])
      var slot = Int(truncatingIfNeeded: key.hash >> 20) & (size - 1)
      while slots[slot] >= 0, found[Int(slots[slot])].words != key {
        slot = (slot + 1) & (size - 1)
      }
      if slots[slot] >= 0 {
        found[Int(slots[slot])].count += 1
        continue
      }
      slots[slot] = Int32(found.count)
      let start = Int(words[phrase.lowerBound].start)
      let isName =
        phrase.count > 1 && phrase.allSatisfy { words[$0].flags.contains(.isCapitalised) }
      found.append(
        PhraseCandidate(
          bytes: start..<Int(words[phrase.upperBound - 1].end), words: key, position: position,
          isInTitle: start < titleEnd, isName: isName))
    }
    return found
  }

  private func score(of phrase: PhraseCandidate, frequency: [Int32], degree: [Int32]) -> Double {
    var score = 0.0
    for index in 0..<phrase.words.count {
      let id = Int(phrase.words[index])
      score += logOnePlus(frequency[id]) + logOnePlus(degree[id])
    }
    score *= 1 + 1 / (1 + Double(phrase.position) / 20)
    if phrase.count > 1 { score *= 1 + log(Double(phrase.count)) }
    if phrase.isInTitle {
      score *= 1.5
    } else if phrase.isName && phrase.words.count > 1 {
      score *= 1.5
    }
    return phrase.words.count == 1 ? score * 0.7 : score
  }

  /// Runs of content words, as ranges of `words`.
  private func contentRuns() -> [Range<Int>] {
    let language = language
    var runs: [Range<Int>] = []
    var start = 0
    func close(at end: Int) {
      guard start < end else { return }
      let cut = capitalisedTail(of: start..<end)
      if start < cut { runs.append(start..<cut) }
      if cut < end { runs.append(cut..<end) }
    }
    for (index, word) in words.enumerated() {
      if word.flags.contains(.isWeak) || word.functionLanguages & language != 0 {
        close(at: index)
        start = index + 1
      } else if word.flags.contains(.breaksBefore) {
        close(at: index)
        start = index
      }
    }
    close(at: words.count)
    return runs
  }

  /// Where two or more capitalised words end a run that begins in lower case; else its end.
  private func capitalisedTail(of run: Range<Int>) -> Int {
    var cut = run.upperBound
    while cut > run.lowerBound, words[cut - 1].flags.contains(.isCapitalised) { cut -= 1 }
    return cut > run.lowerBound && run.upperBound - cut >= 2 ? cut : run.upperBound
  }

  /// A run without trailing participles, and its last four words.
  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var end = run.upperBound
    while end - run.lowerBound > 1, words[end - 1].flags.contains(.isParticiple) { end -= 1 }
    return max(run.lowerBound, end - 4)..<end
  }

  private func logOnePlus(_ n: Int32) -> Double {
    n < Self.logs.count ? Self.logs[Int(n)] : log(Double(n) + 1)
  }

  private static let logs = (0..<256).map { log(Double($0) + 1) }
}

/// Numbers the different words of a text in the order of their first use.
private struct WordNumbering {
  private var slots = [Int32](repeating: -1, count: 256)
  private var keys: [PackedWord] = []

  mutating func number(of word: PackedWord) -> UInt32 {
    if keys.count * 2 >= slots.count { grow() }
    let slot = slot(of: word)
    if slots[slot] < 0 {
      slots[slot] = Int32(keys.count)
      keys.append(word)
    }
    return UInt32(slots[slot])
  }

  private func slot(of word: PackedWord) -> Int {
    var slot = Int(truncatingIfNeeded: word.hash) & (slots.count - 1)
    while slots[slot] >= 0, keys[Int(slots[slot])] != word { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, key) in keys.enumerated() { slots[slot(of: key)] = Int32(number) }
  }
}

/// Counts function words by language, to tell which list a text is to be read with.
private struct LanguageCensus {
  private var english = 0
  private var others = [Int](repeating: 0, count: 16)

  /// Counts one word: for English where it is one of its words, else for all others it belongs to.
  mutating func count(_ languages: UInt16) {
    if languages & FunctionWords.Language.english.rawValue != 0 {
      english += 1
    } else if languages != 0 {
      var bits = languages
      while bits != 0 {
        others[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
  }

  /// The bit of the language with most words; English where none has more.
  var dominant: UInt16 {
    guard let best = others.indices.max(by: { others[$0] < others[$1] }), others[best] > english
    else { return FunctionWords.Language.english.rawValue }
    return 1 << UInt16(best)
  }
}
