import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite("talks ingest")
struct IngestCommandTests {
  private let talks: TalksProgram

  init() throws {
    talks = try TalksProgram()
  }

  /// Counts of an ingest's summary.
  private func counts(_ result: TalksProgram.Result) throws -> [String: Int] {
    let json = try result.json()
    var counts = json["talks"] as? [String: Int] ?? [:]
    for (key, value) in json["files"] as? [String: Int] ?? [:] { counts["files_" + key] = value }
    return counts
  }

  @Test("Reads a folder; the second time nothing changes, not even a byte of the index")
  func twice() throws {
    let logic = try talks.folder.write("calendars/logic.ics", Fixtures.seminar)
    let algebra = try talks.folder.write(
      "calendars/more/algebra.ics",
      Fixtures.calendar(
        Fixtures.event("a@algebra", "Rings - Pia Holm"), name: "Algebra"))
    // The date of a file that was just written is not trusted, and noted when it has aged.
    for path in [logic, algebra] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: path)
    }
    let first = try talks("ingest", "calendars", "--format", "json")
    #expect(first.status == 0, "\(first.messages)")
    #expect(try counts(first)["new"] == 5)
    let before = try talks.folder.bytes("talks.sqlite")
    let second = try talks("ingest", "calendars", "--format", "json")
    #expect(second.status == 0)
    let again = try counts(second)
    #expect(again["new"] == 0 && again["changed"] == 0 && again["gone"] == 0)
    #expect(again["files_unchanged"] == 2)
    #expect(try talks.folder.bytes("talks.sqlite") == before)
    let sources = try talks("sources", "--format", "json").json()["sources"] as? [[String: Any]]
    #expect(sources?.compactMap { $0["name"] as? String } == ["logic", "more/algebra"])
  }

  @Test(
    "What is read without ArgumentParser does what it does",
    arguments: [
      ["logic.ics", "--source", "logic", "--quiet"], ["logic.ics", "--now", "2030-01-01T00:00"],
      ["--quiet", ".", "--time-zone", "Europe/London"], ["none.ics"], [], [""], ["--quiet"],
      ["logic.ics", "--source", ""], ["logic.ics", "--source"], ["logic.ics", "--now", "soon"],
      ["logic.ics", "--source", "a", "--source", "b"], ["logic.ics", "--time-zone", "Nowhere"],
      ["logic.ics", "--quiet", "--quiet"], ["logic.ics", "--strange"], ["help"],
    ])
  func quick(arguments: [String]) throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    /// The output but for the time that it took.
    func lines(_ result: TalksProgram.Result) -> [Substring] {
      result.output.split(separator: "\n").filter { !$0.hasPrefix("Time") }
    }
    let quick = try talks.run(["ingest"] + arguments, environment: ["TALKS_INDEX": "quick.sqlite"])
    // An option that only ArgumentParser reads, and that changes nothing.
    let full = try talks.run(
      ["ingest", "--no-pager"] + arguments, environment: ["TALKS_INDEX": "full.sqlite"])
    #expect(quick.status == full.status)
    #expect(lines(quick) == lines(full))
    #expect(quick.messages == full.messages)
    for index in ["quick.sqlite", "full.sqlite"] where quick.status == 0 {
      #expect(try talks("stats", "--index", talks.folder.path(index)).status == 0)
    }
  }

  @Test("A change of the calendar updates in place; a dropped talk is gone, not deleted")
  func update() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    try talks("ingest", "logic.ics")
    try talks.folder.write(
      "logic.ics",
      Fixtures.calendar(
        Fixtures.event(
          "1@logic", "Cut elimination revisited - Gerta Sund (Nordhavn University)",
          start: "20300510T120000Z", end: "20300510T130000Z"),
        Fixtures.event(
          "4@logic", "Lunch break", start: "20300516T130000Z", end: "20300516T140000Z")))
    let result = try talks("ingest", "logic.ics", "--format", "json")
    let counted = try counts(result)
    #expect(counted == counted.merging(["new": 0, "changed": 1, "same": 1, "gone": 1]) { $1 })
    let changes = try talks("changes", "--format", "json").json()["changes"] as? [[String: Any]]
    let kinds = changes?.compactMap { $0["kind"] as? String }
    #expect(Set(kinds ?? []) == ["moved", "gone"])
    // The talk of 2024 was held: that it is no longer listed means nothing.
    #expect(try talks("show", "3@logic").output.contains("Forcing without tears"))
  }

  @Test("Standard input is a source like any other")
  func standardInput() throws {
    let first = try talks("ingest", "-", "--source", "feed", input: Fixtures.seminar)
    #expect(first.status == 0)
    #expect(first.output.contains("4 new"))
    let second = try talks(
      "ingest", "-", "--source", "feed", "--format", "json", input: Fixtures.seminar)
    #expect(try counts(second)["new"] == 0)
  }

  @Test("A bad file among good ones: the good ones are read, the bad one is named, status 4")
  func badAmongGood() throws {
    try talks.folder.write("c/a.ics", Fixtures.seminar)
    try talks.folder.write("c/b.ics", "<!DOCTYPE html><html><body>404</body></html>")
    try talks.folder.write("c/c.ics", "")
    try talks.folder.write("c/d.ics", Fixtures.calendar(Fixtures.event("d", "Rings - Pia Holm")))
    let result = try talks("ingest", "c")
    #expect(result.status == 4)
    #expect(result.messages.contains("b.ics: is a web page, not a calendar"))
    #expect(result.messages.contains("c.ics: is empty"))
    #expect(result.output.contains("5 new"))
  }

  @Test("A web page saved as a calendar leaves the index as it was")
  func webPage() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    try talks("ingest", "logic.ics")
    let before = try talks.folder.bytes("talks.sqlite")
    try talks.folder.write("logic.ics", "<html>Service unavailable</html>")
    let result = try talks("ingest", "logic.ics")
    #expect(result.status == 4)
    #expect(try talks.folder.bytes("talks.sqlite") == before)
  }

  @Test("Only bad files: no index comes into being")
  func onlyBad() throws {
    try talks.folder.write("a.ics", "<html></html>")
    #expect(try talks("ingest", "a.ics").status == 4)
    #expect(!FileManager.default.fileExists(atPath: talks.index))
    let missing = try talks("ingest", "nowhere")
    #expect(missing.status == 4)
    #expect(missing.messages.contains("nowhere: no such file or folder"))
  }

  @Test("A truncated calendar gives its whole events and marks nothing gone")
  func truncated() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    try talks("ingest", "logic.ics")
    let cut = Fixtures.seminar.prefix(Fixtures.seminar.count / 2)
    try talks.folder.write("logic.ics", String(cut))
    let result = try talks("ingest", "logic.ics", "--format", "json")
    #expect(try counts(result)["gone"] == 0)
    #expect(try counts(result)["new"] == 0)
  }

  @Test("An event in which a calendar breaks off leaves the talk as it was")
  func cutEvent() throws {
    let whole = Fixtures.calendar(Fixtures.event("1", "Long title of a talk - Pia Holm"))
    try talks.folder.write("logic.ics", whole)
    try talks("ingest", "logic.ics")
    let title = try #require(whole.range(of: "Long title"))
    try talks.folder.write("logic.ics", String(whole[..<title.upperBound]))
    let result = try talks("ingest", "logic.ics", "--format", "json")
    #expect(result.status == 0)
    #expect(try counts(result)["changed"] == 0)
    #expect(try counts(result)["gone"] == 0)
    #expect(result.output.contains(#""cut":1"#))
    #expect(try talks("search", "long title of a talk").status == 0)
    // One whose END was forgotten is whole.
    try talks.folder.write("other.ics", whole.replacing("END:VEVENT\r\n", with: ""))
    #expect(try counts(talks("ingest", "other.ics", "--format", "json"))["new"] == 1)
  }

  @Test("A clock that was set back skips nothing")
  func clockSetBack() throws {
    let first = Fixtures.calendar(Fixtures.event("1", "Early title - Pia Holm"))
    let second = Fixtures.calendar(Fixtures.event("1", "Later title - Pia Holm"))
    let path = try talks.folder.write("logic.ics", first)
    func date(_ seconds: TimeInterval) throws {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: path)
    }
    try date(1_700_000_000)
    try talks("ingest", "logic.ics", "--now", "2026-11-22T12:00")
    // As large as before, and older than before.
    try talks.folder.write("logic.ics", second)
    try date(1_600_000_000)
    let result = try talks("ingest", "logic.ics", "--now", "2020-01-01T12:00", "--format", "json")
    #expect(try counts(result)["changed"] == 1)
    #expect(try talks("search", "later title").status == 0)
  }

  @Test("A dry run tells what would change and writes nothing")
  func dryRun() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    let first = try talks("ingest", "logic.ics", "--dry-run")
    #expect(first.status == 0)
    #expect(first.output.contains("4 new"))
    #expect(!FileManager.default.fileExists(atPath: talks.index))
    try talks("ingest", "logic.ics")
    let before = try talks.folder.bytes("talks.sqlite")
    try talks.folder.write("logic.ics", Fixtures.calendar(Fixtures.event("9", "New - Pia Holm")))
    let second = try talks("ingest", "logic.ics", "--dry-run", "--format", "json")
    #expect(try counts(second)["new"] == 1)
    #expect(try counts(second)["gone"] == 3)
    #expect(try talks.folder.bytes("talks.sqlite") == before)
  }

  @Test("A folder that has become empty is not believed without --force")
  func emptied() throws {
    try talks.folder.write("c/logic.ics", Fixtures.seminar)
    try talks("ingest", "c")
    try talks.folder.remove("c/logic.ics")
    let refused = try talks("ingest", "c")
    #expect(refused.status == 4)
    #expect(refused.messages.contains("--force"))
    #expect(try talks("stats", "--format", "json").json()["gone"] as? Int == 0)
    #expect(try talks("ingest", "c", "--force").status == 0)
    #expect(try talks("stats", "--format", "json").json()["gone"] as? Int == 3)
  }

  @Test("A calendar that lost most of its talks is not believed without --force")
  func massDisappearance() throws {
    let events = (1...30).map { day in
      Fixtures.event(
        "\(day)@x", "Talk number \(day) - Pia Holm",
        start: "203005\(day < 10 ? "0" : "")\(day)T120000Z",
        end: "203005\(day < 10 ? "0" : "")\(day)T130000Z")
    }
    let whole = Fixtures.calendar().replacingOccurrences(
      of: "END:VCALENDAR", with: events.joined() + "END:VCALENDAR")
    let few = Fixtures.calendar().replacingOccurrences(
      of: "END:VCALENDAR", with: events.prefix(3).joined() + "END:VCALENDAR")
    try talks.folder.write("x.ics", whole)
    #expect(try talks("ingest", "x.ics").output.contains("30 new"))
    try talks.folder.write("x.ics", few)
    let refused = try talks("ingest", "x.ics")
    #expect(refused.status == 4)
    #expect(refused.messages.contains("lacks 27 of 30 coming talks"))
    // It is not forgotten that it was refused.
    #expect(try talks("ingest", "x.ics").status == 4)
    #expect(try talks("ingest", "x.ics", "--force").output.contains("27 gone"))
  }

  @Test("Snapshots of a feed leave each talk once, with its last content")
  func snapshots() throws {
    func state(_ date: String, _ events: String...) throws {
      try talks.folder.write(
        "history/\(date)-feed.ics",
        Fixtures.calendar().replacingOccurrences(
          of: "END:VCALENDAR", with: events.joined() + "END:VCALENDAR"))
    }
    let first = Fixtures.event(
      nil, "Logic Seminar - Pia Holm", start: "20240304T120000Z", end: "20240304T130000Z")
    let second = Fixtures.event(
      nil, "TBA - Ove Lindqvåg", start: "20240311T120000Z", end: "20240311T130000Z")
    let titled = Fixtures.event(
      nil, "Small primes - Ove Lindqvåg", start: "20240311T120000Z", end: "20240311T130000Z")
    let moved = Fixtures.event(
      nil, "Small primes - Ove Lindqvåg", start: "20240312T120000Z", end: "20240312T130000Z")
    try state("20240301", first, second)
    try state("20240306", titled)
    try state("20240308", moved)
    let result = try talks("ingest", "history", "--snapshots", "--format", "json")
    #expect(result.status == 0, "\(result.messages)")
    #expect(try counts(result)["new"] == 2)
    #expect(try talks("stats", "--format", "json").json()["talks"] as? Int == 2)
    let again = try talks("ingest", "history", "--snapshots", "--format", "json")
    #expect(try counts(again)["changed"] == 0)
  }

  @Test("File names that are hostile are shown harmlessly")
  func hostileNames() throws {
    let name = "a\u{1B}]0;owned\u{7}\n\u{202E}.ics"
    try talks.folder.write(name, "<html>")
    let result = try talks("ingest", ".")
    #expect(result.status == 4)
    #expect(!result.messages.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    #expect(result.messages.contains("a\\x1B]0;owned\\x07\\x0A"))
  }

  @Test("FIFOs and links are passed over without waiting")
  func special() throws {
    try talks.folder.write("c/logic.ics", Fixtures.seminar)
    #expect(mkfifo(talks.folder.path("c/pipe.ics"), 0o600) == 0)
    #expect(symlink("logic.ics", talks.folder.path("c/link.ics")) == 0)
    let result = try talks("ingest", "c")
    #expect(result.status == 0)
    #expect(result.output.contains("2 passed over"))
  }

  @Test("An index that is none is refused and left alone")
  func foreignIndex() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    try talks.folder.write("talks.sqlite", "This is a letter to my aunt.")
    let result = try talks("ingest", "logic.ics")
    #expect(result.status == 3)
    #expect(result.messages.contains("not"))
    #expect(try talks.folder.read("talks.sqlite") == "This is a letter to my aunt.")
  }

  @Test("--strict rejects a calendar with errors as a whole")
  func strict() throws {
    let broken = Fixtures.seminar.replacingOccurrences(
      of: "STATUS:CANCELLED\r\n", with: "STATUS:CANCELLED\r\nno colon here\r\n")
    try talks.folder.write("logic.ics", broken)
    let strict = try talks("ingest", "logic.ics", "--strict")
    #expect(strict.status == 4)
    #expect(strict.messages.contains("--strict"))
    #expect(try talks("ingest", "logic.ics").output.contains("4 new"))
  }

  @Test(
    "Wrong usage says so and ends with 2",
    arguments: [
      ["ingest"], ["ingest", "x.ics", "--format", "yaml"], ["ingest", "x.ics", "--now", "someday"],
      ["ingest", "x.ics", "--time-zone", "Mars/Olympus"], ["ingest", "x.ics", "--source", ""],
      ["ingest", "x.ics", "--frobnicate"],
    ])
  func usage(arguments: [String]) throws {
    let result = try talks.run(arguments)
    #expect(result.status == 2, "\(result.messages)")
    #expect(!result.messages.isEmpty)
    #expect(result.output.isEmpty)
  }
}
