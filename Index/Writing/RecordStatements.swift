/// The statements that write sources, files and revisions.
struct RecordStatements {
  private let connection: RawConnection

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

  func source(
    _ name: String, _ title: String?, _ url: String?
  ) throws(TalkIndexError) -> Int64 {
    let finding = try connection.prepare("SELECT id, title, url FROM source WHERE name = ?")
    finding.bind(1, name)
    guard try finding.step() else {
      let insertion = try connection.prepare(
        "INSERT INTO source(name, title, url) VALUES (?, ?, ?)")
      insertion.bind(1, name)
      insertion.bind(2, title)
      insertion.bind(3, url)
      try insertion.run()
      return connection.lastInsertedRow
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
    return id
  }

  func file(_ path: String) throws(TalkIndexError) -> FileRecord? {
    let statement = try connection.prepare(
      "SELECT \(FileRecord.columns) FROM file WHERE path = ?")
    statement.bind(1, path)
    guard try statement.step() else { return nil }
    return FileRecord(statement)
  }

  func files(_ source: Int64) throws(TalkIndexError) -> [FileRecord] {
    let statement = try connection.prepare(
      "SELECT \(FileRecord.columns) FROM file WHERE source_id = ? ORDER BY id")
    statement.bind(1, source)
    var files: [FileRecord] = []
    while try statement.step() { files.append(FileRecord(statement)) }
    return files
  }

  func save(_ file: FileRecord) throws(TalkIndexError) -> Int64 {
    let statement = try connection.prepare(
      """
      INSERT INTO file(source_id, path, size, mtime_ns, hash, events, rejected, is_truncated,
        last_revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(path) DO UPDATE SET source_id = excluded.source_id, size = excluded.size,
        mtime_ns = excluded.mtime_ns, hash = excluded.hash, events = excluded.events,
        rejected = excluded.rejected, is_truncated = excluded.is_truncated,
        last_revision = excluded.last_revision
      RETURNING id
      """)
    statement.bind(1, file.sourceID)
    statement.bind(2, file.path)
    statement.bind(3, file.size)
    statement.bind(4, file.modified)
    statement.bind(5, Int64(bitPattern: file.hash))
    statement.bind(6, file.events)
    statement.bind(7, file.rejected)
    statement.bind(8, file.isTruncated ? 1 : 0)
    statement.bind(9, file.lastRevision)
    guard try statement.step() else {
      throw TalkIndexError.damaged(path: connection.path, detail: "a file was not stored")
    }
    let id = statement.integer(0) ?? 0
    _ = try statement.step()
    return id
  }

  func removeFile(_ id: Int64) throws(TalkIndexError) {
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
