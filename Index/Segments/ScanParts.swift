/// A clause as the loops see it: its lists, and what they can give in the window at hand.
struct ScanPart {
  let views: Range<Int>
  let isRequired: Bool
  let isBonus: Bool
  /// Whether what its lists give adds up.
  let adds: Bool
  var bound = 0.0
  var isEmpty = false
  /// Whether rows that only it and lesser clauses bring may be hits.
  var isEssential = false
  /// The most that the clauses behind it in the order of the scan can give.
  var rest = 0.0
}

/// Two lists, as numbers of views, of which rows may get more for having both.
struct ScanPair {
  let weight: Double
  let left: Int
  let right: Int
  /// The most that it can give.
  let greatest: Double
  /// The rows of the window at hand that have both.
  var rows = WindowBits()
}
