import TalkExtraction
import TalkModel
import Testing

/// Words are found by masks of 64 bytes and cut out of sixteen: what stands at such a border is read as
/// anywhere else.
@Suite("Words at the borders of blocks")
struct WordEdgesTests {
  private func phrases(_ title: String, _ abstract: String) -> [String] {
    KeywordExtractor().keywords(title: title, abstract: abstract).map(\.text)
  }

  @Test("Wherever a text begins, its keywords are the same")
  func shifted() {
    let text =
      "Topological insulators, well-known theories: quasiparticles (Majorana) of C++ and naïve 3GPP "
      + "models. See https://example.org/a. Electroencephalography's end"
    let expected = phrases("", text)
    #expect(expected.contains("Topological insulators"))
    #expect(expected.contains("naïve 3GPP models"))
    for blanks in 1...200 {
      #expect(phrases("", String(repeating: " ", count: blanks) + text) == expected, "\(blanks)")
      #expect(phrases("", String(repeating: ", ", count: blanks) + text) == expected, "\(blanks)")
    }
  }

  @Test("Words of any length are whole")
  func long() {
    for letters in 2...200 {
      let word = String(repeating: "q", count: letters)
      #expect(phrases("\(word) lattices", "") == ["\(word) lattices"], "\(letters)")
      #expect(phrases("lattices \(word)", "") == ["lattices \(word)"], "\(letters)")
      // In one letter they differ: they are two words, however long.
      let other = String(word.dropLast()) + "x"
      #expect(phrases("\(word), \(other)", "").count == 2, "\(letters)")
    }
  }

  @Test("Singular and plural are one word, of any length")
  func plurals() {
    for letters in 4...16 {
      let word = String(repeating: "b", count: letters - 1) + "n"
      let found = phrases("\(word)", "\(word)s, \(word)S; \(word)")
      #expect(letters == 16 || found == [word], "\(letters): \(found)")
    }
    #expect(phrases("theory", "theories, theory") == ["theory"])
    #expect(phrases("class, clas", "").count == 2)
  }

  @Test("A text that fills its limit to the last byte is read to the end")
  func full() {
    for count in 8180...8200 {
      let text = String(repeating: "z", count: count)
      #expect(phrases(text, text).count == 1, "\(count)")
    }
  }
}
