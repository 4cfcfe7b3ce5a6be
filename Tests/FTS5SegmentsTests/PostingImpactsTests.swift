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
    let steps = parts.map { PostingSteps(count: $0.0.count) }
    // The second time the steps of the first are there.
    for areMade in [false, true] {
      #expect(steps.allSatisfy { $0.areMade == areMade })
      let sum = try #require(
        ImpactList(
          adding: zip(parts, steps).map { (postings: $0.0, steps: $1, factor: $0.1) }, formula,
          lengths, rowLimit: rowLimit, into: memory)
      ).scored
      #expect(sums.indices.allSatisfy { sum.impact(of: UInt32($0)) == sums[$0] })
      expectBounds(of: sum, sums, parts.reduce(0) { $0 + $1.1 })
    }
  }

  /// Expects what a list of sums says of rows and windows to be no less than the sums, and little more: a step
  /// of each list, whose `factors` add up to so much.
  private func expectBounds(of list: ScoredList, _ sums: [Double], _ factors: Double) {
    guard let bounds = list.sums, let maxima = list.windowMaxima else {
      Issue.record("a sum without bounds")
      return
    }
    let most = factors * PostingSteps.size(formula) * 1.001
    var maximum = 0.0
    for (window, start) in stride(from: 0, to: sums.count, by: ScoredList.windowSize).enumerated() {
      var greatest = 0.0
      for row in start..<min(start + ScoredList.windowSize, sums.count) {
        let bound = Double(bounds[row]) * list.step
        if bound < sums[row] || bound > sums[row] + most { Issue.record("row \(row): \(bound)") }
        greatest = max(greatest, bound)
      }
      #expect(maxima[window] == ScoredList.roundedUp(greatest))
      maximum = max(maximum, greatest)
    }
    #expect(list.maximum == maximum)
  }

  @Test func stepsAreThoseOfAListThatHasThem() throws {
    var generator = SeededGenerator(17)
    let patterns = FrequencyPatterns()
    for share: UInt64 in [1, 60] {
      let postings = PostingImpactsTests.postings(&generator, share: share, patterns)
      let list = try #require(ImpactList(postings, formula, lengths))
      let known = try #require(PostingSteps(of: list))
      let own = PostingSteps(count: postings.count)
      let rowLimit = PostingImpactsTests.rowLimit
      func bounds(_ steps: PostingSteps) throws -> [UInt32] {
        let sum = try #require(
          ImpactList(
            adding: [(postings: postings, steps: steps, factor: 0.7)], formula, lengths,
            rowLimit: rowLimit, into: ImpactSums())
        ).scored
        return Array(UnsafeBufferPointer(start: sum.sums, count: rowLimit))
      }
      #expect(known.areMade && !own.areMade)
      #expect(try bounds(known) == bounds(own))
      #expect(own.areMade)
      #expect((0..<postings.count).allSatisfy { known.values[$0] == own.values[$0] })
    }
    #expect(PostingSteps(of: try ImpactList(rows: [1], impacts: [1])) == nil)
  }

  /// Rows beyond the end of a sum are left out of it, and no steps are kept that are not there.
  @Test func sumsEndBeforeRowsOfADamagedIndex() throws {
    let patterns = FrequencyPatterns()
    let postings = CompactPostings(rows: [3, 900, 1999], counts: [1, 1, 1], patterns: patterns)
    let steps = PostingSteps(count: 3)
    for factor in [0, .leastNonzeroMagnitude, 1, .greatestFiniteMagnitude, .infinity, .nan] {
      let sum = ImpactList(
        adding: [(postings: postings, steps: steps, factor: factor)], formula, lengths,
        rowLimit: 512, into: ImpactSums())
      #expect(!steps.areMade)
      // Numbers that cannot be weighed are added up one by one.
      guard factor == 0 || factor == 1 else {
        #expect(sum == nil)
        continue
      }
      let list = try #require(sum).scored
      #expect(list.windowCount == 4)
      #expect(list.impact(of: 3) ?? 0 == factor * formula.impact(1, lengths[3]))
      #expect(list.impact(of: 900) == nil)
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
        let postings = PostingImpactsTests.postings(&generator, share: share, patterns)
        return (
          postings: postings, steps: PostingSteps(count: postings.count),
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
      var expected = [Double](repeating: 0, count: rowLimit)
      other.scored.forEach { expected[Int($0)] = $1 }
      #expect(
        expected.indices.allSatisfy { sum.scored.impact(of: UInt32($0)) ?? 0 == expected[$0] })
      var found = [Double](repeating: 0, count: rowLimit)
      sum.scored.forEach { row, impact in if Int(row) < rowLimit { found[Int(row)] = impact } }
      #expect(found == expected)
      expectBounds(of: sum.scored, expected, parts.reduce(0) { $0 + $1.factor })
    }
    let few = RowLengths(count: 10) { _ in }
    let all = PostingImpactsTests.postings(&generator, share: 1, patterns)
    let parts = [(postings: all, steps: PostingSteps(count: all.count), factor: 1.0)]
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
