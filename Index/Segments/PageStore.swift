/// What takes pages as they are laid out.
protocol PageTaker: AnyObject, Sendable {
  func append(_ id: Int64, _ bytes: UnsafePointer<UInt8>, _ count: Int)
}

/// Pages one after the other in large pieces of memory.
///
/// Filled by one thread, then only read: hence `@unchecked Sendable`, and nothing looks for other
/// accesses while a page is added.
final class PageStore: PageTaker, @unchecked Sendable {
  /// Bytes of the first piece, and of the largest: each is twice as large as the one before, so that
  /// small segments touch little memory.
  private static let chunkSizes = 1 << 16...4 << 20
  private var chunks: [UnsafeMutableRawPointer] = []
  private var chunkSize = PageStore.chunkSizes.lowerBound
  @exclusivity(unchecked) private var left = 0
  @exclusivity(unchecked) private var next: UnsafeMutableRawPointer?
  @exclusivity(unchecked) private(set) var entries: [(id: Int64, bytes: UnsafeRawBufferPointer)] =
    []
  @exclusivity(unchecked) private(set) var byteCount = 0

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  func append(_ id: Int64, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
    if count > left || next == nil {
      let size = max(count, chunkSize)
      chunkSize = min(chunkSize * 2, PageStore.chunkSizes.upperBound)
      let chunk = LargeMemory.allocate(byteCount: size)
      chunks.append(chunk)
      next = chunk
      left = size
    }
    guard let target = next else { return }
    target.copyMemory(from: bytes, byteCount: count)
    entries.append((id, UnsafeRawBufferPointer(start: target, count: count)))
    next = target + count
    left -= count
    byteCount += count
  }
}

/// Passes the leaves of a segment on to where they are written, so that they are never in memory
/// together.
///
/// Used by the thread that lays the segment out, and then by the one that writes the rest of it: hence
/// `@unchecked Sendable`.
package final class LeafPipe: PageTaker, @unchecked Sendable {
  /// Number of the segment.
  let segment: Int
  private let sink: any ShadowRowSink
  /// What went wrong first; nothing is passed on then.
  private(set) var failure: SegmentError?

  init(segment: Int, to sink: any ShadowRowSink) {
    self.segment = segment
    self.sink = sink
  }

  func append(_ id: Int64, _ bytes: UnsafePointer<UInt8>, _ count: Int) {
    guard failure == nil else { return }
    do throws(SegmentError) {
      try sink.append(
        page: id + SegmentLayout.leaf(segment: segment, page: 0),
        UnsafeRawBufferPointer(start: bytes, count: count))
    } catch {
      failure = error
    }
  }
}
