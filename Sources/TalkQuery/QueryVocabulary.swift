/// Every name the query language knows: what the parser looks up and help and documentation are
/// made from.
public enum QueryVocabulary {
  /// What the value of a field is.
  public enum FieldKind: Sendable, Hashable {
    /// Words to look for in one field of the talk.
    case text(QueryField)
    /// Days on which the talk takes place.
    case days(DayRelation)
    /// A ``QueryState``.
    case state
    /// A ``QueryPresence``.
    case presence
    /// A ``SortOrder``.
    case sort
    /// The name of a source.
    case source
    /// A row number or UID.
    case id
  }

  /// How the days of a talk relate to the date typed.
  public enum DayRelation: String, Sendable, Hashable, CaseIterable {
    /// Within the date typed: a day, month, year or range.
    case on
    /// Later than its last day: `after:2025-05` begins on 1 June.
    case after
    /// On its first day or later: `since:2025-05` begins on 1 May.
    case since
    /// Earlier than its first day: `before:2025-05` ends on 30 April.
    case before
    /// On its last day or earlier: `until:2025-05` ends on 31 May.
    case until
  }

  /// A field that can stand before a colon.
  public struct Field: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Other names it answers to.
    public let aliases: [String]
    /// What its value is.
    public let kind: FieldKind
    /// What it asks for, as a phrase.
    public let summary: String
    /// A query that uses it.
    public let example: String
    /// Whether a space after the colon is forgiven at the start of a query.
    let forgivesSpace: Bool

    init(
      _ name: String, _ aliases: [String], _ kind: FieldKind, _ summary: String,
      example: String, forgivesSpace: Bool = false
    ) {
      self.name = name
      self.aliases = aliases
      self.kind = kind
      self.summary = summary
      self.example = example
      self.forgivesSpace = forgivesSpace
    }
  }

  /// A word with a fixed meaning, as value of a field or as an operator.
  public struct Keyword: Sendable, Hashable {
    /// The word.
    public let name: String
    /// Other spellings.
    public let aliases: [String]
    /// What it means, as a phrase.
    public let summary: String

    init(_ name: String, _ aliases: [String] = [], _ summary: String) {
      self.name = name
      self.aliases = aliases
      self.summary = summary
    }
  }

  /// All fields, in the order in which help lists them.
  public static let fields: [Field] = [
    Field(
      "speaker", ["by", "who", "speakers"], .text(.speaker), "names of the speakers",
      example: "speaker:\"Ada Byron\"", forgivesSpace: true),
    Field(
      "title", ["t"], .text(.title), "the title", example: "title:entropy", forgivesSpace: true),
    Field(
      "series", ["in", "track"], .text(.series), "series, tracks, conferences",
      example: "series:(logic OR algebra)", forgivesSpace: true),
    Field(
      "keyword", ["topic", "tag", "kw", "keywords"], .text(.keyword), "keywords",
      example: "keyword:\"graph theory\"", forgivesSpace: true),
    Field(
      "affiliation", ["aff", "from"], .text(.affiliation), "institutions of the speakers",
      example: "affiliation:Uppsala", forgivesSpace: true),
    Field(
      "abstract", [], .text(.abstract), "the abstract", example: "abstract:lattice",
      forgivesSpace: true),
    Field(
      "venue", ["at", "room"], .text(.venue), "room, building or address",
      example: "venue:\"lecture hall\"", forgivesSpace: true),
    Field(
      "date", ["on", "when", "during", "year", "month"], .days(.on), "days on which it takes place",
      example: "date:2025-01..2025-06", forgivesSpace: true),
    Field(
      "after", [], .days(.after), "later than the last day of the date", example: "after:2025-05"),
    Field(
      "since", [], .days(.since), "on the first day of the date or later",
      example: "since:last-month"),
    Field(
      "before", [], .days(.before), "earlier than the first day of the date",
      example: "before:2025"),
    Field(
      "until", ["till", "through"], .days(.until), "on the last day of the date or earlier",
      example: "until:2025"),
    Field("is", [], .state, "a state of the talk", example: "is:upcoming"),
    Field("has", [], .presence, "something the talk must have", example: "has:abstract"),
    Field(
      "sort", ["order"], .sort, "order of the answer", example: "sort:newest",
      forgivesSpace: true),
    Field(
      "source", ["src"], .source, "the calendar it comes from; `*` ends a beginning",
      example: "source:physics*"),
    Field("id", ["uid"], .id, "row number or UID", example: "id:42"),
  ]

  /// What `is:` can ask for, with the state each stands for.
  public static let states: [(keyword: Keyword, value: QueryState)] = [
    (Keyword("upcoming", ["future"], "ends after now"), .upcoming),
    (Keyword("past", ["over"], "has ended"), .past),
    (Keyword("cancelled", ["canceled"], "does not take place"), .cancelled),
    (Keyword("recurring", ["repeating"], "takes place more than once"), .recurring),
    (Keyword("tba", ["tbc", "tbd"], "title or speaker still to be announced"), .tba),
    (Keyword("talk", [], "somebody presents something"), .talk),
    (Keyword("other", [], "a break, a meeting, a deadline"), .other),
    (Keyword("gone", ["removed"], "no longer listed by its source"), .gone),
  ]

  /// What `has:` can ask for, with the presence each stands for.
  public static let presences: [(keyword: Keyword, value: QueryPresence)] = [
    (Keyword("abstract", ["description"], "an abstract"), .abstract),
    (Keyword("link", ["url"], "a web page or a link to join"), .link),
    (Keyword("speaker", ["speakers"], "a named speaker"), .speaker),
    (Keyword("venue", ["room"], "a venue"), .venue),
    (Keyword("keyword", ["keywords", "tag"], "a keyword"), .keyword),
    (Keyword("series", ["track"], "a series"), .series),
  ]

  /// What `sort:` can ask for, with the order each stands for.
  public static let sortOrders: [(keyword: Keyword, value: SortOrder)] = [
    (Keyword("relevance", ["best", "score"], "best first"), .relevance),
    (Keyword("newest", ["latest", "date", "date-desc"], "latest start first"), .newest),
    (Keyword("oldest", ["earliest", "date-asc"], "earliest start first"), .oldest),
    (
      Keyword("upcoming", ["next", "soonest"], "the next one first, then past ones backwards"),
      .upcoming
    ),
  ]

  /// Words between and before conditions; they count in capitals only.
  public static let operators: [Keyword] = [
    Keyword("AND", [], "both sides; also meant where nothing stands between two words"),
    Keyword("OR", ["|"], "at least one side; binds weaker than AND"),
    Keyword("NOT", ["-"], "without the word, phrase, field or group that follows"),
  ]

  /// Forms a date can take, each with what it means.
  public static let dateForms: [Keyword] = [
    Keyword("2025-05-09", ["20250509", "2025/5/9", "9.5.2025", "9-may-2025"], "a day"),
    Keyword("2025-05", ["2025/5", "5/2025", "may-2025"], "a month"),
    Keyword("2025", [], "a year"),
    Keyword("2025-W19", [], "a week, Monday to Sunday (ISO 8601)"),
    Keyword("2025-Q2", [], "a quarter"),
    Keyword(
      "2025-01..2025-06", ["2025..", "..2025", ".."],
      "from the first day of one to the last day of the other; a side may be open"),
    Keyword("today", ["now"], "the day of asking"),
    Keyword("tomorrow", [], "the day after"),
    Keyword("yesterday", [], "the day before"),
    Keyword("monday", ["mon"], "the next such day, today included; so for each weekday"),
    Keyword(
      "next-monday", ["last-monday", "this-monday"], "after today, before today, as `monday`"),
    Keyword("this-week", ["next-week", "last-week"], "Monday to Sunday"),
    Keyword(
      "this-weekend", ["weekend", "next-weekend", "last-weekend"],
      "Saturday and Sunday of that week"),
    Keyword("this-month", ["next-month", "last-month"], "a calendar month"),
    Keyword("this-quarter", ["next-quarter", "last-quarter"], "a calendar quarter"),
    Keyword("this-year", ["next-year", "last-year"], "a calendar year"),
    Keyword(
      "last-30-days", ["past-2-weeks", "last-3-months", "last-2-years"],
      "that much back, and today"),
    Keyword("next-7-days", ["next-2-weeks", "next-3-months"], "today, and that much on"),
    Keyword("3-days-ago", ["in-3-days", "2-weeks-ago", "in-1-month"], "the day that far off"),
    Keyword("may", ["may-2025", "9-may", "may-9"], "in the year of asking where none is given"),
  ]

  /// Fields by every lower-case name they answer to.
  static let fieldsByName: [String: Field] = {
    var result: [String: Field] = [:]
    for field in fields {
      for name in [field.name] + field.aliases { result[name] = field }
    }
    return result
  }()

  /// The value meant by `name` (lower case) in a list of keywords.
  static func value<Value>(
    named name: String, in list: [(keyword: Keyword, value: Value)]
  ) -> Value? {
    list.first { $0.keyword.name == name || $0.keyword.aliases.contains(name) }?.value
  }
}
