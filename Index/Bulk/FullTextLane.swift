import Dispatch
import FTS5Segments
import Synchronization

/// Builds and writes both full-text indexes on a thread of its own while rows are written on another.
///
/// Rows are handed over in groups; when too many groups wait, the giver waits.
///
/// `@unchecked Sendable`: builder and writers are touched on the serial queue only until ``wait()``
/// has come back for the last time; what both sides share is behind the mutex.
final class FullTextLane: @unchecked Sendable {
  /// Rows that are handed over together.
  typealias Group = [(id: Int64, row: TalkRow)]

  private static let waitingGroups = 16

  private let words: ShadowTableWriter
  private let prose: ShadowTableWriter
  private let builder: SegmentBuilder
  private let queue: DispatchQueue
  private let room = DispatchSemaphore(value: waitingGroups)
  private let failure = Mutex<SegmentError?>(nil)

  /// With the writers of both tables, and memory for postings.
  init(
    words: ShadowTableWriter, prose: ShadowTableWriter, postingBytes: Int
  ) throws(SegmentError) {
    self.words = words
    self.prose = prose
    builder = try SegmentBuilder(
      words: words.builderOptions(postingBytes: postingBytes),
      prose: prose.builderOptions(postingBytes: postingBytes))
    queue = DispatchQueue(label: "talks.build.text")
  }

  /// Hands rows over.
  ///
  /// - Throws: what has gone wrong so far.
  func add(_ group: Group) throws(SegmentError) {
    try check()
    room.wait()
    queue.async { [self] in
      unlessFailed { () throws(SegmentError) in try index(group) }
      room.signal()
    }
  }

  /// Begins to write the last segments; ``wait()`` for it.
  ///
  /// - Parameter rows: is signalled when the caller has written its tables. Stems take longest, and so
  ///   their segment is begun at once; everything else is done one after the other meanwhile.
  func seal(after rows: DispatchSemaphore) {
    queue.async { [self] in
      unlessFailed { () throws(SegmentError) in try writeSegments(after: rows) }
    }
  }

  /// Waits until everything handed over is done.
  func wait() { queue.sync {} }

  /// Throws what has gone wrong.
  func check() throws(SegmentError) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func unlessFailed(_ body: () throws(SegmentError) -> Void) {
    guard failure.withLock({ $0 == nil }) else { return }
    do throws(SegmentError) {
      try body()
    } catch {
      failure.withLock { $0 = error }
    }
  }

  private func index(_ group: Group) throws(SegmentError) {
    for (place, (id, row)) in group.enumerated() {
      if place + 1 < group.count { group[place + 1].row.prefetchText() }
      try builder.add(id, row)
      if builder.isOverLimit { try writeSegments() }
    }
  }

  private func seal(
    after rows: DispatchSemaphore?
  ) -> (first: BuiltSegment, stemmed: BuiltSegment?) {
    builder.sealBoth(first: words.pipe(), stemmed: prose.pipe()) { first, stemmed in
      rows?.wait()
      unlessFailed { () throws(SegmentError) in
        if let first { try words.writeEarly(first) }
        if let stemmed { try prose.writeEarly(stemmed) }
      }
    }
  }

  private func writeSegments(after rows: DispatchSemaphore? = nil) throws(SegmentError) {
    let segments = seal(after: rows)
    try check()
    // Each writer has trees of its own.
    nonisolated(unsafe) let prose = self.prose
    let (first, second) = SideBySide.run {
      Result { () throws(SegmentError) in try words.write(segments.first) }
    } _: {
      Result { () throws(SegmentError) in
        if let stemmed = segments.stemmed { try prose.write(stemmed) }
      }
    }
    try first.get()
    try second.get()
  }
}
