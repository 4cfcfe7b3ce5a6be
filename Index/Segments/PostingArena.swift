/// Memory for growing byte buffers, in sizes that are powers of two.
///
/// Invariant: a buffer of class n has 2ⁿ bytes. Freed buffers of a class form a list through their
/// first eight bytes, so the smallest class is 4. Nothing is given back before `deallocate`.
struct PostingArena {
  /// Buffers have from 2⁴ to 2³¹ bytes.
  private static let smallest = 4
  private static let classes = 32
  /// Larger buffers are allocated one by one.
  private static let largestPooled = 18
  /// Bytes of the first chunk, which has room for the largest pooled buffer; each is twice as large as
  /// the one before up to a large page, so that few rows touch little memory.
  private static let firstChunk = 1 << largestPooled

  private var next: UnsafeMutablePointer<UInt8>
  private var left = 0
  private let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  /// Buffers of classes that are not pooled.
  private var large: [UnsafeMutableRawPointer] = []
  /// Chunks to be used again: memory that is new to the process costs more than what is done with it.
  private var spare: [UnsafeMutableRawBufferPointer] = []
  /// Bytes taken from the system.
  private(set) var byteCount = 0

  init() {
    free = .allocate(capacity: PostingArena.classes)
    free.initialize(repeating: nil, count: PostingArena.classes)
    next = UnsafeMutablePointer(bitPattern: 16) ?? .allocate(capacity: 1)
  }

  /// A buffer of 2^`size` bytes.
  @inline(__always)
  mutating func allocate(size: Int) -> UnsafeMutablePointer<UInt8> {
    if let recycled = free[size] {
      free[size] = recycled.load(as: UnsafeMutableRawPointer?.self)
      return recycled.assumingMemoryBound(to: UInt8.self)
    }
    let bytes = 1 << size
    if bytes <= left {
      let result = next
      next += bytes
      left -= bytes
      return result
    }
    return allocateChunk(size: size)
  }

  @inline(never)
  private mutating func allocateChunk(size: Int) -> UnsafeMutablePointer<UInt8> {
    if size > PostingArena.largestPooled {
      let buffer = LargeMemory.allocate(byteCount: 1 << size)
      byteCount += 1 << size
      large.append(buffer)
      return buffer.assumingMemoryBound(to: UInt8.self)
    }
    recycleRest()
    let chunk = spare.popLast() ?? newChunk()
    byteCount += chunk.count
    chunks.append(chunk)
    let start = chunk.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    next = start + (1 << size)
    left = chunk.count - 1 << size
    return start
  }

  /// Makes buffers of what is left of a chunk.
  private mutating func recycleRest() {
    while left >= 1 << PostingArena.smallest {
      let size = Int.bitWidth - 1 - left.leadingZeroBitCount
      recycle(next, size: size)
      next += 1 << size
      left -= 1 << size
    }
  }

  private func newChunk() -> UnsafeMutableRawBufferPointer {
    let last = chunks.last?.count ?? PostingArena.firstChunk / 2
    let size = min(last * 2, LargeMemory.pageSize)
    // Not in large pages: each of those is empty to the system at first and dear to be filled with
    // zeros, on a virtual machine above all, and the places where postings go are asked for in time.
    return UnsafeMutableRawBufferPointer(
      start: .allocate(byteCount: size, alignment: 64), count: size)
  }

  /// Takes a buffer back for the next that needs its size.
  @inline(__always)
  mutating func recycle(_ buffer: UnsafeMutablePointer<UInt8>, size: Int) {
    let raw = UnsafeMutableRawPointer(buffer)
    raw.storeBytes(of: free[size], as: UnsafeMutableRawPointer?.self)
    free[size] = raw
  }

  /// Takes every buffer back; pooled ones stay for the next.
  mutating func removeAll() {
    for buffer in large { buffer.deallocate() }
    large.removeAll(keepingCapacity: true)
    spare += chunks
    chunks.removeAll(keepingCapacity: true)
    free.update(repeating: nil, count: PostingArena.classes)
    left = 0
    byteCount = 0
  }

  mutating func deallocate() {
    removeAll()
    for chunk in spare { chunk.deallocate() }
    free.deallocate()
  }
}
