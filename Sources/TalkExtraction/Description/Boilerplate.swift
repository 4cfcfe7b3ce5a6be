/// Sentences that a calendar repeats below its events: sponsors, licences, how to join.
///
/// They say nothing of one talk, so no keyword is taken from them.
struct Boilerplate {
  /// Bytes below which nothing is remembered: headings and labels stand in many descriptions.
  private static let least = 32

  /// In how many texts a sentence stands, and the last of these.
  private var counts: [UInt64: (texts: Int, last: Int)] = [:]
  private var texts = 0
  private(set) var known: Set<UInt64> = []

  /// Takes the description of one event.
  mutating func add(_ text: Bytes) {
    guard !text.isEmpty else { return }
    texts += 1
    Boilerplate.forEachSentence(in: text.prefix(4096)) { sentence in
      guard sentence.count >= Boilerplate.least, counts.count < 4096 else { return }
      let number = texts
      func take(_ count: inout (texts: Int, last: Int)) {
        if count.last != number { count = (count.texts + 1, number) }
      }
      take(&counts[WordSet.hash(sentence), default: (0, 0)])
    }
  }

  /// Settles which sentences three descriptions and a third of all share.
  mutating func settle() {
    for (hash, count) in counts where count.texts >= 3 && 3 * count.texts >= texts {
      known.insert(hash)
    }
    counts = [:]
  }

  /// `text` without these sentences.
  func removed(from text: Bytes) -> Bytes {
    guard !known.isEmpty, !text.isEmpty else { return text }
    var result = TextWriter(beside: text, capacity: text.count + 8)
    Boilerplate.forEachSentence(in: text) { sentence in
      if sentence.count >= Boilerplate.least, known.contains(WordSet.hash(sentence)) { return }
      result.append(sentence)
      result.append(Ascii.newline)
    }
    return result.finish()
  }

  /// The sentences and lines of `text` in order, without white space around them.
  private static func forEachSentence(in text: Bytes, _ take: (Bytes) -> Void) {
    var start = text.startIndex
    var index = start
    while let stop = text.firstStop(from: index) {
      index = stop
      let byte = text[index]
      if byte == Ascii.newline || index + 1 < text.endIndex && text[index + 1] == Ascii.space {
        let end = byte == Ascii.newline ? index : index + 1
        let sentence = text[start..<end].trimmed
        if !sentence.isEmpty { take(sentence) }
        start = index + 1
      }
      index += 1
    }
    let last = text[start...].trimmed
    if !last.isEmpty { take(last) }
  }
}

extension Bytes {
  /// Where a line ends, or a sentence may, from `start` on.
  fileprivate func firstStop(from start: Int) -> Int? {
    withUnsafeBufferPointer { bytes in
      var offset = start - startIndex
      // Most sentences are long: blocks without a stop are passed over.
      while offset + 16 <= bytes.count {
        let block = bytes.block(at: offset)
        let places =
          block.places(of: Ascii.newline) .| block.places(of: Ascii.dot)
          .| block.places(of: UInt8(ascii: "!")) .| block.places(of: UInt8(ascii: "?"))
        if ByteBlock.isAny(places) { break }
        offset += 16
      }
      while offset < bytes.count {
        switch bytes[offset] {
        case Ascii.newline, Ascii.dot, UInt8(ascii: "!"), UInt8(ascii: "?"):
          return offset + startIndex
        default: offset += 1
        }
      }
      return nil
    }
  }
}
