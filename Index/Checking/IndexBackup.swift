import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A consistent copy of an index in one file.
enum IndexBackup {
  /// Copies the index behind `queue` to `path` while others may read and write it.
  ///
  /// The copy is made under a temporary name in the same folder, without WAL, verified, synced,
  /// and given its name only then. A file that is already there is never overwritten.
  ///
  /// - Throws: `exists`, `full`, `readOnly`, `denied`, `damaged` where the copy does not verify.
  static func copy(_ queue: DatabaseQueue, to path: String) throws {
    let target = IndexFile.absolute(path)
    guard access(target, F_OK) != 0 else { throw TalkIndexError.exists(path: path) }
    let temporary = PartialFile.path(for: target)
    defer { PartialFile.remove(temporary) }
    try dump(queue, to: temporary)
    try verify(temporary)
    try FileSync.syncFile(temporary)
    // link() fails where the name is taken; rename() would overwrite it.
    guard link(temporary, target) == 0 else {
      guard errno != EEXIST else { throw TalkIndexError.exists(path: path) }
      throw TalkIndexError(resultCode: 10, detail: FileSync.reason(), path: path)
    }
    try FileSync.syncFolder(of: target)
  }

  /// Copies the rows of all tables in one read transaction; the copy is in rollback mode.
  static func dump(_ queue: DatabaseQueue, to path: String) throws {
    try queue.writeWithoutTransaction { db in
      // Even writing to another file counts as writing; the index itself stays read-only where it
      // was opened so.
      let isQueryOnly = try Bool.fetchOne(db, sql: "PRAGMA query_only") ?? false
      try db.execute(sql: "PRAGMA query_only = OFF")
      defer { if isQueryOnly { try? db.execute(sql: "PRAGMA query_only = ON") } }
      try db.execute(sql: "VACUUM INTO ?", arguments: [path])
    }
  }

  /// Checks structure and identity of a copy.
  private static func verify(_ path: String) throws {
    let copy = try DatabaseQueue(
      path: path, configuration: Connection.configuration(readOnly: true))
    let result = try copy.read { db in
      guard try IndexState(db).applicationID == Schema.applicationID else { return "foreign" }
      return try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
    }
    try copy.close()
    guard result == "ok" else { throw TalkIndexError.damaged(path: path, detail: result) }
  }
}

/// Makes files and names survive a power failure.
enum FileSync {
  /// Syncs content of the file at `path`.
  static func syncFile(_ path: String) throws(TalkIndexError) { try sync(path, O_RDWR) }

  /// Syncs the folder that `path` stands in, and so its name.
  static func syncFolder(of path: String) throws(TalkIndexError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try sync(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY)
  }

  /// Why the last system call failed.
  static func reason() -> String { String(cString: strerror(errno)) }

  /// The failure of the last system call, for messages about the file at `path`.
  static func failure(_ path: String) -> TalkIndexError {
    let isFull = errno == ENOSPC || errno == EDQUOT
    return TalkIndexError(
      resultCode: isFull ? SQLITE_FULL : SQLITE_IOERR, detail: reason(), path: path)
  }

  private static func sync(_ path: String, _ flags: Int32) throws(TalkIndexError) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw TalkIndexError(resultCode: 10, detail: reason(), path: path)
    }
    let failed = fsync(descriptor) != 0
    let why = failed ? reason() : ""
    close(descriptor)
    if failed { throw TalkIndexError(resultCode: 10, detail: why, path: path) }
  }
}

extension TalkIndexError {
  static func exists(path: String) -> TalkIndexError {
    TalkIndexError(
      code: .exists, message: "There is already a file at \(path).",
      advice: "It was left untouched; choose another name.")
  }
}
