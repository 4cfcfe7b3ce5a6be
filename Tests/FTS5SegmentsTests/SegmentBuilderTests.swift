import GRDBSQLite
import Testing

@testable import FTS5Segments

@Suite struct SegmentBuilderTests {
  typealias Row = (row: Int64, texts: [String])

  static func rows(_ count: Int, seed: UInt64, nasty: Bool) -> [Row] {
    var generator = SeededGenerator(seed)
    var next: Int64 = 0
    return (0..<count).map { _ in
      next += generator.next() % 5 == 0 ? Int64(generator.next() % 1000) + 1 : 1
      guard nasty else {
        return (
          next,
          [
            SampleText.words(6, vocabulary: 500, using: &generator),
            SampleText.words(
              Int(generator.next() % 120), vocabulary: 3000, using: &generator),
          ]
        )
      }
      return (
        next,
        [
          generator.next() % 3 == 0
            ? "" : SampleText.nasty(Int(generator.next() % 60), using: &generator),
          SampleText.nasty(Int(generator.next() % 400), using: &generator),
        ]
      )
    }
  }

  static func stock(
    _ rows: [Row], tokenizer: String = "porter unicode61 remove_diacritics 2", pageSize: Int = 4050
  ) throws -> TestDatabase {
    let database = try TestDatabase(tokenizer: tokenizer)
    try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize))")
    try database.run("INSERT INTO t(t, rank) VALUES('hashsize', 1000000000)")
    try database.run("BEGIN")
    for row in rows { try database.insert(row.row, row.texts) }
    try database.run("COMMIT")
    return database
  }

  static func table(_ database: TestDatabase, _ sql: String) throws -> [[UInt8]] {
    let statement = try Statement(database.handle, sql)
    var result: [[UInt8]] = []
    while try statement.step() { result.append(Array(statement.blob(0))) }
    return result
  }

  /// What both databases answer to many queries, with the scores.
  static func answers(_ database: TestDatabase, _ queries: [String]) throws -> [[String]] {
    let statement = try Statement(
      database.handle,
      "SELECT rowid, bm25(t), bm25(t, 5, 2) FROM t WHERE t MATCH ?1 ORDER BY rowid")
    return try queries.map { query in
      statement.reset()
      statement.bind(query, at: 1)
      var lines: [String] = []
      while try statement.step() {
        lines.append("\(statement.integer(0)) \(statement.real(1)) \(statement.real(2))")
      }
      return lines
    }
  }

  static func queries(_ rows: [Row], seed: UInt64, count: Int) -> [String] {
    var generator = SeededGenerator(seed)
    func quoted(_ words: ArraySlice<String>) -> String {
      "\"" + words.joined(separator: " ").replacing("\"", with: "\"\"") + "\""
    }
    return (0..<count).compactMap { index in
      let row = rows[Int(generator.next() % UInt64(rows.count))]
      let words = row.texts.joined(separator: " ").split(separator: " ").map(String.init)
      guard words.count > 4 else { return nil }
      let at = Int(generator.next() % UInt64(words.count - 3))
      let one = quoted(words[at...at])
      let other = quoted(words[(at + 2)...(at + 2)])
      return switch index % 8 {
      case 0: one
      case 1: quoted(words[at...(at + 1)])
      case 2: quoted(words[at...(at + 2)])
      case 3:
        quoted([String(String.UnicodeScalarView(words[at].unicodeScalars.prefix(2)))][...]) + "*"
      case 4: "\(one) AND \(other)"
      case 5: "\(one) OR \(other)"
      case 6: "body:\(one) NOT \(other)"
      default: "NEAR(\(one) \(other), 4)"
      }
    }
  }

  @Test(arguments: [
    (rows: 400, nasty: false, pageSize: 4050, tokenizer: "porter unicode61 remove_diacritics 2"),
    (rows: 400, nasty: false, pageSize: 100, tokenizer: "unicode61 remove_diacritics 2"),
    (rows: 1200, nasty: false, pageSize: 32, tokenizer: "unicode61"),
    (rows: 500, nasty: true, pageSize: 4050, tokenizer: "porter unicode61 remove_diacritics 2"),
    (rows: 300, nasty: true, pageSize: 200, tokenizer: "unicode61 remove_diacritics 1"),
    (rows: 300, nasty: true, pageSize: 1000, tokenizer: "porter ascii"),
  ])
  func theFilesAreThoseOfPlainInserts(
    rows count: Int, nasty: Bool, pageSize: Int, tokenizer: String
  ) throws {
    let rows = Self.rows(count, seed: UInt64(count + pageSize), nasty: nasty)
    let folder = TemporaryFolder()
    let built = try TestDatabase.built(
      rows, tokenizer: tokenizer, pageSize: pageSize, in: folder)
    let stock = try Self.stock(rows, tokenizer: tokenizer, pageSize: pageSize)
    // One flush of FTS5 gives one segment, so every page can be compared byte by byte.
    for sql in [
      "SELECT block FROM t_data WHERE id<>10 ORDER BY id",
      "SELECT id FROM t_data ORDER BY id",
      "SELECT term FROM t_idx ORDER BY segid, term",
      "SELECT pgno FROM t_idx ORDER BY segid, term",
      "SELECT sz FROM t_docsize ORDER BY id",
      "SELECT id FROM t_docsize ORDER BY id",
      "SELECT term||' '||doc||' '||cnt FROM v",
    ] {
      let expected = try Self.table(stock, sql)
      #expect(!expected.isEmpty)
      #expect(try Self.table(built, sql) == expected, "\(sql)")
    }
    try built.checkIntegrity()
    let queries = Self.queries(rows, seed: 7, count: 200)
    #expect(try Self.answers(built, queries) == Self.answers(stock, queries))
  }

  /// Distances of rows and positions, and sizes of lists, around those where they take one byte more.
  @Test func distancesOfEverySizeAreThoseOfPlainInserts() throws {
    var rows: [Row] = []
    var row: Int64 = 0
    for step in [1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152] {
      for count in [1, 30, 31, 62, 63, 64, 65, 8_200] {
        row += Int64(step)
        let word = Array(repeating: "word", count: count).joined(separator: " ")
        let far = Array(repeating: "x", count: count + 126).joined(separator: " ")
        rows.append((row, [word, "word \(far) word other"]))
      }
    }
    let far = Array(repeating: "y", count: 16_390).joined(separator: " ")
    rows.append((row + 1, ["", "word \(far) word"]))
    let folder = TemporaryFolder()
    let built = try TestDatabase.built(rows, in: folder)
    let stock = try Self.stock(rows)
    for sql in [
      "SELECT block FROM t_data WHERE id<>10 ORDER BY id", "SELECT sz FROM t_docsize ORDER BY id",
    ] { #expect(try Self.table(built, sql) == Self.table(stock, sql), "\(sql)") }
    try built.checkIntegrity()
  }

  /// Doclists that go on in many buffers, with rows that fill one of these or several by themselves, after
  /// first rows of many lengths.
  @Test(arguments: [0, 1, 60, 480, 990, 1_000, 5_000])
  func longDoclistsAreThoseOfPlainInserts(firstRow: Int) throws {
    func words(_ count: Int) -> String { String(repeating: "word ", count: count) }
    var rows: [Row] = [(1, ["word", words(firstRow)])]
    for count in [700, 150_000, 3_000, 500, 40, 70_000, 20] {
      for _ in 0..<300 {
        let row = rows[rows.count - 1].row + 1
        rows.append((row, ["word other", row % 3 == 0 ? "word" : "other word"]))
      }
      rows.append((rows[rows.count - 1].row + 200, [words(count), "rare \(count)"]))
    }
    let folder = TemporaryFolder()
    let built = try TestDatabase.built(rows, in: folder)
    let stock = try Self.stock(rows)
    for sql in [
      "SELECT block FROM t_data WHERE id<>10 ORDER BY id",
      "SELECT term||' '||doc||' '||cnt FROM v",
    ] { #expect(try Self.table(built, sql) == Self.table(stock, sql), "\(sql)") }
    try built.checkIntegrity()
  }

  @Test(arguments: [(50, 300), (7, 1000), (3, 4050)])
  func laterStockWritesWork(segmentRows: Int, pageSize: Int) throws {
    let rows = Self.rows(160, seed: 11, nasty: false)
    let folder = TemporaryFolder()
    let built = try TestDatabase.built(
      rows, pageSize: pageSize, segmentRows: segmentRows, in: folder)
    let stock = try Self.stock(rows)
    let queries = Self.queries(rows, seed: 9, count: 160)
    func expectEqual() throws {
      try built.checkIntegrity()
      #expect(try Self.answers(built, queries) == Self.answers(stock, queries))
      try SegmentReaderTests.expectEqualToStock(built)
    }
    try expectEqual()
    let nasty = Self.rows(30, seed: 12, nasty: true)
    for database in [built, stock] {
      try database.run("BEGIN")
      for (index, row) in rows.enumerated() where index % 4 == 0 {
        try database.delete(row.row)
        if index % 8 == 0 { try database.insert(row.row, nasty[index / 8].texts) }
      }
      for row in nasty { try database.insert(row.row + 10_000_000, row.texts) }
      try database.run("COMMIT")
    }
    try expectEqual()
    for database in [built, stock] {
      try database.run("INSERT INTO t(t, rank) VALUES('merge', 50)")
    }
    try expectEqual()
    for database in [built, stock] { try database.run("INSERT INTO t(t) VALUES('optimize')") }
    try expectEqual()
  }

  @Test func longTokensAndTextsAreAsStock() throws {
    let folder = TemporaryFolder()
    let rows: [Row] = [
      (1, [String(repeating: "x", count: 40_000), "a"]),
      (
        2, [String(repeating: "é", count: 30_000) + " tail", String(repeating: "ab ", count: 9000)]
      ),
      (3, ["", ""]),
      (4_000_000_000, [String(repeating: "量子", count: 9000), "abcdefghijklmnopqrstuvw xyz"]),
      (4_000_000_001, ["abcdefghijklmnopqrstuv abcdefghijklmnopqrstuvw", "I'm a-b C++"]),
    ]
    let built = try TestDatabase.built(rows, in: folder)
    try built.checkIntegrity()
    let stock = try Self.stock(rows)
    for sql in [
      "SELECT block FROM t_data WHERE id<>10 ORDER BY id", "SELECT sz FROM t_docsize ORDER BY id",
    ] {
      #expect(try Self.table(built, sql) == Self.table(stock, sql), "\(sql)")
    }
  }

  /// Texts that are not copied stand one behind the other, in any order, with letters behind the last.
  @Test func textsAreReadWhereTheyAreAsCopiesOfThem() throws {
    for isNasty in [false, true] {
      let rows = Self.rows(200, seed: 21, nasty: isNasty)
      let (copied, inPlace) = (try Self.builder(), try Self.builder())
      for row in rows {
        try copied.add(row: row.row, texts: row.texts)
        let (title, body) = (Array(row.texts[0].utf8), Array(row.texts[1].utf8))
        let all = body + title
        let memory = all + [UInt8](repeating: UInt8(ascii: "x"), count: SegmentBuilder.textSlack)
        try memory.withUnsafeBufferPointer { memory in
          let texts = UnsafeBufferPointer(rebasing: memory[..<all.count])
          try inPlace.begin(row: row.row)
          inPlace.append(body.count..<all.count, of: texts)
          inPlace.append(0..<body.count, of: texts)
          try inPlace.end()
        }
      }
      let expected = try Self.leaves(copied.seal())
      #expect(!expected.isEmpty)
      #expect(try Self.leaves(inPlace.seal()) == expected)
    }
  }

  private static func builder() throws -> SegmentBuilder {
    try SegmentBuilder(columns: 2, tokenizer: ["unicode61", "remove_diacritics", "2"])
  }

  private static func leaves(_ segment: BuiltSegment) throws -> [[UInt8]] {
    try #require(segment.leaves as? PageStore).entries.map { Array($0.bytes) }
  }

  @Test func noRowsLeaveTheTableEmpty() throws {
    let folder = TemporaryFolder()
    let built = try TestDatabase.built([], in: folder)
    try built.checkIntegrity()
    try built.insert(1, ["one", "two"])
    try built.checkIntegrity()
    #expect(try built.integers("SELECT rowid FROM t WHERE t MATCH 'two'") == [1])
  }

  @Test func rowsWithoutWordsAreCounted() throws {
    let folder = TemporaryFolder()
    let built = try TestDatabase.built([(1, ["", "--"]), (5, ["!", ""])], in: folder)
    try built.checkIntegrity()
    #expect(try built.integers("SELECT id FROM t_docsize") == [1, 5])
  }

  @Test func wrongUseIsRefused() throws {
    let builder = try SegmentBuilder(columns: 2, tokenizer: ["unicode61"])
    try builder.add(row: 5, texts: ["a", "b"])
    #expect(throws: SegmentError.self, "rows ascend") {
      try builder.add(row: 5, texts: ["a", "b"])
    }
    #expect(throws: SegmentError.self, "two columns") { try builder.add(row: 6, texts: ["a"]) }
    #expect(throws: SegmentError.self, "too large") {
      try builder.add(row: 1 << 40, texts: ["a", "b"])
    }
    for tokenizer in [
      ["trigram"], ["unicode61", "tokenchars", "-"], ["unicode61", "separators", "x"], [],
    ] {
      #expect(throws: SegmentError.self, "\(tokenizer)") {
        try SegmentBuilder(columns: 1, tokenizer: tokenizer)
      }
    }
    let database = try TestDatabase(tokenizer: "unicode61")
    let writer = try ShadowTableWriter(connection: database.handle, table: "t")
    let other = try SegmentBuilder(columns: 2, tokenizer: ["porter"])
    #expect(throws: SegmentError.self, "another tokenizer") { try writer.write(other.seal()) }
    try database.insert(1, ["one", "two"])
    let error = #expect(throws: SegmentError.self) {
      try ShadowTableWriter(connection: database.handle, table: "t")
    }
    #expect(error?.code == .notEmpty)
  }

  @Test func tokenizerOfQueriesIsThatOfTheTable() throws {
    let tokenizer = try StockTokenizer(["porter", "unicode61", "remove_diacritics", "2"])
    #expect(
      tokenizer.tokens(of: "Running  Kähler!").map { String(decoding: $0, as: UTF8.self) }
        == ["run", "kahler"])
    #expect(throws: SegmentError.self) { try StockTokenizer(["no such tokenizer"]) }
  }
}
