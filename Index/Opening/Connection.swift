import GRDB
import GRDBSQLite
import SQLiteConfiguration

/// How every connection to an index is set up.
enum Connection {
  /// Seconds to wait for a lock before an error says that the index is busy.
  static let busyTimeout = 5.0

  /// Upper bounds of `sqlite3_limit`, far above what an index needs and far below what hurts.
  static let limits: [(id: Int32, value: Int32)] = [
    (SQLITE_LIMIT_LENGTH, 64 << 20),
    (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (SQLITE_LIMIT_EXPR_DEPTH, 500),
    (SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (SQLITE_LIMIT_ATTACHED, 1),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 4096),
    (SQLITE_LIMIT_TRIGGER_DEPTH, 10),
  ]

  /// A configuration for reading or writing.
  static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(busyTimeout)
    configuration.label = readOnly ? "talks.read" : "talks.write"
    // An ingest keeps its transaction open while it waits for calendars.
    configuration.allowsUnsafeTransactions = !readOnly
    configuration.prepareDatabase { db in try prepare(db, readOnly: readOnly) }
    return configuration
  }

  /// Sets limits and pragmas of one connection.
  private static func prepare(_ db: Database, readOnly: Bool) throws {
    for limit in limits {
      sqlite3_limit(db.sqliteConnection, limit.id, limit.value)
    }
    // The triggers are for other programs. Ours write the full text by statements of their own:
    // SQLite before 3.41 lets no trigger write to FTS5 where trusted_schema is off, and triggers
    // that a stranger put into the file have no business here.
    if let connection = db.sqliteConnection {
      talks_set_defensive(connection, 1)
      talks_set_triggers(connection, 0)
    }
    // KiB of pages, 64 MiB for reading: the talks that searches show lie all over the file.
    let pragmas = """
      PRAGMA trusted_schema = OFF;
      PRAGMA cell_size_check = ON;
      PRAGMA cache_size = \(readOnly ? -65_536 : -32_768);
      """
    if readOnly {
      // Compiling every statement, GRDB notes all columns that it reads, for those who observe the
      // database. Nobody observes one that is only read, and it takes longer than compiling.
      sqlite3_set_authorizer(db.sqliteConnection, nil, nil)
      try run(pragmas + "PRAGMA query_only = ON", db)
    } else {
      try run(pragmas, db)
      // Talks are public: freed pages need not be overwritten with zeros.
      try run("PRAGMA secure_delete = OFF", db)
    }
  }

  /// Runs statements without what GRDB learns of each.
  private static func run(_ sql: String, _ db: Database) throws {
    let code = sqlite3_exec(db.sqliteConnection, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: db.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
    }
  }
}
