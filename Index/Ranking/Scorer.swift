import FTS5Segments

/// Scores rows, group by group.
///
/// All arrays are parallel to `rows`; a term's postings are walked beside them, so that memory is
/// read in order and nothing is allocated for a row.
struct Scorer {
  private let session: SearchSession
  /// Rows to score, ascending.
  let rows: [UInt32]
  /// Lengths of those rows.
  private let lengths: [UInt64]
  /// Scores so far.
  private(set) var scores: [Double]

  /// Begins with scores of 0.
  init(_ session: SearchSession, _ rows: [UInt32]) throws {
    self.session = session
    self.rows = rows
    lengths = try session.lengths.lengths(of: rows)
    scores = [Double](repeating: 0, count: rows.count)
  }

  /// Adds what a group is worth: its best alternative, and its bonuses.
  mutating func add(_ group: TermGroup, share: Double = 1) throws {
    let factor = group.repeats * share
    guard factor > 0 else { return }
    let alternatives = group.alternatives.filter { !$0.postings.isEmpty }
    if alternatives.count == 1 {
      try add(alternatives[0], factor: factor)
    } else if alternatives.count > 1 {
      var best = [Double](repeating: 0, count: rows.count)
      for alternative in alternatives {
        let weight = alternative.weight * alternative.inverseDocumentFrequency * factor
        forEachImpact(alternative.postings) { index, impact in
          best[index] = max(best[index], weight * impact)
        }
      }
      for index in scores.indices { scores[index] += best[index] }
    }
    for bonus in group.bonuses { try add(bonus, factor: factor) }
  }

  /// Adds a single term.
  mutating func add(_ term: TermAlternative, factor: Double = 1) throws {
    let weight = term.weight * term.inverseDocumentFrequency * factor
    var scores = scores
    self.scores = []
    forEachImpact(term.postings) { index, impact in scores[index] += weight * impact }
    self.scores = scores
  }

  /// Adds what two words side by side are worth.
  mutating func add(_ pair: WordPair) throws {
    let counts = try pair.counts(in: rows)
    for index in rows.indices where counts[index] != 0 {
      let times = Frequencies.total(counts[index])
      scores[index] += pair.weight * session.formula.pairImpact(times, lengths[index])
    }
  }

  /// Multiplies all scores.
  mutating func multiply(by factor: Double) {
    for index in scores.indices { scores[index] *= factor }
  }

  /// Multiplies the scores of some rows, ascending.
  mutating func multiply(_ some: [UInt32], by factor: Double) {
    var scores = scores
    self.scores = []
    some.withUnsafeBufferPointer { some in
      var place = 0
      for index in rows.indices {
        place = RowLists.search(some, from: place, for: rows[index])
        guard place < some.count else { break }
        if some[place] == rows[index] { scores[index] *= factor }
      }
    }
    self.scores = scores
  }

  /// Multiplies each score with a factor of its own.
  mutating func multiply(each factors: [Double]) {
    for index in scores.indices { scores[index] *= factors[index] }
  }

  /// Calls `body` with the impact of each row that the postings have.
  @inline(__always)
  private func forEachImpact(
    _ postings: Postings, _ body: (_ index: Int, _ impact: Double) -> Void
  ) {
    let formula = session.formula
    // Where there are many rows to score, all postings are gone through in order.
    if rows.count > postings.count / 8 {
      let (list, counts) = postings.frequencies()
      forEachMatch(list) { index, place in
        body(index, formula.impact(counts[place], lengths[index]))
      }
      return
    }
    for index in rows.indices {
      guard let counts = postings.counts(of: rows[index]) else { continue }
      body(index, formula.impact(counts, lengths[index]))
    }
  }

  /// Calls `body` for each row that the list has, with its index and its place in the list.
  @inline(__always)
  private func forEachMatch(_ list: [UInt32], _ body: (_ index: Int, _ place: Int) -> Void) {
    rows.withUnsafeBufferPointer { rows in
      list.withUnsafeBufferPointer { list in
        var index = 0
        for place in 0..<list.count {
          index = RowLists.search(rows, from: index, for: list[place])
          guard index < rows.count else { return }
          if rows[index] == list[place] { body(index, place) }
        }
      }
    }
  }
}
