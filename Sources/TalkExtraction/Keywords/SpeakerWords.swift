/// The words of the speakers' names, to tell whether a phrase is made of nothing else.
struct SpeakerWords: ~Copyable {
  private var words = ReusableBuffer<PackedWord>(repeating: .empty, capacity: 128)
  private var count = 0

  /// Takes in the names of a talk's speakers; of more than 128 words the first ones.
  mutating func set(_ names: some Sequence<String>) {
    count = 0
    for name in names {
      for word in name.utf8.split(whereSeparator: Self.isSeparator) where count < words.capacity {
        words[count] = PackedWord(word)
        count += 1
      }
    }
  }

  /// Whether all words at `range` of `text` are words of names.
  func cover(_ range: Range<Int>, of text: borrowing TextBytes) -> Bool {
    guard count > 0 else { return false }
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound
    where index == range.upperBound || Self.isSeparator(text.bytes[index]) {
      if start < index, !contains(PackedWord(text.bytes.view, start, index - start)) {
        return false
      }
      start = index + 1
    }
    return true
  }

  private func contains(_ word: PackedWord) -> Bool {
    for index in 0..<count where words[index] == word { return true }
    return false
  }

  /// Blanks, hyphens and full stops.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x2D || byte == 0x2E
  }
}
