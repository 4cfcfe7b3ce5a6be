import TalkModel
import Testing

@testable import TalkExtraction

@Suite("Forms of published calendars")
struct PublishedCalendarsTests {
  /// The line of each event of a calendar of these summaries and descriptions.
  private func lines(_ name: String, _ events: [(String, String)]) -> [String] {
    let properties = events.map { summary, description in
      [
        "SUMMARY:" + summary.replacing(",", with: "\\,"),
        "DESCRIPTION:" + description.replacing("\n", with: "\\n").replacing(",", with: "\\,"),
      ]
    }
    let calendar = name.isEmpty ? [] : ["X-WR-CALNAME:" + name]
    return Fixture.extract(Fixture.calendar(calendar, properties)).map(Fixture.line)
  }

  @Test("What stands before a name is the series, as most heads of the calendar say")
  func seriesBeforeNames() {
    let read = lines(
      "",
      [
        ("Friday Seminar — Ada Park", "Harbour University https://owl.example/1"),
        ("Tidal Economics Seminar — Ben Finch", "https://owl.example/2"),
        ("Sand and Dunes — Clara Heron", "UHB https://owl.example/3"),
        ("Moor Seminar — Dora Wren", "Moor Institute of Technology"),
        ("Reed Colloquium — Emil Crane", "College of Reeds"),
      ])
    #expect(
      read == [
        " / Ada Park [Harbour University] / Friday Seminar",
        " / Ben Finch / Tidal Economics Seminar",
        " / Clara Heron [UHB] / Sand and Dunes",
        " / Dora Wren [Moor Institute of Technology] / Moor Seminar",
        " / Emil Crane [College of Reeds] / Reed Colloquium",
      ])
  }

  @Test("A title in quotes before a name is no series")
  func quotedTitles() {
    let read = lines(
      "",
      ["Wind", "Sand", "Rain", "Tides"].map { ("Seminar \"\($0) and owls\" - Prof. Ada Park", "") })
    #expect(read.first?.hasPrefix("Wind and owls / Ada Park") == true)
  }

  @Test("Two parts that all summaries end in")
  func twoSuffixes() {
    let read = lines(
      "",
      ["How owls hear", "Why moors burn", "Tides of the north", "Rain in autumn", "Reeds"].map {
        ("\($0) - Events - Harbour Society for Birds", "")
      })
    #expect(read.first == "How owls hear /  / Harbour Society for Birds")
  }

  @Test(
    "One event",
    arguments: [
      // A description that repeats a part of the summary behind a label.
      (
        "tea and cake - Ada Park - How owls hear",
        "A talk on hearing.\nFood: tea and cake\nRoom: 7",
        "How owls hear / Ada Park / "
      ),
      // Handles of a list.
      (
        "Owls in Rust", "Speaker(s): owlet, Nightjar, HOOT",
        "Owls in Rust / owlet, Nightjar, HOOT / "
      ),
      ("Owls in Rust", "Speaker: Ada Park, Moor, HU", "Owls in Rust / Ada Park [Moor, HU] / "),
      // A placeholder in quotes behind a name and where it is from.
      ("Odalys FERRER (Moor) – “tba”", "", " / Odalys FERRER [Moor] / "),
      // What is left of a blank that does not break.
      ("Owl Seminar — Â Ada Park", "", " / Ada Park / Owl Seminar"),
      ("Owl Bites: I Spy", "", "Owl Bites: I Spy /  / "),
      ("Q&A: Ada Park - Session 1", "", " / Ada Park / "),
      // The title stands above the name, a link on it or not.
      (
        "BIRD 281 | Seminar in Ornithology | Ada Park, Ph.D.",
        "Listening in the dark (https://owl.example)\nAda Park, Ph.D.\nHarbour University",
        "Listening in the dark / Ada Park [Harbour University] / Seminar in Ornithology"
      ),
      ("Marta Nowak: Grafy losowe (EN)", "", "Grafy losowe / Marta Nowak / "),
      ("Wie Eulen hören [EN]", "", "Wie Eulen hören /  / "),
      (
        "Tjerk Wouda & Aafke Hoitsma: Sand castles", "",
        "Sand castles / Tjerk Wouda, Aafke Hoitsma / "
      ),
      // Two people who speak with each other, one of them of a house.
      (
        "Moor House presents Ada Park in conversation with Harbour's Ben Finch - The Owl Year", "",
        "The Owl Year / Ada Park, Ben Finch / "
      ),
      ("Ada Park in conversation with Ben Finch", "", " / Ada Park, Ben Finch / "),
      ("Reed Week Speaker: Dr. Ada Park", "", " / Ada Park / "),
      // A sentence behind a name without a sign between them.
      (
        "Lunch and Learn | What I Learned From an Owl",
        "Presenter: Ada Park This summer I went to the moor and listened for thirty nights.",
        "What I Learned From an Owl / Ada Park / "
      ),
      (
        "Owls of the Frontier",
        "Join Dr. A. B. Finchley as he presents Owls of the Frontier in our library.",
        "Owls of the Frontier / A. B. Finchley / "
      ),
      ("Disputas – cand.med. Ada Park", "", " / Ada Park / "),
      // Several of one weak label say what the parts of a session are about.
      (
        "Breakout: Nests and reeds", "Topic: Moors\nPlace: A\n\nTopic: Nests and reeds\nPlace: B",
        "Breakout: Nests and reeds /  / "
      ),
    ])
  func forms(summary: String, description: String, expected: String) {
    #expect(lines("", [(summary, description)]) == [expected])
  }

  @Test(
    "What campuses and towns put beside talks",
    arguments: [
      "Late fee payment deadline (to avoid being dropped from classes or w…", "Owl exhibition",
      "Women's Volleyball at Harbour College", "Résumé Review Lab", "Projects & Pizza",
      "Beginners' dance class", "Call for Papers - OWL 2031", "Welcome Event", "Moor Market Day",
    ])
  func others(summary: String) throws {
    let event = Fixture.extract(Fixture.calendar([], [["SUMMARY:" + summary]])).first
    #expect(try #require(event).talk.kind == .other)
  }

  @Test("Categories of shows, however long the text")
  func shows() throws {
    let text = String(repeating: "The story of two owls and a moor. ", count: 12)
    for (category, kind) in [("Theatre", TalkKind.other), ("Talks & Lectures", .talk)] {
      let event = Fixture.extract(
        Fixture.calendar(
          [], [["SUMMARY:Twelve Owls", "CATEGORIES:" + category, "DESCRIPTION:" + text]])
      ).first
      #expect(try #require(event).talk.kind == kind)
    }
  }

  @Test("Form, time and calendar tell the kind where no word does")
  func kindByForm() throws {
    func kind(_ summary: String, hours: Int, beside others: [String]) throws -> TalkKind {
      let event = [
        "SUMMARY:" + summary, "DTSTART:20270104T180000Z", "DTEND:20270104T\(18 + hours)0000Z",
      ]
      let rest = others.map { ["SUMMARY:" + $0] }
      return try #require(Fixture.extract(Fixture.calendar([], [event] + rest)).first).talk.kind
    }
    let town = ["Owl exhibition", "Moor Market Day", "Board game night", "Lunch", "Holiday party"]
    let talks = ["Ada Park: How owls hear", "Ben Finch: Why moors burn", "Clara Heron: Rain"]
    #expect(try kind("Moor Fredag", hours: 3, beside: town) == .other)
    #expect(try kind("How small owls find their way in the dark", hours: 1, beside: talks) == .talk)
    // A calendar of one event says nothing.
    #expect(try kind("Moor Fredag", hours: 3, beside: []) == .talk)
  }
}
