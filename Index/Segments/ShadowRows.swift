import GRDBSQLite

/// Writes shadow rows by SQL.
final class StatementSink: ShadowRowSink {
  private let insertPage: Statement
  private let insertKey: Statement
  private let insertLengths: Statement

  init(_ connection: OpaquePointer, _ table: TableDescription) throws(SegmentError) {
    insertPage = try Statement(
      connection, "REPLACE INTO \(table.shadow("data"))(id, block) VALUES(?1, ?2)")
    insertKey = try Statement(
      connection, "INSERT INTO \(table.shadow("idx"))(segid, term, pgno) VALUES(?1, ?2, ?3)")
    insertLengths = try Statement(
      connection, "REPLACE INTO \(table.shadow("docsize"))(id, sz) VALUES(?1, ?2)")
  }

  func append(page id: Int64, _ block: UnsafeRawBufferPointer) throws(SegmentError) {
    insertPage.bind(id, at: 1)
    insertPage.bind(block, at: 2)
    try insertPage.run()
  }

  func append(key term: [UInt8], segment: Int, page: Int64) throws(SegmentError) {
    insertKey.bind(Int64(segment), at: 1)
    insertKey.bind(term, at: 2)
    insertKey.bind(page, at: 3)
    try insertKey.run()
  }

  func append(lengths record: UnsafeRawBufferPointer, row: Int64) throws(SegmentError) {
    insertLengths.bind(row, at: 1)
    insertLengths.bind(record, at: 2)
    try insertLengths.run()
  }
}

extension BuiltSegment {
  /// Writes the pages and keys of the segment under a number; leaves that went through a pipe are
  /// there already.
  ///
  /// - Returns: its entry in the structure record.
  /// - Throws: `misuse` if the pipe was for another number; `sqlite`.
  func write(to sink: any ShadowRowSink, as id: Int) throws(SegmentError) -> SegmentRange {
    let first = SegmentLayout.leaf(segment: id, page: 0)
    if let kept = leaves as? PageStore {
      for page in kept.entries { try sink.append(page: page.id + first, page.bytes) }
    } else if let pipe = leaves as? LeafPipe {
      guard pipe.segment == id else { throw SegmentError(.misuse, "a segment out of turn") }
      if let failure = pipe.failure { throw failure }
    }
    // Those of several heights stand behind one another.
    for page in indexPages.entries.sorted(by: { $0.id < $1.id }) {
      try sink.append(page: page.id + first, page.bytes)
    }
    for entry in idx { try sink.append(key: entry.key, segment: id, page: entry.page) }
    return SegmentRange(id: id, firstPage: 1, lastPage: pageCount)
  }
}
