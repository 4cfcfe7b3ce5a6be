import Foundation
import TalkFormats
import TalkModel
import TalkQuery
import Testing

/// Whatever a calendar says, in every format: `hostileTexts` in every field.
@Suite("Output safety")
struct OutputSafetyTests {
  private func page(_ text: String) throws -> SearchPage {
    var found = hit(try hostile(text))
    found.stored.provenance = Provenance(source: text, file: text, line: 1)
    let count = text.utf8.count
    found.snippet = Snippet(
      text: text, highlights: [0..<count], isCutBefore: false, isCutAfter: false)
    found.titleHighlights = [0..<count]
    found.explanation = [ScorePart(label: text, value: 1, detail: text)]
    return SearchPage(
      hits: [found, found], total: 2, facets: [(.venue, [FacetCount(value: text, count: 2)])],
      notes: [SearchNote(code: .corrected, message: text)], plan: [text])
  }

  private func detail(_ text: String) throws -> String {
    var bytes: [UInt8] = []
    TalkDetailPrinter().printText(hit(try hostile(text)).stored, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "Text, TSV, Markdown and trec hold no control character and turn no line",
    arguments: hostileTexts)
  func terminal(text: String) throws {
    let page = try page(text)
    let all = PrintOptions(fields: OutputField.allCases, explains: true)
    let plain = PrintOptions(explains: true)
    var outputs = [try detail(text)]
    for format in [OutputFormat.text, .tsv, .md, .trec] {
      outputs += [
        printed(page, as: format, all, query: text), printed(page, as: format, plain, query: text),
      ]
    }
    for output in outputs {
      let bad = output.unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x0A: false
        case 0x09: !output.contains("\t")
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x2028,
          0x2029:
          true
        default: false
        }
      }
      #expect(bad.isEmpty, "\(output.debugDescription)")
    }
  }

  @Test("Coloured text has only the sequences of its own", arguments: hostileTexts)
  func colour(text: String) throws {
    let output = printed(try page(text), as: .text, PrintOptions(usesColour: true, width: 60))
    let own = ["0m", "1m", "2m", "1;33m", "1;31m"]
    for piece in output.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst() {
      #expect(own.contains { piece.hasPrefix("[" + $0) }, "\(piece.debugDescription)")
    }
    #expect(!output.unicodeScalars.contains { (0x80...0x9F).contains($0.value) })
  }

  @Test("CSV: as many cells as columns in every row, and no formula", arguments: hostileTexts)
  func csv(text: String) throws {
    for fields in [OutputField.tableDefault, OutputField.allCases] {
      let output = printed(try page(text), as: .csv, PrintOptions(fields: fields))
      let rows = parseCSV(output)
      #expect(rows.count == 3)
      for row in rows {
        #expect(row.count == fields.count)
        for cell in row {
          let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
          #expect(!["=", "+", "-", "@", "\u{FF1D}"].contains(first))
        }
      }
      let tabs = printed(try page(text), as: .tsv, PrintOptions(fields: fields))
      for row in tabs.split(separator: "\n") {
        #expect(row.split(separator: "\t", omittingEmptySubsequences: false).count == fields.count)
      }
    }
  }

  /// RFC 4180, by the letter, on scalars.
  private func parseCSV(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"":
        isQuoted.toggle()
      case "," where !isQuoted:
        row.append(String(cell))
        cell = String.UnicodeScalarView()
      case "\n" where !isQuoted:
        rows.append(row + [String(cell)])
        row = []
        cell = String.UnicodeScalarView()
      case "\r" where !isQuoted: break
      default: cell.append(scalar)
      }
    }
    return rows
  }

  @Test("JSON parses, and its strings are the ones given", arguments: hostileTexts)
  func json(text: String) throws {
    let options = PrintOptions(fields: OutputField.allCases)
    let output = printed(try page(text), as: .json, options, query: text)
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    let query = try #require(object?["query"] as? String)
    #expect(Array(query.utf8) == Array(text.utf8))
    let first = try #require((object?["hits"] as? [[String: Any]])?.first)
    #expect((first["title"] as? String).map { Array($0.utf8) } == Array(text.utf8))
    #expect(first["url"] is NSNull)
    #expect(first["join_link"] is NSNull)
  }

  @Test("Atom is well-formed, and has no element that the text made", arguments: hostileTexts)
  func atom(text: String) throws {
    let output = printed(try page(text), as: .atom, PrintOptions(title: text), query: text)
    #expect(!output.lowercased().contains("javascript:alert('"))
    let known: Set = [
      "feed", "id", "title", "updated", "generator", "author", "name", "entry", "category",
      "summary", "link",
    ]
    var names: [String] = []
    for piece in output.split(separator: "<").dropFirst() where !piece.hasPrefix("?") {
      let name = piece.drop { $0 == "/" }.unicodeScalars.prefix { $0.properties.isAlphabetic }
      names.append(String(Substring(name)))
    }
    #expect(Set(names).isSubset(of: known))
    #expect(names.filter { $0 == "entry" }.count == 4)
    let bare = output.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
    #expect(bare.isEmpty)
    #expect(!output.unicodeScalars.contains("\u{202E}"))
  }

  @Test(
    "HTML has the elements of the printer and no other, and only safe links",
    arguments: hostileTexts)
  func html(text: String) throws {
    var page = try page(text)
    page.hits[1].stored.talk.url = "https://example.org/?\(text.filter { !$0.isWhitespace })"
    let output = printed(page, as: .html, PrintOptions(title: text), query: text)
    let known: Set = [
      "doctype", "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "article", "a",
      "mark", "strong", "p", "bdi", "time", "details", "summary", "ul", "li",
    ]
    var names: [String] = []
    for piece in output.split(separator: "<").dropFirst() {
      let name = piece.drop { $0 == "/" || $0 == "!" }.unicodeScalars.prefix {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
      names.append(String(Substring(name)))
    }
    #expect(Set(names).isSubset(of: known), "\(Set(names).subtracting(known))")
    #expect(names.filter { $0 == "article" }.count == 4)
    #expect(names.filter { $0 == "body" }.count == 2)
    let attributes = output.split(separator: "<").flatMap { tag in
      tag.prefix { $0 != ">" }.split(separator: " ").dropFirst().compactMap {
        $0.contains("=\"") ? $0.prefix { $0 != "=" } : nil
      }
    }
    let allowed: Set<Substring> = [
      "lang", "charset", "name", "content", "http-equiv", "dir", "href", "datetime",
    ]
    #expect(Set(attributes).isSubset(of: allowed))
    for link in output.components(separatedBy: "href=\"").dropFirst() {
      #expect(link.hasPrefix("https://example.org/"))
    }
    let bare = output.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0 == "\u{202E}"
    }
    #expect(bare.isEmpty)
  }

  @Test("Markdown makes no link and no markup of text", arguments: hostileTexts)
  func markdown(text: String) throws {
    let output = printed(try page(text), as: .md)
    #expect(!output.contains("]("))
    #expect(!output.contains("<"))
    #expect(output.components(separatedBy: "\n").filter { $0.hasPrefix("- ") }.count == 3)
  }

  @Test(
    "Links are http or https with a host, or no links",
    arguments: [
      ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
      ("HTTP://Example.org", "http://Example.org"),
      ("https://example.org/é\"<x>'", "https://example.org/%C3%A9%22%3Cx%3E%27"),
      ("https://[::1]/", "https://[::1]/"),
      ("javascript:alert(1)", nil),
      ("JaVaScRiPt:alert(1)", nil),
      ("https:///path", nil),
      ("https://", nil),
      ("https://exa mple.org", nil),
      ("https://example.org/\nSet-Cookie: x", nil),
      (" https://example.org", nil),
      ("ftp://example.org", nil),
      ("//example.org", nil),
      ("", nil),
    ] as [(String, String?)])
  func links(url: String, shown: String?) throws {
    var talk = try lattices()
    talk.url = url
    let output = printed([hit(talk)], as: .jsonl, PrintOptions(fields: [.url]))
    let quoted = shown.map { "\"\($0)\"" } ?? "null"
    #expect(output == "{\"url\":\(quoted)}\n")
  }
}

@Suite("Feeds, tables and runs")
struct OtherFormatTests {
  @Test("A feed, whole")
  func atom() throws {
    let options = PrintOptions(title: "Talks", feedAddress: "https://example.org/feed")
    let output = printed([hit(try lattices())], as: .atom, options)
    let id = try #require(output.components(separatedBy: "urn:uuid:").last?.prefix(36))
    #expect(
      output == """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
          <id>https://example.org/feed</id>
          <title>Talks: lattices</title>
          <updated>2025-04-30T08:00:00Z</updated>
          <generator>talks</generator>
          <author><name>talks</name></author>
          <link rel="self" href="https://example.org/feed"/>
          <entry>
            <id>urn:uuid:\(id)</id>
            <title>Lattices, and their uses</title>
            <updated>2025-04-30T08:00:00Z</updated>
            <author><name>Ada Byron</name></author>
            <author><name>Chen 量子</name></author>
            <link rel="alternate" href="https://example.org/talks/1"/>
            <category term="lattice"/>
            <category term="order"/>
            <summary>Fri 2025-05-09 12:00–13:00 Europe/London
        Ada Byron (University of Uppsala), Chen 量子
        Algebra Seminar
        Room 5; second floor
        We look at lattices.
        Then at their uses.</summary>
          </entry>
        </feed>

        """)
  }

  @Test("Entries keep their id, and talks that share a UID have one each")
  func identity() throws {
    func ids(_ hits: [SearchHit]) -> [String] {
      printed(hits, as: .atom).components(separatedBy: "<entry>\n    <id>").dropFirst()
        .map { String($0.prefix(45)) }
    }
    var other = try lattices()
    other.title = "Another"
    let alone = ids([hit(try lattices())])
    #expect(alone == ids([hit(try lattices(), id: 99)]))
    let shared = ids([hit(try lattices()), hit(other)])
    #expect(Set(shared).count == 2)
    #expect(shared == ids([hit(other), hit(try lattices())]).reversed())
    var none = try lattices()
    none.identity.uid = nil
    var second = none
    second.title = "Second"
    #expect(Set(ids([hit(none), hit(second)])).count == 2)
  }

  @Test("CSV and TSV")
  func tables() throws {
    let options = PrintOptions(fields: [.id, .title, .speakers, .affiliations, .venue, .score])
    var talk = try lattices()
    talk.venue = "The \"Big\" room"
    #expect(
      printed([hit(talk)], as: .csv, options)
        == "id,title,speakers,affiliations,venue,score\r\n"
        + "42,\"Lattices, and their uses\",Ada Byron; Chen 量子,\"University of Uppsala; \","
        + "\"The \"\"Big\"\" room\",1.5\r\n")
    #expect(
      printed([hit(talk)], as: .tsv, options)
        == "id\ttitle\tspeakers\taffiliations\tvenue\tscore\n"
        + "42\tLattices, and their uses\tAda Byron; Chen 量子\tUniversity of Uppsala; \t"
        + "The \"Big\" room\t1.5\n")
  }

  @Test("Runs")
  func trec() throws {
    var nameless = try lattices()
    nameless.identity.uid = nil
    #expect(
      printed([hit(try lattices()), hit(nameless, id: 7, score: 0.25)], as: .trec)
        == "q1 Q0 lattice-1@example.org 1 1.5 talks\nq1 Q0 7 2 0.25 talks\n")
  }

  @Test("Markdown")
  func markdown() throws {
    #expect(
      printed([hit(try lattices())], as: .md) == """
        - [**Lattices, and their uses**](<https://example.org/talks/1>) — Ada Byron \
        \\(University of Uppsala\\), Chen 量子
          Fri 2025\\-05\\-09 12&#58;00–13&#58;00 Europe/London · Algebra Seminar · Room 5; second floor

        """)
  }

  @Test("Fields are read from a list")
  func fields() throws {
    #expect(try OutputField.parse("title,start, title") == [.title, .start])
    let error = #expect(throws: UnknownOutputField.self) { try OutputField.parse("id,titel") }
    #expect(error?.name == "titel")
  }
}

@Suite("Documentation of the formats")
struct OutputFormatsPageTests {
  @Test("The page names every format and every field")
  func page() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Sources/TalkFormats/TalkFormats.docc/OutputFormats.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    for format in OutputFormat.allCases { #expect(page.contains("| `\(format.rawValue)` |")) }
    for field in OutputField.allCases { #expect(page.contains("`\(field.rawValue)`")) }
  }
}
