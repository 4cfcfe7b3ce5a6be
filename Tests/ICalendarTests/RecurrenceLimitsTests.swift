import CivilTime
import Testing

@testable import ICalendar

@Suite("Limits of recurrence")
struct RecurrenceLimitsTests {
  @Test(
    "A rule that never matches, or never ends, stops at a cap and says so",
    arguments: [
      ("FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2SU", RecurrenceCut.years, 1),
      ("FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2", .years, 1),
      ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", .years, 1),
      ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", .years, 1),
      ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", .years, 1),
      ("FREQ=SECONDLY;BYHOUR=3;BYMINUTE=4;BYSETPOS=2", .steps, 1),
      ("FREQ=SECONDLY;INTERVAL=60;BYSECOND=7", .steps, 1),
      ("FREQ=SECONDLY", .instances, 3_500),
      ("FREQ=DAILY;COUNT=1000000000", .instances, 3_500),
      ("FREQ=DAILY;INTERVAL=999999999999999999", .years, 1),
      ("FREQ=YEARLY", .years, 176),
      ("FREQ=YEARLY;INTERVAL=9223372036854775807", nil, 1),
    ])
  func stops(rule: String, cut: RecurrenceCut?, count: Int) throws {
    let event = Calendars.event("DTSTART:20250509T120000", "RRULE:\(rule)")
    let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
    let list = times.instances()
    #expect(list.cut == cut)
    #expect(list.instances.count == count)
    #expect(list.instances.first?.start == times.start)
    if cut != nil { #expect(list.diagnostics.map(\.code) == [.recurrenceCut]) }
  }

  @Test("Full lists make no cross product")
  func explosion() throws {
    func list(_ range: ClosedRange<Int>) -> String {
      range.map { String($0) }.joined(separator: ",")
    }
    let rule =
      "FREQ=YEARLY;COUNT=1000000;BYMONTH=\(list(1...12));BYMONTHDAY=\(list(1...31))"
      + ";BYYEARDAY=\(list(1...366));BYWEEKNO=\(list(1...53));BYHOUR=\(list(0...23))"
      + ";BYMINUTE=\(list(0...59));BYSECOND=\(list(0...60));BYSETPOS=\(list(1...366))"
    let event = Calendars.event("DTSTART:20250509T120000", "RRULE:\(rule)")
    let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
    let instances = times.instances().instances
    // The first 366 seconds of each year, after the start.
    #expect(instances.count == 3_500)
    #expect(instances.dropFirst().first.map { Calendars.text($0.start.local) } == "20260101T000000")
    #expect(
      instances.dropFirst(366).first.map { Calendars.text($0.start.local) } == "20260101T000605")
  }

  @Test("Each cap holds to the one")
  func caps() throws {
    let event = Calendars.event("DTSTART:20250509T120000", "RRULE:FREQ=DAILY;COUNT=10")
    let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
    var limits = RecurrenceLimits()
    limits.instances = 10
    #expect(times.instances(limits: limits).cut == nil)
    limits.instances = 9
    #expect(times.instances(limits: limits).cut == .instances)
    #expect(times.instances(limits: limits).instances.count == 9)
  }

  @Test("3,500 instances are made, of one more nothing", arguments: [3_500, 3_501])
  func mostInstances(_ count: Int) throws {
    let event = Calendars.event("DTSTART:20250509T120000", "RRULE:FREQ=HOURLY;COUNT=\(count)")
    let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
    #expect(times.instances().instances.count == 3_500)
    #expect(times.instances().cut == (count > 3_500 ? .instances : nil))
  }

  @Test("The cap of steps holds to the one")
  func steps() throws {
    #expect(RecurrenceLimits.standard.steps == 100_000)
    let event = Calendars.event("DTSTART:20250509T120000", "RRULE:FREQ=DAILY;COUNT=1500")
    let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
    var limits = RecurrenceLimits()
    let whole = times.instances(limits: limits)
    #expect(whole.cut == nil && whole.steps >= 1_500)
    limits.steps = whole.steps
    #expect(times.instances(limits: limits).instances.count == 1_500)
    // With one step fewer the rule is cut, and says so.
    limits.steps -= 1
    #expect(times.instances(limits: limits).cut == .steps)
    #expect(times.instances(limits: limits).instances.count < 1_500)
  }

  @Test("Years outside of the cap have no instances, but the start stands")
  func years() throws {
    for (start, count) in [
      ("15000101T000000", 1 + 301), ("22000101T000000", 1), ("99990101T000000", 1),
    ] {
      let event = Calendars.event("DTSTART:\(start)", "RRULE:FREQ=YEARLY")
      let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
      #expect(times.instances().instances.count == count)
    }
  }

  @Test("Many rules share the work, and too many are dropped")
  func manyRules() throws {
    let rules = Array(repeating: "RRULE:FREQ=SECONDLY;BYHOUR=3;BYMINUTE=4;BYSETPOS=2", count: 40)
    let events = Calendars.events(
      ["BEGIN:VEVENT", "DTSTART:20250509T120000"] + rules + ["END:VEVENT"])
    let times = try #require(EventTimes(event: events[0], resolver: Calendars.utc))
    let list = times.instances()
    #expect(list.instances.count == 1)
    #expect(list.cut == .steps)
    #expect(list.diagnostics.map(\.code) == [.badRule, .recurrenceCut])
  }

  @Test("Absurd lengths neither trap nor move the end before the start")
  func lengths() throws {
    for line in [
      "DURATION:P999999999999999999W", "DURATION:P400000W", "DURATION:-P1D", "DTEND:20250101",
      "DTEND:99999999T999999Z", "DTEND:00010101T000000Z",
    ] {
      let event = Calendars.event("DTSTART:99981231T120000Z", line, "RRULE:FREQ=DAILY")
      let times = try #require(EventTimes(event: event, resolver: Calendars.utc))
      #expect(times.end.utc >= times.start.utc)
      #expect(times.instances().instances.count == 1)
    }
  }
}
