import Testing

@testable import TalkExtraction

@Suite("Stems of words")
struct WordStemTests {
  /// Word, singular, and why.
  static let plurals: [(word: String, stem: String, reason: String)] = [
    ("networks", "network", "a plural"),
    ("NETWORKS", "network", "capitals are small letters"),
    ("theories", "theory", "ies is y"),
    ("tries", "try", "five letters are enough for that"),
    ("ties", "ties", "four are not"),
    ("gas", "gas", "three letters are no plural"),
    ("axes", "axe", "four are"),
    ("class", "class", "ss ends no plural"),
    ("corpus", "corpus", "us ends none"),
    ("basis", "basis", "is ends none"),
    ("abcdefghijklmnos", "abcdefghijklmno", "sixteen letters are a plural"),
    ("abcdefghijklmnops", "abcdefghijklmnops", "seventeen are not"),
    ("abcdefghijklmies", "abcdefghijklmy", "sixteen with ies"),
    ("abcdefghijklmnies", "abcdefghijklmnies", "seventeen with ies"),
    ("a", "a", "a letter"),
  ]

  @Test("A plural has the hash of its singular, and a key of its own", arguments: plurals)
  func plural(word: String, stem: String, reason: String) {
    let (found, expected) = (WordStem(word.utf8), WordStem(stem.utf8))
    #expect(found.hash == PackedWord(stem.utf8).hash, "\(reason)")
    #expect((found.key == expected.key) == (word.lowercased() == stem), "\(reason)")
  }

  @Test("No two forms of a stem have the same key")
  func keys() {
    let keys = ["try", "trys", "tries"].map { WordStem($0.utf8).key }
    #expect(Set(keys).count == 3)
  }

  @Test("Words read by letters have the stems, ends and marks that words have by themselves")
  func read() {
    let words =
      Self.plurals.map(\.word).filter { $0.count > 1 }
      + ["Quickly", "trained", "Red", "shed", "sly", "ugly", "Gemma", "xs", "abcdefghijklmno"]
    for separator in [", ", " ", "\n\n", " (", "; "] {
      var text = words.map { "zq\($0)" }.joined(separator: separator)
      var bytes = TextBytes()
      text.withUTF8 { bytes.set(title: UnsafeBufferPointer(start: nil, count: 0), abstract: $0) }
      var list = TextWords()
      list.read(bytes)
      let expected = words.map { "zq\($0)" }.filter { !$0.hasSuffix("ly") || $0.count > 16 }
      #expect(list.count == expected.count, "\(separator)")
      for (index, word) in expected.enumerated() where index < list.count {
        #expect(list.list[index].hash == WordStem(word.utf8).hash, "\(word)")
        #expect(list.list[index].end - list.list[index].start == word.utf8.count)
        let isParticiple = list.marks[index] & WordMarks.isParticiple.rawValue != 0
        #expect(isParticiple == (word.hasSuffix("ed") && (5...16).contains(word.count)), "\(word)")
      }
    }
  }

  @Test("Of every word of the lists it is known that it is a function word, and of no plural of it")
  func functionWords() {
    let table = FunctionWords(WordTables.shared)
    var all: Set<String> = []
    for (_, list) in functionWordLists {
      all.formUnion(list.split(separator: " ").map(String.init))
    }
    for word in all {
      #expect(!table.languages(of: WordStem(word.utf8).key).isEmpty, "\(word)")
      let plural = word + "s"
      let isKnown = !table.languages(of: WordStem(plural.utf8).key).isEmpty
      #expect(isKnown == all.contains(plural), "\(plural)")
    }
    #expect(table.languages(of: WordStem("b".utf8).key).isEmpty)
    #expect(table.entry(of: WordStem("b".utf8).key) & 1 == 1)
  }

  @Test("The longest texts with the most words end where they are read to")
  func longest() {
    for word in ["ab ", "a ", "Ab ", "\u{E9} ", "ab\n", "die ab "] {
      var text = String(repeating: word, count: 9_000)
      var bytes = TextBytes()
      text.withUTF8 { bytes.set(title: $0, abstract: $0) }
      var list = TextWords()
      var numbers = WordNumbers()
      for _ in 0..<2 {
        list.read(bytes)
        numbers.number(list, Logarithms.shared)
        #expect(list.count <= bytes.count / 3 + 1, "\(word)")
        if list.count > 0 { #expect(list.list[list.count - 1].end <= bytes.count) }
      }
    }
  }
}
