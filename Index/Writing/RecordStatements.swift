/// The statements that write sources, files and revisions.
///
/// A statement that SQLite may have to undo alone (an upsert, or a change of what a foreign key tells)
/// makes FTS5 write all that it has gathered, and ever more small segments are merged then. So files
/// that are there already are changed in the end.
final class RecordStatements {
  private let connection: RawConnection
  /// Files that are still to be changed.
  private var waiting: [Int64: FileRecord] = [:]

  init(_ connection: RawConnection) {
    self.connection = connection
  }

  func beginRevision(_ time: Int64) throws(TalkIndexError) -> Int64 {
    let statement = try connection.prepare("INSERT INTO revision(started_at) VALUES (?)")
    statement.bind(1, time)
    try statement.run()
    return connection.lastInsertedRow
  }

  func finishRevision(
    _ revision: Int64, _ time: Int64, _ counts: RevisionCounts
  ) throws(TalkIndexError) {
    let statement = try connection.prepare(
      """
      UPDATE revision SET finished_at = ?, files_read = ?, talks_new = ?, talks_changed = ?,
        talks_same = ?, talks_gone = ?, events_rejected = ? WHERE id = ?
      """)
    statement.bind(1, time)
    let values = [
      counts.filesRead, counts.new, counts.changed, counts.same, counts.gone, counts.rejected,
    ]
    for (offset, value) in values.enumerated() { statement.bind(Int32(offset) + 2, value) }
    statement.bind(8, revision)
    try statement.run()
  }

  /// The source of that name, and whether it was made just now.
  func source(
    _ name: String, _ title: String?, _ url: String?
  ) throws(TalkIndexError) -> (id: Int64, isNew: Bool) {
    let finding = try connection.prepare("SELECT id, title, url FROM source WHERE name = ?")
    finding.bind(1, name)
    guard try finding.step() else {
      let insertion = try connection.prepare(
        "INSERT INTO source(name, title, url) VALUES (?, ?, ?)")
      insertion.bind(1, name)
      insertion.bind(2, title)
      insertion.bind(3, url)
      try insertion.run()
      return (connection.lastInsertedRow, true)
    }
    let id = finding.integer(0) ?? 0
    let isSame =
      (title == nil || title == finding.text(1)) && (url == nil || url == finding.text(2))
    finding.reset()
    if !isSame {
      let updating = try connection.prepare(
        "UPDATE source SET title = coalesce(?, title), url = coalesce(?, url) WHERE id = ?")
      updating.bind(1, title)
      updating.bind(2, url)
      updating.bind(3, id)
      try updating.run()
    }
    return (id, false)
  }

  func file(_ path: String) throws(TalkIndexError) -> FileRecord? {
    try finish()
    let statement = try connection.prepare(
      "SELECT \(FileRecord.columns) FROM file WHERE path = ?")
    statement.bind(1, path)
    guard try statement.step() else { return nil }
    return FileRecord(statement)
  }

  func files(_ source: Int64) throws(TalkIndexError) -> [FileRecord] {
    try finish()
    let statement = try connection.prepare(
      "SELECT \(FileRecord.columns) FROM file WHERE source_id = ? ORDER BY id")
    statement.bind(1, source)
    var files: [FileRecord] = []
    while try statement.step() { files.append(FileRecord(statement)) }
    return files
  }

  /// Adds a file, or notes that one is to be changed.
  func save(_ file: FileRecord) throws(TalkIndexError) -> Int64 {
    let finding = try connection.prepare("SELECT id FROM file WHERE path = ?")
    finding.bind(1, file.path)
    if try finding.step(), let id = finding.integer(0) {
      waiting[id] = file
      return id
    }
    let insertion = try connection.prepare(
      """
      INSERT INTO file(source_id, size, mtime_ns, hash, events, rejected, is_truncated,
        last_revision, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    RecordStatements.bind(file, to: insertion)
    insertion.bind(9, file.path)
    try insertion.run()
    return connection.lastInsertedRow
  }

  /// Changes the files that wait for it.
  func finish() throws(TalkIndexError) {
    guard !waiting.isEmpty else { return }
    let updating = try connection.prepare(
      """
      UPDATE file SET source_id = ?, size = ?, mtime_ns = ?, hash = ?, events = ?, rejected = ?,
        is_truncated = ?, last_revision = ? WHERE id = ?
      """)
    for (id, file) in waiting.sorted(by: { $0.key < $1.key }) {
      RecordStatements.bind(file, to: updating)
      updating.bind(9, id)
      try updating.run()
    }
    waiting = [:]
  }

  private static func bind(_ file: FileRecord, to statement: PreparedStatement) {
    statement.bind(1, file.sourceID)
    statement.bind(2, file.size)
    statement.bind(3, file.modified)
    statement.bind(4, Int64(bitPattern: file.hash))
    statement.bind(5, file.events)
    statement.bind(6, file.rejected)
    statement.bind(7, file.isTruncated ? 1 : 0)
    statement.bind(8, file.lastRevision)
  }

  func removeFile(_ id: Int64) throws(TalkIndexError) {
    waiting[id] = nil
    let statement = try connection.prepare("DELETE FROM file WHERE id = ?")
    statement.bind(1, id)
    try statement.run()
  }

  /// The tables written here, in an order in which each refers only to those before.
  private static let tables = ["source", "revision", "file"]

  /// Copies everything to the empty tables of another database.
  func copy(to other: RawConnection) throws(TalkIndexError) {
    for table in RecordStatements.tables {
      let reading = try connection.prepare("SELECT * FROM \(table) ORDER BY id")
      let marks = Array(repeating: "?", count: reading.columnCount).joined(separator: ", ")
      let writing = try other.prepare("INSERT INTO \(table) VALUES (\(marks))")
      while try reading.step() {
        for column in 0..<Int32(reading.columnCount) {
          writing.bind(column + 1, column: column, of: reading)
        }
        try writing.run()
      }
    }
  }
}
