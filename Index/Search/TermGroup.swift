/// One way to satisfy a word of the query.
struct TermAlternative {
  /// The talks that have it.
  var postings: Postings
  /// Rarity.
  var inverseDocumentFrequency: Double
  /// What its score is multiplied with: 1, or the discount of a reading that was not typed.
  var weight: Double
  /// How it is called where the score is explained.
  var label: String
}

/// A word, prefix or phrase of the query with everything that counts as it.
struct TermGroup {
  /// As typed.
  var label: String
  /// What satisfies it; the best one in a talk counts.
  var alternatives: [TermAlternative] {
    didSet { memory = RowMemory() }
  }
  /// What adds a little without satisfying by itself: the word exactly as typed.
  var bonuses: [TermAlternative] = []
  /// How often the query says it.
  var repeats = 1.0
  /// The typed word as the unstemmed index has it, where it is a single word.
  var word: [UInt8]?
  /// Its stem, for words side by side and for highlights.
  var stem: [UInt8]?
  /// Fields in which it counts, as a mask of frequencies.
  var mask: UInt64 = .max
  /// What is to be highlighted.
  var highlights = HighlightTerms()
  /// Whether it may be missing where few talks have all words.
  var isOptional = false
  /// Whether a spelling may be looked for.
  var isCorrectable = false

  /// The talks that satisfy it, of an index with rows up to `capacity`.
  func matches(capacity: Int) -> RowMatches {
    if let known = memory.matches { return known }
    let matches = RowMatches.union(
      alternatives.map { RowMatches($0.postings, capacity: capacity) }, capacity: capacity)
    memory.matches = matches
    return matches
  }

  /// Keeps the rows, which are asked for more than once.
  private final class RowMemory {
    var matches: RowMatches?
  }

  private var memory = RowMemory()

  /// A group of alternatives; everything else has a neutral default.
  init(label: String, alternatives: [TermAlternative]) {
    self.label = label
    self.alternatives = alternatives
  }

  /// Whether no talk satisfies it.
  var isUnknown: Bool { alternatives.allSatisfy { $0.postings.isEmpty } }
}

/// What of a text is to be highlighted.
struct HighlightTerms {
  /// Stems of the stemmed index.
  var stems: TokenSet = []
  /// Words of the unstemmed index.
  var words: TokenSet = []
  /// Beginnings of words.
  var prefixes: [[UInt8]] = []

  /// Adds other terms.
  mutating func add(_ other: HighlightTerms) {
    stems.formUnion(other.stems)
    words.formUnion(other.words)
    prefixes += other.prefixes
  }

  /// Whether there is nothing to highlight.
  var isEmpty: Bool { stems.isEmpty && words.isEmpty && prefixes.isEmpty }
}
