import TalkExtraction
import TalkModel
import Testing

/// Marks that number the items of a programme are no part of titles and names.
@Suite("Marks of a programme")
struct ProgrammeMarksTests {
  @Test(
    "Marks that half of a calendar has are dropped",
    arguments: [
      ["1. ", "2. ", "3. "], ["A) ", "B) ", "A) "], ["#14: ", "#15: ", "#16: "],
      ["T1: ", "K1: ", "T2: "], ["S1.2 ", "S1.3 ", "S2.1 "], ["I. ", "II. ", "III. "],
      ["07 ", "08 ", "09 "], ["(4) ", "(5) ", "(6) "], ["1A: ", "1B: ", "2A: "],
      ["3 – ", "4 – ", "5 – "],
    ])
  func dropped(marks: [String]) {
    let told = Self.titles([
      marks[0] + "Sand in motion", marks[1] + "Dunes at night", marks[2] + "Winds over water",
      "Lunch",
    ])
    #expect(told == ["Sand in motion", "Dunes at night", "Winds over water", "Lunch"])
  }

  @Test("A mark stands before speakers too")
  func beforeSpeakers() throws {
    let events = Self.extract([
      "A) Tomasz Wroblik - Sand in motion", "B) Hedda Quist - Dunes at night",
      "A) Omar Benlali - Winds over water",
    ])
    #expect(events.map(\.talk.title) == ["Sand in motion", "Dunes at night", "Winds over water"])
    #expect(
      events.map { $0.talk.speakers.map(\.name) }
        == [["Tomasz Wroblik"], ["Hedda Quist"], ["Omar Benlali"]])
  }

  @Test(
    "What only looks like marks stays",
    arguments: [
      // Ordinals of one thing.
      ["7. Salt Night", "8. Salt Night", "9. Salt Night", "10. Salt Night"],
      // One of many.
      ["3. Sand", "Dunes at night", "Winds over water", "Tides of the north"],
      // No numbers of a programme.
      ["5G on the beach", "3D sand", "2024: a year of wind", "80 dunes in 80 days"],
    ])
  func kept(summaries: [String]) {
    #expect(Self.titles(summaries) == summaries)
  }

  @Test("Initials of names are no marks")
  func initials() {
    let events = Self.extract([
      "V. Quist: Sand in motion", "I. van Dijk: Dunes at night", "X. Benlali: Winds over water",
    ])
    #expect(
      events.map { $0.talk.speakers.map(\.name) } == [
        ["V. Quist"], ["I. van Dijk"], ["X. Benlali"],
      ]
    )
  }

  private static func titles(_ summaries: [String]) -> [String] {
    extract(summaries).map(\.talk.title)
  }

  private static func extract(_ summaries: [String]) -> [ExtractedEvent] {
    Fixture.extract(Fixture.calendar([], summaries.map { ["SUMMARY:\($0)"] }))
  }
}
