/// The entries of an index during a first build: put in order, then written as pages.
final class SortedIndex {
  private let tree: IndexTree
  private let sorter: ByteSorter
  private var key: [UInt8] = []

  init(_ tree: IndexTree, memory: Int, path: String) {
    self.tree = tree
    sorter = ByteSorter(memory: memory, path: path)
  }

  /// Adds an entry whose first column is an integer or NULL; equal ones come in their order.
  func add(
    _ value: Int64?, _ record: UnsafeRawBufferPointer
  ) throws(TalkIndexError) {
    key.removeAll(keepingCapacity: true)
    // NULL is before all numbers, and these are in order with their sign turned.
    if let value {
      key.append(1)
      let turned = UInt64(bitPattern: value) ^ 1 << 63
      var shift: UInt64 = 64
      while shift > 0 {
        shift -= 8
        key.append(UInt8(truncatingIfNeeded: turned >> shift))
      }
    } else {
      key.append(0)
    }
    try add(record)
  }

  /// Adds an entry whose first column is a text or NULL; equal ones come in their order.
  func add(
    text: UnsafeRawBufferPointer?, _ record: UnsafeRawBufferPointer
  ) throws(TalkIndexError) {
    key.removeAll(keepingCapacity: true)
    if let text {
      key.append(1)
      key.append(contentsOf: text)
    } else {
      key.append(0)
    }
    try add(record)
  }

  private func add(_ record: UnsafeRawBufferPointer) throws(TalkIndexError) {
    let sorter = self.sorter
    try TalkIndexError.passing(key) { key throws(TalkIndexError) in
      try sorter.add(key: key, value: record)
    }
  }

  /// Writes the index.
  func finish() throws(TalkIndexError) {
    let tree = self.tree
    try sorter.drain { _, record throws(TalkIndexError) in try tree.append(record) }
    try tree.finish()
  }
}

extension TalkIndexError {
  /// Runs `body` with the bytes of an array, whose own methods forget the type of errors.
  static func passing(
    _ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(TalkIndexError) -> Void
  ) throws(TalkIndexError) {
    var failure: TalkIndexError?
    bytes.withUnsafeBytes { all in
      do throws(TalkIndexError) { try body(all) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
