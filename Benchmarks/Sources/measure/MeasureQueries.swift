import ArgumentParser
import CivilTime
import Foundation
import GRDB
import TalkIndex
import TalkQuery

struct MeasureQueries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "Search for every line of a file; print the times of one search each.")

  @Option(help: "all, any or auto.") var match = "auto"
  @Option(help: "Hits a search.") var limit = 10
  @Flag(help: "Also ask stock FTS5 (ORDER BY rank) on the same index.") var stock = false
  @Option(help: "Write each query and its microseconds, ours and stock's, to this file.")
  var times: String?
  @Option(help: "Warm up with the queries of this file instead of the ones that are measured.")
  var warm: String?
  @Argument(help: "An index.") var index: String
  @Argument(help: "A file with a query on each line.") var queries: String

  func run() throws {
    let lines = try String(contentsOfFile: queries, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    let now = Int64(Date().timeIntervalSince1970)
    guard let match = SearchRequest.Match(rawValue: match),
      let today = CivilDateTime(secondsSinceEpoch: now)?.date
    else { throw ValidationError("--match is all, any or auto") }
    let talks = try TalkIndex.open(at: index, mode: .read)
    let parser = QueryParser(today: today)
    var found = 0
    let ours = try microseconds(lines) { line in
      let request = SearchRequest(
        query: parser.parse(line), match: match, limit: limit, now: now, wantsSnippets: false)
      found += try talks.search(request).hits.count
    }
    print(summary("talks \(match.rawValue)", ours), "hits \(found)")
    guard stock else { return try write(lines, [ours]) }
    let database = try DatabaseQueue(path: index)
    try database.read { db in
      let joiner = match == .all ? " AND " : " OR "
      let statement = try db.makeStatement(
        sql: "SELECT rowid FROM talk_prose WHERE talk_prose MATCH ? ORDER BY rank LIMIT \(limit)")
      let theirs = try microseconds(lines) { line in
        let words = line.split(separator: " ").map { "\"" + $0 + "\"" }
        _ = try Int64.fetchAll(statement, arguments: [words.joined(separator: joiner)])
      }
      print(summary("stock\(joiner)", theirs))
      print("ratio of means", theirs.reduce(0, +) / ours.reduce(0, +))
      try write(lines, [ours, theirs])
    }
  }

  /// Microseconds of each call, after one round to warm up.
  ///
  /// A round of other queries shows what a search for new words takes.
  private func microseconds(_ lines: [String], _ search: (String) throws -> Void) throws -> [Double]
  {
    let first =
      try warm.map {
        try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").map(String.init)
      } ?? lines
    for line in first { try search(line) }
    let clock = ContinuousClock()
    return try lines.map { line in
      let duration = try clock.measure { try search(line) }
      return Double(duration.components.attoseconds) / 1e12
        + Double(duration.components.seconds) * 1e6
    }
  }

  private func write(_ lines: [String], _ columns: [[Double]]) throws {
    guard let times else { return }
    let rows = lines.indices.map { row in
      ([lines[row]] + columns.map { String($0[row]) }).joined(separator: "\t") + "\n"
    }
    try rows.joined().write(toFile: times, atomically: true, encoding: .utf8)
  }

  private func summary(_ label: String, _ times: [Double]) -> String {
    let sorted = times.sorted()
    let mean = Int(times.reduce(0, +) / Double(times.count))
    let median = Int(sorted[sorted.count / 2])
    let p99 = Int(sorted[sorted.count * 99 / 100])
    return "\(label): mean \(mean) us  median \(median) us  p99 \(p99) us  (\(times.count) queries)"
  }
}
