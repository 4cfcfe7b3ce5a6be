import CivilTime
import Foundation
import ICalendar
import TalkFormats
import TalkModel
import TalkQuery
import Testing

@Suite("Calendars")
struct CalendarPagePrinterTests {
  @Test("A calendar, whole")
  func whole() throws {
    let text = printed([hit(try lattices())], as: .ics)
    let lines = [
      "BEGIN:VCALENDAR",
      "PRODID:-//talks//talks//EN",
      "VERSION:2.0",
      "NAME:Talks",
      "X-WR-CALNAME:Talks",
      "BEGIN:VEVENT",
      "UID:lattice-1@example.org",
      "DTSTAMP:20250430T080000Z",
      "DTSTART:20250509T110000Z",
      "DTEND:20250509T120000Z",
      "SUMMARY:Lattices\\, and their uses",
      "STATUS:CONFIRMED",
      "SEQUENCE:2",
      "LAST-MODIFIED:20250430T080000Z",
      "LOCATION:Room 5\\; second floor",
      "CATEGORIES:Algebra Seminar,lattice",
      "DESCRIPTION:Speakers: Ada Byron (University of Uppsala)\\, Chen 量子\\n"
        + "Series: Algebra Seminar\\nJoin: https://meet.example.org/j/1\\nOrganiser: Emmy\\n\\n"
        + "We look at lattices.\\nThen at their uses.\\n\\nAda writes programs.",
      "URL:https://example.org/talks/1",
      "END:VEVENT",
      "END:VCALENDAR",
    ]
    let unfolded = text.replacingOccurrences(of: "\r\n ", with: "")
    #expect(unfolded == lines.map { $0 + "\r\n" }.joined())
  }

  @Test("Days, points in time, cancellations, and talks without time")
  func variants() throws {
    var day = try lattices()
    day.time = try time("2025-05-09T00:00", "2025-05-11T00:00", form: .date)
    day.status = .cancelled
    var point = try lattices()
    point.time = try time("2025-05-09T12:00", "2025-05-09T12:00")
    point.identity.uid = "point"
    var never = try lattices()
    never.time = nil
    never.identity.uid = "never"
    let text = printed([hit(day), hit(point), hit(never)], as: .ics)
    #expect(text.contains("\r\nDTSTART;VALUE=DATE:20250509\r\nDTEND;VALUE=DATE:20250511\r\n"))
    #expect(text.contains("\r\nSTATUS:CANCELLED\r\n"))
    #expect(text.contains("\r\nDTSTART:20250509T110000Z\r\nSUMMARY:"))
    #expect(!text.contains("never"))
  }

  @Test("Each occurrence is an event with a UID of its own, the same in every export")
  func occurrences() throws {
    var talk = try lattices()
    talk.occurrences = try ["09", "16"].map {
      try time("2025-05-\($0)T12:00", "2025-05-\($0)T13:00")
    }
    #expect(
      uids(printed([hit(talk)], as: .ics)) == [
        "lattice-1@example.org-20250509T110000Z", "lattice-1@example.org-20250516T110000Z",
      ])
    talk.occurrences.append(try time("2025-05-16T12:00", "2025-05-16T15:00"))
    #expect(uids(printed([hit(talk)], as: .ics)).count == 2)
  }

  @Test("Many occurrences of one length are one event with RDATEs")
  func manyOccurrences() throws {
    var talk = try lattices()
    let first = try time("2025-05-09T12:00", "2025-05-09T13:00")
    talk.occurrences = try (Int64(0)..<300).map { week in
      var time = first
      time.start += week * 604_800
      time.end += week * 604_800 + (week == 7 ? 1800 : 0)
      time.localStart = try #require(time.localStart.adding(seconds: week * 604_800))
      time.localEnd = try #require(time.localEnd.adding(seconds: week * 604_800))
      return time
    }
    let text = printed([hit(talk)], as: .ics)
    #expect(
      uids(text) == ["lattice-1@example.org", "lattice-1@example.org-20250627T110000Z"])
    let events = CalendarDocument(bytes: Array(text.utf8)).events
    let dates = events.first?.all("RDATE").map { $0.timeValues.count }
    #expect(dates == [100, 100, 98])
  }

  @Test("Talks that share a UID, overrides and talks without UID are told apart")
  func identity() throws {
    let one = try lattices()
    var two = one
    two.title = "Another"
    let shared = uids(printed([hit(one), hit(two)], as: .ics))
    #expect(Set(shared).count == 2)
    #expect(shared.allSatisfy { $0.hasPrefix("lattice-1@example.org-") })
    #expect(uids(printed([hit(two), hit(one)], as: .ics)) == shared.reversed())
    var override = one
    override.identity.recurrenceID = "20250516T120000"
    let both = uids(printed([hit(one), hit(override)], as: .ics))
    #expect(both.first == "lattice-1@example.org")
    #expect(both.last?.hasPrefix("lattice-1@example.org-") == true)
    var elsewhere = hit(one)
    elsewhere.stored.provenance.source = "geometry"
    #expect(uids(printed([hit(one), elsewhere], as: .ics)) == ["lattice-1@example.org"])
    var upstairs = one
    upstairs.venue = "Upstairs"
    #expect(Set(uids(printed([hit(one), hit(upstairs)], as: .ics))).count == 2)
    var none = one
    none.identity.uid = nil
    #expect(uids(printed([hit(none)], as: .ics)).first?.utf8.count == 36)
    var long = one
    long.identity.uid = String(repeating: "x", count: 1000)
    #expect(uids(printed([hit(long)], as: .ics)).first?.utf8.count == 36)
  }

  @Test("Whatever a talk says, it is one event with those texts", arguments: hostileTexts)
  func hostility(text: String) throws {
    let output = printed([hit(try hostile(text))], as: .ics, PrintOptions(title: text))
    let document = CalendarDocument(bytes: Array(output.utf8))
    #expect(document.diagnosticCount == 0)
    #expect(document.events.count == 1)
    let event = try #require(document.events.first)
    let names = event.properties.map(\.name)
    let known: Set = [
      "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION", "CATEGORIES",
      "DESCRIPTION",
    ]
    #expect(Set(names) == known)
    #expect(names.count == known.count)
    let bad = output.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\r" && $0 != "\n" && $0 != "\t")
        || (0x7F...0x9F).contains($0.value)
    }
    #expect(bad.isEmpty)
    #expect(!output.lowercased().contains("javascript:alert('"))
  }

  private func uids(_ text: String) -> [String] {
    CalendarDocument(bytes: Array(text.utf8)).events.compactMap { $0.first(.uid)?.text }
  }
}

/// Runs `Tests/Tools/validate_ics.py`, which asks Python's icalendar and libical, where
/// `TALKS_TOOL_TESTS` is set.
@Suite(
  "Calendars in other readers",
  .enabled(if: ProcessInfo.processInfo.environment["TALKS_TOOL_TESTS"] != nil))
struct CalendarReaderTests {
  @Test("Two independent readers take everything written")
  func validate() throws {
    var hits = [hit(try lattices())]
    for (index, text) in hostileTexts.enumerated() {
      var talk = try hostile(text)
      talk.identity.uid = "hostile-\(index)"
      if index.isMultiple(of: 2) { talk.url = "https://example.org/é?\(index)" }
      if index.isMultiple(of: 3) { talk.identity.uid = text }
      talk.sequence = index
      hits.append(hit(talk, id: Int64(index)))
    }
    var weekly = try lattices()
    weekly.identity.uid = "weekly"
    weekly.occurrences = try ["09", "16", "23"].map {
      try time("2025-05-\($0)T12:00", "2025-05-\($0)T13:00")
    }
    var days = try lattices()
    days.identity.uid = nil
    days.time = try time("2025-05-09T00:00", "2025-05-11T00:00", form: .date)
    hits += [hit(weekly), hit(days)]
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "talks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "talks.ics")
    try Data(printed(hits, as: .ics).utf8).write(to: file)
    let tool = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Tools/validate_ics.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", tool.path(), file.path()]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: output, as: UTF8.self))")
  }
}
