import Testing

@testable import FTS5Segments

/// Doclists of two indexes are the same wherever their pages begin.
@Suite struct DoclistComparisonTests {
  private static func database(_ texts: [[String]], pageSize: Int) throws -> TestDatabase {
    let database = try TestDatabase()
    try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize)); BEGIN")
    // Rows far apart, so that some distances take two bytes.
    for (index, text) in texts.enumerated() {
      try database.insert(Int64(index * index % 97 + 100 * index + 1), text)
    }
    try database.run("COMMIT; INSERT INTO t(t) VALUES('optimize')")
    return database
  }

  private static func reader(_ database: TestDatabase) throws -> SegmentReader {
    try SegmentReader(connection: database.handle, table: "t")
  }

  @Test(arguments: [64, 90, 131, 400, 4050])
  func pagesMayBeginElsewhere(pageSize: Int) throws {
    var generator = SeededGenerator(UInt64(pageSize))
    var texts: [[String]] = []
    for _ in 0..<400 {
      texts.append([
        SampleText.words(3, vocabulary: 40, using: &generator),
        SampleText.words(30, vocabulary: 40, using: &generator),
      ])
    }
    let one = try Self.database(texts, pageSize: pageSize)
    let known = try Self.reader(one)
    // A word less in one talk, or two that change places.
    var changed = texts
    let place = Int(generator.next() % 400)
    changed[place][1] = changed[place][1].split(separator: " ").reversed().joined(separator: " ")
    changed[399 - place][1] += " more"
    for size in [64, 77, 200, 4050] {
      let other = try Self.database(texts, pageSize: size)
      let same = try Self.reader(other)
      let otherPlaces = try Self.database(changed, pageSize: size)
      let different = try Self.reader(otherPlaces)
      let (before, after) = (try one.places(), try otherPlaces.places())
      for (term, rows) in before {
        let doclists = try known.doclists(of: term)
        #expect(try same.hasSameDoclist(of: term, as: doclists))
        #expect(try different.hasSameDoclist(of: term, as: doclists) == (after[term] == rows))
      }
      let any = try #require(before.keys.first)
      #expect(try !same.hasSameDoclist(of: Array("absent".utf8), as: known.doclists(of: any)))
    }
  }

  /// What each segment has, from the newest on, is compared; which of them it is does not count.
  @Test(arguments: [64, 400])
  func severalSegmentsAreComparedOneByOne(pageSize: Int) throws {
    var generator = SeededGenerator(UInt64(pageSize))
    let texts = (0..<200).map { _ in
      [
        SampleText.words(3, vocabulary: 40, using: &generator),
        SampleText.words(30, vocabulary: 40, using: &generator),
      ]
    }
    func database(_ pageSize: Int, segments: [Range<Int>]) throws -> TestDatabase {
      let database = try TestDatabase()
      try database.run(
        "INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize)); "
          + "INSERT INTO t(t, rank) VALUES('automerge', 0)")
      for rows in segments {
        try database.run("BEGIN")
        for row in rows { try database.insert(Int64(3 * row + 1), texts[row]) }
        try database.run("COMMIT")
      }
      return database
    }
    let parts = [0..<60, 60..<61, 61..<200]
    let one = try database(pageSize, segments: parts)
    let known = try Self.reader(one)
    let same = try database(4050, segments: parts)
    let without = try database(4050, segments: parts)
    try without.delete(181)
    let elsewhere = try database(4050, segments: [0..<59, 59..<61, 61..<200])
    let places = try one.places()
    let left = try without.places()
    for (term, rows) in places {
      let doclists = try known.doclists(of: term)
      #expect(try Self.reader(same).hasSameDoclist(of: term, as: doclists))
      #expect(
        try Self.reader(without).hasSameDoclist(of: term, as: doclists) == (left[term] == rows))
      // Segments that are cut elsewhere may have the same rows, but not doclist by doclist.
      if rows.keys.contains(178), rows.keys.contains(181) || rows.keys.contains(1) {
        #expect(try !Self.reader(elsewhere).hasSameDoclist(of: term, as: doclists))
      }
    }
  }
}
