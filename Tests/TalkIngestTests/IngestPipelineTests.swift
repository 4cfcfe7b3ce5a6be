import Foundation
import TalkIndex
import Testing

@testable import TalkIngest

@Suite("The way of calendars into an index")
struct IngestPipelineTests {
  private let folder: TemporaryFolder
  private let now: Int64 = 1_700_000_000

  init() throws {
    folder = try TemporaryFolder()
  }

  private func calendar(_ events: [(uid: String?, title: String, day: Int)]) -> String {
    var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    for event in events {
      let day = "2031" + (event.day < 10 ? "010" : "01") + "\(event.day)"
      text += "BEGIN:VEVENT\r\n" + (event.uid.map { "UID:\($0)\r\n" } ?? "")
      text += "DTSTART:\(day)T100000Z\r\nDTEND:\(day)T110000Z\r\nSUMMARY:\(event.title)\r\n"
      text += "END:VEVENT\r\n"
    }
    return text + "END:VCALENDAR\r\n"
  }

  private func ingest(
    _ names: String..., change: (inout IngestOptions) -> Void = { _ in }
  ) async throws -> IngestReport {
    var options = IngestOptions(now: now)
    change(&options)
    return try await IngestPipeline(options: options).run(
      names.map { FilePath(folder.path($0)) }, intoIndexAt: folder.path("talks.sqlite"))
  }

  /// Title and file of each talk, in the order of the rows, gone ones in brackets.
  private func talks() throws -> [String] {
    let index = try TalkIndex.open(at: folder.path("talks.sqlite"), mode: .read)
    var list: [String] = []
    for source in try index.sourceNames().sorted(by: { $0.value < $1.value }) {
      for talk in try index.summaries(ofSource: source.key) {
        let text = "\(source.value): \(talk.title)"
        list.append(talk.isGone ? "(\(text))" : text)
      }
    }
    return list
  }

  @Test(
    "A file that was moved takes its talks along",
    arguments: [
      "new/feed.ics", "new/renamed.ics",
    ])
  func moved(name: String) async throws {
    let text = calendar([("1", "Groups", 3), (nil, "Rings and fields", 4)])
    try folder.write("old/feed.ics", text)
    _ = try await ingest("old")
    try folder.write(name, text)
    try FileManager.default.removeItem(atPath: folder.path("old"))
    let report = try await ingest("new")
    #expect(report.talksNew == 0 && report.talksSame == 2)
    #expect(try talks() == ["feed: Groups", "feed: Rings and fields"])
  }

  @Test("Files of one source make up one feed: a talk may go from one to another")
  func shared() async throws {
    try folder.write("c/a.ics", calendar([("1", "Groups", 3), ("2", "Rings", 4)]))
    try folder.write("c/b.ics", calendar([("3", "Fields", 5)]))
    _ = try await ingest("c") { $0.source = "feed" }
    try folder.write("c/a.ics", calendar([("1", "Groups", 3)]))
    try folder.write("c/b.ics", calendar([("2", "Rings", 4)]))
    let report = try await ingest("c") { $0.source = "feed" }
    #expect(report.talksNew == 0 && report.talksSame == 2 && report.talksGone == 1)
    #expect(try talks() == ["feed: Groups", "feed: Rings", "(feed: Fields)"])
    // A file that has not changed is read along with one that has.
    try folder.write("c/b.ics", calendar([("2", "Rings again", 4)]))
    let third = try await ingest("c") { $0.source = "feed" }
    #expect(third.talksChanged == 1 && third.talksGone == 0 && third.filesRead == 2)
  }

  @Test("Files are written as they come, in as many transactions as need be", arguments: [1, 2, 9])
  func inBatches(talksPerBatch: Int) async throws {
    try folder.write("c/a.ics", calendar([("1", "Groups", 3)]))
    _ = try await ingest("c")
    for name in ["b", "d", "e"] {
      try folder.write("c/\(name).ics", calendar([("1", "Rings \(name)", 4), ("2", "Fields", 5)]))
    }
    try folder.write("c/none.ics", "no calendar")
    let report = try await ingest("c") { $0.limits.batchTalks = talksPerBatch }
    #expect(report.talksNew == 6 && report.filesRead == 3 && report.filesUnchanged == 1)
    let again = try await ingest("c") { $0.limits.batchTalks = talksPerBatch }
    #expect(again.talksNew == 0 && again.filesRead == 0)
    let added = ["b", "d", "e"].flatMap { ["\($0): Rings \($0)", "\($0): Fields"] }
    #expect(try talks() == ["a: Groups"] + added)
  }

  @Test("The same UID in two feeds is two talks")
  func twoFeeds() async throws {
    try folder.write("c/a.ics", calendar([("1", "Groups", 3)]))
    try folder.write("c/b.ics", calendar([("1", "Rings", 4)]))
    let report = try await ingest("c")
    #expect(report.talksNew == 2)
  }

  @Test("A file cannot change its source behind our back")
  func otherSource() async throws {
    try folder.write("a.ics", calendar([("1", "Groups", 3)]))
    _ = try await ingest("a.ics")
    let report = try await ingest("a.ics") {
      $0.source = "other"
      $0.rehashes = true
    }
    #expect(report.fileNotes.map(\.code) == [.otherSource])
  }

  @Test("An older state of a feed is not slipped in below a newer one")
  func outdated() async throws {
    try folder.write("h/20300102.ics", calendar([("1", "Groups", 3)]))
    _ = try await ingest("h") { $0.areSnapshots = true }
    try folder.write("h/20300101.ics", calendar([("1", "Old", 3)]))
    let report = try await ingest("h") { $0.areSnapshots = true }
    #expect(report.fileNotes.map(\.code) == [.outdated])
    #expect(try talks() == ["h: Groups"])
  }

  @Test("The result does not depend on how many files are under way")
  func deterministic() async throws {
    for number in 0..<30 {
      try folder.write(
        "c/\(number).ics",
        calendar((1...9).map { ("\(number)-\($0)", "Talk \($0) of \(number)", $0) }))
    }
    _ = try await ingest("c") { $0.limits.bytesInFlight = 1 }
    let first = try talks()
    try FileManager.default.removeItem(atPath: folder.path("talks.sqlite"))
    _ = try await ingest("c")
    #expect(try talks() == first)
    #expect(first.count == 270)
  }

  @Test("A large first ingest is built off-line, with the same result")
  func bulk() async throws {
    let many = (0..<5200).map { ("\($0)", "Talk \($0)", $0 % 28 + 1) as (String?, String, Int) }
    try folder.write("c/many.ics", calendar(many))
    let report = try await ingest("c")
    #expect(report.talksNew == 5200)
    let index = try TalkIndex.open(at: folder.path("talks.sqlite"), mode: .read)
    #expect(try index.check().isEmpty)
    #expect(try await ingest("c").revision == nil)
    try folder.write("c/many.ics", calendar(many.dropLast() + [("x", "Another", 3)]))
    let second = try await ingest("c")
    #expect(second.talksNew == 1 && second.talksGone == 1 && second.talksSame == 5199)
  }

  @Test("A cancelled ingest keeps what it has and completes later")
  func cancelled() async throws {
    for name in ["a", "b", "c"] {
      try folder.write("c/\(name).ics", calendar([("1", "Talk \(name)", 3)]))
    }
    let report = try await IngestPipeline(
      options: IngestOptions(now: now), isCancelled: { true }
    ).run([FilePath(folder.path("c"))], intoIndexAt: folder.path("talks.sqlite"))
    #expect(report.isInterrupted && report.talksNew == 1)
    let rest = try await ingest("c")
    #expect(!rest.isInterrupted && rest.talksNew == 2 && rest.filesUnchanged == 1)
  }

  @Test("Progress never goes back and ends at the end")
  func progress() async throws {
    for number in 0..<10 { try folder.write("c/\(number).ics", calendar([("1", "T", 3)])) }
    let seen = Seen()
    _ = try await IngestPipeline(options: IngestOptions(now: now), progress: { seen.add($0) })
      .run([FilePath(folder.path("c"))], intoIndexAt: folder.path("talks.sqlite"))
    let files = seen.all.map(\.files)
    #expect(files == Array(1...10))
    #expect(seen.all.last?.bytes == seen.all.last?.bytesTotal)
    #expect(seen.all.last?.talks == 10)
  }
}

/// Collects progress; its calls come one at a time.
private final class Seen: @unchecked Sendable {  // guarded by the lock
  private let lock = NSLock()
  private var list: [IngestProgress] = []

  func add(_ progress: IngestProgress) { lock.withLock { list.append(progress) } }

  var all: [IngestProgress] { lock.withLock { list } }
}
