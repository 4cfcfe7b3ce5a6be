import Foundation
import GRDB
import GRDBSQLite
import SQLiteConfiguration
import Testing

@testable import TalkIndex

@Suite struct OpeningTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expect(
    _ code: TalkIndexError.Code?, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    var found: TalkIndexError.Code?
    do {
      try body()
    } catch {
      found = (error as? TalkIndexError)?.code
    }
    #expect(found == code, comment, sourceLocation: sourceLocation)
  }

  @Test func createsAndOpensAgain() throws {
    let path = folder.path("new.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    for mode in [TalkIndex.OpenMode.read, .write, .create] {
      let index = try TalkIndex.open(at: path, mode: mode)
      let state = try index.read { try IndexState($0) }
      #expect(state.applicationID == 0x7461_6C6B)
      #expect(state.version == Schema.current.version)
      #expect(state.tables.isSuperset(of: SchemaVersion2.tableNames))
      try index.close()
    }
  }

  @Test func missingAndEmptyFilesAreNamed() throws {
    let path = folder.path("none.talks")
    expect(.missing) { _ = try TalkIndex.open(at: path, mode: .read) }
    expect(.missing) { _ = try TalkIndex.open(at: path, mode: .write) }
    #expect(!FileManager.default.fileExists(atPath: path))
    try Data().write(to: URL(fileURLWithPath: path))
    expect(.empty) { _ = try TalkIndex.open(at: path, mode: .read) }
    expect(.empty) { _ = try TalkIndex.open(at: path, mode: .write) }
    // A creation that was cut short leaves an empty file: creating again is right.
    expect(nil) { _ = try TalkIndex.open(at: path, mode: .create) }
  }

  @Test(arguments: [
    ("text", Data("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8)),
    ("zeros", Data(count: 8192)),
    ("nearly the magic bytes", Data("SQLite format 2\0".utf8) + Data(count: 4096)),
  ])
  func foreignFilesAreLeftUntouched(_ what: String, _ content: Data) throws {
    let path = folder.path("foreign")
    try content.write(to: URL(fileURLWithPath: path))
    for mode in [TalkIndex.OpenMode.read, .write, .create] {
      expect(.foreign, "\(what)") { _ = try TalkIndex.open(at: path, mode: mode) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
  }

  @Test func databasesOfOthersAreLeftUntouched() throws {
    let path = folder.path("other.sqlite")
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE mine(a)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for mode in [TalkIndex.OpenMode.read, .write, .create] {
      expect(.foreign) { _ = try TalkIndex.open(at: path, mode: mode) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    expect(.foreign) { _ = try TalkIndex.open(at: folder.path, mode: .create) }
  }

  @Test func truncatedFilesAreDamaged() throws {
    let path = folder.path("cut.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in [50, 100, 16_384, whole.count / 2, whole.count - 1] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      expect(.damaged, "\(length)") { _ = try TalkIndex.open(at: path, mode: .read) }
      expect(.damaged, "\(length)") { _ = try TalkIndex.open(at: path, mode: .create) }
    }
  }

  @Test func lostTablesAreDamage() throws {
    let path = folder.path("lost.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    let stock = try DatabaseQueue(path: path)
    try stock.write { try $0.execute(sql: "DROP TABLE talk_words") }
    try stock.close()
    expect(.damaged) { _ = try TalkIndex.open(at: path, mode: .read) }
  }

  @Test func newerIndexesAreRefusedUntouched() throws {
    let path = folder.path("newer.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    let stock = try DatabaseQueue(path: path)
    try stock.write {
      try $0.execute(sql: "PRAGMA user_version = \(Schema.current.version + 1)")
    }
    try stock.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for mode in [TalkIndex.OpenMode.read, .write, .create] {
      expect(.newer) { _ = try TalkIndex.open(at: path, mode: mode) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func olderIndexesAreMigratedWithABackupBesideThem() throws {
    let path = folder.path("older.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    let next = Schema.current.version + 1
    var schema = Schema.current
    schema.migrations.append(
      .init(version: next, summary: "test", statements: ["CREATE TABLE extra(a)"]))
    expect(.older) { _ = try TalkIndex.open(at: path, mode: .read, schema: schema) }
    let index = try TalkIndex.open(at: path, mode: .write, schema: schema)
    let state = try index.read { try IndexState($0) }
    #expect(state.version == next)
    #expect(state.tables.contains("extra"))
    let backup = try TalkIndex.open(at: path + ".v\(next - 1)-backup", mode: .read)
    #expect(try backup.read { try IndexState($0) }.version == next - 1)
  }

  @Test func failedMigrationsLeaveTheIndexAsItWas() throws {
    let path = folder.path("failing.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    var schema = Schema.current
    schema.migrations.append(
      .init(
        version: schema.version + 1, summary: "test",
        statements: ["CREATE TABLE extra(a)", "CREATE TABLE extra(a)"]))
    expect(.misuse) { _ = try TalkIndex.open(at: path, mode: .write, schema: schema) }
    let state = try TalkIndex.open(at: path, mode: .read).read { try IndexState($0) }
    #expect(state.version == Schema.current.version)
    #expect(!state.tables.contains("extra"))
  }

  @Test func connectionsAreHardened() throws {
    let path = folder.path("hard.talks")
    let writing = try TalkIndex.open(at: path, mode: .create)
    let reading = try TalkIndex.open(at: path, mode: .read)
    for (index, readOnly) in [(writing, false), (reading, true)] {
      let pragmas = [
        "trusted_schema": 0, "cell_size_check": 1, "busy_timeout": 5000, "foreign_keys": 1,
        "page_size": Schema.pageSize, "query_only": readOnly ? 1 : 0,
      ]
      for (name, value) in pragmas {
        let found = try index.queue.unsafeRead { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
        #expect(found == value, "\(name)")
      }
      for limit in Connection.limits {
        let found = index.queue.unsafeRead { sqlite3_limit($0.sqliteConnection, limit.id, -1) }
        #expect(found == limit.value, "limit \(limit.id)")
      }
      let defensive = index.queue.unsafeRead { $0.sqliteConnection.map(talks_is_defensive) }
      #expect(defensive == 1)
    }
    // Shadow tables of FTS5 are out of reach of SQL.
    #expect(throws: DatabaseError.self) {
      try writing.queue.write { try $0.execute(sql: "DELETE FROM talk_prose_data") }
    }
  }

  @Test func aPathIsNeverTakenForAURI() throws {
    let path = folder.path("file:x?mode=memory")
    try TalkIndex.open(at: path, mode: .create).close()
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func triggersKeepTheFullTextInStep() throws {
    let path = folder.path("t.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    let stock = try DatabaseQueue(path: path)
    func run(_ sql: String) throws { try stock.write { try $0.execute(sql: sql) } }
    func count(_ table: String, _ word: String) throws -> Int? {
      try stock.read { db in
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM \(table) WHERE \(table) MATCH ?", arguments: [word])
      }
    }
    try run("INSERT INTO talk(title, abstract, start_utc) VALUES ('Running neurons', 'x', 1000)")
    try run("INSERT INTO talk(title, speakers) VALUES ('Rivers', 'Ada Byron')")
    try run("UPDATE talk SET title = 'Lakes' WHERE id = 2")
    #expect(try count("talk_prose", "run") == 1)
    #expect(try count("talk_words", "run") == 0)
    #expect(try count("talk_words", "rivers") == 0)
    #expect(try count("talk_words", "lakes") == 1)
    try run("DELETE FROM talk WHERE id = 1")
    #expect(try count("talk_prose", "run") == 0)
    let left = try stock.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM occurrence") }
    #expect(left == 0)
    for table in ["talk_prose", "talk_words"] {
      try run("INSERT INTO \(table)(\(table), rank) VALUES ('integrity-check', 1)")
    }
  }
}
