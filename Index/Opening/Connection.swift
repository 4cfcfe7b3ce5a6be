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
    try db.execute(sql: "PRAGMA trusted_schema = OFF")
    try db.execute(sql: "PRAGMA cell_size_check = ON")
    // KiB of pages, 64 MiB for reading: the talks that searches show lie all over the file.
    try db.execute(sql: "PRAGMA cache_size = \(readOnly ? -65_536 : -32_768)")
    if readOnly {
      try db.execute(sql: "PRAGMA query_only = ON")
    } else {
      // Talks are public: freed pages need not be overwritten with zeros.
      try db.execute(sql: "PRAGMA secure_delete = OFF")
    }
  }
}
