import GRDBSQLite

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
  private let insertPage: Statement
  private let insertKey: Statement
  private let insertLengths: Statement
  private let cookie: [UInt8]
  private let lengths: LengthStore?
  private var segments: [SegmentRange] = []
  private var lastRow: Int64 = 0
  private var rowCount: UInt64 = 0
  private var tokenCounts: [UInt64]
  private var isFinished = false

  /// The level of the newest segment; stock merges begin from level 0 and leave it alone.
  private static let newestLevel = 3

  /// Makes a writer for an empty table.
  ///
  /// - Throws: `notEmpty`; `unsupported`; `misuse` if there is no such table; `damaged`; `sqlite`.
  package init(
    connection: OpaquePointer, schema: String = "main", table name: String
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
    insertPage = try Statement(connection, "REPLACE INTO \(data)(id, block) VALUES(?1, ?2)")
    insertKey = try Statement(
      connection, "INSERT INTO \(table.shadow("idx"))(segid, term, pgno) VALUES(?1, ?2, ?3)")
    insertLengths = try Statement(
      connection, "INSERT INTO \(table.shadow("docsize"))(id, sz) VALUES(?1, ?2)")
    lengths = try LengthStore(connection, table)
    try lengths?.removeAll()
    tokenCounts = [UInt64](repeating: 0, count: table.columns.count)
  }

  /// The options that a builder for this table needs.
  ///
  /// - Parameter postingBytes: Memory for postings.
  /// - Returns: Options with the page size of the table.
  package func builderOptions(postingBytes: Int) -> SegmentBuilder.Options {
    SegmentBuilder.Options(postingBytes: postingBytes, pageSize: table.pageSize)
  }

  /// Writes the next segment; rows ascend from segment to segment.
  ///
  /// - Throws: `misuse` if the segment was made for another table; `sqlite`.
  package func write(_ segment: BuiltSegment) throws(SegmentError) {
    guard !isFinished, segment.columns == table.columns.count,
      segment.tokenizer == table.tokenizer, segment.pageSize == table.pageSize
    else { throw SegmentError(.misuse, "a segment made for another table") }
    guard let rows = segment.rows else { return }
    guard rows.lowerBound > lastRow else {
      throw SegmentError(.misuse, "rows must ascend from segment to segment")
    }
    lastRow = rows.upperBound
    if segment.pageCount > 0 {
      let id = segments.count + 1
      guard id <= SegmentLayout.maximumSegments else {
        throw SegmentError(.misuse, "too many segments; use more memory")
      }
      for page in segment.pages.entries { try write(page, segment: id) }
      for page in segment.indexPages.entries { try write(page, segment: id) }
      for entry in segment.idx {
        insertKey.bind(Int64(id), at: 1)
        insertKey.bind(entry.key, at: 2)
        insertKey.bind(entry.page, at: 3)
        try insertKey.run()
      }
      segments.append(SegmentRange(id: id, firstPage: 1, lastPage: segment.pageCount))
    }
    for entry in segment.rowLengths.entries {
      insertLengths.bind(entry.id, at: 1)
      insertLengths.bind(entry.bytes, at: 2)
      try insertLengths.run()
      try lengths?.add(row: entry.id, record: entry.bytes)
    }
    rowCount += UInt64(segment.rowLengths.entries.count)
    for column in tokenCounts.indices { tokenCounts[column] += segment.tokenCounts[column] }
  }

  /// Writes the records that make the segments count.
  ///
  /// - Throws: `misuse` if called twice; `sqlite`.
  package func finish() throws(SegmentError) {
    guard !isFinished else { throw SegmentError(.misuse, "finished already") }
    isFinished = true
    guard rowCount > 0 else { return }
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
    for (id, block) in [
      (SegmentLayout.averagesID, averages), (SegmentLayout.structureID, record),
    ] {
      insertPage.bind(id, at: 1)
      insertPage.bind(block, at: 2)
      try insertPage.run()
    }
    try lengths?.finish(fingerprint: SegmentReader.fingerprint(averages, record))
  }

  private func write(
    _ page: (id: Int64, bytes: UnsafeRawBufferPointer), segment: Int
  ) throws(SegmentError) {
    insertPage.bind(page.id + SegmentLayout.leaf(segment: segment, page: 0), at: 1)
    insertPage.bind(page.bytes, at: 2)
    try insertPage.run()
  }
}
