import Testing

@testable import TalkIndex

/// Tokens as numbers weigh and stand as their bytes do.
@Suite struct TokenWeightsTests {
  /// A few tokens of one to forty bytes, many with the same beginning.
  private static func tokens(_ numbers: inout SeededNumbers) -> [[UInt8]] {
    (0..<60).map { _ in
      let beginning = numbers.pick([
        [], Array("interpret".utf8), [UInt8](repeating: 0xE6, count: 17),
      ])
      return beginning + (0...numbers.below(22)).map { _ in numbers.pick([1, 0x61, 0x62, 0xFF]) }
    }
  }

  @Test(arguments: 1...8)
  func areThoseOfBytes(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let tokens = Self.tokens(&numbers)
    var weights = TokenWeights()
    var expected: [[UInt8]: Double] = [:]
    for share in [0.5, 0.3, 0.2] {
      let text = (0..<40).map { _ in numbers.pick(tokens) }
      for token in text {
        token.withUnsafeBytes { weights.add($0) }
        expected[token, default: 0] += share / Double(text.count)
      }
      weights.endText(share: share)
    }
    let ordered = expected.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
    }
    for limit in [1, 5, 200] {
      let found = weights.heaviest(limit)
      #expect(found.map(\.token) == ordered.prefix(limit).map(\.key))
      #expect(found.map(\.weight) == ordered.prefix(limit).map(\.value))
    }
  }

  /// More tokens than there is room for at first.
  @Test func manyTokensHaveTheirOwnWeights() {
    var weights = TokenWeights()
    let tokens = (0..<3000).map { Array("word\($0)".utf8) }
    for (number, token) in tokens.enumerated() {
      for _ in 0...number % 3 { token.withUnsafeBytes { weights.add($0) } }
    }
    weights.endText(share: 6000)
    let found = weights.heaviest(3000)
    #expect(Set(found.map(\.token)) == Set(tokens))
    for (place, entry) in found.enumerated() {
      #expect(abs(entry.weight - Double(3 - place / 1000)) < 1e-9)
    }
  }

  @Test func aTextWithoutTokensWeighsNothing() {
    var weights = TokenWeights()
    weights.endText(share: 1)
    #expect(weights.heaviest(3).isEmpty)
  }
}
