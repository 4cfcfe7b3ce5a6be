import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

@Suite struct SignedNameSearchTests {
  private static func fixture() throws -> SearchFixture {
    let titles = [
      "Modern C++20 templates", "C for kernels, with templates", "Async in C#", "ASP.NET on Linux",
      "The net of things", "Music in F# minor", "ÆØÅ and C++", "Java.net moves", "C/C++ bindings",
    ]
    return try SearchFixture(
      titles.enumerated().map { number, title in
        var talk = Talk(identity: TalkIdentity(uid: "t\(number)"), title: title)
        talk.time = Samples.time(day: number)
        return talk
      })
  }

  @Test(
    "Names that differ by signs only are told apart",
    arguments: [
      ("c++", [1, 7, 9], "any of them"), ("C++", [1, 7, 9], "in capitals"),
      ("c#", [3], "the other one"), ("csharp", [3], "as some people say"),
      (".net", [4], "with its point"), ("dotnet", [4], "spoken"),
      ("title:c++", [1, 7, 9], "in a field"),
      ("=C++", [1, 7, 9], "as it is"), ("\"C++\"", [1, 7, 9], "in quotes"),
      ("(c++)", [1, 7, 9], "in brackets"),
      ("f#", [6], "no language, but so it is written"), ("c++ -bindings", [1, 7], "with others"),
      ("j#", [], "a letter that no talk has"),
    ])
  func toldApart(query: String, expected: [Int64], why: String) throws {
    var request = try SearchFixture.request(query)
    request.match = .all
    let page = try Self.fixture().index.search(request)
    #expect(page.hits.map(\.stored.id).sorted() == expected, "\(why)")
  }

  @Test("What no talk has with its sign is looked for without")
  func withoutSign() throws {
    var request = try SearchFixture.request("net#")
    request.match = .all
    let page = try Self.fixture().index.search(request)
    #expect(page.hits.map(\.stored.id).contains(5))
  }

  @Test("What is said of a query has the signs")
  func labels() throws {
    let page = try Self.fixture().index.search(try SearchFixture.request("c++ kernels"))
    #expect(page.notes.contains { $0.message.contains("c++ kernels") }, "\(page.notes)")
  }
}
