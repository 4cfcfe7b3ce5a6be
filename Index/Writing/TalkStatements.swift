import CivilTime
import TalkModel

/// The statements that write rows of `talk`, their full text and their occurrences.
struct TalkStatements {
  private let connection: RawConnection
  private let insertion: PreparedStatement
  private let located: PreparedStatement
  private let moving: PreparedStatement
  private let updating: PreparedStatement
  private let touching: PreparedStatement
  private let marking: PreparedStatement
  private let deletion: PreparedStatement
  private let searchedText: PreparedStatement
  private let fullText: FullTextUpkeep
  private let change: PreparedStatement
  private let changeRemoval: PreparedStatement
  private let occurrence: PreparedStatement
  private let removal: PreparedStatement

  /// Columns that both `INSERT` and `UPDATE` write, with their parameters in this order.
  static let columns = [
    "file_id", "line", "start_utc", "end_utc", "start_day", "is_recurring", "is_tba", "sequence",
    "last_modified", "fingerprint", "content_hash", "last_changed", "title", "speakers",
    "affiliations", "series", "keywords", "abstract", "venue", "other_forms", "kind", "status",
    "start_local", "end_local", "time_zone", "time_form", "zone_origin", "biography", "language",
    "organiser", "url", "join_link", "join_secret", "uid", "recurrence_id", "keyword_marks",
  ]

  /// The statement that inserts a talk: ``columns``, then source and first revision; the row id is
  /// the last parameter.
  static let insertSQL = """
    INSERT INTO talk(\(columns.joined(separator: ", ")), source_id, first_seen, id)
    VALUES (\(Array(repeating: "?", count: columns.count + 3).joined(separator: ", ")))
    """

  /// The statement that adds an occurrence: talk, start, end, day, offset.
  static let occurrenceSQL = """
    INSERT OR IGNORE INTO occurrence(talk_id, start_utc, end_utc, start_day, utc_offset)
    VALUES (?, ?, ?, ?, ?)
    """

  init(_ connection: RawConnection, fullText: FullTextUpkeep) {
    self.connection = connection
    self.fullText = fullText
    insertion = connection.prepareLater(TalkStatements.insertSQL)
    // The file is a foreign key, and seldom another one: a statement that may change it makes FTS5
    // write all that it has gathered.
    located = connection.prepareLater("SELECT 1 FROM talk WHERE id = ? AND file_id IS ?")
    moving = connection.prepareLater("UPDATE talk SET file_id = ? WHERE id = ?")
    let changed = TalkStatements.columns.enumerated().filter { $0.element != "file_id" }
      .map { "\($0.element) = ?\($0.offset + 1)" }
    updating = connection.prepareLater(
      """
      UPDATE talk SET \(changed.joined(separator: ", ")), gone_since = NULL
      WHERE id = ?\(TalkStatements.columns.count + 1)
      """)
    touching = connection.prepareLater(
      """
      UPDATE talk SET line = ?2, sequence = ?3, last_modified = ?4, uid = ?5, recurrence_id = ?6,
        gone_since = NULL
      WHERE id = ?7 AND (line IS NOT ?2 OR sequence IS NOT ?3 OR last_modified IS NOT ?4
        OR uid IS NOT ?5 OR recurrence_id IS NOT ?6 OR gone_since IS NOT NULL)
      """)
    marking = connection.prepareLater(
      "UPDATE talk SET gone_since = ? WHERE id = ? AND gone_since IS NULL")
    deletion = connection.prepareLater("DELETE FROM talk WHERE id = ?")
    let read = SchemaVersion1.wordsColumns + TalkStatements.alsoTracked.map(\.name)
    searchedText = connection.prepareLater(
      "SELECT \(read.joined(separator: ", ")) FROM talk WHERE id = ?")
    change = connection.prepareLater(
      """
      INSERT OR IGNORE INTO talk_change(revision_id, talk_id, field, before) VALUES (?, ?, ?, ?)
      """)
    changeRemoval = connection.prepareLater("DELETE FROM talk_change WHERE talk_id = ?")
    occurrence = connection.prepareLater(TalkStatements.occurrenceSQL)
    removal = connection.prepareLater("DELETE FROM occurrence WHERE talk_id = ?")
  }

  // MARK: Writing

  func insert(
    _ row: TalkRow, _ source: Int64, _ file: Int64?, _ revision: Int64,
    willIndex: (Int64) throws(TalkIndexError) -> Void
  ) throws(TalkIndexError) -> Int64 {
    try TalkStatements.insert(
      row, id: nil, source: source, file: file, revision: revision, by: insertion)
    let id = connection.lastInsertedRow
    try willIndex(id)
    try fullText.insert(id, row)
    return id
  }

  func update(
    _ id: Int64, _ row: TalkRow, _ file: Int64?, _ revision: Int64
  ) throws(TalkIndexError) {
    searchedText.bind(1, id)
    guard try searchedText.step() else {
      throw TalkIndexError(
        code: .misuse, message: "There is no talk \(id) in \(connection.path).", advice: "")
    }
    let isSame = row.withText { text in
      TalkRow.Column.searched.enumerated().allSatisfy { position, column in
        searchedText.holds(Int32(position), text[column])
      }
    }
    if !isSame { try fullText.delete(id, searchedText) }
    try noteChanges(id, row, revision)
    searchedText.reset()
    try move(id, to: file)
    try TalkStatements.bind(row, file: file, revision: revision, to: updating) {
      (statement, next) throws(TalkIndexError) in
      statement.bind(next, id)
      try statement.run()
    }
    if !isSame { try fullText.insert(id, row) }
  }

  /// Columns beside the searched ones whose changes are noted, in the order they are read.
  private static let alsoTracked: [(column: TalkRow.Column, name: String)] = [
    (.startLocal, "start_local"), (.endLocal, "end_local"), (.timeZone, "time_zone"),
    (.status, "status"), (.url, "url"), (.joinLink, "join_link"),
  ]

  /// Notes what differs between the current row of `searchedText` and `row`.
  private func noteChanges(
    _ id: Int64, _ row: TalkRow, _ revision: Int64
  ) throws(TalkIndexError) {
    let searched = zip(TalkRow.Column.searched, SchemaVersion1.wordsColumns)
    let tracked = searched.map { (column: $0, name: $1) } + TalkStatements.alsoTracked
    let changed = row.withText { text in
      tracked.enumerated().filter { position, field in
        field.column != .otherForms && !searchedText.holds(Int32(position), text[field.column])
      }
    }
    for (position, field) in changed {
      change.bind(1, revision)
      change.bind(2, id)
      change.bind(3, field.name)
      if field.column == .abstract {
        change.bind(4, nil as String?)
      } else {
        change.bind(4, column: Int32(position), of: searchedText)
      }
      try change.run()
    }
  }

  func touch(_ id: Int64, _ row: TalkRow, _ file: Int64?) throws(TalkIndexError) {
    try move(id, to: file)
    touching.bind(2, row.line)
    touching.bind(3, row.sequence)
    touching.bind(4, row.lastModified)
    touching.bind(5, row.identity.uid)
    touching.bind(6, row.identity.recurrenceID)
    touching.bind(7, id)
    try touching.run()
  }

  /// Notes where a talk was seen.
  private func move(_ id: Int64, to file: Int64?) throws(TalkIndexError) {
    located.bind(1, id)
    located.bind(2, file)
    let isThere = try located.step()
    located.reset()
    guard !isThere else { return }
    moving.bind(1, file)
    moving.bind(2, id)
    try moving.run()
  }

  func markGone(_ id: Int64, _ revision: Int64) throws(TalkIndexError) {
    marking.bind(1, revision)
    marking.bind(2, id)
    try marking.run()
  }

  /// Takes a talk out of both full-text indexes.
  func removeText(_ id: Int64) throws(TalkIndexError) {
    searchedText.bind(1, id)
    guard try searchedText.step() else { return }
    try fullText.delete(id, searchedText)
    searchedText.reset()
  }

  func delete(_ id: Int64) throws(TalkIndexError) {
    changeRemoval.bind(1, id)
    try changeRemoval.run()
    deletion.bind(1, id)
    try deletion.run()
  }

  func addOccurrences(_ row: TalkRow, _ id: Int64) throws(TalkIndexError) {
    try TalkStatements.addOccurrences(row, id, by: occurrence)
  }

  func removeOccurrences(_ id: Int64) throws(TalkIndexError) {
    removal.bind(1, id)
    try removal.run()
  }

  // MARK: Reading

  func summaries(_ owner: TalkOwner, _ id: Int64) throws(TalkIndexError) -> [TalkSummary] {
    try TalkSummary.all(of: owner, id, connection)
  }

  func summaries(uid: String, _ source: Int64) throws(TalkIndexError) -> [TalkSummary] {
    let statement = try connection.prepare(
      """
      SELECT \(TalkSummary.columns) FROM talk t
      WHERE t.uid = ? AND t.source_id = ? ORDER BY t.id
      """)
    statement.bind(1, uid)
    statement.bind(2, source)
    return try TalkStatements.all(statement)
  }

  private static func all(_ statement: PreparedStatement) throws(TalkIndexError) -> [TalkSummary] {
    var summaries: [TalkSummary] = []
    while try statement.step() { summaries.append(TalkSummary(statement)) }
    return summaries
  }
}

// What the bulk build shares
extension TalkStatements {
  /// Runs `statement`, prepared from ``insertSQL``; SQLite chooses the row where `id` is `nil`.
  static func insert(
    _ row: TalkRow, id: Int64?, source: Int64, file: Int64?, revision: Int64,
    by statement: PreparedStatement
  ) throws(TalkIndexError) {
    try bind(row, file: file, revision: revision, to: statement) {
      (statement, next) throws(TalkIndexError) in
      statement.bind(next, source)
      statement.bind(next + 1, revision)
      statement.bind(next + 2, id)
      try statement.run()
    }
  }

  /// Binds ``columns`` from parameter 1, then lets `run` bind the rest and run the statement while
  /// the bytes stay in place.
  private static func bind(
    _ row: TalkRow, file: Int64?, revision: Int64, to statement: PreparedStatement,
    run: (PreparedStatement, Int32) throws(TalkIndexError) -> Void
  ) throws(TalkIndexError) {
    statement.bind(1, file)
    statement.bind(2, row.line)
    statement.bind(3, row.time?.start)
    statement.bind(4, row.time?.end)
    statement.bind(5, row.time?.startDay)
    statement.bind(6, row.occurrences.isEmpty ? 0 : 1)
    statement.bind(7, row.isTBA ? 1 : 0)
    statement.bind(8, row.sequence)
    statement.bind(9, row.lastModified)
    statement.bind(10, row.fingerprint)
    statement.bind(11, row.contentHash)
    statement.bind(12, revision)
    try row.withText { text throws(TalkIndexError) in
      var parameter: Int32 = 13
      for column in TalkRow.Column.allCases {
        statement.bind(parameter, bytes: text[column])
        parameter += 1
      }
      try run(statement, parameter)
    }
  }

  /// Runs `statement` for every occurrence of a talk.
  static func addOccurrences(
    _ row: TalkRow, _ id: Int64, by statement: PreparedStatement
  ) throws(TalkIndexError) {
    var times = row.occurrences
    if times.isEmpty, let time = row.time { times = [time] }
    for time in times {
      statement.bind(1, id)
      statement.bind(2, time.start)
      statement.bind(3, time.end)
      statement.bind(4, time.startDay)
      statement.bind(5, time.localStart.secondsSinceEpoch &- time.start)
      try statement.run()
    }
  }
}
