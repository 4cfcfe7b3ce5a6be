import Testing

@testable import TalkExtraction

/// Texts are looked through sixteen bytes at a time: signs are found wherever they stand in texts of any
/// length.
@Suite("Signs at the borders of blocks")
struct BlockBordersTests {
  private func text(of count: Int, with sign: String, at place: Int) -> Bytes {
    let letters = String(repeating: "a", count: count)
    return Bytes(letters.prefix(place) + sign + letters.dropFirst(place))
  }

  @Test("Separators are found at every place", arguments: ["|", " - ", " – ", ": ", " / ", " ~ "])
  func separators(_ sign: String) {
    for count in 2...50 {
      for place in 1..<count {
        #expect(text(of: count, with: sign, at: place).cuts.count == 1, "\(place) of \(count)")
      }
    }
  }

  @Test("Where as many brackets close as open, what stands in them is not parted")
  func brackets() {
    for count in 2...50 {
      for place in 1..<count {
        #expect(text(of: count, with: "(b | c)", at: place).cuts.isEmpty, "\(place) of \(count)")
        #expect(text(of: count, with: "(b | c", at: place).cuts.count == 1, "\(place) of \(count)")
      }
    }
  }

  @Test(
    "Features are found at every place",
    arguments: [
      ("<", TextFeatures.markup), ("&", .markup), ("http:", .links), ("PIN:", .passcode),
      ("Passcode 1", .passcode), ("kennwort=", .passcode), ("Ã©", .damage),
    ])
  func features(_ sign: String, _ feature: TextFeatures) {
    for count in 0...50 {
      for place in 0...count {
        let found = TextFeatures(of: text(of: count, with: sign, at: place))
        #expect(found.contains(feature), "\(place) of \(count)")
      }
      #expect(TextFeatures(of: text(of: count, with: "", at: 0)) == [], "\(count)")
    }
  }
}
