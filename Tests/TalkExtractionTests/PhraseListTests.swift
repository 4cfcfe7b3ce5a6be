import Testing

@testable import TalkExtraction

@Suite("Short cuts of searches")
struct PhraseListTests {
  private static let texts = [
    "", " ", "a", "Ada Park from Harbour College", "ADA PARK AT HARBOUR",
    "Grace Hopper of the Navy",
    "Talk – Name", "no lecture", "No Lecture today", "im Gespräch mit Ada Park", "é", "x - y",
    "last day  of term", "Nguyễn Thị Minh", "a\tfrom b",
  ]
  private static let phrases: PhraseList = [
    " from ", " at ", " of the ", " – ", "no lecture", " im gespräch mit ", "last day of", "ễn",
  ]

  @Test("A list of phrases finds what a search for each finds", arguments: texts)
  func findsAll(text: String) {
    let text = Bytes(text)
    let isThere = Self.phrases.phrases.contains { text.contains($0) }
    #expect(Self.phrases.occurs(in: text) == isThere)
  }

  @Test("What begins no word of a text is in none of its words", arguments: texts)
  func startsOfWords(text: String) {
    let text = Bytes(text)
    let starts = WordStarts(of: text)
    for phrase in Self.phrases.phrases.filter({ $0.utf8Start.pointee == 0x20 })
    where text.contains(phrase) {
      #expect(starts.mayHold(phrase))
      #expect(starts.intersects(WordStarts(ofWordsIn: [phrase])))
    }
  }

  @Test("Words are hashed as in small letters, whatever the script")
  func hashesOfCapitals() {
    for value in UInt32(0xC0)...0x1FFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
      let lower = scalar.properties.lowercaseMapping
      #expect(WordSet.hash(Bytes("x\(scalar)y")) == WordSet.hash(Bytes("x\(lower)y")), "\(value)")
    }
  }

  @Test("A list in an arena holds what was appended and changed")
  func lists() {
    TextArena.with { arena in
      let text = arena.text("text")
      var list = ArenaList<Int>(beside: text, capacity: 4)
      for value in 1...3 { list.append(value * value) }
      list = list.finish()
      list[1] = 7
      #expect(Array(list) == [1, 7, 9])
      #expect(arena.text("next").string == "next")
      #expect(Array(list) == [1, 7, 9])
      #expect(([] as ArenaList<Int>).isEmpty)
    }
  }

  @Test(
    "Blanks are single spaces", arguments: 0..<40)
  func singleSpaces(length: Int) {
    for at in 0..<max(1, length) {
      for odd in [" ", "\t", "\u{A0}"] {
        var letters = [String](repeating: "x", count: length)
        if at < length { letters[at] = odd }
        if at + 1 < length, odd == " " { letters[at + 1] = " " }
        let text = Array(letters.joined().utf8)
        let expected =
          !zip(text, text.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
          && !text.contains { $0 < 0x20 || $0 == 0xC2 || $0 == 0xE2 }
        #expect(Bytes(letters.joined()).hasOnlySingleSpaces == expected)
      }
    }
  }
}
