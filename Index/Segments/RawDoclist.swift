/// The bytes of a term's doclists, copied out of their pages into one run.
///
/// ```
/// doclist  = *(row size position-list)
/// row      = varint: absolute where a page begins with it, else the distance from the row before
/// size     = varint: 2 × bytes of the position list + delete mark
/// ```
/// Rows that are absolute are remembered in `absoluteRows`, so that the bytes can be decoded
/// without their pages.
///
/// Invariant: `bytes` has `count` initialised bytes and `slack` readable zero bytes behind them. Only one
/// thread reads it in; then nobody changes it any more: hence `@unchecked Sendable`.
final class RawDoclist: @unchecked Sendable {
  /// Readable bytes behind the end.
  static let slack = 16

  @exclusivity(unchecked) private(set) var bytes: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var capacity: Int
  /// Offsets in `bytes` of the rows that are absolute, ascending.
  @exclusivity(unchecked) private(set) var absoluteRows: [Int] = []

  init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    bytes = LargeMemory.allocate(UInt8.self, count: self.capacity + RawDoclist.slack)
    (bytes + 0).update(repeating: 0, count: RawDoclist.slack)
  }

  deinit {
    bytes.deallocate()
  }

  func removeAll() {
    count = 0
    absoluteRows.removeAll(keepingCapacity: true)
    bytes.update(repeating: 0, count: RawDoclist.slack)
  }

  /// Notes that the byte appended after `distance` others begins an absolute row.
  func markAbsoluteRow(ahead distance: Int = 0) {
    // A term may stand at the end of a page and its first row on the next: one mark for both.
    guard absoluteRows.last != count + distance else { return }
    absoluteRows.append(count + distance)
  }

  /// Index of the first absolute row at or behind an offset.
  func mark(from offset: Int) -> Int {
    var low = 0
    var high = absoluteRows.count
    while low < high {
      let middle = (low + high) / 2
      if absoluteRows[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Memory that is not used.
  var spareCount: Int { capacity - count }

  /// A copy with no more memory than it takes.
  func trimmed() -> RawDoclist {
    let copy = RawDoclist(capacity: count)
    copy.append(bytes, count: count)
    copy.absoluteRows = absoluteRows
    return copy
  }

  /// Whether there is room for so many more bytes.
  func hasRoom(_ added: Int) -> Bool { count + added <= capacity }

  /// Makes room for so many more bytes at once.
  func reserve(_ added: Int) {
    if count + added > capacity { grow(to: count + added) }
  }

  func append(_ source: UnsafePointer<UInt8>, count added: Int) {
    if count + added > capacity { grow(to: max(capacity * 2, count + added)) }
    (bytes + count).update(from: source, count: added)
    count += added
    (bytes + count).update(repeating: 0, count: RawDoclist.slack)
  }

  private func grow(to wanted: Int) {
    capacity = wanted
    let grown = LargeMemory.allocate(UInt8.self, count: capacity + RawDoclist.slack)
    grown.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = grown
  }
}
