import GRDB
import GRDBSQLite

extension TalkIndex {
  /// Runs `body` in one write transaction; readers see all of what it did, or nothing.
  ///
  /// The transaction is rolled back where `body` throws.
  ///
  /// - Throws: what `body` throws; `busy` where another process is writing for longer than five
  ///   seconds, `full`, `readOnly`, `damaged`, `disk`.
  @discardableResult
  public func write<T>(_ body: (IndexWriter) throws -> T) throws -> T {
    try write(addingSegments: false, body)
  }

  /// Runs `body` as ``write(_:)``, and may make segments of the full-text indexes of many new talks.
  ///
  /// Only where nothing is searched, checked or repaired through this object: FTS5 would not see them.
  @discardableResult
  package func writeUnsearched<T>(_ body: (IndexWriter) throws -> T) throws -> T {
    try write(addingSegments: true, body)
  }

  private func write<T>(
    addingSegments: Bool, _ body: (IndexWriter) throws -> T
  ) throws -> T {
    guard mode != .read else { throw TalkIndexError.openedForReading(path: path) }
    do {
      var result: T?
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          let connection = try rawConnection(db)
          if !addingSegments { fullTextUse.isKnown = true }
          let store = IncrementalStore(connection, use: fullTextUse)
          let writer = IndexWriter(connection, store: store)
          result = try body(writer)
          try writer.finish()
          return .commit
        }
      }
      guard let result else { throw translated(DatabaseError(resultCode: .SQLITE_ABORT)) }
      return result
    } catch let error as DatabaseError {
      throw TalkIndexError(error, path: path)
    }
  }

  /// Moves everything from the write-ahead log into the index, synced, and empties the log.
  ///
  /// To be called when an ingest ends. Where readers keep the log in use, it is emptied by a later
  /// call or when the last connection closes.
  public func checkpoint() throws(TalkIndexError) {
    do {
      try queue.writeWithoutTransaction { db in
        do {
          try db.checkpoint(.truncate)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
          // Nothing is lost: the log is part of the index.
        }
      }
    } catch {
      throw translated(error)
    }
  }

  /// The bare connection below `db`.
  func rawConnection(_ db: Database) throws(TalkIndexError) -> RawConnection {
    guard let handle = db.sqliteConnection else {
      throw TalkIndexError(
        code: .misuse, message: "The index \(path) was closed.", advice: "Open it again.")
    }
    return RawConnection(handle: handle, path: path)
  }
}

extension TalkIndexError {
  static func openedForReading(path: String) -> TalkIndexError {
    TalkIndexError(
      code: .misuse, message: "The index \(path) was opened for reading only.",
      advice: "Open it for writing.")
  }
}
