import Foundation
import TalkModel
import TalkQuery
import Testing

@testable import TalkIndex

/// The first ten hits of queries on a corpus of our own, so that a change of ranking is seen.
///
/// Where a change is meant, run the tests with `TALKS_GOLDEN=FILE`, look at what is different
/// between that file and `Fixtures/golden-search.tsv`, and take it over if it is better.
@Suite struct GoldenSearchTests {
  private static let fixture = Result { try SearchFixture(GoldenCorpus.talks, transactions: 2) }

  /// A query and its first ten hits, one line.
  private static func line(_ query: String, _ page: SearchPage) -> String {
    let ids = page.hits.map { $0.stored.talk.identity.uid ?? "" }.joined(separator: " ")
    let notes = page.notes.map(\.code.rawValue).joined(separator: ",")
    return "\(query)\t\(page.total)\t\(notes)\t\(ids)"
  }

  @Test("Searches find what they found before")
  func golden() throws {
    let fixture = try GoldenSearchTests.fixture.get()
    let found = try GoldenCorpus.queries.map { GoldenSearchTests.line($0, try fixture.page($0)) }
    if let path = ProcessInfo.processInfo.environment["TALKS_GOLDEN"] {
      try (found.joined(separator: "\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    }
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/golden-search", withExtension: "tsv"))
    let expected = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(found.count == expected.count)
    for (line, wanted) in zip(found, expected) { #expect(line == wanted) }
  }

  @Test("The fallback finds the same, with the same scores")
  func fallback() throws {
    let fixture = try GoldenSearchTests.fixture.get()
    for query in GoldenCorpus.queries {
      let quick = try fixture.page(query) { $0.explainsPlan = true }
      var request = try SearchFixture.request(query)
      request.explainsPlan = true
      let stock = try fixture.stock.search(request)
      #expect(GoldenSearchTests.line(query, quick) == GoldenSearchTests.line(query, stock))
      #expect(quick.hits.map(\.score) == stock.hits.map(\.score), "\(query)")
      #expect(quick.plan.last == "postings from: segments")
      #expect(stock.plan.last == "postings from: stock fts5vocab")
    }
  }

  @Test("A search gives the same however often it is run, and in whatever pieces")
  func deterministic() throws {
    let fixture = try GoldenSearchTests.fixture.get()
    let again = try TalkIndex.open(at: fixture.index.path, mode: .read)
    for query in GoldenCorpus.queries.prefix(20) {
      let first = try fixture.page(query) { $0.limit = 20 }
      let other = try again.search(
        {
          var request = try SearchFixture.request(query)
          request.limit = 20
          return request
        }())
      #expect(first.hits.map(\.stored.id) == other.hits.map(\.stored.id))
      #expect(first.hits.map(\.score) == other.hits.map(\.score))
    }
  }

  @Test("Similar talks are of the same series, without the talk itself")
  func similar() throws {
    let fixture = try GoldenSearchTests.fixture.get()
    var same = 0
    var all = 0
    for id in Int64(1)...40 {
      let talk = try #require(try fixture.index.talk(id: id))
      let page = try fixture.index.similar(to: id, now: SearchFixture.now, explains: true)
      #expect(!page.hits.contains { $0.stored.id == id })
      for hit in page.hits {
        all += 1
        same += hit.stored.talk.series == talk.talk.series ? 1 : 0
        let sum = hit.explanation.reduce(0) { $0 + $1.value }
        #expect(abs(sum - hit.score) < 1e-9 * max(1, hit.score))
      }
    }
    #expect(all == 400)
    #expect(Double(same) / Double(all) > 0.9)
    #expect(try fixture.index.similar(to: 9999, now: SearchFixture.now).hits.isEmpty)
    #expect(try fixture.index.similar(to: -1, now: SearchFixture.now).hits.isEmpty)
  }

  @Test(
    "Half-typed words become names and titles",
    arguments: [
      ("sør", "Ada Sørensen"), ("sor", "Ada Sørensen"), ("tom bak", "Tom Baker"),
      ("physics coll", "Physics Colloquium"), ("ngu", "Nguyễn Thị Hoa"),
      ("elliptic c", "elliptic curves"), ("o'br", "Paul O’Brien"),
    ])
  func completes(prefix: String, expected: String) throws {
    let fixture = try GoldenSearchTests.fixture.get()
    let found = try fixture.index.complete(prefix: prefix)
    #expect(found.contains { $0.text == expected }, "\(found.map(\.text))")
  }

  @Test("Nothing comes of nothing", arguments: ["", " ", "!!", "*", "\u{0}"])
  func completesNothing(prefix: String) throws {
    #expect(try GoldenSearchTests.fixture.get().index.complete(prefix: prefix).isEmpty)
  }

  @Test(
    "Names are found as people type them",
    arguments: [
      ("sorensen", "Ada Sørensen"), ("SØRENSEN ada", "Ada Sørensen"), ("wojcik", "Łukasz Wójcik"),
      ("papadopolou", "Sofia Papadopoulou"), ("tom barker", "Tom Barker"),
      ("nguyen hoa", "Nguyễn Thị Hoa"), ("obrien", "Paul O’Brien"), ("kowalksa", "Anna Kowalska"),
    ])
  func names(text: String, expected: String) throws {
    let fixture = try GoldenSearchTests.fixture.get()
    let found = try fixture.index.names(.people, resembling: text)
    #expect(found.first?.name == expected, "\(found.map(\.name))")
    #expect(found.first?.talks ?? 0 > 0)
  }

  @Test("Names of series and keywords, too")
  func otherNames() throws {
    let fixture = try GoldenSearchTests.fixture.get()
    #expect(
      try fixture.index.names(.series, resembling: "physcs").first?.name == "Physics Colloquium")
    #expect(try fixture.index.names(.keywords, resembling: "hashin").first?.name == "hashing")
    #expect(try fixture.index.names(.people, resembling: "").isEmpty)
    #expect(try fixture.index.names(.people, resembling: "qqqqqq").isEmpty)
  }
}
