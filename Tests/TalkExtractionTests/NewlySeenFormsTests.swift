import TalkModel
import Testing

@testable import TalkExtraction

@Suite("Forms of feeds seen for the first time")
struct NewlySeenFormsTests {
  @Test(
    "Title, speakers and series",
    arguments: [
      (
        "Wind and Weather",
        "Speaker: Ada Park, University of California, Santa Barbara",
        "Wind and Weather / Ada Park [University of California, Santa Barbara] / "
      ),
      (
        "[to be confirmed] [Owl Seminar] Finite Means of Scaling",
        "Speaker: Ada Park (Owl University)\n\nAbstract: Speaker: Ada Park (Owl University)",
        "Finite Means of Scaling / Ada Park [Owl University] / Owl Seminar"
      ),
      (
        "Applied Owl Seminar: Zheng Sun — Oscillation of Galerkin Methods", "",
        "Oscillation of Galerkin Methods / Zheng Sun / Applied Owl Seminar"
      ),
      (
        "鸟类的并行计算", "主讲人：林海明&王小丽", "鸟类的并行计算 / 林海明, 王小丽 / "
      ),
      (
        "Eine Einführung in Bäume",
        "Wir blicken aus zweierlei Sicht auf dieses Thema: zum einen praktisch am Beispiel der Eiche, "
          + "wo wir uns die Blätter, Zweige und Wurzeln ansehen. Zum anderen an der Buche. Und so fort.",
        "Eine Einführung in Bäume /  / "
      ),
      ("Portugiesisch I - T2302", "", "Portugiesisch I - T2302 /  / "),
      ("*** Owls at Night ***", "", "Owls at Night /  / "),
      ("Owls in C++ --------", "", "Owls in C++ /  / "),
      ("C# for owls ##", "", "C# for owls /  / "),
      // A chair called after a person is a role.
      (
        "Owls at Night",
        "Speaker: Ada Park, Jane Finch Professor of Ornithology, Princeton",
        "Owls at Night / Ada Park [Princeton] / "
      ),
      // The number of a track alone would say nothing.
      ("Owls - Ada Park", "Speaker: Ada Park\nTrack: 3", "Owls / Ada Park / Track 3"),
      (
        "Owls - Ada Park", "Speaker: Ada Park\nTrack: Birds of prey",
        "Owls / Ada Park / Birds of prey"
      ),
      // An acronym before a title is what it is about.
      ("PDF: a format for owls — Ada Park", "", "PDF: a format for owls / Ada Park / "),
      (
        "Upstreaming the Owl with Wren Finchley", "Wren Finchley",
        "Upstreaming the Owl / Wren Finchley / "
      ),
    ])
  func forms(summary: String, description: String, expected: String) throws {
    let text = description.replacing("\n", with: "\\n")
    let events = Fixture.extract(
      Fixture.calendar(
        [], [["SUMMARY:" + summary.replacing(",", with: "\\,"), "DESCRIPTION:" + text]]))
    #expect(Fixture.line(try #require(events.first)) == expected)
  }

  @Test("A return that is escaped as a letter is part of the break behind it")
  func returns() {
    let event = Fixture.extract(
      Fixture.calendar(
        [],
        [["SUMMARY:Owls", "DESCRIPTION:Come by. \\r\\n\\r\\nBring C:\\\\reports\\r\\nAll may."]]))
    #expect(event.first?.talk.abstract == "Come by.\n\nBring C:\\reports\nAll may.")
  }

  @Test("A track in brackets is not where the speaker works")
  func track() {
    let summaries = [
      "Keynote: Ada Park (Main Stage)", "Finches fly (Main Stage)", "Owls at night (Wood)",
      "Wrens by day (Wood)", "Ducks in water (Main Stage)", "Geese in autumn (Wood)",
    ]
    let events = Fixture.extract(Fixture.calendar([], summaries.map { ["SUMMARY:" + $0] }))
    #expect(Fixture.line(events[0]) == " / Ada Park / Main Stage")
    #expect(Fixture.line(events[3]) == "Wrens by day /  / Wood")
  }
}
