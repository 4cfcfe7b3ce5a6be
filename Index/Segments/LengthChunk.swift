/// The lengths of 65,536 rows in a row, and how they are stored.
///
/// ```
/// chunk  = version(1 byte: 1) columns rows *column          ; numbers are varints
/// column = width(1 byte: 0, 1, 2 or 4) rows × width bytes   ; little-endian; width 0: all are 0
/// ```
/// Rows from the chunk's first to the last that has an entry are kept.
struct LengthChunk {
  /// Rows of a chunk.
  static let rows = 1 << 16
  private static let version: UInt8 = 1

  /// The lengths of a column, as they are stored.
  private struct Column {
    /// Bytes a length; a column only becomes wider.
    var width = 0
    var bytes: [UInt8] = []

    subscript(index: Int) -> UInt32 {
      var value: UInt32 = 0
      for byte in 0..<width {
        value |= UInt32(bytes[index * width + byte]) << UInt32(8 * byte)
      }
      return value
    }

    mutating func set(_ index: Int, to value: UInt32, rows: Int) {
      let needed = value == 0 ? 0 : value <= 0xFF ? 1 : value <= 0xFFFF ? 2 : 4
      if needed > width { widen(to: needed, rows: rows) }
      if width == 1 { return bytes[index] = UInt8(truncatingIfNeeded: value) }
      for byte in 0..<width {
        bytes[index * width + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte))
      }
    }

    private mutating func widen(to needed: Int, rows: Int) {
      var wider = Column(width: needed, bytes: [UInt8](repeating: 0, count: rows * needed))
      if width > 0 {
        for index in 0..<rows { wider.set(index, to: self[index], rows: rows) }
      }
      self = wider
    }
  }

  let columnCount: Int
  private var columns: [Column]
  /// One more than the last row that was set.
  private(set) var rowCount = 0
  /// Rows that the columns have room for; those behind the last one that was set are 0.
  private var room = 0

  init(columnCount: Int) {
    self.columnCount = columnCount
    columns = Array(repeating: Column(), count: columnCount)
  }

  /// Which chunk a row is in.
  static func number(of row: Int64) -> Int64 { row >> 16 }

  /// Sets the lengths of a row of the chunk from a record of `t_docsize`; an empty one is all 0.
  mutating func set(
    _ row: Int64, record: UnsafeRawBufferPointer
  ) throws(SegmentError) {
    let index = Int(row & 0xFFFF)
    grow(to: index + 1)
    let base = record.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var offset = 0
    for column in 0..<columnCount {
      var value: UInt64 = 0
      if let base, offset < record.count {
        guard let found = Varint.read(base, &offset, end: record.count), found < 1 << 31 else {
          throw .damaged("a length record cut off")
        }
        value = found
      }
      columns[column].set(index, to: UInt32(value), rows: room)
    }
  }

  private mutating func grow(to rows: Int) {
    guard rows > rowCount else { return }
    rowCount = rows
    guard rows > room else { return }
    let larger = min(max(rows, room * 2, 64), max(rows, LengthChunk.rows))
    for column in columns.indices {
      columns[column].bytes.append(
        contentsOf: repeatElement(0, count: (larger - room) * columns[column].width))
    }
    room = larger
  }

  /// The chunk as it is stored.
  var bytes: [UInt8] {
    var result = [LengthChunk.version]
    result.reserveCapacity(16 + columns.reduce(0) { $0 + 1 + $1.width * rowCount })
    result += Varint.bytes(of: UInt64(columnCount))
    result += Varint.bytes(of: UInt64(rowCount))
    for column in columns {
      result.append(UInt8(column.width))
      result += column.bytes.prefix(column.width * rowCount)
    }
    return result
  }

  /// Reads a stored chunk.
  ///
  /// - Throws: `damaged`.
  init(_ stored: UnsafeRawBufferPointer, columnCount: Int) throws(SegmentError) {
    self.columnCount = columnCount
    let layout = try LengthChunk.layout(stored, columnCount: columnCount)
    rowCount = layout.rows
    room = layout.rows
    columns = layout.columns.map { part in
      Column(
        width: part.width, bytes: Array(stored[part.start..<part.start + part.width * layout.rows]))
    }
  }

  /// Where the columns of a stored chunk stand.
  static func layout(
    _ stored: UnsafeRawBufferPointer, columnCount: Int
  ) throws(SegmentError) -> (rows: Int, columns: [(width: Int, start: Int)]) {
    guard let base = stored.baseAddress?.assumingMemoryBound(to: UInt8.self),
      stored.count > 0, base[0] == version
    else { throw .damaged("a chunk of lengths of an unknown kind") }
    var offset = 1
    guard let columns = Varint.read(base, &offset, end: stored.count),
      columns == UInt64(columnCount),
      let rows = Varint.read(base, &offset, end: stored.count), rows <= UInt64(LengthChunk.rows)
    else { throw .damaged("a chunk of lengths for another table") }
    var parts: [(width: Int, start: Int)] = []
    for _ in 0..<columnCount {
      guard offset < stored.count else { throw .damaged("a chunk of lengths cut off") }
      let width = Int(base[offset])
      offset += 1
      guard [0, 1, 2, 4].contains(width), Int(rows) * width <= stored.count - offset else {
        throw .damaged("a chunk of lengths cut off")
      }
      parts.append((width, offset))
      offset += Int(rows) * width
    }
    return (Int(rows), parts)
  }
}

extension ColumnLengths {
  /// Adds a stored chunk whose first row is `first`.
  ///
  /// - Throws: `damaged`.
  func add(_ stored: UnsafeRawBufferPointer, first: Int) throws(SegmentError) {
    let layout = try LengthChunk.layout(stored, columnCount: columnCount)
    guard first >= 0, layout.rows <= rowLimit - first else {
      throw .damaged("a chunk of lengths beyond the last row")
    }
    guard layout.columns.allSatisfy({ $0.width < 4 }) else {
      try addLong(stored, first: first)
      return
    }
    let totals = self.totals + first
    for (column, part) in layout.columns.enumerated() where part.width > 0 {
      let target = columns[column] + first
      let source = stored.baseAddress.map { $0 + part.start }
      guard let source else { continue }
      if part.width == 1 {
        let bytes = source.assumingMemoryBound(to: UInt8.self)
        for index in 0..<layout.rows { target[index] = UInt16(bytes[index]) }
      } else {
        for index in 0..<layout.rows {
          target[index] =
            source.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self).littleEndian
        }
      }
      for index in 0..<layout.rows {
        let (sum, isOver) = totals[index].addingReportingOverflow(target[index])
        totals[index] = isOver ? .max : sum
      }
    }
    // What does not fit 16 bits is rare and set one by one.
    for index in 0..<layout.rows where totals[index] == .max {
      var total = 0
      for column in 0..<columnCount {
        let length = Int(columns[column][first + index])
        set(row: first + index, column: column, to: length)
        total += length
      }
      set(row: first + index, column: columnCount, to: total)
    }
  }

  private func addLong(_ stored: UnsafeRawBufferPointer, first: Int) throws(SegmentError) {
    let chunk = try LengthChunk(stored, columnCount: columnCount)
    for index in 0..<chunk.rowCount {
      var total = 0
      for column in 0..<columnCount {
        let length = chunk.length(index, column: column)
        set(row: first + index, column: column, to: length)
        total += length
      }
      set(row: first + index, column: columnCount, to: total)
    }
  }
}

extension LengthChunk {
  /// Length of a column of the row at `index` of the chunk.
  func length(_ index: Int, column: Int) -> Int {
    Int(columns[column][index])
  }
}
