import Testing

@testable import TalkModel

/// Keywords behind one another in one piece of memory are the same as keywords one by one.
@Suite struct TalkKeywordsTests {
  private static let keywords = [
    Keyword(text: "knot theory", origin: .stated),
    Keyword(text: "", origin: .extracted, weight: 0),
    Keyword(text: "量子计算; naïve", origin: .extracted, weight: 0.1 + 0.2),
    Keyword(text: String(repeating: "long ", count: 60), origin: .extracted, weight: .infinity),
  ]

  @Test(arguments: 0...4)
  func holdsWhatItWasMadeOf(count: Int) {
    let keywords = Array(Self.keywords.prefix(count))
    let list = TalkKeywords(keywords)
    #expect(list.count == count)
    #expect(Array(list) == keywords)
    #expect(list.reversed() == keywords.reversed())
    #expect(list.isEmpty == keywords.isEmpty)
    var facts: [(Int, Keyword.Origin, Double)] = []
    list.forEach { facts.append(($0, $1, $2)) }
    #expect(facts.map(\.0) == keywords.map(\.text.utf8.count))
    #expect(facts.map(\.1) == keywords.map(\.origin))
    #expect(facts.map(\.2) == keywords.map(\.weight))
    let joined = list.withJoinedTexts { String(decoding: $0, as: UTF8.self) }
    #expect(joined == keywords.map(\.text).joined(separator: "; "))
    #expect(list.areAllStated == (count < 2))
  }

  @Test func equalWhereAllKeywordsAre() {
    let list = TalkKeywords(Self.keywords)
    #expect(list == TalkKeywords(Self.keywords))
    #expect(list.hashValue == TalkKeywords(Self.keywords).hashValue)
    #expect(list != TalkKeywords(Self.keywords.dropLast()))
    #expect(list != TalkKeywords(Self.keywords.reversed()))
    // Composed and decomposed, as texts are equal.
    let (a, b): (TalkKeywords, TalkKeywords) = (
      [Keyword(text: "é", origin: .stated)], [Keyword(text: "e\u{301}", origin: .stated)]
    )
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
  }

  @Test func whatHasNoRoomIsCutOff() {
    let text: [UInt8] = Array("abcdef".utf8)
    let list = TalkKeywords(count: 3, textBytes: 8) { place, append in
      // The last one is never told.
      if place < 2 { text.withUnsafeBufferPointer { append($0, .extracted, 1) } }
    }
    #expect(list.map(\.text) == ["abcdef", "ab", ""])
    #expect(list.map(\.origin) == [.extracted, .extracted, .stated])
  }
}
