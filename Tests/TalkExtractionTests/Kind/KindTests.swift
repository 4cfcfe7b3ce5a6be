import Testing

@testable import TalkExtraction

@Suite("Talk or not")
struct KindTests {
  @Test(
    "No talks, in several languages",
    arguments: [
      "Lunch", "Coffee Break", "AM BREAK", "Registration / Information Desks Open",
      "Conference Dinner",
      "Kaffeepause", "Mittagessen", "Weihnachtsferien", "Pause déjeuner", "Almuerzo",
      "Opening Remarks",
      "Welcome", "Day 2 Closing Address", "Poster Session #1", "Happy Hour", "Weekly standup",
      "Team Meeting", "26.1 freeze", "No seminar (Easter break)", "Meet and Greet", "BBQ",
      "Swag Pickup Opens",
    ])
  func others(title: String) {
    let text = KindText(Bytes(title))
    #expect(
      KindWords.isBreak(text) || KindWords.isMeeting(text) || KindWords.isCeremony(text)
        || KindWords.isSocial(text))
  }

  @Test(
    "Talks that use such words",
    arguments: [
      "Breaking Bad - What Happens When You Defy Conventions?", "How to break RSA",
      "Lunch poems and the city of the future in verse",
      "Opening the black box of neural networks",
      "Registration of medical images with optimal transport in practice",
      "Welcome to the machine: factories in film", "Closing the gap",
    ])
  func talks(title: String) {
    let text = KindText(Bytes(title))
    #expect(
      !KindWords.isBreak(text) && !KindWords.isMeeting(text) && !KindWords.isCeremony(text)
        && !KindWords.isSocial(text))
  }

  @Test(
    "Labels of a kind",
    arguments: [
      ("Keynote: The Next Decade", "Keynote", "The Next Decade"),
      ("Invited Talk 3 - Knots", "Invited Talk 3", "Knots"),
      ("Contributed Talk 2 + Q&A: Cuts", "Contributed Talk 2 + Q&A", "Cuts"),
      ("Session II: Proofs", "Session II", "Proofs"),
      ("Live Q&A: Ada Lovelace", "Live Q&A", "Ada Lovelace"),
      ("Plenary Talk 1", "Plenary Talk 1", ""),
      ("Panel: Funding", "Panel", "Funding"),
    ])
  func labels(text: String, label: String, rest: String) {
    let match = KindLabel.match(Bytes(text))
    #expect(match?.label.string == label)
    #expect(match?.rest.string == rest)
  }

  @Test(
    "Titles that begin like labels",
    arguments: [
      "Talk is cheap: on speech acts", "Teaching Demo: Comparing Algorithms", "Lecturing well",
      "Intern lightning talks",
    ])
  func noLabels(text: String) {
    #expect(KindLabel.match(Bytes(text)) == nil)
  }
}
