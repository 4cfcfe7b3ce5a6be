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
  @exclusivity(unchecked) private var leaf: LeafCells
  /// Inner pages being filled, the lowest first.
  @exclusivity(unchecked) private var inner: [TreePage] = []
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
    leaf = LeafCells(.indexLeaf, file)
  }

  deinit {
    leaf.deallocate()
  }

  /// Appends an entry, which is greater than all before.
  ///
  /// - Throws: `full`, `disk`.
  func append(_ record: UnsafeRawBufferPointer) throws(TalkIndexError) {
    let cell = leaf.begin(count: record.count)
    // A page has room for four entries at least, so one is left when the last goes up.
    let room = leaf.page.count < IndexTree.least ? cell.size : cell.size + spare
    if !leaf.page.hasRoom(for: room) {
      let last = leaf.takeLast()
      try add(leaf.write(), last, height: 0)
    }
    try leaf.add(cell, record)
  }

  /// Writes what is left; the index is then whole.
  ///
  /// - Throws: `full`, `disk`.
  func finish() throws(TalkIndexError) {
    guard !inner.isEmpty else { return try leaf.replace(root) }
    var child = try leaf.write()
    for height in inner.indices {
      inner[height].complete(rightmost: child)
      if height == inner.count - 1 {
        try file.replace(root, by: inner[height].bytes)
      } else {
        child = try inner[height].append(to: file)
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
      try add(inner[height].append(to: file), Array(last[4...]), height: height + 1)
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
