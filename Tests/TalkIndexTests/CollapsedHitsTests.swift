import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

@Suite struct CollapsedHitsTests {
  /// A talk that three calendars list, and one of its own.
  private static func fixture() throws -> SearchFixture {
    let listed = [
      ("a", "Looms and cards", 1), ("b", "Looms and Cards", 1), ("c", "Looms and cards", 1),
      ("d", "Looms and cards", 2),
    ]
    return try SearchFixture(
      listed.map { uid, title, day in
        var talk = Talk(identity: TalkIdentity(uid: uid), title: title)
        talk.speakers = [Speaker(name: "Ada Lovelace")]
        talk.time = Samples.time(day: day)
        return talk
      })
  }

  @Test("A talk that several calendars list is shown once, and it is said")
  func once() throws {
    let page = try Self.fixture().page("looms")
    #expect(page.hits.count == 2)
    #expect(page.total == 4)
    #expect(page.notes.map(\.code) == [.collapsed])
    #expect(page.notes.first?.message.hasPrefix("2 hits") == true)
  }

  @Test("Nothing is said of a page that has none of them, nor of lists for programs")
  func silent() throws {
    let fixture = try Self.fixture()
    #expect(try fixture.page("looms") { $0.limit = 1 }.notes.isEmpty)
    let all = try fixture.page("looms") { $0.limit = SearchLimits.collapsedHits + 1 }
    #expect(all.hits.count == 4)
    #expect(all.notes.isEmpty)
  }
}
