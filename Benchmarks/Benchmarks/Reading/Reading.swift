import Benchmark
import CalendarGenerator
import ICalendar
import TalkExtraction

/// Reading without an index: content lines, every property as text, keyphrases.
///
/// Each benchmark checks that what it read is what was generated.
let benchmarks: @Sendable () -> Void = {
  let talks = 2_000
  let generator = CalendarGenerator(talks: talks, files: 10)
  let calendars = (0..<generator.files).map(generator.calendar)

  Benchmark("read 2,000 talks in 10 calendars") { benchmark in
    for _ in benchmark.scaledIterations {
      var events = 0
      for bytes in calendars { events += CalendarDocument(bytes: bytes).events.count }
      precondition(events == talks, "read \(events) events")
    }
  }

  Benchmark("read and decode every property of every event as text") { benchmark in
    for _ in benchmark.scaledIterations {
      var length = 0
      var summaries = 0
      for bytes in calendars {
        for event in CalendarDocument(bytes: bytes).events {
          for property in event.properties {
            property.withTextUTF8 { length += $0.count }
            if property.isNamed(.summary) { summaries += 1 }
          }
        }
      }
      precondition(summaries == talks && length > talks * 500, "\(summaries) \(length)")
    }
  }

  let texts = calendars.flatMap { bytes in
    CalendarDocument(bytes: bytes).events.map { event in
      (event.first(.summary)?.text ?? "", event.first(.description)?.text ?? "")
    }
  }
  Benchmark("keyphrases of 2,000 talks") { benchmark in
    let extractor = KeywordExtractor()
    for _ in benchmark.scaledIterations {
      var found = 0
      for (title, abstract) in texts {
        found += extractor.keywords(title: title, abstract: abstract).count
      }
      precondition(found > talks * 5, "found \(found) keyphrases")
    }
  }
}
