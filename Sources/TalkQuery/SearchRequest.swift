/// Everything that decides the answer to a search.
public struct SearchRequest: Sendable {
  /// How many of the words a talk must have.
  public enum Match: String, Sendable, CaseIterable {
    /// Every word.
    case all
    /// At least one word.
    case any
    /// Every word first; talks with some of them follow where few have all.
    case auto
  }

  /// The parsed query.
  public var query: ParsedQuery
  /// How many of the words a talk must have; default `auto`.
  public var match: Match
  /// Whether words count only as typed: no stemming, no prefix of the last word, no correction.
  public var exact: Bool
  /// Order of the hits; `nil` takes the query's own `sort:` or the default.
  public var sort: SortOrder?
  /// Hits to return, 0...10,000; default 10.
  public var limit: Int
  /// Hits to skip first; default 0.
  public var offset: Int
  /// Facets to count over all hits.
  public var facets: [Facet]
  /// The moment of asking, UTC seconds since 1970 (`is:upcoming`, nearness in time).
  public var now: Int64
  /// Whether nearness in time lifts a hit (`--recent`); default false.
  public var favoursRecent: Bool
  /// Whether every hit carries the parts of its score.
  public var explains: Bool
  /// Whether the page says how the search was carried out; default false.
  public var explainsPlan = false
  /// Whether hits carry snippets (a batch run needs none); default true.
  public var wantsSnippets: Bool
  /// Seconds after which the search stops with an error; default 10.
  public var deadline: Double

  /// Makes a request with the defaults a user gets.
  public init(
    query: ParsedQuery, match: Match = .auto, exact: Bool = false, sort: SortOrder? = nil,
    limit: Int = 10, offset: Int = 0, facets: [Facet] = [], now: Int64,
    favoursRecent: Bool = false, explains: Bool = false, wantsSnippets: Bool = true,
    deadline: Double = 10
  ) {
    self.query = query
    self.match = match
    self.exact = exact
    self.sort = sort
    self.limit = limit
    self.offset = offset
    self.facets = facets
    self.now = now
    self.favoursRecent = favoursRecent
    self.explains = explains
    self.wantsSnippets = wantsSnippets
    self.deadline = deadline
  }
}

/// Order of hits.
public enum SortOrder: String, Sendable, CaseIterable {
  /// Best first.
  case relevance
  /// Latest start first.
  case newest
  /// Earliest start first.
  case oldest
  /// Upcoming talks first, the next one first; then past ones, the latest first.
  case upcoming
}

/// What hits can be counted by.
public enum Facet: String, Sendable, CaseIterable {
  /// By series.
  case series
  /// By speaker.
  case speaker
  /// By keyword.
  case keyword
  /// By year of the start.
  case year
  /// By venue.
  case venue
}
