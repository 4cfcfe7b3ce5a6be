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
  /// Bytes behind the text.
  static let padding = 96

  /// The bytes.
  private(set) var bytes = ReusableBuffer<UInt8>(repeating: 0x0A, capacity: 4096)
  /// Where the text ends and the padding begins.
  private(set) var count = 0
  /// Where the title ends.
  private(set) var titleEnd = 0

  /// Takes a new text in; of each part the first ``limit`` bytes, or fewer so that no character is cut.
  mutating func set(title: UnsafeBufferPointer<UInt8>, abstract: UnsafeBufferPointer<UInt8>) {
    let title = title.prefix(Self.length(of: title))
    let abstract = abstract.prefix(Self.length(of: abstract))
    let abstractStart = Self.lead + title.count + 2
    titleEnd = abstractStart - 2
    count = abstractStart + abstract.count
    bytes.reserve(count + Self.padding, filler: 0x0A)
    bytes.write(repeatElement(0x0A, count: Self.lead), at: 0)
    bytes.write(UnsafeBufferPointer(rebasing: title), at: Self.lead)
    bytes.write(repeatElement(0x0A, count: 2), at: titleEnd)
    bytes.write(UnsafeBufferPointer(rebasing: abstract), at: abstractStart)
    bytes.write(repeatElement(0x0A, count: Self.padding), at: count)
  }

  /// How many bytes of a part are read.
  private static func length(of part: UnsafeBufferPointer<UInt8>) -> Int {
    guard part.count > limit else { return part.count }
    var end = limit
    while end > 0, part[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// Hash of the bytes of a word or of several in lower case.
  func hash(of range: Range<Int>) -> UInt64 {
    bytes.withBytes(range) { WordSet.asciiHash(behindEight: $0) ?? WordSet.hash($0) }
  }

  /// Makes each run of blanks in `range`, which begins and ends with a word, one space.
  ///
  /// - Returns: where the words stand now.
  mutating func spaceEvenly(_ range: Range<Int>) -> Range<Int> {
    var end = range.lowerBound
    for index in range {
      let byte = bytes[index]
      if byte <= 0x20, bytes[end - 1] == 0x20 { continue }
      bytes[end] = byte <= 0x20 ? 0x20 : byte
      end += 1
    }
    return range.lowerBound..<end
  }
}
