import FTS5Segments
import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// A first build
// -------------
// Into an index with many talks, an ingest writes row by row: tables, their indexes, and the two
// full-text indexes, which merge their segments again and again. For the first build of a large
// index there is a faster way to the same file:
//
//   rows of tables    appended, without journal, indexes and triggers      the caller's thread
//   talk_prose        postings gathered in memory, written as one segment  a thread of its own
//   talk_words        likewise                                             a thread of its own
//   in the end        indexes from sorted rows, triggers, one sync, and a rename
//
// Everything happens in a file beside the index. Until the rename, a crash leaves a stray file and
// nothing else.

/// Builds a whole index from scratch, several times faster than writing it talk by talk.
///
/// ```swift
/// let build = try BulkBuild(path: "talks.sqlite")
/// try build.write { writer in … }   // the same writer as that of an index; as often as wanted
/// try build.finish()                // only now there is an index
/// ```
///
/// The result equals that of writing the same to an empty index: same rows, same answers.
public final class BulkBuild {
  /// What a build may use.
  public struct Options: Sendable {
    /// Memory for postings and cached pages, in bytes; default 256 MiB.
    ///
    /// Vocabulary and names come on top, some 150 MiB for a million talks. With less memory there are more segments, and searches
    /// are a little slower.
    public var memory: Int

    /// Makes options.
    public init(memory: Int = 256 << 20) {
      self.memory = memory
    }
  }

  /// Talks from which a build is worth its while.
  public static let worthwhileTalks = 5000

  private let target: String
  private let temporary: String
  private var connection: RawConnection?
  private var store: BulkStore?
  private let schema: Schema

  /// Begins to build an index at `path`, where there must be none.
  ///
  /// - Throws: `exists`; `denied`, `full`, `readOnly` where its folder cannot be written.
  public convenience init(path: String, options: Options = Options()) throws(TalkIndexError) {
    try self.init(path: path, options: options, schema: .current)
  }

  init(path: String, options: Options, schema: Schema) throws(TalkIndexError) {
    let file = try IndexFile(path: path)
    guard file.content == .missing || file.content == .empty else {
      throw TalkIndexError.exists(path: path)
    }
    self.schema = schema
    target = file.path
    temporary = PartialFile.path(for: file.path)
    do {
      try BulkBuild.makeTables(at: temporary)
      let connection = try BulkBuild.open(temporary)
      self.connection = connection
      try connection.run(
        """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA threads = 1;
        PRAGMA cache_size = -\(max(2048, options.memory / 4096)); BEGIN
        """)
      store = try BulkStore(connection, options: options)
    } catch {
      abandon()
      throw error
    }
  }

  deinit { abandon() }

  /// Runs `body` with a writer; what it does is part of the index when ``finish()`` is done.
  ///
  /// - Throws: what `body` throws; then the build is of no more use, and leaves nothing behind.
  @discardableResult
  public func write<T>(_ body: (IndexWriter) throws -> T) throws -> T {
    guard let connection, let store else { throw BulkBuild.isOver(target) }
    do {
      return try body(IndexWriter(connection, store: store))
    } catch {
      abandon()
      throw error
    }
  }

  /// Completes the index and puts it in its place.
  ///
  /// - Throws: `exists` where another process was quicker; `full`, `disk`. Then there is no index.
  public func finish() throws(TalkIndexError) {
    do throws(TalkIndexError) {
      let late = try completeTables()
      // From here on it is an ordinary index: later versions of the schema, late changes.
      let index = try TalkIndex.open(
        at: temporary, mode: .write, schema: schema, keepsBackup: false)
      try index.apply(late)
      try index.close()
      try FileSync.syncFile(temporary)
      try putInPlace()
    } catch {
      abandon()
      throw error
    }
  }

  /// Completes everything but late changes, which it returns, and closes the connection.
  private func completeTables() throws(TalkIndexError) -> [BulkStore.Late] {
    guard let connection, let store else { throw BulkBuild.isOver(target) }
    try store.finishFullText { () throws(TalkIndexError) in
      for index in SchemaVersion1.indexes { try connection.run(index) }
    }
    for trigger in SchemaVersion1.triggers { try connection.run(trigger) }
    try connection.run(
      "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 1; COMMIT")
    let late = store.late
    store.close()
    self.store = nil
    close()
    return late
  }

  private func putInPlace() throws(TalkIndexError) {
    if try IndexFile(path: target).content == .empty { unlink(target) }
    // What an index that was deleted left behind must not be taken for a part of this one.
    if access(target, F_OK) != 0 {
      for suffix in ["-wal", "-shm", "-journal"] { unlink(target + suffix) }
    }
    guard link(temporary, target) == 0 else {
      guard errno != EEXIST else { throw TalkIndexError.exists(path: target) }
      throw TalkIndexError(resultCode: SQLITE_IOERR, detail: FileSync.reason(), path: target)
    }
    unlink(temporary)
    try FileSync.syncFolder(of: target)
  }

  // MARK: The temporary file

  private static func makeTables(at path: String) throws(TalkIndexError) {
    // The virtual tables are made by a connection of their own: one that made them would not see
    // what is written into them behind their back.
    let connection = try open(path)
    defer { sqlite3_close_v2(connection.handle) }
    try connection.run(
      "PRAGMA page_size = \(Schema.pageSize); PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        + "BEGIN")
    for statement in SchemaVersion1.tables + SchemaVersion1.fullText + SchemaVersion1.aids {
      try connection.run(statement)
    }
    try connection.run("COMMIT")
  }

  private static func open(_ path: String) throws(TalkIndexError) -> RawConnection {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let detail = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
      sqlite3_close_v2(handle)
      throw TalkIndexError(resultCode: code, detail: detail, path: path)
    }
    return RawConnection(handle: handle, path: path)
  }

  private static func isOver(_ path: String) -> TalkIndexError {
    TalkIndexError(
      code: .misuse, message: "The build of \(path) is over.", advice: "Begin another one.")
  }

  private func close() {
    if let connection { sqlite3_close_v2(connection.handle) }
    connection = nil
  }

  private func abandon() {
    store?.close()
    store = nil
    close()
    PartialFile.remove(temporary)
  }
}

extension TalkIndex {
  /// Does what a bulk build postponed, and empties the write-ahead log.
  fileprivate func apply(_ late: [BulkStore.Late]) throws(TalkIndexError) {
    if !late.isEmpty {
      do {
        try queue.writeWithoutTransaction { db in
          try db.inTransaction(.immediate) {
            let store = try IncrementalStore(rawConnection(db))
            for change in late { try change.apply(to: store) }
            try store.finish()
            return .commit
          }
        }
      } catch {
        throw translated(error)
      }
    }
    try checkpoint()
  }
}

/// A full-text index of the schema, as a bulk build needs to know it.
struct FullTextTable {
  var name: String
  var columns: [TalkRow.Column]
  var tokenizer: [String]

  static let all = [
    FullTextTable(
      name: "talk_prose", columns: TalkRow.Column.searched.filter { $0 != .affiliations },
      tokenizer: ["porter", "unicode61", "remove_diacritics", "2"]),
    FullTextTable(
      name: "talk_words", columns: TalkRow.Column.searched,
      tokenizer: ["unicode61", "remove_diacritics", "2"]),
  ]
}

extension TalkIndexError {
  /// What an error of the segments module means for the index at `path`.
  init(_ error: SegmentError, path: String) {
    switch error.code {
    case .sqlite: self.init(resultCode: error.sqliteCode, detail: error.message, path: path)
    case .damaged: self = .damaged(path: path, detail: error.message)
    case .unsupported, .notEmpty, .misuse:
      self.init(
        code: .misuse, message: "Building the full text of \(path) failed (\(error.message)).",
        advice: "Please report this.")
    }
  }
}
