import CivilTime
import Testing

@testable import ICalendar

@Suite("Overrides of instances")
struct RecurrenceOverridesTests {
  private let master = [
    "UID:a", "SUMMARY:Seminar", "DTSTART:20250501T120000", "DTEND:20250501T130000",
    "RRULE:FREQ=WEEKLY;COUNT=4",
  ]

  /// `20250501T120000/20250501T130000 Seminar` for each instance.
  private func described(_ events: [String]...) throws -> [String] {
    let components = Calendars.events(
      events.flatMap { ["BEGIN:VEVENT"] + $0 + ["END:VEVENT"] })
    let series = RecurrenceOverrides.series(of: components)
    #expect(series.count == 1)
    let master = try #require(series[0].master)
    let overrides = try #require(
      RecurrenceOverrides(
        master: master, overrides: series[0].overrides, resolver: Calendars.utc))
    return overrides.instances().instances.map {
      Calendars.text($0.times.start.local) + "/" + Calendars.text($0.times.end.local) + " "
        + ($0.event.first("SUMMARY")?.text ?? "")
    }
  }

  @Test("An override takes the place of its instance, wherever it moved")
  func single() throws {
    let override = [
      "UID:a", "RECURRENCE-ID:20250508T120000", "SUMMARY:Guest", "DTSTART:20250530T150000",
      "DTEND:20250530T170000",
    ]
    #expect(
      try described(master, override) == [
        "20250501T120000/20250501T130000 Seminar", "20250515T120000/20250515T130000 Seminar",
        "20250522T120000/20250522T130000 Seminar", "20250530T150000/20250530T170000 Guest",
      ])
  }

  @Test("THISANDFUTURE moves and renames all that follow, but for overrides of their own")
  func range() throws {
    let range = [
      "UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20250508T120000", "SUMMARY:Later",
      "DTSTART:20250509T140000", "DTEND:20250509T150000",
    ]
    let single = [
      "UID:a", "RECURRENCE-ID:20250515T120000", "SUMMARY:Guest", "DTSTART:20250515T120000",
      "DTEND:20250515T123000",
    ]
    #expect(
      try described(range, single, master) == [
        "20250501T120000/20250501T130000 Seminar", "20250509T140000/20250509T150000 Later",
        "20250515T120000/20250515T123000 Guest", "20250523T140000/20250523T150000 Later",
      ])
  }

  @Test("A day may name an instance; no instance, and the override stands alone")
  func forgiven() throws {
    let day = [
      "UID:a", "RECURRENCE-ID;VALUE=DATE:20250508", "SUMMARY:Guest", "DTSTART:20250508T120000",
    ]
    let orphan = [
      "UID:a", "RECURRENCE-ID:20260101T120000", "SUMMARY:Extra", "DTSTART:20260101T120000",
    ]
    #expect(
      try described(master, day, orphan) == [
        "20250501T120000/20250501T130000 Seminar", "20250508T120000/20250508T120000 Guest",
        "20250515T120000/20250515T130000 Seminar", "20250522T120000/20250522T130000 Seminar",
        "20260101T120000/20260101T120000 Extra",
      ])
  }

  @Test("Of several overrides the highest SEQUENCE counts, then the last")
  func sequence() throws {
    func override(_ title: String, _ sequence: String) -> [String] {
      [
        "UID:a", "RECURRENCE-ID:20250501T120000", "SUMMARY:\(title)", "DTSTART:20250501T120000",
        "SEQUENCE:\(sequence)",
      ]
    }
    #expect(
      try described(master, override("B", "2"), override("A", "1")).first
        == "20250501T120000/20250501T120000 B")
    #expect(
      try described(master, override("A", "2"), override("B", "2")).first
        == "20250501T120000/20250501T120000 B")
    #expect(
      try described(master, override("A", "99999999999999999999")).first
        == "20250501T120000/20250501T120000 A")
  }

  @Test("Events of one UID without RECURRENCE-ID are series of their own")
  func reusedUID() {
    let events = Calendars.events(
      [
        ["UID:a", "SUMMARY:1"], ["UID:a", "SUMMARY:2", "RRULE:FREQ=DAILY"],
        ["UID:a", "SUMMARY:3", "RECURRENCE-ID:20250501"], ["SUMMARY:4"], ["SUMMARY:5"],
        ["UID:b", "SUMMARY:6", "RECURRENCE-ID:20250501"],
        ["UID:b", "SUMMARY:7", "RECURRENCE-ID:20250502"], ["SUMMARY:8", "RECURRENCE-ID:20250502"],
      ].flatMap { ["BEGIN:VEVENT"] + $0 + ["END:VEVENT"] })
    let series = RecurrenceOverrides.series(of: events).map { series in
      ([series.master] + series.overrides).map { $0?.first("SUMMARY")?.text ?? "-" }
        .joined(separator: " ")
    }
    #expect(series == ["1", "2 3", "4", "5", "- 8", "- 6 7"])
  }
}
