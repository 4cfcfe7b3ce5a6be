/// Where doclists are put together that lie in several places.
///
/// Invariant: `bytes` has `capacity` bytes, of which `count` are in use.
struct DoclistRoom {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 16
  private var count = 0

  init() {
    bytes = .allocate(capacity: capacity)
  }

  func deallocate() {
    bytes.deallocate()
  }

  /// Forgets what is there, and makes room for so many bytes.
  @inline(__always)
  mutating func clear(for needed: Int) {
    count = 0
    if needed > capacity { grow(needed) }
  }

  @inline(never)
  private mutating func grow(_ needed: Int) {
    bytes.deallocate()
    capacity = max(needed, capacity * 2)
    bytes = .allocate(capacity: capacity)
  }

  /// The doclist of a term, for which ``clear(for:)`` has made room; valid until that is called again.
  @inline(__always)
  mutating func doclist(
    of term: Int, in postings: PostingAccumulator
  ) -> UnsafeBufferPointer<UInt8> {
    let result = postings.doclist(of: term, at: bytes + count)
    count += result.count
    return result
  }
}
