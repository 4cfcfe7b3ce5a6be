import ICalendar
import TalkExtraction
import TalkModel
import Testing

/// Forms that a whole calendar keeps, and labels of which one word is not known.
@Suite("Rows and labels")
struct RowsAndLabelsTests {
  @Test(
    "A row that the calendar repeats is read where name or place are not known",
    arguments: [
      (
        [
          "Ada Park - University of Harbour - Sand in motion", "Noah Reed - Kelp Institute - Tides",
          "Jane Miller - Harbour College - What waves carry",
          "Zorvan Quill - Brenmouth - Silt at rest",
        ],
        "Silt at rest / Zorvan Quill [Brenmouth] / "
      ),
      (
        [
          "Ada Park / Kelp Institute / Sand in motion", "Noah Reed / Harbour Labs / Tides at night",
          "Jane Miller / Harbour College / What waves carry",
          "Ada Roth / Brinewater / Silt at rest",
        ],
        "Silt at rest / Ada Roth [Brinewater] / "
      ),
      (
        [
          "Sand in motion | Ada Park | Kelp Institute", "Tides at night | Noah Reed | Harbour Labs",
          "What waves carry | Jane Miller | Harbour College", "Silt | at rest | Ada Roth | Brine",
        ],
        "Silt | at rest / Ada Roth [Brine] / "
      ),
    ])
  func rows(summaries: [String], last: String) {
    #expect(Fixture.extract(calendar(summaries)).last.map(Fixture.line) == last)
  }

  @Test("No row is learnt where the parts are no names")
  func noRows() {
    let events = Fixture.extract(
      calendar([
        "Sand - tides - waves", "Kelp - brine - silt", "Harbour - quay - mole", "Buoy - bell - fog",
      ]))
    #expect(events.allSatisfy { $0.talk.speakers.isEmpty })
  }

  @Test(
    "One event by itself",
    arguments: [
      ("Sand in motion - Ada Park/Kelp Institute", "Sand in motion / Ada Park [Kelp Institute] / "),
      (
        "Sand in motion - Ada Park - University of Harbour (North Quay)",
        "Sand in motion / Ada Park [University of Harbour (North Quay)] / "
      ),
      ("What waves carry (speaker Ada Park)", "What waves carry / Ada Park / "),
      (
        "Kelp Seminar (Speaker: Dr. Ada Park\\, Brine): What waves carry",
        "What waves carry / Ada Park [Brine] / Kelp Seminar"
      ),
      (
        "What waves carry [Palestrante: Ada Park - Brine]", "What waves carry / Ada Park [Brine] / "
      ),
      (
        "What waves carry 报告人：Ada Park (Kelp University)",
        "What waves carry / Ada Park [Kelp University] / "
      ),
      ("What waves carry Speaker: Ada Park", "What waves carry / Ada Park / "),
      ("Kelp Seminar (cancelled): Ada Park", " / Ada Park / Kelp Seminar"),
      ("Kelp Seminar\\, TBC", " /  / Kelp Seminar"),
      (
        "What waves carry — feat. Ada Park (Kelp Institute)",
        "What waves carry / Ada Park [Kelp Institute] / "
      ),
      (
        "Small things about waves w/ Ada Park of Brine",
        "Small things about waves / Ada Park [Brine] / "
      ),
      (
        "Harbour College: What waves carry — Ada Park",
        "What waves carry / Ada Park / Harbour College"
      ),
      (
        "Ada Lovelace Lecture 2027: What waves carry",
        "What waves carry /  / Ada Lovelace Lecture"
      ),
      (
        "What waves carry - Ada Park\\, Kelp Institute\\, Tide team",
        "What waves carry / Ada Park [Kelp Institute, Tide team] / "
      ),
      (
        "What waves carry (Ada Park\\, George Mason)",
        "What waves carry / Ada Park [George Mason] / "
      ),
      ("Park\\, Ada Maria (University of Harbour)", " / Ada Maria Park [University of Harbour] / "),
      (
        "Brenner\\, Zorvan Q. (University of Harbour)",
        " / Zorvan Q. Brenner [University of Harbour] / "
      ),
      (
        "Abel Roth (Kelp-Universität Brine am Main): Sand",
        "Sand / Abel Roth [Kelp-Universität Brine am Main] / "
      ),
    ])
  func oneEvent(summary: String, line: String) {
    let events = Fixture.extract(calendar([summary]))
    #expect(events.first.map(Fixture.line) == line)
  }

  @Test(
    "One event more",
    arguments: [
      ("Ada Park@Brine: Sand in motion", "Sand in motion / Ada Park [Brine] / "),
      (
        "Kelp University's Ada Park: Sand in motion",
        "Sand in motion / Ada Park [Kelp University] / "
      ),
      (
        "Ada Park at Tide Seminar: Sand in motion",
        "Sand in motion / Ada Park / Tide Seminar"
      ),
      ("Fast silt image registration - Ada Park", "Fast silt image registration / Ada Park / "),
      ("Ada Park — KELP: Sand in motion", "KELP: Sand in motion / Ada Park / "),
      (
        "Ada Park Harbour University: Sand in motion",
        "Sand in motion / Ada Park [Harbour University] / "
      ),
      ("Sand in motion - Ada Park ETH Zurich", "Sand in motion / Ada Park [ETH Zurich] / "),
      ("Ada Park: Sand in motion https://brine.example/talk/1", "Sand in motion / Ada Park / "),
      ("[开放] Sand in motion - Ada Park", "Sand in motion / Ada Park / "),
      (
        "Sand in motion (invited by Noah Reed): Ada Park\\, Kelp Institute",
        "Sand in motion / Ada Park [Kelp Institute] / "
      ),
      (
        "Guest lecture by Prof. Ada Park from Kelp University on Sand: a history",
        "Sand: a history / Ada Park [Kelp University] / "
      ),
      (
        "Thesis proposal: Zorvan Mekonnen — Verified Garbage Collection",
        "Verified Garbage Collection / Zorvan Mekonnen / "
      ),
    ])
  func oneEventMore(summary: String, line: String) {
    let events = Fixture.extract(calendar([summary]))
    #expect(events.first.map(Fixture.line) == line)
    #expect(events.first?.talk.kind == .talk)
  }

  @Test("A summary that is the series only")
  func seriesOnly() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          [
            "SUMMARY:Harbour Tide Seminar",
            "DESCRIPTION:Zorvan Quill (Brine Quay)\\nSand in motion\\n\\nWe look at sand.",
          ]
        ]))
    #expect(
      events.first.map(Fixture.line)
        == "Sand in motion / Zorvan Quill [Brine Quay] / Harbour Tide Seminar")
  }

  @Test("An institution where a speaker should stand is nobody")
  func institutionAsSpeaker() {
    let events = Fixture.extract(
      Fixture.calendar([], [["SUMMARY:Sand in motion", "DESCRIPTION:主讲人：港湾大学"]]))
    #expect(events.first?.talk.speakers.isEmpty == true)
  }

  @Test("Given names behind a series, before the title")
  func givenNamesBeforeTitles() {
    let events = Fixture.extract(
      calendar([
        "Kelp WIP: Anna - What waves carry", "Kelp WIP: Maria - Sand in motion",
        "Kelp WIP: Pelko - Silt at rest",
      ]))
    #expect(Fixture.line(events[2]) == "Silt at rest / Pelko / Kelp WIP")
  }

  @Test("The name of an organiser without percent escapes")
  func organiser() {
    let events = Fixture.extract(
      Fixture.calendar(
        [], [["SUMMARY:Sand", "ORGANIZER;CN=Kelp%20Guild:mailto:kelp@example.org"]]))
    #expect(events.first?.talk.organiser == "Kelp Guild")
  }

  @Test("Sentences that a calendar repeats give no keywords")
  func boilerplate() {
    let sponsor = "This evening is sponsored by Brinewater Pumping Station Holdings."
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          "Sand ripples move under standing waves", "Kelp forests shelter juvenile lobsters",
          "Harbour moles reflect long swell",
        ]
        .map { ["SUMMARY:" + $0, "DESCRIPTION:\($0) near the coast. \(sponsor)"] }))
    for event in events {
      #expect(!event.talk.keywords.contains { $0.text.lowercased().contains("pumping") })
      #expect(!event.talk.keywords.isEmpty)
    }
  }

  @Test(
    "Below the summary",
    arguments: [
      (
        "What waves carry",
        "Presenter: Ada Park\\nHome institution: Brine\\n\\nSand moves.", "Ada Park [Brine]"
      ),
      ("What waves carry", "Today's speaker: Ada Park\\nSand moves.", "Ada Park"),
      (
        "Harbour Lecture: What waves carry",
        "Sand moves.\\n\\nBio:\\nAda Park is an associate professor at Kelp University. She likes sand.",
        "Ada Park"
      ),
      (
        "What waves carry. Speaker: Ada Park",
        "Harbour seminar\\nAda Park\\, Kelp University\\nSand moves.", "Ada Park [Kelp University]"
      ),
      (
        "Harbour Colloquium - Ada Park",
        "Ada Park\\nMinnesota\\n\\nOn silt\\, sand and tides\\n\\nSand moves.",
        "Ada Park [Minnesota]"
      ),
      (
        "What waves carry",
        "Ada Park Bridge is a crossing of the river that many people use every day.",
        ""
      ),
    ])
  func description(summary: String, description: String, speakers: String) {
    let events = Fixture.extract(
      Fixture.calendar([], [["SUMMARY:" + summary, "DESCRIPTION:" + description]]))
    let said = events[0].talk.speakers.map { speaker in
      speaker.affiliation.map { "\(speaker.name) [\($0)]" } ?? speaker.name
    }
    #expect(said.joined(separator: ", ") == speakers)
  }

  @Test("Single given names with the title below")
  func givenNames() {
    let events = Fixture.extract(
      Fixture.calendar(
        [],
        [
          ("Anna", "What waves carry"), ("Maria", "Sand in motion"), ("Thomas", "Silt at rest"),
          ("Pelko", "How kelp grows"),
        ]
        .map { ["SUMMARY:" + $0.0, "DESCRIPTION:" + $0.1] }))
    #expect(Fixture.line(events[3]) == "How kelp grows / Pelko / ")
  }

  @Test("Brackets of a calendar that uses them throughout name no part of the title")
  func brackets() {
    let events = Fixture.extract(
      calendar([
        "[HYD] Ada Park @ University of Brine - Sand in motion",
        "[SED] Noah Reed @ Kelp Institute - Tides at night",
        "[HYD] Jane Miller @ Harbour College - What waves carry",
        "[BIO] Ada Roth @ University of Kelp - How kelp grows",
      ]))
    #expect(Fixture.line(events[3]) == "How kelp grows / Ada Roth [University of Kelp] / BIO")
  }

  @Test(
    "No talks",
    arguments: [
      "Virtual Career Fair (Harbour Students)", "Office hours: Graduate Director",
      "Movie Night – The Silt", "Weekly social #12", "期末考试", "중간고사", "Pot de départ de Ada",
      "Fecha límite de inscripción", "Wine Tasting", "Cleaning night + movie night", "Cake",
      "Festa del dipartimento",
    ])
  func others(summary: String) {
    let events = Fixture.extract(calendar([summary]))
    #expect(events.first?.talk.kind == .other)
  }

  @Test(
    "Talks that use such words",
    arguments: [
      "General inequalities on closed manifolds", "Algebraic closure", "Soft robots that swim",
      "Cake cutting", "The physics of the concert hall", "Deadline-aware scheduling of silt",
    ])
  func talks(summary: String) {
    let events = Fixture.extract(calendar([summary]))
    #expect(events.first?.talk.kind == .talk)
  }

  private func calendar(_ summaries: [String]) -> [UInt8] {
    Fixture.calendar([], summaries.map { ["SUMMARY:" + $0] })
  }
}
