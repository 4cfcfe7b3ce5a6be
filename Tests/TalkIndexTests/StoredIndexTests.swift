import Foundation
import TalkModel
import Testing

@testable import TalkIndex

/// A tiny index of every schema version ever released is kept, and every later build opens it.
@Suite struct StoredIndexTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [1, 2])
  func indexesOfEveryVersionAreOpened(version: Int) throws {
    let name = "schema-\(version)"
    let stored = try #require(
      Bundle.module.url(forResource: name, withExtension: "talks-index", subdirectory: "Fixtures"))
    let path = folder.path("old.talks")
    try FileManager.default.copyItem(atPath: stored.path, toPath: path)
    let index = try TalkIndex.open(at: path, mode: .write)
    #expect(try index.check() == [])
    #expect(try index.talk(id: 1)?.talk == Samples.full())
    #expect(try index.statistics().talks == 21)
    #expect(try index.keywords(.init(.named("MARKOV chains"))).map(\.talks) == [1])
    #expect(try index.people(.init(.named("ada orsted"))).map(\.talks) == [1])
    let isOlder = version < Schema.current.version
    #expect(FileManager.default.fileExists(atPath: path + ".v\(version)-backup") == isOlder)
    // Rows made today are the rows of then: a changed hash would call every talk changed.
    let hashes = try index.write { try $0.summaries(ofSource: 1).map(\.contentHash) }
    #expect(hashes == ([Samples.full()] + Samples.many(20)).map { TalkRow($0).contentHash })
  }

  /// Writes the stored index of the current version to the path that an environment variable names.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TALKS_STORED_INDEX"] != nil))
  func writesAStoredIndex() throws {
    let path = try #require(ProcessInfo.processInfo.environment["TALKS_STORED_INDEX"])
    let index = try TalkIndex.open(at: folder.path("new.talks"), mode: .create)
    try index.write { writer in
      let revision = try writer.beginRevision(at: 1_746_784_800)
      let source = try writer.sourceID(name: "stored", title: "Stored talks")
      let file = try writer.save(
        FileRecord(
          sourceID: source, path: "stored.ics", size: 1, modified: 1, hash: 1,
          lastRevision: revision))
      for talk in [Samples.full()] + Samples.many(20) {
        try writer.insert(TalkRow(talk), source: source, file: file, revision: revision)
      }
      try writer.finishRevision(revision, at: 1_746_784_801, counts: RevisionCounts())
    }
    try index.backup(to: path)
  }
}
