import CivilTime
import ICalendar
import Testing

@Suite("Writing")
struct CalendarWriterTests {
  @Test("A calendar as RFC 5545 writes it")
  func form() throws {
    let day = try #require(CivilDate(year: 2025, month: 5, day: 9))
    let noon = try #require(CivilDateTime(date: day, hour: 12))
    var writer = CalendarWriter()
    writer.beginCalendar(productID: "-//example//EN")
    writer.begin("VEVENT")
    writer.write(.uid, text: "1@example.org")
    writer.write(.dtstart, time: .zoned(noon, zoneID: "Europe/London"))
    writer.write(.dtend, time: .utc(noon))
    writer.write(.duration, duration: CalendarDuration(days: 1, seconds: 3661))
    writer.write(.exdate, times: [.date(day), .floating(noon), .floating(noon)])
    writer.write(.summary, text: "a, b; c\\ d\r\ne\rf\u{1B}[0m\u{0}\u{9B}")
    writer.write(.categories, textList: ["x,y", "z"])
    writer.write(
      .attendee, [Parameter(name: "cn", values: ["Ann \"Nick\" Lee", "b^c\nd"])],
      uri: "mailto:a b@example.org")
    writer.write(.rrule, raw: "FREQ=DAILY\r\nATTENDEE:x")
    writer.end()
    let expected = [
      "BEGIN:VCALENDAR", "PRODID:-//example//EN", "VERSION:2.0", "BEGIN:VEVENT",
      "UID:1@example.org", "DTSTART;TZID=Europe/London:20250509T120000",
      "DTEND:20250509T120000Z", "DURATION:P1DT1H1M1S", "EXDATE;VALUE=DATE:20250509",
      "EXDATE:20250509T120000,20250509T120000", "SUMMARY:a\\, b\\; c\\\\ d\\ne\\nf[0m",
      "CATEGORIES:x\\,y,z",
      "ATTENDEE;CN=\"Ann ^'Nick^' Lee\",b^^c^nd:mailto:a%20b@example.org",
      "RRULE:FREQ=DAILYATTENDEE:x", "END:VEVENT", "END:VCALENDAR",
    ]
    #expect(
      String(decoding: writer.finish(), as: UTF8.self)
        == expected.map { $0 + "\r\n" }.joined())
  }

  @Test("Lines are folded at 75 octets, never inside a character")
  func folding() {
    for padding in 0..<4 {
      var writer = CalendarWriter()
      writer.begin("VEVENT")
      let text = String(repeating: "x", count: padding) + String(repeating: "é𝄞 \u{301}", count: 80)
      writer.write(.summary, text: text)
      let bytes = writer.finish()
      for line in bytes.split(separator: 0x0A) {
        #expect(line.last == 0x0D)
        #expect(line.count <= 76)
        #expect(String(validating: line, as: UTF8.self) != nil)
      }
      #expect(firstText(.summary, in: CalendarDocument(bytes: bytes)) == text)
    }
  }

  @Test("No value can begin a line or a component of its own")
  func injection() {
    let hostile = "x\r\nEND:VEVENT\nBEGIN:VEVENT\rSUMMARY:y\u{2028}z\u{85}"
    var writer = CalendarWriter()
    writer.beginCalendar(productID: hostile)
    writer.begin(PropertyName("VEVENT\r\nX:1"))
    writer.write(
      PropertyName("A:\r\nB"), [Parameter(name: "P\n;Q=", values: [hostile])], text: hostile)
    writer.write(.url, uri: hostile)
    writer.write(.rrule, raw: hostile)
    writer.write(.uid, textList: [hostile, hostile])
    let document = CalendarDocument(bytes: writer.finish())
    #expect(document.events.isEmpty)
    #expect(document.roots.count == 1)
    #expect(document.calendars.first?.children.map(\.name) == ["VEVENT--X-1"])
    #expect(document.calendars.first?.children.first?.properties.count == 4)
    #expect(document.calendars.first?.properties.count == 2)
    #expect(!document.isTruncated)
  }

  @Test("A time zone block")
  func timeZone() throws {
    let day = try #require(CivilDate(year: 1996, month: 3, day: 31))
    let start = try #require(CivilDateTime(date: day, hour: 2))
    var writer = CalendarWriter()
    writer.beginCalendar(productID: "x")
    writer.writeTimeZone(id: "Nowhere", observances: [])
    writer.writeTimeZone(
      id: "Europe/Paris",
      observances: [
        ZoneObservance(
          start: start, offsetBefore: 3600, offset: 7200, name: "CEST", isDaylight: true,
          rule: "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        ZoneObservance(start: start, offsetBefore: 7200, offset: -3661),
      ])
    let document = CalendarDocument(bytes: writer.finish())
    let zone = try #require(document.calendars.first?.children.first)
    #expect(document.calendars.first?.children.count == 1)
    #expect(zone.first(.tzid)?.text == "Europe/Paris")
    #expect(zone.children.map(\.name) == ["DAYLIGHT", "STANDARD"])
    #expect(zone.children.first?.first(.tzoffsetto)?.rawValue == "+0200")
    #expect(zone.children.last?.first(.tzoffsetto)?.rawValue == "-010101")
    #expect(zone.children.first?.first(.rrule)?.rawValue == "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
    #expect(document.diagnostics == [])
  }
}
