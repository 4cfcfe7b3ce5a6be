import ICalendar
import TalkExtraction
import TalkModel

/// Calendars → talks: one for every event, with nothing in them that does not belong there.
enum ExtractionTarget {
  private static let extractor = TalkExtractor(options: ExtractionOptions(keepsFindings: true))

  static func run(_ bytes: [UInt8]) {
    let document = CalendarDocument(bytes: bytes)
    let events = extractor.extract(document, fileName: "a.ics")
    demand(events.count == document.events.count, "\(events.count) of \(document.events.count)")
    for event in events {
      let talk = event.talk
      demand(!talk.title.utf8.contains(0), "NUL in a title")
      demand(talk.speakers.allSatisfy { !$0.name.isEmpty }, "a speaker without name")
      for finding in event.findings.values {
        demand((0...1).contains(finding.confidence), "confidence \(finding.confidence)")
      }
      for text in [talk.title] + talk.speakers.map(\.name) + talk.series {
        _ = Folding.fold(text)
        _ = Folding.nameKey(text)
      }
    }
  }
}
