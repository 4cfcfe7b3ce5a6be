import GRDBSQLite
import Testing

@testable import FTS5Segments

@Suite struct SegmentAppenderTests {
  private static let tokenizer = "porter unicode61 remove_diacritics 2"

  /// Adds rows as a segment on a connection of its own, and returns what is to be merged.
  private static func append(
    _ rows: ArraySlice<SegmentBuilderTests.Row>, to path: String, merges: Bool = false
  ) throws -> Int {
    let database = try TestDatabase(path: path, creates: false)
    try database.run("BEGIN")
    let appender = try SegmentAppender(connection: database.handle, table: "t")
    let builder = try SegmentBuilder(
      columns: 2, tokenizer: tokenizer.split(separator: " ").map(String.init),
      options: appender.builderOptions(postingBytes: 1 << 20))
    for row in rows {
      try database.store(row.row, row.texts)
      try builder.add(row: row.row, texts: row.texts)
    }
    let pages = try appender.append(builder.seal())
    if merges, pages > 0 { try database.run("INSERT INTO t(t, rank) VALUES('merge', \(pages))") }
    try database.run("COMMIT")
    return pages
  }

  @Test(arguments: [
    (first: 0, rows: 90, batch: 30, nasty: false, pageSize: 4050),
    (first: 60, rows: 240, batch: 9, nasty: false, pageSize: 200),
    (first: 40, rows: 200, batch: 40, nasty: true, pageSize: 1000),
    (first: 1, rows: 60, batch: 1, nasty: false, pageSize: 32),
  ])
  func addedSegmentsSayWhatPlainInsertsSay(
    first: Int, rows count: Int, batch: Int, nasty: Bool, pageSize: Int
  ) throws {
    let rows = SegmentBuilderTests.rows(count, seed: UInt64(count), nasty: nasty)
    let folder = TemporaryFolder()
    let path = folder.path + "/added.sqlite"
    do {
      let database = try TestDatabase(tokenizer: Self.tokenizer, path: path)
      try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize))")
      for row in rows[..<first] { try database.insert(row.row, row.texts) }
    }
    for start in stride(from: first, to: count, by: batch) {
      _ = try Self.append(rows[start..<min(start + batch, count)], to: path)
    }
    let added = try TestDatabase(path: path, creates: false)
    let stock = try SegmentBuilderTests.stock(rows)
    let queries = SegmentBuilderTests.queries(rows, seed: 5, count: 120)
    func expectEqual() throws {
      try added.checkIntegrity()
      for sql in [
        "SELECT block FROM t_data WHERE id=1", "SELECT sz FROM t_docsize ORDER BY id",
        "SELECT id FROM t_docsize ORDER BY id", "SELECT term||' '||doc||' '||cnt FROM v",
      ] {
        #expect(
          try SegmentBuilderTests.table(added, sql) == SegmentBuilderTests.table(stock, sql),
          "\(sql)")
      }
      #expect(
        try SegmentBuilderTests.answers(added, queries)
          == SegmentBuilderTests.answers(stock, queries))
      try SegmentReaderTests.expectEqualToStock(added)
    }
    try expectEqual()
    // Stock SQLite goes on with it.
    let later = SegmentBuilderTests.rows(20, seed: 6, nasty: true)
    for database in [added, stock] {
      for (index, row) in rows.enumerated() where index % 5 == 0 {
        try database.delete(row.row)
        if index % 10 == 0 { try database.insert(row.row, later[index / 10 % 20].texts) }
      }
      for row in later { try database.insert(row.row + 10_000_000, row.texts) }
    }
    try expectEqual()
    for database in [added, stock] {
      try database.run("INSERT INTO t(t, rank) VALUES('merge', 40)")
    }
    try expectEqual()
    for database in [added, stock] { try database.run("INSERT INTO t(t) VALUES('optimize')") }
    try expectEqual()
  }

  @Test func otherConnectionsSeeWhatWasAdded() throws {
    let rows = SegmentBuilderTests.rows(40, seed: 2, nasty: false)
    let folder = TemporaryFolder()
    let path = folder.path + "/added.sqlite"
    let reading = try TestDatabase(tokenizer: Self.tokenizer, path: path)
    for row in rows[..<20] { try reading.insert(row.row, row.texts) }
    let count = "SELECT count(*) FROM t('qka OR qru OR qno OR qti OR qle')"
    let before = try reading.integers(count)
    _ = try Self.append(rows[20...], to: path)
    #expect(try reading.integers(count)[0] > before[0])
    try reading.insert(1_000_000, ["qka", ""])
    try reading.checkIntegrity()
  }

  @Test func mergingIsDueOnceThereAreMany() throws {
    let rows = SegmentBuilderTests.rows(400, seed: 3, nasty: false)
    let folder = TemporaryFolder()
    let path = folder.path + "/added.sqlite"
    do { _ = try TestDatabase(tokenizer: Self.tokenizer, path: path) }
    var due = 0
    for start in stride(from: 0, to: 400, by: 10) {
      due += try Self.append(rows[start..<start + 10], to: path, merges: true) > 0 ? 1 : 0
    }
    #expect((3...8).contains(due))
    let database = try TestDatabase(path: path, creates: false)
    try database.checkIntegrity()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    #expect(reader.segments.count < 16)
  }

  @Test func tablesThatAreNotKnownAreRefused() throws {
    let database = try TestDatabase(options: ", prefix='2'")
    let error = #expect(throws: SegmentError.self) {
      try SegmentAppender(connection: database.handle, table: "t")
    }
    #expect(error?.code == .unsupported)
    let other = try TestDatabase(tokenizer: "unicode61")
    let appender = try SegmentAppender(connection: other.handle, table: "t")
    let builder = try SegmentBuilder(columns: 2, tokenizer: ["porter", "unicode61"])
    try builder.add(row: 1, texts: ["a", "b"])
    let segment = builder.seal()
    #expect(throws: SegmentError.self) { try appender.append(segment) }
  }
}
