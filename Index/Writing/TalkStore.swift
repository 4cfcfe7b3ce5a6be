/// What a writer writes talks through: one that keeps everything in step at once, or one that builds
/// a whole index.
protocol TalkStore: AnyObject {
  func insert(
    _ row: TalkRow, source: Int64, file: Int64?, revision: Int64
  ) throws(TalkIndexError) -> Int64
  func update(
    _ id: Int64, to row: TalkRow, file: Int64?, revision: Int64
  ) throws(TalkIndexError)
  func touch(_ id: Int64, _ row: TalkRow, file: Int64?) throws(TalkIndexError)
  func markGone(_ id: Int64, revision: Int64) throws(TalkIndexError)
  func delete(_ id: Int64) throws(TalkIndexError)
  /// Talks up to a row no longer belong to a file.
  func forget(file: Int64, upTo last: Int64) throws(TalkIndexError)

  func summaries(of owner: TalkOwner, _ id: Int64) throws(TalkIndexError) -> [TalkSummary]
  func summaries(uid: String, source: Int64) throws(TalkIndexError) -> [TalkSummary]

  /// What remains to be done before the transaction commits.
  func finish() throws(TalkIndexError)
}

/// What talks are summed up by.
enum TalkOwner {
  case source, file
}

/// Writes talks with everything beside them at once, by statements of its own.
final class IncrementalStore: TalkStore {
  let connection: RawConnection
  private let talks: TalkStatements
  private let fullText: FullTextUpkeep
  private let names: NameStatements
  private let ranking: RankingUpkeep

  /// Writes by a connection; `use` lets new talks become segments, see ``FullTextUpkeep``.
  init(_ connection: RawConnection, use: FullTextUse? = nil) {
    self.connection = connection
    fullText = FullTextUpkeep(connection, use: use)
    talks = TalkStatements(connection, fullText: fullText)
    names = NameStatements(connection)
    ranking = RankingUpkeep(connection)
  }

  func insert(
    _ row: TalkRow, source: Int64, file: Int64?, revision: Int64
  ) throws(TalkIndexError) -> Int64 {
    let id = try talks.insert(row, source, file, revision) { (id) throws(TalkIndexError) in
      try ranking.willChange(id)
    }
    try addSides(of: row, id)
    return id
  }

  func update(
    _ id: Int64, to row: TalkRow, file: Int64?, revision: Int64
  ) throws(TalkIndexError) {
    try ranking.willChange(id)
    try removeSides(id)
    try talks.update(id, row, file, revision)
    try addSides(of: row, id)
  }

  func touch(_ id: Int64, _ row: TalkRow, file: Int64?) throws(TalkIndexError) {
    try talks.touch(id, row, file)
  }

  func markGone(_ id: Int64, revision: Int64) throws(TalkIndexError) {
    try talks.markGone(id, revision)
  }

  func delete(_ id: Int64) throws(TalkIndexError) {
    try ranking.willChange(id)
    try talks.removeText(id)
    try removeSides(id)
    try talks.delete(id)
  }

  func forget(file: Int64, upTo last: Int64) throws(TalkIndexError) {
    let statement = try connection.prepare(
      "UPDATE talk SET file_id = NULL WHERE file_id = ? AND id <= ?")
    statement.bind(1, file)
    statement.bind(2, last)
    try statement.run()
  }

  func summaries(of owner: TalkOwner, _ id: Int64) throws(TalkIndexError) -> [TalkSummary] {
    try talks.summaries(owner, id)
  }

  func summaries(uid: String, source: Int64) throws(TalkIndexError) -> [TalkSummary] {
    try talks.summaries(uid: uid, source)
  }

  func finish() throws(TalkIndexError) {
    try fullText.finish()
    try names.finish()
    try ranking.finish()
  }

  /// Removes links and occurrences of a talk.
  func removeSides(_ id: Int64) throws(TalkIndexError) {
    try names.unlink(id)
    try talks.removeOccurrences(id)
  }

  /// Adds links and occurrences of a talk.
  func addSides(of row: TalkRow, _ id: Int64) throws(TalkIndexError) {
    try talks.addOccurrences(row, id)
    try names.link(row, id)
  }
}
