import CivilTime
import TalkFormats
import TalkModel
import TalkQuery
import Testing

/// A wall-clock time written `2025-05-09T12:00`.
func clock(_ text: String) throws -> CivilDateTime {
  let numbers = text.split { "-T:".contains($0) }.compactMap { Int($0) }
  let date = try #require(CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]))
  return try #require(CivilDateTime(date: date, hour: numbers[3], minute: numbers[4]))
}

/// A time on a wall clock that is `offset` minutes ahead of UTC.
func time(
  _ start: String, _ end: String, offset: Int64 = 60, zone: String? = "Europe/London",
  form: TalkTime.Form = .zoned
) throws -> TalkTime {
  let (start, end) = (try clock(start), try clock(end))
  return TalkTime(
    start: start.secondsSinceEpoch - offset * 60, end: end.secondsSinceEpoch - offset * 60,
    localStart: start, localEnd: end, zone: zone, form: form, zoneOrigin: "iana")
}

/// A talk with everything filled in.
func lattices() throws -> Talk {
  Talk(
    identity: TalkIdentity(uid: "lattice-1@example.org"), title: "Lattices, and their uses",
    speakers: [
      Speaker(name: "Ada Byron", affiliation: "University of Uppsala"),
      Speaker(name: "Chen 量子"),
    ],
    series: ["Algebra Seminar"],
    keywords: [
      Keyword(text: "lattice", origin: .stated),
      Keyword(text: "order", origin: .extracted, weight: 0.5),
    ],
    abstract: "We look at lattices.\nThen at their uses.", biography: "Ada writes programs.",
    time: try time("2025-05-09T12:00", "2025-05-09T13:00"), venue: "Room 5; second floor",
    joinLink: "https://meet.example.org/j/1", joinSecret: "s3cret-pass",
    url: "https://example.org/talks/1", organiser: "Emmy", language: "en", sequence: 2,
    lastModified: 1_746_000_000)
}

func hit(_ talk: Talk, id: Int64 = 42, score: Double = 1.5) -> SearchHit {
  SearchHit(
    stored: StoredTalk(
      id: id, talk: talk, provenance: Provenance(source: "algebra", file: "a.ics", line: 7),
      firstSeen: 1, lastChanged: 2),
    score: score)
}

/// The page's text in a format, asked at 2025-05-09T08:00:00Z.
func printed(
  _ hits: [SearchHit], as format: OutputFormat, _ options: PrintOptions = PrintOptions(),
  query: String = "lattices"
) -> String {
  printed(SearchPage(hits: hits, total: hits.count), as: format, options, query: query)
}

func printed(
  _ page: SearchPage, as format: OutputFormat, _ options: PrintOptions = PrintOptions(),
  query: String = "lattices"
) -> String {
  var bytes: [UInt8] = []
  let context = PageContext(query: query, queryID: "q1", now: 1_746_777_600)
  format.printer(options).print(page, context, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Titles that break programs which do not escape.
let hostileTexts = [
  "\u{1B}]0;owned\u{7} \u{1B}[2J clear",
  "c1 \u{9B}31m \u{85} del \u{7F}",
  "bidi \u{202E}gnp.exe\u{202C} \u{2066}x\u{2069} \u{200F}",
  "quote \"\u{301} & <b>bold</b> '\u{301}",
  "=HYPERLINK(\"http://evil.example\",\"x\")",
  "  +1+cmd|' /C calc'!A0",
  "-2+3", "@SUM(1)", "\t=1", "\u{FF1D}1+1",
  "break\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:two\rATTENDEE:mailto:x@example.org",
  "sep\u{2028}line\u{2029}par\u{0B}vt\u{0C}ff",
  "nul\u{0}end \u{FEFF}bom \u{FFFE}non",
  "]]> --> </script><script>alert(1)</script>",
  "[link](javascript:alert(1)) ![img](x) `code` **bold** <http://x.example>",
  "tags \u{E0041}\u{E007F}",
  "z\u{301}" + String(repeating: "\u{301}", count: 500),
]

/// A talk that says `text` everywhere.
func hostile(_ text: String) throws -> Talk {
  Talk(
    identity: TalkIdentity(uid: text), title: text,
    speakers: [Speaker(name: text, affiliation: text)], series: [text],
    keywords: [Keyword(text: text, origin: .stated)], abstract: text, biography: text,
    time: try time("2025-05-09T12:00", "2025-05-09T13:00", zone: text), venue: text,
    joinLink: "javascript:alert(1)", joinSecret: text, url: "JaVaScRiPt:alert('\(text)')",
    organiser: text, language: text)
}
