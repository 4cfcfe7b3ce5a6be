import Foundation
import TalkIndex
import TalkModel
import Testing

@testable import TalkIngest

/// Histories of real feeds, which stand beside the project and not in it.
private let corpus = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("shared/corpus/calendars")

private var hasCorpus: Bool { FileManager.default.fileExists(atPath: corpus.path) }

@Suite("Replaying the history of feeds", .enabled(if: hasCorpus, "the corpus is not here"))
struct FeedReplayTests {
  /// 2026-01-01: all of these talks have been held.
  private let now: Int64 = 1_767_225_600

  private func replay(_ folder: String, into index: String) async throws -> IngestReport {
    let options = IngestOptions(now: now, source: "feed", areSnapshots: true)
    let path = corpus.appendingPathComponent(folder).path
    return try await IngestPipeline(options: options).run([FilePath(path)], intoIndexAt: index)
  }

  // Counted by a script over the states (distinct starts and titles), the Yale list also by reading.
  @Test(
    "Each talk is there once",
    arguments: [
      (folder: "hsheth2__yale-event-calendars/_history_full/cpsc_events", talks: 54),
      (folder: "fnyin__seminar-notification/_history", talks: 24),
      (folder: "jeffmcfadden__railsconf-2017-schedule/_history", talks: 113),
      (folder: "mikulatomas__kmi-seminar-calendar/_history", talks: 8),
    ])
  func once(folder: String, talks: Int) async throws {
    let temporary = try TemporaryFolder()
    let index = temporary.path("talks.sqlite")
    let report = try await replay(folder, into: index)
    #expect(report.talksNew == talks)
    #expect(report.filesRejected == 0)
    let again = try await replay(folder, into: index)
    #expect(again.talksNew == 0 && again.talksChanged == 0 && again.revision == nil)
  }

  @Test("File by file over the same path leaves the same talks")
  func overwritten() async throws {
    let temporary = try TemporaryFolder()
    let folder = corpus.appendingPathComponent("fnyin__seminar-notification/_history")
    let states = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var talks = 0
    for state in states {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(state))
      try temporary.write("feed.ics", Array(bytes))
      let report = try await IngestPipeline(options: IngestOptions(now: now)).run(
        [FilePath(temporary.path("feed.ics"))], intoIndexAt: temporary.path("talks.sqlite"))
      talks += report.talksNew
      #expect(report.talksGone == 0)
    }
    #expect(talks == 24)
  }
}
