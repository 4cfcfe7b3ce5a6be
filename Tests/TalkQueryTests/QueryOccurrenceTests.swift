import CivilTime
import TalkModel
import TalkQuery
import Testing

@Suite("The occurrence asked for")
struct QueryOccurrenceTests {
  /// A talk at noon UTC on 9, 16, 23 and 30 May 2025.
  private let weekly: Talk
  private let first: Int64

  init() throws {
    let day = try #require(CivilDate(year: 2025, month: 5, day: 9))
    first = Int64(day.daysSinceEpoch) * 86_400 + 43_200
    let first = first
    let times = try (0..<4).map { week in
      let start = first + Int64(week) * 7 * 86_400
      let local = try #require(CivilDateTime(secondsSinceEpoch: start))
      return TalkTime(
        start: start, end: start + 3_600, localStart: local, localEnd: local, zone: "UTC",
        form: .utc, zoneOrigin: "utc")
    }
    weekly = Talk(
      identity: TalkIdentity(uid: "weekly"), title: "Weekly", time: times[0], occurrences: times)
  }

  @Test(
    "Days and states choose the first that fits",
    arguments: [
      ("lattices", nil), ("date:2025-05-16", 1), ("date:2025-05-10..2025-05-29 lattices", 1),
      ("after:2025-05-16", 2), ("is:upcoming", 2), ("is:upcoming after:2025-05-23", 3),
      ("date:2025-05-30 OR date:2025-05-16", 1), ("-date:2025-05-09", nil), ("date:2026", nil),
      ("is:past", nil), ("", nil), ("sort:upcoming", 2),
    ] as [(String, Int?)])
  func chosen(text: String, week: Int?) throws {
    let today = try #require(CivilDate(year: 2025, month: 5, day: 17))
    let query = QueryParser(today: today).parse(text)
    let found = query.occurrence(of: weekly, sort: query.sort, now: first + 8 * 86_400)
    #expect(found == week.map { weekly.occurrences[$0] })
  }

  @Test("A talk that takes place once has none to choose from")
  func once() throws {
    var talk = weekly
    talk.occurrences = []
    let today = try #require(CivilDate(year: 2025, month: 5, day: 1))
    let query = QueryParser(today: today).parse("is:upcoming")
    #expect(query.occurrence(of: talk, sort: nil, now: 0) == nil)
  }
}
