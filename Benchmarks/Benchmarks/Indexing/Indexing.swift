import Benchmark
import CalendarGenerator
import CivilTime
import Foundation
import TalkIndex
import TalkIngest
import TalkQuery

/// From calendars on disk to an index, and from a query to its page.
///
/// Each benchmark checks that all talks arrived, or that every query found some.
let benchmarks: @Sendable () -> Void = {
  let generator = CalendarGenerator(talks: 2_000, files: 10)
  let moment: Int64 = 1_800_000_000
  guard let today = CivilDateTime(secondsSinceEpoch: moment)?.date else { return }

  Benchmark("first ingest of 2,000 talks in 10 files") { benchmark in
    let folder = try TemporaryFolder(calendars: generator)
    let pipeline = IngestPipeline(options: IngestOptions(now: moment))
    for round in benchmark.scaledIterations {
      let index = folder.path("index-\(round).sqlite")
      let report = try await pipeline.run([folder.calendars], intoIndexAt: index)
      precondition(report.talksNew == generator.talks, "\(report.talksNew) talks")
    }
  }

  Benchmark("ingest of the same 10 files again") { benchmark in
    let folder = try TemporaryFolder(calendars: generator)
    let pipeline = IngestPipeline(options: IngestOptions(now: moment))
    let index = folder.path("index.sqlite")
    _ = try await pipeline.run([folder.calendars], intoIndexAt: index)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      let report = try await pipeline.run([folder.calendars], intoIndexAt: index)
      precondition(report.talksNew + report.talksChanged + report.talksGone == 0, "it changed")
    }
  }

  for match in SearchRequest.Match.allCases {
    Benchmark("100 queries of two words, --match \(match.rawValue)") { benchmark in
      let folder = try TemporaryFolder(calendars: generator)
      let path = folder.path("index.sqlite")
      _ = try await IngestPipeline(options: IngestOptions(now: moment))
        .run([folder.calendars], intoIndexAt: path)
      let index = try TalkIndex.open(at: path, mode: .read)
      let parser = QueryParser(today: today)
      let requests = (0..<100).map { rank in
        SearchRequest(
          query: parser.parse(
            "\(generator.word(rank: rank)) \(generator.word(rank: 2 * rank + 1))"),
          match: match, limit: 10, now: moment)
      }
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        var hits = 0
        for request in requests { hits += try index.search(request).hits.count }
        precondition(hits > 0, "nothing found")
      }
    }
  }
}
