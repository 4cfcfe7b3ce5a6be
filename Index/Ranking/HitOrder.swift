import TalkQuery

import FTS5Segments

/// Puts hits in order.
struct HitOrder {
  private let session: SearchSession
  private let now: Int64

  /// Rows whose dates are looked up one by one; for more, the dates of all talks are read.
  private static let lookUps = 2000

  /// With a session in its read transaction.
  init(_ session: SearchSession, now: Int64) {
    self.session = session
    self.now = now
  }

  /// Indices of the best `count` of ascending rows: greater score first, then the later start, then
  /// the lower row.
  func best(_ count: Int, rows: [UInt32], scores: [Double]) throws -> [Int] {
    guard count > 0, !rows.isEmpty else { return [] }
    var chosen = Array(rows.indices)
    if rows.count > count {
      let threshold = greatest(count, scores)
      chosen = chosen.filter { scores[$0] >= threshold }
    }
    chosen.sort { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    // Only hits of equal score need their dates, and only where the page reaches them.
    var begin = 0
    while begin < min(count, chosen.count) {
      var end = begin + 1
      while end < chosen.count, scores[chosen[end]] == scores[chosen[begin]] { end += 1 }
      if end - begin > 1 {
        let tied = Array(chosen[begin..<end])
        if tied.count > HitOrder.manyTied, session.isDense {
          let latest = try latest(
            min(count, end) - begin,
            of: RowSet(ascending: tied.map { rows[$0] }, capacity: session.rowCapacity))
          // Those that the page does not reach stay behind in any order.
          let places = latest.compactMap { row in tied.firstPlace { rows[$0] >= row } }
          chosen.replaceSubrange(begin..<end, with: places)
        } else {
          let starts = try self.starts(of: tied.map { rows[$0] })
          let order = tied.indices.sorted {
            starts[$0].first != starts[$1].first
              ? starts[$0].first > starts[$1].first : tied[$0] < tied[$1]
          }
          chosen.replaceSubrange(begin..<end, with: order.map { tied[$0] })
        }
      }
      begin = end
    }
    return Array(chosen.prefix(count))
  }

  /// The best `count` of rows of equal score: the later start, then the lower row first.
  func best(_ count: Int, ofTied rows: RowSet) throws -> [UInt32] {
    guard rows.count <= HitOrder.manyTied else { return try latest(count, of: rows) }
    let list = rows.ascending
    return try best(count, rows: list, scores: list.map { _ in 0 }).map { list[$0] }
  }

  /// Tied hits from which on the latest are looked for in the order of dates.
  private static let manyTied = 64

  /// The `count` of many rows that start last, the latest first; equal ones by row.
  ///
  /// Goes through the occurrences from the last day on until nothing can come before what it has.
  private func latest(_ count: Int, of wanted: RowSet) throws -> [UInt32] {
    let total = wanted.count
    let byDay = try session.statement(
      "SELECT talk_id, start_day FROM occurrence ORDER BY start_day DESC")
    let first = try session.statement(
      "SELECT min(start_utc) FROM occurrence WHERE talk_id = ?1")
    defer { byDay.reset() }
    var found: [(row: UInt32, start: Int64)] = []
    var seen: Set<Int64> = []
    var greatest = GreatestScores(limit: count)
    while seen.count < total, try byDay.step() {
      guard let row = byDay.integer(0), let day = byDay.integer(1), wanted.contains(row),
        seen.insert(row).inserted
      else { continue }
      // A day of the local clock ends less than a day after that of UTC.
      let (end, isOver) = (day &+ 2).multipliedReportingOverflow(by: 86_400)
      if !isOver, greatest.least > Double(end) { break }
      first.bind(1, row)
      let start = try first.step() ? first.integer(0) ?? .min : .min
      first.reset()
      found.append((UInt32(truncatingIfNeeded: row), start))
      greatest.offer(Double(start))
    }
    if found.count < count {
      let undated = wanted.ascending.lazy.filter { !seen.contains(Int64($0)) }
        .prefix(count - found.count)
      found += undated.map { ($0, .min) }
    }
    found.sort { $0.start != $1.start ? $0.start > $1.start : $0.row < $1.row }
    return found.prefix(count).map(\.row)
  }

  /// Rows in the order of their dates; talks without date come last, equal ones by row.
  func byDate(_ rows: [UInt32], _ order: SortOrder) throws -> [UInt32] {
    let starts = try starts(of: rows)
    let keys: [(Int, Int64)] = starts.map { start in
      guard start.first != .min else { return (2, 0) }
      switch order {
      case .newest, .relevance: return (0, -start.first)
      case .oldest: return (0, start.first)
      case .upcoming: return start.next.map { (0, $0) } ?? (1, -start.last)
      }
    }
    return rows.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
      .map { rows[$0] }
  }

  /// What each of `rows` is multiplied with for being near in time.
  func nearness(of rows: [UInt32]) throws -> [Double] {
    let ranking = session.ranking
    return try starts(of: rows).map { start in
      guard start.first != .min else { return 1 }
      let nearest = start.next ?? start.last
      let days = abs(Double(nearest) - Double(now)) / 86_400
      return 1 + ranking.recencyGain * Logarithm.powerOfTwo(-days / ranking.recencyHalfLife)
    }
  }

  // MARK: - Dates

  private struct Start {
    /// Start of the first occurrence; the least number where there is none.
    var first = Int64.min
    /// Start of the last one.
    var last = Int64.min
    /// Start of the first one that has not ended.
    var next: Int64?
  }

  /// Dates of those rows, in their order.
  private func starts(of rows: [UInt32]) throws -> [Start] {
    var result = [Start](repeating: Start(), count: rows.count)
    if rows.count <= HitOrder.lookUps {
      let statement = try session.statement(
        "SELECT start_utc, end_utc FROM occurrence WHERE talk_id = ?1 ORDER BY start_utc")
      for index in rows.indices {
        statement.bind(1, Int64(rows[index]))
        while try statement.step() { add(statement, 0, to: &result[index]) }
      }
      return result
    }
    let statement = try session.statement(
      "SELECT talk_id, start_utc, end_utc FROM occurrence ORDER BY talk_id, start_utc")
    // Both ascend, unless the rows are those of tied hits, which ascend by index, too.
    var index = 0
    while try statement.step() {
      guard let row = statement.integer(0).flatMap(UInt32.init(exactly:)) else { continue }
      while index < rows.count, rows[index] < row { index += 1 }
      guard index < rows.count else { break }
      if rows[index] == row { add(statement, 1, to: &result[index]) }
    }
    statement.reset()
    return result
  }

  private func add(_ statement: PreparedStatement, _ column: Int32, to start: inout Start) {
    guard let begin = statement.integer(column) else { return }
    if start.first == .min { start.first = begin }
    start.last = max(start.last, begin)
    if start.next == nil, statement.integer(column + 1) ?? begin > now { start.next = begin }
  }

  /// The `count`-th greatest of the scores.
  private func greatest(_ count: Int, _ scores: [Double]) -> Double {
    var heap = GreatestScores(limit: count)
    for score in scores { heap.offer(score) }
    return heap.least
  }
}

extension [Int] {
  /// The first element, of those in order, for which `isReached` holds.
  fileprivate func firstPlace(_ isReached: (Int) -> Bool) -> Int? {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isReached(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low < endIndex ? self[low] : nil
  }
}
