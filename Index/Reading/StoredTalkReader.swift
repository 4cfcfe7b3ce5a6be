import CivilTime
import GRDB
import TalkModel

/// Reads talks back, with their people, series, keywords and occurrences.
///
/// It is made for one read transaction and keeps its statements for all talks of a page of hits.
struct StoredTalkReader {
  private let talk: PreparedStatement
  private let speakers: PreparedStatement
  private let series: PreparedStatement
  private let occurrences: PreparedStatement
  private let sources: RowNames
  private let files: RowNames

  init(_ connection: RawConnection) throws(TalkIndexError) {
    talk = try connection.prepare(
      """
      SELECT t.id, t.uid, t.recurrence_id, t.kind, t.title, t.abstract, t.biography, t.start_utc,
        t.end_utc, t.start_local, t.end_local, t.time_zone, t.time_form, t.zone_origin,
        t.is_recurring, t.venue, t.join_link, t.join_secret, t.url, t.organiser, t.language,
        t.status, t.is_tba, t.sequence, t.last_modified, t.line, t.source_id, t.file_id,
        t.first_seen, t.last_changed, t.gone_since, t.keywords, t.keyword_marks
      FROM talk t WHERE t.id = ?
      """)
    sources = RowNames(try connection.prepare("SELECT name FROM source WHERE id = ?"))
    files = RowNames(try connection.prepare("SELECT path FROM file WHERE id = ?"))
    speakers = try connection.prepare(
      """
      SELECT coalesce(l.name, p.name), l.affiliation
      FROM talk_speaker l JOIN person p ON p.id = l.person_id WHERE l.talk_id = ?
      ORDER BY l.position
      """)
    series = try connection.prepare(
      """
      SELECT coalesce(l.name, s.name) FROM talk_series l JOIN series s ON s.id = l.series_id
      WHERE l.talk_id = ? ORDER BY l.position
      """)
    occurrences = try connection.prepare(
      "SELECT start_utc, end_utc, utc_offset FROM occurrence WHERE talk_id = ? ORDER BY start_utc")
  }

  /// Forgets names of sources and files, for another transaction.
  func forgetNames() {
    sources.forget()
    files.forget()
  }

  /// The talk with that row, or `nil`.
  func read(_ id: Int64) throws(TalkIndexError) -> StoredTalk? {
    talk.bind(1, id)
    guard try talk.step() else { return nil }
    var value = Talk(
      identity: TalkIdentity(uid: talk.text(1), recurrenceID: talk.text(2)),
      kind: talk.text(3).flatMap(TalkKind.init) ?? .talk, title: talk.text(4) ?? "")
    value.abstract = talk.text(5)
    value.biography = talk.text(6)
    value.time = time()
    let isRecurring = talk.integer(14) == 1
    value.venue = talk.text(15)
    value.joinLink = talk.text(16)
    value.joinSecret = talk.text(17)
    value.url = talk.text(18)
    value.organiser = talk.text(19)
    value.language = talk.text(20)
    value.status = talk.text(21).flatMap(TalkStatus.init) ?? .confirmed
    value.isToBeAnnounced = talk.integer(22) == 1
    value.sequence = Int(talk.integer(23) ?? 0)
    value.lastModified = talk.integer(24)
    value.line = Int(talk.integer(25) ?? 0)
    value.keywords = TalkKeywords(
      KeywordMarks.keywords(NameList.split(talk.text(31)), marks: talk.text(32)))
    var stored = StoredTalk(
      id: id, talk: value,
      provenance: Provenance(
        source: try talk.integer(26).flatMap { id throws(TalkIndexError) in try sources[id] } ?? "",
        file: try talk.integer(27).flatMap { id throws(TalkIndexError) in try files[id] } ?? "",
        line: value.line),
      firstSeen: talk.integer(28) ?? 0, lastChanged: talk.integer(29) ?? 0,
      goneSince: talk.integer(30))
    talk.reset()
    try readSides(into: &stored.talk, id, isRecurring: isRecurring)
    return stored
  }

  private func readSides(
    into talk: inout Talk, _ id: Int64, isRecurring: Bool
  ) throws(TalkIndexError) {
    speakers.bind(1, id)
    while try speakers.step() {
      talk.speakers.append(Speaker(name: speakers.text(0) ?? "", affiliation: speakers.text(1)))
    }
    series.bind(1, id)
    while try series.step() { talk.series.append(series.text(0) ?? "") }
    guard isRecurring, let first = talk.time else { return }
    occurrences.bind(1, id)
    while try occurrences.step() {
      let start = occurrences.integer(0) ?? 0
      var time = first
      time.start = start
      time.end = max(start, occurrences.integer(1) ?? start)
      let offset = occurrences.integer(2) ?? 0
      time.localStart = CivilDateTime(secondsSinceEpoch: start &+ offset) ?? first.localStart
      time.localEnd = CivilDateTime(secondsSinceEpoch: time.end &+ offset) ?? time.localStart
      talk.occurrences.append(time)
    }
  }

  /// The time of the talk row that `talk` stands on.
  private func time() -> TalkTime? {
    guard let start = talk.integer(7) else { return nil }
    let end = max(start, talk.integer(8) ?? start)
    guard
      let localStart = talk.withBytes(9, CivilDateTime.read)
        ?? CivilDateTime(secondsSinceEpoch: start),
      let localEnd = talk.withBytes(10, CivilDateTime.read)
        ?? CivilDateTime(secondsSinceEpoch: end)
    else { return nil }
    return TalkTime(
      start: start, end: end, localStart: localStart, localEnd: localEnd, zone: talk.text(11),
      form: talk.text(12).flatMap(TalkTime.Form.init) ?? .utc, zoneOrigin: talk.text(13) ?? "utc")
  }
}

/// Names of the rows of a small table, each read once.
private final class RowNames {
  private let statement: PreparedStatement
  private var known: [Int: String] = [:]
  /// Names that are kept.
  private static let limit = 10_000

  /// With a statement that gives the name of a row.
  init(_ statement: PreparedStatement) {
    self.statement = statement
  }

  /// The name of a row; `nil` if there is no such row.
  subscript(id: Int64) -> String? {
    get throws(TalkIndexError) {
      if let name = known[Int(id)] { return name }
      statement.bind(1, id)
      guard try statement.step() else { return nil }
      let name = statement.text(0)
      statement.reset()
      if known.count >= RowNames.limit { forget() }
      known[Int(id)] = name
      return name
    }
  }

  func forget() { known.removeAll() }
}

extension CivilDateTime {
  /// Reads `YYYY-MM-DDTHH:MM:SS`, the form of `description`; `nil` for anything else.
  fileprivate static func read(_ bytes: UnsafeRawBufferPointer) -> CivilDateTime? {
    guard bytes.count == 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return CivilDateTime(date: date, hour: hour, minute: minute, second: second)
  }
}
