import Foundation
import Testing

@Suite("talks search, similar, complete, export")
struct SearchCommandTests {
  private let talks: TalksProgram

  init() throws {
    talks = try TalksProgram()
    try talks.folder.write("logic.ics", Fixtures.seminar)
    try talks("ingest", "logic.ics")
  }

  /// Titles of the hits of a search as JSON.
  private func titles(_ arguments: String...) throws -> [String] {
    let result = try talks.run(["search", "--format", "json"] + arguments)
    #expect([0, 1].contains(result.status), "\(result.messages)")
    let hits = try result.json()["hits"] as? [[String: Any]]
    return hits?.compactMap { $0["title"] as? String } ?? []
  }

  @Test("Finds by words, speaker, series, date and state")
  func finds() throws {
    #expect(try titles("cut", "elimination").first == "Cut elimination")
    #expect(try titles("speaker:lindqvag") == ["Sparse models of arithmetic"])
    #expect(try titles("series:logic", "arithmetic").first == "Sparse models of arithmetic")
    #expect(try titles("on:2030-05-09") == ["Cut elimination"])
    #expect(try titles("is:cancelled") == ["Forcing without tears"])
    #expect(try titles("--now", "2030-05-10", "is:upcoming", "speaker:lindqvag").count == 1)
    #expect(try titles("--now", "2031-01-01", "is:upcoming") == [])
    #expect(
      try titles("--sort", "oldest", "speaker:sund")
        == ["Forcing without tears", "Cut elimination"])
  }

  @Test("A bare query is a search")
  func bare() throws {
    let result = try talks("sparse", "arithmetic")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.output.contains("Ove Lindqvåg"))
  }

  @Test("JSON has the schema that is promised")
  func schema() throws {
    let result = try talks("search", "cut elimination", "--format", "json", "--facet", "speaker")
    let json = try result.json()
    #expect(json["schema"] as? Int == 1)
    #expect(json["query"] as? String == "cut elimination")
    #expect(json["total"] as? Int ?? 0 >= 1)
    let hit = try #require((json["hits"] as? [[String: Any]])?.first)
    for key in [
      "id", "uid", "title", "speakers", "series", "keywords", "start", "end", "time_zone", "venue",
      "url", "status", "score", "snippet", "source",
    ] { #expect(hit.keys.contains(key), "\(key)") }
    #expect(hit["start"] as? String == "2030-05-09T12:00:00Z")
    let facets = try #require((json["facets"] as? [[String: Any]])?.first)
    #expect(facets["facet"] as? String == "speaker")
    let lines = try talks("search", "gerta", "--format", "jsonl").jsonLines()
    #expect(lines.count == 2)
  }

  @Test(
    "Every format prints",
    arguments: [
      "text", "json", "jsonl", "csv", "tsv", "ics", "atom", "md", "trec",
    ])
  func formats(format: String) throws {
    let result = try talks("search", "gerta", "--format", format)
    #expect(result.status == 0)
    #expect(!result.output.isEmpty)
  }

  @Test("Fields can be chosen; an unknown one is wrong usage")
  func fields() throws {
    let result = try talks("search", "cut", "--format", "csv", "--fields", "title,venue")
    #expect(result.output.hasPrefix("title,venue\r\nCut elimination,Room 7"))
    #expect(try talks("search", "cut", "--fields", "colour").status == 2)
  }

  @Test("Colour only where it is wanted")
  func colour() throws {
    #expect(!(try talks("search", "cut").output.contains("\u{1B}")))
    #expect(try talks("search", "cut", "--color", "always").output.contains("\u{1B}["))
    let never = try talks("search", "cut", "--color", "never", environment: ["TERM": "xterm"])
    #expect(!never.output.contains("\u{1B}"))
  }

  @Test(
    "What is read without ArgumentParser gives what it gives",
    arguments: [
      ["cut", "elimination"], ["sparse"], [""], ["gerta", "--limit", "1"], ["xylophone"],
      ["gerta", "--offset", "1", "--format", "json"], ["--limit", "5", "gerta", "--format", "csv"],
      ["cut", "--limit", "10000"], ["cut", "--limit", "-1"], ["cut", "--limit", "x"],
      ["cut", "--limit", ""], ["cut", "--limit", "10001"], ["cut", "--format", "cuneiform"],
      ["cut", "--limit"], ["cut", "--limit", "1", "--limit", "2"], ["on:2025-02-31"], [],
      ["cut", "-elimination"], ["help"], ["cut", "--index", "none.sqlite"],
    ])
  func quick(arguments: [String]) throws {
    let quick = try talks.run(["search"] + arguments)
    // An option that only ArgumentParser reads, and that changes nothing.
    let full = try talks.run(["search", "--no-pager"] + arguments)
    #expect(quick.status == full.status)
    #expect(quick.output == full.output)
    #expect(quick.messages == full.messages)
  }

  // Strings that made other programs fail; each must be a query like any other.
  @Test(
    "No query is an SQLite error",
    arguments: [
      "a-b", "don't", "C++", "\"", "*", "NEAR(", "NEAR(a b, 3)", "col:x", "", " ", "(", ")", "((((",
      "a OR", "OR", "AND AND", "NOT", "-", "--", "\"unfinished", "what's new", "a:b:c", "^x", "x^2",
      "{a b}", "title:", "speaker:\"", "'; DROP TABLE talk; --", "%", "_", "\\", "\u{0}x", "日本語",
      "é́́́", "🦊", "𝔘𝔫𝔦", "\u{202E}abc", "a AND (b OR", "=", "=exact*", "**", "rank:1",
      "talk_prose:x", "\u{FF02}full width\u{FF02}", "“smart quotes”", "1e999", "NULL", "a\nb", "\t",
      "+a +b", "a + b", "a NEAR/3 b", "column : word", "- - -", "(-a)", "is:", "OR OR OR",
    ])
  func hostileQueries(query: String) throws {
    let result = try talks("search", "--format", "json", "--", query.replacing("\u{0}", with: ""))
    #expect([0, 1, 2].contains(result.status), "\(query): \(result.messages)")
    for word in ["SQL", "sqlite", "fts5", "syntax error", "no such column", "malformed MATCH"] {
      #expect(!result.messages.contains(word), "\(query): \(result.messages)")
    }
    if result.status == 2 { #expect(result.messages.contains("talks: ")) }
  }

  @Test("A query over the cap is a clear error")
  func longQuery() throws {
    let result = try talks("search", String(repeating: "(", count: 10_000))
    #expect(result.status == 2)
    #expect(result.messages.contains("512"))
  }

  @Test("Exit statuses: found, nothing found, wrong query, wrong usage, no index")
  func statuses() throws {
    #expect(try talks("search", "arithmetic").status == 0)
    let nothing = try talks("search", "xylophone")
    #expect(nothing.status == 1)
    #expect(nothing.output.isEmpty)
    let date = try talks("search", "on:2025-02-31")
    #expect(date.status == 2)
    #expect(date.messages.contains("talks search --help"))
    #expect(try talks("search", "x", "--sort", "sideways").status == 2)
    #expect(try talks("search", "x", "--limit", "100001").status == 2)
    #expect(try talks("search", "x", "--frobnicate").status == 2)
    let missing = try talks("search", "x", "--index", talks.folder.path("none.sqlite"))
    #expect(missing.status == 3)
    #expect(missing.messages.contains("talks ingest"))
  }

  @Test("A minus before a word leaves talks out; after -- everything is a word")
  func minus() throws {
    #expect(try titles("speaker:sund", "-forcing") == ["Cut elimination"])
    #expect(try talks("search", "--", "--frobnicate").status == 1)
  }

  @Test("A batch runs many queries and prints a run")
  func batch() throws {
    try talks.folder.write("queries.tsv", "q1\tcut elimination\nq2\tarithmetic\n\nq3\txylophone\n")
    let result = try talks("search", "--batch", "queries.tsv", "--format", "trec", "--limit", "1")
    #expect(result.status == 0, "\(result.messages)")
    let lines = result.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(
      lines.map { $0.prefix(4).joined(separator: " ") } == ["q1 Q0 1@logic 1", "q2 Q0 2@logic 1"])
    #expect(lines.allSatisfy { $0.count == 6 })
    let piped = try talks("search", "--batch", "-", "--format", "trec", input: "a\tforcing\n")
    #expect(piped.output.hasPrefix("a Q0 3@logic 1 "))
    try talks.folder.write("bad.tsv", "no tab here\n")
    let bad = try talks("search", "--batch", "bad.tsv")
    #expect(bad.status == 2)
    #expect(bad.messages.contains("bad.tsv:1"))
    #expect(try talks("search", "--batch", "none.tsv").status == 2)
    #expect(try talks("search", "--batch", "queries.tsv", "word").status == 2)
  }

  @Test("The query and the scores are explained on request")
  func explain() throws {
    let query = try talks("search", "cut", "speaker:sund", "--explain-query")
    #expect(query.messages.contains("all of"))
    #expect(query.messages.contains("speaker: word “sund”"))
    let scores = try talks("search", "cut", "--explain")
    #expect(scores.output.contains("score "))
  }

  @Test("similar, complete and export")
  func others() throws {
    #expect(try talks("similar", "1@logic").status == 0)
    #expect(try talks("similar", "99").status == 1)
    let completed = try talks("complete", "gert").output
    #expect(completed.contains("Gerta Sund\tspeaker"))
    #expect(try talks("complete", "xyl").status == 1)
    #expect(try talks("export", "--format", "jsonl").jsonLines().count == 4)
    let calendar = try talks("export", "speaker:sund")
    #expect(calendar.output.hasPrefix("BEGIN:VCALENDAR\r\n"))
    #expect(calendar.output.split(separator: "BEGIN:VEVENT").count == 3)
    #expect(try talks("export", "xylophone").status == 1)
  }

  @Test("An exported page or feed has the name and the address it is given")
  func names() throws {
    let page = try talks("export", "--format", "html", "--title", "Logic & more", "speaker:sund")
    #expect(page.output.contains("<title>Logic &amp; more</title>"))
    #expect(page.output.components(separatedBy: "<article").count == 3)
    let usual = try talks("export", "--format", "html", "speaker:sund").output
    #expect(usual.contains("<title>Talks: speaker:sund</title>"))
    let feed = try talks(
      "export", "--format", "atom", "--title", "Logic", "--address", "https://example.org/a.atom")
    #expect(feed.output.contains("<title>Logic</title>"))
    #expect(feed.output.contains("<link rel=\"self\" href=\"https://example.org/a.atom\"/>"))
    let wrong = try talks("export", "--format", "atom", "--address", "example.org")
    #expect(wrong.status == 2)
    #expect(wrong.messages.contains("--address"))
  }

  @Test("What is exported as a calendar is read back as the same talks")
  func roundTrip() throws {
    let calendar = try talks("export").output
    try talks.folder.write("again.ics", calendar)
    let other = talks.folder.path("other.sqlite")
    #expect(try talks("ingest", "again.ics", "--index", other).status == 0)
    let before = try talks(
      "export", "--format", "jsonl", "--fields", "uid,title,start,end,venue"
    ).output
    let after = try talks(
      "export", "--format", "jsonl", "--fields", "uid,title,start,end,venue", "--index", other)
    #expect(after.output == before)
  }
}
