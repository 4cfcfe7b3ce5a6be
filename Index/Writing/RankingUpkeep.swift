import FTS5Segments

/// Keeps what ranking has stored beside the full-text indexes in step with them.
///
/// Searches are right without it, only slower: where the side tables are of another state than the
/// index, they are not used.
final class RankingUpkeep {
  private let connection: RawConnection
  private var changed: Set<Int64> = []
  /// Fingerprints of the full-text indexes before the first change.
  private var before: [String: [UInt8]] = [:]

  init(_ connection: RawConnection) {
    self.connection = connection
  }

  /// To be called before the text of a talk is indexed, changed or removed.
  func willChange(_ talk: Int64) throws(TalkIndexError) {
    if changed.isEmpty {
      for table in FullTextTable.all {
        try RankingUpkeep.read(table.name, connection) { before[table.name] = $0.fingerprint }
      }
    }
    changed.insert(talk)
  }

  /// To be called when all changes of a transaction have been made.
  func finish() throws(TalkIndexError) {
    guard !changed.isEmpty else { return }
    try RankingUpkeep.flush(connection)
    let rows = Array(changed)
    for table in FullTextTable.all {
      try RankingUpkeep.read(table.name, connection) { (reader) throws(SegmentError) in
        do throws(SegmentError) {
          // The empty fingerprint is that of no state.
          try RankingLengths.update(reader, before: before[table.name] ?? [], rows: rows)
        } catch {
          guard error.code == .damaged else { throw error }
          try RankingLengths.rebuild(reader)
        }
      }
    }
    changed = []
    before = [:]
  }

  /// Stores everything anew.
  static func rebuild(_ connection: RawConnection) throws(TalkIndexError) {
    try flush(connection)
    for table in FullTextTable.all {
      try read(table.name, connection) { (reader) throws(SegmentError) in
        try RankingLengths.rebuild(reader)
      }
    }
  }

  /// Whether what is stored is of the state that the index is in, and so is used.
  static func isInStep(
    _ table: String, _ connection: RawConnection
  ) throws(TalkIndexError) -> Bool {
    var isInStep = false
    try read(table, connection) { (reader) throws(SegmentError) in
      isInStep = try RankingLengths.load(reader) != nil
    }
    return isInStep
  }

  /// Makes FTS5 write what it gathers in memory during a transaction: it does so for a savepoint.
  private static func flush(_ connection: RawConnection) throws(TalkIndexError) {
    try connection.run("SAVEPOINT ranking; RELEASE ranking")
  }

  /// Runs `body` with a reader of a full-text index; an index that only SQLite itself can read is
  /// left without side tables.
  static func read(
    _ table: String, _ connection: RawConnection,
    _ body: (SegmentReader) throws(SegmentError) -> Void
  ) throws(TalkIndexError) {
    do throws(SegmentError) {
      try body(SegmentReader(connection: connection.handle, table: table))
    } catch {
      if error.code != .unsupported { throw TalkIndexError(error, path: connection.path) }
    }
  }
}
