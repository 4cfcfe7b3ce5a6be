import Foundation
import GRDB
import TalkModel
import Testing

@testable import TalkIndex

@Suite struct CheckingTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("c.talks")
    let index = try TalkIndex.open(at: path, mode: .create)
    try index.write { writer in
      let revision = try writer.beginRevision(at: 1)
      let source = try writer.sourceID(name: "s")
      let file = try writer.save(
        FileRecord(sourceID: source, path: "a.ics", size: 10, modified: 1, hash: 5))
      for talk in [Samples.full()] + Samples.many(60) {
        try writer.insert(TalkRow(talk), source: source, file: file, revision: revision)
      }
    }
    try index.close()
  }

  private func stock(_ sql: String, foreignKeys: Bool = false) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = foreignKeys
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func soundIndexesHaveNoFindings() throws {
    #expect(try TalkIndex.open(at: path, mode: .read).check() == [])
    let writing = try TalkIndex.open(at: path, mode: .write)
    #expect(try writing.check() == [])
    #expect(try writing.repair() == [])
  }

  @Test func rowsWrittenByOthersAreSound() throws {
    try stock(
      """
      INSERT INTO talk(title, start_utc) VALUES ('By hand', 1000);
      UPDATE talk SET abstract = 'Edited by hand' WHERE id = 3;
      DELETE FROM talk WHERE id = 5;
      """)
    let findings = try TalkIndex.open(at: path, mode: .read).check()
    #expect(findings.filter { $0.code != .orphans } == [])
  }

  @Test(arguments: [
    ("DROP TRIGGER talk_inserted", CheckFinding.Code.schema),
    ("DROP INDEX talk_by_uid", .schema),
    ("DELETE FROM person WHERE id = 1", .references),
    ("DELETE FROM source", .references),
    ("DROP TRIGGER talk_changed; UPDATE talk SET title = 'x' WHERE id = 2", .fullText),
    ("DELETE FROM talk_prose_docsize WHERE id = 3", .fullText),
    ("DROP TRIGGER talk_edited; UPDATE talk SET url = 'x' WHERE id = 2", .content),
    ("UPDATE talk SET speakers = 'Ada Orsted; Somebody Else' WHERE id = 1", .names),
    ("UPDATE person SET name = 'Nobody' WHERE id = 1", .names),
    ("DELETE FROM occurrence WHERE talk_id = 1", .occurrences),
    ("UPDATE series SET folded = 'x' WHERE id = 1", .keys),
    ("UPDATE ranking_lengths SET lengths = zeroblob(length(lengths))", .ranking),
    ("INSERT INTO series(name, folded) VALUES ('unused', 'unused')", .orphans),
    ("DROP VIEW talk_keyword", .schema),
    ("UPDATE talk SET keywords = 'one;; two ' WHERE id = 1", .names),
    ("UPDATE talk SET keyword_marks = '?' WHERE id = 1", .names),
    ("DROP TRIGGER talk_edited; UPDATE talk SET keyword_marks = 'PP' WHERE id = 1", .content),
    ("DROP TRIGGER talk_edited; UPDATE talk SET keywords = 'x' WHERE id = 1", .names),
  ])
  func findsAndMends(_ damage: String, _ code: CheckFinding.Code) throws {
    try stock(damage)
    let reading = try TalkIndex.open(at: path, mode: .read)
    #expect(try reading.check().map(\.code).contains(code))
    #expect(throws: TalkIndexError.self) { try reading.repair() }
    try reading.close()
    let index = try TalkIndex.open(at: path, mode: .write)
    #expect(try index.check().map(\.code).contains(code))
    let actions = try index.repair()
    #expect(!actions.isEmpty)
    #expect(try index.check() == [])
    #expect(try index.repair() == [])
  }

  @Test func repairBelievesTheHash() throws {
    // The row was damaged, not the links: the hash of what was written tells.
    try stock(
      "DROP TRIGGER talk_edited; UPDATE talk SET speakers = 'Garbage' WHERE id = 1")
    let index = try TalkIndex.open(at: path, mode: .write)
    _ = try index.repair()
    #expect(try index.talk(id: 1)?.talk == Samples.full())
    #expect(try index.check() == [])
  }

  @Test func damagedTalksAreReadAgain() throws {
    try stock("DROP TRIGGER talk_edited; UPDATE talk SET url = 'garbage' WHERE id = 1")
    let index = try TalkIndex.open(at: path, mode: .write)
    _ = try index.repair()
    let file = try index.write { try $0.file(path: "a.ics") }
    #expect(file?.size == -1)
    let source = try index.write { try $0.summaries(ofSource: 1) }
    #expect(source[0].contentHash == 0)
  }

  @Test func damageOfTheSchemaIsCalledDamage() throws {
    // Pages of the schema may be hit as well as others: then our own statements do not fit it.
    try stock(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = replace(sql, 'sequence', 'zequence') WHERE name = 'talk'
      """)
    #expect(throws: TalkIndexError(code: .damaged, message: "", advice: "")) {
      _ = try TalkIndex.open(at: path, mode: .read).talk(id: 1)
    }
    #expect(try !TalkIndex.open(at: path, mode: .read).check().isEmpty)
  }

  @Test func findsRandomDamageOrItIsInUnusedSpace() throws {
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    let before = try content()
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<12 {
      var bytes = sound
      let offset = Int.random(in: 100..<bytes.count - 64, using: &generator)
      for position in offset..<offset + 64 {
        bytes[position] = UInt8.random(in: 0...255, using: &generator)
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      var isFound = true
      do {
        isFound = try !TalkIndex.open(at: path, mode: .read).check().isEmpty
      } catch {
        #expect(error.code == .damaged, "offset \(offset): \(error)")
      }
      if !isFound { #expect(try content() == before, "damage at \(offset) was not found") }
    }
  }

  /// Everything the index says.
  private func content() throws -> [[DatabaseValue]] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { db in
      var rows: [[DatabaseValue]] = []
      for table in SchemaVersion2.tableNames.sorted() {
        rows += try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { Array($0.databaseValues) }
      }
      return rows
    }
  }

  @Test func backupsAreWholeAndNeverOverwrite() throws {
    let index = try TalkIndex.open(at: path, mode: .write)
    let copy = folder.path("copy.talks")
    try index.write { writer in
      try writer.insert(TalkRow(Samples.full(uid: "late")), source: 1, file: nil, revision: 1)
    }
    // Another process is in the middle of an ingest.
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE; DELETE FROM talk WHERE id = 1")
    }
    try index.backup(to: copy)
    try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    let backup = try TalkIndex.open(at: copy, mode: .read)
    #expect(try backup.statistics().talks == 62)
    #expect(try backup.check() == [])
    #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
    let journal = try backup.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(journal == "delete")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
    #expect(throws: TalkIndexError(code: .exists, message: "", advice: "")) {
      try index.backup(to: copy)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == bytes)
    #expect(throws: TalkIndexError.self) { try index.backup(to: folder.path("no/such/folder")) }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!files.contains { $0.hasSuffix(".partial") })
    let reading = try TalkIndex.open(at: path, mode: .read)
    try reading.backup(to: folder.path("copy2.talks"))
  }

  @Test func readOnlyFoldersCanBeRead() throws {
    // Root may write anywhere, so what counts here is that the immutable way opens the file.
    let index = try TalkIndex.open(at: path, mode: .read)
    try index.close()
    let queue = try DatabaseQueue(
      path: IndexFile.immutableURI(path), configuration: Connection.configuration(readOnly: true))
    let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM talk") }
    #expect(count == 61)
    #expect(IndexFile.immutableURI("/a b?c#d%é") == "file:/a%20b%3fc%23d%25%c3%a9?immutable=1")
  }
}
