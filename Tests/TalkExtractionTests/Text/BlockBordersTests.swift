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
    for count in [230, 250, 255, 256, 257, 319, 320, 321, 335, 400] {
      for place in stride(from: 0, through: count, by: 3) {
        let found = TextFeatures(of: text(of: count, with: sign, at: place))
        #expect(found.contains(feature), "\(place) of \(count)")
      }
      #expect(TextFeatures(of: text(of: count, with: "", at: 0)) == [], "\(count)")
    }
  }

  @Test("A passcode is found some way behind its word, in long texts too")
  func farPasscodes() {
    for distance in 0...120 {
      for before in [0, 10, 300] {
        let label = "Passcode" + String(repeating: " ", count: distance)
        let found = TextFeatures(of: text(of: 600, with: label + ": 12", at: before))
        #expect(found.contains(.passcode), "\(distance) behind \(before)")
      }
    }
  }

  @Test(
    "Blanks and markup between a word for a passcode and its sign do not count",
    arguments: [" ", "\t", "\n", "\u{A0}", "&nbsp;", "<b></b>"])
  func passcodesBehindBlanks(_ blank: String) {
    for distance in [100, 130, 200, 1000] {
      for before in [0, 10, 300] {
        let label = "code secret" + String(repeating: blank, count: distance)
        let found = TextFeatures(of: text(of: 8000, with: label + ": 12", at: before))
        #expect(found.contains(.passcode), "\(distance) behind \(before)")
        let signless = TextFeatures(of: text(of: 8000, with: label, at: before))
        #expect(!signless.contains(.passcode), "\(distance) behind \(before)")
      }
    }
  }

  @Test("Where ASCII ends is found at every place")
  func endOfASCII() {
    for count in 0...70 {
      let plain = text(of: count, with: "", at: 0).withUnsafeBufferPointer { $0.isASCII }
      #expect(plain)
      for place in 0...count {
        let text = text(of: count, with: "é", at: place)
        let isASCII = text.withUnsafeBufferPointer { $0.isASCII }
        #expect(!isASCII, "\(place) of \(count)")
        for start in 0...place {
          #expect(text.endOfASCII(from: start) == place, "\(place) of \(count)")
        }
        #expect(text.string.utf8.elementsEqual(text))
      }
    }
  }

  @Test("Damage is repaired at every place, and nothing else is changed")
  func damage() {
    for count in 0...50 {
      for place in 0...count {
        let damaged = text(of: count, with: "Ã©", at: place)
        #expect(MojibakeRepair.repair(damaged) == text(of: count, with: "é", at: place))
      }
    }
  }

  @Test("Sentences end at every place")
  func stops() {
    for count in 40...80 {
      for place in 32...count {
        var boilerplate = Boilerplate()
        let head = String(repeating: "a", count: place)
        let sentence = head + (place.isMultiple(of: 2) ? "! " : ".\n")
        for number in 0..<3 {
          boilerplate.add(Bytes(sentence + String(repeating: "\(number)", count: count - place)))
        }
        boilerplate.settle()
        #expect(boilerplate.known.count == 1, "\(place) of \(count)")
      }
    }
  }
}
