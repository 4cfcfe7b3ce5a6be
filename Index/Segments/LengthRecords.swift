/// The lengths of rows, in tokens by column, as `_docsize` has them: of a table, and of a second one
/// whose columns are its first ones.
///
/// `@unchecked Sendable`: filled by the thread of a builder until that seals its segment and begins another
/// of these, and from then on only read, by whichever thread writes the segment. So nothing looks for
/// other accesses while a row is added.
///
/// Invariant: each entry is the row (4 bytes), the size of the record of the second table and that of the
/// table (2 bytes each), and the record; `chunks` hold nothing but whole entries, each as many bytes as
/// are in use of it.
final class LengthRecords: @unchecked Sendable {
  /// Bytes of the first chunk, and of the largest: each is twice as large as the one before, so that few
  /// rows touch little memory.
  private static let chunkSizes = 1 << 12...1 << 20
  private static let header = 8

  private let columns: Int
  private let derivedColumns: Int
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  private var chunkSize = LengthRecords.chunkSizes.lowerBound
  @exclusivity(unchecked) private var next: UnsafeMutableRawPointer?
  @exclusivity(unchecked) private var left = 0
  /// Rows.
  @exclusivity(unchecked) private(set) var count = 0
  /// Tokens of all rows together, by column.
  private let sums: UnsafeMutablePointer<UInt64>

  /// For tables of so many columns; `derivedColumns` is 0 if there is no second one.
  init(columns: Int, derivedColumns: Int) {
    self.columns = columns
    self.derivedColumns = derivedColumns
    sums = .allocate(capacity: columns)
    sums.initialize(repeating: 0, count: columns)
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
    sums.deallocate()
  }

  /// Tokens of all rows together, in each of the columns of a table.
  func tokenCounts(isDerived: Bool) -> [UInt64] {
    Array(UnsafeBufferPointer(start: sums, count: isDerived ? derivedColumns : columns))
  }

  /// Adds a row, with the length of each column.
  func append(_ row: UInt32, _ lengths: UnsafePointer<UInt32>) {
    let most = LengthRecords.header + columns * Varint.maximumLength
    if left < most { addChunk(most) }
    guard let entry = next else { return }
    let record = (entry + LengthRecords.header).assumingMemoryBound(to: UInt8.self)
    var size = 0
    var derivedSize = 0
    for column in 0..<columns {
      let length = lengths[column]
      size &+= Varint.writeMostlyShort(length, to: record + size)
      sums[column] &+= UInt64(length)
      if column &+ 1 == derivedColumns { derivedSize = size }
    }
    entry.storeBytes(of: row, as: UInt32.self)
    entry.storeBytes(
      of: UInt16(truncatingIfNeeded: derivedSize), toByteOffset: 4, as: UInt16.self)
    entry.storeBytes(of: UInt16(truncatingIfNeeded: size), toByteOffset: 6, as: UInt16.self)
    next = entry + LengthRecords.header + size
    left &-= LengthRecords.header + size
    count &+= 1
  }

  @inline(never)
  private func addChunk(_ most: Int) {
    endChunk()
    let size = max(most, chunkSize)
    chunkSize = min(chunkSize * 2, LengthRecords.chunkSizes.upperBound)
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    chunks.append(UnsafeMutableRawBufferPointer(start: chunk, count: size))
    next = chunk
    left = size
  }

  /// Leaves of the last chunk what is in use.
  private func endChunk() {
    guard let last = chunks.popLast() else { return }
    chunks.append(UnsafeMutableRawBufferPointer(rebasing: last[..<(last.count - left)]))
    left = 0
  }

  /// Calls `body` with each row and its record in a table, in their order.
  func forEach(
    isDerived: Bool,
    _ body: (_ row: Int64, _ record: UnsafeRawBufferPointer) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    for (index, chunk) in chunks.enumerated() {
      let count = chunk.count - (index == chunks.count - 1 ? left : 0)
      var offset = 0
      while offset < count {
        let row = chunk.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        let derivedSize = chunk.loadUnaligned(fromByteOffset: offset + 4, as: UInt16.self)
        let size = chunk.loadUnaligned(fromByteOffset: offset + 6, as: UInt16.self)
        offset += LengthRecords.header
        let end = offset + Int(isDerived ? derivedSize : size)
        try body(Int64(row), UnsafeRawBufferPointer(rebasing: chunk[offset..<end]))
        offset += Int(size)
      }
    }
  }
}

/// The lengths of the rows of a segment, in the columns of its table.
package struct BuiltLengths: Sendable {
  /// The first and the last row.
  let rows: ClosedRange<Int64>
  /// Whether the table is the second one of those that were built together.
  let isDerived: Bool
  let records: LengthRecords

  /// Rows.
  var count: Int { records.count }
  /// Tokens of all rows together, by column.
  var tokenCounts: [UInt64] { records.tokenCounts(isDerived: isDerived) }

  /// Calls `body` with each row and its record, as `_docsize` has it.
  func forEach(
    _ body: (_ row: Int64, _ record: UnsafeRawBufferPointer) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    try records.forEach(isDerived: isDerived, body)
  }
}
