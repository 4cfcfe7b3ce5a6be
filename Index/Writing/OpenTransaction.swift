import GRDB
import GRDBSQLite

/// A write transaction that stays open from one call to the next, so that its caller can write what is
/// there while other threads prepare what comes.
///
/// Other processes cannot write meanwhile, and readers see nothing of it before ``commit()``. Whoever has
/// one open does nothing else with its index.
package final class OpenTransaction {
  private let index: TalkIndex
  /// `nil` when it is over.
  private var writer: IndexWriter?

  /// Begins a transaction.
  ///
  /// - Throws: `busy` where another process is writing for longer than five seconds; `misuse`.
  fileprivate init(_ index: TalkIndex) throws(TalkIndexError) {
    guard index.mode != .read else { throw TalkIndexError.openedForReading(path: index.path) }
    self.index = index
    writer = try index.translating {
      try index.queue.writeWithoutTransaction { db in
        try db.beginTransaction(.immediate)
        let connection = try index.rawConnection(db)
        return IndexWriter(
          connection, store: IncrementalStore(connection, use: index.fullTextUse))
      }
    }
  }

  deinit { rollBack() }

  /// Runs `body` inside it.
  ///
  /// - Throws: what `body` throws; then nothing of the transaction is left.
  package func write(_ body: (IndexWriter) throws -> Void) throws {
    guard let writer else { throw index.translated(DatabaseError(resultCode: .SQLITE_ABORT)) }
    do {
      try index.queue.writeWithoutTransaction { _ in try body(writer) }
    } catch {
      rollBack()
      throw (error as? DatabaseError).map { TalkIndexError($0, path: index.path) } ?? error
    }
  }

  /// Ends it; readers now see all of it.
  ///
  /// - Throws: `full`, `disk`, `busy`; then nothing of it is left.
  package func commit() throws(TalkIndexError) {
    guard let writer else { return }
    do {
      try index.translating {
        try index.queue.writeWithoutTransaction { db in
          try writer.finish()
          try db.commit()
        }
      }
      self.writer = nil
    } catch {
      rollBack()
      throw error
    }
  }

  private func rollBack() {
    guard writer != nil else { return }
    writer = nil
    // SQLite may have done so already; a connection that fails here does so when it closes.
    index.queue.writeWithoutTransaction { db in
      if db.isInsideTransaction { try? db.rollback() }
    }
  }
}

extension TalkIndex {
  /// Begins a transaction as that of ``writeUnsearched(_:)``, to be ended by its caller.
  package func beginUnsearched() throws(TalkIndexError) -> OpenTransaction {
    try OpenTransaction(self)
  }

  /// Runs `body` with errors of SQLite as those of the index.
  fileprivate func translating<T>(_ body: () throws -> T) throws(TalkIndexError) -> T {
    do { return try body() } catch { throw translated(error) }
  }
}
