import TalkIndex

// The way of a calendar into the index
// ------------------------------------
// SourceFinder ─► IngestPlan ─► FilePreparer (all cores, side by side) ─► IngestSession (one writer)
//  finds files     what to skip   read, parse, extract, make rows           match, write, report
//
// Files are handed to the writer in the order of the plan, whichever core finishes first, so the
// result never depends on timing. Whole files make up a batch, which is one transaction together with the
// records of its files: after a crash the index holds whole batches, and the next ingest reads the rest.
// Into an index that is there, each file is written as soon as it is its turn, while the next ones are
// prepared; for a first build files are gathered before, since it depends on their talks how it is made.

/// Reads calendars into an index.
///
/// ```swift
/// let pipeline = IngestPipeline(options: IngestOptions(now: now))
/// let report = try await pipeline.run([FilePath("calendars")], intoIndexAt: "talks.sqlite")
/// ```
public struct IngestPipeline: Sendable {
  private let options: IngestOptions
  private let progress: @Sendable (IngestProgress) -> Void
  private let isCancelled: @Sendable () -> Bool

  /// Makes a pipeline.
  ///
  /// - Parameters:
  ///   - options: what is asked.
  ///   - progress: is told how far it has come, often; it must be quick.
  ///   - isCancelled: is asked between files; `true` ends the ingest after what was read so far has
  ///     been stored.
  public init(
    options: IngestOptions, progress: @escaping @Sendable (IngestProgress) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { Task.isCancelled }
  ) {
    self.options = options
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// Reads the calendars that `arguments` lead to into the index at `path`, which is made if need
  /// be.
  ///
  /// - Returns: what was done. Files and events that could not be taken in are in it; they are no
  ///   error.
  /// - Throws: `TalkIndexError` where the index cannot be opened or written.
  public func run(_ arguments: [FilePath], intoIndexAt path: String) async throws -> IngestReport {
    let clock = ContinuousClock()
    let begin = clock.now
    let preparer = FilePreparer(options: options, startedAt: SystemClock.nanoseconds)
    // Where there is an index, often nothing has changed, and then nothing is read.
    if !FilePath(path).exists { preparer.warmUp() }
    let found = SourceFinder(limits: options.limits).find(arguments)
    let store = try IngestStore(path: path, options: options)
    let known = try store.known()
    let plan = IngestPlan(found.files, records: known.files, options: options)
    let session = IngestSession(
      options: options, store: store, records: known.files, sources: known.sources)
    for skipped in found.skipped { session.report.note(skipped, limits: options.limits) }
    session.report.filesFound = found.files.count

    var batch = IngestBatch(limits: options.limits)
    var state = IngestProgress()
    state.filesTotal = plan.items.count
    let total = plan.items.reduce(0) { $0 + $1.file.size }
    state.bytesTotal = total
    let tasks = OrderedTasks(width: 64, budget: options.limits.bytesInFlight)
    // Nobody is kept from writing for as long as somebody else takes to write to the standard input.
    let mayWait = !plan.items.contains { $0.file.isStandardInput }
    try await tasks.run(plan.items) {
      $0.isUnchanged ? 0 : $0.file.size
    } known: { item in
      FilePreparer.known(item)
    } work: { item in
      preparer.prepare(item)
    } consume: { prepared in
      let isWrittenNow = mayWait && store.isIncremental
      batch.append(prepared, isKept: !isWrittenNow)
      state.files += 1
      state.bytes += prepared.file.size
      state.talks += prepared.eventCount
      progress(state)
      if isWrittenNow { try session.write(prepared) }
      if batch.isFull(forFirstBuild: store.isFirstBuild) {
        try session.write(&batch, bytesTotal: total)
        try store.commit()
        batch.removeAll()
      }
      return !isCancelled()
    }
    session.report.isInterrupted = isCancelled() && state.files < plan.items.count
    try session.write(&batch, bytesTotal: total)
    try store.commit()
    try session.end(found)
    try store.close()
    let seconds = (clock.now - begin).components
    session.report.seconds = Double(seconds.seconds) + Double(seconds.attoseconds) / 1e18
    return session.report
  }
}

/// Prepared files that are written in one transaction, as far as they are not written yet.
struct IngestBatch {
  private let limits: IngestLimits
  private(set) var files: [PreparedFile] = []
  private var events = 0
  private var bytes = 0

  /// Makes an empty batch.
  init(limits: IngestLimits) {
    self.limits = limits
  }

  /// Whether it is large enough to be written.
  ///
  /// A first build is one transaction however small its batches are, and small ones are still in the
  /// caches of the processor.
  func isFull(forFirstBuild isFirstBuild: Bool) -> Bool {
    events >= (isFirstBuild ? IngestBatch.talksOfFirstBuild : limits.batchTalks)
      || bytes >= limits.bytesInFlight
  }

  private static let talksOfFirstBuild = 250

  /// About how many events there are in `bytesTotal` bytes of calendars, to judge by this batch.
  func expectedTalks(bytesTotal: Int) -> Int {
    max(events, Int(Double(events) * Double(bytesTotal) / Double(max(bytes, 1))))
  }

  /// Adds a file, and keeps it unless it is written at once.
  mutating func append(_ file: PreparedFile, isKept: Bool) {
    if isKept { files.append(file) }
    events += file.eventCount
    bytes += file.bytes
  }

  /// Empties the batch.
  mutating func removeAll() {
    files = []
    events = 0
    bytes = 0
  }
}
