import GRDBSQLite
import Testing

@testable import FTS5Segments

@Suite struct FrequentTermsTests {
  /// Rows of one column in which word `a7` stands in every seventh row, and so on, over several
  /// segments; the frequent ones fill pages.
  private static func database(rows: Int = 4000) throws -> TestDatabase {
    let database = try TestDatabase(columns: ["a", "b"])
    for start in stride(from: 1, through: rows, by: rows / 4) {
      try database.run("BEGIN")
      for row in start..<min(start + rows / 4, rows + 1) {
        let words = (1...60).filter { row.isMultiple(of: $0 * $0) }.map { "a\($0)" }
        try database.insert(
          Int64(row), [words.joined(separator: " "), row.isMultiple(of: 2) ? "a1" : "b"])
      }
      try database.run("COMMIT")
    }
    return database
  }

  @Test("Terms come with the longest doclists first", arguments: [1, 2, 64, 4096])
  func order(pageLimit: Int) throws {
    let database = try Self.database()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let terms = try reader.frequentTerms(
      withPrefix: Array("a".utf8), limit: 3, pageLimit: pageLimit)
    #expect(terms == ["a1", "a2", "a3"].map { Array($0.utf8) })
  }

  @Test("No more terms than asked for, and none without the beginning")
  func limits() throws {
    let database = try Self.database()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    #expect(try reader.frequentTerms(withPrefix: Array("a".utf8), limit: 0).isEmpty)
    #expect(try reader.frequentTerms(withPrefix: Array("b".utf8), limit: 9) == [Array("b".utf8)])
    #expect(try reader.frequentTerms(withPrefix: Array("a1x".utf8), limit: 9).isEmpty)
    #expect(try reader.frequentTerms(withPrefix: Array("c".utf8), limit: 9).isEmpty)
  }

  @Test(
    "The first rows of a term and their columns are those of the whole list", arguments: [1, 2, 9])
  func rows(word: Int) throws {
    let database = try Self.database()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let term = Array("a\(word)".utf8)
    let list = try reader.postings(of: term)
    for byteLimit in [0, 1, 5000, Int.max] {
      var found: [UInt32] = []
      try reader.forEachRow(of: term, byteLimit: byteLimit) { row, columns in
        found.append(row)
        let index = list.index(of: Int64(row))
        #expect(list.row(at: index) == Int64(row))
        #expect(list.columns(at: index) == columns)
        return true
      }
      #expect(!found.isEmpty)
      #expect(found == found.sorted())
      if byteLimit == .max { #expect(found.count == list.count) }
    }
  }

  @Test("Only wanted rows come, until enough")
  func wantedRows() throws {
    let database = try Self.database()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    var found: [UInt32] = []
    try reader.forEachRow(
      of: Array("a2".utf8), among: [1, 4, 5, 8, 3996, 9999], byteLimit: .max
    ) { row, _ in
      found.append(row)
      return true
    }
    #expect(found == [4, 8, 3996])
    var first: [UInt32] = []
    try reader.forEachRow(of: Array("a2".utf8), byteLimit: .max) { row, _ in
      first.append(row)
      return first.count < 2
    }
    #expect(first == [4, 8])
  }
}
