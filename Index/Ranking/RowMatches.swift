import FTS5Segments

/// Rows of talks: a list where there are few, one bit for each row of the index where there are many.
struct RowMatches {
  private enum Form {
    /// Ascending.
    case list([UInt32])
    case bits(RowSet)
  }

  private let form: Form
  /// Number of rows.
  let count: Int

  /// Rows in ascending order.
  init(_ rows: [UInt32]) {
    form = .list(rows)
    count = rows.count
  }

  /// Rows as bits.
  init(_ bits: RowSet) {
    form = .bits(bits)
    count = bits.count
  }

  private init(_ bits: RowSet, count: Int) {
    form = .bits(bits)
    self.count = count
  }

  /// Whether so many rows of an index with rows up to `capacity` take less room as bits.
  static func areMany(_ count: Int, of capacity: Int) -> Bool { count >= max(capacity / 64, 64) }

  /// The rows of a term.
  init(_ postings: Postings, capacity: Int) {
    if RowMatches.areMany(postings.count, of: capacity) {
      self.init(postings.rowSet(capacity: capacity), count: postings.count)
    } else {
      self.init(postings.rows)
    }
  }

  /// Whether there are none.
  var isEmpty: Bool { count == 0 }

  /// The rows, ascending.
  var rows: [UInt32] {
    switch form {
    case .list(let rows): rows
    case .bits(let bits): bits.ascending
    }
  }

  /// The rows as bits.
  func rowSet(capacity: Int) -> RowSet {
    switch form {
    case .list(let rows): RowSet(ascending: rows, capacity: capacity)
    case .bits(let bits): bits
    }
  }

  /// Rows in both.
  func intersection(_ other: RowMatches) -> RowMatches {
    switch (form, other.form) {
    case (.list(let a), .list(let b)): return RowMatches(RowLists.intersection(a, b))
    case (.list(let a), .bits(let b)): return RowMatches(b.filtered(a))
    case (.bits(let a), .list(let b)): return RowMatches(a.filtered(b))
    case (.bits(var a), .bits(let b)):
      a.formIntersection(b)
      return RowMatches(a)
    }
  }

  /// Whether any row is in both.
  func intersects(_ other: RowMatches) -> Bool {
    if case .bits(let a) = form, case .bits(let b) = other.form {
      return a.intersectionCount(b) > 0
    }
    return !intersection(other).isEmpty
  }

  /// Rows that the other has not.
  func difference(_ other: RowMatches) -> RowMatches {
    guard !other.isEmpty else { return self }
    switch (form, other.form) {
    case (.list(let a), .list(let b)): return RowMatches(RowLists.difference(a, b))
    case (.list(let a), .bits(let b)): return RowMatches(b.filtered(a, contained: false))
    case (.bits(var a), _):
      a.subtract(other.rowSet(capacity: a.capacity))
      return RowMatches(a)
    }
  }

  /// Rows in any of several, of an index with rows up to `capacity`.
  static func union(_ all: [RowMatches], capacity: Int) -> RowMatches {
    let some = all.filter { !$0.isEmpty }
    guard some.count > 1 else { return some.first ?? RowMatches([]) }
    guard areMany(some.reduce(0) { $0 + $1.count }, of: capacity) else {
      return RowMatches(RowLists.union(some.map(\.rows)))
    }
    var result = RowSet(capacity: capacity)
    for matches in some {
      switch matches.form {
      case .list(let rows): result.insert(ascending: rows)
      case .bits(let bits): result.formUnion(bits)
      }
    }
    return RowMatches(result)
  }
}
