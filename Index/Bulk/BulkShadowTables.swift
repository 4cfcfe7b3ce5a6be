import FTS5Segments

/// The shadow tables of a full-text index, written as pages.
///
/// Lengths may be written by one thread while another writes pages and keys.
final class BulkShadowTables: ShadowRowSink {
  private let data: TableTree
  private let keys: IndexTree
  private let lengths: TableTree
  private let record = PageRecord()
  private let lengthRecord = PageRecord()

  init(data: TableTree, keys: IndexTree, lengths: TableTree) {
    self.data = data
    self.keys = keys
    self.lengths = lengths
  }

  func append(page id: Int64, _ block: UnsafeRawBufferPointer) throws(SegmentError) {
    record.begin()
    record.appendNull()
    record.append(separateBlob: block.count)
    do throws(TalkIndexError) {
      try data.append(id, record.finish(), block)
    } catch {
      throw BulkShadowTables.segmentError(error)
    }
  }

  func append(key term: [UInt8], segment: Int, page: Int64) throws(SegmentError) {
    record.begin()
    record.append(Int64(segment))
    term.withUnsafeBytes { record.append(blob: $0) }
    record.append(page)
    do throws(TalkIndexError) {
      try keys.append(record.finish())
    } catch {
      throw BulkShadowTables.segmentError(error)
    }
  }

  func append(lengths bytes: UnsafeRawBufferPointer, row: Int64) throws(SegmentError) {
    lengthRecord.begin()
    lengthRecord.appendNull()
    lengthRecord.append(blob: bytes)
    do throws(TalkIndexError) {
      try lengths.append(row, lengthRecord.finish())
    } catch {
      throw BulkShadowTables.segmentError(error)
    }
  }

  /// Writes what is left.
  func finish() throws(TalkIndexError) {
    try data.finish()
    try keys.finish()
    try lengths.finish()
  }

  private static func segmentError(_ error: TalkIndexError) -> SegmentError {
    // What it becomes again at the other end.
    SegmentError(.sqlite, error.message, sqliteCode: error.code == .full ? 13 : 10)
  }
}
