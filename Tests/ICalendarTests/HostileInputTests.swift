import ICalendar
import Testing

/// Inputs that broke other programs.
///
/// None may trap, hang or lose an event that stands clear of them;
/// what each costs is linear by design, so their sizes are large enough for anything else to show.
@Suite("Hostile input")
struct HostileInputTests {
  @Test("200,000 events that never end")
  func unendedEvents() {
    let document = readCalendar(String(repeating: "BEGIN:VEVENT\n", count: 200_000))
    #expect(document.events.count == 200_000)
    #expect(document.diagnosticCounts[.missingEnd] == 199_999)
    #expect(document.diagnostics.count == 100)
    #expect(document.isTruncated)
  }

  @Test("200,000 components inside one another")
  func deepNesting() {
    let document = readCalendar(
      String(repeating: "BEGIN:X-A\n", count: 200_000)
        + String(repeating: "END:X-A\n", count: 200_000)
        + "BEGIN:VEVENT\nSUMMARY:after\nEND:VEVENT\n")
    #expect(firstText(.summary, in: document) == "after")
    #expect(document.diagnosticCounts[.tooDeep] == 1)
    #expect(document.roots.count == 2)
    #expect(!document.isTruncated)
  }

  @Test("300,000 parameters, values and quotes")
  func parameters() throws {
    let rows = [
      "X" + String(repeating: ";A=1", count: 300_000) + ":v",
      "X;A=" + String(repeating: "1,", count: 300_000) + ":v",
      "X;A=" + String(repeating: "\",", count: 300_000) + ":v",
      "X;A=" + String(repeating: "\"", count: 300_000) + ":v",
      "X" + String(repeating: ";", count: 300_000) + ":v",
      "X;TZID=" + String(repeating: "(:", count: 300_000) + ":v",
      "X" + String(repeating: ";TZID=(:", count: 100_000) + ":v",
      "X;A=" + String(repeating: "^", count: 300_000) + ":v",
      "X" + String(repeating: ";A=\"", count: 200_000) + ":v",
      "X;A=" + String(repeating: "\"x,", count: 200_000) + ":v",
      "X" + String(repeating: ";TZID=(:", count: 100_000) + "):v",
    ]
    for row in rows {
      let document = readEvent(row + "\r\nSUMMARY:kept")
      #expect(firstText(.summary, in: document) == "kept")
      let property = document.events.first?.first("X")
      #expect(property?.parameters.count ?? 0 <= 100)
      #expect(property?.parameter("A")?.utf8.count ?? 0 <= 700_000)
      decodeEverything(document)
    }
  }

  @Test("300,000 values, escapes and lines that are none")
  func values() {
    let rows = [
      "RDATE:" + String(repeating: "20250101,", count: 100_000),
      "CATEGORIES:" + String(repeating: ",", count: 300_000),
      "SUMMARY:" + String(repeating: "\\", count: 300_001),
      "SUMMARY;ENCODING=QUOTED-PRINTABLE:" + String(repeating: "=", count: 300_000),
      "SUMMARY;ENCODING=QUOTED-PRINTABLE:" + String(repeating: "=\r\n", count: 300_000),
      "X;Q" + String(repeating: "\r\n =", count: 300_000),
      String(repeating: "bad\r\n", count: 300_000),
      "DESCRIPTION:a\r\n" + String(repeating: "bad\r\n", count: 300_000),
      "DESCRIPTION:a" + String(repeating: "\r\n b", count: 300_000),
      "DESCRIPTION:a" + String(repeating: "\r\n ", count: 300_000),
      String(repeating: "SUMMARY:a\r\n", count: 100_000),
      String(repeating: "BEGIN:\r\nEND:\r\n", count: 100_000),
      String(repeating: "END:VALARM\r\n", count: 100_000),
      "LOCATION:" + String(repeating: "e\u{301}", count: 200_000),
      "DTSTART:" + String(repeating: "9", count: 300_000),
      "DURATION:P" + String(repeating: "1D", count: 100_000),
    ]
    for row in rows {
      let document = readEvent("UID:1\r\n" + row + "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2")
      #expect(document.events.count == 2)
      #expect(document.events.last?.first(.uid)?.text == "2")
      decodeEverything(document)
    }
  }

  @Test(
    "Megabytes of line breaks, blanks or nothing sensible",
    arguments: [
      "\n", "\r\n", "\r", " \n", "\t", "\u{0}", "\u{1A}", ":", ";", "\"", "=\n", "A:\n", "\\",
    ])
  func filler(_ unit: String) {
    let size = unit == "\r\n" ? 10_000_000 : 1_000_000
    let filler = Array(String(repeating: unit, count: size / unit.utf8.count).utf8)
    let event = Array("\r\nBEGIN:VEVENT\r\nSUMMARY:kept\r\nEND:VEVENT\r\n".utf8)
    let document = CalendarDocument(bytes: filler + event)
    #expect(document.isCalendar || unit == "\r" || unit == "\u{0}")
    #expect(document.events.count == 1)
    decodeEverything(document)
  }

  @Test("Every pair of bytes that mean something, as a file")
  func shortFiles() {
    let bytes = Array("\u{0}\t\n\r \"(,/:;=\\^AaBbEeXx-_\u{7F}é\u{FEFF}".utf8) + [0xFF]
    for first in bytes {
      decodeEverything(CalendarDocument(bytes: [first]))
      for second in bytes {
        decodeEverything(CalendarDocument(bytes: [first, second]))
        decodeEverything(CalendarDocument(bytes: [first, 0, second, 0]))
      }
    }
  }
}
