import TalkQuery

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

  /// The best `count` of `indices`, which ascend: greater score first, then the later start, then
  /// the lower row.
  func best(
    _ count: Int, of indices: [Int], rows: [UInt32], scores: [Double]
  ) throws -> [Int] {
    guard count > 0, !indices.isEmpty else { return [] }
    var chosen = indices
    if indices.count > count {
      let threshold = greatest(count, indices, scores)
      chosen = indices.filter { scores[$0] >= threshold }
    }
    chosen.sort { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    // Only hits of equal score need their dates, and only where the page reaches them.
    var begin = 0
    while begin < min(count, chosen.count) {
      var end = begin + 1
      while end < chosen.count, scores[chosen[end]] == scores[chosen[begin]] { end += 1 }
      if end - begin > 1 {
        let tied = Array(chosen[begin..<end])
        let starts = try self.starts(of: tied.map { rows[$0] })
        let order = tied.indices.sorted {
          starts[$0].first != starts[$1].first
            ? starts[$0].first > starts[$1].first : tied[$0] < tied[$1]
        }
        chosen.replaceSubrange(begin..<end, with: order.map { tied[$0] })
      }
      begin = end
    }
    return Array(chosen.prefix(count))
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
  private func greatest(_ count: Int, _ indices: [Int], _ scores: [Double]) -> Double {
    var heap = GreatestScores(limit: count)
    for index in indices { heap.offer(scores[index]) }
    return heap.least
  }
}

/// The greatest of many scores: a heap with the least of them on top.
private struct GreatestScores {
  private let limit: Int
  private var heap: [Double] = []

  /// Keeps `limit` scores, at least one.
  init(limit: Int) {
    self.limit = limit
    heap.reserveCapacity(limit)
  }

  /// The least score kept; no bound as long as there are fewer than the limit.
  var least: Double { heap.count == limit ? heap[0] : -.infinity }

  /// Takes a score into account.
  mutating func offer(_ score: Double) {
    if heap.count < limit {
      heap.append(score)
      if heap.count == limit {
        for start in stride(from: limit / 2 - 1, through: 0, by: -1) { siftDown(start) }
      }
    } else if score > heap[0] {
      heap[0] = score
      siftDown(0)
    }
  }

  private mutating func siftDown(_ start: Int) {
    var index = start
    while true {
      var least = index
      let left = 2 * index + 1
      if left < heap.count, heap[left] < heap[least] { least = left }
      if left + 1 < heap.count, heap[left + 1] < heap[least] { least = left + 1 }
      guard least != index else { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}
