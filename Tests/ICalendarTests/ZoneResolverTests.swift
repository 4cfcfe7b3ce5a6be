import CivilTime
import Testing

@testable import ICalendar

@Suite(
  "Zones of a calendar", .enabled(if: ZoneDatabase.system.rules(named: "Europe/London") != nil))
struct ZoneResolverTests {
  /// What a time came to: `20250509T110000 Europe/London zoned iana`, the instant in UTC.
  private func resolved(
    calendar: [String] = [], event: [String] = [], time: String, defaultZone: String = "Asia/Tokyo"
  ) throws -> String {
    let events = Calendars.events(
      calendar + ["BEGIN:VEVENT", "DTSTART\(time)"] + event + ["END:VEVENT"])
    let resolver = ZoneResolver(calendar: events[0].parent, defaultZone: defaultZone)
    let value = try #require(events[0].first("DTSTART")?.timeValue)
    let time = resolver.resolve(value, in: events[0])
    let utc = try #require(CivilDateTime(secondsSinceEpoch: time.utc))
    return [
      Calendars.text(utc), Calendars.text(time.local), time.zone ?? "-", time.form.rawValue,
      time.origin.rawValue,
    ].joined(separator: " ")
  }

  @Test(
    "Each kind of time finds its zone",
    arguments: [
      (":20250509T110000Z", "20250509T110000 20250509T110000 UTC utc utc"),
      (
        ";TZID=Europe/London:20250509T120000",
        "20250509T110000 20250509T120000 Europe/London zoned iana"
      ),
      (
        ";TZID=\"W. Europe Standard Time\":20250509T120000",
        "20250509T100000 20250509T120000 Europe/Berlin zoned windows"
      ),
      (
        ";TZID=Europe-Brussels:20250509T120000",
        "20250509T100000 20250509T120000 Europe/Brussels zoned vendor-prefix"
      ),
      (":20250509T120000", "20250509T030000 20250509T120000 Asia/Tokyo floating index-default"),
      (
        ";VALUE=DATE:20250509",
        "20250508T150000 20250509T000000 Asia/Tokyo date index-default"
      ),
      (
        ";TZID=Nowhere/Middle:20250509T120000",
        "20250509T030000 20250509T120000 Asia/Tokyo zoned index-default"
      ),
    ])
  func kinds(time: String, expected: String) throws {
    #expect(try resolved(time: time) == expected)
  }

  @Test("A calendar's zone serves floating times, days and the display of UTC")
  func calendarZone() throws {
    let zone = ["X-WR-TIMEZONE:Europe/Zurich"]
    #expect(
      try resolved(calendar: zone, time: ":20250509T120000")
        == "20250509T100000 20250509T120000 Europe/Zurich floating calendar-default")
    #expect(
      try resolved(calendar: zone, time: ";VALUE=DATE:20250509")
        == "20250508T220000 20250509T000000 Europe/Zurich date calendar-default")
    #expect(
      try resolved(calendar: zone, time: ":20250509T100000Z")
        == "20250509T100000 20250509T120000 Europe/Zurich utc utc")
    #expect(
      try resolved(calendar: ["X-WR-TIMEZONE:Nowhere"], time: ":20250509T120000")
        == "20250509T030000 20250509T120000 Asia/Tokyo floating index-default")
  }

  @Test("TZID as a property: the event's before the calendar's, before X-WR-TIMEZONE")
  func zoneProperty() throws {
    #expect(
      try resolved(event: ["TZID:Europe-Brussels"], time: ":20250509T120000")
        == "20250509T100000 20250509T120000 Europe/Brussels floating tzid-property")
    #expect(
      try resolved(
        calendar: ["X-WR-TIMEZONE:Europe/London", "TZID:America/New_York"],
        event: ["TZID:Europe/Zurich"], time: ":20250509T120000")
        == "20250509T100000 20250509T120000 Europe/Zurich floating tzid-property")
    #expect(
      try resolved(
        calendar: ["X-WR-TIMEZONE:Europe/London", "TZID:America/New_York"],
        time: ":20250509T120000")
        == "20250509T160000 20250509T120000 America/New_York floating tzid-property")
    #expect(
      try resolved(
        event: ["TZID:Europe/Zurich"], time: ";TZID=Europe/London:20250509T120000")
        == "20250509T110000 20250509T120000 Europe/London zoned iana")
  }

  @Test("An unknown default zone is UTC")
  func unknownDefault() throws {
    #expect(
      try resolved(time: ":20250509T120000", defaultZone: "Nowhere")
        == "20250509T120000 20250509T120000 UTC floating index-default")
  }

  private func zone(_ name: String, offset: String, location: String? = nil) -> [String] {
    ["BEGIN:VTIMEZONE", "TZID:\(name)"] + (location.map { ["X-LIC-LOCATION:\($0)"] } ?? []) + [
      "BEGIN:STANDARD", "DTSTART:20000101T000000", "TZOFFSETFROM:\(offset)",
      "TZOFFSETTO:\(offset)", "END:STANDARD", "END:VTIMEZONE",
    ]
  }

  @Test("VTIMEZONE decides; the IANA zone gives the name where both agree")
  func ownRules() throws {
    let time = ";TZID=Europe/London:20250509T120000"
    #expect(
      try resolved(calendar: zone("Europe/London", offset: "+0100"), time: time)
        == "20250509T110000 20250509T120000 Europe/London zoned vtimezone")
    #expect(
      try resolved(calendar: zone("Europe/London", offset: "+0300"), time: time)
        == "20250509T090000 20250509T120000 - zoned vtimezone")
    #expect(
      try resolved(
        calendar: zone("Campus Time", offset: "+0300"), time: ";TZID=Campus Time:20250509T120000")
        == "20250509T090000 20250509T120000 - zoned vtimezone")
    #expect(
      try resolved(
        calendar: zone("Campus Time", offset: "+0300", location: "Europe/Moscow"),
        time: ";TZID=Campus Time:20250509T120000")
        == "20250509T090000 20250509T120000 Europe/Moscow zoned vtimezone")
  }

  @Test("Before its first onset VTIMEZONE says nothing; a broken one says nothing at all")
  func outsideOfOwnRules() throws {
    #expect(
      try resolved(
        calendar: zone("Europe/London", offset: "+0300"),
        time: ";TZID=Europe/London:19990509T120000")
        == "19990509T110000 19990509T120000 Europe/London zoned iana")
    #expect(
      try resolved(
        calendar: ["BEGIN:VTIMEZONE", "TZID:Europe/London", "END:VTIMEZONE"],
        time: ";TZID=Europe/London:20250509T120000")
        == "20250509T110000 20250509T120000 Europe/London zoned iana")
    #expect(
      try resolved(
        calendar: [
          "BEGIN:VTIMEZONE", "TZID:Here", "X-LIC-LOCATION:Europe/London", "END:VTIMEZONE",
        ],
        time: ";TZID=Here:20250509T120000")
        == "20250509T110000 20250509T120000 Europe/London zoned iana")
  }

  @Test("A TZID that nothing explains is the calendar's only zone but UTC")
  func onlyZone() throws {
    let time = ";TZID=Customized Time Zone:20250509T120000"
    #expect(
      try resolved(
        calendar: zone("Campus", offset: "+0300") + zone("UTC", offset: "+0000"), time: time)
        == "20250509T090000 20250509T120000 - zoned vtimezone")
    #expect(
      try resolved(
        calendar: zone("Here", offset: "+0300") + zone("There", offset: "+0400"), time: time)
        == "20250509T030000 20250509T120000 Asia/Tokyo zoned index-default")
  }

  @Test("A day with a TZID begins in that zone")
  func zoneOfDay() throws {
    let event = Calendars.event("DTSTART;TZID=Europe/London:20250509")
    let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
    #expect(times.start.form == .date)
    #expect(times.start.zone == "Europe/London")
    #expect(times.end.utc - times.start.utc == 86_400)
    #expect(times.start.utc == 1_746_745_200)
  }

  @Test("Gaps have the offset before, folds mean the first")
  func gapsAndFolds() throws {
    #expect(
      try resolved(time: ";TZID=Europe/Berlin:20250330T023000")
        == "20250330T013000 20250330T023000 Europe/Berlin zoned iana")
    #expect(
      try resolved(time: ";TZID=Europe/Berlin:20251026T023000")
        == "20251026T003000 20251026T023000 Europe/Berlin zoned iana")
  }
}
