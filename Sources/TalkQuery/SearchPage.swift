public import TalkModel

/// One page of ranked hits, and what there is to say about them.
public struct SearchPage: Sendable {
  /// The hits, in order.
  public var hits: [SearchHit]
  /// Number of all hits before limit and offset.
  public var total: Int
  /// Whether `total` is exact; otherwise there are at least that many.
  public var totalIsExact: Bool
  /// Counts by facet, the largest first.
  public var facets: [(facet: Facet, counts: [FacetCount])]
  /// What the user should know: corrections made, words dropped, fewer words matched.
  public var notes: [SearchNote]
  /// How the search was carried out, for `--explain-query`.
  public var plan: [String]

  /// Makes a page.
  public init(
    hits: [SearchHit] = [], total: Int = 0, totalIsExact: Bool = true,
    facets: [(facet: Facet, counts: [FacetCount])] = [], notes: [SearchNote] = [],
    plan: [String] = []
  ) {
    self.hits = hits
    self.total = total
    self.totalIsExact = totalIsExact
    self.facets = facets
    self.notes = notes
    self.plan = plan
  }
}

/// One talk found.
public struct SearchHit: Sendable {
  /// The talk and where it came from.
  public var stored: StoredTalk
  /// The occurrence that the query's days ask for, of a talk that takes place several times.
  public var occurrence: TalkTime?
  /// Score, higher is better; 0 where the query has no words.
  public var score: Double
  /// The best passage, where one was asked for and found.
  public var snippet: Snippet?
  /// Byte ranges of the title's UTF-8 that match.
  public var titleHighlights: [Range<Int>]
  /// Parts of the score; they add up to it.
  ///
  /// Empty unless asked for.
  public var explanation: [ScorePart]

  /// Makes a hit.
  public init(
    stored: StoredTalk, score: Double, occurrence: TalkTime? = nil, snippet: Snippet? = nil,
    titleHighlights: [Range<Int>] = [], explanation: [ScorePart] = []
  ) {
    self.stored = stored
    self.occurrence = occurrence
    self.score = score
    self.snippet = snippet
    self.titleHighlights = titleHighlights
    self.explanation = explanation
  }
}

/// A passage with what matched in it.
///
/// Escaping is left to who shows it.
public struct Snippet: Sendable, Hashable {
  /// The passage, whole words, one line.
  public var text: String
  /// Byte ranges of `text`'s UTF-8 that match, in order, not overlapping.
  public var highlights: [Range<Int>]
  /// Whether text was left out before the passage.
  public var isCutBefore: Bool
  /// Whether text was left out after the passage.
  public var isCutAfter: Bool

  /// Makes a snippet.
  public init(text: String, highlights: [Range<Int>], isCutBefore: Bool, isCutAfter: Bool) {
    self.text = text
    self.highlights = highlights
    self.isCutBefore = isCutBefore
    self.isCutAfter = isCutAfter
  }
}

/// One part of a score, for `--explain`.
public struct ScorePart: Sendable, Hashable {
  /// What the part is for: a term, a pair, a factor.
  public var label: String
  /// What it adds.
  public var value: Double
  /// Document frequency, term frequencies by field, and so on, as text.
  public var detail: String

  /// Makes a part.
  public init(label: String, value: Double, detail: String = "") {
    self.label = label
    self.value = value
    self.detail = detail
  }
}

/// A facet value and how many hits have it.
public struct FacetCount: Sendable, Hashable {
  /// The value as shown.
  public var value: String
  /// Number of hits.
  public var count: Int

  /// Makes a count.
  public init(value: String, count: Int) {
    self.value = value
    self.count = count
  }
}

/// Something the user should know about how a query was understood or answered.
public struct SearchNote: Sendable, Hashable {
  /// What kind of note this is; stable, for programs.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// A word was corrected.
    case corrected
    /// No talk, or too few, had all words.
    case someWords = "some-words"
    /// Another query may be meant.
    case didYouMean = "did-you-mean"
    /// Part of the query was read as plain text, or left out.
    case understoodAs = "understood-as"
    /// A limit was reached.
    case limit
    /// Which part of the query no talk fulfils, where nothing was found.
    case unfulfilled
    /// Hits that are the same talk as another one are not shown, though the total counts them.
    case collapsed
  }

  /// What kind of note this is.
  public var code: Code
  /// The note as a sentence.
  public var message: String

  /// Makes a note.
  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }
}
