import ICalendar
import TalkExtraction
import TalkModel
import Testing

/// Summaries and descriptions in which name, institution and title stand in a row; each row is one
/// event, alone in its calendar, so that no statistics help.
@Suite("Name, institution and title in a row")
struct NamePlaceTitleTests {
  @Test(
    "In the summary",
    arguments: [
      (
        "Tobias Keller\\, University of Harbour - How sand moves",
        "How sand moves / Tobias Keller [University of Harbour] / "
      ),
      (
        "Tobias Keller - Harbour University - How sand moves",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "Tobias Keller / Harbour University / How sand moves",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "How sand moves\\; Tobias Keller\\; Harbour University",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "Sand and waves\\, Tobias Keller (Harbour University)",
        "Sand and waves / Tobias Keller [Harbour University] / "
      ),
      (
        "Sand\\, Tobias Keller\\, Harbour University",
        "Sand / Tobias Keller [Harbour University] / "
      ),
      (
        "Tobias Keller\\, Harbour University\\, How sand moves",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      // A department is no title.
      (
        "Seminar: Tobias Keller\\, Harbour University\\, Department of Sand",
        " / Tobias Keller [Harbour University, Department of Sand] / "
      ),
      (
        "How sand moves. Tobias Keller (Harbour University)",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "Tobias Keller [Harbour University] How sand moves",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "How sand moves ~ Tobias Keller\\, AIMS Harbour",
        "How sand moves / Tobias Keller [AIMS Harbour] / "
      ),
      (
        "Gastvortrag Tobias Keller (Harbour University): Wie Sand wandert",
        "Wie Sand wandert / Tobias Keller [Harbour University] / "
      ),
      (
        "Tide Seminar #12: Tobias Keller\\, Harbour University",
        " / Tobias Keller [Harbour University] / Tide Seminar"
      ),
      (
        "(Tide Seminar) Tobias Keller - How sand moves",
        "How sand moves / Tobias Keller / Tide Seminar"
      ),
      ("Tide Seminar with Tobias Keller", " / Tobias Keller / Tide Seminar"),
      ("Tide Seminar (Tobias Keller)", " / Tobias Keller / Tide Seminar"),
      ("Palestra com Tobias Keller: Areia", "Areia / Tobias Keller / "),
      ("Tobias Keller on how sand moves", "how sand moves / Tobias Keller / "),
      ("Tobias Keller will speak about sand", "sand / Tobias Keller / "),
      (
        "How sand moves along the coast w/ Tobias Keller",
        "How sand moves along the coast / Tobias Keller / "
      ),
      (
        "How sand moves: Wiebkje Oosterveld (AIMS Harbour)",
        "How sand moves / Wiebkje Oosterveld [AIMS Harbour] / "
      ),
      ("How sand moves by Wiebkje Oosterveld", "How sand moves / Wiebkje Oosterveld / "),
      // Every word has a capital, so that two of them stand out as nobody.
      ("Led by Harbour Lights", "Led by Harbour Lights /  / "),
      ("Harbour Tides: What We Know", "Harbour Tides: What We Know /  / "),
      ("Sand (TBD)", "Sand /  / "),
      ("How sand moves (by Wiebkje Oosterveld)", "How sand moves / Wiebkje Oosterveld / "),
      ("How sand moves: a lecture by Tobias Keller", "How sand moves / Tobias Keller / "),
      ("Seminar \"How sand moves\" - Prof. Tobias Keller", "How sand moves / Tobias Keller / "),
      (
        "Tide Club: Tobias Keller presents \"How sand moves\"",
        "How sand moves / Tobias Keller / Tide Club"
      ),
      (
        "Tide Seminar by Tobias Keller on sand and tides",
        "sand and tides / Tobias Keller / Tide Seminar"
      ),
      (
        "Tobias Keller @ University of Harbour - How sand moves",
        "How sand moves / Tobias Keller [University of Harbour] / "
      ),
      ("[T12] How sand moves", "How sand moves /  / "),
      (
        "How sand moves (with Tobias Keller\\, Harbour University)",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "Tobias Keller (Harbour University)\\, hosted by Ada Park: How sand moves",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "Tobias Keller: How sand moves (Harbour University)",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "Tobias Keller | Strandlab | How sand moves",
        "How sand moves / Tobias Keller [Strandlab] / "
      ),
      (
        "Institutsseminar\\, Tobias Keller (Harbour University): Wie Sand wandert",
        "Wie Sand wandert / Tobias Keller [Harbour University] / Institutsseminar"
      ),
      // The blank between two separators belongs to both of them.
      ("Sand | | University of Harbour", "Sand | | University of Harbour /  / "),
      ("Sand : - Tobias Keller", "Sand : / Tobias Keller / "),
    ])
  func summaries(summary: String, expected: String) {
    #expect(one("SUMMARY:" + summary).map(Fixture.line) == expected)
  }

  @Test(
    "In the description",
    arguments: [
      (
        "How sand moves", "Tobias Keller\\nHarbour University\\n\\nSand moves with the tide.",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "Tide Seminar",
        "Tobias Keller\\nAssociate Professor\\, Harbour University\\n\\nHow sand moves\\n\\nIt moves with the tide.",
        "How sand moves / Tobias Keller [Harbour University] / Tide Seminar"
      ),
      (
        "Tide Seminar",
        "How sand moves\\nTobias Keller (Harbour University)\\n\\nIt moves with the tide.",
        "How sand moves / Tobias Keller [Harbour University] / Tide Seminar"
      ),
      (
        "Tide Seminar: Tobias Keller",
        "Dear all\\,\\n\\nWe are happy to welcome Tobias Keller (Harbour University) next week.\\n\\nTitle: How sand moves\\n\\nBest wishes\\,\\nMaria Lindqvist",
        "How sand moves / Tobias Keller [Harbour University] / Tide Seminar"
      ),
      (
        "Kolloquium: Sand", "Es spricht Tobias Keller (Harbour University).",
        "Sand / Tobias Keller [Harbour University] / Kolloquium"
      ),
      (
        "How sand moves", "It moves with the tide.\\n\\nWith Tobias Keller (Harbour University).",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "How sand moves", "Name: Tobias Keller\\nAffiliation: Harbour University",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      ("How sand moves", "Name: Tide Room", "How sand moves /  / "),
      (
        "How sand moves",
        "Speaker:\\nWiebkje Oosterveld\\nHarbour University\\n\\nAbstract:\\nSand moves.",
        "How sand moves / Wiebkje Oosterveld [Harbour University] / "
      ),
      (
        "How sand moves",
        "Wiebkje Oosterveld <wo@x.example>\\, Harbour University\\n\\nSand moves with the tide.",
        "How sand moves / Wiebkje Oosterveld [Harbour University] / "
      ),
      (
        "How sand moves", "Guest speaker: Tobias Keller | Strandlab",
        "How sand moves / Tobias Keller [Strandlab] / "
      ),
      (
        "Tide Seminar",
        "*How sand moves*\\n\\nTobias Keller\\nHarbour University\\n\\nSand moves with the tide.",
        "How sand moves / Tobias Keller [Harbour University] / Tide Seminar"
      ),
      (
        "Keller: How sand moves", "Tobias Keller\\, Harbour University",
        "How sand moves / Tobias Keller [Harbour University] / "
      ),
      (
        "How sand moves",
        "<b>Speaker:</b> <a href=\"https://x.example\">Tobias Keller</a> (Sand Lab)<br>",
        "How sand moves / Tobias Keller [Sand Lab] / "
      ),
      (
        "How sand moves", "Speaker: Tobias Keller\\, Max Planck Institute for Tides",
        "How sand moves / Tobias Keller [Max Planck Institute for Tides] / "
      ),
      (
        "Tide Meetup", "Talks:\\n\\n* Sand - Wiebkje Oosterveld\\n* Waves - Teun Harmsma",
        "Tide Meetup / Wiebkje Oosterveld, Teun Harmsma / "
      ),
    ])
  func descriptions(summary: String, description: String, expected: String) {
    let event = one("SUMMARY:" + summary, "DESCRIPTION:" + description)
    #expect(event.map(Fixture.line) == expected)
  }

  @Test("A title after a name is left where the description names the same person")
  func statedNameBeforeTitle() {
    let event = one(
      "SUMMARY:Tide Seminar - Tobias Keller - How sand moves",
      "DESCRIPTION:Speaker: T. Keller (Harbour University)")
    #expect(
      event.map(Fixture.line)
        == "How sand moves / T. Keller [Harbour University] / Tide Seminar")
  }

  @Test("A series that goes on after the name of the calendar is the longer one")
  func seriesBeyondName() {
    let people = ["Tobias Keller", "Maria Lindqvist", "Ada Park", "Leo Strand"]
    let events = Fixture.extract(
      Fixture.calendar(["X-WR-CALNAME:TIDE"], people.map { ["SUMMARY:TIDE Seminar: \($0)"] }))
    #expect(events.allSatisfy { $0.talk.series == ["TIDE Seminar"] })
    #expect(events.map { $0.talk.speakers.map(\.name).joined() } == people)
  }

  @Test(
    "Calendars named after a department or a place state no series",
    arguments: [
      ("Harbour College Calendar", ""), ("Institut für Gezeiten", ""),
      ("Harbour University", ""), ("Seminários de Areia", "Seminários de Areia"),
      ("Lectures at the Museum", "Lectures at the Museum"),
    ])
  func calendarNames(name: String, expected: String) {
    let bytes = Fixture.calendar(["X-WR-CALNAME:" + name], [["SUMMARY:How sand moves"]])
    #expect(Fixture.extract(bytes).first?.talk.series.joined() == expected)
  }

  @Test(
    "What is no talk",
    arguments: [
      "Midterm exam", "Homework 3 due", "Labor Day (no classes)", "Last day to drop a class",
      "Game night", "Fachbereichsrat", "Institutsversammlung", "Sommerfest",
      "Conseil de laboratoire", "Vacances de Noël", "Día festivo", "Student council election",
      "Blood drive", "Ducks vs. Geese", "Graduation ceremony", "Bibliothek geschlossen",
      "Reading week", "Fire drill", "Tag der Deutschen Einheit", "Semana Santa", "All hands",
      "国庆节放假",
    ])
  func others(summary: String) {
    #expect(one("SUMMARY:" + summary)?.talk.kind == .other)
  }

  @Test(
    "What has such words and is a talk",
    arguments: ["Versammlungsfreiheit im Wandel", "The night sky in winter", "Boardgame theory"])
  func talks(summary: String) {
    #expect(one("SUMMARY:" + summary)?.talk.kind == .talk)
  }

  private func one(_ lines: String...) -> ExtractedEvent? {
    Fixture.extract(Fixture.calendar([], [lines])).first
  }
}
