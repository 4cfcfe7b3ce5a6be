import GRDB

/// Why an index could not be opened, read or written, and what to do about it.
///
/// Errors are equal when their codes are: messages are for people.
public struct TalkIndexError: Error, Sendable, Hashable {
  /// What went wrong; stable, for programs.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// There is no file at the path.
    case missing
    /// The file has no bytes.
    case empty
    /// The file is something else than an index of talks.
    case foreign
    /// The index has an older schema and was opened for reading only.
    case older
    /// The index was written by a newer version of this program.
    case newer
    /// The file is truncated or its content is inconsistent.
    case damaged
    /// Another process holds the index for longer than the busy timeout.
    case busy
    /// The disk is full.
    case full
    /// The index or its folder cannot be written.
    case readOnly = "read-only"
    /// Permission to open the file is denied.
    case denied
    /// A file that must not be overwritten is already there.
    case exists
    /// The operation ran past its deadline or was interrupted.
    case deadline
    /// Reading or writing the disk failed.
    case disk
    /// Something was asked of the index that it cannot do; a mistake in the calling program.
    case misuse
  }

  /// What went wrong.
  public var code: Code
  /// What went wrong, as a sentence without content of the index.
  public var message: String
  /// What to do about it, as a sentence.
  public var advice: String

  /// Makes an error.
  public init(code: Code, message: String, advice: String) {
    self.code = code
    self.message = message
    self.advice = advice
  }

  /// Whether both have the same code.
  public static func == (a: TalkIndexError, b: TalkIndexError) -> Bool { a.code == b.code }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension TalkIndexError: CustomStringConvertible {
  /// Message and advice.
  public var description: String { advice.isEmpty ? message : message + " " + advice }
}

extension TalkIndexError {
  /// What an error of SQLite means for the index at `path`.
  init(_ error: DatabaseError, path: String) {
    self.init(
      resultCode: error.resultCode.rawValue, detail: error.message ?? "no detail", path: path)
  }

  /// What a primary result code of SQLite means for the index at `path`.
  init(resultCode: Int32, detail: String, path: String) {
    let path = PartialFile.target(of: path)
    switch ResultCode(rawValue: resultCode & 0xFF) {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .init(
        code: .busy, message: "The index \(path) is locked by another process.",
        advice: "Try again when it has finished.")
    case .SQLITE_FULL:
      self = .init(
        code: .full, message: "The disk is full; \(path) is as it was before.",
        advice: "Free some space and run the command again.")
    case .SQLITE_READONLY:
      self = .init(
        code: .readOnly, message: "The index \(path) cannot be written.",
        advice: "Check the permissions of the file and of its folder.")
    case .SQLITE_PERM, .SQLITE_AUTH:
      self = .init(
        code: .denied, message: "Access to \(path) is denied.",
        advice: "Check the permissions of the file and of its folder.")
    case .SQLITE_CANTOPEN:
      self = .init(
        code: .denied, message: "The index \(path) cannot be opened (\(detail)).",
        advice: "Check that its folder exists and that you may read and write there.")
    case .SQLITE_CORRUPT:
      self = .damaged(path: path, detail: detail)
    case .SQLITE_ERROR where Self.signsOfDamagedSchema.contains(where: detail.contains):
      self = .damaged(path: path, detail: detail)
    case .SQLITE_NOTADB:
      self = .init(
        code: .foreign, message: "\(path) is not an SQLite file.",
        advice: "Name another index with --index.")
    case .SQLITE_IOERR:
      self = .init(
        code: .disk, message: "Reading or writing \(path) failed (\(detail)).",
        advice: "Check the disk, then run the command again; nothing half-done was kept.")
    case .SQLITE_INTERRUPT:
      self = .init(
        code: .deadline, message: "The operation was stopped.",
        advice: "Ask for less, or allow more time.")
    default:
      self = .init(
        code: .misuse, message: "SQLite reports “\(detail)” (\(resultCode)) on \(path).",
        advice: "Run `talks check`; if it finds nothing, please report this.")
    }
  }

  /// What SQLite says of our statements where the schema is not the one that the file states.
  private static let signsOfDamagedSchema = [
    "no such column", "no such table", "no such index", "no column named",
  ]

  /// The index at `path` is damaged.
  static func damaged(path: String, detail: String) -> TalkIndexError {
    TalkIndexError(
      code: .damaged, message: "The index \(path) is damaged (\(detail)).",
      advice: "Run `talks check --repair`, restore a backup, or ingest the calendars again.")
  }
}
