import GRDBSQLite
import Testing

@testable import FTS5Segments

@Suite struct RankingLengthsTests {
  static func database() throws -> TestDatabase {
    let database = try TestDatabase()
    for definition in RankingLengths.definitions { try database.run(definition) }
    return database
  }

  /// Whether both say the same of every row that has lengths.
  static func areEqual(_ left: ColumnLengths, _ right: ColumnLengths, rows: [Int64]) -> Bool {
    rows.allSatisfy { row in
      left.total(row: row) == right.total(row: row)
        && (0..<2).allSatisfy {
          left.length(row: row, column: $0) == right.length(row: row, column: $0)
        }
    }
  }

  static func expectStored(
    _ database: TestDatabase, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let stored = try #require(
      try RankingLengths.load(reader), sourceLocation: sourceLocation)
    let read = try ColumnLengths.loadRecords(reader)
    let rows = try database.integers("SELECT id FROM t_docsize")
    #expect(Self.areEqual(stored, read, rows: rows), sourceLocation: sourceLocation)
    #expect(stored.rowLimit >= read.rowLimit, sourceLocation: sourceLocation)
  }

  @Test func lengthsComeBackAsTheyWere() throws {
    let database = try Self.database()
    var generator = SeededGenerator(3)
    try database.run("BEGIN")
    for row in [1, 2, 40, 65_535, 65_536, 65_537, 200_000] {
      try database.insert(
        Int64(row),
        ["a b", SampleText.words(Int(generator.next() % 900), vocabulary: 50, using: &generator)])
    }
    try database.insert(300_000, ["", String(repeating: "w ", count: 70_000)])
    try database.insert(300_001, ["one", String(repeating: "w ", count: 65_535)])
    try database.insert(300_002, ["", String(repeating: "w ", count: 65_534)])
    try database.run("COMMIT")
    let reader = try SegmentReader(connection: database.handle, table: "t")
    #expect(try RankingLengths.load(reader) == nil)
    try RankingLengths.rebuild(reader)
    try Self.expectStored(database)
    let stored = try #require(try RankingLengths.load(reader))
    #expect(stored.length(row: 300_000, column: 1) == 70_000)
    #expect(stored.total(row: 300_001) == 65_536)
    #expect(stored.total(row: 999_999) == 0)
  }

  @Test func anUpdateChangesOnlyWhatChanged() throws {
    let database = try Self.database()
    for row in 1...50 { try database.insert(Int64(row * 3000), ["title", "some words here"]) }
    try RankingLengths.rebuild(SegmentReader(connection: database.handle, table: "t"))
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let before = reader.fingerprint
    try database.delete(3000)
    try database.delete(6000)
    try database.insert(6000, ["a longer title than before", ""])
    try database.insert(500_000, ["new", "one two"])
    try reader.refresh()
    #expect(try RankingLengths.load(reader) == nil, "out of date")
    try RankingLengths.update(reader, before: before, rows: [500_000, 3000, 6000])
    try Self.expectStored(database)
    #expect(try RankingLengths.load(reader)?.total(row: 3000) == 0)
    // From a state that is not the stored one, everything is read again.
    try database.insert(7, ["x", "y"])
    try reader.refresh()
    try RankingLengths.update(reader, before: before, rows: [])
    try Self.expectStored(database)
  }

  @Test func aBuildStoresThem() throws {
    let folder = TemporaryFolder()
    let rows = SegmentBuilderTests.rows(200, seed: 4, nasty: false)
    let built = try TestDatabase.built(
      rows, segmentRows: 60, in: folder, definitions: RankingLengths.definitions)
    try Self.expectStored(built)
  }

  @Test func damagedChunksAreNotUsed() throws {
    let database = try Self.database()
    for row in 1...300 { try database.insert(Int64(row), ["title", "some words here"]) }
    let reader = try SegmentReader(connection: database.handle, table: "t")
    try RankingLengths.rebuild(reader)
    let read = try Statement(database.handle, "SELECT lengths FROM ranking_lengths")
    _ = try read.step()
    let good = Array(read.blob(0))
    read.reset()
    var generator = SeededGenerator(1)
    let cases: [(bytes: [UInt8], why: String)] = [
      ([], "empty"), ([1], "cut"), (Array(good.dropLast()), "cut"),
      ([2] + good.dropFirst(), "another version"), ([1, 9] + good.dropFirst(2), "other columns"),
    ]
    let noise = (0..<200).map { _ in
      var bytes = good
      bytes[Int(generator.next() % 12)] = UInt8(truncatingIfNeeded: generator.next())
      return (bytes: bytes, why: "noise")
    }
    for (bytes, why) in cases + noise {
      let write = try Statement(database.handle, "UPDATE ranking_lengths SET lengths=?1")
      write.bind(bytes, at: 1)
      try write.run()
      if why != "noise" {
        #expect(throws: SegmentError.self, "\(why)") { try RankingLengths.load(reader) }
        #expect(try ColumnLengths.load(reader).total(row: 5) == 4, "\(why)")
      } else {
        _ = try ColumnLengths.load(reader)
      }
    }
  }

  @Test func withoutTablesNothingHappens() throws {
    let database = try TestDatabase()
    try database.insert(1, ["one", "two words"])
    let reader = try SegmentReader(connection: database.handle, table: "t")
    try RankingLengths.rebuild(reader)
    #expect(try RankingLengths.load(reader) == nil)
    #expect(try ColumnLengths.load(reader).total(row: 1) == 3)
  }

  @Test func rowsFarApartAreNotSupported() throws {
    let database = try TestDatabase()
    try database.insert(1, ["one", "two"])
    try database.insert(4_000_000_000, ["one", "two"])
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let error = #expect(throws: SegmentError.self) { try ColumnLengths.load(reader) }
    #expect(error?.code == .unsupported)
  }
}
