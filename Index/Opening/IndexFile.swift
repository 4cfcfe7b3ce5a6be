#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the file at a path looks like before SQLite touches it.
///
/// SQLite happily makes an index of an empty file and waits for the first query to find that a
/// file is something else; an archive deserves a closer look first.
struct IndexFile {
  /// What stands at the path.
  enum Content: Equatable {
    case missing
    case empty
    /// Not a regular file, or a file of another format.
    case foreign(String)
    /// An SQLite file that is shorter than its header says.
    case truncated
    /// An SQLite file, by its first bytes.
    case database
  }

  /// Absolute path, so that SQLite takes no path for a URI.
  let path: String

  /// What stands there.
  let content: Content

  /// Looks at the file at `path`.
  init(path: String) throws(TalkIndexError) {
    self.path = IndexFile.absolute(path)
    content = try IndexFile.look(at: self.path)
  }

  /// `path` as an absolute path without `~` or symbolic links resolved.
  static func absolute(_ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    guard let folder = getcwd(nil, 0) else { return "./" + path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  private static func look(at path: String) throws(TalkIndexError) -> Content {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return .missing }
      throw TalkIndexError(
        resultCode: 3, detail: String(cString: strerror(errno)), path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return .foreign("not a regular file") }
    // A transaction that was cut short is rolled back by SQLite; until then the file may be in
    // any state, so its journal vouches for it.
    let hasJournal = access(path + "-journal", F_OK) == 0
    if status.st_size == 0 { return hasJournal ? .database : .empty }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw TalkIndexError(resultCode: 3, detail: String(cString: strerror(errno)), path: path)
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = pread(descriptor, &header, header.count, 0)
    guard count >= 0 else {
      throw TalkIndexError(resultCode: 10, detail: String(cString: strerror(errno)), path: path)
    }
    if hasJournal { return .database }
    let magic = Array("SQLite format 3\0".utf8)
    guard
      header.prefix(min(count, magic.count)).elementsEqual(magic.prefix(min(count, magic.count)))
    else { return .foreign("no SQLite file") }
    guard count == header.count else { return .truncated }
    func number(at offset: Int, bytes: Int) -> Int {
      header[offset..<offset + bytes].reduce(0) { $0 << 8 | Int($1) }
    }
    // File format §1.3: the size in pages at offset 28 counts only where the change counter (24)
    // is the one it was written with (92).
    let pageSize = number(at: 16, bytes: 2) == 1 ? 65_536 : number(at: 16, bytes: 2)
    let pages = number(at: 28, bytes: 4)
    if pages > 0, number(at: 24, bytes: 4) == number(at: 92, bytes: 4),
      Int(status.st_size) < pages * pageSize, !hasLog(beside: path)
    {
      return .truncated
    }
    return .database
  }

  /// Whether a write-ahead log with content stands beside the index.
  ///
  /// A checkpoint that was cut short leaves the new header and not yet the last pages; they are in
  /// the log, from where SQLite reads and writes them.
  private static func hasLog(beside path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }
}
