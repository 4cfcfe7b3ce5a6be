/// Storage that is kept from one text to the next, so that a text costs no allocation.
///
/// With ``WordMemory`` and the tables the one place of the keyword search with unsafe pointers, and it keeps
/// them to itself: the memory belongs to this value alone (it cannot be copied), all of it is initialised,
/// and every access but through an ``UncheckedView`` is checked against the capacity, so that a wrong index
/// stops the program as an array's would. What it saves over an array is the test for a second owner at
/// every write.
struct ReusableBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var start: UnsafeMutablePointer<Element>
  /// How many elements there are.
  private(set) var capacity: Int

  /// Makes a buffer of at least `capacity` elements, all of them `filler`.
  init(repeating filler: Element, capacity: Int) {
    self.capacity = max(capacity, 16)
    start = .allocate(capacity: self.capacity)
    start.initialize(repeating: filler, count: self.capacity)
  }

  deinit { start.deallocate() }

  /// Sees to it that there are `count` elements; if it has to grow, all of them become `filler`.
  mutating func reserve(_ count: Int, filler: Element) {
    guard count > capacity else { return }
    start.deallocate()
    capacity = max(count, capacity * 2)
    start = .allocate(capacity: capacity)
    start.initialize(repeating: filler, count: capacity)
  }

  /// Sets the first `count` elements to `filler`, growing if need be.
  mutating func reset(_ count: Int, to filler: Element) {
    reserve(count, filler: filler)
    start.update(repeating: filler, count: count)
  }

  subscript(index: Int) -> Element {
    @inline(__always) get { view[index] }
    @inline(__always) set { view[index] = newValue }
  }

  /// The elements for one function that does not let the buffer grow.
  @inline(__always) var view: BufferView<Element> { BufferView(start: start, capacity: capacity) }

  /// The same for a loop that knows that its indices lie inside.
  @inline(__always) var uncheckedView: UncheckedView<Element> { UncheckedView(start: start) }
}

/// What a ``ReusableBuffer`` holds, for the length of a loop: what the loop writes cannot change where
/// the elements are, so address and bounds stay in registers.
///
/// Never kept longer than the function that asked for it, which does not let the buffer grow.
struct BufferView<Element: BitwiseCopyable> {
  fileprivate let start: UnsafeMutablePointer<Element>
  let capacity: Int

  /// A view of `capacity` initialised elements.
  @inline(__always) init(start: UnsafeMutablePointer<Element>, capacity: Int) {
    self.start = start
    self.capacity = capacity
  }

  /// The same for a loop that knows that its indices lie inside.
  @inline(__always) var unchecked: UncheckedView<Element> { UncheckedView(start: start) }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: capacity))
      return start[index]
    }
    @inline(__always) nonmutating set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: capacity))
      start[index] = newValue
    }
  }
}

extension BufferView<UInt8> {
  /// The eight bytes from `index` on, in one integer, the first byte lowest.
  @inline(__always) func eightBytes(at index: Int) -> UInt64 {
    precondition(UInt(bitPattern: index) <= UInt(bitPattern: capacity &- 8))
    return UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// The sixteen bytes from `index` on, in two integers, the first byte lowest.
  @inline(__always) func sixteenBytes(at index: Int) -> (low: UInt64, high: UInt64) {
    precondition(UInt(bitPattern: index) <= UInt(bitPattern: capacity &- 16))
    let bytes = UnsafeRawPointer(start + index)
    return (
      bytes.loadUnaligned(as: UInt64.self).littleEndian,
      bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    )
  }

  /// The sixteen bytes from `index` on.
  @inline(__always) func block(at index: Int) -> ByteBlock {
    precondition(UInt(bitPattern: index) <= UInt(bitPattern: capacity &- 16))
    return ByteBlock(at: start + index)
  }

  /// The bytes of `range`.
  @inline(__always) func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.lowerBound >= 0 && range.upperBound <= capacity)
    return UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
  }
}

/// What a ``ReusableBuffer`` holds, for the loops that go through all words and all phrases of a
/// text: to check every index there, several a word, takes a tenth to a third of their instructions.
///
/// Who uses it says what bounds its indices, and checks that once a turn or before. As a
/// ``BufferView`` it is never kept longer than the function that asked for it.
struct UncheckedView<Element: BitwiseCopyable> {
  fileprivate let start: UnsafeMutablePointer<Element>

  /// A view of the elements from `start` on.
  @inline(__always) init(start: UnsafeMutablePointer<Element>) { self.start = start }

  subscript(index: Int) -> Element {
    @inline(__always) get { start[index] }
    @inline(__always) nonmutating set { start[index] = newValue }
  }
}

extension UncheckedView<UInt8> {
  /// The two bytes from `index` on, the first byte lowest.
  @inline(__always) func twoBytes(at index: Int) -> UInt64 {
    UInt64(UnsafeRawPointer(start + index).loadUnaligned(as: UInt16.self).littleEndian)
  }

  /// The four bytes from `index` on, the first byte lowest.
  @inline(__always) func fourBytes(at index: Int) -> UInt32 {
    UnsafeRawPointer(start + index).loadUnaligned(as: UInt32.self).littleEndian
  }

  /// The sixteen bytes from `index` on, in two integers, the first byte lowest.
  @inline(__always) func sixteenBytes(at index: Int) -> (low: UInt64, high: UInt64) {
    let bytes = UnsafeRawPointer(start + index)
    return (
      bytes.loadUnaligned(as: UInt64.self).littleEndian,
      bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    )
  }
}

extension UncheckedView<UInt8> {
  /// The sixteen bytes from `index` on.
  @inline(__always) func block(at index: Int) -> ByteBlock { ByteBlock(at: start + index) }
}

extension UncheckedView<UInt16> {
  /// The two elements from `index` on, in one integer, the first one lowest.
  @inline(__always) func twoElements(at index: Int) -> UInt32 {
    UnsafeRawPointer(start + index).loadUnaligned(as: UInt32.self).littleEndian
  }

  /// The four elements from `index` on, in one integer, the first one lowest.
  @inline(__always) func fourElements(at index: Int) -> UInt64 {
    UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self).littleEndian
  }
}

extension UncheckedView<UInt64> {
  /// Eight bytes from byte `index` on, in one integer, the first one lowest.
  @inline(__always) func eightBytes(at index: Int) -> UInt64 {
    UnsafeRawPointer(start).loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
  }
}

extension ReusableBuffer where Element == UInt8 {
  /// Copies `bytes` to the place `index` on.
  mutating func write(_ bytes: some Collection<UInt8>, at index: Int) {
    precondition(index >= 0 && index <= capacity && bytes.count <= capacity - index)
    _ = UnsafeMutableBufferPointer(start: start + index, count: bytes.count)
      .update(fromContentsOf: bytes)
  }

  /// Calls `body` with the bytes of `range`.
  @inline(__always)
  func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    precondition(range.lowerBound >= 0 && range.upperBound <= capacity)
    return body(UnsafeBufferPointer(start: start + range.lowerBound, count: range.count))
  }
}
