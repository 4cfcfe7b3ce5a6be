@testable import FTS5Segments

/// Full-text segments both ways: what is built from any text is what stock SQLite makes of it and is
/// read as stock SQLite reads it, and damaged segments are an error or an answer.
///
/// The first byte chooses which.
enum SegmentsTarget {
  static func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    do {
      if first & 1 == 0 {
        try BuiltSegments.check(Array(bytes.dropFirst()))
      } else {
        try DamagedSegments.check(Array(bytes.dropFirst()))
      }
    } catch {
      demand(false, "\(error)")
    }
  }
}
