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

  @Test("A set holds its words in any case, and no others")
  func holdsWords() {
    let set = WordSet("a über été kelvin können 未定 tb")
    for word in ["A", "ÜBER", "Été", "\u{212A}elvin", "KÖNNEN", "未定", "TB", "tb"] {
      #expect(set.contains(Bytes(word)) && set.mayContain(Bytes(word)), "\(word)")
    }
    for word in ["", "b", "ube", "kelvi", "t", "tbb", "t\u{2}", "é", "kölvin"] {
      #expect(!set.contains(Bytes(word)), "\(word)")
    }
    #expect(!set.mayContain(Bytes("word")), "no word of the set begins so")
  }

  @Test("Lists in an arena grow, and are joined")
  func lists() {
    let arena = TextArena()
    defer { arena.free() }
    var list: ArenaList<Int> = []
    for number in 0..<20 { list.append(number, growingIn: arena) }
    #expect(Array(list) == Array(0..<20))
    #expect(Array(list.joined([])) == Array(0..<20))
    let none: ArenaList<Int> = []
    #expect(Array(none.joined(list)) == Array(0..<20))
    #expect(Array(list.joined(list)) == Array(0..<20) + Array(0..<20))
    #expect(Array(list) == Array(0..<20))
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
