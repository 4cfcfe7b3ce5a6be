import Foundation
import GRDB
import TalkModel
import Testing

@testable import TalkIndex

/// What kills and damage left behind that once was read wrongly.
///
/// `Tests/Faults` found each of these; here they are made anew by hand.
@Suite struct CrashRecoveryTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private func write(_ data: Data, to path: String) throws {
    try data.write(to: URL(fileURLWithPath: path))
  }

  private func add(_ talks: [Talk], to index: TalkIndex) throws {
    try index.write { writer in
      let revision = try writer.beginRevision(at: 1)
      let source = try writer.sourceID(name: "s")
      for talk in talks {
        try writer.insert(TalkRow(talk), source: source, file: nil, revision: revision)
      }
    }
  }

  /// A checkpoint that was killed behind its first page: the header counts pages that are still in
  /// the log.
  @Test func aShortFileWithAWholeLogIsRead() throws {
    let path = folder.path("live.talks")
    let cut = folder.path("cut.talks")
    let index = try TalkIndex.open(at: path, mode: .create)
    try index.close()
    let short = try bytes(path)
    // A reader keeps the log from being emptied before it is copied.
    let reader = try DatabaseQueue(path: path)
    let writing = try TalkIndex.open(at: path, mode: .write)
    try add(Samples.many(300), to: writing)
    let log = try bytes(path + "-wal")
    #expect(!log.isEmpty)
    try reader.close()
    try writing.queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try writing.close()
    let whole = try bytes(path)
    #expect(whole.count > short.count)
    try write(whole.prefix(Schema.pageSize) + short.dropFirst(Schema.pageSize), to: cut)
    // Without the log it is what it looks like.
    do {
      _ = try TalkIndex.open(at: cut, mode: .read)
      Issue.record("a short file without a log is opened")
    } catch {
      #expect(error.code == .damaged)
    }
    for mode in [TalkIndex.OpenMode.read, .write] {
      try write(whole.prefix(Schema.pageSize) + short.dropFirst(Schema.pageSize), to: cut)
      try write(log, to: cut + "-wal")
      let recovered = try TalkIndex.open(at: cut, mode: mode)
      #expect(try recovered.statistics().talks == 300)
      #expect(try recovered.check() == [])
      try recovered.close()
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: cut + suffix) }
    }
  }

  /// A kill while the tables are made: a reader may not roll the journal back, and must not say that
  /// the index cannot be written.
  @Test func theJournalOfANewIndexIsRolledBack() throws {
    let path = folder.path("making.talks")
    let killed = folder.path("killed.talks")
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = \(Schema.pageSize)")
      // Pages go to the file, and so the journal to its own, before the transaction ends.
      try db.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1")
      try db.inTransaction(.immediate) {
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try SchemaMigrator(schema: .current).migrate(db, from: 0)
        for suffix in ["", "-journal"] { try write(bytes(path + suffix), to: killed + suffix) }
        return .rollback
      }
    }
    let file = try bytes(killed)
    let journal = try bytes(killed + "-journal")
    #expect(!file.isEmpty)
    #expect(journal.prefix(8) == Data([0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]))
    do {
      _ = try TalkIndex.open(at: killed, mode: .read)
      Issue.record("an index that was never finished is opened")
    } catch {
      #expect(error.code == .empty, "\(error)")
    }
    try write(file, to: killed)
    try write(journal, to: killed + "-journal")
    let index = try TalkIndex.open(at: killed, mode: .create)
    try add(Samples.many(3), to: index)
    #expect(try index.check() == [])
    #expect(!FileManager.default.fileExists(atPath: killed + "-journal"))
  }

  /// Pages that are reached twice: a check once copied them until the disk was full.
  @Test func entangledPagesAreDamageAndNotCopied() throws {
    let path = folder.path("entangled.talks")
    let index = try TalkIndex.open(at: path, mode: .create)
    var talk = Samples.full()
    // Long enough to go on in pages of its own.
    let text = String(repeating: "entangled", count: 7000)
    talk.abstract = text
    try add([talk] + Samples.many(50), to: index)
    try index.close()
    var damaged = try bytes(path)
    let pages = damaged.count / Schema.pageSize
    let pattern = Data(text.utf8.prefix(9))
    // Pages of nothing but the text: the number of the next one, then what goes on.
    let chain = (1..<pages).filter { page in
      let start = page * Schema.pageSize
      let content = damaged[(start + 4)..<(start + Schema.pageSize)]
      return content.range(of: pattern + pattern + pattern) != nil
        && content.prefix(64).allSatisfy { text.utf8.prefix(9).contains($0) }
    }
    let first = try #require(chain.first)
    for page in chain {
      // Each is followed by the first one.
      let number = UInt32(first + 1).bigEndian
      withUnsafeBytes(of: number) { next in
        let start = page * Schema.pageSize
        damaged.replaceSubrange(start..<(start + 4), with: next)
      }
    }
    try write(damaged, to: path)
    for mode in [TalkIndex.OpenMode.read, .write] {
      let found = try TalkIndex.open(at: path, mode: mode).check()
      #expect(!found.isEmpty)
      #expect(found.allSatisfy { $0.code == .structure }, "\(found)")
      #expect(found.contains { !$0.isRepairable })
      #expect(found.contains { $0.message.contains("2nd reference") }, "\(found)")
    }
  }
}
