import Testing

@testable import TalkExtraction

@Suite("Hashes of words")
struct WordSetTests {
  @Test("A word has one hash, whether it lies in an arena, in a String or inside a longer text")
  func sameHash() {
    let letters = "Thequickbrownfoxjumpsoverthelazydogs"
    for count in 0...letters.count {
      let word = String(letters.prefix(count))
      let expected = WordSet.hash(word.lowercased())
      #expect(WordSet.hash(word) == expected)
      #expect(WordSet.hash(Bytes(word)) == expected)
      let text = Bytes("ü-" + word + "-é")
      #expect(WordSet.hash(text[3..<3 + count]) == expected)
    }
    for word in ["Ærø", "naïve", "Überraschung", "x–y", "量子计算", "don’t", "ﬁn", "Ÿ"] {
      #expect(WordSet.hash(Bytes(word)) == WordSet.hash(word))
      #expect(WordSet.hash(Bytes(word)) == WordSet.hash(word.lowercased()))
    }
  }

  @Test("The lexicon knows the words of a text wherever they stand in it")
  func lexicon() {
    let text =
      "we learn about categories, Machine learning and representation-free things at jane@doe.org"
    var lexicon = Lexicon()
    lexicon.add(Bytes(text), limit: text.utf8.count)
    for word in ["learn", "about", "categories", "learning", "and", "representation", "things"] {
      #expect(lexicon.writesInLowerCase(Bytes(word)) == (word != "representation"), "\(word)")
    }
    for word in ["we", "machine", "jane", "doe", "org"] {
      #expect(!lexicon.writesInLowerCase(Bytes(word)), "\(word)")
    }
    // Cut in the middle of a word: what is left of it is one.
    var cut = Lexicon()
    cut.add(Bytes(text), limit: 12)
    #expect(cut.writesInLowerCase(Bytes("abo")) && !cut.writesInLowerCase(Bytes("about")))
  }
}
