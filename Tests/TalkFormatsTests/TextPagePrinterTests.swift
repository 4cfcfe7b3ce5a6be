import TalkFormats
import TalkModel
import TalkQuery
import Testing

@Suite("Text for a terminal")
struct TextPagePrinterTests {
  @Test("An entry, with highlights in colour")
  func entry() throws {
    var found = hit(try lattices())
    found.snippet = Snippet(
      text: "We look at lattices.", highlights: [11..<19], isCutBefore: true, isCutAfter: false)
    found.titleHighlights = [0..<8]
    #expect(
      printed([found], as: .text) == """
        1. Lattices, and their uses
           Ada Byron (University of Uppsala), Chen 量子
           Fri 2025-05-09 12:00–13:00 Europe/London · Algebra Seminar · Room 5; second floor
           …We look at lattices.
           id 42 · https://example.org/talks/1

        """)
    let coloured = printed([found], as: .text, PrintOptions(usesColour: true))
    #expect(coloured.contains("1. \u{1B}[1;33mLattices\u{1B}[0m\u{1B}[1m, and their uses\u{1B}[0m"))
    #expect(coloured.contains("…We look at \u{1B}[1;33mlattices\u{1B}[0m."))
  }

  @Test("Status, repetition and missing parts")
  func variants() throws {
    var talk = Talk(identity: TalkIdentity(uid: nil), title: "", status: .cancelled)
    #expect(
      printed([hit(talk)], as: .text) == """
        1. (no title) [cancelled]
           id 42

        """)
    talk.time = try time("2025-05-09T12:00", "2025-05-09T13:00")
    talk.occurrences = try [9, 16, 23].map {
      try time("2025-05-\($0)T12:00", "2025-05-\($0)T13:00")
    }
    #expect(printed([hit(talk)], as: .text).contains("Europe/London and 2 more times"))
    var second = hit(talk)
    second.occurrence = talk.occurrences[1]
    #expect(
      printed([second], as: .text).contains(
        "Fri 2025-05-16 12:00–13:00 Europe/London, one of 3 times"))
  }

  @Test("The first twenty values of a facet, and how many more there are")
  func facets() {
    let counts = (1...23).map { FacetCount(value: "series \($0)", count: 30 - $0) }
    var bytes: [UInt8] = []
    TextPagePrinter().print(
      SearchPage(hits: [], total: 0, facets: [(.series, counts)]), PageContext(query: "x", now: 0),
      to: &bytes)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 22)
    #expect(lines.dropFirst().first == "     29  series 1")
    #expect(lines.last == "         … 3 more with --format json")
  }

  @Test("Lines keep to the width, counted in columns", arguments: [30, 40, 80])
  func width(columns: Int) throws {
    var talk = try lattices()
    talk.title = "量子计算与机器学习的交叉研究：最近的进展和开放问题以及更多 " + talk.title
    talk.venue = String(repeating: "x", count: 200)
    let text = printed([hit(talk)], as: .text, PrintOptions(width: columns))
    for line in text.split(separator: "\n") {
      #expect(TerminalText.width(String(line)) <= columns, "\(line)")
    }
    let joined = text.unicodeScalars.filter { $0 != " " && $0 != "\n" }
    #expect(String(String.UnicodeScalarView(joined)).contains("量子计算与机器学习的交叉研究：最近的进展"))
  }

  @Test("Fields asked for stand one on a line")
  func fields() throws {
    let options = PrintOptions(fields: [.title, .speakers, .start])
    #expect(
      printed([hit(try lattices())], as: .text, options) == """
        1. title: Lattices, and their uses
           speakers: Ada Byron; Chen 量子
           start: 2025-05-09T12:00:00+01:00

        """)
  }

  @Test(
    "What a terminal would obey is made visible or dropped",
    arguments: [
      ("\u{1B}[31mred", "␛[31mred"),
      ("bell\u{7}", "bell␇"),
      ("del\u{7F}", "del␡"),
      ("c1\u{9B}2J", "c1\u{FFFD}2J"),
      ("a\u{202E}b\u{2066}c\u{200E}d\u{FEFF}e\u{200B}f", "abcdef"),
      ("a\r\n\tb\u{2028}c\u{85}d", "a b c d"),
      ("  a   b  ", "a b"),
      ("nul\u{0}", "nul␀"),
      ("ｗｉｄｅ é 한", "ｗｉｄｅ é 한"),
      ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ])
  func safety(text: String, shown: String) {
    #expect(TerminalText.oneLine(text) == shown)
  }

  @Test(
    "Columns", arguments: [("abc", 3), ("量子", 4), ("e\u{301}", 1), ("한글", 4), ("\u{1F600}", 2)])
  func columns(text: String, width: Int) {
    #expect(TerminalText.width(text) == width)
  }

  @Test("Long runs of combining marks are cut")
  func marks() {
    let text = "z" + String(repeating: "\u{301}", count: 500)
    #expect(TerminalText.oneLine(text).unicodeScalars.count == 31)
    for (marks, kept) in [(30, 31), (31, 31)] {
      let text = "z" + String(repeating: "\u{301}", count: marks)
      #expect(TerminalText.oneLine(text).unicodeScalars.count == kept)
    }
  }

  @Test("One talk in full")
  func detail() throws {
    var bytes: [UInt8] = []
    TalkDetailPrinter().printText(hit(try lattices()).stored, to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        Lattices, and their uses

        Speaker      Ada Byron (University of Uppsala)
                     Chen 量子
        When         Fri 2025-05-09 12:00–13:00 Europe/London
        Where        Room 5; second floor
        Series       Algebra Seminar
        Keywords     lattice, order
        Join         https://meet.example.org/j/1
        Passcode     s3cret-pass
        Page         https://example.org/talks/1
        Organiser    Emmy
        Language     en
        UID          lattice-1@example.org
        Source       algebra (a.ics, line 7)
        Id           42

        We look at lattices.
        Then at their uses.

        About the speaker

        Ada writes programs.

        """)
  }

  @Test("Lists of names, in every format made for them")
  func names() {
    let names = [
      ListedName(name: "Ada, Byron", talks: 12, firstYear: 2019, lastYear: 2025),
      ListedName(name: "=x", talks: 3, firstYear: 2020, lastYear: 2020),
      ListedName(name: "nobody", talks: 0),
    ]
    func list(_ format: ListFormat) -> String {
      var bytes: [UInt8] = []
      NameListPrinter(format).print(names, kind: "speakers", to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(list(.text) == "12  Ada, Byron  2019–2025\n 3  =x  2020\n 0  nobody\n")
    #expect(
      list(.csv) == "name,talks,first_year,last_year\r\n\"Ada, Byron\",12,2019,2025\r\n"
        + "'=x,3,2020,2020\r\nnobody,0,,\r\n")
    #expect(
      list(.tsv).hasPrefix("name\ttalks\tfirst_year\tlast_year\nAda, Byron\t12\t2019\t2025\n"))
    let line = "{\"name\":\"nobody\",\"talks\":0,\"first_year\":null,\"last_year\":null}\n"
    #expect(list(.jsonl).hasSuffix(line))
    #expect(list(.json).hasPrefix("{\n  \"schema\": 1,\n  \"speakers\": [\n"))
  }
}
