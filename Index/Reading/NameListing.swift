import CivilTime
import GRDB
import TalkModel

/// A person, a series or a keyword, with the talks it has.
public struct NameListing: Sendable, Hashable {
  /// Row in its table; 0 for a keyword, which has none.
  public var id: Int64
  /// The name as first written.
  public var name: String
  /// Number of talks.
  public var talks: Int
  /// Year of the first talk.
  public var firstYear: Int?
  /// Year of the last talk.
  public var lastYear: Int?
}

/// Which names to list.
public struct NameListRequest: Sendable, Hashable {
  /// How a name has to match.
  public enum Match: Sendable, Hashable {
    /// Every name.
    case all
    /// Names that contain the text, case, marks and punctuation aside.
    case containing(String)
    /// Names that begin with the text, case, marks and punctuation aside.
    case beginning(String)
    /// The one name that is the text, case, marks and punctuation aside.
    case named(String)
  }

  /// Order of the list.
  public enum Order: String, Sendable, Hashable, CaseIterable {
    /// Most talks first.
    case talks
    /// By folded name.
    case name
  }

  /// How a name has to match; default `all`.
  public var match: Match
  /// Order of the list; default most talks first.
  public var order: Order
  /// Number of names at most; default 100.
  public var limit: Int
  /// Names to skip first; default 0.
  public var offset: Int

  /// Makes a request.
  public init(
    _ match: Match = .all, order: Order = .talks, limit: Int = 100, offset: Int = 0
  ) {
    self.match = match
    self.order = order
    self.limit = limit
    self.offset = offset
  }
}

extension TalkIndex {
  /// People who speak.
  public func people(
    _ request: NameListRequest = NameListRequest()
  ) throws(TalkIndexError) -> [NameListing] {
    try read { try listing(.person, request, $0) }
  }

  /// Series, tracks and conferences.
  public func series(
    _ request: NameListRequest = NameListRequest()
  ) throws(TalkIndexError) -> [NameListing] {
    try read { try listing(.series, request, $0) }
  }

  /// Keywords and keyphrases.
  public func keywords(
    _ request: NameListRequest = NameListRequest()
  ) throws(TalkIndexError) -> [NameListing] {
    try read { try keywordListing(request, rawConnection($0)) }
  }

  /// The names that match, counted first and dated only as far as they are listed.
  private func listing(
    _ kind: NameKind, _ request: NameListRequest, _ db: Database
  ) throws -> [NameListing] {
    let (condition, values) = TalkIndex.condition(request, key: "folded", kind.key)
    let order = request.order == .talks ? "talks DESC, key" : "key"
    let links = "FROM \(kind.linkTable) l WHERE l.\(kind.linkColumn) = n.id"
    return try Row.fetchAll(
      db,
      sql: """
        SELECT n.id, n.name, n.talks,
          (SELECT min(t.start_day) FROM \(kind.linkTable) l JOIN talk t ON t.id = l.talk_id
            WHERE l.\(kind.linkColumn) = n.id) AS first_day,
          (SELECT max(t.start_day) FROM \(kind.linkTable) l JOIN talk t ON t.id = l.talk_id
            WHERE l.\(kind.linkColumn) = n.id) AS last_day
        FROM (SELECT n.id, n.name, n.folded AS key,
            (SELECT count(DISTINCT l.talk_id) \(links)) AS talks
          FROM \(kind.table) n \(condition) ORDER BY \(order) LIMIT ? OFFSET ?) n
        ORDER BY \(order)
        """, arguments: values
    ).map(NameListing.init)
  }

  /// The condition on a key, with the arguments of it and of `LIMIT` and `OFFSET`.
  private static func condition(
    _ request: NameListRequest, key column: String, _ fold: (String) -> String
  ) -> (sql: String, arguments: StatementArguments) {
    let limits: StatementArguments = [max(0, request.limit), max(0, request.offset)]
    switch request.match {
    case .all: return ("", limits)
    case .containing(let text):
      return ("WHERE instr(\(column), ?) > 0", [fold(text)] + limits)
    case .beginning(let text):
      let key = fold(text)
      return (
        "WHERE \(column) >= ? AND substr(\(column), 1, ?) = ?",
        [key, key.unicodeScalars.count, key] + limits
      )
    case .named(let text): return ("WHERE \(column) = ?", [fold(text)] + limits)
    }
  }

  /// Year of a day counted from 1970.
  static func year(ofDay day: Int?) -> Int? {
    day.flatMap { CivilDate(daysSinceEpoch: $0)?.year }
  }
}

extension NameListing {
  fileprivate init(_ row: Row) {
    self.init(
      id: row["id"], name: row["name"], talks: row["talks"],
      firstYear: TalkIndex.year(ofDay: row["first_day"]),
      lastYear: TalkIndex.year(ofDay: row["last_day"]))
  }
}
