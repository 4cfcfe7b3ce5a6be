import Dispatch
import FTS5Segments
import Synchronization

/// Makes segments of new talks on a thread of its own while their rows are written on another.
///
/// `@unchecked Sendable`: the builder is touched on the serial queue, and by others only when that has
/// nothing to do; what both sides share is behind the mutex.
final class SegmentLane: @unchecked Sendable {
  /// Rows that are handed over together.
  typealias Group = [(id: Int64, row: TalkRow)]

  private struct State {
    var failure: SegmentError?
    var isOverLimit = false
  }

  private let words: SegmentAppender
  private let prose: SegmentAppender
  private let builder: SegmentBuilder
  private let queue = DispatchQueue(label: "talks.write.text")
  private let state = Mutex(State())

  init(
    words: SegmentAppender, prose: SegmentAppender, postingBytes: Int
  ) throws(SegmentError) {
    self.words = words
    self.prose = prose
    builder = try SegmentBuilder(
      words: words.builderOptions(postingBytes: postingBytes),
      prose: prose.builderOptions(postingBytes: postingBytes))
  }

  /// Whether it is time to write what is gathered.
  var isOverLimit: Bool { state.withLock { $0.isOverLimit } }

  /// Hands rows over.
  func add(_ group: Group) {
    queue.async { [self] in
      guard state.withLock({ $0.failure == nil }) else { return }
      do throws(SegmentError) {
        for (id, row) in group { try builder.add(id, row) }
        if builder.isOverLimit { state.withLock { $0.isOverLimit = true } }
      } catch {
        state.withLock { $0.failure = error }
      }
    }
  }

  /// Waits until everything handed over is done.
  func wait() { queue.sync {} }

  /// Writes a segment of everything handed over into each index.
  ///
  /// - Returns: for each the pages to be written by merging now.
  func writeSegments() throws(SegmentError) -> (words: Int, prose: Int) {
    wait()
    if let failure = state.withLock({ $0.failure }) { throw failure }
    let segments = builder.sealBoth()
    state.withLock { $0.isOverLimit = false }
    let pages = try words.append(segments.first)
    guard let stemmed = segments.stemmed else { return (pages, 0) }
    return (pages, try prose.append(stemmed))
  }
}

extension SegmentBuilder {
  /// A builder of both full-text indexes.
  convenience init(words: Options, prose: Options) throws(SegmentError) {
    try self.init(
      columns: FullTextTable.words.columns.count, tokenizer: FullTextTable.words.tokenizer,
      options: words,
      stemmed: Stemmed(
        columns: FullTextTable.prose.columns.count, pageSize: prose.pageSize))
  }

  /// Adds a talk.
  func add(_ id: Int64, _ row: TalkRow) throws(SegmentError) {
    try begin(row: id)
    try row.withText { text throws(SegmentError) in
      for column in FullTextTable.words.columns {
        append(text.range(of: column) ?? 0..<0, of: text.allBytes)
      }
      try end()
    }
  }
}
