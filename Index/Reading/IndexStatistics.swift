import CivilTime
import GRDB

/// What an index holds, in numbers.
public struct IndexStatistics: Sendable, Hashable {
  /// Room that a table or an index of a table takes.
  public struct TableSize: Sendable, Hashable {
    /// Name in the schema.
    public var name: String
    /// Bytes.
    public var bytes: Int64
  }

  /// Talks that are listed by their source.
  public var talks: Int
  /// Of these, entries that are no talks (breaks, meetings, …).
  public var others: Int
  /// Of these, cancelled ones.
  public var cancelled: Int
  /// Talks that their source no longer lists.
  public var gone: Int
  /// Occurrences of all talks.
  public var occurrences: Int
  /// People.
  public var people: Int
  /// Series.
  public var series: Int
  /// Keywords.
  public var keywords: Int
  /// Sources.
  public var sources: Int
  /// Files.
  public var files: Int
  /// Revisions.
  public var revisions: Int
  /// Local day of the first occurrence, ISO 8601.
  public var firstDay: String?
  /// Local day of the last occurrence, ISO 8601.
  public var lastDay: String?
  /// Schema version.
  public var schemaVersion: Int
  /// Bytes of the file, without its write-ahead log.
  public var bytes: Int64
  /// Bytes of each table and index, the largest first; empty unless asked for, or where SQLite was
  /// built without `dbstat`.
  public var tables: [TableSize]
}

extension TalkIndex {
  /// What the index holds.
  ///
  /// - Parameter sizes: whether to measure every table, which reads the whole file.
  /// - Returns: the numbers of one state of the index.
  /// - Throws: `damaged`, `disk`.
  public func statistics(sizes: Bool = false) throws(TalkIndexError) -> IndexStatistics {
    try read { db in
      func count(_ what: String) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(what)") ?? 0
      }
      func day(_ function: String) throws -> String? {
        try Int.fetchOne(db, sql: "SELECT \(function)(start_day) FROM occurrence")
          .flatMap { CivilDate(daysSinceEpoch: $0)?.description }
      }
      let pages = try Int64.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      let pageSize = try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0
      let all = try count("talk")
      let gone = try count("talk WHERE gone_since IS NOT NULL")
      return IndexStatistics(
        talks: all - gone, others: try count("talk WHERE kind <> 'talk' AND gone_since IS NULL"),
        cancelled: try count("talk WHERE status = 'cancelled' AND gone_since IS NULL"), gone: gone,
        occurrences: try count("occurrence"), people: try count("person"),
        series: try count("series"),
        keywords: try KeywordScan(rawConnection(db)).survey().counts().distinct,
        sources: try count("source"), files: try count("file"), revisions: try count("revision"),
        firstDay: try day("min"), lastDay: try day("max"),
        schemaVersion: try IndexState(db).version, bytes: pages * pageSize,
        tables: sizes ? try TalkIndex.tableSizes(db) : [])
    }
  }

  private static func tableSizes(_ db: Database) throws -> [IndexStatistics.TableSize] {
    do {
      return try Row.fetchAll(
        db,
        sql: """
          SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY pgsize DESC, name
          """
      ).map { IndexStatistics.TableSize(name: $0["name"], bytes: $0["pgsize"]) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      return []
    }
  }
}
