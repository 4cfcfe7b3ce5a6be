import CivilTime
import TalkQuery

/// Counts hits by series, speaker, keyword, year or venue.
struct FacetCounter {
  private let connection: RawConnection
  private let clock: SearchClock

  /// Hits up to which each is looked up; for more, the whole table is read.
  private static let lookUps = 5000

  /// For a connection in its read transaction.
  init(_ connection: RawConnection, _ clock: SearchClock) {
    self.connection = connection
    self.clock = clock
  }

  /// The most frequent values among talks, rows ascending; equal counts in alphabetical order.
  func counts(_ facet: Facet, of rows: [UInt32]) throws -> [FacetCount] {
    switch facet {
    case .series:
      try named(rows, "talk_series", "series_id", "SELECT name FROM series WHERE id = ?1")
    case .speaker:
      try named(rows, "talk_speaker", "person_id", "SELECT name FROM person WHERE id = ?1")
    case .keyword: try keywords(rows)
    case .year: try years(rows)
    case .venue: try venues(rows)
    }
  }

  private func named(
    _ rows: [UInt32], _ table: String, _ column: String, _ name: String
  ) throws -> [FacetCount] {
    var counts: [Int64: Int] = [:]
    var previous: (row: Int64, id: Int64)?
    try forEach(rows, "SELECT talk_id, \(column) FROM \(table)", "talk_id") { statement in
      guard let row = statement.integer(0), let id = statement.integer(1) else { return }
      // Somebody named twice in one talk counts once, as far as the two stand together.
      if let last = previous, last == (row, id) { return }
      previous = (row, id)
      counts[id, default: 0] += 1
    }
    let statement = try connection.prepare(name)
    var byName: [FacetCount] = []
    for (id, count) in try top(counts) {
      statement.bind(1, id)
      if try statement.step() {
        byName.append(FacetCount(value: statement.text(0) ?? "", count: count))
      }
      statement.reset()
    }
    return FacetCounter.ordered(byName)
  }

  /// Keywords are counted by their keys and shown as the first hit has them.
  private func keywords(_ rows: [UInt32]) throws -> [FacetCount] {
    if rows.count > FacetCounter.lookUps {
      // Of equal counts as many as are compared by their spelling where there are fewer hits.
      let best = try KeywordScan(connection, rows: rows, check: clock.check)
        .list(by: .talks, limit: TopCounts<String>.most) { _ in true }
      return FacetCounter.ordered(best.map { FacetCount(value: $0.name, count: $0.talks.count) })
    }
    var counts: [String: Int] = [:]
    var names: [String: String] = [:]
    try forEach(rows, "SELECT id, keywords FROM talk", "id") { statement in
      var keys: Set<String> = []
      for name in NameList.split(statement.text(1)) {
        let key = KeywordKey.key(name)
        guard keys.insert(key).inserted else { continue }
        counts[key, default: 0] += 1
        if counts[key] == 1 { names[key] = name }
      }
    }
    return FacetCounter.ordered(
      try top(counts).map { FacetCount(value: names[$0.key] ?? $0.key, count: $0.value) })
  }

  private func years(_ rows: [UInt32]) throws -> [FacetCount] {
    var counts: [Int64: Int] = [:]
    var last: Int64?
    try forEach(rows, "SELECT talk_id, start_day FROM occurrence", "talk_id") { statement in
      guard let row = statement.integer(0), row != last, let day = statement.integer(1),
        let date = CivilDate(daysSinceEpoch: Int(day))
      else { return }
      last = row
      counts[Int64(date.year), default: 0] += 1
    }
    return FacetCounter.ordered(
      try top(counts).map { FacetCount(value: String($0.key), count: $0.value) })
  }

  private func venues(_ rows: [UInt32]) throws -> [FacetCount] {
    var counts: [String: Int] = [:]
    try forEach(rows, "SELECT id, venue FROM talk", "id") { statement in
      guard let venue = statement.text(1), !venue.isEmpty else { return }
      counts[venue, default: 0] += 1
    }
    return FacetCounter.ordered(counts.map { FacetCount(value: $0.key, count: $0.value) })
  }

  /// Runs a statement for the talks among `rows`, one by one or all at once.
  private func forEach(
    _ rows: [UInt32], _ sql: String, _ key: String, _ body: (PreparedStatement) -> Void
  ) throws {
    try clock.check()
    if rows.count <= FacetCounter.lookUps {
      let statement = try connection.prepare("\(sql) WHERE \(key) = ?1")
      for row in rows {
        statement.bind(1, Int64(row))
        while try statement.step() { body(statement) }
      }
      return
    }
    let statement = try connection.prepare("\(sql) ORDER BY \(key)")
    var index = 0
    while try statement.step() {
      guard let row = statement.integer(0).flatMap(UInt32.init(exactly:)) else { continue }
      while index < rows.count, rows[index] < row { index += 1 }
      guard index < rows.count else { break }
      if rows[index] == row { body(statement) }
    }
    statement.reset()
  }

  /// More than enough of the greatest counts to put the first ones in alphabetical order.
  private func top<Key: Comparable>(_ counts: [Key: Int]) throws -> [(key: Key, value: Int)] {
    var best = TopCounts<Key>()
    for (number, entry) in counts.enumerated() {
      // There may be millions of values, and SQLite has no part in this.
      if number % 4096 == 0 { try clock.check() }
      if best.mayTake(entry.value) { best.add(entry.key, entry.value) }
    }
    return best.entries
  }

  private static func ordered(_ counts: [FacetCount]) -> [FacetCount] {
    let sorted = counts.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
    }
    return Array(sorted.prefix(SearchLimits.facetValues))
  }
}

/// The greatest of many counts; among equal ones those of the least keys.
private struct TopCounts<Key: Comparable> {
  /// How many are kept.
  static var most: Int { SearchLimits.facetValues * 20 }

  private var best: [(key: Key, value: Int)] = []

  /// Whether an entry of that count may be among them; keys are made only for those.
  func mayTake(_ value: Int) -> Bool {
    guard value > 0 else { return false }
    return best.count < TopCounts.most || best.last.map { value >= $0.value } ?? true
  }

  mutating func add(_ key: Key, _ value: Int) {
    var low = 0
    var high = best.count
    while low < high {
      let middle = (low + high) / 2
      let other = best[middle]
      if other.value > value || (other.value == value && other.key < key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < TopCounts.most else { return }
    best.insert((key, value), at: low)
    if best.count > TopCounts.most { best.removeLast() }
  }

  /// The first ones, and all others whose count is not less than the last of those.
  var entries: [(key: Key, value: Int)] {
    guard best.count > SearchLimits.facetValues else { return best }
    let least = best[SearchLimits.facetValues - 1].value
    return best.filter { $0.value >= least }
  }
}
