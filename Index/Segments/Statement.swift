import GRDBSQLite

/// A prepared statement on a connection that someone else owns.
///
/// Invariant: the connection outlives the statement, and both are used by one thread at a time.
final class Statement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ connection: OpaquePointer, _ sql: String) throws(SegmentError) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else {
      throw Statement.error(connection)
    }
    handle = prepared
    self.connection = connection
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// The last error of a connection.
  static func error(_ connection: OpaquePointer) -> SegmentError {
    SegmentError(
      .sqlite, String(cString: sqlite3_errmsg(connection)),
      sqliteCode: sqlite3_extended_errcode(connection))
  }

  /// Runs SQL that gives no rows.
  static func execute(_ connection: OpaquePointer, _ sql: String) throws(SegmentError) {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw error(connection)
    }
  }

  /// An SQL identifier in quotes.
  static func quoted(_ name: String) -> String {
    var result = "\""
    for scalar in name.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  func bind(_ value: Int64, at index: Int32) {
    sqlite3_bind_int64(handle, index, value)
  }

  /// Binds a blob that stays where it is until the statement is reset or bound again.
  func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    if let base = bytes.baseAddress, bytes.count > 0 {
      sqlite3_bind_blob64(handle, index, base, UInt64(bytes.count), nil)
    } else {
      sqlite3_bind_zeroblob(handle, index, 0)
    }
  }

  /// Binds a copy of the bytes.
  func bind(_ bytes: [UInt8], at index: Int32) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    _ = bytes.withUnsafeBytes { buffer in
      if let base = buffer.baseAddress, buffer.count > 0 {
        sqlite3_bind_blob64(handle, index, base, UInt64(buffer.count), transient)
      } else {
        sqlite3_bind_zeroblob(handle, index, 0)
      }
    }
  }

  func bind(_ text: String, at index: Int32) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var text = text
    text.withUTF8 { bytes in
      _ = bytes.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_bind_text(handle, index, characters.baseAddress, Int32(bytes.count), transient)
      }
    }
  }

  /// Moves to the next row; false at the end.
  func step() throws(SegmentError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = Statement.error(connection)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement that gives no row and makes it ready for the next time.
  func run() throws(SegmentError) {
    _ = try step()
    sqlite3_reset(handle)
  }

  func reset() {
    sqlite3_reset(handle)
  }

  func integer(_ column: Int32) -> Int64 {
    sqlite3_column_int64(handle, column)
  }

  func real(_ column: Int32) -> Double {
    sqlite3_column_double(handle, column)
  }

  func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  func text(_ column: Int32) -> String? {
    guard let base = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// The bytes of a column, valid until the statement moves.
  func blob(_ column: Int32) -> UnsafeRawBufferPointer {
    let base = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count)
  }
}
