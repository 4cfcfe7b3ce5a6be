import GRDB
import TalkModel
import Testing

@testable import TalkIndex

/// New talks that become segments of the full-text indexes.
@Suite struct AddedSegmentsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func segments(_ path: String, _ table: String) throws -> Int {
    try TalkIndex.open(at: path, mode: .read).read { db in
      // The number of a segment stands in the upper bits of those of its pages.
      let sql = "SELECT count(DISTINCT id >> 37) FROM \(table)_data WHERE id >> 37 > 0"
      return try #require(try Int.fetchOne(db, sql: sql))
    }
  }

  private func expectEqual(_ first: String, _ second: String) throws {
    let (a, b) = (try BulkBuildTests.dump(first), try BulkBuildTests.dump(second))
    for table in a.keys.sorted() { #expect(a[table] == b[table], "\(table)") }
    for path in [first, second] {
      let index = try TalkIndex.open(at: path, mode: .write)
      #expect(try index.check() == [])
      for table in ["talk_prose", "talk_words"] { #expect(try index.rankingIsInStep(table)) }
      try index.close()
    }
  }

  @Test(arguments: [30, 63, 64, 300])
  func equalsWritingByFTS5(count: Int) throws {
    let talks = [Samples.full()] + Samples.many(count - 1)
    let (plain, added) = (
      try folder.emptyIndex("plain.talks"), try folder.emptyIndex("added.talks")
    )
    let index = try TalkIndex.open(at: plain, mode: .write)
    try BulkBuildTests.ingest(talks) { body in try index.write(body) }
    try index.close()
    let other = try TalkIndex.open(at: added, mode: .write)
    try BulkBuildTests.ingest(talks) { body in try other.writeUnsearched(body) }
    try other.close()
    try expectEqual(plain, added)
  }

  @Test func whatIsChangedInTheSameTransactionIsRight() throws {
    let talks = Samples.many(500)
    let (plain, added) = (
      try folder.emptyIndex("plain.talks"), try folder.emptyIndex("added.talks")
    )
    for path in [plain, added] {
      let index = try TalkIndex.open(at: path, mode: .write)
      func body(_ writer: IndexWriter) throws {
        let source = try writer.sourceID(name: "one")
        func insert(_ range: Range<Int>) throws {
          for talk in talks[range] {
            try writer.insert(TalkRow(talk), source: source, file: nil, revision: 1)
          }
        }
        _ = try writer.beginRevision(at: 1)
        try insert(0..<200)
        try writer.delete(7)
        try writer.update(150, to: TalkRow(Samples.full()), file: nil, revision: 1)
        try insert(200..<330)
        try writer.delete(330)
        try insert(330..<500)
      }
      if path == plain { try index.write(body) } else { try index.writeUnsearched(body) }
      try index.close()
    }
    try expectEqual(plain, added)
  }

  @Test func aTransactionThatFailsLeavesNothing() throws {
    struct Failure: Error {}
    let path = try folder.emptyIndex("failed.talks")
    let before = try BulkBuildTests.dump(path)
    let index = try TalkIndex.open(at: path, mode: .write)
    #expect(throws: Failure.self) {
      try index.writeUnsearched { writer in
        let source = try writer.sourceID(name: "one")
        for talk in Samples.many(100) {
          try writer.insert(TalkRow(talk), source: source, file: nil, revision: 1)
        }
        // What is gathered is written before FTS5 is asked to delete.
        try writer.delete(3)
        throw Failure()
      }
    }
    try index.close()
    #expect(try BulkBuildTests.dump(path) == before)
    let again = try TalkIndex.open(at: path, mode: .write)
    #expect(try again.check() == [])
  }

  /// As an ingest does each night: segments are merged before there are many.
  @Test func manyIngestsLeaveFewSegments() throws {
    let talks = Samples.many(1500)
    let (plain, added) = (
      try folder.emptyIndex("plain.talks"), try folder.emptyIndex("added.talks")
    )
    for path in [plain, added] {
      for start in stride(from: 0, to: talks.count, by: 75) {
        let index = try TalkIndex.open(at: path, mode: .write)
        func body(_ writer: IndexWriter) throws {
          let source = try writer.sourceID(name: "one")
          for talk in talks[start..<start + 75] {
            try writer.insert(TalkRow(talk), source: source, file: nil, revision: 1)
          }
        }
        if path == plain { try index.write(body) } else { try index.writeUnsearched(body) }
        try index.close()
      }
    }
    try expectEqual(plain, added)
    for table in ["talk_prose", "talk_words"] {
      #expect(try segments(added, table) <= 10)
    }
  }
}
