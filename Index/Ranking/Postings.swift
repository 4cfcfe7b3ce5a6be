/// The talks that have a term, ascending, and how often each field of them has it.
///
/// A talk's frequencies are one number: eight bits a ``TextField``, its raw value times eight from
/// the right; 255 stands for that or more.
final class Postings {
  /// Rows, ascending.
  let rows: [UInt32]
  /// Frequencies of each row.
  let counts: [UInt64]
  /// What the formula makes of each row; kept once a search needed most of them.
  private(set) var impacts: [Double] = []

  /// Makes postings; both arrays have one entry a row.
  init(rows: [UInt32], counts: [UInt64]) {
    self.rows = rows
    self.counts = counts
  }

  /// No postings.
  static var none: Postings { Postings(rows: [], counts: []) }

  /// Keeps the impacts of all rows.
  func keep(_ impacts: [Double]) {
    if impacts.count == rows.count { self.impacts = impacts }
  }

  /// Number of talks.
  var count: Int { rows.count }

  /// Whether no talk has the term.
  var isEmpty: Bool { rows.isEmpty }

  /// Bytes of memory, about.
  var byteCount: Int { 96 + rows.count * 20 }

  /// Postings of only the talks that have the term in one of the fields of `mask`.
  func masked(_ mask: UInt64) -> Postings {
    guard mask != .max else { return self }
    var builder = PostingsBuilder(capacity: 16)
    for index in rows.indices where counts[index] & mask != 0 {
      builder.append(rows[index], counts[index] & mask)
    }
    return builder.postings()
  }

  /// Postings of the talks that have any of the terms; frequencies are added.
  static func union(_ lists: [Postings]) -> Postings {
    var queue = lists.filter { !$0.isEmpty }.sorted { $0.count < $1.count }
    guard !queue.isEmpty else { return .none }
    // The shortest lists are merged first, so that a long one is copied once.
    while queue.count > 1 {
      var next: [Postings] = []
      var index = 0
      while index + 1 < queue.count {
        next.append(merged(queue[index], queue[index + 1]))
        index += 2
      }
      if index < queue.count { next.append(queue[index]) }
      queue = next
    }
    return queue[0]
  }

  private static func merged(_ a: Postings, _ b: Postings) -> Postings {
    var builder = PostingsBuilder(capacity: a.count + b.count)
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
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      result |= min((a >> shift & 0xFF) + (b >> shift & 0xFF), 255) << shift
      shift += 8
    }
    return result
  }

  /// Sum over all fields.
  static func total(_ counts: UInt64) -> Int {
    var result = 0
    var rest = counts
    while rest != 0 {
      result += Int(rest & 0xFF)
      rest >>= 8
    }
    return result
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
