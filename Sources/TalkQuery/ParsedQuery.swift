public import CivilTime

/// What a typed query means: a tree, an order, and remarks on what was not understood.
public struct ParsedQuery: Sendable, Hashable {
  /// The text as typed.
  public var text: String
  /// The tree; `nil` where nothing restricts the talks (an empty query), and where the query is
  /// longer than its limit.
  public var root: QueryNode?
  /// Order asked for with `sort:`.
  public var sort: SortOrder?
  /// Remarks, in the order of the text.
  public var diagnostics: [QueryDiagnostic]

  /// Makes a parsed query.
  public init(
    text: String, root: QueryNode? = nil, sort: SortOrder? = nil,
    diagnostics: [QueryDiagnostic] = []
  ) {
    self.text = text
    self.root = root
    self.sort = sort
    self.diagnostics = diagnostics
  }
}

/// A node of the query tree.
public indirect enum QueryNode: Sendable, Hashable {
  /// A word, prefix, exact word or phrase.
  case term(QueryTerm)
  /// Something that is true or false of a talk and has no score.
  case filter(QueryFilter)
  /// All of them; also words that merely stand side by side. Plain words without field directly
  /// below the root are what `--match` relaxes.
  case and([QueryNode])
  /// At least one of them.
  case or([QueryNode])
  /// Talks without it.
  case not(QueryNode)
}

/// A word or phrase to look for, as typed: it is data, never syntax.
public struct QueryTerm: Sendable, Hashable {
  /// How the text is to be matched.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// A word: stemmed, corrected, and open-ended where it is the last one.
    case word
    /// A word exactly as written (`=word`).
    case exact
    /// The beginning of a word (`pre*`).
    case prefix
    /// Words in this order, side by side (`"a phrase"`).
    case phrase
  }

  /// The text, without quotes or markers.
  public var text: String
  /// How it is to be matched.
  public var form: Form
  /// Field to look in; `nil` for all.
  public var field: QueryField?
  /// Whether it is a word, not negated, and the last thing typed, with nothing after it: it may be
  /// unfinished.
  public var isLast: Bool
  /// Byte range in the typed text's UTF-8.
  public var range: Range<Int>

  /// Makes a term.
  public init(
    text: String, form: Form = .word, field: QueryField? = nil, isLast: Bool = false,
    range: Range<Int> = 0..<0
  ) {
    self.text = text
    self.form = form
    self.field = field
    self.isLast = isLast
    self.range = range
  }
}

/// A searchable field.
public enum QueryField: String, Sendable, Hashable, CaseIterable {
  /// The title.
  case title
  /// Names of the speakers.
  case speaker
  /// Affiliations of the speakers.
  case affiliation
  /// Series and tracks.
  case series
  /// Keywords.
  case keyword
  /// The abstract.
  case abstract
  /// The venue.
  case venue
}

/// A condition without score.
public enum QueryFilter: Sendable, Hashable {
  /// An occurrence whose local start day is `from` or later and `through` or earlier; a missing
  /// bound is open.
  case days(from: CivilDate?, through: CivilDate?)
  /// A state.
  case state(QueryState)
  /// A field is there.
  case has(QueryPresence)
  /// The source's name is this or, where none is, has these words side by side; with `*` at the end a
  /// beginning is enough.
  case source(String)
  /// The talk's row number or UID.
  case id(String)
}

/// What `is:` can ask for.
public enum QueryState: String, Sendable, Hashable, CaseIterable {
  /// Ends after now.
  case upcoming
  /// Ended before now.
  case past
  /// Cancelled.
  case cancelled
  /// Takes place more than once.
  case recurring
  /// Title or speaker still to be announced.
  case tba
  /// A talk (not a break, a meeting, …).
  case talk
  /// Something other than a talk.
  case other
  /// No longer listed by its source.
  case gone
}

/// What `has:` can ask for.
public enum QueryPresence: String, Sendable, Hashable, CaseIterable {
  /// An abstract.
  case abstract
  /// A web page or a join link.
  case link
  /// A named speaker.
  case speaker
  /// A venue.
  case venue
  /// A keyword.
  case keyword
  /// A series.
  case series
}

/// A remark on a query.
public struct QueryDiagnostic: Sendable, Hashable {
  /// Whether the query can still be answered.
  public enum Severity: String, Sendable, Hashable {
    /// Understood, with a remark.
    case hint
    /// A field or date clearly meant and clearly wrong: the command exits with 2.
    case error
  }

  /// Whether the query can still be answered.
  public var severity: Severity
  /// What is the matter, as a sentence.
  public var message: String
  /// What to type instead, as it would be typed; `nil` where nothing comes near.
  public var suggestion: String?
  /// Byte range in the typed text's UTF-8.
  public var range: Range<Int>

  /// Makes a remark.
  public init(severity: Severity, message: String, suggestion: String? = nil, range: Range<Int>) {
    self.severity = severity
    self.message = message
    self.suggestion = suggestion
    self.range = range
  }
}
