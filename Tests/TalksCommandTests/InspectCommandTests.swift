import Foundation
import Testing

@Suite("talks inspect")
struct InspectCommandTests {
  private let talks: TalksProgram

  init() throws {
    talks = try TalksProgram()
  }

  @Test("One JSON object an event, with all its keys, and no index comes into being")
  func schema() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    let result = try talks("inspect", "--format", "jsonl", "logic.ics")
    #expect(result.status == 0, "\(result.messages)")
    #expect(!FileManager.default.fileExists(atPath: talks.index))
    let events = try result.jsonLines()
    #expect(events.count == 4)
    let keys: Set = [
      "file", "line", "uid", "recurrence_id", "dtstart", "summary", "title", "speakers", "series",
      "keywords", "abstract", "start", "end", "time_zone", "venue", "join_link", "url", "organiser",
      "status", "kind", "rules", "diagnostics",
    ]
    for event in events { #expect(Set(event.keys) == keys) }
    let first = try #require(events.first)
    #expect(first["file"] as? String == "logic.ics")
    #expect(first["line"] as? Int == 5)
    #expect(first["uid"] as? String == "1@logic")
    #expect(first["dtstart"] as? String == "20300509T120000Z")
    #expect(
      first["summary"] as? String == "Cut elimination - Gerta Sund (Nordhavn University)")
    #expect(first["title"] as? String == "Cut elimination")
    let speakers = first["speakers"] as? [[String: String]]
    #expect(speakers == [["name": "Gerta Sund", "affiliation": "Nordhavn University"]])
    #expect(first["start"] as? String == "2030-05-09T12:00:00Z")
    #expect(first["end"] as? String == "2030-05-09T13:00:00Z")
    #expect(first["venue"] as? String == "Room 7")
    #expect(first["kind"] as? String == "talk")
    #expect((first["rules"] as? [String: String])?["title"] != nil)
    #expect(events[2]["status"] as? String == "cancelled")
    #expect(events[3]["kind"] as? String == "other")
  }

  @Test("Text for people, and why")
  func why() throws {
    try talks.folder.write("logic.ics", Fixtures.seminar)
    let plain = try talks("inspect", "logic.ics").output
    #expect(plain.contains("logic.ics:5"))
    #expect(plain.contains("Gerta Sund (Nordhavn University)"))
    #expect(!plain.contains("%"))
    let why = try talks("inspect", "--why", "logic.ics").output
    #expect(why.contains("%"))
  }

  @Test("Standard input, and folders")
  func inputs() throws {
    let piped = try talks("inspect", "--format", "jsonl", "-", input: Fixtures.seminar)
    #expect(try piped.jsonLines().count == 4)
    #expect(try piped.jsonLines().first?["file"] as? String == "-")
    try talks.folder.write("c/a.ics", Fixtures.seminar)
    try talks.folder.write("c/b.ics", Fixtures.seminar)
    #expect(try talks("inspect", "--format", "jsonl", "c").jsonLines().count == 8)
  }

  @Test("A bad file among good ones: the good ones are shown, status 4")
  func badAmongGood() throws {
    try talks.folder.write("a.ics", "<html>")
    try talks.folder.write("b.ics", Fixtures.seminar)
    let result = try talks("inspect", "--format", "jsonl", "a.ics", "b.ics", "c.ics")
    #expect(result.status == 4)
    #expect(try result.jsonLines().count == 4)
    #expect(result.messages.contains("a.ics: is a web page"))
    #expect(result.messages.contains("c.ics: no such file"))
  }

  @Test("Control characters of a calendar never reach the terminal")
  func terminal() throws {
    let title = "Evil\u{1B}[31m \u{202E}talk\u{7F} \u{9B}"
    try talks.folder.write("a.ics", Fixtures.calendar(Fixtures.event("e\u{1B}", title)))
    for format in ["text", "jsonl"] {
      let shown = try talks("inspect", "--why", "--format", format, "a.ics").output
      #expect(
        !shown.unicodeScalars.contains {
          ($0.value < 32 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
        })
    }
  }
}
