import GRDBSQLite

/// Adds built segments to the shadow tables of an FTS5 table that has some already, as FTS5 does when
/// it writes what it has gathered: a new segment at level 0, lengths of its rows, the sums.
///
/// In a transaction, on a connection that has neither read nor written the table through FTS5 so far:
/// FTS5 keeps the structure in memory, and only writes of other connections make it look again. Other
/// connections see what was added when the transaction commits. `SQLITE_DBCONFIG_DEFENSIVE` must be off.
///
/// Only tables with external content can be added to; the content is the caller's business.
package final class SegmentAppender {
  /// Segments of level 0 from which it is time to merge them.
  ///
  /// FTS5 begins with four by default, but writes several segments where there is one here.
  private static let manySegments = 8

  private let table: TableDescription
  private let connection: OpaquePointer
  private let read: Statement
  private let sink: StatementSink
  private let replacement: Statement

  /// Makes an appender.
  ///
  /// - Throws: `unsupported`, also for a structure that is not known; `misuse` if there is no such table;
  ///   `damaged`; `sqlite`.
  package init(
    connection: OpaquePointer, schema: String = "main", table name: String
  ) throws(SegmentError) {
    self.connection = connection
    table = try TableDescription(connection: connection, schema: schema, table: name)
    guard case .external = table.content, !table.hasPrefixIndexes else {
      throw .unsupported("a table with content or prefix indexes of its own")
    }
    read = try Statement(connection, "SELECT block FROM \(table.shadow("data")) WHERE id=?1")
    sink = try StatementSink(connection, table)
    replacement = try Statement(
      connection, "REPLACE INTO \(table.shadow("data"))(id, block) VALUES(?1, ?2)")
    _ = try storedStructure()
  }

  /// The options that a builder for this table needs.
  package func builderOptions(postingBytes: Int) -> SegmentBuilder.Options {
    SegmentBuilder.Options(postingBytes: postingBytes, pageSize: table.pageSize)
  }

  /// Adds a segment, whose rows are not in the table.
  ///
  /// - Returns: pages to be written by merging now, 0 where that is not due yet: for
  ///   `INSERT INTO t(t, rank) VALUES('merge', …)`.
  /// - Throws: `misuse` if the segment was made for another table, `unsupported` if there are too many;
  ///   nothing was written then. `damaged`, `sqlite`.
  package func append(_ segment: BuiltSegment) throws(SegmentError) -> Int {
    guard segment.columns == table.columns.count, segment.tokenizer == table.tokenizer,
      segment.pageSize == table.pageSize
    else { throw SegmentError(.misuse, "a segment made for another table") }
    guard let lengths = segment.lengths else { return 0 }
    var structure = try storedStructure()
    let sums = try block(SegmentLayout.averagesID) ?? []
    var averages = try AveragesRecord(sums, columns: table.columns.count)
    if segment.pageCount > 0 {
      let written = try segment.write(to: sink, as: try SegmentAppender.freeNumber(structure))
      if structure.levels.isEmpty { structure.levels.append(.init(merging: 0, segments: [])) }
      structure.levels[0].segments.append(written)
      // A counter by which FTS5 tells how much to merge; a damaged one may be any number.
      structure.written &+= UInt64(segment.pageCount)
      try put(structure.bytes, SegmentLayout.structureID)
    }
    try lengths.forEach { row, record throws(SegmentError) in
      try sink.append(lengths: record, row: row)
    }
    averages.rows += UInt64(lengths.count)
    for (column, count) in lengths.tokenCounts.enumerated() { averages.tokens[column] += count }
    try put(averages.bytes, SegmentLayout.averagesID)
    let newest = structure.levels.first?.segments ?? []
    guard newest.count >= SegmentAppender.manySegments else { return 0 }
    return newest.reduce(0) { $0 + $1.lastPage - $1.firstPage + 1 } * 4
  }

  private func storedStructure() throws(SegmentError) -> StructureRecord {
    guard let block = try block(SegmentLayout.structureID) else {
      throw .damaged("no structure record")
    }
    return try StructureRecord(block)
  }

  private func block(_ id: Int64) throws(SegmentError) -> [UInt8]? {
    read.bind(id, at: 1)
    defer { read.reset() }
    return try read.step() ? Array(read.blob(0)) : nil
  }

  private func put(_ bytes: [UInt8], _ id: Int64) throws(SegmentError) {
    replacement.bind(id, at: 1)
    replacement.bind(bytes, at: 2)
    try replacement.run()
  }

  /// The lowest number that no segment has.
  private static func freeNumber(_ structure: StructureRecord) throws(SegmentError) -> Int {
    let used = Set(structure.levels.flatMap(\.segments).map(\.id))
    guard let free = (1...SegmentLayout.maximumSegments).first(where: { !used.contains($0) }) else {
      throw .unsupported("no number left for a segment")
    }
    return free
  }
}
