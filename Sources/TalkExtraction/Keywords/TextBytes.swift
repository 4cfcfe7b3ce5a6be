/// A talk's title and abstract behind one another, an empty line between them, as bytes to scan.
///
/// Eight line feeds stand before the text, so that as many bytes can be read before the end of any word,
/// and 96 behind it, so that sixteen can be read from 64 bytes behind any word, and the text in steps of
/// 64.
struct TextBytes: ~Copyable {
  /// Bytes of the title and of the abstract that are read: 8 KiB, some 1,200 words.
  static let limit = 8192
  /// Bytes of the longest text, with what stands before it and between its parts.
  static let longest = lead + limit + 2 + limit
  private static let lead = 8
  /// Where reading begins: four bytes before it, an empty line between it and the text.
  static let start = 4
  private static let padding = 96

  /// The bytes.
  private(set) var bytes = ReusableBuffer<UInt8>(repeating: 0x0A, capacity: 4096)
  /// Where the text ends and the padding begins.
  private(set) var count = 0
  /// Where the title ends.
  private(set) var titleEnd = 0

  /// Takes a new text in; of each part the first ``limit`` bytes.
  mutating func set(title: UnsafeBufferPointer<UInt8>, abstract: UnsafeBufferPointer<UInt8>) {
    let abstractStart = Self.lead + min(title.count, Self.limit) + 2
    titleEnd = abstractStart - 2
    count = abstractStart + min(abstract.count, Self.limit)
    bytes.reserve(count + Self.padding, filler: 0x0A)
    bytes.write(repeatElement(0x0A, count: Self.lead), at: 0)
    bytes.write(title.prefix(Self.limit), at: Self.lead)
    bytes.write(repeatElement(0x0A, count: 2), at: titleEnd)
    bytes.write(abstract.prefix(Self.limit), at: abstractStart)
    bytes.write(repeatElement(0x0A, count: Self.padding), at: count)
  }

  /// Hash of the bytes of a word or of several in lower case, and whether all are ASCII.
  func hash(of range: Range<Int>) -> (hash: UInt64, isASCII: Bool) {
    bytes.withBytes(range) { word in
      WordSet.asciiHash(behindEight: word).map { ($0, true) } ?? (WordSet.hash(word), false)
    }
  }

  /// The bytes of `range` as they stand, each run of blanks as one space.
  func spaced(_ range: Range<Int>) -> String {
    var text = ""
    var start = range.lowerBound
    for index in range where bytes[index] <= 0x20 {
      if start < index {
        text += bytes.string(start..<index)
        text += " "
      }
      start = index + 1
    }
    return text + bytes.string(start..<range.upperBound)
  }
}
