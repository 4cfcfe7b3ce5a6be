/// Values one behind the other, in memory that grows while they are added and belongs to whoever gets them in
/// the end.
///
/// An array asks before each addition whether it is shared, which takes longer than adding a name.
///
/// Invariant: `start` has room for `capacity` values, of which `count` are initialised, and for `slack` more
/// behind them.
struct GrowingMemory<Element: BitwiseCopyable> {
  private var start: UnsafeMutablePointer<Element>
  private var capacity: Int
  private let slack: Int
  private(set) var count = 0

  /// With room for so many values, one at least, and always for `slack` more than there are.
  init(capacity: Int, slack: Int = 0) {
    self.capacity = max(capacity, 1)
    self.slack = slack
    start = .allocate(capacity: self.capacity + slack)
  }

  /// Frees the memory.
  func deallocate() { start.deallocate() }

  /// The values so far; valid until one is added.
  var values: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

  /// Adds a value.
  @inline(__always)
  mutating func append(_ value: Element) {
    if count == capacity { grow(to: count + 1) }
    (start + count).initialize(to: value)
    count += 1
  }

  /// Adds values that lie elsewhere.
  @inline(__always)
  mutating func append(_ values: UnsafeBufferPointer<Element>) {
    guard let first = values.baseAddress else { return }
    if values.count > capacity - count { grow(to: count + values.count) }
    (start + count).initialize(from: first, count: values.count)
    count += values.count
  }

  /// Takes the last values away; there are as many at least.
  mutating func removeLast(_ removed: Int) {
    precondition(0...count ~= removed, "only what is there can be taken away")
    count -= removed
  }

  /// Puts a value into all of the room that there always is behind the last one.
  func fillSlack(with value: Element) {
    (start + count).initialize(repeating: value, count: slack)
  }

  @inline(never)
  private mutating func grow(to needed: Int) {
    capacity = max(needed, capacity * 2)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity + slack)
    larger.initialize(from: start, count: count)
    start.deallocate()
    start = larger
  }
}
