import GRDB

/// An index of talks: one SQLite file that holds the talks and finds them again.
///
/// ```swift
/// let index = try TalkIndex.open(at: "talks.sqlite", mode: .create)
/// try index.write { writer in
///   let source = try writer.sourceID(name: "seminars")
///   let revision = try writer.beginRevision(at: 1_746_784_800)
///   try writer.insert(TalkRow(talk), source: source, file: nil)
///   try writer.finishRevision(revision, at: 1_746_784_801)
/// }
/// ```
///
/// Every method may be called from any thread; reads and writes of one `TalkIndex` run one after
/// the other. Several processes may read while one writes; a reader sees whole transactions only.
public final class TalkIndex: Sendable {
  /// What an index is opened for.
  public enum OpenMode: Sendable, Hashable {
    /// Reading an index that is there.
    case read
    /// Reading and writing an index that is there.
    case write
    /// Reading and writing; an index that is not there is made.
    case create
  }

  /// Absolute path of the file.
  public let path: String
  /// What the index was opened for.
  public let mode: OpenMode
  /// What searches share; before the connection, so that its statements end before it.
  let searchBox: SearchSessionBox
  /// Whether FTS5 was used to write by ``writeUnsearched(_:)``.
  let fullTextUse = FullTextUse()
  /// The one connection.
  let queue: DatabaseQueue

  /// Makes an index of an open connection.
  init(
    path: String, mode: OpenMode, queue: DatabaseQueue,
    searchBox: SearchSessionBox = SearchSessionBox()
  ) {
    self.path = path
    self.mode = mode
    self.queue = queue
    self.searchBox = searchBox
  }

  /// Opens the index at `path`.
  ///
  /// An index of an older schema version is brought up to date when it is opened for writing; a
  /// copy of it as it was is left beside it, named `PATH.v1-backup` after its version.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - mode: What it is opened for.
  ///   - searchMemory: Bytes of lists that are kept from one search to the next, 0 or more; `nil` is
  ///     ``IndexLimits/searchMemory(talks:)``.
  /// - Returns: The open index.
  /// - Throws: `missing`, `empty`, `foreign`, `older` (for reading only), `newer`, `damaged`,
  ///   `denied`, `busy`, `full`, `readOnly`.
  public static func open(
    at path: String, mode: OpenMode, searchMemory: Int? = nil
  ) throws(TalkIndexError) -> TalkIndex {
    try open(at: path, mode: mode, schema: .current, searchMemory: searchMemory)
  }

  /// Runs `body` in one read transaction: everything it sees belongs to one state of the index.
  ///
  /// - Throws: what `body` throws; errors of SQLite as ``TalkIndexError``.
  func read<T>(_ body: (Database) throws -> T) throws(TalkIndexError) -> T {
    do {
      return try queue.read(body)
    } catch {
      throw translated(error)
    }
  }

  /// Closes the connection; the index cannot be used afterwards.
  ///
  /// Without it, the connection closes with the last reference.
  public func close() throws(TalkIndexError) {
    do {
      queue.writeWithoutTransaction { _ in searchBox.session = nil }
      try queue.close()
    } catch {
      throw translated(error)
    }
  }

  /// `error` as an error of this index.
  func translated(_ error: any Error) -> TalkIndexError {
    switch error {
    case let error as TalkIndexError: error
    case let error as DatabaseError: TalkIndexError(error, path: path)
    default:
      TalkIndexError(
        code: .misuse, message: "The operation on \(path) failed: \(error).", advice: "")
    }
  }
}
