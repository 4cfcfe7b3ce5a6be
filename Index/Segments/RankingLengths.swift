/// Lengths of rows beside the index, so that a search need not read every row of `t_docsize`.
///
/// They are an aid, not a part of the index: whoever changes the index without them leaves them out
/// of date, which the fingerprint shows, and then they are not used.
///
/// - The tables are made by whoever makes the schema, from `definitions`.
/// - `ShadowTableWriter` fills them if they are there.
/// - After every other write: `update` with the rows that changed, or `rebuild`.
/// - `load` gives what is stored if it is up to date.
package enum RankingLengths {
  /// SQL that makes the tables.
  package static let definitions = [
    """
    CREATE TABLE ranking_state(
      -- For which state of a full-text table the other ranking_ tables were made.
      table_name TEXT PRIMARY KEY,
      fingerprint BLOB NOT NULL)
    """,
    """
    CREATE TABLE ranking_lengths(
      -- Tokens per column of 65,536 rows at a time: an aid to ranking, derived from *_docsize.
      table_name TEXT NOT NULL,
      chunk INTEGER NOT NULL,
      lengths BLOB NOT NULL,
      PRIMARY KEY(table_name, chunk))
    """,
  ]

  /// What is stored for the state that a reader sees; `nil` if there is nothing, or it is of another
  /// state.
  ///
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package static func load(_ reader: SegmentReader) throws(SegmentError) -> ColumnLengths? {
    var lengths: ColumnLengths?
    try forEachChunk(reader) { bytes, first, rowLimit throws(SegmentError) in
      let made =
        lengths ?? ColumnLengths(rowLimit: rowLimit, columnCount: reader.table.columns.count)
      lengths = made
      try made.add(bytes, first: first)
    }
    return lengths
  }

  /// What is stored for the state that a reader sees, as one number a row; `nil` if there is nothing, or
  /// it is of another state.
  ///
  /// `places` says for each column where its bits stand and how much counts at most.
  ///
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package static func loadPacked(
    _ reader: SegmentReader, places: [(shift: UInt64, limit: UInt16)]
  ) throws(SegmentError) -> RowLengths? {
    var lengths: RowLengths?
    try forEachChunk(reader) { bytes, first, rowLimit throws(SegmentError) in
      let made = lengths ?? RowLengths(count: rowLimit) { _ in }
      lengths = made
      let layout = try LengthChunk.layout(bytes, columnCount: reader.table.columns.count)
      guard first >= 0, layout.rows <= made.count - first else {
        throw .damaged("a chunk of lengths beyond the last row")
      }
      for (part, place) in zip(layout.columns, places) where part.width > 0 {
        guard let source = bytes.baseAddress.map({ $0 + part.start }) else { continue }
        made.add(source, width: part.width, count: layout.rows, at: first, place)
      }
    }
    return lengths
  }

  /// Calls `body` with each stored chunk, the last one first, its first row, and one more than the last
  /// row of all, if what is stored is of the state that the reader sees.
  private static func forEachChunk(
    _ reader: SegmentReader,
    _ body: (
      _ bytes: UnsafeRawBufferPointer, _ first: Int, _ rowLimit: Int
    ) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    guard try exist(reader.connection, reader.table.schema),
      try storedFingerprint(reader) == reader.fingerprint
    else { return }
    let statement = try Statement(
      reader.connection,
      "SELECT chunk, lengths FROM \(Statement.quoted(reader.table.schema)).ranking_lengths "
        + "WHERE table_name=?1 ORDER BY chunk DESC")
    statement.bind(reader.table.name, at: 1)
    var rowLimit: Int?
    while try statement.step() {
      let chunk = statement.integer(0)
      let bytes = statement.blob(1)
      guard chunk >= 0, chunk < 1 << 16 else { throw .damaged("an impossible chunk of lengths") }
      let first = Int(chunk) * LengthChunk.rows
      var limit = rowLimit ?? 0
      if rowLimit == nil {
        // The last chunk comes first and tells how many rows there are.
        let rows = try LengthChunk.layout(bytes, columnCount: reader.table.columns.count).rows
        limit = try ColumnLengths.checked(rowLimit: first + rows, for: reader)
        rowLimit = limit
      }
      try body(bytes, first, limit)
    }
  }

  /// Stores the lengths of all rows anew.
  ///
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package static func rebuild(_ reader: SegmentReader) throws(SegmentError) {
    guard let store = try LengthStore(reader.connection, reader.table) else { return }
    try store.removeAll()
    let statement = try Statement(
      reader.connection, "SELECT id, sz FROM \(reader.table.shadow("docsize")) ORDER BY id")
    while try statement.step() {
      try store.add(row: statement.integer(0), record: statement.blob(1))
    }
    try store.finish(fingerprint: reader.fingerprint)
  }

  /// Brings what is stored up to date after rows have been written.
  ///
  /// - Parameters:
  ///   - reader: A reader that sees the new state, in the transaction that wrote.
  ///   - before: The fingerprint of the state before; if it is not that of what is stored, all is
  ///     stored anew.
  ///   - rows: Rows that were added, changed or deleted.
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package static func update(
    _ reader: SegmentReader, before: [UInt8], rows: [Int64]
  ) throws(SegmentError) {
    guard let store = try LengthStore(reader.connection, reader.table) else { return }
    guard try storedFingerprint(reader) == before else {
      try rebuild(reader)
      return
    }
    let statement = try Statement(
      reader.connection,
      "SELECT id, sz FROM \(reader.table.shadow("docsize")) WHERE id BETWEEN ?1 AND ?2 ORDER BY id")
    let rows = rows.sorted()
    var start = 0
    while start < rows.count {
      // New rows follow one another, and are read in one go.
      var end = start + 1
      while end < rows.count, rows[end] &- rows[start] == Int64(end - start) { end += 1 }
      try update(store, rows[start..<end], from: statement)
      start = end
    }
    try store.finish(fingerprint: reader.fingerprint)
  }

  /// Stores what `statement` finds for rows that follow one another; what it does not find is gone.
  private static func update(
    _ store: LengthStore, _ rows: ArraySlice<Int64>, from statement: Statement
  ) throws(SegmentError) {
    statement.bind(rows[rows.startIndex], at: 1)
    statement.bind(rows[rows.endIndex - 1], at: 2)
    defer { statement.reset() }
    var isFound = try statement.step()
    for row in rows {
      try store.open(chunk: LengthChunk.number(of: row))
      if isFound, statement.integer(0) == row {
        try store.add(row: row, record: statement.blob(1))
        isFound = try statement.step()
      } else {
        try store.add(row: row, record: UnsafeRawBufferPointer(start: nil, count: 0))
      }
    }
  }

  static func exist(
    _ connection: OpaquePointer, _ schema: String
  ) throws(SegmentError) -> Bool {
    let statement = try Statement(
      connection,
      "SELECT count(*) FROM \(Statement.quoted(schema)).sqlite_master "
        + "WHERE type='table' AND name IN ('ranking_state', 'ranking_lengths')")
    return try statement.step() && statement.integer(0) == 2
  }

  private static func storedFingerprint(_ reader: SegmentReader) throws(SegmentError) -> [UInt8]? {
    let statement = try Statement(
      reader.connection,
      "SELECT fingerprint FROM \(Statement.quoted(reader.table.schema)).ranking_state "
        + "WHERE table_name=?1")
    statement.bind(reader.table.name, at: 1)
    return try statement.step() ? Array(statement.blob(0)) : nil
  }
}

extension ColumnLengths {
  /// The most rows without an entry that there may be for each that has one.
  private static let sparseness = 64

  /// Refuses memory out of proportion to the rows that there are.
  static func checked(rowLimit: Int, for reader: SegmentReader) throws(SegmentError) -> Int {
    let fair = (reader.rowCount + 1).multipliedOrMaximum(by: sparseness)
    guard rowLimit <= max(1 << 22, fair) else {
      throw .unsupported("row numbers far apart")
    }
    return rowLimit
  }
}

extension Int {
  fileprivate func multipliedOrMaximum(by factor: Int) -> Int {
    let (result, isOver) = multipliedReportingOverflow(by: factor)
    return isOver ? .max : result
  }
}

/// Gathers chunks of lengths in memory, rows in ascending order.
struct GatheredLengths {
  private(set) var chunks: [(number: Int64, bytes: [UInt8])] = []
  private let columnCount: Int
  private var chunk: LengthChunk
  private var number: Int64 = -1

  init(columnCount: Int) {
    self.columnCount = columnCount
    chunk = LengthChunk(columnCount: columnCount)
  }

  mutating func add(row: Int64, record: UnsafeRawBufferPointer) throws(SegmentError) {
    guard row >= 0, row < Int64(UInt32.max) else { throw .unsupported("rows beyond 32 bits") }
    if LengthChunk.number(of: row) != number {
      finish()
      number = LengthChunk.number(of: row)
    }
    try chunk.set(row, record: record)
  }

  mutating func finish() {
    guard number >= 0 else { return }
    chunks.append((number, chunk.bytes))
    chunk = LengthChunk(columnCount: columnCount)
    number = -1
  }
}

/// Writes chunks of lengths, rows in ascending order.
final class LengthStore {
  private let name: String
  private let columnCount: Int
  private let read: Statement
  private let write: Statement
  private let remove: Statement
  private let mark: Statement
  private var chunk: LengthChunk
  private var number: Int64 = -1

  /// `nil` if there are no tables for lengths.
  init?(_ connection: OpaquePointer, _ table: TableDescription) throws(SegmentError) {
    guard try RankingLengths.exist(connection, table.schema) else { return nil }
    let schema = Statement.quoted(table.schema)
    read = try Statement(
      connection,
      "SELECT lengths FROM \(schema).ranking_lengths WHERE table_name=?1 AND chunk=?2")
    write = try Statement(
      connection,
      "REPLACE INTO \(schema).ranking_lengths(table_name, chunk, lengths) VALUES(?1, ?2, ?3)")
    remove = try Statement(
      connection, "DELETE FROM \(schema).ranking_lengths WHERE table_name=?1")
    mark = try Statement(
      connection,
      "REPLACE INTO \(schema).ranking_state(table_name, fingerprint) VALUES(?1, ?2)")
    name = table.name
    columnCount = table.columns.count
    chunk = LengthChunk(columnCount: columnCount)
  }

  func removeAll() throws(SegmentError) {
    remove.bind(name, at: 1)
    try remove.run()
  }

  /// Takes the stored chunk up, unless it is the one at hand.
  func open(chunk wanted: Int64) throws(SegmentError) {
    guard wanted != number else { return }
    try flush()
    read.bind(name, at: 1)
    read.bind(wanted, at: 2)
    defer { read.reset() }
    number = wanted
    chunk =
      try read.step()
      ? LengthChunk(read.blob(0), columnCount: columnCount) : LengthChunk(columnCount: columnCount)
  }

  func add(row: Int64, record: UnsafeRawBufferPointer) throws(SegmentError) {
    guard row >= 0, row < Int64(UInt32.max) else { throw .unsupported("rows beyond 32 bits") }
    let wanted = LengthChunk.number(of: row)
    if wanted != number {
      try flush()
      chunk = LengthChunk(columnCount: columnCount)
      number = wanted
    }
    try chunk.set(row, record: record)
  }

  /// Stores gathered chunks instead of everything there is.
  func replaceAll(by gathered: GatheredLengths) throws(SegmentError) {
    try removeAll()
    for (number, bytes) in gathered.chunks { try put(number, bytes) }
  }

  func finish(fingerprint: [UInt8]) throws(SegmentError) {
    try flush()
    number = -1
    mark.bind(name, at: 1)
    mark.bind(fingerprint, at: 2)
    try mark.run()
  }

  private func flush() throws(SegmentError) {
    if number >= 0 { try put(number, chunk.bytes) }
  }

  private func put(_ number: Int64, _ bytes: [UInt8]) throws(SegmentError) {
    write.bind(name, at: 1)
    write.bind(number, at: 2)
    write.bind(bytes, at: 3)
    try write.run()
  }
}
