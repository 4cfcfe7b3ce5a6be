import GRDBSQLite
import Testing

@testable import FTS5Segments

@Suite struct SegmentReaderTests {
  /// Compares everything the reader says with what stock SQLite says.
  static func expectEqualToStock(
    _ database: TestDatabase, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let expected = try database.places()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    var seen = 0
    try reader.forEachTerm { term, list in
      seen += 1
      let rows = expected[term] ?? [:]
      #expect(list.count == rows.count, sourceLocation: sourceLocation)
      #expect(
        (0..<list.count).map { list.row(at: $0) } == rows.keys.sorted(),
        sourceLocation: sourceLocation)
      return true
    }
    #expect(seen == expected.count, sourceLocation: sourceLocation)
    var places: [TokenPosition] = []
    for (term, rows) in expected {
      let list = try reader.postings(of: term, withPositions: true)
      #expect(list.count == rows.count, sourceLocation: sourceLocation)
      var isSame = list.count == rows.count
      for index in 0..<list.count where isSame {
        let here = rows[list.row(at: index)] ?? []
        try list.positions(at: index, into: &places)
        isSame = places == here.sorted()
        for column in database.columns.indices {
          isSame =
            isSame
            && list.frequency(at: index, column: column)
              == here.count { $0.column == column }
        }
      }
      #expect(isSame, "\(String(decoding: term, as: UTF8.self))", sourceLocation: sourceLocation)
    }
    #expect(try reader.postings(of: Array("absent".utf8)).count == 0)
    if database.columns.count <= 8 { try expectPacked(reader, expected) }
  }

  /// Compares frequencies that are read for ranking.
  private static func expectPacked(
    _ reader: SegmentReader, _ expected: [[UInt8]: [Int64: [TokenPosition]]]
  ) throws {
    let shifts = reader.table.columns.indices.map { UInt64(8 * $0) }
    func isSame(_ found: CompactPostings, _ rows: [Int64: [TokenPosition]]) -> Bool {
      found.allRows.map { Int64($0) } == rows.keys.sorted()
        && zip(found.allRows, found.allCounts).allSatisfy { row, counts in
          var sums = [Int](repeating: 0, count: shifts.count)
          for place in rows[Int64(row)] ?? [] { sums[place.column] += 1 }
          return zip(sums, shifts).allSatisfy { min($0, 255) == Int(counts >> $1 & 0xFF) }
        }
    }
    // Patterns that find no room for a number stand beside.
    for patterns in [FrequencyPatterns(), FrequencyPatterns(capacity: 3)] {
      for (term, rows) in expected {
        let found = try reader.compactPostings(of: term, shifts: shifts, patterns: patterns)
        #expect(isSame(found, rows), "\(String(decoding: term, as: UTF8.self))")
        for limit in [0, rows.count / 2, rows.count - 1, rows.count] {
          #expect(try reader.hasMoreRows(than: limit, of: term) == (rows.count > limit))
        }
        // A sample of the terms, for time.
        guard term.last.map({ $0 % 8 == 1 }) ?? true else { continue }
        let kept = try reader.keptPostings(of: term, shifts: shifts, patterns: patterns)
        #expect(isSame(kept.postings, rows))
        try expectPlaces(kept.doclists, rows)
        for limit in [rows.count / 2, rows.count] {
          let few = try reader.compactPostings(
            of: term, shifts: shifts, patterns: patterns, unlessMoreThan: limit)
          #expect((few == nil) == (rows.count > limit))
          if let few { #expect(isSame(few, rows)) }
        }
      }
    }
    let patterns = FrequencyPatterns()
    let absent = Array("absent".utf8)
    #expect(
      try reader.compactPostings(of: absent, shifts: shifts, patterns: patterns).count == 0)
    #expect(try !reader.hasMoreRows(than: 0, of: absent))
    for prefix in Set(expected.keys.map { Array($0.prefix(1)) }) {
      let longer = expected.keys.filter { $0.starts(with: prefix) && $0.count > prefix.count }
        .sorted { TermOrder.compare($0, $1) < 0 }
      var found: [CompactPostings] = []
      try reader.forEachTerm(longerThan: prefix, shifts: shifts, patterns: patterns) {
        found.append($0)
      }
      #expect(found.count == longer.count)
      #expect(zip(found, longer).allSatisfy { isSame($0, expected[$1] ?? [:]) })
      let union = try reader.compactPostings(
        longerThan: prefix, shifts: shifts, patterns: patterns)
      let places = longer.reduce(into: [Int64: [TokenPosition]]()) { all, term in
        all.merge(expected[term] ?? [:]) { $0 + $1 }
      }
      #expect(isSame(union, places), "\(String(decoding: prefix, as: UTF8.self))*")
    }
    #expect(throws: SegmentError.self, "a shift beyond a number") {
      try reader.compactPostings(
        of: [], shifts: shifts.map { $0 + 64 }, patterns: patterns)
    }
  }

  /// Compares the places of a term in some rows, of a doclist that was decoded before.
  private static func expectPlaces(
    _ doclists: TermDoclists, _ rows: [Int64: [TokenPosition]]
  ) throws {
    var isSame = try doclists.places(of: UInt64((rows.keys.max() ?? 0) + 1)) == nil
    // In any order, as a search looks.
    for (row, places) in rows.prefix(40) {
      var found: [TokenPosition] = []
      if var stream = try doclists.places(of: UInt64(row)) {
        while stream.place < PositionStream.end {
          found.append(
            TokenPosition(
              column: Int(stream.place >> 32), offset: Int(stream.place & 0xFFFF_FFFF)))
          try stream.next()
        }
      }
      isSame = isSame && found == places.sorted()
      if row > 0, rows[row - 1] == nil {
        isSame = try isSame && doclists.places(of: UInt64(row - 1)) == nil
      }
    }
    #expect(isSame)
  }

  @Test func anEmptyTableHasNothing() throws {
    let database = try TestDatabase()
    let reader = try SegmentReader(connection: database.handle, table: "t")
    #expect(reader.rowCount == 0)
    #expect(try reader.postings(of: Array("word".utf8)).count == 0)
    #expect(try reader.terms(withPrefix: [], limit: 10) == [])
  }

  @Test(arguments: [64, 200, 4050])
  func manySegmentsWithDeletions(pageSize: Int) throws {
    let database = try TestDatabase()
    try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize))")
    var generator = SeededGenerator(UInt64(pageSize))
    var next: Int64 = 1
    for round in 0..<12 {
      try database.run("BEGIN")
      for _ in 0..<40 {
        let title = SampleText.words(4, vocabulary: 300, using: &generator)
        let body = SampleText.words(60, vocabulary: 300, using: &generator)
        try database.insert(next, [title, body])
        next += Int64(generator.next() % 3) + 1
      }
      try database.run("COMMIT")
      try database.run("BEGIN")
      for row in try database.integers("SELECT id FROM source ORDER BY id")
      where generator.next() % 9 == 0 {
        try database.delete(row)
        if generator.next() % 2 == 0 {
          try database.insert(row, ["changed qka", SampleText.nasty(40, using: &generator)])
        }
      }
      try database.run("COMMIT")
      if round == 7 { try database.run("INSERT INTO t(t, rank) VALUES('merge', 3)") }
    }
    try Self.expectEqualToStock(database)
    try database.run("INSERT INTO t(t, rank) VALUES('merge', -20)")
    try Self.expectEqualToStock(database)
    try database.run("INSERT INTO t(t) VALUES('optimize')")
    try Self.expectEqualToStock(database)
  }

  @Test func prefixesGiveARangeOfTheVocabulary() throws {
    let database = try TestDatabase(tokenizer: "unicode61 remove_diacritics 2")
    try database.insert(1, ["graph graphs", "grape"])
    try database.insert(2, ["graphic", "gravity"])
    let reader = try SegmentReader(connection: database.handle, table: "t")
    func terms(_ prefix: String, _ limit: Int = 10) throws -> [String] {
      try reader.terms(withPrefix: Array(prefix.utf8), limit: limit)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try terms("graph") == ["graph", "graphic", "graphs"])
    #expect(try terms("gra", 2) == ["grape", "graph"])
    #expect(try terms("h") == [])
  }

  @Test func longReadingEndsWhenAskedTo() throws {
    let database = try TestDatabase()
    try database.run("INSERT INTO t(t, rank) VALUES('pgsz', 64)")
    try database.run("BEGIN")
    for row in 1...2000 { try database.insert(Int64(row), ["graph theory", "of graph theory"]) }
    try database.run("COMMIT; INSERT INTO t(t) VALUES('optimize')")
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let graph = Array("graph".utf8)
    let phrase = [graph, Array("theori".utf8)]
    var looks = 0
    reader.isInterrupted = {
      looks += 1
      return looks > 3
    }
    let wanted = SegmentError(.sqlite, "interrupted", sqliteCode: SQLITE_INTERRUPT)
    #expect(throws: wanted) { try reader.postings(of: graph) }
    let patterns = FrequencyPatterns()
    func compact() throws -> CompactPostings {
      try reader.compactPostings(of: graph, shifts: [0, 8], patterns: patterns)
    }
    #expect(throws: wanted) { try compact() }
    #expect(throws: wanted) { try reader.postings(ofPhrase: phrase) }
    // Nothing half read is left over.
    reader.isInterrupted = { false }
    #expect(try compact().allRows.count == 2000)
    #expect(try reader.postings(ofPhrase: phrase).count == 2000)
  }

  @Test func refreshSeesWhatChanged() throws {
    let database = try TestDatabase()
    try database.insert(1, ["one", "word"])
    let reader = try SegmentReader(connection: database.handle, table: "t")
    #expect(try !reader.refresh())
    try database.insert(2, ["two", "word"])
    #expect(try reader.refresh())
    #expect(try reader.postings(of: Array("word".utf8)).count == 2)
  }

  @Test(arguments: [
    (", detail=column", "its lists have no positions"),
    (", detail=none", "its lists have no sizes"),
    (", columnsize=0", "it has no lengths"),
  ])
  func otherTablesAreNotSupported(options: String, why: String) throws {
    let database = try TestDatabase(options: options)
    let error = #expect(throws: SegmentError.self, "\(why)") {
      try SegmentReader(connection: database.handle, table: "t")
    }
    #expect(error?.code == .unsupported)
  }

  @Test func aLaterFormatVersionIsNotSupported() throws {
    let database = try TestDatabase()
    try database.run("UPDATE t_config SET v=5 WHERE k='version'")
    let error = #expect(throws: SegmentError.self) {
      try SegmentReader(connection: database.handle, table: "t")
    }
    #expect(error?.code == .unsupported)
  }
}
