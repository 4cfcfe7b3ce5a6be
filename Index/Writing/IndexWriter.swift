/// Writes to an index inside one transaction.
///
/// A writer is handed to the closure of ``TalkIndex/write(_:)`` and is of no use after it.
/// Everything it does is seen by readers together, when the transaction commits, or not at all.
///
/// It keeps side tables and both full-text indexes in step by statements of its own; the triggers
/// of the schema are for other programs.
public final class IndexWriter {
  private let store: any TalkStore
  private let records: RecordStatements
  /// Sources that were made by this writer and have no talk so far: there is nothing to look for.
  private var newSources: Set<Int64> = []

  init(_ connection: RawConnection, store: any TalkStore) {
    self.store = store
    records = RecordStatements(connection)
  }

  // MARK: Revisions

  /// Begins a revision, one ingest, at a time in UTC seconds since 1970.
  public func beginRevision(at time: Int64) throws(TalkIndexError) -> Int64 {
    try records.beginRevision(time)
  }

  /// Ends a revision and stores what it did.
  public func finishRevision(
    _ revision: Int64, at time: Int64, counts: RevisionCounts
  ) throws(TalkIndexError) {
    try records.finishRevision(revision, time, counts)
  }

  // MARK: Sources and files

  /// The source of that name, made if need be.
  public func sourceID(
    name: String, title: String? = nil, url: String? = nil
  ) throws(TalkIndexError) -> Int64 {
    let source = try records.source(name, title, url)
    if source.isNew { newSources.insert(source.id) }
    return source.id
  }

  /// The stored file at `path`.
  public func file(path: String) throws(TalkIndexError) -> FileRecord? {
    try records.file(path)
  }

  /// All stored files of a source.
  public func files(ofSource source: Int64) throws(TalkIndexError) -> [FileRecord] {
    try records.files(source)
  }

  /// Stores a file, or what is new about it: its path tells which one it is.
  @discardableResult
  public func save(_ file: FileRecord) throws(TalkIndexError) -> Int64 {
    try records.save(file)
  }

  /// Forgets a file; talks last seen in it stay, without file.
  public func removeFile(_ id: Int64) throws(TalkIndexError) {
    try store.forget(file: id, upTo: .max)
    try records.removeFile(id)
  }

  // MARK: Talks

  /// Every talk of a source, gone ones included, in the order of their rows.
  public func summaries(ofSource source: Int64) throws(TalkIndexError) -> [TalkSummary] {
    newSources.contains(source) ? [] : try store.summaries(of: .source, source)
  }

  /// The talks last seen in a file, gone ones included.
  public func summaries(ofFile file: Int64) throws(TalkIndexError) -> [TalkSummary] {
    try store.summaries(of: .file, file)
  }

  /// The talks of a source with a UID, gone ones included.
  public func summaries(ofSource source: Int64, uid: String) throws(TalkIndexError) -> [TalkSummary]
  {
    try store.summaries(uid: uid, source: source)
  }

  /// Adds a talk and returns its row.
  @discardableResult
  public func insert(
    _ row: TalkRow, source: Int64, file: Int64?, revision: Int64
  ) throws(TalkIndexError) -> Int64 {
    if !newSources.isEmpty { newSources.remove(source) }
    return try store.insert(row, source: source, file: file, revision: revision)
  }

  /// Gives a talk another content.
  ///
  /// Its first revision stays, its last one becomes `revision`, and it is no longer gone.
  public func update(
    _ id: Int64, to row: TalkRow, file: Int64?, revision: Int64
  ) throws(TalkIndexError) {
    try store.update(id, to: row, file: file, revision: revision)
  }

  /// Notes where a talk whose content is the same was seen, and under which identity.
  ///
  /// A talk that was gone is listed again. Nothing is written where nothing differs.
  public func touch(_ id: Int64, _ row: TalkRow, file: Int64?) throws(TalkIndexError) {
    try store.touch(id, row, file: file)
  }

  /// Notes that the source of a talk no longer lists it; the talk stays findable with `is:gone`.
  public func markGone(_ id: Int64, revision: Int64) throws(TalkIndexError) {
    try store.markGone(id, revision: revision)
  }

  /// Removes a talk and everything that belongs to it alone.
  public func delete(_ id: Int64) throws(TalkIndexError) {
    try store.delete(id)
  }

  /// What remains to be done before the transaction commits.
  func finish() throws(TalkIndexError) {
    try store.finish()
    try records.finish()
  }
}
