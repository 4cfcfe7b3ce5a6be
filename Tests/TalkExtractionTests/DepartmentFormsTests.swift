import TalkExtraction
import TalkModel
import Testing

/// Forms in which departments and conferences write single events: each row is alone in its calendar.
@Suite("Forms of departments and conferences")
struct DepartmentFormsTests {
  @Test(
    "Summaries",
    arguments: [
      // A series, its word first, before a name.
      (
        "Seminario de Álgebra: Ada Park (Universidad de la Sal)",
        " / Ada Park [Universidad de la Sal] / Seminario de Álgebra"
      ),
      ("GT Topologie : Noémie Perrault (Lyon)", " / Noémie Perrault [Lyon] / GT Topologie"),
      (
        "Seminarium Zakładu Piasku: Tomasz Wróblik\\, „Piasek w ruchu”",
        "Piasek w ruchu / Tomasz Wróblik / Seminarium Zakładu Piasku"
      ),
      ("Physics Colloq: Ada Park", " / Ada Park / Physics Colloq"),
      ("Ada Park @ Theory Seminar", " / Ada Park / Theory Seminar"),
      ("Speaker Series ft. Ada Park", " / Ada Park / Speaker Series"),
      // Labels.
      ("Ada Park's talk", " / Ada Park / "),
      ("MSc thesis presentation Ada Park: Learning dunes", "Learning dunes / Ada Park / "),
      ("Brown bag: Ada Park\\, Shells in trade", "Shells in trade / Ada Park / "),
      ("Lunch Talk 3/14: Ada Park", " / Ada Park / "),
      // Who presents, where it is a person.
      ("Maria Keller presents The slow work of dunes", "The slow work of dunes / Maria Keller / "),
      ("Salt Club presents Hamlet", "Salt Club presents Hamlet /  / "),
      ("Coloquio: \"Conchas\"\\, Ada Park", "Conchas / Ada Park / Coloquio"),
      ("Palestra: \"Areia em movimento\" com Ada Park", "Areia em movimento / Ada Park / "),
      // Who works where.
      (
        "Sand in Production - Ada Park\\, Harbour Cloud & Jane Miller\\, Saltworks",
        "Sand in Production / Ada Park [Harbour Cloud], Jane Miller [Saltworks] / "
      ),
      (
        "Salt Fellowship - Ada Park\\, Editor/Harbour Times",
        " / Ada Park [Harbour Times] / Salt Fellowship"
      ),
      ("Ada Park\\, Saltworks - TBA", " / Ada Park [Saltworks] / "),
      // Papers with others.
      (
        "Macro Seminar: Ada Park (NYU)\\, \"Sand and the Cycle\" (joint with Noah Reed)",
        "Sand and the Cycle / Ada Park [NYU] / Macro Seminar"
      ),
      // Ways to take part, hosts, signs.
      ("Colloquium (special day): Ada Park", " / Ada Park / Colloquium"),
      ("Ada Park (Saltworks)\\, host: Reed", " / Ada Park [Saltworks] / "),
      ("Winds over water w/Ada Park", "Winds over water / Ada Park / "),
      ("Sand in motion :: Ada Park", "Sand in motion / Ada Park / "),
      // Languages and scripts.
      ("Sand in motion (EN)", "Sand in motion /  / "),
      ("Петров А.С. Дюны ночью", "Дюны ночью / Петров А.С. / "),
      ("Иванова Е. П. (ИКИ РАН) «Песок»", "Песок / Иванова Е. П. [ИКИ РАН] / "),
      ("学术讲座：海盐的化学（张华 教授，盐业大学）", "海盐的化学 / 张华 [盐业大学] / "),
      ("报告：沙丘的数学 报告人：王小明（港湾大学）", "沙丘的数学 / 王小明 [港湾大学] / "),
    ])
  func summaries(summary: String, expected: String) {
    let events = Fixture.extract(Fixture.calendar([], [["SUMMARY:" + summary]]))
    #expect(events.first.map(Fixture.line) == expected)
  }

  @Test(
    "Descriptions",
    arguments: [
      // The summary is the series, of which the description states the title.
      (
        "Number Theory Seminar", "Topic: Sand sums\\nSpeaker: Ada Park",
        "Sand sums / Ada Park / Number Theory Seminar"
      ),
      (
        "HEP Seminar", "Ada Park\\, Saltworks\\nTitle: Shells beyond sand",
        "Shells beyond sand / Ada Park [Saltworks] / HEP Seminar"
      ),
      (
        "Seminar", "Ada Park\\nHarbour University\\n\\nSand in motion\\n\\nWe tell how sand moves.",
        "Sand in motion / Ada Park [Harbour University] / "
      ),
      (
        "Sand in motion", "👤 Ada Park\\n🏢 Harbour Labs\\n📍 Room 5",
        "Sand in motion / Ada Park [Harbour Labs] / "
      ),
      (
        "Sand in motion", "*Speaker*: [Ada Park](https://example.org)\\, Harbour Labs",
        "Sand in motion / Ada Park [Harbour Labs] / "
      ),
      // Several talks: none of them is the title of all.
      (
        "Harbour Rust Meetup #15",
        "Talk 1: Async shells by Ada Park\\nTalk 2: Waves by Jane Miller",
        "Harbour Rust Meetup #15 / Ada Park, Jane Miller / "
      ),
    ])
  func descriptions(summary: String, description: String, expected: String) {
    let events = Fixture.extract(
      Fixture.calendar([], [["SUMMARY:" + summary, "DESCRIPTION:" + description]]))
    #expect(events.first.map(Fixture.line) == expected)
  }

  @Test("A line of very many links is read as it stands")
  func manyLinks() {
    let links = String(repeating: "[Ada](http)", count: 20_000)
    let events = Fixture.extract(
      Fixture.calendar([], [["SUMMARY:Sand in motion", "DESCRIPTION:Speaker: " + links]]))
    #expect(events.map(\.talk.title) == ["Sand in motion"])
  }

  @Test("What is about the night is no social evening")
  func aboutTheNight() {
    let events = Fixture.extract(
      Fixture.calendar([], ["Dunes at night", "Harbour night"].map { ["SUMMARY:" + $0] }))
    #expect(events.map(\.talk.kind) == [.talk, .other])
  }

  @Test("A quoted title after a word for seminars names no series")
  func quotedTitle() {
    let events = Fixture.extract(
      Fixture.calendar([], [["SUMMARY:Seminario \"Terre e mari\" - Prof. Ada Park"]]))
    #expect(events.first.map(Fixture.line) == "Terre e mari / Ada Park / ")
  }
}
