import TalkQuery

/// What a query asks of the index: groups of terms that score, and a tree that decides.
struct SearchPlan {
  /// A node of the tree that decides which talks are hits.
  indirect enum Node {
    /// Index of a group in ``SearchPlan/groups``.
    case group(Int)
    case filter(QueryFilter)
    case all([Node])
    case any([Node])
    case not(Node)
    /// What no talk satisfies: a word without any letter.
    case nothing
  }

  /// Groups that score, in the order of the query.
  var groups: [TermGroup] = []
  /// What every hit satisfies.
  var required: [Node] = []
  /// Groups of plain words, of which hits have all, or some.
  var words: [Int] = []
  /// Plain words that stand next to each other in the query, stop words left out.
  var neighbours: [(first: Int, second: Int)] = []
  /// Notes for the user.
  var notes: [SearchNote] = []
  /// Words that were dropped.
  var dropped: [String] = []

  /// Whether the query has anything that scores.
  var scores: Bool { !groups.isEmpty }
  /// Whether nothing restricts the talks.
  var isEmpty: Bool { groups.isEmpty && required.isEmpty }
}

/// Limits of searching, in one place.
package enum SearchLimits {
  /// Words, phrases and prefixes of a query; more are left out, with a note.
  package static let terms = 1024
  /// Words that one beginning of a word may stand for.
  package static let prefixWords = 400
  /// Hits of one page.
  package static let hits = 10_000
  /// Hits up to which a talk that several sources list is shown once.
  package static let collapsedHits = 200
  /// Values of one facet.
  package static let facetValues = 100
  /// Talks that have two words each; where there are more, that they stand side by side is not
  /// looked for.
  package static let pairPostings = 400_000
  /// Bytes of an abstract in which a passage is looked for.
  package static let snippetBytes = 16_384
  /// Postings that feedback may read, in parts of the number of talks.
  package static let feedbackShare = 1.0
}
