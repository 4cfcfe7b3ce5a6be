import Testing

@testable import FTS5Segments

/// Loops over many bytes at a time, each beside one that does the same byte by byte.
@Suite("Loops over bytes")
struct ByteLoopsTests {
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }

  @Test("Chunks are the runs of letters, digits and what is not ASCII", arguments: 0..<200)
  func chunks(length: Int) {
    var generator = SystemRandomNumberGenerator()
    // All bytes, and then mostly letters, so that chunks are long as well.
    for letters in [0, 7] {
      let bytes = (0..<length).map { _ -> UInt8 in
        Int.random(in: 0..<8, using: &generator) < letters
          ? UInt8.random(in: 0x61...0x7A, using: &generator)
          : .random(in: 0...255, using: &generator)
      }
      var expected: [Range<Int>] = []
      for (index, byte) in bytes.enumerated() where ByteLoopsTests.isWord(byte) {
        if let last = expected.last, last.upperBound == index {
          expected[expected.count - 1] = last.lowerBound..<index + 1
        } else {
          expected.append(index..<index + 1)
        }
      }
      var found: [Range<Int>] = []
      (bytes + [UInt8](repeating: 0, count: TextChunks.slack)).withUnsafeBufferPointer { text in
        guard let start = text.baseAddress else { return }
        TextChunks.forEach(start, count: bytes.count) { found.append($0..<$1) }
      }
      #expect(found == expected)
    }
  }

  /// The whole of a text as one chunk.
  private func chunk(_ text: String) throws -> TextChunk {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: TextChunks.slack)
    return try bytes.withUnsafeBufferPointer { all in
      let start = try #require(all.baseAddress)
      let masks = ChunkMasks()
      defer { masks.deallocate() }
      return TextChunks.chunk(start, 0, text.utf8.count, column: 0, masks: masks)
    }
  }

  @Test(
    "A short chunk of ASCII is its own token, in small letters",
    arguments: ["a", "Z", "9", "Sparse", "GPT4", "ABCDEFGH", "abcdefghi", "aBCdefghIJklmnoPqrstuV"])
  func token(text: String) throws {
    let known = try chunk(text)
    #expect(known.isShortASCII)
    let token = known.withToken { Array(UnsafeBufferPointer(start: $0, count: $1)) }
    let tokens = try StockTokenizer(["unicode61"]).tokens(of: text)
    #expect(tokens == [token])
  }

  @Test(
    "Chunks that are long or not ASCII are left to the tokenizer",
    arguments: ["é", "abcö", "aaaaaaaaaaaaaaaaaaaaaaa"])
  func noToken(text: String) throws {
    #expect(try !chunk(text).isShortASCII)
  }

  private func number(of term: [UInt8], in terms: inout TermDictionary) -> Int {
    let padded = term + [0]
    return padded.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return -1 }
      return terms.number(of: start, count: term.count)
    }
  }

  @Test("Terms come in the order of their bytes, few and many", arguments: [3, 300, 5000])
  func order(count: Int) {
    var terms = TermDictionary()
    defer { terms.deallocate() }
    var generator = SystemRandomNumberGenerator()
    var all: Set<[UInt8]> = []
    // Some beginnings are those of many terms, and zeros are bytes as any other.
    let starts: [[UInt8]] = [
      [], [0x61], Array("abcdefgh".utf8), Array("abcdefghi".utf8),
    ]
    for _ in 0..<count {
      let start = starts.randomElement(using: &generator) ?? []
      let length = Int.random(in: 0...6, using: &generator)
      let rest = (0..<length).map { _ in UInt8.random(in: 0...4, using: &generator) }
      all.insert(start + rest)
    }
    for term in all { _ = number(of: term, in: &terms) }
    let sorted: [[UInt8]] = terms.sortedNumbers().map { number in
      Array(terms.bytes(of: Int(number)).dropFirst())
    }
    let expected: [[UInt8]] = all.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(sorted == expected)
    for term in all {
      let known = number(of: term, in: &terms)
      #expect(Array(terms.bytes(of: known).dropFirst()) == term)
    }
  }

  @Test("Lengths that are set one by one are stored as those that were there before")
  func lengths() throws {
    var chunk = LengthChunk(columnCount: 2)
    var lengths: [(Int, Int)] = []
    for row in 0..<300 {
      let pair = (row == 70 ? 70_000 : row % 5, row < 100 ? 0 : row)
      lengths.append(pair)
      let record = Varint.bytes(of: UInt64(pair.0)) + Varint.bytes(of: UInt64(pair.1))
      try record.withUnsafeBytes { try chunk.set(Int64(row), record: $0) }
    }
    let stored = chunk.bytes
    let read = try stored.withUnsafeBytes { try LengthChunk($0, columnCount: 2) }
    #expect(read.rowCount == 300)
    #expect(read.bytes == stored)
    for (row, pair) in lengths.enumerated() {
      #expect(read.length(row, column: 0) == pair.0 && read.length(row, column: 1) == pair.1)
    }
  }
}
