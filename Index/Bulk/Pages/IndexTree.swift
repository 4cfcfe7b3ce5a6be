import FTS5Segments

/// Writes an index, or a table `WITHOUT ROWID`, in the order of its keys.
///
/// Unlike in a table by row id, an entry stands only once: between two leaves, the one between them
/// stands in the page above.
///
/// What changes is not checked for other accesses at the same time, which costs as much as the work of
/// a row: nothing that is called meanwhile comes back here.
final class IndexTree {
  private let file: PageFile
  private let root: UInt32
  @exclusivity(unchecked) private var leaf: TreePage
  /// Inner pages being filled, the lowest first.
  @exclusivity(unchecked) private var inner: [TreePage] = []
  private let head: UnsafeMutablePointer<UInt8>
  /// Bytes that are left free on each leaf.
  private let spare: Int

  /// Entries of a leaf from which room is left: there are always some, however long they are.
  private static let least = 8

  /// Writes the index whose root is the page `root`.
  ///
  /// With `spare` bytes free on each leaf, the next entries that come between others split no page.
  init(_ file: PageFile, root: UInt32, spare: Int = 0) {
    self.file = file
    self.root = root
    self.spare = spare
    leaf = TreePage(.indexLeaf, file)
    head = .allocate(capacity: Varint.maximumLength)
  }

  deinit {
    leaf.deallocate()
    for page in inner { page.deallocate() }
    head.deallocate()
  }

  /// Appends an entry, which is greater than all before.
  ///
  /// - Throws: `full`, `disk`.
  func append(_ record: UnsafeRawBufferPointer) throws(TalkIndexError) {
    let split = PayloadSplit(record.count, .indexLeaf, file)
    let header = Varint.write(UInt64(record.count), to: head)
    let size = header + split.local + (split.overflows ? 4 : 0)
    // A page has room for four entries at least, so one is left when the last goes up.
    if !leaf.hasRoom(for: leaf.count < IndexTree.least ? size : size + spare) {
      let last = Array(leaf.last)
      leaf.removeLast()
      leaf.complete()
      try add(file.append(leaf.bytes), last, height: 0)
      leaf.clear()
    }
    var overflow: UInt32 = 0
    if split.overflows {
      overflow = try file.appendOverflow(
        UnsafeRawBufferPointer(rebasing: record[split.local...]))
    }
    let target = leaf.add(size)
    target.copyMemory(from: head, byteCount: header)
    if let start = record.baseAddress {
      (target + header).copyMemory(from: start, byteCount: split.local)
    }
    if split.overflows { TreePage.put(overflow, to: target + header + split.local) }
  }

  /// Writes what is left; the index is then whole.
  ///
  /// - Throws: `full`, `disk`.
  func finish() throws(TalkIndexError) {
    leaf.complete()
    guard !inner.isEmpty else { return try file.replace(root, by: leaf.bytes) }
    var child = try file.append(leaf.bytes)
    for height in inner.indices {
      inner[height].complete(rightmost: child)
      if height == inner.count - 1 {
        try file.replace(root, by: inner[height].bytes)
      } else {
        child = try file.append(inner[height].bytes)
      }
    }
  }

  /// Notes a finished page and the entry behind it, a cell of a leaf, in the page above.
  private func add(_ child: UInt32, _ entry: [UInt8], height: Int) throws(TalkIndexError) {
    if inner.count == height {
      inner.append(TreePage(.indexInterior, file))
    }
    if !inner[height].hasRoom(for: 4 + entry.count) {
      // The last entry goes up, and its child becomes the rightmost.
      let last = Array(inner[height].last)
      let rightmost = last.withUnsafeBytes {
        UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self))
      }
      inner[height].removeLast()
      inner[height].complete(rightmost: rightmost)
      try add(file.append(inner[height].bytes), Array(last[4...]), height: height + 1)
      inner[height].clear()
    }
    let target = inner[height].add(4 + entry.count)
    TreePage.put(child, to: target)
    entry.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress {
        (target + 4).copyMemory(from: start, byteCount: bytes.count)
      }
    }
  }
}
