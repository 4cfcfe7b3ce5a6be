import GRDBSQLite

/// Takes the rows of the shadow tables of an FTS5 table, those of each in the order of its key.
package protocol ShadowRowSink: AnyObject {
  /// A row of `_data`.
  func append(page id: Int64, _ block: UnsafeRawBufferPointer) throws(SegmentError)
  /// A row of `_idx`.
  func append(key term: [UInt8], segment: Int, page: Int64) throws(SegmentError)
  /// A row of `_docsize`.
  func append(lengths record: UnsafeRawBufferPointer, row: Int64) throws(SegmentError)
}

/// Puts built segments into the shadow tables of an empty FTS5 table.
///
/// Use a connection of its own, in one transaction, and close it afterwards: FTS5 keeps what it has
/// read of the index in memory, would not see the new segments, and would overwrite the structure
/// with its next write. `SQLITE_DBCONFIG_DEFENSIVE` must be off. Until `finish`, the table is as empty
/// as before.
///
/// Lengths for ranking (`RankingLengths`) are stored along if the database has tables for them.
///
/// Only tables with external content can be filled; the content is the caller's business, as are
/// prefix indexes: a table that has them is `unsupported`.
package final class ShadowTableWriter {
  private let table: TableDescription
  private let connection: OpaquePointer
  private let sink: any ShadowRowSink
  private let cookie: [UInt8]
  private let lengths: LengthStore?
  /// Lengths for ranking that wait for the connection by which the table is completed.
  private var gathered: GatheredLengths?
  private var segments: [SegmentRange] = []
  private var lastRow: Int64 = 0
  /// The rows whose lengths are written, but not their segment.
  private var earlyRows: ClosedRange<Int64>?
  private var rowCount: UInt64 = 0
  private var tokenCounts: [UInt64]
  private var isFinished = false

  /// The level of the newest segment; stock merges begin from level 0 and leave it alone.
  private static let newestLevel = 3

  /// Makes a writer for an empty table.
  ///
  /// With a sink, rows go there and not through the connection, which is used no more; the sink gets
  /// the rows of `_data` that are there already first, and ``finish(into:)`` completes the table.
  ///
  /// - Throws: `notEmpty`; `unsupported`; `misuse` if there is no such table; `damaged`; `sqlite`.
  package init(
    connection: OpaquePointer, schema: String = "main", table name: String,
    sink other: (any ShadowRowSink)? = nil
  ) throws(SegmentError) {
    self.connection = connection
    table = try TableDescription(connection: connection, schema: schema, table: name)
    guard case .external = table.content, !table.hasPrefixIndexes else {
      throw .unsupported("a table with content or prefix indexes of its own")
    }
    let data = table.shadow("data")
    let read = try Statement(connection, "SELECT block FROM \(data) WHERE id=?1")
    read.bind(SegmentLayout.structureID, at: 1)
    guard try read.step() else { throw .damaged("no structure record") }
    let structure = try StructureRecord(Array(read.blob(0)))
    read.reset()
    let rows = try Statement(connection, "SELECT 1 FROM \(table.shadow("docsize")) LIMIT 1")
    guard structure.oldestFirst.isEmpty, try !rows.step() else {
      throw SegmentError(.notEmpty, "the table has rows")
    }
    cookie = structure.cookie
    tokenCounts = [UInt64](repeating: 0, count: table.columns.count)
    if let other {
      sink = other
      lengths = nil
      gathered = GatheredLengths(columnCount: table.columns.count)
      let stored = try Statement(connection, "SELECT id, block FROM \(data) ORDER BY id")
      while try stored.step() { try other.append(page: stored.integer(0), stored.blob(1)) }
    } else {
      sink = try StatementSink(connection, table)
      lengths = try LengthStore(connection, table)
      try lengths?.removeAll()
    }
  }

  /// The options that a builder for this table needs.
  ///
  /// - Parameter postingBytes: Memory for postings.
  /// - Returns: Options with the page size of the table.
  package func builderOptions(postingBytes: Int) -> SegmentBuilder.Options {
    SegmentBuilder.Options(postingBytes: postingBytes, pageSize: table.pageSize)
  }

  /// Takes the leaves of the next segment while it is laid out; the rest is written then.
  package func pipe() -> LeafPipe { LeafPipe(segment: segments.count + 1, to: sink) }

  /// Writes the next segment, or what is left of it; rows ascend from segment to segment.
  ///
  /// - Throws: `misuse` if the segment was made for another table; `sqlite`.
  package func write(_ segment: BuiltSegment) throws(SegmentError) {
    guard !isFinished, segment.columns == table.columns.count,
      segment.tokenizer == table.tokenizer, segment.pageSize == table.pageSize
    else { throw SegmentError(.misuse, "a segment made for another table") }
    guard let lengths = segment.lengths else { return }
    if earlyRows == lengths.rows { earlyRows = nil } else { try write(lengths) }
    if segment.pageCount > 0 {
      let id = segments.count + 1
      guard id <= SegmentLayout.maximumSegments else {
        throw SegmentError(.misuse, "too many segments; use more memory")
      }
      segments.append(try segment.write(to: sink, as: id))
    }
  }

  /// Writes the lengths of the rows of the next segment before it is written, while it is laid out: by
  /// another thread if the sink takes lengths and pages at the same time.
  ///
  /// - Throws: `misuse` if rows do not ascend, or the segment before is still to be written; `sqlite`.
  package func writeEarly(_ lengths: BuiltLengths) throws(SegmentError) {
    guard earlyRows == nil else { throw SegmentError(.misuse, "lengths without their segment") }
    try write(lengths)
    earlyRows = lengths.rows
  }

  private func write(_ lengths: BuiltLengths) throws(SegmentError) {
    guard !isFinished, lengths.tokenCounts.count == tokenCounts.count,
      lengths.rows.lowerBound > lastRow
    else { throw SegmentError(.misuse, "rows must ascend from segment to segment") }
    lastRow = lengths.rows.upperBound
    try lengths.forEach { row, record throws(SegmentError) in
      try sink.append(lengths: record, row: row)
      try self.lengths?.add(row: row, record: record)
      try gathered?.add(row: row, record: record)
    }
    rowCount += UInt64(lengths.count)
    for (column, count) in lengths.tokenCounts.enumerated() { tokenCounts[column] += count }
  }

  /// Writes the records that make the segments count.
  ///
  /// - Throws: `misuse` if called twice; `sqlite`.
  package func finish() throws(SegmentError) {
    guard let records = try complete(connection) else { return }
    try lengths?.finish(
      fingerprint: SegmentReader.fingerprint(records.averages, records.structure))
  }

  /// Writes the records that make the segments count, and lengths for ranking, by a connection to the
  /// database into which the sink put the rows.
  ///
  /// - Throws: `misuse` if called twice; `sqlite`.
  package func finish(into connection: OpaquePointer) throws(SegmentError) {
    let records = try complete(connection)
    guard var gathered, let store = try LengthStore(connection, table) else { return }
    gathered.finish()
    try store.replaceAll(by: gathered)
    if let records {
      try store.finish(
        fingerprint: SegmentReader.fingerprint(records.averages, records.structure))
    }
    self.gathered = nil
  }

  /// - Returns: the records; `nil` if there are no rows.
  private func complete(
    _ connection: OpaquePointer
  ) throws(SegmentError) -> (averages: [UInt8], structure: [UInt8])? {
    guard !isFinished else { throw SegmentError(.misuse, "finished already") }
    isFinished = true
    guard rowCount > 0 else { return nil }
    // One segment a level, so that stock merges see no level that is full; if there are more
    // segments than levels, the oldest share the last one.
    let levels = SegmentLayout.maximumLevels - 1
    var structure = StructureRecord(
      cookie: cookie, written: segments.reduce(0) { $0 + UInt64($1.lastPage) },
      levels: (0..<ShadowTableWriter.newestLevel).map { _ in .init(merging: 0, segments: []) })
    for segment in segments.reversed() {
      if structure.levels.count < levels {
        structure.levels.append(.init(merging: 0, segments: [segment]))
      } else {
        structure.levels[levels - 1].segments.insert(segment, at: 0)
      }
    }
    let averages = AveragesRecord(rows: rowCount, tokens: tokenCounts).bytes
    let record = structure.bytes
    let insertion = try Statement(
      connection, "REPLACE INTO \(table.shadow("data"))(id, block) VALUES(?1, ?2)")
    for (id, block) in [
      (SegmentLayout.averagesID, averages), (SegmentLayout.structureID, record),
    ] {
      insertion.bind(id, at: 1)
      insertion.bind(block, at: 2)
      try insertion.run()
    }
    return (averages, record)
  }
}
