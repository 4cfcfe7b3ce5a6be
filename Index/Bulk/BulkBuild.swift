import FTS5Segments
import GRDB
import GRDBSQLite
import SQLiteConfiguration

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
//   talk and its side tables  written as pages, in the order of rows          the caller's thread
//   all indexes               gathered, sorted, written as pages in the end   the caller's thread
//   talk_words                postings gathered in memory, then one segment,  a thread of its own
//                             page by page into the file
//   talk_prose                put together from the postings of talk_words    the same thread
//   source, file, revision    in memory, copied in the end                    the caller's thread
//
// Everything happens in a file beside the index. SQLite makes its empty tables and nobody has it open
// while pages are written; then it is opened as any other, completed, synced and renamed. Until the
// rename, a crash leaves a stray file and nothing else.

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
    /// Memory for postings and for sorting, in bytes; default 256 MiB.
    ///
    /// Vocabulary and names come on top, some 100 MiB for a million talks. With less memory there are
    /// more segments, and searches are a little slower.
    public var memory: Int

    /// Makes options.
    public init(memory: Int = 256 << 20) {
      self.memory = memory
    }
  }

  /// Talks from which a build is worth its while.
  ///
  /// Fewer are written as quickly one by one; and of two ingests that begin at once the second then
  /// waits for the first, where of two builds only one can be put in place.
  public static let worthwhileTalks = 200

  /// The schema version whose tables are written as pages; steps to later ones follow.
  private static let version = 2

  private let target: String
  private let temporary: String
  /// A database in memory that holds sources, files and revisions meanwhile.
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
    // Otherwise the allocator of Linux takes to putting large pieces among the small ones of each
    // thread, and a million talks need half as much memory again.
    talks_separate_large_memory()
    target = file.path
    temporary = PartialFile.path(for: file.path)
    do {
      store = try BulkBuild.store(at: temporary, options)
      let connection = try BulkBuild.open(":memory:")
      self.connection = connection
      for statement in SchemaVersion1.records { try connection.run(statement) }
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
      let writer = IndexWriter(connection, store: store)
      let result = try body(writer)
      try writer.finish()
      return result
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
      if !late.isEmpty || schema.version > BulkBuild.version { try bringUpToDate(late) }
      // The only time that anything is synced.
      try FileSync.syncFile(temporary)
      try putInPlace()
    } catch {
      abandon()
      throw error
    }
  }

  /// Completes everything but late changes, which it returns.
  private func completeTables() throws(TalkIndexError) -> [BulkStore.Late] {
    guard let connection, let store else { throw BulkBuild.isOver(target) }
    try store.finishTables()
    let file = try BulkBuild.open(temporary)
    defer { sqlite3_close_v2(file.handle) }
    try file.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
    try RecordStatements(connection).copy(to: file)
    try store.finishFullText(file)
    // The file remembers the mode; nothing is logged yet.
    try file.run("COMMIT; PRAGMA journal_mode = WAL")
    let late = store.late
    store.close()
    self.store = nil
    close()
    return late
  }

  /// Does what takes an ordinary index: late changes, and the steps to later versions of the schema.
  private func bringUpToDate(_ late: [BulkStore.Late]) throws(TalkIndexError) {
    let index = try TalkIndex.open(at: temporary, mode: .write, schema: schema, keepsBackup: false)
    try index.apply(late)
    try index.close()
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

  private static func makeTables(_ connection: RawConnection) throws(TalkIndexError) {
    try connection.run(
      "PRAGMA page_size = \(Schema.pageSize); PRAGMA auto_vacuum = NONE;"
        + "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
    for statement in Schema.current.freshStatements(version: version) {
      try connection.run(statement)
    }
    try connection.run(
      "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version); COMMIT")
  }

  /// Makes the tables at `path` and begins to fill them; SQLite does not have them open then.
  private static func store(
    at path: String, _ options: Options
  ) throws(TalkIndexError) -> BulkStore {
    let connection = try open(path)
    defer { sqlite3_close_v2(connection.handle) }
    try makeTables(connection)
    return try BulkStore(connection, options: options)
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

  /// Stemmed; its columns are the first ones of ``words``, so that its postings are made of those.
  static let prose = FullTextTable(
    name: "talk_prose", columns: TalkRow.Column.searched.filter { $0 != .affiliations },
    tokenizer: ["porter"] + words.tokenizer)

  /// Not stemmed.
  static let words = FullTextTable(
    name: "talk_words", columns: TalkRow.Column.searched,
    tokenizer: ["unicode61", "remove_diacritics", "2"])

  static let all = [prose, words]
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
