import GRDBSQLite

/// A bare SQLite connection and the path to name in errors.
///
/// The writers run the same few statements millions of times; this is the thinnest way to do so.
/// Whoever makes one keeps the connection open for as long as it and its statements are used.
struct RawConnection {
  /// The connection.
  let handle: OpaquePointer
  /// The index, for messages.
  let path: String

  /// The error that the last call on this connection reported.
  func failure(_ code: Int32) -> TalkIndexError {
    TalkIndexError(resultCode: code, detail: String(cString: sqlite3_errmsg(handle)), path: path)
  }

  /// Runs `sql`, one or more statements without parameters.
  func run(_ sql: String) throws(TalkIndexError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// Prepares `sql`, one statement.
  func prepare(_ sql: String) throws(TalkIndexError) -> PreparedStatement {
    try PreparedStatement(self, sql)
  }

  /// Takes `sql`, one statement, and prepares it when it is first used: most writers need few of theirs.
  func prepareLater(_ sql: String) -> PreparedStatement {
    PreparedStatement(later: sql, self)
  }

  /// Row id of the last row inserted.
  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Rows changed by all statements of this connection.
  var totalChanges: Int { Int(sqlite3_total_changes(handle)) }

  /// Rows changed by the last statement.
  var changes: Int { Int(sqlite3_changes(handle)) }
}

/// A prepared statement that is run over and over.
///
/// Parameters count from 1, columns from 0, as in SQLite. Bytes bound with
/// ``bind(_:bytes:)`` are not copied: they must stay where they are until the statement is reset.
final class PreparedStatement {
  private let connection: RawConnection
  /// `nil` before it is prepared, and once it was finalized; SQLite then refuses every call.
  private var prepared: OpaquePointer?
  /// What is still to be prepared.
  private var waiting: String?
  /// Why it could not be prepared, where that was tried late.
  private var failure: TalkIndexError?

  /// Prepares `sql`.
  init(_ connection: RawConnection, _ sql: String) throws(TalkIndexError) {
    self.connection = connection
    prepared = try PreparedStatement.prepare(sql, connection)
  }

  /// Prepares `sql` when it is first used; where that fails, running it throws.
  init(later sql: String, _ connection: RawConnection) {
    self.connection = connection
    waiting = sql
  }

  deinit { sqlite3_finalize(prepared) }

  private static func prepare(
    _ sql: String, _ connection: RawConnection
  ) throws(TalkIndexError) -> OpaquePointer {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw connection.failure(code) }
    return prepared
  }

  /// The statement.
  private var statement: OpaquePointer? {
    @inline(__always) get { waiting == nil ? prepared : preparedNow() }
  }

  @inline(never)
  private func preparedNow() -> OpaquePointer? {
    guard let sql = waiting else { return prepared }
    waiting = nil
    do throws(TalkIndexError) {
      prepared = try PreparedStatement.prepare(sql, connection)
    } catch {
      failure = error
    }
    return prepared
  }

  /// Gives the statement up before its time, so that its connection can be closed.
  func finalize() {
    sqlite3_finalize(prepared)
    prepared = nil
    waiting = nil
  }

  /// Number of columns of a row.
  var columnCount: Int { Int(sqlite3_column_count(statement)) }

  /// Binds a number or NULL.
  func bind(_ parameter: Int32, _ value: Int64?) {
    if let value {
      sqlite3_bind_int64(statement, parameter, value)
    } else {
      sqlite3_bind_null(statement, parameter)
    }
  }

  /// Binds a number.
  func bind(_ parameter: Int32, _ value: Int) { bind(parameter, Int64(value)) }

  /// Binds a number with fraction.
  func bind(_ parameter: Int32, _ value: Double) {
    sqlite3_bind_double(statement, parameter, value)
  }

  /// Binds a copy of a text, or NULL.
  func bind(_ parameter: Int32, _ text: String?) {
    guard var text else {
      sqlite3_bind_null(statement, parameter)
      return
    }
    text.withUTF8 { bytes in
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      bind(parameter, bytes: UnsafeRawBufferPointer(bytes), destructor: transient)
    }
  }

  /// Binds UTF-8 bytes without copying them, or NULL.
  func bind(_ parameter: Int32, bytes: UnsafeRawBufferPointer?) {
    guard let bytes else {
      sqlite3_bind_null(statement, parameter)
      return
    }
    bind(parameter, bytes: bytes, destructor: nil)
  }

  private func bind(
    _ parameter: Int32, bytes: UnsafeRawBufferPointer, destructor: sqlite3_destructor_type?
  ) {
    // A null pointer would bind NULL, and an empty buffer may have one.
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      sqlite3_bind_text(statement, parameter, "", 0, nil)
      return
    }
    sqlite3_bind_text(
      statement, parameter, start.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      destructor)
  }

  /// Binds what another statement's current row has in `column`.
  func bind(_ parameter: Int32, column: Int32, of other: PreparedStatement) {
    sqlite3_bind_value(statement, parameter, sqlite3_column_value(other.statement, column))
  }

  /// Runs a statement that returns no rows, and resets it.
  func run() throws(TalkIndexError) {
    let code = sqlite3_step(statement)
    guard code == SQLITE_DONE || code == SQLITE_ROW else {
      let error = failure ?? connection.failure(code)
      sqlite3_reset(statement)
      throw error
    }
    sqlite3_reset(statement)
  }

  /// Goes to the next row; `false`, and the statement is reset, after the last one.
  func step() throws(TalkIndexError) -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(statement)
      return false
    case let code:
      let error = failure ?? connection.failure(code)
      sqlite3_reset(statement)
      throw error
    }
  }

  /// Makes the statement ready to run again; needed after leaving rows unread.
  func reset() { sqlite3_reset(statement) }

  /// A number, or `nil` for NULL.
  func integer(_ column: Int32) -> Int64? {
    sqlite3_column_type(statement, column) == SQLITE_NULL
      ? nil : sqlite3_column_int64(statement, column)
  }

  /// A number with fraction; 0 for NULL.
  func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

  /// A text, or `nil` for NULL; bytes that are no UTF-8 are repaired.
  func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The bytes of a column; they stay valid only during `body`.
  func withBytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    let start = sqlite3_column_blob(statement, column)
    let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
    return body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Whether a text column holds exactly these bytes; `nil` stands for NULL.
  func holds(_ column: Int32, _ bytes: UnsafeRawBufferPointer?) -> Bool {
    guard let bytes else { return sqlite3_column_type(statement, column) == SQLITE_NULL }
    guard let start = sqlite3_column_text(statement, column) else { return false }
    let found = UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(statement, column)))
    return found.elementsEqual(bytes)
  }
}
