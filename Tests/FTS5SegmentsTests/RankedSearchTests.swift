import GRDBSQLite
import Testing

@testable import FTS5Segments

/// Scores every row from the places that stock SQLite reports, straight from the formula.
private struct Reference {
  let places: [[UInt8]: [Int64: [TokenPosition]]]
  let lengths: [Int64: [Int]]
  let scoring: FieldScoring

  init(_ database: TestDatabase, scoring: FieldScoring) throws {
    places = try database.places()
    self.scoring = scoring
    var lengths: [Int64: [Int]] = [:]
    for row in try database.integers("SELECT id FROM t_docsize") {
      lengths[row] = database.columns.map { _ in 0 }
    }
    for rows in places.values {
      for (row, found) in rows {
        for place in found { lengths[row]?[place.column] += 1 }
      }
    }
    self.lengths = lengths
  }

  /// Frequencies per column of the rows that have a term.
  func frequencies(_ term: RankedTerm) -> [Int64: [Int]] {
    var result: [Int64: [Int]] = [:]
    func slot(_ index: Int) -> [Int64: Set<TokenPosition>] {
      let token = term.tokens[index]
      let isPrefix = term.isPrefix && index == term.tokens.count - 1
      var found: [Int64: Set<TokenPosition>] = [:]
      for (word, rows) in places where isPrefix ? word.starts(with: token) : word == token {
        for (row, here) in rows { found[row, default: []].formUnion(here) }
      }
      return found
    }
    let slots = term.tokens.indices.map(slot)
    for (row, starts) in slots[0] {
      for start in starts {
        let isWhole = slots.indices.allSatisfy {
          slots[$0][row]?.contains(
            TokenPosition(column: start.column, offset: start.offset + $0)) ?? false
        }
        if isWhole {
          result[row, default: scoring.weights.map { _ in 0 }][start.column] += 1
        }
      }
    }
    return result
  }

  func scores(_ term: RankedTerm) -> [Int64: Double] {
    let all = frequencies(term)
    let total = lengths.count
    let idf =
      term.inverseDocumentFrequency
      ?? scoring.inverseDocumentFrequency(matching: all.count, of: total)
    let sums = scoring.weights.indices.map { column in
      lengths.values.reduce(0) { $0 + $1[column] }
    }
    var result: [Int64: Double] = [:]
    for (row, found) in all {
      var x = 0.0
      var isThere = false
      for (column, frequency) in found.enumerated()
      where frequency > 0 && term.columns >> UInt64(column) & 1 == 1 {
        isThere = true
        let length: Double
        let average: Double
        if scoring.formula == .stock {
          length = Double(lengths[row]?.reduce(0, +) ?? 0)
          average = Double(sums.reduce(0, +)) / Double(total)
        } else {
          length = Double(lengths[row]?[column] ?? 0)
          average = Double(sums[column]) / Double(total)
        }
        let b = scoring.lengthFactors[column]
        if case .wholeRow(let factor) = term.impact {
          let whole = Double(lengths[row]?.reduce(0, +) ?? 0)
          let mean = Double(sums.reduce(0, +)) / Double(total)
          x += Double(frequency) / (1 - factor + factor * whole / mean)
        } else {
          x += scoring.weights[column] * Double(frequency) / (1 - b + b * length / average)
        }
      }
      if isThere { result[row] = term.weight * idf * x * (scoring.k1 + 1) / (x + scoring.k1) }
    }
    return result
  }

  private func factor(_ query: RankedQuery, _ row: Int64) -> Double {
    query.factors?.value(UInt32(row)) ?? 1
  }

  func hits(_ query: RankedQuery) -> [RankedHit] {
    var sums: [Int64: Double] = [:]
    var isMatch: Set<Int64> = []
    var candidates: Set<Int64>?
    var excluded: Set<Int64> = []
    let hasRequired = query.groups.contains { $0.role == .required }
    for group in query.groups {
      var part: [Int64: Double] = [:]
      for term in group.terms {
        part.merge(scores(term)) { group.combination == .best ? max($0, $1) : $0 + $1 }
      }
      switch group.role {
      case .excluded:
        excluded.formUnion(part.keys)
        continue
      case .required: candidates = (candidates ?? Set(part.keys)).intersection(part.keys)
      case .optional: if !hasRequired { isMatch.formUnion(part.keys) }
      case .bonus: break
      }
      sums.merge(part, uniquingKeysWith: +)
    }
    if candidates == nil, query.acceptsAll, let accepted = query.accepted {
      isMatch = Set(accepted.rows)
    }
    return (candidates ?? isMatch).subtracting(excluded)
      .filter { query.accepted?.contains($0) ?? true }
      .map { RankedHit(row: $0, score: (sums[$0] ?? 0) * factor(query, $0)) }
      .sorted { ($0.score, $1.row) > ($1.score, $0.row) }
  }
}

@Suite struct RankedSearchTests {
  static func index(_ seed: UInt64, rows: Int, segments: Int) throws -> TestDatabase {
    let database = try TestDatabase(
      columns: ["title", "names", "body"], tokenizer: "unicode61 remove_diacritics 2")
    var generator = SeededGenerator(seed)
    var next: Int64 = 1
    for _ in 0..<segments {
      try database.run("BEGIN")
      for _ in 0..<(rows / segments) {
        try database.insert(
          next,
          [
            SampleText.words(5, vocabulary: 150, using: &generator),
            generator.next() % 3 == 0
              ? "" : SampleText.words(2, vocabulary: 400, using: &generator),
            SampleText.words(
              10 + Int(generator.next() % 40), vocabulary: 400, using: &generator),
          ])
        next += 1
      }
      try database.run("COMMIT")
      try database.run("BEGIN")
      for row in try database.integers("SELECT id FROM source")
      where generator.next() % 12 == 0 {
        try database.delete(row)
      }
      try database.run("COMMIT")
    }
    return database
  }

  static let scoring = FieldScoring(
    weights: [3, 2, 1], lengthFactors: [0.3, 0.3, 0.5], k1: 2)

  /// Compares the hits with all hits of the reference: scores to 1e-9, and the rows of each score.
  static func expect(
    _ hits: [RankedHit], among all: [RankedHit], limit: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var isSame = hits.count == min(limit, all.count)
    let scores = Dictionary(uniqueKeysWithValues: all.map { ($0.row, $0.score) })
    for (index, hit) in hits.enumerated() where isSame {
      isSame =
        abs(hit.score - all[index].score) <= 1e-9
        && abs(hit.score - (scores[hit.row] ?? -1)) <= 1e-9
    }
    let ordered = zip(hits, hits.dropFirst()).allSatisfy {
      ($0.score, $1.row) > ($1.score, $0.row)
    }
    #expect(isSame && ordered, sourceLocation: sourceLocation)
  }

  static func randomQuery(_ generator: inout SeededGenerator, rows: Int) -> RankedQuery {
    func term() -> RankedTerm {
      var term = RankedTerm(SampleText.word(generator.zipf(420)))
      switch generator.next() % 10 {
      case 0:
        term.tokens = [
          Array(SampleText.word(generator.zipf(9)).utf8),
          Array(SampleText.word(generator.zipf(9)).utf8),
        ]
      case 1:
        term.tokens[0].removeLast()
        term.isPrefix = true
      case 2: term.columns = generator.next() % 8
      case 3: term.weight = 0.25
      case 5: term.impact = .wholeRow(lengthFactor: 0.5)
      case 4:
        term.tokens = [Array("qka".utf8), Array("qk".utf8)]
        term.isPrefix = true
      default: break
      }
      return term
    }
    var groups: [RankedGroup] = []
    for _ in 0...generator.next() % 5 {
      let terms = (0...(generator.next() % 4 == 0 ? generator.next() % 4 : 0)).map { _ in term() }
      let role: RankedGroup.Role =
        switch generator.next() % 8 {
        case 0, 1: .required
        case 2: .bonus
        case 3: .excluded
        default: .optional
        }
      groups.append(
        RankedGroup(
          terms, role: role, combination: generator.next() % 2 == 0 ? .best : .sum))
    }
    var query = RankedQuery(
      groups: groups, limit: [1, 10, 25, 1000][Int(generator.next() % 4)])
    if generator.next() % 4 == 0 {
      query.accepted = RowSet(
        (1...Int64(rows)).filter { _ in generator.next() % 3 == 0 }, capacity: rows + 100)
    }
    if generator.next() % 4 == 0 {
      let some = RowSet(
        (0..<Int64(rows)).filter { _ in generator.next() % 3 == 0 }, capacity: rows)
      query.factors = RowFactors(generator.next() % 2 == 0 ? 0.85 : 1.3, for: some)
    }
    query.acceptsAll = generator.next() % 2 == 0
    return query
  }

  @Test(arguments: [(1, 300, 1), (2, 1100, 1), (3, 600, 6)])
  func equalsTheFormula(seed: Int, rows: Int, segments: Int) throws {
    let database = try Self.index(UInt64(seed), rows: rows, segments: segments)
    let reference = try Reference(database, scoring: Self.scoring)
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let table = try RankedTable(reader: reader, scoring: Self.scoring)
    let search = try RankedSearch([(table, reader)])
    var generator = SeededGenerator(UInt64(seed) + 100)
    for _ in 0..<80 {
      let query = Self.randomQuery(&generator, rows: rows)
      let all = reference.hits(query)
      let hits = try search.top(query)
      Self.expect(hits, among: all, limit: query.limit)
      #expect(try search.matches(query).rows == all.map(\.row).sorted())
      // Without pairs, candidates are the hits and all that tie with the last of them.
      let least = query.limit <= all.count ? all[query.limit - 1].score : 0
      let candidates = Set(try search.candidates(query).map { Int64($0.row) })
      #expect(candidates.isSuperset(of: all.filter { $0.score > least + 1e-9 }.map(\.row)))
      #expect(candidates.isSubset(of: all.filter { $0.score > least - 1e-9 }.map(\.row)))
      for hit in hits.prefix(3) {
        let parts = try search.parts(query, row: hit.row)
        let sum = zip(query.groups, parts).reduce(0.0) { sum, next in
          let (group, parts) = next
          return sum + (group.combination == .best ? parts.max() ?? 0 : parts.reduce(0, +))
        }
        let factor = query.factors?.value(UInt32(hit.row)) ?? 1
        #expect(abs(sum * factor - hit.score) <= 1e-9)
      }
    }
  }

  @Test(arguments: [(1, 500, 1), (2, 1200, 5)])
  func equalsStockScores(seed: Int, rows: Int, segments: Int) throws {
    let database = try Self.index(UInt64(seed), rows: rows, segments: segments)
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let weights = [3.0, 2.0, 1.0]
    let table = try RankedTable(reader: reader, scoring: .stock(weights: weights))
    let search = try RankedSearch([(table, reader)])
    var generator = SeededGenerator(UInt64(seed))
    for round in 0..<200 {
      let words = (0...generator.next() % 4).map { _ in
        Int(generator.next() % 2) == 0
          ? SampleText.word(generator.zipf(400)) : SampleText.word(generator.zipf(12))
      }
      guard Set(words).count == words.count else { continue }
      let isAll = round % 3 == 0
      let statement = try Statement(
        database.handle,
        "SELECT rowid, bm25(t, 3, 2, 1) FROM t WHERE t MATCH ?1 ORDER BY 2, 1")
      statement.bind(
        words.map { "\"\($0)\"" }.joined(separator: isAll ? " AND " : " OR "), at: 1)
      var all: [RankedHit] = []
      while try statement.step() {
        all.append(RankedHit(row: statement.integer(0), score: -statement.real(1)))
      }
      let query = RankedQuery(
        groups: words.map { RankedGroup([RankedTerm($0)], role: isAll ? .required : .optional) })
      Self.expect(try search.top(query), among: all, limit: 10)
    }
  }

  @Test func equalScoresGoByPriorityThenRow() throws {
    let database = try TestDatabase()
    for row in 1...6 { try database.insert(Int64(row), ["same", "text"]) }
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let table = try RankedTable(
      reader: reader, scoring: FieldScoring(weights: [1, 1], lengthFactors: [0, 0]))
    let search = try RankedSearch([(table, reader)])
    var query = RankedQuery(groups: [RankedGroup([RankedTerm("same")])], limit: 4)
    #expect(try search.top(query).map(\.row) == [1, 2, 3, 4])
    query.priorities = RowPriorities([0, 5, 9, 5, 7, 9, 1])
    #expect(try search.top(query).map(\.row) == [2, 5, 4, 1])
  }

  @Test func severalTablesShareTheirRows() throws {
    let database = try TestDatabase()
    try database.run(
      "CREATE VIRTUAL TABLE u USING fts5(title, body, content='source', content_rowid='id')")
    try database.insert(1, ["running", "far"])
    try database.insert(2, ["run", "far"])
    try database.run("INSERT INTO u(u) VALUES('rebuild')")
    let scoring = FieldScoring(weights: [1, 1], lengthFactors: [0, 0])
    let pairs = try ["t", "u"].map { name in
      let reader = try SegmentReader(connection: database.handle, table: name)
      return (table: try RankedTable(reader: reader, scoring: scoring), reader: reader)
    }
    let search = try RankedSearch(pairs)
    let query = RankedQuery(groups: [
      RankedGroup([RankedTerm("run")], role: .required),
      RankedGroup([RankedTerm(table: 1, "running", weight: 0.1)], role: .bonus),
    ])
    #expect(try search.top(query).map(\.row) == [1, 2])
  }

  /// Lists that the caller makes of a table's own terms give what the table gives.
  @Test func listsOfTheCallerCountAsTerms() throws {
    var generator = SeededGenerator(8)
    for _ in 0..<60 {
      let limit = 1 + Int(generator.next() % 4000)
      var sums: [Int64: Double] = [:]
      var isMatch: Set<Int64> = []
      var groups: [RankedGroup] = []
      for index in 0...generator.next() % 4 {
        let share = 1 + generator.next() % 30
        let rows = (0..<UInt32(limit)).filter { _ in generator.next() % share == 0 }
        let impacts = rows.map { _ in Double(generator.next() % 1000) / 300 }
        let weight = Double(generator.next() % 5)
        let role: RankedGroup.Role = index == 1 ? .bonus : .optional
        groups.append(
          RankedGroup(
            [RankedTerm(list: try ImpactList(rows: rows, impacts: impacts), weight: weight)],
            role: role))
        for (row, impact) in zip(rows, impacts) {
          sums[Int64(row), default: 0] += weight * impact
          if role == .optional { isMatch.insert(Int64(row)) }
        }
      }
      let all = isMatch.map { RankedHit(row: $0, score: sums[$0] ?? 0) }
        .sorted { ($0.score, $1.row) > ($1.score, $0.row) }
      let search = RankedSearch(rowLimit: limit)
      Self.expect(try search.top(RankedQuery(groups: groups)), among: all, limit: 10)
    }
    #expect(throws: SegmentError.self, "descending") {
      try ImpactList(rows: [2, 1], impacts: [1, 1])
    }
    #expect(throws: SegmentError.self, "negative") { try ImpactList(rows: [1], impacts: [-1]) }
    #expect(throws: SegmentError.self, "not as many") { try ImpactList(rows: [1], impacts: []) }
  }

  @Test func aTableOfAnotherStateIsRefused() throws {
    let database = try TestDatabase()
    try database.insert(1, ["one", "word"])
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let table = try RankedTable(
      reader: reader, scoring: FieldScoring(weights: [1, 1], lengthFactors: [0, 0]))
    try database.insert(2, ["two", "words"])
    try reader.refresh()
    #expect(throws: SegmentError.self) { try RankedSearch([(table, reader)]) }
  }

  @Test func oddQueriesFindNothing() throws {
    let database = try TestDatabase()
    try database.insert(1, ["one", "word"])
    let reader = try SegmentReader(connection: database.handle, table: "t")
    let scoring = FieldScoring(weights: [1, 1], lengthFactors: [0, 0])
    let search = try RankedSearch([(try RankedTable(reader: reader, scoring: scoring), reader)])
    let rows: [(groups: [RankedGroup], why: String)] = [
      ([], "no groups"),
      ([RankedGroup([])], "a group without terms"),
      ([RankedGroup([RankedTerm(tokens: [])], role: .required)], "a term without tokens"),
      ([RankedGroup([RankedTerm("one")], role: .excluded)], "only an exclusion"),
      ([RankedGroup([RankedTerm("one")], role: .bonus)], "only a bonus"),
      ([RankedGroup([RankedTerm("one", columns: 2)])], "another column"),
    ]
    for (groups, why) in rows {
      #expect(try search.top(RankedQuery(groups: groups)) == [], "\(why)")
      #expect(try search.matches(RankedQuery(groups: groups)).isEmpty, "\(why)")
    }
    #expect(throws: SegmentError.self) {
      try search.top(RankedQuery(groups: [RankedGroup([RankedTerm(table: 1, "one")])]))
    }
  }
}
