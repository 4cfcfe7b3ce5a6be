import FTS5Segments
import TalkModel

/// Writes the talks of a first build: rows at once, full text beside, indexes in the end.
///
/// Rows are appended to tables that have neither indexes nor triggers yet. A talk that is changed
/// after it was added, which is rare in a first build, is noted and changed when the index is
/// complete, by the statements of an ordinary ingest.
final class BulkStore: TalkStore {
  /// Something still to be done to a talk that was added.
  struct Late {
    enum Change {
      case update(TalkRow, file: Int64?, revision: Int64)
      case touch(TalkRow, file: Int64?)
      case markGone(revision: Int64)
      case delete
    }

    var id: Int64
    var change: Change

    /// Does it, by the store of a complete index.
    func apply(to store: any TalkStore) throws(TalkIndexError) {
      switch change {
      case .update(let row, let file, let revision):
        try store.update(id, to: row, file: file, revision: revision)
      case .touch(let row, let file): try store.touch(id, row, file: file)
      case .markGone(let revision): try store.markGone(id, revision: revision)
      case .delete: try store.delete(id)
      }
    }
  }

  private let connection: RawConnection
  private let rows: BulkRows
  private let summary: PreparedStatement
  private let lanes: [FullTextLane]
  private var writers: [ShadowTableWriter]
  private var group: FullTextLane.Group = []
  private var rowsOfSource: [Int64: [Int64]] = [:]
  private var lastID: Int64 = 0
  /// What is still to be done, in order, and the talks it is about.
  private(set) var late: [Late] = []
  private var changedLate: Set<Int64> = []

  private static let groupSize = 128

  init(_ connection: RawConnection, options: BulkBuild.Options) throws(TalkIndexError) {
    self.connection = connection
    rows = try BulkRows(connection)
    summary = try connection.prepare("SELECT \(TalkSummary.columns) FROM talk t WHERE t.id = ?")
    do throws(SegmentError) {
      let tables = FullTextTable.all
      let writers = try tables.map { table throws(SegmentError) in
        try ShadowTableWriter(connection: connection.handle, table: table.name)
      }
      lanes = try zip(tables, writers).map { table, writer throws(SegmentError) in
        try FullTextLane(
          name: table.name, columns: table.columns, tokenizer: table.tokenizer,
          options: writer.builderOptions(postingBytes: options.memory / 4))
      }
      self.writers = writers
    } catch {
      throw TalkIndexError(error, path: connection.path)
    }
  }

  // MARK: Adding

  func insert(
    _ row: TalkRow, source: Int64, file: Int64?, revision: Int64
  ) throws(TalkIndexError) -> Int64 {
    lastID += 1
    let id = lastID
    rowsOfSource[source, default: []].append(id)
    group.append((id, row))
    if group.count >= BulkStore.groupSize { try handOver() }
    try rows.insert(row, id, source, file, revision)
    return id
  }

  private func handOver() throws(TalkIndexError) {
    guard !group.isEmpty else { return }
    for lane in lanes { lane.add(group) }
    group.removeAll(keepingCapacity: true)
    try writeSegments()
  }

  private func writeSegments() throws(TalkIndexError) {
    do throws(SegmentError) {
      for (lane, writer) in zip(lanes, writers) {
        for segment in try lane.takeSegments() { try writer.write(segment) }
      }
    } catch {
      throw TalkIndexError(error, path: connection.path)
    }
  }

  /// Completes the full text; `meanwhile` runs while the other threads are at it.
  func finishFullText(meanwhile: () throws(TalkIndexError) -> Void) throws(TalkIndexError) {
    try handOver()
    for lane in lanes { lane.seal() }
    try meanwhile()
    do throws(SegmentError) {
      for (lane, writer) in zip(lanes, writers) {
        lane.wait()
        for segment in try lane.takeSegments() { try writer.write(segment) }
        try writer.finish()
      }
    } catch {
      throw TalkIndexError(error, path: connection.path)
    }
  }

  // MARK: What comes later

  func update(
    _ id: Int64, to row: TalkRow, file: Int64?, revision: Int64
  ) throws(TalkIndexError) {
    postpone(id, .update(row, file: file, revision: revision))
  }

  func touch(_ id: Int64, _ row: TalkRow, file: Int64?) throws(TalkIndexError) {
    postpone(id, .touch(row, file: file))
  }

  func markGone(_ id: Int64, revision: Int64) throws(TalkIndexError) {
    postpone(id, .markGone(revision: revision))
  }

  func delete(_ id: Int64) throws(TalkIndexError) {
    postpone(id, .delete)
  }

  private func postpone(_ id: Int64, _ change: Late.Change) {
    late.append(Late(id: id, change: change))
    changedLate.insert(id)
  }

  // MARK: Reading what was added

  func summaries(of owner: TalkOwner, _ id: Int64) throws(TalkIndexError) -> [TalkSummary] {
    let candidates = owner == .source ? rowsOfSource[id] ?? [] : Array(0..<lastID).map { $0 + 1 }
    let all = try summaries(candidates)
    return owner == .source ? all : all.filter { $0.fileID == id }
  }

  func summaries(uid: String, source: Int64) throws(TalkIndexError) -> [TalkSummary] {
    try summaries(rowsOfSource[source] ?? []).filter { summary in
      summary.identity.uid.map { $0.utf8.elementsEqual(uid.utf8) } ?? false
    }
  }

  func talks(withFingerprint fingerprint: Int64) throws(TalkIndexError) -> [Int64] {
    let statement = try connection.prepare("SELECT id FROM talk WHERE fingerprint = ? ORDER BY id")
    statement.bind(1, fingerprint)
    var ids: [Int64] = []
    while try statement.step() { ids.append(statement.integer(0) ?? 0) }
    return ids
  }

  /// Summaries of rows as they will be when everything is done.
  private func summaries(_ ids: [Int64]) throws(TalkIndexError) -> [TalkSummary] {
    var result: [TalkSummary] = []
    result.reserveCapacity(ids.count)
    for id in ids {
      summary.bind(1, id)
      guard try summary.step() else { continue }
      result.append(TalkSummary(summary))
      summary.reset()
    }
    guard ids.contains(where: changedLate.contains) else { return result }
    var places: [Int64: Int] = [:]
    for (place, summary) in result.enumerated() { places[summary.id] = place }
    var deleted: Set<Int64> = []
    for entry in late {
      guard let place = places[entry.id] else { continue }
      if case .delete = entry.change { deleted.insert(entry.id) }
      result[place].apply(entry.change)
    }
    return deleted.isEmpty ? result : result.filter { !deleted.contains($0.id) }
  }

  func finish() throws(TalkIndexError) {}

  /// Lets go of everything that keeps the connection from being closed.
  func close() {
    for lane in lanes { lane.wait() }
    writers = []
    rows.close()
    summary.finalize()
  }
}

extension TalkSummary {
  /// What a late change makes of it.
  fileprivate mutating func apply(_ change: BulkStore.Late.Change) {
    switch change {
    case .update(let row, let file, _):
      start = row.start
      end = row.end
      title = row.text(.title) ?? ""
      speakers = row.speakers.map(\.name)
      series = row.series
      isToBeAnnounced = row.isTBA
      contentHash = row.contentHash
      see(row, file)
    case .touch(let row, let file): see(row, file)
    case .markGone(let revision): goneSince = goneSince ?? revision
    case .delete: break
    }
  }

  private mutating func see(_ row: TalkRow, _ file: Int64?) {
    identity = row.identity
    sequence = row.sequence
    lastModified = row.lastModified
    fileID = file
    line = row.line
    goneSince = nil
  }
}
