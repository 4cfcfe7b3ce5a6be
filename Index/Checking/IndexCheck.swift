import GRDB
import TalkModel

/// Looks for everything that may be wrong with an index, in one read transaction.
///
/// `PRAGMA integrity_check` sees neither damaged full-text indexes nor damaged text, so the
/// full-text indexes are asked themselves (elsewhere, since asking needs a writable connection)
/// and every talk is read, made into a row again, and compared with its hash.
struct IndexCheck {
  let db: Database
  let schema: Schema
  let reader: StoredTalkReader
  private(set) var findings: [CheckFinding] = []

  /// Whether pages are reached twice, so that a walk over all rows may never end.
  private(set) var isEntangled = false

  private static let mostAnswers = 20

  init(_ db: Database, _ connection: RawConnection, schema: Schema = .current) throws {
    self.db = db
    self.schema = schema
    reader = try StoredTalkReader(connection)
  }

  /// Runs every check; damage found by one does not keep the others from running, unless they
  /// might never end.
  mutating func run() {
    attempt(.structure) { try $0.checkStructure() }
    guard !isEntangled else { return }
    attempt(.schema) { try $0.checkSchema() }
    attempt(.references) { try $0.checkReferences() }
    attempt(.content) { try $0.checkTalks() }
    attempt(.occurrences) { try $0.checkOccurrences() }
    attempt(.keys) { try $0.checkNames() }
  }

  private mutating func attempt(
    _ code: CheckFinding.Code, _ check: (inout IndexCheck) throws -> Void
  ) {
    do {
      try check(&self)
    } catch {
      let detail = (error as? DatabaseError)?.message ?? "\(error)"
      findings.append(
        CheckFinding(
          code, .error, "Checking \(code.rawValue) failed: \(detail).", isRepairable: false))
    }
  }

  // MARK: The file

  private mutating func checkStructure() throws {
    let answers = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(IndexCheck.mostAnswers))")
    // Behind the last answer there may be more of any kind.
    isEntangled =
      answers.count >= IndexCheck.mostAnswers
      || answers.contains { $0.contains("2nd reference") }
    for answer in answers where answer != "ok" {
      // An index that disagrees with its table is made anew from it.
      let isIndex =
        answer.contains("missing from index") || answer.contains("entries in index")
        || answer.contains("non-unique entry")
      findings.append(
        CheckFinding(.structure, .error, "SQLite finds: \(answer).", isRepairable: isIndex))
    }
  }

  /// Compares with the schema that the migrations make of an empty database.
  private mutating func checkSchema() throws {
    let expected = try IndexCheck.definitions(of: schema)
    let found = try IndexCheck.definitions(db)
    for (name, definition) in expected.sorted(by: { $0.key < $1.key }) {
      let isRepairable = definition.isDerived
      if found[name] == nil {
        findings.append(
          CheckFinding(
            .schema, .error, "The \(definition.type) \(name) is missing.",
            isRepairable: isRepairable))
      } else if found[name] != definition {
        findings.append(
          CheckFinding(
            .schema, .warning, "The \(definition.type) \(name) is not the one of this version.",
            isRepairable: isRepairable))
      }
    }
    for name in found.keys.sorted()
    where expected[name] == nil && found[name]?.type == "trigger" {
      findings.append(
        CheckFinding(
          .schema, .warning, "The trigger \(name) was added by another program.",
          isRepairable: false))
    }
  }

  struct Definition: Equatable {
    var type: String
    var sql: String?

    /// Whether it can be made anew without losing anything.
    var isDerived: Bool { type != "table" }
  }

  /// Everything the schema defines, by name.
  static func definitions(_ db: Database) throws -> [String: Definition] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, type, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")
    return Dictionary(
      rows.map { ($0["name"], Definition(type: $0["type"], sql: $0["sql"])) },
      uniquingKeysWith: { a, _ in a })
  }

  /// Everything that a schema defines in an empty database.
  static func definitions(of schema: Schema) throws -> [String: Definition] {
    let empty = try DatabaseQueue()
    return try empty.write { db in
      try SchemaMigrator(schema: schema).migrate(db, from: 0)
      return try definitions(db)
    }
  }

  // MARK: References

  private mutating func checkReferences() throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT \"table\", parent, count(*) AS n FROM pragma_foreign_key_check GROUP BY 1, 2"
    )
    for row in rows {
      let (table, parent, count): (String, String, Int) = (row["table"], row["parent"], row["n"])
      findings.append(
        CheckFinding(
          .references, .error, "\(count) rows of \(table) refer to a \(parent) that is not there.",
          count: count))
    }
  }

  // MARK: Talks

  private mutating func checkTalks() throws {
    var damaged: [Int64] = []
    var named: [Int64] = []
    let ids = try Row.fetchCursor(db, sql: "SELECT id, content_hash FROM talk ORDER BY id")
    let columns = try IndexCheck.displayColumns(db)
    while let row = try ids.next() {
      let id: Int64 = row["id"]
      guard let stored = try reader.read(id) else { continue }
      let rebuilt = TalkRow(stored.talk)
      if let hash: Int64 = row["content_hash"], hash != rebuilt.contentHash { damaged.append(id) }
      let found = try Row.fetchOne(columns, arguments: [id])
      let isSame = rebuilt.withText { text in
        IndexCheck.derived.enumerated().allSatisfy { position, column in
          let expected = text[column].map { String(decoding: $0, as: UTF8.self) }
          let actual: String? = found?[position]
          return expected.map { Array($0.utf8) } == actual.map { Array($0.utf8) }
        }
      }
      if !isSame { named.append(id) }
    }
    if !named.isEmpty {
      findings.append(
        CheckFinding(
          .names, .warning,
          "\(named.count) talks name other people or series than the tables beside them.",
          count: named.count, talks: named))
    }
    let lost = damaged.filter { !named.contains($0) }
    if !lost.isEmpty {
      findings.append(
        CheckFinding(
          .content, .error,
          "\(lost.count) talks are not what was written, by damage or by another program.",
          count: lost.count, talks: lost))
    }
  }

  /// Columns of `talk` that repeat what side tables say, or are made of other columns.
  private static let derived: [TalkRow.Column] = [
    .speakers, .affiliations, .series, .keywords, .keywordMarks, .otherForms,
  ]

  private static func displayColumns(_ db: Database) throws -> Statement {
    try db.makeStatement(
      sql: """
        SELECT speakers, affiliations, series, keywords, keyword_marks, other_forms
        FROM talk WHERE id = ?
        """)
  }

  private mutating func checkOccurrences() throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT t.id FROM talk t WHERE t.start_utc IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM occurrence o WHERE o.talk_id = t.id)
        UNION
        SELECT t.id FROM talk t JOIN occurrence o ON o.talk_id = t.id
        WHERE NOT t.is_recurring AND (o.start_utc IS NOT t.start_utc
          OR o.end_utc IS NOT coalesce(t.end_utc, t.start_utc) 
          OR o.start_day IS NOT coalesce(t.start_day, o.start_day))
        ORDER BY 1
        """)
    guard !ids.isEmpty else { return }
    findings.append(
      CheckFinding(
        .occurrences, .warning, "\(ids.count) talks have other occurrences than their times say.",
        count: ids.count, talks: ids))
  }

  // MARK: People, series

  private mutating func checkNames() throws {
    for kind in NameKind.allCases {
      try checkKeys(of: kind.table, "SELECT name, folded FROM \(kind.table)", kind.key)
      let orphans =
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(kind.table) WHERE \(kind.isOrphan)") ?? 0
      if orphans > 0 {
        findings.append(
          CheckFinding(
            .orphans, .note, "\(orphans) rows of \(kind.table) belong to no talk.", count: orphans))
      }
    }
  }

  /// Checks that the second column of a query is the key of the first.
  private mutating func checkKeys(
    of table: String, _ sql: String, _ key: (String) -> String
  ) throws {
    var wrong = 0
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() {
      let (name, found): (String, String) = (row[0], row[1])
      if !key(name).utf8.elementsEqual(found.utf8) { wrong += 1 }
    }
    guard wrong > 0 else { return }
    findings.append(
      CheckFinding(
        .keys, .warning, "\(wrong) rows of \(table) have a key that does not fit.", count: wrong))
  }
}

extension NameKind {
  /// Condition on a row of the names that no talk has.
  var isOrphan: String {
    "NOT EXISTS (SELECT 1 FROM \(linkTable) l WHERE l.\(linkColumn) = \(table).id)"
  }
}
