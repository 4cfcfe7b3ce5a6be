/// The statements that keep one full-text index in step.
struct FullTextStatements {
  private let connection: RawConnection
  private let table: String
  private let insertion: PreparedStatement
  private let deletion: PreparedStatement
  /// The indexed columns, and where each stands among ``TalkRow/Column/searched``.
  private let columns: [(column: TalkRow.Column, position: Int32)]

  init(
    _ connection: RawConnection, _ table: String, _ names: [String]
  ) throws(TalkIndexError) {
    self.connection = connection
    self.table = table
    let list = names.joined(separator: ", ")
    let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
    insertion = try connection.prepare("INSERT INTO \(table)(rowid, \(list)) VALUES (?, \(marks))")
    deletion = try connection.prepare(
      "INSERT INTO \(table)(\(table), rowid, \(list)) VALUES ('delete', ?, \(marks))")
    columns = zip(TalkRow.Column.searched, SchemaVersion1.wordsColumns).enumerated()
      .filter { names.contains($0.element.1) }
      .map { (column: $0.element.0, position: Int32($0.offset)) }
  }

  func insert(_ id: Int64, _ row: TalkRow) throws(TalkIndexError) {
    insertion.bind(1, id)
    try row.withText { text throws(TalkIndexError) in
      for (offset, column) in columns.enumerated() {
        insertion.bind(Int32(offset) + 2, bytes: text[column.column])
      }
      try insertion.run()
    }
  }

  /// Deletes with the text that was indexed: the current row of `old`.
  func delete(_ id: Int64, _ old: PreparedStatement) throws(TalkIndexError) {
    deletion.bind(1, id)
    for (offset, column) in columns.enumerated() {
      deletion.bind(Int32(offset) + 2, column: column.position, of: old)
    }
    try deletion.run()
  }

  /// Lets FTS5 merge segments until about that many pages were written.
  func merge(pages: Int) throws(TalkIndexError) {
    try connection.run("INSERT INTO \(table)(\(table), rank) VALUES ('merge', \(pages))")
  }
}
