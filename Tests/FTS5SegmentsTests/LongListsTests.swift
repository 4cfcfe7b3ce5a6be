import Testing

@testable import FTS5Segments

/// Lists so long that two threads share the work on them give what short ones give.
@Suite struct LongListsTests {
  private static let rowCount = 40_000
  private static let shifts: [UInt64] = [0, 8]

  /// Rows with one to nine times the word “long”, some in the title, every seventh with “rare”.
  private static func database() throws -> TestDatabase {
    let database = try database(segments: [rowCount])
    try database.run("INSERT INTO t(t) VALUES('optimize')")
    return database
  }

  /// Title and body of row n.
  private static let texts = """
    iif(n % 5 = 0, 'long', 'other') AS title,
    replace(hex(zeroblob(1 + n * 7919 % 9)), '00', 'long ') || iif(n % 7 = 0, 'rare', '') AS body
    """

  /// Likewise, with some rows after the other.
  private static func database(segments counts: [Int]) throws -> TestDatabase {
    let database = try TestDatabase()
    try database.run("INSERT INTO t(t, rank) VALUES('automerge', 0)")
    var last = 0
    for count in counts {
      try database.run(
        """
        WITH RECURSIVE number(n) AS
          (SELECT \(last + 1) UNION ALL SELECT n + 1 FROM number WHERE n < \(last + count))
        INSERT INTO t(rowid, title, body) SELECT n, \(texts) FROM number
        """)
      last += count
    }
    return database
  }

  @Test(arguments: [FrequencyPatterns(), FrequencyPatterns(capacity: 3)])
  func areDecodedAsShortOnes(patterns: FrequencyPatterns) throws {
    let database = try LongListsTests.database()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    for word in ["long", "rare"] {
      let term = Array(word.utf8)
      let (rows, counts) = try reader.postings(of: term).packed(shifts: LongListsTests.shifts)
      try expectKept(by: reader, word, patterns, rows, counts, step: 997)
    }
  }

  /// Expects the postings that are kept of a word, and finds every so many rows in its doclists.
  @discardableResult
  private func expectKept(
    by reader: SegmentReader, _ word: String, _ patterns: FrequencyPatterns, _ rows: [UInt32],
    _ counts: [UInt64], step: Int
  ) throws -> TermDoclists {
    func keep() throws -> TermDoclists {
      let kept = try reader.keptPostings(
        of: Array(word.utf8), shifts: LongListsTests.shifts, patterns: patterns)
      #expect(kept.doclists.raw.count > SecondThread.longDoclist || word == "rare")
      #expect(kept.postings.allRows == rows)
      #expect(kept.postings.allCounts == counts)
      for row in stride(from: 0, through: UInt64(LongListsTests.rowCount) + 1, by: step) {
        let isThere = try kept.doclists.places(of: row) != nil
        #expect(isThere == rows.contains(UInt32(row)), "row \(row)")
      }
      return kept.doclists
    }
    // Memory of the first time is used again for the second.
    _ = try keep()
    return try keep()
  }

  /// Segments share the work as pieces of one do, unless they say something about the same rows.
  @Test(arguments: [true, false])
  func ofSeveralSegmentsAreDecodedAsOfOne(areApart: Bool) throws {
    let database = try LongListsTests.database(segments: [10_000, 30_000])
    if !areApart {
      // The last row of the first segment and the last of all.
      for row in [10_000, LongListsTests.rowCount] {
        try database.run(
          "INSERT INTO t(t, rowid, title, body) SELECT 'delete', n, title, body FROM "
            + "(SELECT n, \(LongListsTests.texts) FROM (SELECT \(row) AS n))")
      }
    }
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let patterns = FrequencyPatterns()
    for word in ["long", "rare"] {
      let term = Array(word.utf8)
      let (rows, counts) = try reader.postings(of: term).packed(shifts: LongListsTests.shifts)
      let doclists = try expectKept(by: reader, word, patterns, rows, counts, step: 991)
      #expect(doclists.starts.count > 1)
      for limit in [1, 5000, rows.count - 1, rows.count] {
        let few = try reader.compactPostings(
          of: term, shifts: LongListsTests.shifts, patterns: patterns, unlessMoreThan: limit)
        #expect((few == nil) == (rows.count > limit))
        if let few { #expect(few.allRows == rows && few.allCounts == counts) }
      }
    }
  }

  /// What is damaged is found wherever it is, and whoever decodes it.
  @Test func damageIsFound() throws {
    let database = try LongListsTests.database()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let patterns = FrequencyPatterns()
    let term = Array("long".utf8)
    let pages = try Statement(
      database.handle, "SELECT id FROM t_data WHERE id > 10 AND length(block) > 4000 ORDER BY id")
    var ids: [Int64] = []
    while try pages.step() { ids.append(pages.integer(0)) }
    try #require(ids.count > SecondThread.pieces)
    for (number, id) in ids.enumerated() where number % 5 == 0 {
      let block = "(SELECT block FROM t_data WHERE id = \(id))"
      try database.run(
        "SAVEPOINT damage; UPDATE t_data SET block = CAST(substr(\(block), 1, 900) "
          + "|| x'00FFFF00FFFFFF' || substr(\(block), 908) AS BLOB) WHERE id = \(id)")
      let decoded = try? reader.compactPostings(
        of: term, shifts: LongListsTests.shifts, patterns: patterns)
      let shared = try? reader.keptPostings(
        of: term, shifts: LongListsTests.shifts, patterns: patterns)
      #expect(decoded?.allRows == shared?.postings.allRows)
      #expect(decoded?.allCounts == shared?.postings.allCounts)
      try database.run("ROLLBACK TO damage; RELEASE damage")
    }
    let again = try reader.keptPostings(
      of: term, shifts: LongListsTests.shifts, patterns: patterns)
    #expect(again.postings.count == LongListsTests.rowCount)
  }

  /// Where the next term begins only says how much memory to take: nothing follows from a wrong number.
  @Test(arguments: [Int64.min, -1, 0, Int64.max])
  func termPagesAnywhere(page: Int64) throws {
    let database = try LongListsTests.database()
    let later = "term > CAST('0long' AS BLOB)"
    let count = try Statement(database.handle, "SELECT count(*) FROM t_idx WHERE \(later)")
    try #require(try count.step() && count.integer(0) > 0)
    count.reset()
    try database.run("UPDATE t_idx SET pgno = \(page) WHERE \(later)")
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let kept = try reader.keptPostings(
      of: Array("long".utf8), shifts: LongListsTests.shifts, patterns: FrequencyPatterns())
    #expect(kept.postings.count == LongListsTests.rowCount)
  }
}
