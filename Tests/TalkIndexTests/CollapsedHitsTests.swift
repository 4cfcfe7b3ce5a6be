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

  @Test("A page is filled where many calendars list the same talk")
  func filled() throws {
    let fixture = try SearchFixture(
      (0..<15).map { number in
        let isCopy = number < 9
        var talk = Talk(
          identity: TalkIdentity(uid: "\(number)"), title: isCopy ? "Looms" : "On looms \(number)")
        talk.speakers = [Speaker(name: "Ada Lovelace")]
        talk.time = Samples.time(day: 1 + (isCopy ? 0 : number))
        return talk
      })
    let page = try fixture.page("looms") { $0.limit = 3 }
    #expect(page.hits.count == 3)
    #expect(page.hits.first?.stored.talk.title == "Looms")
    #expect(Set(page.hits.map(\.stored.talk.title)).count == 3)
    #expect(page.notes.first?.message.hasPrefix("8 hits") == true)
    let second = try fixture.page("looms") {
      $0.limit = 3
      $0.offset = 3
    }
    #expect(Set((page.hits + second.hits).map(\.stored.talk.title)).count == 6)
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
