/// Memory for growing byte buffers, in sizes that are powers of two.
///
/// Invariant: a buffer of class n has 2ⁿ bytes. Freed buffers of a class form a list through their
/// first eight bytes, so the smallest class is 4. Nothing is given back before `removeAll`.
struct PostingArena {
  /// Sizes of buffers go from 2⁴ to 2³¹ bytes.
  private static let classes = 32
  /// Larger buffers are allocated one by one.
  private static let largestPooled = 18
  private static let chunkSize = LargeMemory.pageSize

  private var next: UnsafeMutablePointer<UInt8>
  private var left = 0
  private let free: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private var chunks: [UnsafeMutableRawPointer] = []
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
    let isOwn = size > PostingArena.largestPooled
    let bytes = isOwn ? 1 << size : PostingArena.chunkSize
    let chunk = LargeMemory.allocate(byteCount: bytes)
    chunks.append(chunk)
    byteCount += bytes
    let start = chunk.assumingMemoryBound(to: UInt8.self)
    if isOwn { return start }
    next = start + (1 << size)
    left = bytes - 1 << size
    return start
  }

  /// Takes a buffer back for the next that needs its size.
  @inline(__always)
  mutating func recycle(_ buffer: UnsafeMutablePointer<UInt8>, size: Int) {
    let raw = UnsafeMutableRawPointer(buffer)
    raw.storeBytes(of: free[size], as: UnsafeMutableRawPointer?.self)
    free[size] = raw
  }

  /// Frees every buffer.
  mutating func removeAll() {
    for chunk in chunks { chunk.deallocate() }
    chunks.removeAll(keepingCapacity: true)
    free.update(repeating: nil, count: PostingArena.classes)
    left = 0
    byteCount = 0
  }

  mutating func deallocate() {
    removeAll()
    free.deallocate()
  }
}
