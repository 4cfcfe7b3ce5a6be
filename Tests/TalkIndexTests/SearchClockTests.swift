import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

/// Searches look at the clock often enough, told by how often they ask.
@Suite struct SearchClockTests {
  /// Talks that all have two words, side by side in some.
  private static func fixture(_ count: Int) throws -> SearchFixture {
    try SearchFixture(
      (0..<count).map { number in
        var talk = Talk(identity: TalkIdentity(uid: "t\(number)"), title: "A talk")
        let between = number % 3 == 0 ? " " : String(repeating: " of", count: number % 5) + " "
        talk.abstract =
          "quantum" + between + "field" + String(repeating: " other", count: number % 11)
        return talk
      })
  }

  /// Where very many hits are asked for, where the words of a pair stand is read in thousands of rows.
  @Test func readingWhereWordsStandSideBySideLooksAtTheClock() throws {
    let fixture = try Self.fixture(1500)
    var request = try SearchFixture.request("quantum field")
    request.match = .any
    try fixture.index.searching(deadline: 3600) { session, _ in
      func asks(_ count: Int, most: Int = .max) throws -> Int {
        var asks = 0
        let clock = SearchClock(path: "") {
          asks += 1
          return asks > most
        }
        var run = try SearchRun(session, request, clock)
        let before = asks
        _ = try run.ranked(count)
        return asks - before
      }
      let few = try asks(1)
      let many = try asks(1400)
      #expect(many >= few + 1400 / 64)
      // The last of them end it, too.
      #expect(throws: TalkIndexError.self) { try asks(1400, most: many - 1) }
    }
  }
}
