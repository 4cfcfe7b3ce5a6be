import TalkExtraction
import TalkModel
import Testing

@Suite("Keywords")
struct KeywordExtractorTests {
  static let abstract = """
    How do neural networks compute what they compute? This talk reviews circuit analysis, a way to \
    read a network's internal components. We show how sparse autoencoders find features, and what \
    training Gemma Scope, a large set of sparse autoencoders, has taught us. Sparse autoencoders \
    are not the end of circuit analysis: we discuss where Gemma Scope fails.
    """

  private func phrases(_ title: String, _ abstract: String, limit: Int = 12) -> [String] {
    KeywordExtractor().keywords(title: title, abstract: abstract, limit: limit).map(\.text)
  }

  @Test("Phrases that carry the talk come first, function words never")
  func english() {
    let found = phrases("Circuit Analysis with Sparse Autoencoders", Self.abstract)
    #expect(found.prefix(3).contains("Circuit Analysis"))
    #expect(found.prefix(3).contains("Sparse Autoencoders"))
    #expect(found.contains("Gemma Scope"))
    #expect(!found.contains { $0.lowercased().hasPrefix("we ") || $0.lowercased() == "talk" })
  }

  @Test(
    "A phrase is read with the function words of its language",
    arguments: [
      ("Die Vermessung der Welt mit neuronalen Netzen", "neuronalen Netzen", "german"),
      ("La logique des programmes et la théorie des types", "théorie", "french"),
      ("Los sistemas dinámicos y la teoría del caos en la física", "sistemas dinámicos", "spanish"),
      ("Fuzzy logika a její využití při analýze dat", "Fuzzy logika", "czech"),
    ])
  func languages(title: String, expected: String, language: String) {
    #expect(phrases(title, "").contains(expected), "\(language): \(phrases(title, ""))")
  }

  @Test("Signs that belong to a word stay with it, punctuation parts phrases")
  func signs() {
    let found = phrases(
      "", "C++ templates, C# generics; state-of-the-art compilers (Rust’s borrow checker)")
    #expect(found.contains("C++ templates"))
    #expect(found.contains("C# generics"))
    #expect(found.contains("state-of-the-art compilers"))
    #expect(found.contains { $0.hasSuffix("borrow checker") })
  }

  @Test("Links, addresses and the speakers' names are no keywords")
  func linksAndNames() {
    let found = KeywordExtractor().keywords(
      title: "Compositing the desktop",
      abstract: "Kristian Berg explains compositing, see https://example.org/wiki/Compositing or "
        + "example.org/RenderingProject and write to kb@example.org. Kristian wrote it.",
      names: ["Kristian Berg"]
    ).map(\.text)
    #expect(!found.isEmpty)
    for text in found {
      #expect(!text.contains("example") && !text.contains("Rendering") && !text.contains("http"))
    }
    #expect(!found.contains("Kristian Berg") && !found.contains("Kristian"))
  }

  @Test("A plural counts with its singular, so one of the two is named")
  func plurals() {
    let found = phrases(
      "Quantum algorithm", "Quantum algorithms. Quantum algorithm. Lattice theories.")
    #expect(found.filter { $0.lowercased().hasPrefix("quantum") }.count == 1)
  }

  @Test("Weights fall from 1, origin is extracted, the limit holds, and a second run says the same")
  func shape() {
    let extractor = KeywordExtractor()
    let once = extractor.keywords(title: "Circuits", abstract: Self.abstract, limit: 4)
    #expect(once.count == 4)
    #expect(once.first?.weight == 1)
    #expect(zip(once, once.dropFirst()).allSatisfy { $0.weight >= $1.weight })
    #expect(once.allSatisfy { $0.origin == .extracted && $0.weight > 0 })
    #expect(once == extractor.keywords(title: "Circuits", abstract: Self.abstract, limit: 4))
    #expect(extractor.keywords(title: "Circuits", abstract: "", limit: 0).isEmpty)
  }

  @Test(
    "Nothing in a text can trap",
    arguments: [
      "", " ", "\n\n", "...", "a", "-", "’", "\u{2019}s", "e\u{301}\u{301}", "量子計算の基礎", "１２３",
      "\u{FFFD}",
      "++", "C", "x-", "-x", "and the of", "\u{2028}", "🙂🙂", "naïve Straße",
      String(repeating: "abc", count: 20_000), String(repeating: "ab ", count: 20_000),
      String(repeating: "\u{301}", count: 9_000), String(repeating: "’", count: 9_001),
    ])
  func hostile(text: String) {
    let found = KeywordExtractor().keywords(title: text, abstract: text, limit: 12)
    #expect(found.count <= 12)
    #expect(found.allSatisfy { !$0.text.isEmpty })
  }

  @Test("A speaker's name is no keyword where a line breaks inside it either")
  func brokenName() {
    let found = KeywordExtractor().keywords(
      title: "Compositing", abstract: "A history of compositing.\n\nKristian\nBerg explains it.",
      names: ["Kristian Berg"]
    ).map(\.text)
    #expect(!found.isEmpty && !found.contains { $0.contains("Berg") })
  }

  @Test("A line break or several blanks inside a phrase become one space")
  func blanks() {
    #expect(phrases("Sparse  auto\n encoders", "").first == "Sparse auto encoders")
    #expect(phrases("", "Sparse\r\n\tencoders.").first == "Sparse encoders")
  }

  @Test(
    "Words are told apart at every length, in lower case",
    arguments: [2, 7, 8, 9, 15, 16, 17, 24, 40])
  func lengths(length: Int) {
    let stem = String(repeating: "x", count: length)
    for other in [stem + "a", "a" + stem, String(stem.dropLast()) + "z"] {
      let found = phrases("\(stem) k1a \(stem)", "\(other) k1a. \(stem.uppercased()) k1a.")
      #expect(found.contains { $0.lowercased().hasPrefix(other) }, "\(stem), \(other): \(found)")
      #expect(found.filter { $0.lowercased() == "\(stem) k1a" }.count <= 1)
    }
  }

  @Test("The number of phrases asked for is a limit and nothing else")
  func limits() {
    let all = phrases("Circuits", Self.abstract, limit: .max)
    for limit in 0...all.count {
      #expect(phrases("Circuits", Self.abstract, limit: limit) == Array(all.prefix(limit)))
    }
  }

  // MARK: Scratch

  private static let texts: [(title: String, abstract: String, names: [String])] = [
    ("Circuit Analysis", abstract, []),
    ("", "", []),
    ("Die Vermessung der Welt mit neuronalen Netzen", "Wie groß ist die Welt, und für wen?", []),
    ("Ada Lovelace on engines", "Ada Lovelace explains engines.", ["Ada Lovelace"]),
    ("Ada Lovelace on engines", "Ada Lovelace explains engines.", []),
    ("量子計算の基礎", "Квантовые вычисления и их сложность", []),
    (String(repeating: "a1b2 ", count: 4_000), String(repeating: "Ü ", count: 9_000), []),
    (
      "Ten thousand words", (0..<10_000).map { "word\($0 % 3_000)x" }.joined(separator: " "),
      []
    ),
    ("Circuit Analysis", abstract, []),
    ("\u{FFFD}@", "x@y.org see https://a.example/b now", ["", " ", "-"]),
  ]

  @Test("A scratch used for other texts before gives what a fresh one gives")
  func scratch() {
    let extractor = KeywordExtractor()
    var scratch = KeywordScratch()
    for round in 0..<3 {
      for (index, text) in Self.texts.enumerated() {
        var (title, abstract, names) = text
        let expected = extractor.keywords(
          title: title, abstract: abstract, names: names, limit: 10)
        let found = title.withUTF8 { title in
          abstract.withUTF8 { abstract in
            extractor.keywords(
              title: title, abstract: abstract, names: names, limit: 10, scratch: &scratch)
          }
        }
        #expect(found == expected, "text \(index), round \(round)")
      }
    }
  }

  @Test("Bytes that are no UTF-8 are read as they are and repaired in the result")
  func ill() {
    var scratch = KeywordScratch()
    var state: UInt64 = 1
    for length in [0, 1, 2, 3, 15, 16, 17, 31, 33, 8_191, 8_192, 8_193, 20_000] {
      let bytes = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      let found = bytes.withUnsafeBufferPointer {
        KeywordExtractor().keywords(
          title: $0, abstract: $0, names: ["\u{FFFD}"], limit: 12, scratch: &scratch)
      }
      #expect(found.count <= 12)
      #expect(found.allSatisfy { !$0.text.isEmpty && $0.weight > 0 && $0.weight <= 1 })
    }
  }

  @Test("Of a text that is cut, no character is")
  func cutBetweenCharacters() {
    // 8,192 bytes are read: with words of nine bytes and a blank, the last é is cut at some length.
    for shift in 0..<12 {
      let text = String(repeating: "x", count: shift) + String(repeating: " the éééé", count: 1000)
      let found = KeywordExtractor().keywords(title: "", abstract: text, limit: 100)
      #expect(!found.contains { $0.text.contains("\u{FFFD}") }, "\(shift)")
    }
  }

  @Test("Blanks between the words of a keyword are one space each")
  func oneSpaceEach() {
    #expect(phrases("", "Knot  \n theory\tinvariants") == ["Knot theory invariants"])
    #expect(
      phrases("Knot theory", "naïve\nlattices.  Naïve lattices, knot\ntheory.") == [
        "Knot theory", "naïve lattices",
      ])
  }
}
