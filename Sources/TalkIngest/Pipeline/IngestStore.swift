import TalkIndex

/// Where an ingest writes: an index that is made when there is first something to write, built
/// off-line where that is large, or nowhere in a dry run.
final class IngestStore {
  private let path: String
  private let isDryRun: Bool
  private let startedAt: Int64
  private let memory: Int
  private var index: TalkIndex?
  private var build: BulkBuild?
  /// What ``writeOn(_:)`` began and ``commit()`` ends, and the revision before it.
  private var transaction: (open: OpenTransaction, revision: Int64?)?
  private var revision: Int64?
  /// Rows that a dry run makes up are negative, so they are never taken for real ones.
  private var imagined: [String: Int64] = [:]
  private var lastImagined: Int64 = 0

  /// Opens the index at `path` where there is one.
  ///
  /// - Throws: `TalkIndexError` where something else is there, or it cannot be opened.
  init(path: String, options: IngestOptions) throws(TalkIndexError) {
    self.path = path
    isDryRun = options.isDryRun
    startedAt = options.now
    memory = options.memory
    if FilePath(path).exists {
      index = try TalkIndex.open(at: path, mode: isDryRun ? .read : .create)
    }
  }

  /// Whether there is no index yet, so that everything may go into one build.
  var isFirstBuild: Bool { index == nil && !isDryRun }

  /// Whether there is an index to be written, so that files are written as they come.
  var isIncremental: Bool { index != nil && !isDryRun }

  /// Runs `body` in the transaction at hand, which is begun if need be and ended by ``commit()``.
  ///
  /// - Throws: what `body` throws; `TalkIndexError` where the index cannot be written. Nothing of the
  ///   transaction is left then.
  func writeOn(_ body: (Writer) throws -> Void) throws {
    guard let index else { return try write(body) }
    let open = try transaction ?? (index.beginUnsearched(), revision)
    transaction = open
    do {
      try open.open.write { try body(Writer(writer: $0, index: index, store: self)) }
    } catch {
      abandon()
      throw error
    }
  }

  /// Ends the transaction at hand, if there is one.
  ///
  /// - Throws: `TalkIndexError` where the index cannot be written.
  func commit() throws(TalkIndexError) {
    do throws(TalkIndexError) {
      try transaction?.open.commit()
      transaction = nil
    } catch {
      abandon()
      throw error
    }
  }

  private func abandon() {
    if let transaction { revision = transaction.revision }
    transaction = nil
  }

  /// Runs `body` in one transaction.
  ///
  /// - Parameters:
  ///   - expectedTalks: about how many talks the whole ingest writes; it decides how an index that
  ///     is not there yet is made.
  ///   - body: gets a writer.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws; `TalkIndexError` where the index cannot be written.
  func write<T>(expectedTalks: Int = 0, _ body: (Writer) throws -> T) throws -> T {
    if isDryRun { return try body(Writer(index: index, store: self)) }
    if index == nil, build == nil, expectedTalks >= BulkBuild.worthwhileTalks {
      build = try BulkBuild(path: path, options: BulkBuild.Options(memory: memory))
    }
    if let build {
      return try build.write { try body(Writer(writer: $0, index: nil, store: self)) }
    }
    let index = try self.index ?? TalkIndex.open(at: path, mode: .create)
    self.index = index
    let before = revision
    do {
      return try index.writeUnsearched {
        try body(Writer(writer: $0, index: index, store: self))
      }
    } catch {
      revision = before
      throw error
    }
  }

  /// Every file the index knows, and the names of the sources.
  func known() throws(TalkIndexError) -> (files: [FileRecord], sources: [Int64: String]) {
    guard let index else { return ([], [:]) }
    let names = try index.sourceNames()
    for (id, name) in names { imagined[name] = id }
    return (try index.files(), names)
  }

  private func nextImagined() -> Int64 {
    lastImagined -= 1
    return lastImagined
  }

  /// Moves what was written to where it survives a failing machine.
  func close() throws(TalkIndexError) {
    try build?.finish()
    build = nil
    guard !isDryRun, let index, revision != nil else { return }
    try index.checkpoint()
  }

  /// Writes inside one transaction; in a dry run it only hands out numbers.
  final class Writer {
    private let writer: IndexWriter?
    private let index: TalkIndex?
    private let store: IngestStore

    fileprivate init(writer: IndexWriter? = nil, index: TalkIndex?, store: IngestStore) {
      self.writer = writer
      self.index = index
      self.store = store
    }

    /// The number of this ingest's revision, begun when it is first asked for.
    func revision() throws(TalkIndexError) -> Int64 {
      if let revision = store.revision { return revision }
      let revision = try writer?.beginRevision(at: store.startedAt) ?? 0
      store.revision = revision
      return revision
    }

    /// Ends the revision, where one was begun, and returns its number.
    func finish(at time: Int64, counts: RevisionCounts) throws(TalkIndexError) -> Int64? {
      guard let revision = store.revision, let writer else { return nil }
      try writer.finishRevision(revision, at: time, counts: counts)
      return revision
    }

    /// The source of that name, made if need be.
    func sourceID(
      _ name: String, _ title: String?, _ url: String?
    ) throws(TalkIndexError) -> Int64 {
      if let writer { return try writer.sourceID(name: name, title: title, url: url) }
      if let id = store.imagined[name] { return id }
      let id = store.nextImagined()
      store.imagined[name] = id
      return id
    }

    /// Every talk of a source.
    func summaries(ofSource id: Int64) throws(TalkIndexError) -> [TalkSummary] {
      guard id > 0 else { return [] }
      if let writer { return try writer.summaries(ofSource: id) }
      return try index?.summaries(ofSource: id) ?? []
    }

    /// Stores a file and returns its row.
    @discardableResult
    func save(_ file: FileRecord) throws(TalkIndexError) -> Int64? {
      guard let writer else { return file.id }
      // What a file says of itself belongs to a revision.
      _ = try revision()
      return try writer.save(file)
    }

    /// Forgets a file; its talks stay.
    func removeFile(_ id: Int64) throws(TalkIndexError) {
      try writer?.removeFile(id)
    }

    /// Adds a talk and returns its row.
    func insert(_ row: TalkRow, source: Int64, file: Int64?) throws(TalkIndexError) -> Int64 {
      guard let writer else { return store.nextImagined() }
      return try writer.insert(row, source: source, file: file, revision: try revision())
    }

    /// Gives a talk another content.
    func update(_ id: Int64, to row: TalkRow, file: Int64?) throws(TalkIndexError) {
      try writer?.update(id, to: row, file: file, revision: try revision())
    }

    /// Notes where a talk whose content is the same was seen.
    func touch(_ id: Int64, _ row: TalkRow, file: Int64?) throws(TalkIndexError) {
      try writer?.touch(id, row, file: file)
    }

    /// Notes that the source of a talk no longer lists it.
    func markGone(_ id: Int64) throws(TalkIndexError) {
      try writer?.markGone(id, revision: try revision())
    }
  }
}
