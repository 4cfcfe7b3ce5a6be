/// A calendar file as it was when it was last read.
public struct FileRecord: Sendable, Hashable {
  /// Row of the file; `nil` before it is stored.
  public var id: Int64?
  /// Source it belongs to.
  public var sourceID: Int64
  /// Path as given; `-` for standard input.
  public var path: String
  /// Size in bytes.
  public var size: Int64
  /// Time of last modification, nanoseconds since 1970.
  public var modified: Int64
  /// Hash of the bytes.
  public var hash: UInt64
  /// Events seen.
  public var events: Int
  /// Events that could not be used.
  public var rejected: Int
  /// Whether the calendar ended in the middle.
  public var isTruncated: Bool
  /// Revision in which it was last read.
  public var lastRevision: Int64?

  /// Makes a record.
  public init(
    id: Int64? = nil, sourceID: Int64, path: String, size: Int64, modified: Int64, hash: UInt64,
    events: Int = 0, rejected: Int = 0, isTruncated: Bool = false, lastRevision: Int64? = nil
  ) {
    self.id = id
    self.sourceID = sourceID
    self.path = path
    self.size = size
    self.modified = modified
    self.hash = hash
    self.events = events
    self.rejected = rejected
    self.isTruncated = isTruncated
    self.lastRevision = lastRevision
  }

  static let columns =
    "id, source_id, path, size, mtime_ns, hash, events, rejected, is_truncated, last_revision"

  init(_ row: PreparedStatement) {
    id = row.integer(0)
    sourceID = row.integer(1) ?? 0
    path = row.text(2) ?? ""
    size = row.integer(3) ?? 0
    modified = row.integer(4) ?? 0
    hash = UInt64(bitPattern: row.integer(5) ?? 0)
    events = Int(row.integer(6) ?? 0)
    rejected = Int(row.integer(7) ?? 0)
    isTruncated = row.integer(8) == 1
    lastRevision = row.integer(9)
  }
}

/// What an ingest did.
public struct RevisionCounts: Sendable, Hashable {
  /// Files read; unchanged ones are skipped and not counted.
  public var filesRead = 0
  /// Talks that were not there before.
  public var new = 0
  /// Talks that say something else now.
  public var changed = 0
  /// Talks that say the same as before.
  public var same = 0
  /// Talks that their source no longer lists.
  public var gone = 0
  /// Events that could not be used.
  public var rejected = 0

  /// Makes counts of zero.
  public init() {}
}
