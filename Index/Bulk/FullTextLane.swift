import Dispatch
import FTS5Segments
import Synchronization

/// Builds both full-text indexes on a thread of its own while rows are written on another.
///
/// Rows are handed over in groups; when too many groups wait, the giver waits.
///
/// `@unchecked Sendable`: the builder is touched on the serial queue only; what both sides share is
/// behind the mutex.
final class FullTextLane: @unchecked Sendable {
  /// Rows that are handed over together.
  typealias Group = [(id: Int64, row: TalkRow)]

  /// A segment of each index.
  struct Segments {
    var words: BuiltSegment
    var prose: BuiltSegment?
  }

  private struct Shared {
    var segments: [Segments] = []
    var failure: SegmentError?
  }

  private static let waitingGroups = 16

  private let columns: [TalkRow.Column]
  private let builder: SegmentBuilder
  private let queue: DispatchQueue
  private let room = DispatchSemaphore(value: waitingGroups)
  private let shared = Mutex(Shared())

  /// With the options of both tables.
  init(
    words: SegmentBuilder.Options, prose: SegmentBuilder.Options
  ) throws(SegmentError) {
    columns = FullTextTable.words.columns
    builder = try SegmentBuilder(
      columns: columns.count, tokenizer: FullTextTable.words.tokenizer, options: words,
      stemmed: SegmentBuilder.Stemmed(
        columns: FullTextTable.prose.columns.count, pageSize: prose.pageSize))
    queue = DispatchQueue(label: "talks.build.text")
  }

  /// Hands rows over.
  func add(_ group: Group) {
    room.wait()
    queue.async { [self] in
      index(group)
      room.signal()
    }
  }

  /// The segments finished since the last call.
  func takeSegments() throws(SegmentError) -> [Segments] {
    let (segments, failure) = shared.withLock { shared in
      defer { shared.segments = [] }
      return (shared.segments, shared.failure)
    }
    if let failure { throw failure }
    return segments
  }

  /// Begins to finish the last segment; ``wait()`` for it.
  func seal() {
    queue.async { [self] in
      guard shared.withLock({ $0.failure == nil }) else { return }
      finishSegments()
    }
  }

  private func finishSegments() {
    let (words, prose) = builder.sealBoth()
    shared.withLock { $0.segments.append(Segments(words: words, prose: prose)) }
  }

  /// Waits until everything handed over is done.
  func wait() { queue.sync {} }

  private func index(_ group: Group) {
    guard shared.withLock({ $0.failure == nil }) else { return }
    do throws(SegmentError) {
      for (id, row) in group {
        try builder.begin(row: id)
        row.withText { text in
          for column in columns {
            builder.append(
              text[column]?.assumingMemoryBound(to: UInt8.self)
                ?? UnsafeBufferPointer(start: nil, count: 0))
          }
        }
        try builder.end()
        if builder.isOverLimit { finishSegments() }
      }
    } catch {
      shared.withLock { $0.failure = error }
    }
  }
}
