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

  @Test func severalSegmentsAreNotCompared() throws {
    let one = try TestDatabase()
    let other = try TestDatabase()
    for row in 1...3 {
      try one.insert(Int64(row), ["graph", "theory"])
      try other.insert(Int64(row), ["graph", "theory"])
    }
    let graph = Array("graph".utf8)
    let known = try Self.reader(one).doclists(of: graph)
    #expect(try !Self.reader(other).hasSameDoclist(of: graph, as: known))
  }
}
