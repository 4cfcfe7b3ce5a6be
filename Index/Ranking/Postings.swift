import FTS5Segments

/// The talks that have a term, ascending, and how often each field of them has it.
///
/// A talk's frequencies are one number: eight bits a ``TextField``, its raw value times eight from
/// the right; 255 stands for that or more.
final class Postings {
  /// The talks and their frequencies.
  let compact: CompactPostings
  /// Rows with what the formula makes of each.
  private var impacts: ImpactList?
  /// The same in steps, for sums; those of the list once there is one.
  private var knownSteps: PostingSteps?

  /// Takes what was read.
  init(_ compact: CompactPostings) {
    self.compact = compact
  }

  /// Makes postings; both arrays have one entry a row.
  convenience init(rows: [UInt32], counts: [UInt64], patterns: FrequencyPatterns) {
    self.init(CompactPostings(rows: rows, counts: counts, patterns: patterns))
  }

  /// Number of talks.
  var count: Int { compact.count }

  /// Whether no talk has the term.
  var isEmpty: Bool { count == 0 }

  /// Rows, ascending.
  var rows: [UInt32] { compact.allRows }

  /// Rows, ascending, and the frequencies of each.
  func frequencies() -> (rows: [UInt32], counts: [UInt64]) {
    (compact.allRows, compact.allCounts)
  }

  /// Frequencies of one row.
  func counts(of row: UInt32) -> UInt64? { compact.counts(of: row) }

  /// Whether a row has the term.
  func has(_ row: UInt32) -> Bool { compact.has(row) }

  /// Rows with what the formula makes of each.
  ///
  /// Postings are never used with two formulas: a session that gets another forgets them.
  func impacts(_ formula: ImpactFormula, _ lengths: TextLengths) throws -> ImpactList {
    if let impacts { return impacts }
    let list: ImpactList
    if let all = try lengths.allLengths(for: count),
      let short = ImpactList(compact, formula.packed, all)
    {
      list = short
    } else {
      let (rows, counts) = frequencies()
      let values = try lengths.lengths(of: rows)
      list = ImpactList(ascending: rows) { formula.fill($0, $1, counts, values) }
    }
    impacts = list
    // One byte a posting is enough.
    knownSteps = nil
    return list
  }

  /// What the formula makes of each row in steps, for sums, which make those that are not there.
  var steps: PostingSteps {
    if let knownSteps { return knownSteps }
    let steps = impacts.flatMap(PostingSteps.init(of:)) ?? PostingSteps(count: count)
    knownSteps = steps
    return steps
  }

  /// Rows as bits, for an index with rows up to `capacity`.
  func rowSet(capacity: Int) -> RowSet {
    var set = RowSet(capacity: capacity)
    compact.insert(into: &set)
    return set
  }

  /// Bytes of memory, about, with all that a search may add to them.
  var byteCount: Int {
    // Impacts take a byte each, or fourteen where they are few and worked out without the lengths of all
    // rows.
    compact.byteCount + 512 + compact.rowLimit / 32 + count * (count < Postings.few ? 15 : 1)
  }

  /// Postings below which impacts may be worked out at once.
  private static let few = 4096

  /// Postings of only the talks that have the term in one of the fields of `mask`.
  func masked(_ mask: UInt64) -> Postings {
    guard mask != .max else { return self }
    var builder = PostingsBuilder(capacity: 16)
    compact.forEach { row, counts in
      if counts & mask != 0 { builder.append(row, counts & mask) }
    }
    return builder.postings(compact.patterns)
  }

  /// Postings of the talks that have any of the terms; frequencies are added.
  static func union(_ lists: [Postings], _ patterns: FrequencyPatterns) -> Postings {
    var queue = lists.filter { !$0.isEmpty }.sorted { $0.count < $1.count }
    guard !queue.isEmpty else { return PostingsBuilder(capacity: 0).postings(patterns) }
    let limit = queue.reduce(0) { max($0, $1.compact.rowLimit) }
    if queue.count > 2, limit / 8 <= queue.reduce(0, { $0 + $1.count }) {
      return gathered(queue, limit)
    }
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

  /// The union of lists by way of a table of all rows below `limit`.
  private static func gathered(_ lists: [Postings], _ limit: Int) -> Postings {
    var table = [UInt64](repeating: 0, count: limit)
    var total = 0
    for list in lists {
      total += list.count
      table.withUnsafeMutableBufferPointer { table in
        list.compact.forEach { row, counts in
          table[Int(row)] = Frequencies.sum(table[Int(row)], counts)
        }
      }
    }
    var builder = PostingsBuilder(capacity: min(total, limit))
    for row in table.indices where table[row] != 0 { builder.append(UInt32(row), table[row]) }
    return builder.postings(lists[0].compact.patterns)
  }

  private static func merged(_ left: Postings, _ right: Postings) -> Postings {
    let a = left.frequencies()
    let b = right.frequencies()
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
    return builder.postings(left.compact.patterns)
  }
}
