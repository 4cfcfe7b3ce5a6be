/// Scores of rows that were worked out, found at a place that the bits of the row say.
struct KnownScores {
  /// Rows, each at its place or behind it; ``none`` where there is none.
  private var rows = [UInt32](repeating: KnownScores.none, count: 64)
  private var scores = [Double](repeating: 0, count: 64)
  private var count = 0

  /// No row is that high.
  private static let none = UInt32.max

  /// The score of a row, if it is known.
  func score(of row: UInt32) -> Double? {
    let place = place(of: row)
    return rows[place] == row && row != KnownScores.none ? scores[place] : nil
  }

  /// Takes the score of a row.
  mutating func insert(_ score: Double, of row: UInt32) {
    guard row != KnownScores.none else { return }
    if 2 * count >= rows.count { grow() }
    let place = place(of: row)
    if rows[place] != row { count += 1 }
    rows[place] = row
    scores[place] = score
  }

  /// Where a row is, or would be.
  @inline(__always)
  private func place(of row: UInt32) -> Int {
    let last = rows.count - 1
    var place = Int(truncatingIfNeeded: UInt64(row) &* 0x9E37_79B9_7F4A_7C15 >> 32) & last
    while rows[place] != row, rows[place] != KnownScores.none { place = (place + 1) & last }
    return place
  }

  private mutating func grow() {
    let old = self
    rows = [UInt32](repeating: KnownScores.none, count: 2 * old.rows.count)
    scores = [Double](repeating: 0, count: 2 * old.rows.count)
    count = 0
    for (row, score) in zip(old.rows, old.scores) where row != KnownScores.none {
      insert(score, of: row)
    }
  }
}
