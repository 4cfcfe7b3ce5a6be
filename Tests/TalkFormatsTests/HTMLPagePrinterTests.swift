import Foundation
import TalkFormats
import TalkModel
import TalkQuery
import Testing

@Suite("Pages of HTML")
struct HTMLPagePrinterTests {
  private func body(_ page: String) throws -> String {
    let start = try #require(page.range(of: "<body>\n"))
    let end = try #require(page.range(of: "</body>"))
    return String(page[start.upperBound..<end.lowerBound])
  }

  @Test("A programme, whole")
  func programme() throws {
    let output = printed([hit(try lattices())], as: .html)
    #expect(
      output.hasPrefix("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"))
    #expect(output.contains("default-src 'none'"))
    #expect(output.contains("<title>Talks: lattices</title>"))
    #expect(
      try body(output) == """
        <h1 dir="auto">Talks: lattices</h1>
        <h2 dir="auto">Fri 2025-05-09</h2>
        <article lang="en">
        <h3 dir="auto"><a href="https://example.org/talks/1">Lattices, and their uses</a></h3>
        <p><bdi>Ada Byron</bdi> (<bdi>University of Uppsala</bdi>), <bdi>Chen 量子</bdi></p>
        <p><time datetime="2025-05-09T12:00:00+01:00">Fri 2025-05-09 12:00–13:00 Europe/London</time> \
        · <bdi>Algebra Seminar</bdi> · <bdi>Room 5; second floor</bdi></p>
        <details><summary>Abstract</summary><p dir="auto">We look at lattices.
        Then at their uses.</p></details>
        </article>

        """)
    #expect(!output.contains("s3cret-pass"))
    #expect(!output.contains("meet.example.org"))
  }

  @Test("Days head a page only where its talks are in their order")
  func days() throws {
    var later = try lattices()
    later.time = try time("2025-05-10T12:00", "2025-05-10T13:00")
    let (first, second) = (hit(try lattices()), hit(later, id: 43))
    func headings(_ hits: [SearchHit]) -> Int {
      printed(hits, as: .html).components(separatedBy: "<h2").count - 1
    }
    #expect(headings([first, second]) == 2)
    #expect(headings([first, first, second]) == 2)
    #expect(headings([second, first]) == 0)
    var timeless = try lattices()
    timeless.time = nil
    #expect(headings([first, hit(timeless)]) == 0)
    #expect(try body(printed([], as: .html)).contains("No talks."))
  }

  @Test(
    "What matched is marked, wherever its range begins and ends",
    arguments: [
      ([0..<8], "<mark>Lattices</mark>, and"),
      ([0..<8, 2..<10], "<mark>Lattices, </mark>and"),
      ([10..<13, 0..<1], "<mark>L</mark>attices, <mark>and</mark>"),
      ([20..<400], "Lattices, and their <mark>uses</mark></a>"),
      ([], "Lattices, and"),
    ] as [([Range<Int>], String)])
  func highlights(ranges: [Range<Int>], shown: String) throws {
    var found = hit(try lattices())
    found.titleHighlights = ranges
    #expect(printed([found], as: .html).contains(">\(shown)"))
  }

  @Test("A range that ends within a scalar marks whole scalars")
  func scalars() throws {
    var talk = try lattices()
    talk.title = "é量子"
    var found = hit(talk)
    found.titleHighlights = [0..<1, 2..<4]
    #expect(printed([found], as: .html).contains("<mark>é量</mark>子"))
  }

  @Test("A passage stands where there is no abstract, and a status and counts are told")
  func passage() throws {
    var talk = try lattices()
    talk.abstract = nil
    talk.status = .cancelled
    talk.language = "en\" onclick=\"x"
    var found = hit(talk)
    found.snippet = Snippet(
      text: "of lattices & orders", highlights: [3..<11], isCutBefore: false, isCutAfter: false)
    let page = SearchPage(
      hits: [found], total: 1, facets: [(.venue, [FacetCount(value: "<MR2>", count: 3)])])
    let output = printed(page, as: .html)
    #expect(output.contains("<p dir=\"auto\">of <mark>lattices</mark> &amp; orders</p>"))
    #expect(output.contains("<strong>[cancelled]</strong>"))
    #expect(output.contains("<article>\n"))
    #expect(output.contains("<li><bdi>&lt;MR2&gt;</bdi> (3)</li>"))
  }
}
