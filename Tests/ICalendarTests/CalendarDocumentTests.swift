import ICalendar
import Testing

@Suite("Documents")
struct CalendarDocumentTests {
  @Test("Components nest, and properties belong to the component around them")
  func nesting() throws {
    let document = readCalendar(
      """
      BEGIN:VCALENDAR
      X-WR-CALNAME:Name
      BEGIN:VEVENT
      SUMMARY:one
      BEGIN:VALARM
      ACTION:DISPLAY
      END:VALARM
      DTSTART:20250101
      BEGIN:PARTICIPANT
      NAME:Ada
      BEGIN:VLOCATION
      NAME:Hall
      END:VLOCATION
      END:PARTICIPANT
      UID:1
      END:VEVENT
      NAME:Also
      END:VCALENDAR

      """)
    #expect(document.diagnostics == [])
    let calendar = try #require(document.calendars.first)
    let event = try #require(document.events.first)
    #expect(calendar.properties.map(\.name) == ["X-WR-CALNAME", "NAME"])
    #expect(event.properties.map(\.name) == ["SUMMARY", "DTSTART", "UID"])
    #expect(event.children.map(\.name) == ["VALARM", "PARTICIPANT"])
    #expect(event.children.last?.children.first?.first(.name)?.text == "Hall")
    #expect(event.parent?.name == "VCALENDAR")
    #expect(event.line == 3)
    #expect(event.first(.uid)?.line == 15)
    #expect(event.isComplete && calendar.isComplete)
    #expect(calendar.parent == nil)
    #expect(document.roots.count == 1)
  }

  @Test(
    "Events survive what is wrong around them",
    arguments: [
      ("BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n", ["a"], "outside any calendar"),
      (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nBEGIN:VEVENT\nSUMMARY:b\n", ["a", "b"], "no END"
      ),
      (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nBEGIN:VALARM\nBEGIN:VEVENT\nSUMMARY:b\n",
        ["a", "b"], "no END of an alarm"
      ),
      (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"
          + "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:b\nEND:VEVENT\nEND:VCALENDAR\n",
        ["a", "b"], "one END too many, two calendars"
      ),
      ("BEGIN:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n", ["a"], "no END of a zone"),
      ("begin:vcalendar\nbegin:vevent\nsummary:a\nend:vevent\n", ["a"], "small letters"),
      ("BEGIN:VEVENT \nSUMMARY:a\nEND: VEVENT\n", ["a"], "blanks"),
      ("BEGIN:X\nBEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\nEND:X\n", ["a"], "in an unknown component"),
      (
        String(repeating: "BEGIN:X\n", count: 20) + "BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n", ["a"],
        "below the depth cap"
      ),
      ("\u{FEFF}\n\n  BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT", ["a"], "junk before, nothing after"),
      ("BEGIN:VEVENT\nSUMMARY:a\n\u{FEFF}END:VEVENT\n", ["a"], "a byte order mark inside"),
      ("garbage\nBEGIN:VEVENT\nSUMMARY:a\nEND:VTODO\nUID:1\nEND:VEVENT", ["a"], "another END"),
    ])
  func recovery(_ file: String, _ summaries: [String], _ reason: String) {
    let document = readCalendar(file)
    #expect(document.events.map { $0.first(.summary)?.text } == summaries, "\(reason)")
    #expect(document.isCalendar)
  }

  @Test(
    "What is no calendar is said to be none",
    arguments: [
      "", "\n\n\n", "<!DOCTYPE html>\n<html><head><title>404</title></head></html>\n",
      "{\"error\": \"not found\"}", "BEGIN:VCARD\nFN:x\nEND:VCARD\n", "SUMMARY:x\n",
    ])
  func noCalendar(_ file: String) {
    let document = readCalendar(file)
    #expect(!document.isCalendar)
    #expect(document.events.isEmpty)
    #expect(document.diagnostics.first?.code == .notACalendar)
  }

  @Test(
    "Where a file is cut, whole events stay and the cut is told",
    arguments: [
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n", false, [true]),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR", false, [true]),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\n", true, [true]),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEV", true, [true]),
      (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nSUMM", true,
        [true, false]
      ),
    ])
  func truncation(_ file: String, _ isTruncated: Bool, _ complete: [Bool]) {
    let document = readCalendar(file)
    #expect(document.isTruncated == isTruncated)
    #expect(document.events.map(\.isComplete) == complete)
  }

  @Test("A file longer than the cap is read up to it")
  func longFile() {
    var limits = ReadingLimits()
    limits.fileBytes = 40
    let bytes = Array("BEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n".utf8)
    let document = CalendarDocument(bytes: bytes, limits: limits)
    #expect(document.events.count == 1)
    #expect(document.isTruncated)
    #expect(document.diagnostics.first?.code == .fileTooLong)
  }

  @Test("Diagnostics point at the byte, also after folds")
  func positions() {
    let document = readEvent("UID:1\r\nDTSTART;X-LONG=aaaa\r\n bbbb\r\n\tcc:2025\r\n 0231")
    #expect(document.diagnosticCounts == [.badTime: 1])
    #expect(document.diagnostics.first?.line == 6)
    #expect(document.diagnostics.first?.column == 5)
    #expect(document.diagnostics.first?.severity == .warning)
  }

  @Test("The first diagnostics are kept, all are counted")
  func diagnosticCap() {
    var limits = ReadingLimits()
    limits.diagnostics = 5
    let bytes = Array(("BEGIN:VEVENT\n" + String(repeating: "bad\n", count: 50)).utf8)
    let document = CalendarDocument(bytes: bytes, limits: limits)
    #expect(document.diagnostics.count == 5)
    #expect(document.diagnosticCounts[.badLine] == 50)
    #expect(document.diagnosticCount > 50)
  }
}
