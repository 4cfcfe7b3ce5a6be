/// One way to satisfy a group: a word, a phrase, or the beginning of a word, in some columns of one
/// table.
package struct RankedTerm: Sendable, Hashable {
  /// Index of the table in the search's list of tables.
  package var table: Int
  /// Tokens as the table's tokenizer gives them; several are a phrase: they stand side by side, in
  /// order, in one column.
  package var tokens: [[UInt8]]
  /// Whether the last token is only the beginning of a word.
  ///
  /// All words with that beginning count as one term: frequencies are added up.
  package var isPrefix: Bool
  /// Columns that count, as a mask; bit 0 is the first column.
  package var columns: UInt64
  /// What the score is multiplied with; the discount of an expansion, 0...1, or a boost.
  package var weight: Double
  /// The factor for rarity if it is not to be that of the formula.
  package var inverseDocumentFrequency: Double?
  /// What its impact is multiplied with to be added to the score once more.
  ///
  /// It stands for a bonus of another term in the same rows with the same impacts, and is only for a term that
  /// is alone in its group.
  package var addition = 0.0
  /// How its frequencies become an impact.
  package var impact: Impact = .fields
  /// Rows and impacts that the caller has worked out; then table, tokens, columns and `impact` do not
  /// count.
  package var list: ImpactList?

  /// How the frequencies of a term become an impact.
  package enum Impact: Sendable, Hashable {
    /// By the scoring of its table.
    case fields
    /// As if a row were one field of weight 1, normalised with this `b`, 0...1: for bonuses such as
    /// that for words side by side. Saturation is that of the table.
    case wholeRow(lengthFactor: Double)
  }

  /// Makes a term.
  package init(
    table: Int = 0, tokens: [[UInt8]], isPrefix: Bool = false, columns: UInt64 = .max,
    weight: Double = 1, inverseDocumentFrequency: Double? = nil
  ) {
    self.table = table
    self.tokens = tokens
    self.isPrefix = isPrefix
    self.columns = columns
    self.weight = weight
    self.inverseDocumentFrequency = inverseDocumentFrequency
  }

  /// Makes a term of rows and impacts that the caller has worked out.
  ///
  /// - Parameters:
  ///   - list: The rows.
  ///   - weight: What their impacts are multiplied with.
  ///   - addition: What their impacts are multiplied with to be added once more.
  package init(list: ImpactList, weight: Double = 1, addition: Double = 0) {
    self.init(tokens: [], weight: weight, inverseDocumentFrequency: 1)
    self.list = list
    self.addition = addition
  }

  /// Makes a term of one word.
  package init(table: Int = 0, _ word: String, columns: UInt64 = .max, weight: Double = 1) {
    self.init(table: table, tokens: [Array(word.utf8)], columns: columns, weight: weight)
  }
}

/// Rows with impacts of the caller's own making, for scores that `FieldScoring` does not give.
///
/// Make it once for a term and keep it: making it costs more than searching with it.
package final class ImpactList: Sendable, Hashable {
  let scored: ScoredList

  /// Makes a list.
  ///
  /// - Parameters:
  ///   - rows: Rows, ascending.
  ///   - impacts: One for each row, 0 or more and finite.
  /// - Throws: `misuse` if the arrays are not so.
  package init(rows: [UInt32], impacts: [Double]) throws(SegmentError) {
    guard rows.count == impacts.count, impacts.allSatisfy({ $0 >= 0 && $0.isFinite }),
      zip(rows, rows.dropFirst()).allSatisfy({ $0 < $1 }), rows.last ?? 0 < .max
    else { throw SegmentError(.misuse, "rows that do not ascend, or impossible impacts") }
    let rowCopy = UnsafeMutablePointer<UInt32>.allocate(capacity: max(rows.count, 1))
    let impactCopy = UnsafeMutablePointer<Double>.allocate(capacity: max(rows.count, 1))
    rowCopy.initialize(from: rows, count: rows.count)
    impactCopy.initialize(from: impacts, count: rows.count)
    scored = ScoredList(
      consumingRows: rowCopy, impacts: impactCopy, count: rows.count,
      documentFrequency: rows.count, rowLimit: rows.last.map { Int($0) + 1 } ?? 0)
  }

  /// Makes a list whose impacts `fill` writes.
  ///
  /// - Parameters:
  ///   - rows: Rows, ascending.
  ///   - fill: Writes one impact for each row, 0 or more and finite, and how often the row has the term,
  ///     into memory for so many; 255 stands for that or more.
  package init(
    ascending rows: [UInt32],
    _ fill: (UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<UInt8>) -> Void
  ) {
    let rowCopy = UnsafeMutablePointer<UInt32>.allocate(capacity: max(rows.count, 1))
    rowCopy.initialize(from: rows, count: rows.count)
    let impacts = UnsafeMutablePointer<Double>.allocate(capacity: max(rows.count, 1))
    impacts.initialize(repeating: 0, count: rows.count)
    let totals = UnsafeMutablePointer<UInt8>.allocate(capacity: max(rows.count, 1))
    totals.initialize(repeating: 0, count: rows.count)
    fill(
      UnsafeMutableBufferPointer(start: impacts, count: rows.count),
      UnsafeMutableBufferPointer(start: totals, count: rows.count))
    scored = ScoredList(
      consumingRows: rowCopy, impacts: impacts, count: rows.count,
      documentFrequency: rows.count, rowLimit: rows.last.map { Int($0) + 1 } ?? 0, totals: totals)
  }

  /// Makes the sum of several lists, each multiplied with a factor of 0 or more, for one search.
  ///
  /// - Parameters:
  ///   - parts: The lists with their factors.
  ///   - rowLimit: One more than the greatest row that counts.
  package init(adding parts: [(list: ImpactList, factor: Double)], rowLimit: Int) {
    scored = ScoredList(
      adding: parts.map { ($0.list.scored, max($0.factor, 0)) }, rowLimit: max(rowLimit, 0))
  }

  /// Makes the sum of postings by a formula, each multiplied with a factor of 0 or more, for one search, in
  /// which it is a bonus; `nil` where there are no numbers for it.
  ///
  /// - Parameters:
  ///   - parts: The postings, each with its steps by this formula and its factor.
  ///   - formula: The formula.
  ///   - lengths: The lengths of all rows; `nil` is returned if there are not so many.
  ///   - rowLimit: One more than the greatest row that counts.
  ///   - sums: Memory, which no other list uses as long as this one is used.
  package init?(
    adding parts: [(postings: CompactPostings, steps: PostingSteps, factor: Double)],
    _ formula: PackedFormula, _ lengths: RowLengths, rowLimit: Int, into sums: ImpactSums
  ) {
    guard parts.allSatisfy({ $0.postings.rowLimit <= lengths.count }) else { return nil }
    let sum = ScoredList(
      adding: parts.map {
        SummedPostings(
          source: ImpactSource(postings: $0.postings, formula: formula, lengths: lengths),
          steps: $0.steps, factor: max($0.factor, 0))
      }, rowLimit: max(rowLimit, 0), into: sums)
    guard let sum else { return nil }
    scored = sum
  }

  /// Makes the list of postings by a formula; `nil` if there are not lengths for all of their rows.
  package init?(_ postings: CompactPostings, _ formula: PackedFormula, _ lengths: RowLengths) {
    guard postings.rowLimit <= lengths.count else { return nil }
    scored = ScoredList(ImpactSource(postings: postings, formula: formula, lengths: lengths))
  }

  /// Bytes of memory that the list takes, about, without its postings.
  package var byteCount: Int { scored.byteCount }

  package static func == (left: ImpactList, right: ImpactList) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Terms that stand for one another, and what a row must do about them.
package struct RankedGroup: Sendable, Hashable {
  /// What a row must do about a group.
  package enum Role: Sendable, Hashable {
    /// A row must have one of the terms.
    case required
    /// A row may have them; if no group is required, it must have a term of some optional group.
    case optional
    /// As optional, but a row that has only terms of such groups is no match: for bonuses, such as
    /// that for two words side by side.
    case bonus
    /// A row must have none of the terms.
    case excluded
  }

  /// How the scores of several terms of the group add up in a row.
  package enum Combination: Sendable, Hashable {
    /// The greatest one counts: synonyms, expansions, spellings.
    case best
    /// Their sum counts.
    case sum
  }

  /// The terms.
  package var terms: [RankedTerm]
  /// What a row must do about them.
  package var role: Role
  /// How the scores of several terms add up.
  package var combination: Combination

  /// Makes a group.
  package init(_ terms: [RankedTerm], role: Role = .optional, combination: Combination = .best) {
    self.terms = terms
    self.role = role
    self.combination = combination
  }
}

/// What is asked of a ranked search.
package struct RankedQuery: Sendable {
  /// The groups; the score of a row is the sum of theirs.
  package var groups: [RankedGroup]
  /// Hits to return, from the best.
  package var limit: Int
  /// Rows that may be hits; `nil` for all.
  package var accepted: RowSet?
  /// Whether all rows of `accepted` are hits, even if no term gives them anything.
  ///
  /// It counts only where no group is required.
  package var acceptsAll = false
  /// Pairs of terms for which the caller may add to the scores of rows that have both.
  package var pairs: [RankedPair] = []
  /// How long rows are, where there are pairs.
  package var norms: RowNorms?
  /// Orders hits of equal score: the greater value first, then the lower row.
  ///
  /// `nil`: the lower row first.
  package var priorities: RowPriorities?
  /// What the scores of rows are multiplied with; `nil` for 1.
  package var factors: RowFactors?

  /// Makes a query.
  package init(
    groups: [RankedGroup], limit: Int = 10, accepted: RowSet? = nil,
    priorities: RowPriorities? = nil, factors: RowFactors? = nil
  ) {
    self.groups = groups
    self.limit = limit
    self.accepted = accepted
    self.priorities = priorities
    self.factors = factors
  }
}

/// Two terms that count for more where they stand side by side, which only the caller can tell.
///
/// Places side by side, t of them, give weight · t · (k + 1) / (t + norm), and there cannot be more of
/// them than places of the rarer term.
package struct RankedPair: Sendable {
  let left: ImpactList
  let right: ImpactList
  let weight: Double

  /// Makes a pair.
  package init(_ left: ImpactList, _ right: ImpactList, weight: Double) {
    self.left = left
    self.right = right
    self.weight = max(weight, 0)
  }
}

/// The norm of each row by which frequencies of pairs are measured: k · (1 − b + b · length / average).
package final class RowNorms: Sendable {
  /// The saturation k.
  let saturation: Double
  private let lengths: RowLengths
  private let norm: @Sendable (_ lengths: UInt64) -> Double

  /// Makes norms of the lengths of rows.
  ///
  /// - Parameters:
  ///   - saturation: The saturation k.
  ///   - lengths: The lengths.
  ///   - norm: The norm of a row with these lengths: 0 or more.
  package init(
    saturation: Double, _ lengths: RowLengths, _ norm: @escaping @Sendable (UInt64) -> Double
  ) {
    self.saturation = saturation
    self.lengths = lengths
    self.norm = norm
  }

  /// The most that so many places in a row can give; 255 stands for that or more.
  @inline(__always)
  func greatest(_ places: Int, row: UInt32, _ weight: Double) -> Double {
    if places >= 255 { return weight * (saturation + 1) }
    // Rows beyond the lengths have the least norm there can be. Sums are as near as rounding lets them.
    let norm = Int(row) < lengths.count ? norm(lengths[row]) : 0
    return weight * (Double(places) * (saturation + 1) / (Double(places) + norm) * (1 + 1e-6))
  }
}

/// What the scores of rows are multiplied with, such as 0.85 for what is no talk.
package final class RowFactors: Sendable {
  private let rows: RowSet
  private let factor: Double

  /// Multiplies the scores of `rows`, and of no others.
  ///
  /// - Parameters:
  ///   - factor: 0 or more and finite; anything else counts as 1.
  ///   - rows: The rows.
  package init(_ factor: Double, for rows: RowSet) {
    self.rows = rows
    self.factor = factor >= 0 && factor.isFinite ? factor : 1
  }

  /// The least and the greatest factor.
  package var range: ClosedRange<Double> { min(factor, 1)...max(factor, 1) }

  /// The rows of a window whose scores are multiplied, and the factor.
  func rows(in window: Int) -> (rows: WindowBits, factor: Double) {
    let words = rows.words
    let word = 2 * window
    return (
      WindowBits(
        low: word < words.count ? words[word] : 0,
        high: word + 1 < words.count ? words[word + 1] : 0), factor
    )
  }

  /// The factor of a row.
  @inline(__always)
  package func value(_ row: UInt32) -> Double {
    rows.contains(Int64(row)) ? factor : 1
  }
}

/// A number for every row, such as when its talk begins; rows without one have the least.
package final class RowPriorities: Sendable {
  private let values: [Int64]

  /// Makes priorities; the index of the array is the row.
  package init(_ values: [Int64]) {
    self.values = values
  }

  func value(_ row: UInt32) -> Int64 {
    Int(row) < values.count ? values[Int(row)] : .min
  }
}

/// A row and its score.
package struct RankedHit: Sendable, Hashable {
  /// The row.
  package var row: Int64
  /// The score, greater is better.
  package var score: Double

  /// Makes a hit.
  package init(row: Int64, score: Double) {
    self.row = row
    self.score = score
  }
}
