import Foundation
import TalkModel
import Testing

@testable import TalkIndex

/// The index is plain SQLite: the `sqlite3` program reads it, searches it, writes to it.
@Suite(.enabled(if: StockSQLite.isThere, "needs the sqlite3 program"))
struct StockSQLiteTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func index(bulk: Bool) throws -> String {
    let path = folder.path(bulk ? "bulk.talks" : "plain.talks")
    func fill(_ writer: IndexWriter) throws {
      let revision = try writer.beginRevision(at: 1)
      let source = try writer.sourceID(name: "s")
      for talk in [Samples.full()] + Samples.many(200) {
        try writer.insert(TalkRow(talk), source: source, file: nil, revision: revision)
      }
    }
    if bulk {
      let build = try BulkBuild(path: path)
      try build.write(fill)
      try build.finish()
    } else {
      let index = try TalkIndex.open(at: path, mode: .create)
      try index.write(fill)
      try index.close()
    }
    return path
  }

  @Test(arguments: [false, true])
  func readsAndSearches(bulk: Bool) throws {
    let path = try index(bulk: bulk)
    #expect(try StockSQLite.run(path, "SELECT count(*) FROM talk") == "201\n")
    #expect(
      try StockSQLite.run(path, "SELECT title, speakers FROM talk WHERE id = 1")
        == "Łańcuchy Markowa|Ada Ørsted; 李 小龙; Plato\n")
    #expect(
      try StockSQLite.run(
        path, "SELECT rowid FROM talk_prose WHERE talk_prose MATCH 'converging chain'") == "1\n")
    #expect(
      try StockSQLite.run(
        path,
        """
        SELECT t.title FROM talk_words JOIN talk t ON t.id = talk_words.rowid
        WHERE talk_words MATCH 'speakers:plato' ORDER BY bm25(talk_words) LIMIT 3
        """) == "Łańcuchy Markowa\n")
    #expect(
      try StockSQLite.run(
        path,
        """
        SELECT p.name FROM person p JOIN talk_speaker l ON l.person_id = p.id
        WHERE l.talk_id = 1 ORDER BY l.position
        """) == "Ada Ørsted\n李 小龙\nPlato\n")
    #expect(try StockSQLite.run(path, "PRAGMA integrity_check; PRAGMA foreign_key_check") == "ok\n")
    let schema = try StockSQLite.run(path, ".schema")
    for table in SchemaVersion2.tableNames where !["talk_prose", "talk_words"].contains(table) {
      #expect(schema.contains("CREATE TABLE \(table)(\n  -- "), "\(table)")
    }
    #expect(
      try StockSQLite.run(path, "SELECT * FROM talk_keyword WHERE talk_id = 1 ORDER BY position")
        == "markov chains|1|0|1000|1|Markov chains\n量子计算|1|1|500|0|量子计算\n")
  }

  @Test(arguments: [false, true])
  func writesThroughTheTriggers(bulk: Bool) throws {
    let path = try index(bulk: bulk)
    let answer = try StockSQLite.run(
      path,
      """
      INSERT INTO talk(title, speakers, abstract, keywords, start_utc, start_local)
        VALUES ('Zebrafish', 'Someone New', 'striped swimmers', 'C "plus" \\; Fish; a; FISH',
          1000000, '1970-01-12T14:46:40');
      SELECT group_concat(keyword, '/'), min(weight), min(is_stated) FROM talk_keyword
        WHERE talk_id = 202;
      SELECT rowid FROM talk_prose WHERE talk_prose MATCH 'swimmer zebrafish';
      SELECT start_day, utc_offset FROM occurrence WHERE talk_id = 202;
      UPDATE talk SET title = 'Giraffes', start_utc = 2000000 WHERE id = 202;
      SELECT count(*) FROM talk_words WHERE talk_words MATCH 'zebrafish';
      SELECT rowid FROM talk_words WHERE talk_words MATCH 'giraffes';
      SELECT start_utc FROM occurrence WHERE talk_id = 202;
      UPDATE talk SET abstract = 'now about okapis' WHERE id = 1;
      DELETE FROM talk WHERE id BETWEEN 50 AND 90;
      SELECT count(*) FROM talk_speaker WHERE talk_id BETWEEN 50 AND 90;
      INSERT INTO talk_prose(talk_prose, rank) VALUES ('merge', 100);
      INSERT INTO talk_words(talk_words) VALUES ('optimize');
      INSERT INTO talk_prose(talk_prose, rank) VALUES ('integrity-check', 1);
      INSERT INTO talk_words(talk_words, rank) VALUES ('integrity-check', 1);
      PRAGMA integrity_check; PRAGMA foreign_key_check;
      """)
    #expect(answer == "c \"plus\" \\/fish/a/fish|1000|1\n202\n11|3600\n0\n202\n2000000\n0\nok\n")
    // Our own program goes on with it.
    let ours = try TalkIndex.open(at: path, mode: .write)
    #expect(try ours.talk(id: 202)?.talk.title == "Giraffes")
    #expect(try ours.talk(id: 60) == nil)
    try ours.write { try $0.delete(1) }
    let findings = try ours.check()
    #expect(findings.filter { $0.severity > .warning } == [])
    // By hand, people were named but not entered: that is told and mended.
    #expect(Set(findings.map(\.code)).isSubset(of: [.names, .orphans, .occurrences]))
    _ = try ours.repair()
    #expect(try ours.check() == [])
    #expect(try ours.talk(id: 202)?.talk.speakers.map(\.name) == ["Someone New"])
  }
}

/// The `sqlite3` program.
enum StockSQLite {
  static let program = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3", "/opt/homebrew/bin/sqlite3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static var isThere: Bool { program != nil }

  /// What it prints for `sql`; its errors too.
  static func run(_ path: String, _ sql: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program ?? "")
    process.arguments = ["-batch", "-bail", path, sql]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
