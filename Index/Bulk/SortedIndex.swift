/// The entries of an index during a first build: put in order, then written as pages.
final class SortedIndex {
  private let tree: IndexTree
  private let sorter: ByteSorter

  init(_ tree: IndexTree, memory: Int, path: String) {
    self.tree = tree
    sorter = ByteSorter(memory: memory, path: path)
  }

  /// Adds an entry whose first column is an integer or NULL; equal ones come in their order.
  func add(
    _ value: Int64?, _ record: UnsafeRawBufferPointer
  ) throws(TalkIndexError) {
    try add(capacity: 9, record) { SortedIndex.write(value, to: $0) }
  }

  /// Adds an entry whose first column is a text or NULL; equal ones come in their order.
  func add(
    text: UnsafeRawBufferPointer?, _ record: UnsafeRawBufferPointer
  ) throws(TalkIndexError) {
    try add(capacity: (text?.count ?? 0) + 1, record) { key in
      guard let text else {
        key[0] = 0
        return 1
      }
      key[0] = 1
      UnsafeMutableRawBufferPointer(rebasing: key[1...]).copyMemory(from: text)
      return 1 + text.count
    }
  }

  private func add(
    capacity: Int, _ record: UnsafeRawBufferPointer,
    _ write: (UnsafeMutableRawBufferPointer) -> Int
  ) throws(TalkIndexError) {
    var failure: TalkIndexError?
    withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 8) { key in
      let count = write(key)
      do throws(TalkIndexError) {
        try sorter.add(key: UnsafeRawBufferPointer(rebasing: key[..<count]), value: record)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Writes a key that is in order as SQLite has numbers, NULL before all, and returns its size.
  ///
  /// Its first byte says how many follow, for negative numbers the other way round; so it is short for
  /// small numbers, and most are decided by eight bytes.
  static func write(_ value: Int64?, to key: UnsafeMutableRawBufferPointer) -> Int {
    guard let value else {
      key[0] = 0
      return 1
    }
    let magnitude = UInt64(bitPattern: value < 0 ? ~value : value)
    let count = (71 - magnitude.leadingZeroBitCount) / 8
    key[0] = UInt8(value < 0 ? 15 - count : 16 + count)
    for index in 0..<count {
      key[1 + index] = UInt8(truncatingIfNeeded: value >> Int64(8 * (count - 1 - index)))
    }
    return 1 + count
  }

  /// Writes the index.
  func finish() throws(TalkIndexError) {
    let tree = self.tree
    try sorter.drain { _, record throws(TalkIndexError) in try tree.append(record) }
    try tree.finish()
  }
}
