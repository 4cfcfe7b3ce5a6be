import GRDB

extension TalkIndex {
  /// Opens the index at `path` with a schema of choice; tests use other schemas than the current.
  package static func open(
    at path: String, mode: OpenMode, schema: Schema, keepsBackup: Bool = true,
    searchMemory: Int? = nil
  ) throws(TalkIndexError) -> TalkIndex {
    let file = try IndexFile(path: path)
    switch file.content {
    case .database:
      break
    case .missing, .empty:
      guard mode != .create else { break }
      throw file.content == .missing ? .missing(path: path) : .empty(path: path)
    case .foreign(let what):
      throw .foreign(path: path, detail: what)
    case .truncated:
      throw .damaged(path: path, detail: "the file is shorter than its header says")
    }
    do {
      let isNew = file.content != .database
      let queue = try connect(to: file.path, readOnly: mode == .read)
      if isNew { try initialize(queue, schema: schema) }
      let isChanged = try prepare(
        queue, path: path, mode: mode, schema: schema, keepsBackup: keepsBackup)
      let index = TalkIndex(
        path: file.path, mode: mode, queue: queue,
        searchBox: SearchSessionBox(memory: searchMemory.map { max($0, 0) }))
      // Whoever makes tables or steps of a schema need not think of what FTS5 knows then.
      if isNew || isChanged { index.fullTextUse.isKnown = true }
      return index
    } catch let error as TalkIndexError {
      throw error
    } catch let error as DatabaseError {
      throw TalkIndexError(error, path: path)
    } catch {
      throw .damaged(path: path, detail: "\(error)")
    }
  }

  /// Connects to the file.
  ///
  /// A WAL index on a read-only file system has no place for its shared memory. If no WAL is left
  /// beside it, the file is complete and nobody can change it, so it is opened as immutable.
  private static func connect(to path: String, readOnly: Bool) throws -> DatabaseQueue {
    let configuration = Connection.configuration(readOnly: readOnly)
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError
      where readOnly && error.resultCode == .SQLITE_CANTOPEN && !IndexFile.hasWAL(path)
    {
      return try DatabaseQueue(
        path: IndexFile.immutableURI(path), configuration: configuration)
    } catch let error as DatabaseError
      where readOnly && error.resultCode == .SQLITE_READONLY && IndexFile.hasJournal(path)
    {
      // A write was cut short before its transaction ended: a reader may not roll it back.
      try rollBack(path)
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  /// Lets SQLite roll back what a process that is no more has left half-written.
  private static func rollBack(_ path: String) throws {
    let queue = try DatabaseQueue(
      path: path, configuration: Connection.configuration(readOnly: false))
    _ = try queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") }
    try queue.close()
  }

  /// Makes tables in an empty file, in one transaction.
  private static func initialize(_ queue: DatabaseQueue, schema: Schema) throws {
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA page_size = \(Schema.pageSize)")
      try db.inTransaction(.immediate) {
        // Another process may have been quicker.
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
          try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
          try SchemaMigrator(schema: schema).migrate(db, from: 0)
        }
        return .commit
      }
    }
  }

  /// Checks that the file is an index of this version, or makes it one, and returns whether it had to.
  private static func prepare(
    _ queue: DatabaseQueue, path: String, mode: OpenMode, schema: Schema, keepsBackup: Bool
  ) throws -> Bool {
    let state = try queue.read { db in try IndexState(db) }
    if state.tables.isEmpty, state.applicationID == 0 {
      // Creation was cut short before its transaction was committed.
      guard mode == .create else { throw TalkIndexError.empty(path: path) }
      try initialize(queue, schema: schema)
      _ = try prepare(queue, path: path, mode: mode, schema: schema, keepsBackup: keepsBackup)
      return true
    }
    guard state.applicationID == Schema.applicationID else {
      throw TalkIndexError.foreign(path: path, detail: "an SQLite file of another program")
    }
    if state.version > schema.version {
      throw TalkIndexError.newer(path: path, found: state.version, known: schema.version)
    }
    guard state.version >= 1 else {
      throw TalkIndexError.damaged(path: path, detail: "it has no schema version")
    }
    var tables = state.tables
    if state.version < schema.version {
      guard mode != .read else {
        throw TalkIndexError.older(path: path, found: state.version, known: schema.version)
      }
      let backup = keepsBackup ? "\(path).v\(state.version)-backup" : nil
      try SchemaMigrator(schema: schema).migrate(queue, backup: backup)
      tables = try queue.read { try IndexState($0).tables }
    }
    let missing = SchemaVersion2.tableNames.subtracting(tables)
    guard missing.isEmpty else {
      let names = missing.sorted().joined(separator: ", ")
      throw TalkIndexError.damaged(path: path, detail: "tables are missing: \(names)")
    }
    if mode != .read { try useWAL(queue) }
    return state.version < schema.version
  }

  /// Switches to write-ahead logging, so that readers go on while we write.
  private static func useWAL(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { db in
      let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      if mode?.lowercased() == "wal" {
        // A commit survives a crash of the program; a whole ingest ends with a synced checkpoint.
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
      }
    }
  }
}

/// What a database file says of itself.
struct IndexState {
  /// `PRAGMA application_id`.
  var applicationID: Int64
  /// `PRAGMA user_version`.
  var version: Int
  /// Names of all tables.
  var tables: Set<String>

  /// Reads it.
  init(_ db: Database) throws {
    applicationID = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    tables = try String.fetchSet(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
  }
}

extension IndexFile {
  /// Whether a write-ahead log with content is left beside the index.
  static func hasWAL(_ path: String) -> Bool {
    ((try? IndexFile(path: path + "-wal"))?.content ?? .missing) != .missing
  }

  /// Whether the journal of a transaction that was not ended is left beside the index.
  static func hasJournal(_ path: String) -> Bool {
    ((try? IndexFile(path: path + "-journal"))?.content ?? .missing) != .missing
  }

  /// `path` as a URI that tells SQLite that nobody can change the file.
  static func immutableURI(_ path: String) -> String {
    var uri = "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16)
        uri += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return uri + "?immutable=1"
  }
}

extension TalkIndexError {
  static func missing(path: String) -> TalkIndexError {
    TalkIndexError(
      code: .missing, message: "There is no index at \(path).",
      advice: "Make one with `talks ingest`, or name another with --index.")
  }

  static func empty(path: String) -> TalkIndexError {
    TalkIndexError(
      code: .empty, message: "The index \(path) is an empty file.",
      advice: "Fill it with `talks ingest`, or name another with --index.")
  }

  static func foreign(path: String, detail: String) -> TalkIndexError {
    TalkIndexError(
      code: .foreign, message: "\(path) is not an index of talks (\(detail)).",
      advice: "It was left untouched; name another with --index.")
  }

  static func older(path: String, found: Int, known: Int) -> TalkIndexError {
    TalkIndexError(
      code: .older,
      message: "The index \(path) has schema version \(found); this program reads \(known).",
      advice: "Run `talks ingest` once to bring it up to date; a backup is kept beside it.")
  }

  static func newer(path: String, found: Int, known: Int) -> TalkIndexError {
    TalkIndexError(
      code: .newer,
      message: "The index \(path) has schema version \(found); this program knows \(known).",
      advice: "It was left untouched; use the newer version of talks that wrote it.")
  }
}
