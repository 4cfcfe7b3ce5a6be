import Dispatch
import FTS5Segments
import TalkModel

/// Writes the talks of a first build: rows at once, full text beside, indexes in the end.
///
/// Rows are appended to tables that are written as pages. A talk that is changed after it was added,
/// which is rare in a first build, is noted and changed when the index is complete, by the statements
/// of an ordinary ingest.
final class BulkStore: TalkStore {
  /// Something still to be done to a talk that was added.
  struct Late {
    enum Change {
      case update(TalkRow, file: Int64?, revision: Int64)
      case touch(TalkRow, file: Int64?)
      case markGone(revision: Int64)
      case delete
      /// The talks up to this one no longer belong to a file.
      case forgetFile(Int64)
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
      case .forgetFile(let file): try store.forget(file: file, upTo: id)
      }
    }
  }

  private let path: String
  private let tables: BulkTables
  private let lane: FullTextLane
  private let words: TextTable
  private let prose: TextTable
  private var group: FullTextLane.Group = []
  private var rowsOfSource: [Int64: [Int64]] = [:]
  private var lastID: Int64 = 0
  /// What is still to be done, in order, and the talks it is about.
  private(set) var late: [Late] = []
  private var changedLate: Set<Int64> = []

  private static let groupSize = 128

  /// A full-text index that is being written.
  private struct TextTable {
    let writer: ShadowTableWriter
    let shadows: BulkShadowTables

    init(
      _ table: FullTextTable, _ tables: BulkTables, _ connection: RawConnection
    ) throws(TalkIndexError) {
      shadows = try tables.shadowTables(of: table.name)
      do throws(SegmentError) {
        writer = try ShadowTableWriter(
          connection: connection.handle, table: table.name, sink: shadows)
      } catch {
        throw TalkIndexError(error, path: connection.path)
      }
    }
  }

  /// Begins to fill the tables of the empty index behind `connection`, which may be closed then.
  init(_ connection: RawConnection, options: BulkBuild.Options) throws(TalkIndexError) {
    path = connection.path
    var roots: [String: UInt32] = [:]
    let places = try connection.prepare(
      "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
    while try places.step() {
      roots[places.text(0) ?? ""] = places.integer(1).flatMap(UInt32.init(exactly:))
    }
    tables = try BulkTables(path: path, roots: roots, memory: options.memory / 4)
    words = try TextTable(.words, tables, connection)
    prose = try TextTable(.prose, tables, connection)
    do throws(SegmentError) {
      lane = try FullTextLane(
        words: words.writer, prose: prose.writer, postingBytes: options.memory / 2)
    } catch {
      throw TalkIndexError(error, path: path)
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
    try tables.insert(row, id, source: source, file: file, revision: revision)
    return id
  }

  private func handOver() throws(TalkIndexError) {
    guard !group.isEmpty else { return }
    try translating { () throws(SegmentError) in try lane.add(group) }
    group.removeAll(keepingCapacity: true)
  }

  private func translating(_ body: () throws(SegmentError) -> Void) throws(TalkIndexError) {
    do throws(SegmentError) { try body() } catch { throw TalkIndexError(error, path: path) }
  }

  /// Writes everything that is still in memory; the file is then a database whose full-text indexes
  /// still seem empty.
  func finishTables() throws(TalkIndexError) {
    try handOver()
    try finishRows()
    lane.wait()
    try translating { () throws(SegmentError) in try lane.check() }
    try words.shadows.finish()
    try prose.shadows.finish()
    try tables.finish()
  }

  /// Writes the rest of the rows while the full text is completed.
  private func finishRows() throws(TalkIndexError) {
    let areWritten = DispatchSemaphore(value: 0)
    lane.seal(after: areWritten)
    defer { areWritten.signal() }
    try tables.finishRows()
  }

  /// Makes the full-text indexes count, by a connection to the file.
  func finishFullText(_ connection: RawConnection) throws(TalkIndexError) {
    try translating { () throws(SegmentError) in
      try prose.writer.finish(into: connection.handle)
      try words.writer.finish(into: connection.handle)
    }
    // Without rows there was nothing to gather.
    if lastID == 0 { try RankingUpkeep.rebuild(connection) }
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

  func forget(file: Int64, upTo last: Int64) throws(TalkIndexError) {
    postpone(min(last, lastID), .forgetFile(file))
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

  /// Summaries of rows as they will be when everything is done.
  private func summaries(_ ids: [Int64]) throws(TalkIndexError) -> [TalkSummary] {
    var result: [TalkSummary] = []
    result.reserveCapacity(ids.count)
    for id in ids {
      if let summary = try tables.summary(id) { result.append(summary) }
    }
    guard ids.contains(where: changedLate.contains) else { return result }
    var places: [Int64: Int] = [:]
    for (place, summary) in result.enumerated() { places[summary.id] = place }
    var deleted: Set<Int64> = []
    for entry in late {
      if case .forgetFile(let file) = entry.change {
        for index in result.indices where result[index].id <= entry.id {
          if result[index].fileID == file { result[index].fileID = nil }
        }
      }
      guard let place = places[entry.id] else { continue }
      if case .delete = entry.change { deleted.insert(entry.id) }
      result[place].apply(entry.change)
    }
    return deleted.isEmpty ? result : result.filter { !deleted.contains($0.id) }
  }

  func finish() throws(TalkIndexError) {}

  /// Waits for the other thread, so that nothing is left of the build.
  func close() {
    lane.wait()
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
    case .delete, .forgetFile: break
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
