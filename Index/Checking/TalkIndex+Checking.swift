import FTS5Segments
import GRDB

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension TalkIndex {
  /// Checks everything: structure, schema, references, full text, content, names, occurrences.
  ///
  /// An index opened for reading is not written to: its full text is checked in a temporary copy.
  ///
  /// - Returns: what is wrong, in the order found; empty for a sound index.
  /// - Throws: `busy`, `full` where there is no room for the copy; never for damage.
  public func check() throws(TalkIndexError) -> [CheckFinding] {
    var findings: [CheckFinding]
    var isEntangled = false
    do {
      (findings, isEntangled) = try queue.read { db in
        var check = try IndexCheck(db, rawConnection(db))
        check.run()
        return (check.findings, check.isEntangled)
      }
    } catch {
      let error = translated(error)
      guard error.code == .damaged else { throw error }
      findings = [CheckFinding(.structure, .error, error.message, isRepairable: false)]
    }
    // A copy of damaged pages may grow without end, or fail for reasons that are none.
    let isDamaged = findings.contains { $0.code == .structure && !$0.isRepairable }
    if isEntangled || (isDamaged && mode == .read) { return findings }
    findings += try checkFullText()
    return findings
  }

  /// Copies the index to a new file, consistently, while others may read and write it.
  ///
  /// The copy stands alone (no write-ahead log, rollback journal mode), is verified and synced, and
  /// gets its name last.
  ///
  /// - Throws: `exists` where there is a file already; `full`, `readOnly`, `denied`, `damaged`.
  public func backup(to path: String) throws(TalkIndexError) {
    do {
      try IndexBackup.copy(queue, to: path)
    } catch {
      throw translated(error)
    }
  }

  private func checkFullText() throws(TalkIndexError) -> [CheckFinding] {
    do {
      if mode != .read {
        return try queue.writeWithoutTransaction { try FullTextCheck.run($0, rawConnection($0)) }
      }
      return try onTemporaryCopy { copy in
        try copy.writeWithoutTransaction { try FullTextCheck.run($0, rawConnection($0)) }
      }
    } catch {
      let error = translated(error)
      guard error.code == .damaged else { throw error }
      return [
        CheckFinding(
          .structure, .error, "The index cannot be copied: it is damaged.", isRepairable: false)
      ]
    }
  }

  private func onTemporaryCopy<T>(_ body: (DatabaseQueue) throws -> T) throws -> T {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array((folder + "/talks-check-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      throw TalkIndexError(resultCode: 14, detail: FileSync.reason(), path: folder)
    }
    let temporary = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let path = temporary + "/copy"
    defer {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
      rmdir(temporary)
    }
    try IndexBackup.dump(queue, to: path)
    let copy = try DatabaseQueue(
      path: path, configuration: Connection.configuration(readOnly: false))
    defer { try? copy.close() }
    return try body(copy)
  }
}

/// Asks the full-text indexes whether they say the same as the talks.
enum FullTextCheck {
  static let tables = ["talk_prose", "talk_words"]

  static func run(_ db: Database, _ connection: RawConnection) throws -> [CheckFinding] {
    var findings: [CheckFinding] = []
    for table in tables {
      do {
        try db.inTransaction(.immediate) {
          try db.execute(sql: "INSERT INTO \(table)(\(table), rank) VALUES ('integrity-check', 1)")
          if try !rankingFits(table, db, connection) {
            findings.append(
              CheckFinding(
                .ranking, .warning, "The lengths of rows stored for \(table) are not its rows'."))
          }
          return .rollback
        }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        findings.append(
          CheckFinding(
            .fullText, .error, "The full-text index \(table) does not say the same as the talks."))
      }
    }
    return findings
  }

  /// Whether what ranking has stored is what it would store anew, or is not in use.
  ///
  /// Stores it anew; the caller rolls back.
  private static func rankingFits(
    _ table: String, _ db: Database, _ connection: RawConnection
  ) throws -> Bool {
    do throws(TalkIndexError) {
      guard try RankingUpkeep.isInStep(table, connection) else { return true }
    } catch {
      guard error.code == .damaged else { throw error }
      return false
    }
    let sql = "SELECT chunk, lengths FROM ranking_lengths WHERE table_name = ? ORDER BY chunk"
    let before = try Row.fetchAll(db, sql: sql, arguments: [table])
    try RankingUpkeep.read(table, connection) { (reader) throws(SegmentError) in
      try RankingLengths.rebuild(reader)
    }
    return try Row.fetchAll(db, sql: sql, arguments: [table]) == before
  }
}
