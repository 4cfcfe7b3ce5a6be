import Foundation
import TalkFormats
import TalkModel
import TalkQuery
import Testing

@Suite("JSON")
struct JSONPagePrinterTests {
  @Test("The document of a page, byte for byte")
  func document() throws {
    var found = hit(try lattices())
    found.snippet = Snippet(
      text: "We look at lattices.", highlights: [11..<19], isCutBefore: false, isCutAfter: true)
    found.titleHighlights = [0..<8]
    let page = SearchPage(
      hits: [found], total: 12, totalIsExact: false,
      facets: [(.series, [FacetCount(value: "Algebra Seminar", count: 12)])],
      notes: [SearchNote(code: .corrected, message: "“latice” was read as “lattice”")])
    #expect(
      printed(page, as: .json) == """
        {
          "schema": 1,
          "query": "lattices",
          "total": 12,
          "total_is_exact": false,
          "hits": [
            {
              "id": 42,
              "uid": "lattice-1@example.org",
              "title": "Lattices, and their uses",
              "speakers": [
                {
                  "name": "Ada Byron",
                  "affiliation": "University of Uppsala"
                },
                {
                  "name": "Chen 量子",
                  "affiliation": null
                }
              ],
              "series": ["Algebra Seminar"],
              "keywords": ["lattice", "order"],
              "start": "2025-05-09T12:00:00+01:00",
              "end": "2025-05-09T13:00:00+01:00",
              "time_zone": "Europe/London",
              "venue": "Room 5; second floor",
              "url": "https://example.org/talks/1",
              "status": "confirmed",
              "score": 1.5,
              "snippet": "We look at lattices.",
              "source": "algebra",
              "highlights": {
                "title": [[0, 8]],
                "snippet": [[11, 19]]
              }
            }
          ],
          "facets": [
            {
              "facet": "series",
              "counts": [
                {
                  "value": "Algebra Seminar",
                  "count": 12
                }
              ]
            }
          ],
          "notes": [
            {
              "code": "corrected",
              "message": "“latice” was read as “lattice”"
            }
          ]
        }

        """)
  }

  @Test("One line a hit, with the fields asked for in their order")
  func lines() throws {
    let options = PrintOptions(fields: [.title, .id, .joinLink, .affiliations])
    let text = printed([hit(try lattices()), hit(try lattices(), id: 43)], as: .jsonl, options)
    let line = { (id: Int) in
      "{\"title\":\"Lattices, and their uses\",\"id\":\(id),"
        + "\"join_link\":\"https://meet.example.org/j/1\","
        + "\"affiliations\":[\"University of Uppsala\",\"\"]}\n"
    }
    #expect(text == line(42) + line(43))
  }

  @Test("An empty page is a whole document")
  func empty() throws {
    let text = printed([], as: .json)
    #expect(text.contains("\"hits\": [],"))
    #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
    #expect(printed([], as: .jsonl) == "")
  }

  @Test(
    "Strings come back unchanged, and no byte of theirs can act",
    arguments: hostileTexts + ["\u{1F600} é \\ / \"", ""])
  func strings(text: String) throws {
    var json = JSONWriter(indents: false)
    json.array { $0.string(text) }
    let unsafe = json.bytes.contains { $0 < 0x20 || $0 == 0x7F }
    #expect(!unsafe)
    let shown = String(decoding: json.bytes, as: UTF8.self).unicodeScalars
    #expect(!shown.contains { (0x80...0x9F).contains($0.value) || $0.value == 0x202E })
    #expect(!shown.contains("\u{2028}") && !shown.contains("\u{2029}"))
    let array = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String]
    #expect(array.map { $0.map { Array($0.utf8) } } == [Array(text.utf8)])
  }

  @Test(
    "Numbers",
    arguments: [
      (1.5, "1.5"), (0, "0.0"), (-1e-7, "-1e-07"), (.infinity, "null"), (.nan, "null"),
      (1e300, "1e+300"),
    ])
  func numbers(value: Double, text: String) {
    var json = JSONWriter(indents: false)
    json.number(value)
    #expect(String(decoding: json.bytes, as: UTF8.self) == text)
  }

  @Test("The secret of a link is shown by the printer of one talk and by no other")
  func secret() throws {
    let talk = hit(try lattices())
    let all = PrintOptions(fields: OutputField.allCases)
    for format in OutputFormat.allCases {
      #expect(!printed([talk], as: format).contains("s3cret"))
      #expect(!printed([talk], as: format, all).contains("s3cret"))
    }
    for printer in [TalkDetailPrinter.printText, TalkDetailPrinter.printJSON] {
      var bytes: [UInt8] = []
      printer(TalkDetailPrinter())(talk.stored, &bytes)
      #expect(String(decoding: bytes, as: UTF8.self).contains("s3cret-pass"))
    }
  }
}

@Suite("Times in output")
struct TimeTextTests {
  @Test("RFC 3339 with the offset of the zone")
  func timestamps() throws {
    let rows: [(TalkTime, String, String)] = [
      (
        try time("2025-01-09T12:00", "2025-01-09T13:00", offset: 0),
        "2025-01-09T12:00:00+00:00", "2025-01-09T13:00:00+00:00"
      ),
      (
        try time("2025-01-09T12:00", "2025-01-09T13:00", offset: -570),
        "2025-01-09T12:00:00-09:30", "2025-01-09T13:00:00-09:30"
      ),
      (
        try time("2025-01-09T12:00", "2025-01-09T13:00", offset: 0, zone: "UTC", form: .utc),
        "2025-01-09T12:00:00Z", "2025-01-09T13:00:00Z"
      ),
      (
        try time("2025-01-09T00:00", "2025-01-11T00:00", offset: 60, form: .date),
        "2025-01-09", "2025-01-11"
      ),
      (
        try time("2025-01-09T12:00", "2025-01-09T13:00", offset: 99_999),
        "2024-11-01T01:21:00Z", "2024-11-01T02:21:00Z"
      ),
    ]
    for (time, start, end) in rows {
      #expect(TimeText.start(time) == start)
      #expect(TimeText.end(time) == end)
    }
  }

  @Test("For people")
  func readable() throws {
    let rows: [(TalkTime, String)] = [
      (
        try time("2025-05-09T12:00", "2025-05-09T13:00"),
        "Fri 2025-05-09 12:00–13:00 Europe/London"
      ),
      (
        try time("2025-05-09T12:00", "2025-05-09T12:00", zone: nil), "Fri 2025-05-09 12:00"
      ),
      (
        try time("2025-05-09T22:00", "2025-05-10T01:30"),
        "Fri 2025-05-09 22:00 – Sat 2025-05-10 01:30 Europe/London"
      ),
      (try time("2025-05-09T00:00", "2025-05-10T00:00", form: .date), "Fri 2025-05-09"),
      (
        try time("2025-05-09T00:00", "2025-05-11T00:00", form: .date),
        "Fri 2025-05-09 – Sat 2025-05-10"
      ),
      (try time("2025-05-09T00:00", "2025-05-09T00:00", form: .date), "Fri 2025-05-09"),
    ]
    for (time, text) in rows { #expect(TimeText.readable(time) == text) }
  }

  @Test("Moments beyond the calendar give its edge")
  func edges() {
    #expect(TimeText.utc(0) == "1970-01-01T00:00:00Z")
    #expect(TimeText.utc(.max) == "9999-12-31T23:59:59Z")
    #expect(TimeText.utc(.min) == "0001-01-01T00:00:00Z")
  }
}
