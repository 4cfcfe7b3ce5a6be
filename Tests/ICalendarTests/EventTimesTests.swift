import CivilTime
import Testing

@testable import ICalendar

@Suite("Times of an event")
struct EventTimesTests {
  private func instances(_ lines: [String], resolver: ZoneResolver = Calendars.utc) -> [String] {
    let events = Calendars.events(["BEGIN:VEVENT"] + lines + ["END:VEVENT"])
    return (EventTimes(event: events[0], resolver: resolver)?.instances().instances ?? []).map {
      Calendars.text($0.start.local) + "/" + Calendars.text($0.end.local)
    }
  }

  @Test(
    "The end is DTEND, DURATION or the RFC's default",
    arguments: [
      (["DTSTART:20250509T120000"], "20250509T120000/20250509T120000"),
      (["DTSTART;VALUE=DATE:20250509"], "20250509T000000/20250510T000000"),
      (["DTSTART:20250509T120000", "DTEND:20250509T130000"], "20250509T120000/20250509T130000"),
      (["DTSTART:20250509T120000", "DTEND:20250509T130000Z"], "20250509T120000/20250509T130000"),
      (
        ["DTSTART;VALUE=DATE:20250509", "DTEND;VALUE=DATE:20250512"],
        "20250509T000000/20250512T000000"
      ),
      // Zones with names of the same length.
      (
        ["DTSTART;TZID=Europe/London:20250509T120000", "DTEND;TZID=Europe/Athens:20250509T150000"],
        "20250509T120000/20250509T130000"
      ),
      (["DTSTART:20250509T120000", "DURATION:PT1H30M"], "20250509T120000/20250509T133000"),
      (["DTSTART:20250509T120000", "DURATION:P1DT1H"], "20250509T120000/20250510T130000"),
      (["DTSTART;VALUE=DATE:20250509", "DURATION:P1W"], "20250509T000000/20250516T000000"),
      (
        ["DTSTART:20250509T120000", "DTEND:soon", "DURATION:PT1H"],
        "20250509T120000/20250509T130000"
      ),
      // Forgiven.
      (["DTSTART:20250509T120000", "DTEND:20250508T130000"], "20250509T120000/20250509T120000"),
      (
        ["DTSTART;VALUE=DATE:20250509", "DTEND;VALUE=DATE:20250101"],
        "20250509T000000/20250509T000000"
      ),
      (["DTSTART:20250509T120000", "DURATION:-PT1H"], "20250509T120000/20250509T120000"),
      (
        ["DTSTART:20250509T120000", "DTEND;VALUE=DATE:20250510"],
        "20250509T120000/20250510T000000"
      ),
      (
        ["DTSTART:20250509T120000", "DTEND:20250509T130000", "DURATION:PT5H"],
        "20250509T120000/20250509T130000"
      ),
    ])
  func span(lines: [String], expected: String) {
    #expect(instances(lines) == [expected])
  }

  @Test(
    "What was forgiven is said",
    arguments: [
      (["DTSTART:20250509T120000", "DTEND:20250508T130000"], [DiagnosticCode.endBeforeStart]),
      (["DTSTART:20250509T120000", "DURATION:-PT1H"], [.endBeforeStart]),
      (["DTSTART:20250509T120000", "DTEND;VALUE=DATE:20250510"], [.forgivenTime]),
      (["DTSTART;TZID=Nowhere:20250509T120000"], [.unknownZone]),
      (["DTSTART:20250509T120000", "DTEND:20250509T130000"], []),
    ])
  func diagnostics(lines: [String], codes: [DiagnosticCode]) throws {
    let events = Calendars.events(["BEGIN:VEVENT"] + lines + ["END:VEVENT"])
    let times = try #require(EventTimes(event: events[0], resolver: Calendars.utc))
    #expect(times.diagnostics.map(\.code) == codes)
  }

  @Test("Without a start that can be understood there are no times")
  func noStart() {
    #expect(EventTimes(event: Calendars.event("SUMMARY:x"), resolver: Calendars.utc) == nil)
    #expect(EventTimes(event: Calendars.event("DTSTART:soon"), resolver: Calendars.utc) == nil)
    #expect(EventTimes(event: Calendars.event("DTSTART:20250231"), resolver: Calendars.utc) == nil)
  }

  @Test("In vCalendar 1.0 semicolons part the times that are taken away")
  func legacyExceptions() throws {
    let event = Calendars.event(
      "DTSTART:20250506T141500", "RRULE:D1 #5", "EXDATE:20250507T141500;20250509T141500")
    let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
    let starts = times.instances().instances.map(\.start.local.description)
    #expect(
      starts == ["2025-05-06T14:15:00", "2025-05-08T14:15:00", "2025-05-10T14:15:00"])
  }

  @Test("RDATE adds, EXDATE and EXRULE take away")
  func dates() {
    #expect(
      instances([
        "DTSTART:20250509T120000", "DURATION:PT1H", "RDATE:20250511T120000,20250510T120000",
        "RDATE;VALUE=PERIOD:20250512T090000/PT2H,20250513T090000/20250513T093000",
        "RDATE;VALUE=DATE:20250514", "RDATE:20250509T120000",
      ]) == [
        "20250509T120000/20250509T130000", "20250510T120000/20250510T130000",
        "20250511T120000/20250511T130000", "20250512T090000/20250512T110000",
        "20250513T090000/20250513T093000", "20250514T120000/20250514T130000",
      ])
    #expect(
      instances([
        "DTSTART:20250509T120000", "RRULE:FREQ=DAILY;COUNT=10", "EXDATE:20250510T120000",
        "EXDATE:20250511T120000Z,20250512T110000", "EXDATE;VALUE=DATE:20250513,20250514",
        "EXRULE:FREQ=WEEKLY;BYDAY=FR,SA",
      ]) == [
        "20250512T120000/20250512T120000", "20250515T120000/20250515T120000",
        "20250518T120000/20250518T120000",
      ])
    #expect(
      instances([
        "DTSTART;VALUE=DATE:20250509", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20250509T000000",
        "RDATE;VALUE=DATE:20250601",
      ]) == [
        "20250510T000000/20250511T000000", "20250511T000000/20250512T000000",
        "20250601T000000/20250602T000000",
      ])
    #expect(
      instances(["DTSTART:20250509T120000", "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20250509T120000"])
        .isEmpty)
  }

  @Test("Several rules are joined, each instance once")
  func severalRules() {
    #expect(
      instances([
        "DTSTART:20250509T120000", "RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=2",
      ]) == [
        "20250509T120000/20250509T120000", "20250510T120000/20250510T120000",
        "20250516T120000/20250516T120000",
      ])
  }

  @Test(
    "UNTIL beside each form of start",
    arguments: [
      ("DTSTART;VALUE=DATE:20250509", "20250511", 3),
      ("DTSTART;VALUE=DATE:20250509", "20250511T010000Z", 3),
      ("DTSTART:20250509T120000", "20250511", 3),
      ("DTSTART:20250509T120000Z", "20250511T120000Z", 3),
      ("DTSTART:20250509T120000Z", "20250511T115959Z", 2),
      ("DTSTART:20250509T120000", "20250101", 1),
    ])
  func until(start: String, until: String, count: Int) {
    #expect(instances([start, "RRULE:FREQ=DAILY;UNTIL=\(until)"]).count == count)
  }
}

@Suite(
  "Recurrence across summer time",
  .enabled(if: ZoneDatabase.system.rules(named: "Europe/London") != nil))
struct RecurrenceZoneTests {
  private func instants(_ lines: String...) throws -> [String] {
    let events = Calendars.events(["BEGIN:VEVENT"] + lines + ["END:VEVENT"])
    let resolver = ZoneResolver(calendar: events[0].parent, defaultZone: "Europe/London")
    let times = try #require(EventTimes(event: events[0], resolver: resolver))
    return try times.instances().instances.map { instance in
      try [instance.start, instance.end].map {
        Calendars.text(try #require(CivilDateTime(secondsSinceEpoch: $0.utc)))
      }.joined(separator: "/")
    }
  }

  @Test("A weekly seminar stays at its hour on the wall")
  func wallClock() throws {
    #expect(
      try instants(
        "DTSTART;TZID=Europe/London:20250321T120000", "DTEND;TZID=Europe/London:20250321T130000",
        "RRULE:FREQ=WEEKLY;COUNT=3")
        == [
          "20250321T120000/20250321T130000", "20250328T120000/20250328T130000",
          "20250404T110000/20250404T120000",
        ])
    #expect(
      try instants("DTSTART:20250328T120000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
        == ["20250328T120000/20250328T120000", "20250404T120000/20250404T120000"])
  }

  @Test("DURATION in days is days of the calendar, DTEND an exact time")
  func lengths() throws {
    #expect(
      try instants(
        "DTSTART;TZID=Europe/London:20250329T120000", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=1")
        == ["20250329T120000/20250330T110000"])
    #expect(
      try instants(
        "DTSTART;TZID=Europe/London:20250322T120000", "DTEND;TZID=Europe/London:20250323T120000",
        "RRULE:FREQ=WEEKLY;COUNT=2")
        == ["20250322T120000/20250323T120000", "20250329T120000/20250330T120000"])
  }

  @Test("An instance in the gap has the offset before it")
  func gap() throws {
    #expect(
      try instants("DTSTART;TZID=Europe/London:20250329T013000", "RRULE:FREQ=DAILY;COUNT=3")
        == [
          "20250329T013000/20250329T013000", "20250330T013000/20250330T013000",
          "20250331T003000/20250331T003000",
        ])
  }

  @Test("UNTIL in UTC bounds the instant, in local time the wall clock")
  func until() throws {
    for (until, count) in [
      ("20250404T110000Z", 3), ("20250404T105959Z", 2), ("20250404T120000", 3),
      ("20250404T115959", 2), ("20250404", 3),
    ] {
      #expect(
        try instants(
          "DTSTART;TZID=Europe/London:20250321T120000", "RRULE:FREQ=WEEKLY;UNTIL=\(until)"
        ).count == count, "\(until)")
    }
  }
}
