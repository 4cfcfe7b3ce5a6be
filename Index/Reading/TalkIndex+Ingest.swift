import GRDB

extension TalkIndex {
  /// Every calendar file the index knows, in the order of the rows: what an ingest compares with.
  public func files() throws(TalkIndexError) -> [FileRecord] {
    try read { db in
      let connection = try rawConnection(db)
      let statement = try connection.prepare(
        "SELECT \(FileRecord.columns) FROM file ORDER BY id")
      var files: [FileRecord] = []
      while try statement.step() { files.append(FileRecord(statement)) }
      return files
    }
  }

  /// The names of all sources by row.
  public func sourceNames() throws(TalkIndexError) -> [Int64: String] {
    try read { db in
      let connection = try rawConnection(db)
      let statement = try connection.prepare("SELECT id, name FROM source")
      var names: [Int64: String] = [:]
      while try statement.step() { names[statement.integer(0) ?? 0] = statement.text(1) ?? "" }
      return names
    }
  }

  /// Every talk of a source, gone ones included, in the order of their rows.
  public func summaries(ofSource source: Int64) throws(TalkIndexError) -> [TalkSummary] {
    try read { db in
      try TalkSummary.all(of: .source, source, rawConnection(db))
    }
  }
}
