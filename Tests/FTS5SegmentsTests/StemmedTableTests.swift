import GRDBSQLite
import Testing

@testable import FTS5Segments

/// Two tables built in one go: the second one's segments must be those of plain inserts as well.
@Suite struct StemmedTableTests {
  typealias Row = (row: Int64, texts: [String])

  private static let plain = "unicode61 remove_diacritics 2"

  /// Rows whose words share stems, in one row and across rows.
  private static func inflected(_ rows: [Row], seed: UInt64) -> [Row] {
    var generator = SeededGenerator(seed)
    let endings = ["", "", "s", "ed", "ing", "ly", "ation", "ÉS"]
    return rows.map { row in
      (
        row.row,
        row.texts.map { text in
          text.split(separator: " ").map { word in
            word + endings[Int(generator.next() % UInt64(endings.count))]
          }.joined(separator: " ")
        }
      )
    }
  }

  private static func stock(
    _ rows: [Row], _ columns: [String], _ tokenizer: String, pageSize: Int
  ) throws -> TestDatabase {
    let database = try TestDatabase(columns: columns, tokenizer: tokenizer)
    try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize))")
    try database.run("INSERT INTO t(t, rank) VALUES('hashsize', 1000000000)")
    try database.run("BEGIN")
    for row in rows { try database.insert(row.row, Array(row.texts.prefix(columns.count))) }
    try database.run("COMMIT")
    return database
  }

  @Test(arguments: [
    (rows: 300, nasty: false, pageSize: 4050, stemmed: 2),
    (rows: 300, nasty: false, pageSize: 100, stemmed: 1),
    (rows: 900, nasty: false, pageSize: 32, stemmed: 1),
    (rows: 300, nasty: true, pageSize: 1000, stemmed: 1),
    (rows: 300, nasty: true, pageSize: 200, stemmed: 2),
  ])
  func bothFilesAreThoseOfPlainInserts(
    rows count: Int, nasty: Bool, pageSize: Int, stemmed: Int
  ) throws {
    // Lengths may be written before their segments or with them.
    let isEarly = stemmed == 1
    var rows = SegmentBuilderTests.rows(count, seed: UInt64(count + stemmed), nasty: nasty)
    if !nasty { rows = Self.inflected(rows, seed: 3) }
    let folder = TemporaryFolder()
    let names = ["title", "body"]
    let tables = [
      (path: folder.path + "/words", columns: names, tokenizer: Self.plain),
      (
        path: folder.path + "/stems", columns: Array(names.prefix(stemmed)),
        tokenizer: "porter " + Self.plain
      ),
    ]
    for table in tables {
      let database = try TestDatabase(
        columns: table.columns, tokenizer: table.tokenizer, path: table.path)
      try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize))")
    }
    do {
      let databases = try tables.map {
        try TestDatabase(columns: $0.columns, path: $0.path, creates: false)
      }
      let writers = try databases.map { try ShadowTableWriter(connection: $0.handle, table: "t") }
      let builder = try SegmentBuilder(
        columns: 2, tokenizer: Self.plain.split(separator: " ").map(String.init),
        options: writers[0].builderOptions(postingBytes: 1 << 20),
        stemmed: SegmentBuilder.Stemmed(columns: stemmed, pageSize: pageSize))
      for row in rows {
        try builder.add(row: row.row, texts: row.texts)
        for (database, table) in zip(databases, tables) {
          try database.store(row.row, Array(row.texts.prefix(table.columns.count)))
        }
      }
      var failure: (any Error)?
      let segments = builder.sealBoth { first, second in
        do {
          for (writer, lengths) in zip(writers, [first, second]) where isEarly {
            try writer.writeEarly(try #require(lengths))
          }
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      try writers[0].write(segments.first)
      try writers[1].write(try #require(segments.stemmed))
      for writer in writers { try writer.finish() }
    }
    for table in tables {
      let built = try TestDatabase(columns: table.columns, path: table.path, creates: false)
      let stock = try Self.stock(rows, table.columns, table.tokenizer, pageSize: pageSize)
      for sql in [
        "SELECT block FROM t_data WHERE id<>10 ORDER BY id",
        "SELECT id FROM t_data ORDER BY id",
        "SELECT term FROM t_idx ORDER BY segid, term",
        "SELECT pgno FROM t_idx ORDER BY segid, term",
        "SELECT sz FROM t_docsize ORDER BY id",
        "SELECT id FROM t_docsize ORDER BY id",
        "SELECT term||' '||doc||' '||cnt FROM v",
      ] {
        let expected = try SegmentBuilderTests.table(stock, sql)
        #expect(!expected.isEmpty)
        #expect(
          try SegmentBuilderTests.table(built, sql) == expected, "\(table.tokenizer): \(sql)")
      }
      try built.checkIntegrity()
    }
  }

  @Test func segmentsFollowOneAnother() throws {
    let builder = try SegmentBuilder(
      columns: 2, tokenizer: ["unicode61"], stemmed: SegmentBuilder.Stemmed(columns: 1))
    try builder.add(row: 1, texts: ["running", "words"])
    #expect(builder.sealBoth().stemmed?.rows == 1...1)
    // Terms known from before, and none at all.
    #expect(builder.sealBoth().stemmed?.rows == nil)
    try builder.add(row: 3, texts: ["", "running"])
    let both = builder.sealBoth()
    #expect(both.first.pageCount == 1)
    #expect(both.stemmed?.pageCount == 0)
    #expect(both.stemmed?.lengths?.tokenCounts == [0])
  }

  @Test func lengthsOfOneSegmentAtATimeAreWrittenEarly() throws {
    let database = try TestDatabase(columns: ["title"], tokenizer: Self.plain)
    let writer = try ShadowTableWriter(connection: database.handle, table: "t")
    let builder = try SegmentBuilder(
      columns: 1, tokenizer: Self.plain.split(separator: " ").map(String.init),
      options: writer.builderOptions(postingBytes: 1 << 20))
    func early(_ row: Int64) throws -> BuiltSegment {
      try builder.add(row: row, texts: ["word"])
      var lengths: BuiltLengths?
      let segment = builder.sealBoth { first, _ in lengths = first }.first
      try writer.writeEarly(try #require(lengths))
      return segment
    }
    let first = try early(1)
    #expect(throws: SegmentError.self, "two segments ahead") { try early(2) }
    try writer.write(first)
    #expect(throws: SegmentError.self, "twice") { try writer.write(first) }
    try writer.write(try early(3))
    try writer.finish()
    #expect(
      try SegmentBuilderTests.table(database, "SELECT id FROM t_docsize ORDER BY id").count == 2)
  }

  @Test func wrongUseIsRefused() {
    #expect(throws: SegmentError.self, "stems of stems") {
      try SegmentBuilder(
        columns: 1, tokenizer: ["porter", "unicode61"],
        stemmed: SegmentBuilder.Stemmed(columns: 1))
    }
    #expect(throws: SegmentError.self, "more columns than the table") {
      try SegmentBuilder(
        columns: 1, tokenizer: ["unicode61"], stemmed: SegmentBuilder.Stemmed(columns: 2))
    }
  }
}
