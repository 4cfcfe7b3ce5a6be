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
}
