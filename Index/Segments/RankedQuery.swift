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

  /// Makes a term of one word.
  package init(table: Int = 0, _ word: String, columns: UInt64 = .max, weight: Double = 1) {
    self.init(table: table, tokens: [Array(word.utf8)], columns: columns, weight: weight)
  }
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
  /// Orders hits of equal score: the greater value first, then the lower row.
  ///
  /// `nil`: the lower row first.
  package var priorities: RowPriorities?

  /// Makes a query.
  package init(
    groups: [RankedGroup], limit: Int = 10, accepted: RowSet? = nil,
    priorities: RowPriorities? = nil
  ) {
    self.groups = groups
    self.limit = limit
    self.accepted = accepted
    self.priorities = priorities
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
