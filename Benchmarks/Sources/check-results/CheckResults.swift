import ArgumentParser
import CalendarGenerator
import CivilTime
import Foundation
import GRDB
import TalkIndex
import TalkIngest
import TalkQuery

/// Runs the whole path on generated calendars and holds its results against stock SQLite.
///
/// Times are printed and never judged; a wrong result ends the program with status 1.
@main
struct CheckResults: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-results", abstract: "Check ingest and search on generated calendars.")

  @Option(help: "Number of talks.") var talks = 5_000

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("talks-smoke-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let generator = CalendarGenerator(talks: talks, files: max(1, talks / 200))
    for index in 0..<generator.files {
      let path = folder.appendingPathComponent(generator.name(ofFile: index))
      try Data(generator.calendar(index)).write(to: path)
    }
    let path = folder.appendingPathComponent("talks.sqlite").path
    try await ingest(folder.path, into: path)
    try search(generator, in: path)
    print("all results are right")
  }

  private func ingest(_ folder: String, into path: String) async throws {
    let clock = ContinuousClock()
    var begin = clock.now
    let pipeline = IngestPipeline(options: IngestOptions(now: 1_800_000_000))
    let first = try await pipeline.run([FilePath(folder)], intoIndexAt: path)
    print("first ingest: \(first.talksNew) talks in \(begin.duration(to: clock.now))")
    try require(first.talksNew == talks, "\(first.talksNew) talks instead of \(talks)")
    begin = clock.now
    let again = try await pipeline.run([FilePath(folder)], intoIndexAt: path)
    print("ingest again: \(begin.duration(to: clock.now))")
    try require(again.talksNew + again.talksChanged + again.talksGone == 0, "ingest again changed")
  }

  /// Asks for single words and pairs, and holds the number of hits against stock MATCH.
  private func search(_ generator: CalendarGenerator, in path: String) throws {
    let index = try TalkIndex.open(at: path, mode: .read)
    guard let today = CivilDate(year: 2026, month: 11, day: 22) else { return }
    let parser = QueryParser(today: today)
    let stock = try DatabaseQueue(path: path)
    var hits = 0
    for rank in stride(from: 0, to: min(400, generator.wordCount - 8), by: 4) {
      let first = generator.word(rank: rank)
      for words in [[first], [first, generator.word(rank: rank + 7)]] {
        // The last word would also count as the beginning of a longer one.
        let query = parser.parse(words.joined(separator: " ") + " ")
        let page = try index.search(
          SearchRequest(query: query, match: .all, limit: 10, now: 1_800_000_000))
        let match = words.map { "\"\($0)\"" }.joined(separator: " AND ")
        let expected = try stock.read { db in
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM talk_prose WHERE talk_prose MATCH ?", arguments: [match])
        }
        try require(
          page.total == expected, "\(words): \(page.total) hits, stock SQLite \(expected ?? 0)")
        try require(page.hits.count == min(10, page.total), "\(words): \(page.hits.count) shown")
        hits += page.total
      }
    }
    try stock.write { db in
      for table in ["talk_prose", "talk_words"] {
        try db.execute(sql: "INSERT INTO \(table)(\(table), rank) VALUES('integrity-check', 1)")
      }
    }
    print("searches agree with stock SQLite: \(hits) hits")
  }

  private func require(_ condition: Bool, _ message: String) throws {
    guard condition else { throw ValidationError(message) }
  }
}
