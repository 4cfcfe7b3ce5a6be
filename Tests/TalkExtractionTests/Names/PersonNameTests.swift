import Testing

@testable import TalkExtraction

@Suite("Names of people")
struct PersonNameTests {
  @Test(
    "Names are recognised by shape, in the order they are written",
    arguments: [
      "Ada Lovelace", "Jean-Michel Friedt", "Aoife O'Dálaigh", "Wouter van der Heijden",
      "María José Ibáñez de la Vega", "J. R. Hallworth", "Pramode C E", "Nguyễn Thị Minh Khai",
      "Dong Xiaomei", "Ōta Kenzō", "Rónán Ó Súilleabháin", "Noor al-Hashimi", "Ben Smith",
      "Van Nguyen", "Anna Le", "PETER KRAMPER", "Hsin-Yuan (Robert) Huang", "Eileen M. Uchitelle",
      "Ludwig van Beethoven Jr.", "Gesine von dem Knesebeck-Ahlers", "Иван Петров",
      "Γιώργος Σεφέρης", "佐藤 花子", "张伟", "김민수",
    ])
  func names(name: String) {
    let likelihood = PersonName(Bytes(name)).likelihood
    #expect(likelihood >= 0.45, "\(name): \(likelihood)")
  }

  @Test(
    "What only looks like a name is none",
    arguments: [
      ("Machine Learning", "two words of titles"),
      ("Lunch Break", "a break"),
      ("Closing Remarks", "a ceremony"),
      ("UK Edition", "an acronym and a word"),
      ("University of Leeds", "an institution"),
      ("Harvard University", "an institution without small words"),
      ("Introduction to Python", "words in lower case"),
      ("Day 1", "a number"),
      ("https://example.org", "an address"),
      ("a", "one letter"),
      ("", "nothing"),
      ("!?", "no letter"),
    ])
  func others(text: String, reason: String) {
    let likelihood = PersonName(Bytes(text)).likelihood
    #expect(likelihood < 0.45, "\(reason): \(likelihood)")
  }

  @Test("A word that the calendar writes in lower case speaks against a name")
  func lexicon() {
    var lexicon = Lexicon()
    lexicon.add(
      Bytes("We love wearable kits and brindled widgets, see https://x.org/kexin-rong"), limit: 400)
    #expect(PersonName(Bytes("Brindled Widgets"), lexicon: lexicon).likelihood < 0.3)
    #expect(
      PersonName(Bytes("Kexin Rong"), lexicon: lexicon).likelihood >= 0.5, "addresses are no words")
  }

  @Test(
    "Titles, degrees, pronouns and honorifics come off",
    arguments: [
      ("Prof. Dr. Hans-Peter Müller", "Hans-Peter Müller"),
      ("Dr Sian Pryce-Meredith", "Sian Pryce-Meredith"),
      ("Prof.Müller", "Müller"),
      ("Jane Doe, PhD", "Jane Doe"),
      ("Jane Doe Ph.D., MBA", "Jane Doe"),
      ("Yo-Yo Ma", "Yo-Yo Ma"),
      ("Jay P.", "Jay P."),
      ("Kim Lee (they/them)", "Kim Lee"),
      ("\"Alex Reed\"", "Alex Reed"),
      ("  Ada   Lovelace , ", "Ada Lovelace"),
      ("山田太郎氏", "山田太郎"),
      ("张伟 教授", "张伟"),
    ])
  func cleaning(text: String, expected: String) {
    #expect(PersonName.cleaned(Bytes(text)).string == expected)
  }
}
