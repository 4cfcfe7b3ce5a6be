import GRDBSQLite
import Testing

@testable import FTS5Segments

@Suite struct DamageTests {
  /// Reads all that there is; damage may be found or not, but must not trap or read elsewhere.
  static func readEverything(_ handle: OpaquePointer) throws(SegmentError) {
    let reader = try SegmentReader(connection: handle, table: "t")
    var terms: [[UInt8]] = []
    try reader.forEachTerm { term, _ in
      terms.append(term)
      return terms.count < 5000
    }
    var places: [TokenPosition] = []
    for term in terms.prefix(200) {
      let list = try reader.postings(of: term, withPositions: true)
      for index in 0..<list.count {
        _ = list.columns(at: index)
        try list.positions(at: index, into: &places)
      }
    }
    let tokens = ["qka", "qru", "qno"].map { Array($0.utf8) }
    _ = try reader.postings(ofPhrase: Array(tokens.prefix(2)))
    _ = try reader.postings(ofPhrase: tokens, isPrefix: true)
    _ = try reader.terms(withPrefix: Array("qr".utf8), limit: 100)
    let scoring = FieldScoring(weights: [2, 1], lengthFactors: [0.3, 1])
    let search = try RankedSearch([(try RankedTable(reader: reader, scoring: scoring), reader)])
    let groups = tokens.map { RankedGroup([RankedTerm(tokens: [$0])]) }
    _ = try search.top(RankedQuery(groups: groups))
    _ = try search.matches(RankedQuery(groups: groups))
  }

  static func sample(pageSize: Int) throws -> TestDatabase {
    let database = try TestDatabase()
    try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize))")
    var generator = SeededGenerator(5)
    for row in 1...120 {
      let body = SampleText.words(50, vocabulary: 80, using: &generator)
      if row % 40 == 1 { try database.run(row == 1 ? "BEGIN" : "COMMIT; BEGIN") }
      try database.insert(Int64(row), [SampleText.word(row % 7), body])
    }
    for row in 30..<40 { try database.delete(Int64(row)) }
    try database.run("COMMIT")
    return database
  }

  @Test(arguments: [100, 4050])
  func flippedBytesAreAnErrorOrHarmless(pageSize: Int) throws {
    let database = try Self.sample(pageSize: pageSize)
    try Self.readEverything(database.handle)
    let ids = try database.integers("SELECT id FROM t_data")
    var generator = SeededGenerator(UInt64(pageSize))
    var errors = 0
    for _ in 0..<1500 {
      try database.run("SAVEPOINT damage")
      if generator.next() % 8 == 0 {
        let write = try Statement(
          database.handle, "UPDATE t_docsize SET sz=?1 WHERE id=\(generator.next() % 120 + 1)")
        write.bind(
          (0..<generator.next() % 12).map { _ in UInt8(truncatingIfNeeded: generator.next()) },
          at: 1)
        try write.run()
      }
      for _ in 0...generator.next() % 3 {
        let id = ids[Int(generator.next() % UInt64(ids.count))]
        let read = try Statement(database.handle, "SELECT block FROM t_data WHERE id=\(id)")
        guard try read.step() else { continue }
        var block = Array(read.blob(0))
        read.reset()
        guard !block.isEmpty else { continue }
        switch generator.next() % 4 {
        case 0: block.removeLast(Int(generator.next() % UInt64(block.count)))
        case 1: block[Int(generator.next() % UInt64(min(block.count, 8)))] = 0xFF
        default:
          block[Int(generator.next() % UInt64(block.count))] =
            UInt8(truncatingIfNeeded: generator.next())
        }
        let write = try Statement(database.handle, "UPDATE t_data SET block=?1 WHERE id=\(id)")
        write.bind(block, at: 1)
        try write.run()
      }
      do { try Self.readEverything(database.handle) } catch { errors += 1 }
      try database.run("ROLLBACK TO damage; RELEASE damage")
    }
    #expect(errors > 300)
    try Self.readEverything(database.handle)
  }

  @Test func missingPagesAreAnError() throws {
    let database = try Self.sample(pageSize: 100)
    for id in try database.integers("SELECT id FROM t_data WHERE id>10").prefix(50) {
      try database.run("SAVEPOINT damage; DELETE FROM t_data WHERE id=\(id)")
      do { try Self.readEverything(database.handle) } catch {
        #expect(error.code == .damaged)
      }
      try database.run("ROLLBACK TO damage; RELEASE damage")
    }
  }
}
