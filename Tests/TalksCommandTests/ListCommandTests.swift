import Foundation
import Testing

@Suite("talks show, speakers, series, keywords, changes, sources, stats, check, backup")
struct ListCommandTests {
  private let talks: TalksProgram

  init() throws {
    talks = try TalksProgram()
    try talks.folder.write("logic.ics", Fixtures.seminar)
    try talks("ingest", "logic.ics")
  }

  @Test("show prints everything about a talk, by id or UID")
  func show() throws {
    let text = try talks("show", "1")
    #expect(text.status == 0, "\(text.messages)")
    #expect(text.output.contains("Cut elimination"))
    #expect(text.output.contains("Gerta Sund"))
    #expect(text.output.contains("We eliminate cuts"))
    let json = try talks("show", "2@logic", "--format", "json").json()
    #expect(json["schema"] as? Int == 1)
    #expect((json["talk"] as? [String: Any])?["title"] as? String == "Sparse models of arithmetic")
    let calendar = try talks("show", "1", "--format", "ics").output
    #expect(calendar.hasPrefix("BEGIN:VCALENDAR"))
    #expect(calendar.contains("UID:"))
  }

  @Test("show of what is not there ends with 1, and still shows the rest")
  func showMissing() throws {
    let result = try talks("show", "99", "1")
    #expect(result.status == 1)
    #expect(result.messages.contains("there is no talk 99"))
    #expect(result.output.contains("Cut elimination"))
  }

  @Test("speakers lists people, and the timeline of one")
  func speakers() throws {
    let list = try talks("speakers", "--format", "json").json()["speakers"] as? [[String: Any]]
    #expect(list?.first?["name"] as? String == "Gerta Sund")
    #expect(list?.first?["talks"] as? Int == 2)
    #expect(try talks("speakers", "lindqvag").output.contains("Ove Lindqvåg"))
    let timeline = try talks("speakers", "gerta", "--timeline").output
    let years = timeline.split(separator: "\n").filter { Int($0) != nil }
    #expect(years == ["2024", "2030"])
    #expect(timeline.contains("Forcing without tears  [cancelled]"))
    let json = try talks("speakers", "Gerta Sund", "--timeline", "--format", "json").json()
    #expect((json["years"] as? [[String: Any]])?.count == 2)
    #expect(try talks("speakers", "nobody").status == 1)
    #expect(try talks("speakers", "nobody", "--timeline").status == 1)
    #expect(try talks("speakers", "--timeline").status == 2)
    #expect(try talks("speakers", "--format", "ics").status == 2)
    #expect(try talks("speakers", "gerta", "--timeline", "--format", "csv").status == 2)
  }

  @Test("series and keywords are listed")
  func names() throws {
    #expect(try talks("series").output.contains("Logic Seminar"))
    #expect(try talks("keywords", "arithmetic").output.contains("arithmetic"))
    #expect(try talks("keywords", "nosuchword").status == 1)
  }

  @Test("changes tells what the last ingest did; revisions are listed")
  func changes() throws {
    let json = try talks("changes", "--format", "json").json()["changes"] as? [[String: Any]]
    #expect(json?.count == 4)
    #expect(json?.allSatisfy { $0["kind"] as? String == "new" } == true)
    #expect(try talks("changes", "--since", "1").status == 1)
    #expect(try talks("changes", "--revisions").output.contains("4 new"))
  }

  @Test("sources and stats count")
  func counts() throws {
    #expect(try talks("sources").output.contains("logic – Logic Seminar"))
    let json = try talks("stats", "--format", "json").json()
    #expect(json["talks"] as? Int == 4)
    #expect(json["others"] as? Int == 1)
    #expect(json["cancelled"] as? Int == 1)
    #expect(try talks("stats", "--sizes").output.contains("talk_prose"))
  }

  @Test("check finds a sound index sound, and a damaged one damaged")
  func check() throws {
    #expect(try talks("check").output == "The index is sound.\n")
    #expect(try talks("check", "--repair").status == 0)
    var bytes = try talks.folder.bytes("talks.sqlite")
    for offset in stride(from: 16_384, to: bytes.count, by: 257) { bytes[offset] ^= 0x55 }
    try bytes.write(to: talks.folder.url.appendingPathComponent("damaged.sqlite"))
    let damaged = try talks("check", "--index", talks.folder.path("damaged.sqlite"))
    #expect(damaged.status == 3)
  }

  @Test("backup copies, and never overwrites")
  func backup() throws {
    #expect(try talks("backup", "copy.sqlite").status == 0)
    #expect(try talks("check", "--index", talks.folder.path("copy.sqlite")).status == 0)
    let again = try talks("backup", "copy.sqlite")
    #expect(again.status == 2)
    #expect(again.messages.contains("copy.sqlite"))
  }

  @Test(
    "Without an index every reading subcommand says what to do and ends with 3",
    arguments: [
      ["show", "1"], ["speakers"], ["series"], ["keywords"], ["changes"], ["sources"], ["stats"],
      ["check"], ["check", "--repair"], ["backup", "copy.sqlite"],
    ])
  func noIndex(arguments: [String]) throws {
    let result = try talks.run(arguments + ["--index", talks.folder.path("none.sqlite")])
    #expect(result.status == 3)
    #expect(result.messages.contains("talks ingest"))
    #expect(result.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: talks.folder.path("none.sqlite")))
  }

  @Test("An index of a newer version is refused")
  func newer() throws {
    var bytes = try talks.folder.bytes("talks.sqlite")
    // `PRAGMA user_version` stands at offset 60 of the header (sqlite.org/fileformat2.html §1.3).
    bytes[63] += 1
    try bytes.write(to: talks.folder.url.appendingPathComponent("newer.sqlite"))
    let result = try talks("stats", "--index", talks.folder.path("newer.sqlite"))
    #expect(result.status == 3)
    #expect(result.messages.contains("version"))
  }
}
