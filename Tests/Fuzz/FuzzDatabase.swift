@testable import FTS5Segments
import GRDBSQLite

/// A database in memory with one FTS5 table `t` of one or two columns over a table `source` of two.
final class FuzzDatabase {
  static let tokenizers = [
    "porter unicode61 remove_diacritics 2", "unicode61 remove_diacritics 1", "unicode61",
    "porter ascii",
  ]

  let handle: OpaquePointer
  private let store: Statement
  private let index: Statement
  private let forget: Statement
  private let search: Statement
  private var shadows: [Statement] = []
  /// Term, row, column and token of every place.
  let places: Statement

  /// Makes the database; one with a name can be opened again with ``open(_:)``.
  init(
    tokenizer: String, pageSize: Int, columns: Int = 2, name: String? = nil
  ) throws(SegmentError) {
    let names = columns == 1 ? "title" : "title, body"
    let texts = columns == 1 ? "CAST(?2 AS TEXT)" : "CAST(?2 AS TEXT), CAST(?3 AS TEXT)"
    handle = try FuzzDatabase.open(name)
    try Statement.execute(
      handle,
      """
      CREATE TABLE source(id INTEGER PRIMARY KEY, title, body);
      CREATE VIRTUAL TABLE t USING fts5(\(names), content='source', content_rowid='id',
        tokenize='\(tokenizer)');
      CREATE VIRTUAL TABLE places USING fts5vocab('t', 'instance');
      INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize));
      INSERT INTO t(t, rank) VALUES('hashsize', 1000000000);
      """)
    store = try Statement(
      handle, "INSERT INTO source VALUES(?1, CAST(?2 AS TEXT), CAST(?3 AS TEXT))")
    index = try Statement(
      handle, "INSERT INTO t(rowid, \(names)) VALUES(?1, \(texts))")
    forget = try Statement(
      handle,
      "INSERT INTO t(t, rowid, \(names)) SELECT 'delete', id, \(names) FROM source "
        + "WHERE id=?1")
    search = try Statement(
      handle,
      "SELECT rowid, bm25(t), bm25(t, 5, 2) FROM t "
        + "WHERE t MATCH CAST(?1 AS TEXT) ORDER BY rowid")
    places = try Statement(handle, "SELECT term, doc, col='body', offset FROM places")
    for sql in [
      "SELECT id, block, 0 FROM t_data WHERE id<>10 ORDER BY id",
      "SELECT segid, term, pgno FROM t_idx ORDER BY segid, term",
      "SELECT id, sz, 0 FROM t_docsize ORDER BY id",
    ] { shadows.append(try Statement(handle, sql)) }
  }

  deinit { sqlite3_close_v2(handle) }

  /// A connection to a database in memory; those of one name share it.
  static func open(_ name: String?) throws(SegmentError) -> OpaquePointer {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
    let file = name.map { "file:/\($0)?vfs=memdb" } ?? ":memory:"
    guard sqlite3_open_v2(file, &opened, flags, nil) == SQLITE_OK, let opened else {
      throw SegmentError(.sqlite, "cannot open")
    }
    return opened
  }

  /// Runs SQL that gives no rows.
  func run(_ sql: String) throws(SegmentError) {
    try Statement.execute(handle, sql)
  }

  /// Puts a row into the content table only.
  func store(_ row: Int64, _ texts: [[UInt8]]) throws(SegmentError) {
    try run(store, row, texts)
  }

  /// Puts a row into the content table and, through FTS5, into the index.
  func insert(_ row: Int64, _ texts: [[UInt8]]) throws(SegmentError) {
    try run(store, row, texts)
    try run(index, row, texts)
  }

  /// Takes a row out of both.
  func delete(_ row: Int64) throws(SegmentError) {
    forget.bind(row, at: 1)
    try forget.run()
    try run("DELETE FROM source WHERE id=\(row)")
  }

  /// Takes every row out of both.
  func removeAll() throws(SegmentError) {
    try run("BEGIN; INSERT INTO t(t) VALUES('delete-all'); DELETE FROM source; COMMIT")
  }

  private func run(
    _ statement: Statement, _ row: Int64, _ texts: [[UInt8]]
  ) throws(SegmentError) {
    statement.bind(row, at: 1)
    for (index, text) in texts.enumerated() { statement.bind(text, at: Int32(index + 2)) }
    try statement.run()
  }

  /// Everything of the index but the structure record, which says how many writes it took.
  func indexBytes() throws(SegmentError) -> [[[UInt8]]] {
    var result: [[[UInt8]]] = []
    for statement in shadows {
      defer { statement.reset() }
      while try statement.step() { result.append((0..<3).map { Array(statement.blob($0)) }) }
    }
    return result
  }

  /// What a search says, with both scores, or the text of its error.
  func matches(_ query: [UInt8]) throws(SegmentError) -> (rows: [Int64], text: String) {
    let statement = try Statement(
      handle,
      "SELECT rowid, bm25(t), bm25(t, 5, 2) FROM t "
        + "WHERE t MATCH CAST(?1 AS TEXT) ORDER BY rowid")
    statement.bind(query, at: 1)
    var rows: [Int64] = []
    var text = ""
    do {
      while try statement.step() {
        rows.append(statement.integer(0))
        text += "\(statement.integer(0)) \(statement.real(1)) \(statement.real(2)); "
      }
    } catch { text += "\(error)" }
    return (rows, text)
  }
}
