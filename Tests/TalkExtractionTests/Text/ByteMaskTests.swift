import Testing

@testable import TalkExtraction

/// Words of short texts are cut by masks of blanks: they are the same in texts of any length, wherever
/// these begin and end in a longer one.
@Suite("Words by masks")
struct ByteMaskTests {
  /// Texts of every length up to beyond a mask, with blanks in several patterns, cut out of longer ones.
  private static func texts(of pattern: String) -> [Bytes] {
    let units = Array(pattern.utf8)
    let bytes = (0..<100).map { units[$0 % units.count] }
    let whole = Bytes(String(decoding: bytes, as: UTF8.self))
    return (0...80).flatMap { count in
      [0, 1, 7, 8, 9, 15, 16, 17].map { whole[$0..<($0 + count)] }
    }
  }

  @Test(
    "Words, the first, the last, and their number",
    arguments: ["ab c  def \tg", "a", " ", "a ", "  abcdefghijklmnopq", "é ü", "abcdefghi\n"])
  func words(_ pattern: String) {
    for text in Self.texts(of: pattern) {
      let expected = text.split { $0 <= 0x20 }.map(Array.init)
      #expect(text.words.map(Array.init) == expected, "\(text.string)")
      #expect(Array(text.firstWord) == expected.first ?? [], "\(text.string)")
      #expect(Array(text.lastWord) == expected.last ?? [], "\(text.string)")
      #expect(text.wordCount(upTo: .max) == expected.count, "\(text.string)")
      #expect(text.wordCount(upTo: 2) == min(2, expected.count), "\(text.string)")
    }
  }

  @Test("A word that ends where a mask ends, or beyond", arguments: 60...70)
  func longWords(_ count: Int) {
    let word = String(repeating: "x", count: count)
    #expect(Bytes(word).firstWord.count == count)
    #expect(Bytes(word).lastWord.count == count)
    #expect(Bytes(word + " y").firstWord.count == count)
    #expect(Bytes("y " + word).lastWord.count == count)
    #expect(Bytes("y " + word).words.count == 2)
  }

  @Test("Double blanks and white space beyond ASCII are seen at every place")
  func blanks() {
    for count in 1...40 {
      let letters = String(repeating: "a", count: count)
      #expect(Bytes(letters).hasOnlySingleSpaces)
      for place in 0...count {
        for (sign, isPlain) in [
          (" ", true), ("  ", false), ("\t", false), ("\u{A0}", false), ("\u{2003}", false),
          ("é", true),
        ] {
          let text = letters.prefix(place) + sign + letters.dropFirst(place)
          #expect(Bytes(String(text)).hasOnlySingleSpaces == isPlain, "\(text)")
        }
      }
    }
  }

  @Test("What stands before a text is not seen")
  func neighbours() {
    for start in 0...20 {
      let whole = Bytes(String(repeating: " ", count: start) + "by a" + "  ")
      let text = whole[start..<(start + 4)]
      #expect(text.hasOnlySingleSpaces)
      #expect(text.words.count == 2)
      #expect(text.firstIndex(of: "by ") == start)
      #expect(text.firstIndex(of: "a ") == nil)
      #expect(text.firstIndex(of: " a") == start + 2)
    }
  }

  @Test(
    "Literals are found in texts of any length", arguments: ["a", "xy", "from ", " at the end"])
  func literals(_ pattern: String) {
    for count in 0...40 {
      for place in 0...count {
        let dots = String(repeating: ".", count: count)
        let text = Bytes(dots.prefix(place) + pattern.uppercased() + dots.dropFirst(place))
        let found =
          switch pattern {
          case "a": text.firstIndex(of: "a")
          case "xy": text.firstIndex(of: "xy")
          case "from ": text.firstIndex(of: "from ")
          default: text.firstIndex(of: " at the end")
          }
        #expect(found == place, "\(place) of \(count)")
        #expect(text.firstIndex(of: "from here") == nil)
      }
    }
  }
}
