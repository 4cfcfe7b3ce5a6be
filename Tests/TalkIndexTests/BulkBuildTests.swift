import Foundation
import GRDB
import TalkModel
import Testing

@testable import TalkIndex

@Suite struct BulkBuildTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes talks of two sources in two revisions, with changes in the second one.
  static func ingest(_ talks: [Talk], _ write: ((IndexWriter) throws -> Void) throws -> Void)
    throws
  {
    var ids: [Int64] = []
    try write { writer in
      let revision = try writer.beginRevision(at: 1)
      for (half, name) in ["first", "second"].enumerated() {
        let source = try writer.sourceID(name: name, title: "T")
        let file = try writer.save(
          FileRecord(sourceID: source, path: "\(name).ics", size: 1, modified: 1, hash: 1))
        for (number, talk) in talks.enumerated() where number % 2 == half {
          ids.append(
            try writer.insert(TalkRow(talk), source: source, file: file, revision: revision))
        }
      }
    }
    try write { writer in
      var other = talks[0]
      other.title = "Renamed Ørsted"
      other.speakers = [Speaker(name: "GIVEN1 ORS1")]
      try writer.update(ids[0], to: TalkRow(other), file: 1, revision: 2)
      let moved = try writer.save(
        FileRecord(sourceID: 1, path: "moved.ics", size: 1, modified: 1, hash: 1))
      try writer.touch(ids[1], TalkRow(talks[2]), file: moved)
      try writer.markGone(ids[2], revision: 2)
      let summaries = try writer.summaries(ofSource: 1)
      #expect(summaries.count == (talks.count + 1) / 2)
      #expect(summaries[0].title == "Renamed Ørsted")
      #expect(summaries[0].contentHash == TalkRow(other).contentHash)
      #expect(summaries[1].fileID == moved)
      #expect(summaries[2].isGone)
      #expect(try writer.summaries(ofFile: moved).map(\.id).contains(ids[1]))
      try writer.delete(ids[3])
      #expect(try writer.summaries(ofSource: 1).count == summaries.count - 1)
      try writer.finishRevision(1, at: 2, counts: RevisionCounts())
    }
  }

  static func dump(_ path: String) throws -> [String: [[DatabaseValue]]] {
    try TalkIndex.open(at: path, mode: .read).read { db in
      var tables: [String: [[DatabaseValue]]] = [:]
      for table in SchemaVersion2.tableNames where !table.hasPrefix("talk_prose") {
        guard table != "talk_words" else { continue }
        tables[table] = try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2, 3")
          .map { Array($0.databaseValues) }
      }
      tables["talk_keyword"] = try Row.fetchAll(
        db, sql: "SELECT * FROM talk_keyword ORDER BY talk_id, position"
      ).map { Array($0.databaseValues) }
      for table in ["talk_prose", "talk_words"] {
        for word in [
          "word1", "\"word2 word3\"", "runs", "orsted", "orst*", "量子", "series", "naive",
        ] {
          tables["\(table) \(word)"] = try Row.fetchAll(
            db,
            sql: "SELECT rowid, bm25(\(table)) FROM \(table) WHERE \(table) MATCH ? ORDER BY rowid",
            arguments: [word]
          ).map { Array($0.databaseValues) }
        }
      }
      return tables
    }
  }

  @Test(arguments: [1 << 28, 1 << 16])
  func equalsWritingTalkByTalk(memory: Int) throws {
    let talks = [Samples.full()] + Samples.many(700)
    let plain = folder.path("plain.talks")
    let index = try TalkIndex.open(at: plain, mode: .create)
    try Self.ingest(talks) { body in try index.write(body) }
    try index.close()
    let bulk = folder.path("bulk.talks")
    let build = try BulkBuild(path: bulk, options: .init(memory: memory))
    try Self.ingest(talks) { body in try build.write(body) }
    #expect(!FileManager.default.fileExists(atPath: bulk))
    try build.finish()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["bulk.talks", "plain.talks"])
    let (a, b) = (try Self.dump(plain), try Self.dump(bulk))
    for table in a.keys.sorted() { #expect(a[table] == b[table], "\(table)") }
    let built = try TalkIndex.open(at: bulk, mode: .write)
    #expect(try built.check() == [])
    for table in ["talk_prose", "talk_words"] { #expect(try built.rankingIsInStep(table)) }
    // It goes on like any other index.
    try built.write { try $0.insert(TalkRow(Samples.full()), source: 1, file: 1, revision: 3) }
    try built.write { try $0.update(5, to: TalkRow(Samples.full()), file: 1, revision: 3) }
    #expect(try built.check() == [])
  }

  @Test func emptyBuildsAreEmptyIndexes() throws {
    let path = folder.path("empty.talks")
    try BulkBuild(path: path).finish()
    #expect(try TalkIndex.open(at: path, mode: .write).check() == [])
  }

  @Test func whatIsThereIsNeverReplaced() throws {
    let path = folder.path("there.talks")
    try TalkIndex.open(at: path, mode: .create).close()
    let exists = TalkIndexError(code: .exists, message: "", advice: "")
    #expect(throws: exists) { try BulkBuild(path: path) }
    try FileManager.default.removeItem(atPath: path)
    let build = try BulkBuild(path: path)
    try Data("quicker".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: exists) { try build.finish() }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "quicker")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["there.talks"])
  }

  @Test func leftoversOfADeletedIndexAreNoPartOfTheNewOne() throws {
    let path = folder.path("new.talks")
    for suffix in ["-wal", "-shm", "-journal"] {
      try Data("stale".utf8).write(to: URL(fileURLWithPath: path + suffix))
    }
    try BulkBuild(path: path).finish()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["new.talks"])
    // An empty file is what a creation that was cut short leaves.
    let empty = folder.path("new.talks")
    try Data().write(to: URL(fileURLWithPath: empty))
    try BulkBuild(path: empty).finish()
    #expect(try TalkIndex.open(at: empty, mode: .read).statistics().talks == 0)
  }

  @Test func leftoversOfKilledBuildsAreRemoved() throws {
    let path = folder.path("i.talks")
    // No process has the highest number there can be; this one has its own.
    let killed = ["i.talks.2147483647.partial", "i.talks.2147483647.partial-journal"]
    let others = ["i.talks.x.partial", "j.talks.2147483647.partial", "i.talks.1.partial"]
    for name in killed + others { try Data().write(to: URL(fileURLWithPath: folder.path(name))) }
    try BulkBuild(path: path).finish()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.sorted() == (others + ["i.talks"]).sorted())
  }

  @Test func failedBuildsLeaveNothing() throws {
    struct Stop: Error {}
    let path = folder.path("never.talks")
    let build = try BulkBuild(path: path)
    #expect(throws: Stop.self) {
      try build.write { writer in
        _ = try writer.sourceID(name: "x")
        throw Stop()
      }
    }
    #expect(throws: TalkIndexError(code: .misuse, message: "", advice: "")) { try build.finish() }
    _ = try BulkBuild(path: path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
