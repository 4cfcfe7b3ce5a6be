import GRDB
public import TalkModel

/// A source and what is known of it.
public struct SourceListing: Sendable, Hashable {
  /// Row of the source.
  public var id: Int64
  /// Name of the source.
  public var name: String
  /// The calendar's own name.
  public var title: String?
  /// Where it can be fetched.
  public var url: String?
  /// Number of files.
  public var files: Int
  /// Number of talks it lists.
  public var talks: Int
  /// Number of talks it no longer lists.
  public var gone: Int
  /// When it was last read and something was written, UTC seconds since 1970.
  public var lastRead: Int64?
}

/// One ingest.
public struct RevisionListing: Sendable, Hashable {
  /// Number of the revision.
  public var id: Int64
  /// When it began, UTC seconds since 1970.
  public var startedAt: Int64
  /// When it ended; `nil` where it was interrupted.
  public var finishedAt: Int64?
  /// What it did.
  public var counts: RevisionCounts
}

/// What happened to a talk after some revision.
public struct TalkChange: Sendable, Hashable {
  /// What happened, the gravest first.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It was not there before.
    case new
    /// Its source no longer lists it.
    case gone
    /// It was cancelled.
    case cancelled
    /// It takes place at another time or in another place.
    case moved
    /// It has another title or other speakers.
    case retitled
    /// Something else is said about it.
    case changed
  }

  /// A field that changed.
  public struct Field: Sendable, Hashable {
    /// Column of `talk`.
    public var name: String
    /// What was stated before; `nil` for nothing, and for the abstract.
    public var before: String?
  }

  /// What happened.
  public var kind: Kind
  /// Revision in which it happened last.
  public var revision: Int64
  /// The talk as it is now.
  public var talk: StoredTalk
  /// The fields that changed, with what was stated at first.
  public var fields: [Field]
}

extension TalkIndex {
  /// All sources, by name.
  public func sources() throws(TalkIndexError) -> [SourceListing] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT s.id, s.name, s.title, s.url, ifnull(t.listed, 0) AS listed,
            ifnull(t.gone, 0) AS gone,
            (SELECT count(*) FROM file f WHERE f.source_id = s.id) AS files,
            (SELECT max(coalesce(r.finished_at, r.started_at)) FROM file f
              JOIN revision r ON r.id = f.last_revision WHERE f.source_id = s.id) AS last_read
          FROM source s LEFT JOIN (
            SELECT source_id, sum(gone_since IS NULL) AS listed, sum(gone_since IS NOT NULL) AS gone
            FROM talk GROUP BY source_id) t ON t.source_id = s.id
          ORDER BY s.name
          """
      ).map { row in
        SourceListing(
          id: row["id"], name: row["name"], title: row["title"], url: row["url"],
          files: row["files"], talks: row["listed"], gone: row["gone"], lastRead: row["last_read"])
      }
    }
  }

  /// The last revisions, the newest first.
  public func revisions(limit: Int = 20) throws(TalkIndexError) -> [RevisionListing] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM revision ORDER BY id DESC LIMIT ?", arguments: [max(0, limit)]
      ).map { row in
        var counts = RevisionCounts()
        counts.filesRead = row["files_read"]
        counts.new = row["talks_new"]
        counts.changed = row["talks_changed"]
        counts.same = row["talks_same"]
        counts.gone = row["talks_gone"]
        counts.rejected = row["events_rejected"]
        return RevisionListing(
          id: row["id"], startedAt: row["started_at"], finishedAt: row["finished_at"],
          counts: counts)
      }
    }
  }

  /// What happened to talks after a revision, by start of the talk.
  ///
  /// - Parameters:
  ///   - revision: the last revision that is known already; 0 for none.
  ///   - limit: changes to return at most.
  /// - Returns: one change a talk, whatever happened to it in between.
  /// - Throws: `damaged`, `disk`.
  public func changes(
    since revision: Int64, limit: Int = 1000
  ) throws(TalkIndexError) -> [TalkChange] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, first_seen, last_changed, gone_since FROM talk
          WHERE first_seen > ?1 OR last_changed > ?1 OR gone_since > ?1
          ORDER BY start_utc IS NULL, start_utc, id LIMIT ?2
          """, arguments: [revision, max(0, limit)])
      let reader = try StoredTalkReader(rawConnection(db))
      var changes: [TalkChange] = []
      for row in rows {
        guard let talk = try reader.read(row["id"]) else { continue }
        let fields =
          talk.firstSeen > revision
          ? [] : try TalkIndex.changedFields(of: talk.id, since: revision, db)
        let last = max(talk.firstSeen, talk.lastChanged, talk.goneSince ?? 0)
        changes.append(
          TalkChange(
            kind: TalkIndex.kind(of: talk, since: revision, fields), revision: last, talk: talk,
            fields: fields))
      }
      return changes
    }
  }

  /// Fields of a talk that changed, with what was stated before the first change.
  private static func changedFields(
    of talk: Int64, since revision: Int64, _ db: Database
  ) throws -> [TalkChange.Field] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT field, before, min(revision_id) FROM talk_change
        WHERE talk_id = ? AND revision_id > ? GROUP BY field ORDER BY field
        """, arguments: [talk, revision]
    ).map { TalkChange.Field(name: $0["field"], before: $0["before"]) }
  }

  private static func kind(
    of talk: StoredTalk, since revision: Int64, _ fields: [TalkChange.Field]
  ) -> TalkChange.Kind {
    let names = Set(fields.map(\.name))
    if let gone = talk.goneSince, gone > revision { return .gone }
    if talk.firstSeen > revision { return .new }
    if names.contains("status"), talk.talk.status == .cancelled { return .cancelled }
    if !names.isDisjoint(with: ["start_local", "end_local", "time_zone", "venue"]) {
      return .moved
    }
    if !names.isDisjoint(with: ["title", "speakers"]) { return .retitled }
    return .changed
  }
}
