import ICalendar
import TalkExtraction
import TalkModel

/// Calendars made in the tests: properties as written, one dictionary-like list an event.
enum Fixture {
  /// A calendar of `events`, each a list of content lines; UID and DTSTART are added.
  static func calendar(_ head: [String] = [], _ events: [[String]]) -> [UInt8] {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0"] + head
    for (index, event) in events.enumerated() {
      lines.append("BEGIN:VEVENT")
      if !event.contains(where: { $0.hasPrefix("UID") }) {
        lines.append("UID:fixture-\(index)@example.org")
      }
      if !event.contains(where: { $0.hasPrefix("DTSTART") }) {
        lines.append("DTSTART:202701\(index % 28 < 9 ? "0" : "")\(index % 28 + 1)T100000Z")
      }
      lines += event
      lines.append("END:VEVENT")
    }
    lines.append("END:VCALENDAR")
    return Array(lines.joined(separator: "\r\n").utf8) + [13, 10]
  }

  /// What extraction makes of a calendar.
  static func extract(_ bytes: [UInt8]) -> [ExtractedEvent] {
    TalkExtractor(options: ExtractionOptions(keepsFindings: true))
      .extract(CalendarDocument(bytes: bytes))
  }

  /// Title, speakers and series in one line, for tables.
  static func line(_ event: ExtractedEvent) -> String {
    let speakers = event.talk.speakers.map { speaker in
      speaker.affiliation.map { "\(speaker.name) [\($0)]" } ?? speaker.name
    }
    return
      "\(event.talk.title) / \(speakers.joined(separator: ", ")) / \(event.talk.series.joined(separator: ", "))"
  }
}
