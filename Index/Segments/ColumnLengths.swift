/// Tokens per column of every row, in memory.
///
/// `load` fills it before anyone else has it; from then on it is only read, by any thread: hence
/// `@unchecked Sendable`.
package final class ColumnLengths: @unchecked Sendable {
  /// Rows 0..<rowLimit have an entry.
  package let rowLimit: Int
  /// Columns of the table.
  package let columnCount: Int
  /// One array a column, `rowLimit` entries each; 65,535 stands for that or more.
  let columns: [UnsafeMutablePointer<UInt16>]
  /// Tokens of the whole row; likewise.
  let totals: UnsafeMutablePointer<UInt16>
  /// Exact lengths of what does not fit: key is row × (columns + 1) + column, totals last.
  private(set) var longs: [Int: Int] = [:]

  /// Lengths of 0 for rows 0..<rowLimit.
  init(rowLimit: Int, columnCount: Int) {
    self.rowLimit = max(rowLimit, 1)
    self.columnCount = columnCount
    let limit = self.rowLimit
    func array() -> UnsafeMutablePointer<UInt16> {
      let result = UnsafeMutablePointer<UInt16>.allocate(capacity: limit)
      result.initialize(repeating: 0, count: limit)
      return result
    }
    columns = (0..<columnCount).map { _ in array() }
    totals = array()
  }

  deinit {
    for column in columns { column.deallocate() }
    totals.deallocate()
  }

  /// Tokens of a column of a row.
  package func length(row: Int64, column: Int) -> Int {
    guard row >= 0, row < Int64(rowLimit), columns.indices.contains(column) else { return 0 }
    let short = columns[column][Int(row)]
    return short < .max ? Int(short) : longLength(Int(row), column)
  }

  /// Tokens of a row.
  package func total(row: Int64) -> Int {
    guard row >= 0, row < Int64(rowLimit) else { return 0 }
    let short = totals[Int(row)]
    return short < .max ? Int(short) : longLength(Int(row), columnCount)
  }

  func longLength(_ row: Int, _ column: Int) -> Int {
    longs[row * (columnCount + 1) + column] ?? Int(UInt16.max)
  }

  /// Sets the lengths of a row from a record of `t_docsize`.
  func set(row: Int, record: UnsafeRawBufferPointer) throws(SegmentError) {
    guard let base = record.baseAddress else { return }
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    var offset = 0
    var total = 0
    for column in 0..<columnCount {
      guard offset < record.count else { break }
      guard let value = Varint.read(bytes, &offset, end: record.count), value < 1 << 31 else {
        throw .damaged("a length record cut off")
      }
      set(row: row, column: column, to: Int(value))
      total += Int(value)
    }
    set(row: row, column: columnCount, to: total)
  }

  /// Sets one length; column `columnCount` is the total.
  func set(row: Int, column: Int, to value: Int) {
    let array = column < columnCount ? columns[column] : totals
    array[row] = UInt16(clamping: value)
    if value >= Int(UInt16.max) { longs[row * (columnCount + 1) + column] = value }
  }

  /// The lengths of all rows: those stored by ``RankingLengths`` if they are up to date, else those
  /// of `t_docsize`.
  ///
  /// - Throws: `damaged`; `unsupported` for rows outside 0..<2³²−1; `sqlite`.
  package static func load(_ reader: SegmentReader) throws(SegmentError) -> ColumnLengths {
    // Stored lengths that cannot be read are no worse than none.
    do {
      if let stored = try RankingLengths.load(reader) { return stored }
    } catch  where error.code == .damaged {}
    return try loadRecords(reader)
  }

  /// Reads the lengths of all rows from `t_docsize`.
  static func loadRecords(_ reader: SegmentReader) throws(SegmentError) -> ColumnLengths {
    let table = reader.table.shadow("docsize")
    let range = try Statement(reader.connection, "SELECT min(id), max(id) FROM \(table)")
    guard try range.step() else { throw .damaged("no lengths") }
    guard range.integer(0) >= 0, range.integer(1) < Int64(UInt32.max) else {
      throw .unsupported("rows beyond 32 bits")
    }
    let lengths = ColumnLengths(
      rowLimit: try checked(rowLimit: Int(range.integer(1)) + 1, for: reader),
      columnCount: reader.table.columns.count)
    let statement = try Statement(reader.connection, "SELECT id, sz FROM \(table)")
    while try statement.step() {
      let row = Int(statement.integer(0))
      guard row >= 0, row < lengths.rowLimit else { throw .damaged("a row out of order") }
      try lengths.set(row: row, record: statement.blob(1))
    }
    return lengths
  }
}
