import Testing

@testable import TalkIndex

/// Scores of rows are found again, however many there are.
@Suite struct KnownScoresTests {
  @Test(arguments: [1, 2, 1 << 16, 1 << 31])
  func findsWhatItGot(distance: UInt32) {
    var known = KnownScores()
    var expected: [UInt32: Double] = [:]
    for number in UInt32(0)..<1000 {
      let row = number &* distance
      // No row is as high as that.
      guard row < .max else { continue }
      #expect(known.score(of: row) == expected[row])
      known.insert(Double(number), of: row)
      expected[row] = Double(number)
    }
    for (row, score) in expected {
      #expect(known.score(of: row) == score)
      if expected[row &+ 1] == nil { #expect(known.score(of: row &+ 1) == nil) }
    }
  }

  @Test func theHighestNumberIsNoRow() {
    var known = KnownScores()
    known.insert(1, of: .max)
    #expect(known.score(of: .max) == nil)
    #expect(known.score(of: 0) == nil)
  }
}
