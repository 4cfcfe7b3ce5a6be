import FTS5Segments
import SQLiteConfiguration

/// What is known of the use of FTS5 on a connection.
///
/// FTS5 keeps the structure of an index in memory once it has read or written it, and does not notice
/// what its own connection writes beside it. Used inside transactions of one connection only, one after
/// the other: hence `@unchecked Sendable`.
final class FullTextUse: @unchecked Sendable {
  /// Whether FTS5 may know the structure of an index.
  var isKnown = false
}

/// Keeps both full-text indexes in step with rows of `talk` inside one transaction.
///
/// New talks, where there are enough of them, are gathered on a thread of their own while their rows are
/// written, and become one segment of each index (`SegmentAppender`): splitting and looking up their words
/// once takes half of what FTS5 takes for two tables, and another core. What is changed or deleted, and few
/// new talks, go through FTS5. From its first use on, the connection stays with it.
final class FullTextUpkeep {
  /// New talks from which they are made a segment.
  private static let worthwhile = 64
  /// Memory for postings of new talks; beyond it they become a segment at once.
  private static let postingBytes = 64 << 20

  private let connection: RawConnection
  /// `nil` where only FTS5 may write.
  private let use: FullTextUse?
  private var statements: [FullTextStatements] = []
  /// New talks that are in no index yet and have not been handed to the lane.
  private var waiting: SegmentLane.Group = []
  private var lane: SegmentLane?
  private var lastRow: Int64 = 0

  /// Upkeep by FTS5 alone, or also by segments where `use` says that FTS5 will not notice.
  init(_ connection: RawConnection, use: FullTextUse? = nil) {
    self.connection = connection
    self.use = use
  }

  /// The lane ends its statements, and so must not be the last to leave on a thread of its own.
  deinit { lane?.wait() }

  /// Adds a talk.
  func insert(_ id: Int64, _ row: TalkRow) throws(TalkIndexError) {
    guard let use, !use.isKnown else {
      for index in try prepared() { try index.insert(id, row) }
      return
    }
    guard id > lastRow, id < Int64(UInt32.max) else {
      try useFTS5()
      return try insert(id, row)
    }
    lastRow = id
    waiting.append((id, row))
    if waiting.count == FullTextUpkeep.worthwhile { try handOver() }
  }

  /// Takes a talk out, with the text that was indexed: the current row of `old`.
  func delete(_ id: Int64, _ old: PreparedStatement) throws(TalkIndexError) {
    try useFTS5()
    for index in try prepared() { try index.delete(id, old) }
  }

  /// Writes what is gathered; to be called before the transaction commits.
  func finish() throws(TalkIndexError) {
    if lane == nil {
      if !waiting.isEmpty { try useFTS5() }
    } else {
      try handOver()
      try writeSegments()
    }
  }

  /// Lets FTS5 write from here on, behind what is gathered.
  private func useFTS5() throws(TalkIndexError) {
    guard let use, !use.isKnown else { return }
    if lane != nil {
      try handOver()
      try writeSegments()
    }
    use.isKnown = true
    let few = waiting
    waiting = []
    for (id, row) in few {
      for index in try prepared() { try index.insert(id, row) }
    }
  }

  private func prepared() throws(TalkIndexError) -> [FullTextStatements] {
    if statements.isEmpty {
      statements = [
        try FullTextStatements(connection, "talk_prose", SchemaVersion1.proseColumns),
        try FullTextStatements(connection, "talk_words", SchemaVersion1.wordsColumns),
      ]
    }
    return statements
  }

  // MARK: Segments

  private func handOver() throws(TalkIndexError) {
    guard !waiting.isEmpty else { return }
    if lane == nil {
      do throws(SegmentError) {
        lane = try withShadowTables { () throws(SegmentError) in
          try SegmentLane(
            words: appender(.words), prose: appender(.prose),
            postingBytes: FullTextUpkeep.postingBytes)
        }
      } catch {
        // An index that only SQLite itself can write.
        guard error.code == .unsupported else {
          throw TalkIndexError(error, path: connection.path)
        }
        return try useFTS5()
      }
    }
    lane?.add(waiting)
    waiting.removeAll(keepingCapacity: true)
    if lane?.isOverLimit == true { try writeSegments() }
  }

  private func appender(_ table: FullTextTable) throws(SegmentError) -> SegmentAppender {
    try SegmentAppender(connection: connection.handle, table: table.name)
  }

  private func writeSegments() throws(TalkIndexError) {
    guard let lane else { return }
    var merging: (words: Int, prose: Int) = (0, 0)
    do throws(SegmentError) {
      merging = try withShadowTables { () throws(SegmentError) in try lane.writeSegments() }
    } catch {
      throw TalkIndexError(error, path: connection.path)
    }
    guard merging.words + merging.prose > 0 else { return }
    // FTS5 reads the structure now, and nothing is written beside it any more.
    use?.isKnown = true
    for (index, pages) in zip(try prepared(), [merging.prose, merging.words]) where pages > 0 {
      try index.merge(pages: pages)
    }
  }

  /// Runs `body` while shadow tables can be written.
  private func withShadowTables<T>(
    _ body: () throws(SegmentError) -> T
  ) throws(SegmentError) -> T {
    talks_set_defensive(connection.handle, 0)
    defer { talks_set_defensive(connection.handle, 1) }
    return try body()
  }
}
