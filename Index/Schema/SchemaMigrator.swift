import GRDB

/// Brings an index from one schema version to another.
struct SchemaMigrator {
  /// Where it leads.
  var schema: Schema

  /// Runs the migrations after `version`; the caller has begun a transaction.
  func migrate(_ db: Database, from version: Int) throws {
    for migration in schema.migrations where migration.version > version {
      for statement in migration.statements { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = \(migration.version)")
    }
  }

  /// Copies the index to `backup`, then runs the migrations it lacks in one transaction.
  ///
  /// A backup that is already there is an earlier attempt's or another process's, and is kept.
  func migrate(_ queue: DatabaseQueue, backup: String?) throws {
    do {
      if let backup { try IndexBackup.copy(queue, to: backup) }
    } catch let error as TalkIndexError where error.code == .exists {
      // Kept as it is.
    }
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        // Another process may have been quicker.
        let found = try IndexState(db).version
        try migrate(db, from: found)
        return .commit
      }
    }
  }
}
