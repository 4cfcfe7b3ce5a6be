import CivilTime
import Testing

@testable import ICalendar

@Suite("VTIMEZONE")
struct TimeZoneComponentTests {
  private func zone(_ lines: [String]) -> TimeZoneComponent? {
    let events = Calendars.events(
      ["BEGIN:VTIMEZONE", "TZID:Here"] + lines + ["END:VTIMEZONE", "BEGIN:VEVENT", "END:VEVENT"])
    let zone = events[0].parent?.children.first { $0.isNamed("VTIMEZONE") }
    return zone.flatMap { TimeZoneComponent($0) }
  }

  private func observance(
    _ name: String, _ from: String, _ to: String, _ start: String, _ more: String...
  ) -> [String] {
    ["BEGIN:\(name)", "TZOFFSETFROM:\(from)", "TZOFFSETTO:\(to)", "DTSTART:\(start)"] + more
      + ["END:\(name)"]
  }

  private func offset(_ zone: TimeZoneComponent?, _ utc: String) throws -> Int {
    let instant = try #require(TimeValue.parse(utc)?.wallClock).secondsSinceEpoch
    return try #require(zone).rules.offset(atUTC: instant)
  }

  @Test("Rules that began in 1601, as Outlook writes them")
  func outlook() throws {
    let zone = zone(
      observance(
        "STANDARD", "+0200", "+0100", "16011028T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10")
        + observance(
          "DAYLIGHT", "+0100", "+0200", "16010325T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3")
    )
    #expect(try offset(zone, "20250330T005959") == 3600)
    #expect(try offset(zone, "20250330T010000") == 7200)
    #expect(try offset(zone, "20251026T005959") == 7200)
    #expect(try offset(zone, "20251026T010000") == 3600)
    #expect(try offset(zone, "21991001T000000") == 7200)
  }

  @Test("UNTIL ends a rule in UTC, and the next observance goes on")
  func until() throws {
    // New York, before and after 2007.
    let zone = zone(
      observance(
        "DAYLIGHT", "-0500", "-0400", "19870405T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z")
        + observance(
          "STANDARD", "-0400", "-0500", "19671029T020000",
          "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z")
        + observance(
          "DAYLIGHT", "-0500", "-0400", "20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU")
        + observance(
          "STANDARD", "-0400", "-0500", "20071104T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU")
    )
    #expect(try offset(zone, "20060402T070000") == -14_400)
    #expect(try offset(zone, "20060402T065959") == -18_000)
    #expect(try offset(zone, "20070315T120000") == -14_400)
    #expect(try offset(zone, "20070401T120000") == -14_400)
    #expect(try offset(zone, "20071101T120000") == -14_400)
    #expect(try offset(zone, "20250312T120000") == -14_400)
  }

  @Test("Single dates, seconds in offsets, and the time before the first onset")
  func dates() throws {
    let zone = zone(
      observance("STANDARD", "+012345", "+0100", "20000101T000000")
        + observance(
          "DAYLIGHT", "+0100", "+0200", "20010401T000000", "RDATE:20020401T000000,20030401T000000Z")
        + observance("STANDARD", "+0200", "+0100", "20011001T000000", "RDATE:20021001T000000"))
    #expect(try offset(zone, "19991231T000000") == 5025)
    #expect(try offset(zone, "20000601T000000") == 3600)
    #expect(try offset(zone, "20010601T000000") == 7200)
    #expect(try offset(zone, "20020601T000000") == 7200)
    #expect(try offset(zone, "20030331T235959") == 3600)
    #expect(try offset(zone, "20030401T000000") == 7200)
  }

  @Test(
    "Offsets, and what is none",
    arguments: [
      ("+0100", 3600), ("-0330", -12_600), ("+053012", 19_812), ("0100", 3600), ("+01:00", 3600),
      ("-00:30", -1800), ("", nil), ("+1", nil), ("+0160", nil), ("+9900", nil), ("1+00", nil),
      ("+01000", nil), ("east", nil), ("99999999999999999999", nil),
    ])
  func offsets(text: String, seconds: Int?) {
    #expect(TimeZoneComponent.offset(text) == seconds)
  }

  @Test("Without a usable observance there are no rules")
  func unusable() {
    #expect(zone([]) == nil)
    #expect(zone(["BEGIN:STANDARD", "TZOFFSETTO:+0100", "END:STANDARD"]) == nil)
    #expect(zone(observance("STANDARD", "+0100", "soon", "20000101T000000")) == nil)
    #expect(zone(observance("STANDARD", "+0100", "+0200", "never")) == nil)
    #expect(zone(observance("OTHER", "+0100", "+0200", "20000101T000000")) == nil)
  }

  @Test("Explosive rules and thousands of observances stay within bounds")
  func hostile() throws {
    var lines: [String] = []
    for _ in 0..<2_000 {
      lines += observance("STANDARD", "+0100", "+0200", "19700101T000000", "RRULE:FREQ=SECONDLY")
    }
    #expect(try offset(zone(lines), "20250601T000000") == 7200)
  }
}
