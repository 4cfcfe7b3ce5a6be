import Testing

@testable import FTS5Segments

/// Bits of rows, counted and kept many at a time.
@Suite struct RowBitsTests {
  @Test(arguments: [0, 1, 3, 4, 5, 123, 124, 125, 127, 128, 400])
  func areCounted(words: Int) {
    var generator = SeededGenerator(UInt64(words))
    var set = RowSet(capacity: 64 * words)
    var expected = 0
    for row in 0..<Int64(64 * words) where generator.next() % 3 != 0 {
      set.insert(row)
      expected += 1
    }
    #expect(set.count == expected)
    #expect(RowSet.all(capacity: 64 * words).count == 64 * words)
    #expect(RowSet(capacity: 64 * words).count == 0)
  }

  /// Few bits are looked at one by one, many by their values.
  @Test(arguments: [1, 7, 16, 17, 60, 128])
  func areKeptByTheirValues(count: Int) {
    var generator = SeededGenerator(UInt64(count))
    for _ in 0..<50 {
      let values = (0..<ScoredList.windowSize).map { _ in Float(generator.next() % 9) }
      var rows = WindowBits()
      while rows.count < count { rows.insert(Int(generator.next() % 128)) }
      var kept = rows
      kept.keep(values, atLeast: 4)
      let expected = (0..<128).filter { rows.contains($0) && values[$0] >= 4 }
      #expect((0..<128).filter { kept.contains($0) } == expected)
    }
    var rows = WindowBits.all
    rows.keep([Float](repeating: .nan, count: 128), atLeast: 0)
    #expect(rows.isEmpty)
  }

  @Test func rowsAreFoundFromWhereTheLastOneWas() {
    let rows = stride(from: UInt32(2), to: 4000, by: 7).map { $0 }
    for every in [1, 40] {
      // The first are kept as bits, the others as numbers.
      let some = rows.enumerated().filter { $0.offset % every == 0 }.map(\.element)
      let postings = CompactPostings(
        rows: some, counts: some.map { _ in 1 }, patterns: FrequencyPatterns())
      #expect((postings.rows == nil) == (every == 1))
      var place = 0
      for row: UInt32 in Array(0..<4100) + [9, 8, 2, 1, 0, 4000, 5, 3999] {
        #expect(postings.index(of: row, near: &place) == some.firstIndex(of: row))
      }
    }
  }
}
