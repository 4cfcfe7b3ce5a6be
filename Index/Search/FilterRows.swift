import CivilTime
import GRDB
import TalkModel
import TalkQuery

/// Answers filters with SQL, for all talks or for single ones.
///
/// Everything typed is bound, never part of the SQL.
final class FilterRows {
  private enum Value {
    case number(Int64)
    case text(String)
  }

  /// A condition on the row `t` of `talk`, and where there is a quicker way, a statement that lists
  /// the rows that fulfil it.
  private struct Condition {
    var sql: String
    var values: [Value] = []
    var listing: String?
  }

  private let connection: RawConnection
  private let now: Int64

  /// For a connection in its read transaction; `now` is the moment of asking.
  init(_ connection: RawConnection, now: Int64) {
    self.connection = connection
    self.now = now
  }

  /// Rows of all talks, ascending.
  func everything() throws -> [UInt32] {
    try rows("SELECT id FROM talk_prose_docsize ORDER BY id", [])
  }

  /// Rows of the talks that fulfil a filter, ascending.
  func rows(_ filter: QueryFilter) throws -> [UInt32] {
    let condition = try condition(filter)
    let sql = condition.listing ?? "SELECT t.id FROM talk t WHERE \(condition.sql)"
    let found = try rows(sql, condition.values)
    return found.sorted()
  }

  /// Those of `rows` that fulfil a filter; cheaper where there are few.
  func keep(_ filter: QueryFilter, of rows: [UInt32]) throws -> [UInt32] {
    let condition = try condition(filter)
    let statement = try connection.prepare(
      "SELECT 1 FROM talk t WHERE t.id = ?1 AND (\(condition.sql))")
    bind(condition.values, to: statement, from: 2)
    var result: [UInt32] = []
    for row in rows {
      statement.bind(1, Int64(row))
      if try statement.step() { result.append(row) }
      statement.reset()
    }
    return result
  }

  private func rows(_ sql: String, _ values: [Value]) throws -> [UInt32] {
    let statement = try connection.prepare(sql)
    // Conditions count their values from ?2 on; ?1 is the row that `keep` looks at.
    bind(values, to: statement, from: 2)
    var result: [UInt32] = []
    while try statement.step() {
      if let row = statement.integer(0).flatMap(UInt32.init(exactly:)) { result.append(row) }
    }
    return result
  }

  private func bind(_ values: [Value], to statement: PreparedStatement, from first: Int32) {
    for (index, value) in values.enumerated() {
      switch value {
      case .number(let number): statement.bind(first + Int32(index), number)
      case .text(let text): statement.bind(first + Int32(index), text)
      }
    }
  }

  // MARK: - Conditions

  private func condition(_ filter: QueryFilter) throws -> Condition {
    switch filter {
    case .days(let from, let through):
      let first = Int64(from?.daysSinceEpoch ?? Int(Int32.min))
      let last = Int64(through?.daysSinceEpoch ?? Int(Int32.max))
      return Condition(
        sql: "EXISTS (SELECT 1 FROM occurrence o WHERE o.talk_id = t.id "
          + "AND o.start_day BETWEEN ?2 AND ?3)",
        values: [.number(first), .number(last)],
        listing: "SELECT DISTINCT talk_id FROM occurrence WHERE start_day BETWEEN ?2 AND ?3")
    case .state(let state): return self.state(state)
    case .has(let presence): return has(presence)
    case .source(let name): return try source(name)
    case .id(let text):
      return Condition(
        sql: "t.id = ?2 OR t.uid = ?3",
        values: [.number(Int64(text) ?? -1), .text(text)])
    }
  }

  private func state(_ state: QueryState) -> Condition {
    switch state {
    case .upcoming: upcoming
    case .past:
      Condition(
        sql: "t.id IN (SELECT talk_id FROM occurrence WHERE talk_id = t.id "
          + "GROUP BY talk_id HAVING max(end_utc) <= ?2)",
        values: [.number(now)],
        listing: "SELECT talk_id FROM occurrence GROUP BY talk_id HAVING max(end_utc) <= ?2")
    case .cancelled: Condition(sql: "t.status = 'cancelled'")
    case .recurring: Condition(sql: "t.is_recurring = 1")
    case .tba: Condition(sql: "t.is_tba = 1")
    case .talk: Condition(sql: "t.kind = 'talk'")
    case .other: Condition(sql: "t.kind <> 'talk'")
    case .gone: Condition(sql: "t.gone_since IS NOT NULL")
    }
  }

  /// Not over yet: what begins on a later day, and of the last days what ends later.
  ///
  /// Days are local ones, which may be a day off; what lasts longer than some days has an index of its
  /// own.
  private var upcoming: Condition {
    let today = now / 86_400
    return Condition(
      sql: "EXISTS (SELECT 1 FROM occurrence o WHERE o.talk_id = t.id AND o.end_utc > ?2)",
      values: [.number(now), .number(today &- 5), .number(today &+ 2)],
      listing: """
        SELECT talk_id FROM occurrence WHERE start_day > ?4
        UNION SELECT talk_id FROM occurrence WHERE start_day BETWEEN ?3 AND ?4 AND end_utc > ?2
        UNION SELECT talk_id FROM occurrence WHERE \(SchemaVersion2.lastsLong) AND end_utc > ?2
        """)
  }

  private func has(_ presence: QueryPresence) -> Condition {
    func sideTable(_ table: String) -> Condition {
      Condition(
        sql: "EXISTS (SELECT 1 FROM \(table) s WHERE s.talk_id = t.id)",
        listing: "SELECT DISTINCT talk_id FROM \(table)")
    }
    switch presence {
    case .abstract: return Condition(sql: "t.abstract <> ''")
    case .venue: return Condition(sql: "t.venue <> ''")
    case .link: return Condition(sql: "t.url <> '' OR t.join_link <> ''")
    case .speaker: return sideTable("talk_speaker")
    case .keyword: return Condition(sql: "t.keywords <> ''")
    case .series: return sideTable("talk_series")
    }
  }

  private func source(_ name: String) throws -> Condition {
    let ids = try SourceNames(connection).ids(of: name)
    // Numbers of rows, not anything typed.
    return Condition(sql: "t.source_id IN (\(ids.map(String.init).joined(separator: ", ")))")
  }
}
