import FTS5Segments

/// A row in SQLite's record format: the size of the header, the type of each value, the values.
///
/// Made over and over in the same memory.
///
/// Invariant: `types` has room for `maximumColumns` types of nine bytes; `values` has `capacity`
/// bytes, of which `valueCount` are in use.
final class PageRecord {
  private static let maximumColumns = 64

  private let types: UnsafeMutablePointer<UInt8>
  private var typeCount = 0
  private var columns = 0
  private var values: UnsafeMutablePointer<UInt8>
  private var valueCount = 0
  private var capacity = 1 << 13
  /// The finished record.
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 1 << 13

  init() {
    types = .allocate(capacity: PageRecord.maximumColumns * Varint.maximumLength)
    values = .allocate(capacity: capacity)
    bytes = .allocate(capacity: byteCapacity)
  }

  deinit {
    types.deallocate()
    values.deallocate()
    bytes.deallocate()
  }

  /// Begins a row.
  func begin() {
    typeCount = 0
    valueCount = 0
    columns = 0
  }

  /// Appends NULL; also in the place of a row id, which stands before its row.
  @inline(__always)
  func appendNull() { append(type: 0) }

  /// Appends an integer in as few bytes as SQLite takes for it.
  func append(_ value: Int64) {
    if value == 0 || value == 1 { return append(type: UInt64(8 + value)) }
    let (type, size): (UInt64, Int) =
      switch value {
      case -0x80...0x7F: (1, 1)
      case -0x8000...0x7FFF: (2, 2)
      case -0x80_0000...0x7F_FFFF: (3, 3)
      case -0x8000_0000...0x7FFF_FFFF: (4, 4)
      case -0x8000_0000_0000...0x7FFF_FFFF_FFFF: (5, 6)
      default: (6, 8)
      }
    append(type: type)
    reserve(size)
    var shift = 8 * (size - 1)
    while shift >= 0 {
      values[valueCount] = UInt8(truncatingIfNeeded: value >> Int64(shift))
      valueCount += 1
      shift -= 8
    }
  }

  /// Appends an integer or NULL.
  func append(_ value: Int64?) {
    if let value { append(value) } else { appendNull() }
  }

  /// Appends a text in UTF-8, or NULL.
  func append(text: UnsafeRawBufferPointer?) {
    guard let text else { return appendNull() }
    append(type: UInt64(text.count) * 2 + 13)
    append(bytes: text)
  }

  /// Appends a text, or NULL.
  func append(text: String?) {
    guard var text else { return appendNull() }
    text.withUTF8 { append(text: UnsafeRawBufferPointer($0)) }
  }

  /// Appends a text of that many bytes, which whoever uses the record puts into it.
  func append(bytesOfText count: Int) {
    append(type: UInt64(count) * 2 + 13)
  }

  /// Appends a blob.
  func append(blob: UnsafeRawBufferPointer) {
    append(type: UInt64(blob.count) * 2 + 12)
    append(bytes: blob)
  }

  /// The record; valid until the next is begun.
  func finish() -> UnsafeRawBufferPointer {
    // The size of the header counts its own bytes.
    let header = typeCount + (typeCount < 127 ? 1 : 2)
    let total = header + valueCount
    if total > byteCapacity {
      bytes.deallocate()
      byteCapacity = total * 2
      bytes = .allocate(capacity: byteCapacity)
    }
    let size = Varint.write(UInt64(header), to: bytes)
    (bytes + size).update(from: types, count: typeCount)
    (bytes + header).update(from: values, count: valueCount)
    return UnsafeRawBufferPointer(start: bytes, count: total)
  }

  @inline(__always)
  private func append(type: UInt64) {
    precondition(columns < PageRecord.maximumColumns, "a table has fewer columns")
    columns += 1
    typeCount += Varint.write(type, to: types + typeCount)
  }

  private func append(bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    UnsafeMutableRawPointer(values + valueCount).copyMemory(from: start, byteCount: bytes.count)
    valueCount += bytes.count
  }

  private func reserve(_ count: Int) {
    guard valueCount + count > capacity else { return }
    capacity = max(capacity * 2, valueCount + count)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: values, count: valueCount)
    values.deallocate()
    values = grown
  }
}
