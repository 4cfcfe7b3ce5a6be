import TalkQuery
import Testing

@Suite("Query diagnostics")
struct QueryDiagnosticTests {
  @Test(
    "What is clearly meant and clearly wrong is an error with a suggestion",
    arguments: [
      ("is:upcomming", "is:upcoming"),
      ("has:abstrakt x", "has:abstract"),
      ("order:newst", "order:newest"),
      ("date:(2025-02-30 OR 2024)", "date:2025-02-28"),
      ("sort:newst", "sort:newest"),
      ("on:2025-02-30", "on:2025-02-28"),
      ("after:2025-13", "after:2025-12"),
      ("before:2025-00-10", "before:2025-01"),
      ("since:yestreday", "since:yesterday"),
      ("date:next-weak", "date:next-week"),
      ("date:2025-06..2025-01", "date:2025-01..2025-06"),
      ("date:2025-1970", "date:1970..2025"),
      ("on:05/09/2025", "on:2025-09-05"),
      ("on:0000", "on:2025"),
      ("on:whenever", "on:2025-05-09"),
      ("on:2025-W54", "on:2025-05-09"),
      ("on:99999999999999999999", "on:2025-05-09"),
      ("on:last-99999999-years", "on:2025-05-09"),
    ])
  func errors(text: String, suggestion: String) throws {
    let query = try parse(text)
    let errors = query.diagnostics.filter { $0.severity == .error }
    #expect(errors.count == 1)
    #expect(errors.first?.suggestion == suggestion)
    #expect(!errors.contains { $0.message.isEmpty })
  }

  @Test(
    "Whole messages",
    arguments: [
      ("on:2025-02-30", "2025-02 has days 1 to 28, not 30"),
      ("on:2025-13-01", "there is no month 13"),
      ("on:soonish", "“soonish” is not a date"),
      ("after:9999", "no day is after “9999”"),
      ("before:0001", "no day is before “0001”"),
      ("after:2025..", "no day is after “2025..”"),
      (
        "has:money",
        "“has:money” is not known; there are abstract, link, speaker, venue, keyword, series"
      ),
    ])
  func messages(text: String, message: String) throws {
    let query = try parse(text)
    #expect(query.diagnostics.map(\.message) == [message])
    #expect(query.diagnostics.map(\.severity) == [.error])
    #expect(query.root == nil)
  }

  @Test(
    "What is read otherwise than it may be meant gives a hint",
    arguments: [
      ("speker:noether", "there is no field “speker”; it is read as text", "speaker:noether"),
      (
        "after: 2024", "“after:” with nothing or a space behind it is read as text",
        "after:2024"
      ),
      ("foo:bar", "there is no field “foo”; it is read as text", nil),
      (
        "2025-05-09", "“2025-05-09” is read as a date; quotation marks make it text",
        "\"2025-05-09\""
      ),
      ("Today", "“Today” is read as a word, not a day", "on:today"),
      ("security July 2016", "“July 2016” is read as words, not days", "on:july-2016"),
      ("logic next week", "“next week” is read as words, not days", "on:next-week"),
      ("\"half", "a quotation mark without its partner is left out", nil),
      (
        "x speaker: y", "“speaker:” with nothing or a space behind it is read as text",
        "speaker:y"
      ),
      (
        "a b OR c",
        "OR binds weaker than words side by side: read as (a b) OR c; parentheses change that",
        nil
      ),
    ] as [(String, String, String?)])
  func hints(text: String, message: String, suggestion: String?) throws {
    let query = try parse(text)
    #expect(query.diagnostics.map(\.severity) == [.hint])
    #expect(query.diagnostics.first?.message == message)
    #expect(query.diagnostics.first?.suggestion == suggestion)
  }

  @Test(
    "No hint where nothing is doubtful",
    arguments: [
      "deep learning", "https://example.org", "C++", "std::vector", "a OR b", "(a b) OR c",
      "a AND b OR c", "2025", "may 12", "march for science", "next OR week", "next -week",
      "title:next week", "\"next week\"", "last days", "speaker:x on:2025",
      "Deep learning: a survey",
    ])
  func silence(text: String) throws {
    #expect(try parse(text).diagnostics == [])
  }
}

@Suite("Query limits")
struct QueryLimitTests {
  @Test("512 bytes are read, 513 are an error")
  func bytes() throws {
    let fits = String(repeating: "é", count: 256)
    #expect(try parse(fits).root != nil)
    let over = try parse(fits + "x")
    #expect(over.root == nil)
    #expect(
      over.diagnostics.map(\.message) == ["the query has 513 bytes; at most 512 are allowed"])
    #expect(over.diagnostics.map(\.severity) == [.error])
    #expect(try parse(fits + "x", limits: .batch).diagnostics == [])
  }

  @Test("Ten thousand parentheses are an error, not a deep stack")
  func parentheses() throws {
    let many = String(repeating: "(", count: 10_000)
    #expect(try parse(many).diagnostics.map(\.severity) == [.error])
    let message = "parentheses are nested more than 16 deep"
    #expect(try parse(many, limits: .batch).diagnostics.map(\.message) == [message])
    #expect(try parse(String(repeating: "(", count: 16) + "x").diagnostics == [])
    #expect(
      try parse(String(repeating: "(", count: 17) + "x").diagnostics.map(\.message) == [message])
  }

  @Test("The 33rd plain word is left out with a hint, any other condition is an error")
  func terms() throws {
    let words = (1...32).map { "w\($0)" }.joined(separator: " ")
    #expect(try parse(words).diagnostics == [])
    let more = try parse(words + " x y z")
    #expect(more.description == words)
    #expect(more.diagnostics.map(\.severity) == [.hint])
    #expect(more.diagnostics.map(\.message) == ["only the first 32 words and conditions count"])
    for other in ["-x", "\"x y\"", "is:past", "OR x", "speaker:x", "(x OR y)"] {
      let query = try parse(words + " " + other)
      #expect(query.diagnostics.contains { $0.severity == .error }, "\(other)")
    }
  }

  @Test("The fifth prefix is an error")
  func prefixes() throws {
    #expect(try parse("aa* bb* cc* dd*").diagnostics == [])
    let query = try parse("aa* bb* cc* dd* ee*")
    #expect(query.description == "aa* bb* cc* dd*")
    #expect(query.diagnostics.map(\.message) == ["at most 4 words may end in “*”"])
    #expect(query.diagnostics.map(\.severity) == [.error])
  }

  @Test("Errors are kept where there are more hints than room")
  func diagnostics() throws {
    let hints = String(repeating: "qq:x ", count: 20)
    let query = try parse(hints + "is:nothing " + hints)
    #expect(query.diagnostics.count == QueryLimits.typed.diagnostics)
    #expect(query.diagnostics.contains { $0.severity == .error })
  }
}
