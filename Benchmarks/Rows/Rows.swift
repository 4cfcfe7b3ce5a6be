import FTS5Segments
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The FTS5 part of an ingest alone.
///
/// `talks-rows INDEX` indexes the talks of a file that `stock_ingest rows` has made, as `stock_ingest
/// index` does, but builds the segments off-line instead of by inserts. Both leave a file that stock
/// SQLite reads alike.
@main
struct Rows {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: talks-rows INDEX")
      exit(64)
    }
    let database = try Database(CommandLine.arguments[1])
    print("\(try index(database)) rows")
  }

  private static func index(_ database: Database) throws -> Int64 {
    try database.run("PRAGMA synchronous=NORMAL; BEGIN")
    let writer = try ShadowTableWriter(connection: database.handle, table: "talk_text")
    let builder = try SegmentBuilder(
      columns: 5, tokenizer: ["porter", "unicode61", "remove_diacritics", "2"],
      options: writer.builderOptions(postingBytes: 96 << 20))
    let read = try database.prepare(
      "SELECT id, title, speakers, series, abstract, venue FROM talk ORDER BY id")
    defer { sqlite3_finalize(read) }
    var count: Int64 = 0
    while sqlite3_step(read) == SQLITE_ROW {
      count += 1
      try builder.begin(row: sqlite3_column_int64(read, 0))
      for column in Int32(1)...5 {
        let text = sqlite3_column_text(read, column)
        builder.append(
          UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(read, column))))
      }
      try builder.end()
      if builder.isOverLimit { try writer.write(builder.seal(into: writer.pipe())) }
    }
    try writer.write(builder.seal(into: writer.pipe()))
    try writer.finish()
    try database.run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
    return count
  }
}

/// A connection, as bare as the rival's.
private final class Database {
  let handle: OpaquePointer

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  init(_ path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let opened else {
      throw Failure(description: "cannot open \(path)")
    }
    handle = opened
  }

  deinit { sqlite3_close(handle) }

  var failure: Failure { Failure(description: String(cString: sqlite3_errmsg(handle))) }

  func run(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
  }

  func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw failure
    }
    return statement
  }
}
