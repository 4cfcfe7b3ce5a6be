import FTS5Segments

/// A row in SQLite's record format: the size of the header, the type of each value, the values.
///
/// Made over and over in the same memory.
///
/// Invariant: `types` has room for `maximumColumns` types of nine bytes; `bytes` has `capacity` bytes, of
/// which those from `room` to `end` are values. Types are put before them when all are known.
final class PageRecord {
  private static let maximumColumns = 64
  /// Bytes that the header takes at most.
  @inline(__always)
  private static var room: Int { 16 + maximumColumns * Varint.maximumLength }

  private let types: UnsafeMutablePointer<UInt8>
  private var typeCount = 0
  private var columns = 0
  private var bytes: UnsafeMutablePointer<UInt8>
  private var end = PageRecord.room
  private var capacity = 1 << 13

  init() {
    types = .allocate(capacity: PageRecord.maximumColumns * Varint.maximumLength)
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    types.deallocate()
    bytes.deallocate()
  }

  /// Begins a row.
  @inline(__always)
  func begin() {
    typeCount = 0
    end = PageRecord.room
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
    reserve(8)
    // All eight bytes are written, and those that count are kept.
    UnsafeMutableRawPointer(bytes + end).storeBytes(
      of: (value << Int64(64 - 8 * size)).bigEndian, as: Int64.self)
    end += size
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

  /// Appends a blob.
  func append(blob: UnsafeRawBufferPointer) {
    append(type: UInt64(blob.count) * 2 + 12)
    append(bytes: blob)
  }

  /// Appends a blob that is kept elsewhere: its bytes belong behind those of the finished record, and
  /// no value comes after it.
  func append(separateBlob count: Int) { append(type: UInt64(count) * 2 + 12) }

  /// The record; valid until the next is begun.
  func finish() -> UnsafeRawBufferPointer {
    // The size of the header counts its own bytes.
    let header = typeCount + (typeCount < 127 ? 1 : 2)
    let start = bytes + (PageRecord.room - header)
    let size = Varint.write(UInt64(header), to: start)
    (start + size).update(from: types, count: typeCount)
    return UnsafeRawBufferPointer(start: start, count: end - PageRecord.room + header)
  }

  @inline(__always)
  private func append(type: UInt64) {
    precondition(columns < PageRecord.maximumColumns, "a table has fewer columns")
    columns += 1
    // Most are numbers and short texts.
    if type < 0x80 {
      types[typeCount] = UInt8(truncatingIfNeeded: type)
      typeCount += 1
    } else {
      typeCount += Varint.write(type, to: types + typeCount)
    }
  }

  private func append(bytes added: UnsafeRawBufferPointer) {
    guard let start = added.baseAddress else { return }
    reserve(added.count)
    UnsafeMutableRawPointer(bytes + end).copyMemory(from: start, byteCount: added.count)
    end += added.count
  }

  @inline(__always)
  private func reserve(_ count: Int) {
    if end + count > capacity { grow(end + count) }
  }

  @inline(never)
  private func grow(_ needed: Int) {
    let larger = max(capacity * 2, needed)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    grown.update(from: bytes, count: end)
    bytes.deallocate()
    bytes = grown
    capacity = larger
  }
}
