import FTS5Segments

/// The talks that have a term, ascending, and how often each field of them has it.
///
/// A talk's frequencies are one number: eight bits a ``TextField``, its raw value times eight from
/// the right; 255 stands for that or more.
///
/// Once a search has worked out the impacts of a frequent term, only these are kept, with the rows as
/// bits: a third of the memory. The frequencies are read again by the few who ask for them.
final class Postings {
  /// Number of talks.
  let count: Int
  private var kept: (rows: [UInt32], counts: [UInt64])?
  /// Reads the same postings once more.
  private let again: (() throws -> Postings)?
  /// Rows with what the formula makes of each.
  private var impacts: ImpactList?
  /// Rows as bits, once a search needed them.
  private var bits: RowSet?

  /// Makes postings; both arrays have one entry a row.
  init(rows: [UInt32], counts: [UInt64], again: (() throws -> Postings)? = nil) {
    count = rows.count
    kept = (rows, counts)
    self.again = again
  }

  /// The same postings, which can be read again by `again`.
  func cached(_ again: @escaping () throws -> Postings) -> Postings {
    guard let kept else { return self }
    return Postings(rows: kept.rows, counts: kept.counts, again: again)
  }

  /// No postings.
  static var none: Postings { Postings(rows: [], counts: []) }

  /// Whether no talk has the term.
  var isEmpty: Bool { count == 0 }

  /// Rows, ascending.
  var rows: [UInt32] {
    if let kept { return kept.rows }
    var set = RowSet(capacity: impacts?.rowLimit ?? 0)
    impacts?.insert(into: &set)
    return set.ascending
  }

  /// Rows, ascending, and the frequencies of each.
  func frequencies() throws -> (rows: [UInt32], counts: [UInt64]) {
    if let kept { return kept }
    return try again?().frequencies() ?? ([], [])
  }

  /// Frequencies of one row.
  func counts(of row: UInt32) throws -> UInt64? {
    if kept == nil, impacts?.index(of: row) == nil { return nil }
    let (rows, counts) = try frequencies()
    return rows.withUnsafeBufferPointer { rows in
      let index = RowLists.search(rows, from: 0, for: row)
      return index < rows.count && rows[index] == row ? counts[index] : nil
    }
  }

  /// Whether a row has the term.
  func has(_ row: UInt32) -> Bool {
    if let impacts { return impacts.index(of: row) != nil }
    return kept?.rows.withUnsafeBufferPointer { rows in
      let index = RowLists.search(rows, from: 0, for: row)
      return index < rows.count && rows[index] == row
    } ?? false
  }

  /// Rows with what the formula makes of each.
  ///
  /// Postings are never used with two formulas: a session that gets another forgets them.
  func impacts(_ formula: ImpactFormula, _ lengths: TextLengths) throws -> ImpactList {
    if let impacts { return impacts }
    let (rows, counts) = try frequencies()
    let list = try lengths.withLengths(of: rows) { lengths in
      ImpactList(ascending: rows) { formula.fill($0, $1, counts, lengths) }
    }
    impacts = list
    if list.isDense, again != nil { kept = nil }
    return list
  }

  /// Rows as bits, for an index with rows up to `capacity`.
  func rowSet(capacity: Int) -> RowSet {
    if let bits, bits.capacity >= capacity { return bits }
    var set = RowSet(capacity: capacity)
    if let kept { set.insert(ascending: kept.rows) } else { impacts?.insert(into: &set) }
    bits = set
    return set
  }

  /// Bytes of memory, about, with all that a search may add to them.
  var byteCount: Int { 256 + count * (count < Postings.many ? 28 : 14) }

  /// Rows from which on a term is taken for a frequent one.
  private static let many = 4096

  /// Postings of only the talks that have the term in one of the fields of `mask`.
  func masked(_ mask: UInt64) throws -> Postings {
    guard mask != .max else { return self }
    let (rows, counts) = try frequencies()
    var builder = PostingsBuilder(capacity: 16)
    for index in rows.indices where counts[index] & mask != 0 {
      builder.append(rows[index], counts[index] & mask)
    }
    return builder.postings()
  }

  /// Postings of the talks that have any of the terms; frequencies are added.
  static func union(_ lists: [Postings]) throws -> Postings {
    var queue = lists.filter { !$0.isEmpty }.sorted { $0.count < $1.count }
    guard !queue.isEmpty else { return .none }
    let greatest = Int(queue.reduce(0) { max($0, $1.rows.last ?? 0) })
    if queue.count > 2, greatest / 8 <= queue.reduce(0, { $0 + $1.count }) {
      return try gathered(queue, greatest)
    }
    // The shortest lists are merged first, so that a long one is copied once.
    while queue.count > 1 {
      var next: [Postings] = []
      var index = 0
      while index + 1 < queue.count {
        next.append(try merged(queue[index], queue[index + 1]))
        index += 2
      }
      if index < queue.count { next.append(queue[index]) }
      queue = next
    }
    return queue[0]
  }

  /// The union of lists by way of a table of all rows up to `greatest`.
  private static func gathered(_ lists: [Postings], _ greatest: Int) throws -> Postings {
    var table = [UInt64](repeating: 0, count: greatest + 1)
    var total = 0
    for list in lists {
      let (rows, counts) = try list.frequencies()
      total += rows.count
      table.withUnsafeMutableBufferPointer { table in
        for index in rows.indices {
          table[Int(rows[index])] = Frequencies.sum(table[Int(rows[index])], counts[index])
        }
      }
    }
    var builder = PostingsBuilder(capacity: min(total, table.count))
    for row in table.indices where table[row] != 0 { builder.append(UInt32(row), table[row]) }
    return builder.postings()
  }

  private static func merged(_ left: Postings, _ right: Postings) throws -> Postings {
    let a = try left.frequencies()
    let b = try right.frequencies()
    var builder = PostingsBuilder(capacity: a.rows.count + b.rows.count)
    var i = 0
    var j = 0
    while i < a.rows.count, j < b.rows.count {
      if a.rows[i] < b.rows[j] {
        builder.append(a.rows[i], a.counts[i])
        i += 1
      } else if a.rows[i] > b.rows[j] {
        builder.append(b.rows[j], b.counts[j])
        j += 1
      } else {
        builder.append(a.rows[i], Frequencies.sum(a.counts[i], b.counts[j]))
        i += 1
        j += 1
      }
    }
    while i < a.rows.count {
      builder.append(a.rows[i], a.counts[i])
      i += 1
    }
    while j < b.rows.count {
      builder.append(b.rows[j], b.counts[j])
      j += 1
    }
    return builder.postings()
  }
}

/// Eight frequencies in one number.
enum Frequencies {
  /// The bits of a field.
  static func mask(_ field: TextField) -> UInt64 { 0xFF << UInt64(field.rawValue * 8) }

  /// A frequency of one field.
  static func count(_ field: TextField, in counts: UInt64) -> Int {
    Int(counts >> UInt64(field.rawValue * 8) & 0xFF)
  }

  /// `counts` and `times` more in a field, at most 255.
  static func adding(_ times: Int, _ field: TextField, to counts: UInt64) -> UInt64 {
    let value = UInt64(min(count(field, in: counts) + times, 255))
    return counts & ~mask(field) | value << UInt64(field.rawValue * 8)
  }

  /// Sum field by field, each at most 255.
  static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    // Where all are below 128, no sum reaches the next field.
    if (a | b) & 0x8080_8080_8080_8080 == 0 { return a + b }
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      result |= min((a >> shift & 0xFF) + (b >> shift & 0xFF), 255) << shift
      shift += 8
    }
    return result
  }

  /// Sum over all fields.
  @inline(__always)
  static func total(_ counts: UInt64) -> Int {
    // Sums of two fields stand in sixteen bits each; the product gathers all four on top.
    let pairs = (counts & 0x00FF_00FF_00FF_00FF) + (counts >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}

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
  func postings() -> Postings { Postings(rows: rows, counts: counts) }
}
