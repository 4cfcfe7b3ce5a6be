import GRDB
import TalkModel
import Testing

@testable import TalkIndex

/// Transactions that stay open from one call to the next.
@Suite struct OpenTransactionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func count(_ path: String) throws -> Int {
    let index = try TalkIndex.open(at: path, mode: .read)
    defer { try? index.close() }
    return try index.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM talk") ?? 0 }
  }

  @Test func isSeenWhenItIsCommitted() throws {
    let talks = Samples.many(300)
    let (whole, parts) = (
      try folder.emptyIndex("whole.talks"), try folder.emptyIndex("parts.talks")
    )
    for path in [whole, parts] {
      let index = try TalkIndex.open(at: path, mode: .write)
      func begin(_ writer: IndexWriter) throws {
        _ = try writer.sourceID(name: "one")
        _ = try writer.beginRevision(at: 1)
      }
      func insert(_ range: Range<Int>, _ writer: IndexWriter) throws {
        for talk in talks[range] {
          try writer.insert(TalkRow(talk), source: 1, file: nil, revision: 1)
        }
      }
      if path == whole {
        try index.writeUnsearched { writer in
          try begin(writer)
          try insert(0..<300, writer)
        }
      } else {
        let transaction = try index.beginUnsearched()
        try transaction.write(begin)
        try transaction.write { try insert(0..<100, $0) }
        #expect(try count(path) == 0)
        try transaction.write { try insert(100..<300, $0) }
        #expect(try count(path) == 0)
        try transaction.commit()
      }
      #expect(try count(path) == 300)
      #expect(try index.check() == [])
      try index.close()
    }
    let (a, b) = (try BulkBuildTests.dump(whole), try BulkBuildTests.dump(parts))
    for table in a.keys.sorted() { #expect(a[table] == b[table], "\(table)") }
  }

  @Test func leavesNothingWhereItFailsOrIsLeft() throws {
    struct Failure: Error {}
    let path = try folder.emptyIndex("failed.talks")
    let index = try TalkIndex.open(at: path, mode: .write)
    func insert(_ writer: IndexWriter) throws {
      let source = try writer.sourceID(name: "one")
      for talk in Samples.many(100) {
        try writer.insert(TalkRow(talk), source: source, file: nil, revision: 1)
      }
    }
    let failing = try index.beginUnsearched()
    #expect(throws: Failure.self) {
      try failing.write { writer in
        try insert(writer)
        throw Failure()
      }
    }
    #expect(throws: TalkIndexError.self) { try failing.write(insert) }
    do {
      let left = try index.beginUnsearched()
      try left.write(insert)
    }
    #expect(try count(path) == 0)
    let whole = try index.beginUnsearched()
    try whole.write(insert)
    try whole.commit()
    #expect(try count(path) == 100)
    #expect(try index.check() == [])
    try index.close()
  }

  @Test func isRefusedWhereNothingMayBeWritten() throws {
    let index = try TalkIndex.open(at: try folder.emptyIndex("read.talks"), mode: .read)
    #expect(throws: TalkIndexError.self) { try index.beginUnsearched() }
    try index.close()
  }
}
