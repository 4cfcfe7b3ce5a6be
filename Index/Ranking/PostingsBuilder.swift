import FTS5Segments

/// Makes postings row by row.
struct PostingsBuilder {
  private var rows: [UInt32] = []
  private var counts: [UInt64] = []

  /// Begins without rows.
  init(capacity: Int) {
    rows.reserveCapacity(capacity)
    counts.reserveCapacity(capacity)
  }

  /// Appends a row greater than all before.
  @inline(__always)
  mutating func append(_ row: UInt32, _ count: UInt64) {
    rows.append(row)
    counts.append(count)
  }

  /// The postings.
  func postings(_ patterns: FrequencyPatterns) -> Postings {
    Postings(rows: rows, counts: counts, patterns: patterns)
  }
}
