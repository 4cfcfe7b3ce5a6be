import FTS5Segments

/// Reads a row in SQLite's record format, as `PageRecord` writes it.
struct StoredRecord {
  private let bytes: [UInt8]
  /// Type of each column, and where its value begins.
  private var columns: [(type: UInt64, offset: Int)] = []

  /// Takes a record apart; what is cut off is NULL.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var offset = 0
    guard let header = Varint.read(bytes, &offset), header <= UInt64(bytes.count) else { return }
    var value = Int(header)
    while offset < Int(header), let type = Varint.read(bytes, &offset) {
      columns.append((type, value))
      let size = StoredRecord.size(type)
      guard size <= bytes.count - value else { return }
      value += size
    }
  }

  /// A number; `nil` for anything else.
  func integer(_ column: Int) -> Int64? {
    guard columns.indices.contains(column) else { return nil }
    let (type, offset) = columns[column]
    switch type {
    case 8: return 0
    case 9: return 1
    case 1...6:
      let size = StoredRecord.size(type)
      guard offset + size <= bytes.count else { return nil }
      let isNegative = bytes[offset] >= 0x80
      return bytes[offset..<offset + size].reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    default: return nil
    }
  }

  /// A text; `nil` for anything else.
  func text(_ column: Int) -> String? {
    guard columns.indices.contains(column) else { return nil }
    let (type, offset) = columns[column]
    let size = StoredRecord.size(type)
    guard type >= 13, type % 2 == 1, offset + size <= bytes.count else { return nil }
    return String(decoding: bytes[offset..<offset + size], as: UTF8.self)
  }

  private static func size(_ type: UInt64) -> Int {
    switch type {
    case 1...4: Int(type)
    case 5: 6
    case 6, 7: 8
    case 12...: Int(clamping: (type - 12) / 2)
    default: 0
    }
  }
}
