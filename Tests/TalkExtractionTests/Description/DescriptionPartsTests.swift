import Testing

@testable import TalkExtraction

@Suite("Labelled lines")
struct DescriptionPartsTests {
  @Test(
    "Labels in several languages",
    arguments: [
      (
        "Speaker: Ada Lovelace\nTitle: Engines\nAbstract: On engines.", "Ada Lovelace", "Engines",
        "On engines."
      ),
      (
        "Vortragender: Jörg Weiß\nTitel: Licht\nZusammenfassung: Über Licht.", "Jörg Weiß", "Licht",
        "Über Licht."
      ),
      (
        "Orateur : Jean Moreau\nTitre : Marches\nRésumé : On étudie.", "Jean Moreau", "Marches",
        "On étudie."
      ),
      ("Ponente: Ana Ruiz\nTítulo: Olas\nResumen: Sobre olas.", "Ana Ruiz", "Olas", "Sobre olas."),
      ("講演者：鈴木一郎\n題目：確率\n概要：確率について", "鈴木一郎", "確率", "確率について"),
      (
        "**Speaker:** Ada Lovelace\n**Title:** Engines\n\nAbstract\nOn engines.", "Ada Lovelace",
        "Engines", "On engines."
      ),
      (
        "Speaker: Ada Lovelace. Title: Engines. Abstract: On engines.", "Ada Lovelace.", "Engines.",
        "On engines."
      ),
    ])
  func labels(text: String, speaker: String, title: String, abstract: String) {
    let parts = DescriptionParts(Bytes(text))
    #expect(parts.speakers.first?.string == speaker)
    #expect(parts.title?.string == title)
    #expect(parts.abstract.filter { !$0.isEmpty }.map(\.string) == [abstract])
  }

  @Test("A title that ends in a colon goes on below; hosts and committees are nobody's speakers")
  func odd() {
    let parts = DescriptionParts(
      Bytes(
        "Host: Max Weber\n\nTitle: From A to B:\nA long way\n\nOther committee members:\n\nEva Stein\nJan Hus\n\nAbstract:\n\nText."
      ))
    #expect(parts.title?.string == "From A to B: A long way")
    #expect(parts.speakers.isEmpty)
    #expect(parts.abstract.contains { $0.string == "Text." })
  }

  @Test(
    "Running text with colons holds no labels",
    arguments: [
      "We ask one question: why do titles matter?",
      "The talk: a look at time: past and future.",
      "See https://example.org/abstract: it is long.",
    ])
  func prose(text: String) {
    let parts = DescriptionParts(Bytes(text))
    #expect(parts.speakers.isEmpty)
    #expect(parts.abstract.isEmpty)
  }
}
