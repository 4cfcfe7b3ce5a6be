import CivilTime
import Testing

@testable import ICalendar

@Suite("POSIX zone strings")
struct PosixZoneTests {
  @Test(
    "Offsets around the yearly steps",
    arguments: [
      // Central Europe, 2300: 25 March and 28 October.
      ("CET-1CEST,M3.5.0,M10.5.0/3", "23000325T005959", 3600),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "23000325T010000", 7200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "23001028T005959", 7200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "23001028T010000", 3600),
      // Winter in the middle of the year.
      ("AEST-10AEDT,M10.1.0,M4.1.0/3", "23000101T000000", 39_600),
      ("AEST-10AEDT,M10.1.0,M4.1.0/3", "23000701T000000", 36_000),
      // Irish winter time is the exception, and goes back.
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "23000701T000000", 3600),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "23000101T000000", 0),
      // Hours below zero and over a day, names in brackets, minutes.
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "23000325T005959", -7200),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "23000325T010000", -3600),
      ("EET-2EEST,M3.4.4/50,M10.4.4/50", "23000323T235959", 7200),
      ("EET-2EEST,M3.4.4/50,M10.4.4/50", "23000324T000000", 10_800),
      ("<+0545>-5:45", "23000101T000000", 20_700),
      ("XXX3YYY,J60/0,J300/0", "23040301T025959", -10_800),
      ("XXX3YYY,J60/0,J300/0", "23040301T030000", -7200),
      ("XXX3YYY,59/0,300/0", "23040229T030000", -7200),
    ])
  func offsets(text: String, utc: String, offset: Int) throws {
    let zone = try #require(PosixZone(Array(text.utf8)))
    let instant = try #require(TimeValue.parse(utc)?.wallClock).secondsSinceEpoch
    #expect(zone.offset(atUTC: instant) == offset)
    let rules = ZoneRules(initialOffset: zone.standardOffset, steps: [], footer: zone)
    #expect(rules.offset(atUTC: instant) == offset)
  }

  @Test(
    "What is no such string is refused",
    arguments: [
      ("", "no name"), ("CE-1", "a name has three letters"), ("CET", "no offset"),
      ("<CET-1", "an open bracket"), ("CET-26", "hours over 25"), ("CET-1CEST", "no steps"),
      ("CET-1CEST,M3.5.0", "one step"), ("CET-1CEST,M13.5.0,M10.5.0", "month 13"),
      ("CET-1CEST,M3.6.0,M10.5.0", "week 6"), ("CET-1CEST,M3.5.7,M10.5.0", "weekday 7"),
      ("CET-1CEST,J366,J10", "day 366"), ("CET-1CEST,M3.5.0/168,M10.5.0", "hour 168"),
      ("CET-1CEST,M3.5.0,M10.5.0 ", "something after it"),
      ("CET-99999999999999999999", "beyond any integer"),
    ])
  func refused(text: String, reason: Comment) {
    #expect(PosixZone(Array(text.utf8)) == nil, reason)
  }
}
