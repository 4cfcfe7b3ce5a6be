import Testing

@testable import FTS5Segments

/// Impacts that lists look up or work out for many rows at once, beside the formula row by row.
@Suite struct PostingImpactsTests {
  private static let rowLimit = 2000

  private let formula: PackedFormula
  private let lengths: RowLengths

  /// Fields with and without lengths, and some rows too long for any table.
  init() {
    let places: [(weight: Double, share: Double, shift: UInt64, limit: UInt64)] = [
      (4, 0.05, 0, 0xFF), (4, 0.1, 8, 0xFF), (1, 0, 16, 0xFF), (1, 0.05, 24, 0xFF),
      (1, 0.002, 48, 0xFFFF), (0.5, 0, 32, 0xFF), (1, 0, 40, 0xFF),
    ]
    formula = PackedFormula(
      saturation: 1.8,
      places.map { place in
        var field = PackedFormula.Field()
        field.weight = place.weight
        field.rest = 0.5
        (field.share, field.shift, field.limit) = (place.share, place.shift, place.limit)
        return field
      })
    var generator = SeededGenerator(7)
    lengths = RowLengths(count: PostingImpactsTests.rowLimit) { values in
      for row in values.indices {
        let long = [5, 300, 1023, 1024, 2047, 2048, 60_000][Int(generator.next() % 7)]
        values[row] = UInt64(long) << 48 | generator.next() & 0xFFFF_FFFF_FFFF
      }
    }
  }

  /// Random postings, most of one field, in so many fields and frequencies that some have no table.
  private static func postings(
    _ generator: inout SeededGenerator, share: UInt64, _ patterns: FrequencyPatterns
  ) -> CompactPostings {
    var rows: [UInt32] = []
    var counts: [UInt64] = []
    for row in 0..<UInt32(rowLimit) where generator.next() % share == 0 {
      rows.append(row)
      var packed: UInt64 = 0
      for _ in 0...generator.next() % 3 {
        packed |= (1 + generator.next() % 200) << (8 * (generator.next() % 8))
      }
      counts.append(packed)
    }
    return CompactPostings(rows: rows, counts: counts, patterns: patterns)
  }

  @Test(arguments: [FrequencyPatterns(), FrequencyPatterns(capacity: 40, mainFields: [0, 1, 4])])
  func areThoseOfTheFormula(patterns: FrequencyPatterns) throws {
    var generator = SeededGenerator(11)
    for share: UInt64 in [1, 3, 100] {
      let postings = PostingImpactsTests.postings(&generator, share: share, patterns)
      let list = try #require(ImpactList(postings, formula, lengths)).scored
      var found = 0
      list.forEach { row, impact in
        let expected = formula.impact(postings.counts(of: row) ?? 0, lengths[row])
        if impact == expected, list.impact(of: row) == expected { found += 1 }
      }
      #expect(found == postings.count)
      let maximum = zip(postings.allRows, postings.allCounts).map {
        formula.impact($1, lengths[$0])
      }.max()
      #expect(list.maximum == maximum)
    }
  }

  /// Impacts and sums of lists that two threads make.
  @Test func longListsHaveThemToo() throws {
    let rowLimit = 3 * SecondThread.longList
    let patterns = FrequencyPatterns()
    let lengths = RowLengths(count: rowLimit) { values in
      for row in values.indices { values[row] = UInt64(row % 3000) << 48 | UInt64(row & 0xFFFF) }
    }
    func postings(_ step: Int) -> CompactPostings {
      let rows = stride(from: step - 1, to: rowLimit, by: step).map { UInt32($0) }
      let counts = rows.map { 1 + UInt64($0 % 9) << 8 * UInt64($0 % 5) }
      return CompactPostings(rows: rows, counts: counts, patterns: patterns)
    }
    let parts = [(postings(1), 0.5), (postings(2), 1.25), (postings(50), 3), (postings(3000), 7)]
    var sums = [Double](repeating: 0, count: rowLimit)
    for (postings, factor) in parts {
      let list = try #require(ImpactList(postings, formula, lengths)).scored
      var maxima = [Double](repeating: 0, count: list.windowCount)
      var wrong = 0
      postings.forEachIndex { row, index in
        let impact = formula.impact(postings.counts(at: index), lengths[row])
        sums[Int(row)] += factor * impact
        if let steps = list.steps, Double(steps[index]) * list.step < impact { wrong += 1 }
        if list.windowCount > 0 {
          maxima[Int(row) / ScoredList.windowSize] = max(
            maxima[Int(row) / ScoredList.windowSize], impact)
        }
      }
      #expect(wrong == 0, "steps below the impact")
      #expect(
        maxima.indices.allSatisfy {
          list.windowMaxima?[$0] == ScoredList.roundedUp(maxima[$0])
        })
      #expect(list.windowCount == 0 || list.maximum == maxima.max())
    }
    let memory = ImpactSums()
    for _ in 0..<2 {
      let sum = try #require(
        ImpactList(
          adding: parts.map { (postings: $0.0, factor: $0.1) }, formula, lengths,
          rowLimit: rowLimit, into: memory)
      ).scored
      #expect(sums.indices.allSatisfy { sum.impact(of: UInt32($0)) == sums[$0] })
      #expect(sum.maximum == sums.max())
    }
  }

  /// The sum of postings is that of their lists, in memory that the search before used.
  @Test func sumsAreThoseOfLists() throws {
    var generator = SeededGenerator(13)
    let patterns = FrequencyPatterns()
    let sums = ImpactSums()
    let rowLimit = PostingImpactsTests.rowLimit
    let word = try #require(
      ImpactList(
        PostingImpactsTests.postings(&generator, share: 3, patterns), formula, lengths))
    for shares: [UInt64] in [[1, 4, 60], [300], [2, 900]] {
      let parts = shares.map { share in
        (
          postings: PostingImpactsTests.postings(&generator, share: share, patterns),
          factor: Double(share % 7) / 5
        )
      }
      let lists = try parts.map {
        (list: try #require(ImpactList($0.postings, formula, lengths)), factor: $0.factor)
      }
      let sum = try #require(
        ImpactList(adding: parts, formula, lengths, rowLimit: rowLimit, into: sums))
      let other = ImpactList(adding: lists, rowLimit: rowLimit)
      let search = RankedSearch(rowLimit: rowLimit)
      func candidates(_ bonus: ImpactList) throws -> [RankedCandidate] {
        try search.candidates(
          RankedQuery(groups: [
            RankedGroup([RankedTerm(list: word)]),
            RankedGroup([RankedTerm(list: bonus)], role: .bonus),
          ]))
      }
      #expect(try candidates(sum) == candidates(other))
      #expect(sum.scored.maximum == other.scored.maximum)
    }
    let few = RowLengths(count: 10) { _ in }
    let parts = [
      (postings: PostingImpactsTests.postings(&generator, share: 1, patterns), factor: 1.0)
    ]
    #expect(
      ImpactList(adding: parts, formula, few, rowLimit: rowLimit, into: sums) == nil,
      "rows without lengths")
  }

  @Test func postingsAreEqualByRowsAndFrequencies() {
    let patterns = FrequencyPatterns()
    func postings(_ step: Int, _ counts: UInt64, _ last: UInt64) -> CompactPostings {
      let rows = stride(from: 0, to: 6000, by: step).map { UInt32($0) }
      return CompactPostings(
        rows: rows, counts: rows.dropLast().map { _ in counts } + [last], patterns: patterns)
    }
    for step in [1, 7, 600] {
      let one = postings(step, 1, 1)
      #expect(one.isEqual(to: postings(step, 1, 1)))
      #expect(!one.isEqual(to: postings(step, 1, 2)), "another frequency")
      #expect(!one.isEqual(to: postings(step + 1, 1, 1)), "other rows")
    }
    let beside = FrequencyPatterns(capacity: 0)
    let unnumbered = CompactPostings(rows: [1], counts: [1], patterns: beside)
    #expect(!unnumbered.isEqual(to: CompactPostings(rows: [1], counts: [1], patterns: patterns)))
  }
}
