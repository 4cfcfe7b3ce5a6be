import Testing

@testable import FTS5Segments

/// Lists of the caller's own, in so many windows that those with the greatest bounds come first.
@Suite struct PrunedListsTests {
  /// A random list, with how often each row has the term.
  private struct Sample {
    var impacts: [UInt32: Double] = [:]
    var totals: [UInt32: UInt8] = [:]
    let list: ImpactList

    init(_ generator: inout SeededGenerator, rowLimit: Int, share: UInt64) {
      var rows: [UInt32] = []
      for row in 0..<UInt32(rowLimit) where generator.next() % share == 0 {
        rows.append(row)
        impacts[row] = Double(generator.next() % 40) / 16
        totals[row] = UInt8(1 + generator.next() % 4)
      }
      let (known, often) = (impacts, totals)
      list = ImpactList(ascending: rows) { impacts, totals in
        for (index, row) in rows.enumerated() {
          impacts[index] = known[row] ?? 0
          totals[index] = often[row] ?? 0
        }
      }
    }
  }

  /// Pairs are asked for only where they could matter, and all that they give counts.
  @Test(arguments: 1...12)
  func pairsCountExactly(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed))
    let rowLimit = 9000
    let saturation = 1.8
    let samples = (0..<3).map { _ in
      let share = [1, 2, 5, 90][Int(generator.next() % 4)]
      return Sample(&generator, rowLimit: rowLimit, share: UInt64(share))
    }
    let weights = samples.map { _ in Double(1 + generator.next() % 4) }
    let norms = (0..<rowLimit).map { _ in Float(1 + generator.next() % 3) }
    // Of the places that a pair may have, as many as the number of the row says.
    func pairScore(_ pair: Int, _ row: UInt32) -> Double {
      guard let a = samples[pair].totals[row], let b = samples[pair + 1].totals[row] else {
        return 0
      }
      let places = Double(min(UInt32(min(a, b)), row % 5))
      return 0.7 * places * (saturation + 1) / (places + Double(norms[Int(row)]))
    }
    var all: [UInt32: Double] = [:]
    for (sample, weight) in zip(samples, weights) {
      for (row, impact) in sample.impacts { all[row, default: 0] += weight * impact }
    }
    var query = RankedQuery(
      groups: zip(samples, weights).map { RankedGroup([RankedTerm(list: $0.list, weight: $1)]) },
      limit: 15)
    if seed % 2 == 0 {
      let accepted = RowSet((0..<Int64(rowLimit)).filter { $0 % 3 != 0 }, capacity: rowLimit)
      query.accepted = accepted
      query.acceptsAll = true
      all = all.filter { accepted.contains(Int64($0.key)) }
    }
    if seed % 3 == 0 {
      query.factors = RowFactors(
        0.85, for: RowSet(stride(from: 0, to: 9000, by: 7).map(Int64.init), capacity: rowLimit))
    }
    let lengths = RowLengths(count: norms.count) { lengths in
      for row in lengths.indices { lengths[row] = UInt64(norms[row].bitPattern) }
    }
    query.norms = RowNorms(saturation: saturation, lengths) {
      Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0)))
    }
    query.pairs = zip(samples, samples.dropFirst()).map {
      RankedPair($0.list, $1.list, weight: 0.7)
    }
    for row in all.keys {
      all[row] =
        ((all[row] ?? 0) + pairScore(0, row) + pairScore(1, row)) * (query.factors?.value(row) ?? 1)
    }
    let least = all.values.sorted(by: >)[query.limit - 1]
    var asked = 0
    let found = try RankedSearch(rowLimit: rowLimit).candidates(query) { pair, row in
      asked += 1
      return pairScore(pair, row)
    }.all
    #expect(found.allSatisfy { abs($0.score - (all[$0.row] ?? -1)) <= 1e-9 })
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.row < $1.row })
    let rows = Set(found.map(\.row))
    #expect(rows.isSuperset(of: all.filter { $0.value > least + 1e-9 }.keys))
    #expect(rows.isSubset(of: all.filter { $0.value > least - 1e-9 }.keys))
    #expect(asked < 2 * all.count)
    #expect(throws: SegmentError.self, "pairs without their scores") {
      try RankedSearch(rowLimit: rowLimit).candidates(query)
    }
  }

  /// Words that stand in different columns are never side by side: nobody asks where they stand.
  @Test func pairsAreBoundedColumnByColumn() throws {
    var generator = SeededGenerator(7)
    let rowLimit = 9000
    let rows = Array(0..<UInt32(rowLimit))
    let patterns = FrequencyPatterns()
    let counts = (0..<2).map { _ in
      rows.map { _ in
        // Once to four times in one or both of two columns, now and then as often as can be said.
        let often = generator.next() % 50 == 0 ? 255 : 1 + generator.next() % 4
        return often << (generator.next() % 2 * 8) | (generator.next() % 3 == 0 ? 1 : 0)
      }
    }
    let norms = rows.map { _ in 1 + generator.next() % 3 }
    let lengths = RowLengths(count: rowLimit) { lengths in
      for row in lengths.indices { lengths[row] = norms[row] }
    }
    let formula = PackedFormula(
      saturation: 1.8,
      [1, 3].map { weight in
        var field = PackedFormula.Field()
        field.weight = weight
        return field
      })
    let lists = try counts.map { counts in
      try #require(
        ImpactList(
          CompactPostings(rows: rows, counts: counts, patterns: patterns), formula, lengths))
    }
    // As many places as there can be.
    func places(_ row: UInt32) -> Int {
      let (a, b) = (counts[0][Int(row)], counts[1][Int(row)])
      return Int(min(a & 0xFF, b & 0xFF) + min(a >> 8, b >> 8))
    }
    func pairScore(_ row: UInt32) -> Double {
      let places = Double(row % 3 == 0 ? places(row) : 0)
      return 2 * places * 2.8 / (places + Double(norms[Int(row)]))
    }
    var query = RankedQuery(
      groups: lists.map { RankedGroup([RankedTerm(list: $0, weight: 1)]) }, limit: 15)
    query.norms = RowNorms(saturation: 1.8, lengths) { Double($0) }
    query.pairs = [RankedPair(lists[0], lists[1], weight: 2)]
    let all = rows.map { row in
      pairScore(row)
        + counts.reduce(0) { $0 + formula.impact($1[Int(row)], lengths[row]) }
    }
    let least = all.sorted(by: >)[query.limit - 1]
    var asked: [UInt32: Int] = [:]
    let found = try RankedSearch(rowLimit: rowLimit).candidates(query) { _, row in
      asked[row, default: 0] += 1
      return pairScore(row)
    }.all
    #expect(found.allSatisfy { abs($0.score - all[Int($0.row)]) <= 1e-9 })
    #expect(Set(found.map(\.row)).isSuperset(of: rows.filter { all[Int($0)] > least + 1e-9 }))
    #expect(asked.keys.allSatisfy { places($0) > 0 })
    // The windows that are looked at first are looked at again.
    #expect(asked.values.allSatisfy { $0 <= 2 })
    #expect(asked.count < rowLimit / 3)
  }

  /// A list of sums ranks as its lists do one by one.
  @Test(arguments: [100, 9000])
  func sumsOfListsCountAsTheLists(rowLimit: Int) throws {
    var generator = SeededGenerator(UInt64(rowLimit))
    let word = Sample(&generator, rowLimit: rowLimit, share: 3)
    let parts = [1, 4, 60, 700].map { share in
      (list: Sample(&generator, rowLimit: rowLimit, share: share).list, factor: Double(share) / 50)
    }
    let search = RankedSearch(rowLimit: rowLimit)
    let match = RankedGroup([RankedTerm(list: word.list)])
    let one = RankedQuery(
      groups: [match]
        + parts.map { RankedGroup([RankedTerm(list: $0.list, weight: $0.factor)], role: .bonus) })
    let sum = ImpactList(adding: parts, rowLimit: rowLimit)
    let other = RankedQuery(
      groups: [match, RankedGroup([RankedTerm(list: sum)], role: .bonus)])
    let expected = try search.top(one)
    let hits = try search.top(other)
    #expect(hits.map(\.row) == expected.map(\.row))
    #expect(zip(hits, expected).allSatisfy { abs($0.score - $1.score) <= 1e-9 })
    for hit in hits {
      let parts = try search.parts(other, row: hit.row)
      #expect(abs(parts.joined().reduce(0, +) - hit.score) <= 1e-9)
    }
  }

  /// A list that counts twice ranks, to the last bit, as two lists of the same rows.
  @Test(arguments: 1...6)
  func aListThatCountsTwiceCountsAsTwo(seed: Int) throws {
    var generator = SeededGenerator(UInt64(seed))
    let rowLimit = 9000
    let share: UInt64 = [1, 3, 200][seed % 3]
    let word = Sample(&generator, rowLimit: rowLimit, share: share)
    let other = Sample(&generator, rowLimit: rowLimit, share: 4)
    let search = RankedSearch(rowLimit: rowLimit)
    let rest = RankedGroup([RankedTerm(list: other.list, weight: 0.7)])
    let two = RankedQuery(groups: [
      RankedGroup([RankedTerm(list: word.list, weight: 1.1)]),
      RankedGroup([RankedTerm(list: word.list, weight: 0.3)], role: .bonus), rest,
    ])
    let one = RankedQuery(groups: [
      RankedGroup([RankedTerm(list: word.list, weight: 1.1, addition: 0.3)]), rest,
    ])
    #expect(try search.top(one) == search.top(two))
    #expect(try search.candidates(one) == search.candidates(two))
    for hit in try search.top(one) {
      let parts = try search.parts(one, row: hit.row).joined().reduce(0, +)
      #expect(abs(parts - hit.score) <= 1e-9)
    }
    #expect(throws: SegmentError.self, "an impossible weight") {
      let term = RankedTerm(list: word.list, addition: -1)
      _ = try search.top(RankedQuery(groups: [RankedGroup([term])]))
    }
  }

  /// Thousands of rows of the same score come as bits, and none is lost.
  @Test(arguments: [1, 10, 3000])
  func manyTiesAreBits(limit: Int) throws {
    let rowLimit = 9000
    let rows = (0..<UInt32(rowLimit)).filter { $0 % 2 == 0 }
    // A few better ones among them, some of which come late.
    let better: [UInt32: Double] = [4: 3, 7000: 2, 8998: 3]
    let list = try ImpactList(rows: rows, impacts: rows.map { better[$0] ?? 1 })
    let query = RankedQuery(groups: [RankedGroup([RankedTerm(list: list)])], limit: limit)
    let found = try RankedSearch(rowLimit: rowLimit).candidates(query) { _, _ in 0 }
    let least = limit == 1 ? 3.0 : 1
    let expected = rows.filter { (better[$0] ?? 1) >= least }
    #expect(found.all.map(\.row) == expected)
    #expect(found.all.allSatisfy { $0.score == better[$0.row] ?? 1 })
    #expect((found.tied?.count ?? 0 > 4000) == (limit > 1))
  }
}
