/// Why a table of FTS5 could not be read or written directly.
///
/// `unsupported` is not a fault: the caller falls back to stock SQLite, which gives the same
/// answers more slowly.
package struct SegmentError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of trouble it is.
  package enum Code: String, Sendable {
    /// The bytes are not what FTS5 format version 4 allows.
    case damaged
    /// The table uses something that this module does not know; use stock SQLite.
    case unsupported
    /// SQLite itself reported an error; see `sqliteCode`.
    case sqlite
    /// The table to be filled holds rows already.
    case notEmpty = "not-empty"
    /// The caller broke a rule of this module, such as descending rows.
    case misuse
  }

  /// What kind of trouble it is.
  package let code: Code
  /// One sentence for people, without any content of the index.
  package let message: String
  /// SQLite's extended result code; 0 unless `code` is `sqlite`.
  package let sqliteCode: Int32

  /// Makes an error.
  package init(_ code: Code, _ message: String, sqliteCode: Int32 = 0) {
    self.code = code
    self.message = message
    self.sqliteCode = sqliteCode
  }

  package var description: String { "FTS5 segments: \(code.rawValue): \(message)" }

  static func damaged(_ message: String) -> SegmentError { SegmentError(.damaged, message) }

  static func unsupported(_ message: String) -> SegmentError {
    SegmentError(.unsupported, message)
  }
}
