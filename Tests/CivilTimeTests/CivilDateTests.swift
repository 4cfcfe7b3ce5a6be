import CivilTime
import Testing

@Suite("Civil dates")
struct CivilDateTests {
  @Test("Every day of four centuries survives the round trip and follows the one before")
  func roundTrip() throws {
    var weekday = 6  // 1 January 2000 was a Saturday.
    for days in 10_957..<(10_957 + 146_097) {
      let date = try #require(CivilDate(daysSinceEpoch: days))
      #expect(date.daysSinceEpoch == days)
      #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
      #expect(date.isoWeekday == weekday)
      weekday = weekday % 7 + 1
    }
  }

  @Test(
    "Days that the calendar lacks are refused",
    arguments: [
      (2025, 2, 29), (2025, 2, 31), (2025, 13, 1), (2025, 0, 1), (0, 1, 1), (1900, 2, 29),
    ])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test("The ends of the range neither trap nor wrap")
  func range() throws {
    let first = try #require(CivilDate(year: 1, month: 1, day: 1))
    let last = try #require(CivilDate(year: 9999, month: 12, day: 31))
    #expect(first.adding(days: -1) == nil)
    #expect(last.adding(days: 1) == nil)
    #expect(last.adding(days: Int.max) == nil)
    #expect(CivilDate(daysSinceEpoch: first.daysSinceEpoch) == first)
    #expect(CivilDate(daysSinceEpoch: last.daysSinceEpoch) == last)
  }

  @Test("Wall-clock arithmetic crosses midnight and the epoch")
  func dateTimes() throws {
    let date = try #require(CivilDate(year: 1969, month: 12, day: 31))
    let late = try #require(CivilDateTime(date: date, hour: 23, minute: 59, second: 59))
    #expect(late.secondsSinceEpoch == -1)
    #expect(late.adding(seconds: 1)?.description == "1970-01-01T00:00:00")
    #expect(CivilDateTime(secondsSinceEpoch: -1) == late)
    #expect(CivilDateTime(date: date, hour: 24) == nil)
  }
}
