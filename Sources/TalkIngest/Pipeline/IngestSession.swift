import ICalendar
import TalkIndex
import TalkModel

/// The writing side of one ingest: takes prepared files in order, matches them and writes batches.
final class IngestSession {
  private let options: IngestOptions
  private let store: IngestStore
  private var records: [String: FileRecord]
  /// Sources whose calendars have been met, by name.
  private var open: [String: OpenSource] = [:]
  /// What the index knew at the beginning; what follows from it is made when it is asked for, since most
  /// of the time nothing has changed.
  private let before: [FileRecord]
  private let sourcesBefore: [Int64: String]
  /// Number of files that make up each source the index knows.
  private lazy var filesOfSource = before.reduce(into: [Int64: Int]()) { counts, record in
    counts[record.sourceID, default: 0] += 1
  }
  private lazy var recordsByHash = Dictionary(
    grouping: before.filter { $0.hash != 0 }, by: \.hash)
  private lazy var recordsOfSource = Dictionary(grouping: before, by: \.sourceID)
  private lazy var names = SourceNames(
    fixed: options.source,
    known: Dictionary(
      before.compactMap { record in sourcesBefore[record.sourceID].map { (record.path, $0) } },
      uniquingKeysWith: { first, _ in first }),
    exists: { FilePath(storedText: $0).exists })
  private let asOf: Int64
  /// What has been done so far.
  var report: IngestReport
  private var counts = RevisionCounts()

  /// A source whose calendars are being read.
  private struct OpenSource {
    var id: Int64
    var ledger: SourceLedger
    /// Records that are stored when all files of the source have been read.
    var pending: [FileRecord] = []
    /// Rows of its files that are no longer there.
    var absent: Set<Int64>
    var isShared: Bool
  }

  init(options: IngestOptions, store: IngestStore, records: [FileRecord], sources: [Int64: String])
  {
    self.options = options
    self.store = store
    self.records = Dictionary(
      records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    before = records
    sourcesBefore = sources
    asOf = options.now
    report = IngestReport()
    report.isDryRun = options.isDryRun
  }

  /// Writes a batch in one transaction and empties it.
  ///
  /// - Parameters:
  ///   - batch: what is written.
  ///   - bytesTotal: bytes that the whole ingest reads.
  /// - Throws: `TalkIndexError` where the index cannot be written.
  func write(_ batch: inout IngestBatch, bytesTotal: Int) throws {
    guard !batch.files.isEmpty else { return }
    // Most of the time nothing has changed, and then no index is made, opened or locked.
    if batch.files.contains(where: \.needsStore) {
      try store.write(expectedTalks: batch.expectedTalks(bytesTotal: bytesTotal)) { writer in
        for file in batch.files { try take(file, writer) }
      }
    } else {
      for file in batch.files { takeWithoutStore(file) }
    }
    batch.removeAll()
  }

  /// Writes a file in the transaction at hand, see ``IngestStore/writeOn(_:)``.
  ///
  /// - Throws: `TalkIndexError` where the index cannot be written.
  func write(_ file: PreparedFile) throws {
    guard file.needsStore else { return takeWithoutStore(file) }
    try store.writeOn { writer in try take(file, writer) }
  }

  /// Ends the ingest: files that are no longer there, sources of several files, the revision.
  func end(_ found: FoundSources) throws {
    let missing =
      report.isInterrupted || options.areSnapshots
      ? [] : MissingFiles.find(in: found, records: Array(records.values))
    guard !open.isEmpty || !missing.isEmpty || counts != RevisionCounts() else { return }
    try store.write { writer in
      // A source that was not read to its end says nothing about what it lacks.
      if !report.isInterrupted { try finish(writer) }
      for files in missing { try take(files, writer) }
      try close(writer)
    }
  }

  // MARK: Files

  private func takeWithoutStore(_ prepared: PreparedFile) {
    report.bytes += prepared.bytes
    switch prepared.outcome {
    case .rejected(let problem): reject(prepared.file, problem)
    case .unchanged, .read: report.filesUnchanged += 1
    }
  }

  /// Takes one file in.
  private func take(_ prepared: PreparedFile, _ writer: IngestStore.Writer) throws {
    report.bytes += prepared.bytes
    switch prepared.outcome {
    case .rejected(let problem):
      reject(prepared.file, problem)
    case .unchanged(let stamp):
      report.filesUnchanged += 1
      guard let stamp, var record = records[prepared.file.key] else { return }
      // The same bytes with another date: worth a note, so that a glance is enough next time.
      guard record.modified != stamp.modified, stamp.modified != 0 else { return }
      record.modified = stamp.modified
      try writer.save(record)
    case .read(let calendar):
      try take(calendar, of: prepared.file, writer)
    }
  }

  private func take(
    _ calendar: PreparedFile.Calendar, of file: FoundFile, _ writer: IngestStore.Writer
  ) throws {
    let known = records[file.key]
    let name = sourceName(of: file, calendar)
    var source = try openSource(name, calendar, writer)
    if let known, known.sourceID != source.id {
      open[name] = source
      return reject(
        file,
        FileProblem(
          .otherSource,
          "belongs to another source since an earlier ingest; leave out --source"))
    }
    let kept = calendar.events.indices.filter { calendar.events[$0].rejection == nil }
    let isComplete = calendar.isComplete && !(options.areSnapshots && kept.isEmpty)
    let snapshotTime =
      SnapshotDate.of(file.path.name) ?? (file.modified > 0 ? file.modified / 1_000_000_000 : asOf)
    let former = formerFiles(of: known, calendar, source)
    let changes: [SourceLedger.Change]
    do throws(SourceLedger.MassDisappearance) {
      changes =
        areNew(kept, of: calendar, in: source)
        ? kept.indices.map { .insert(event: $0) }
        : try source.ledger.match(
          kept.map { calendar.events[$0].traits },
          scope: options.areSnapshots ? .snapshot : .files(former),
          asOf: options.areSnapshots ? min(snapshotTime, asOf) : asOf, isComplete: isComplete,
          massTalks: options.isForced || options.areSnapshots ? nil : options.limits.massTalks)
    } catch {
      open[name] = source
      return reject(
        file,
        FileProblem(
          .massDisappearance,
          "lacks \(error.missing) of \(error.expected) coming talks it listed before; if that is"
            + " right, use --force"))
    }
    report.filesRead += 1
    counts.filesRead += 1
    report.events += calendar.eventCount
    note(calendar, file)
    let rejectedBefore = report.rejectedEvents
    for event in calendar.events {
      if let reason = event.rejection { drop(reason, file, line: event.row.line) }
    }
    var record = FileRecord(
      id: known?.id, sourceID: source.id, path: file.key, size: Int64(calendar.stamp.size),
      modified: calendar.stamp.modified, hash: calendar.stamp.hash, events: calendar.eventCount,
      isTruncated: !calendar.isComplete, lastRevision: try writer.revision())
    if known == nil {
      // The record gets its hash when its talks are stored, so that a crash leaves it unread.
      var unread = record
      unread.hash = 0
      record.id = try writer.save(source.isShared ? unread : record)
      filesOfSource[source.id, default: 0] += 1
    }
    for change in changes {
      try apply(change, kept, calendar, file: record.id, &source, line: file, writer)
    }
    record.rejected = report.rejectedEvents - rejectedBefore
    if known == nil { try forget(former, writer) }
    if source.isShared {
      source.pending.append(record)
    } else {
      try finish(&source, writer)
      try writer.save(record)
    }
    records[file.key] = record
    open[name] = source.isShared || options.areSnapshots ? source : nil
  }

  /// Whether it takes no comparing to see that all events are new: nothing is known of the source,
  /// and no two of them have the same identity.
  private func areNew(
    _ kept: [Int], of calendar: PreparedFile.Calendar, in source: OpenSource
  ) -> Bool {
    guard source.ledger.isEmpty else { return false }
    // Where two hashes are equal by chance, they are compared, and found to be new.
    var seen = Set<UInt64>(minimumCapacity: kept.count)
    return kept.allSatisfy { position in
      calendar.events[position].row.identityHash.map { seen.insert($0).inserted } ?? false
    }
  }

  /// Forgets files that were moved; their talks have been read from where they are now.
  private func forget(_ files: Set<Int64>, _ writer: IngestStore.Writer) throws {
    for record in records.values where record.id.map(files.contains) == true {
      records[record.path] = nil
      if let id = record.id { try writer.removeFile(id) }
    }
  }

  private func apply(
    _ change: SourceLedger.Change, _ kept: [Int], _ calendar: PreparedFile.Calendar,
    file: Int64?, _ source: inout OpenSource, line: FoundFile, _ writer: IngestStore.Writer
  ) throws {
    switch change {
    case .insert(let event):
      let talk = calendar.events[kept[event]]
      let id = try writer.insert(talk.row, source: source.id, file: file)
      // Nobody asks again about a source of one file.
      if source.isShared || options.areSnapshots {
        source.ledger.add(id: id, talk.traits, file: file)
      }
      report.talksNew += 1
      counts.new += 1
    case .update(let id, let event):
      try writer.update(id, to: calendar.events[kept[event]].row, file: file)
      source.ledger.move(id: id, to: file)
      report.talksChanged += 1
      counts.changed += 1
    case .keep(let id, let event):
      try writer.touch(id, calendar.events[kept[event]].row, file: file)
      source.ledger.move(id: id, to: file)
      report.talksSame += 1
      counts.same += 1
    case .drop(let event, let reason):
      drop(reason, line, line: calendar.events[kept[event]].row.line)
    case .markGone(let id):
      try markGone(id, writer)
    }
  }

  // MARK: Sources

  private func sourceName(of file: FoundFile, _ calendar: PreparedFile.Calendar) -> String {
    if options.areSnapshots { return names.name(ofSnapshot: file) }
    if options.source == nil, records[file.key] == nil, let twin = renamed(calendar.stamp) {
      return names.name(of: file, renamedFrom: twin.path)
    }
    return names.name(of: file)
  }

  /// The file with these bytes that the index knows under a path where nothing is any more.
  private func renamed(_ stamp: FileStamp) -> FileRecord? {
    recordsByHash[stamp.hash]?.first { record in
      record.size == Int64(stamp.size) && !FilePath(storedText: record.path).exists
    }
  }

  /// Rows of the files whose talks a calendar ought to list: its own; where it is new, that of the
  /// file it was before it was moved.
  private func formerFiles(
    of known: FileRecord?, _ calendar: PreparedFile.Calendar, _ source: OpenSource
  ) -> Set<Int64> {
    if let known { return known.id.map { [$0] } ?? [] }
    if let twin = renamed(calendar.stamp), twin.sourceID == source.id, let id = twin.id {
      return [id]
    }
    return source.isShared ? [] : source.absent
  }

  private func openSource(
    _ name: String, _ calendar: PreparedFile.Calendar, _ writer: IngestStore.Writer
  ) throws -> OpenSource {
    // Taken out, so that its ledger is changed in place and not copied.
    if let source = open.removeValue(forKey: name) { return source }
    let id = try writer.sourceID(name, calendar.title, calendar.url)
    let absent = (recordsOfSource[id] ?? []).filter { !FilePath(storedText: $0.path).exists }
    return OpenSource(
      id: id, ledger: try ledger(ofSource: id, writer), absent: Set(absent.compactMap(\.id)),
      isShared: !options.areSnapshots
        && (options.source != nil || filesOfSource[id, default: 0] > 1))
  }

  private func ledger(
    ofSource id: Int64, _ writer: IngestStore.Writer
  ) throws -> SourceLedger {
    SourceLedger(
      try writer.summaries(ofSource: id).map { summary in
        SourceLedger.Entry(
          id: summary.id, traits: TalkTraits(summary), file: summary.fileID, isGone: summary.isGone)
      })
  }

  /// Ends the sources of several files, when all of them have been read.
  private func finish(_ writer: IngestStore.Writer) throws {
    for name in open.keys.sorted() {
      guard var source = open[name] else { continue }
      try finish(&source, writer)
      for record in source.pending { try writer.save(record) }
    }
    open = [:]
  }

  private func finish(_ source: inout OpenSource, _ writer: IngestStore.Writer) throws {
    for id in source.ledger.remaining(asOf: asOf) { try markGone(id, writer) }
  }

  private func markGone(_ id: Int64, _ writer: IngestStore.Writer) throws {
    try writer.markGone(id)
    report.talksGone += 1
    counts.gone += 1
  }

  // MARK: Files that are no longer there

  /// Talks of files that have disappeared are gone, unless there is doubt.
  private func take(_ missing: MissingFiles, _ writer: IngestStore.Writer) throws {
    var ledgers: [Int64: SourceLedger] = [:]
    for source in Set(missing.records.map(\.sourceID)) {
      ledgers[source] = try ledger(ofSource: source, writer)
    }
    let files = Set(missing.records.compactMap(\.id))
    let upcoming = ledgers.values.reduce(0) { $0 + $1.upcoming(ofFiles: files, asOf: asOf) }
    if !options.isForced,
      let doubt = missing.doubt(upcoming: upcoming, massTalks: options.limits.massTalks)
    {
      return reject(
        FoundFile(
          path: FilePath(missing.folder), key: missing.folder, shortName: "", size: 0, modified: 0,
          isNamed: true),
        doubt)
    }
    for record in missing.records {
      guard var ledger = ledgers[record.sourceID], let id = record.id else { continue }
      ledger.expectMissing(file: id)
      for talk in ledger.remaining(asOf: asOf) { try markGone(talk, writer) }
      ledgers[record.sourceID] = ledger
      var absent = record
      absent.hash = 0
      absent.size = 0
      absent.modified = 0
      try writer.save(absent)
      records[record.path] = absent
    }
  }

  // MARK: Remarks

  private func reject(_ file: FoundFile, _ problem: FileProblem) {
    report.note(SkippedFile(path: file.path, problem: problem), limits: options.limits)
  }

  private func drop(_ reason: EventRejection, _ file: FoundFile, line: Int) {
    report.note(reason, path: file.path, line: line, limits: options.limits)
    counts.rejected += reason.isLoss ? 1 : 0
  }

  private func note(_ calendar: PreparedFile.Calendar, _ file: FoundFile) {
    for (code, count) in calendar.diagnosticCounts {
      report.diagnostics[code, default: 0] += count
    }
    for diagnostic in calendar.diagnostics {
      guard report.diagnosticNotes.count < options.limits.listed else { break }
      report.diagnosticNotes.append(
        "\(file.path.text):\(diagnostic.line):\(diagnostic.column): \(diagnostic.message)")
    }
    if !calendar.isComplete {
      report.fileNotes.append(
        IngestReport.FileNote(
          path: file.path.text, code: .truncated,
          message: "breaks off; what it still says was read, and no talk was marked gone"))
    }
  }

  private func close(_ writer: IngestStore.Writer) throws {
    report.revision = try writer.finish(at: options.now, counts: counts)
  }
}
