import FTS5Segments

/// Writes a table by row id, rows ascending.
///
/// What changes is not checked for other accesses at the same time, which costs as much as the work of
/// a row: nothing that is called meanwhile comes back here.
final class TableTree {
  private let file: PageFile
  private let root: UInt32
  @exclusivity(unchecked) private var leaf: TreePage
  /// Inner pages being filled, the lowest first.
  @exclusivity(unchecked) private var inner: [TreePage] = []
  @exclusivity(unchecked) private var lastRow: Int64 = .min
  /// First row of each leaf and its page, 0 for the one being filled.
  @exclusivity(unchecked) private var leaves: [(first: Int64, page: UInt32)] = []
  /// The beginning of the cell of a row.
  private let head: UnsafeMutablePointer<UInt8>
  /// A cell of an inner page.
  private let cell: UnsafeMutablePointer<UInt8>

  /// Writes the table whose root is the page `root`.
  init(_ file: PageFile, root: UInt32) {
    self.file = file
    self.root = root
    leaf = TreePage(.tableLeaf, file)
    head = .allocate(capacity: 2 * Varint.maximumLength)
    cell = .allocate(capacity: 4 + Varint.maximumLength)
  }

  deinit {
    leaf.deallocate()
    for page in inner { page.deallocate() }
    head.deallocate()
    cell.deallocate()
  }

  /// Appends a row; its id is greater than all before.
  ///
  /// - Throws: `full`, `disk`.
  func append(_ row: Int64, _ record: UnsafeRawBufferPointer) throws(TalkIndexError) {
    precondition(row > lastRow, "rows ascend")
    let split = PayloadSplit(record.count, .tableLeaf, file)
    var header = Varint.write(UInt64(record.count), to: head)
    header += Varint.write(UInt64(bitPattern: row), to: head + header)
    let size = header + split.local + (split.overflows ? 4 : 0)
    if !leaf.hasRoom(for: size) {
      leaf.complete()
      let page = try file.append(leaf.bytes)
      leaves[leaves.count - 1].page = page
      try add(page, lastRow, height: 0)
      leaf.clear()
    }
    if leaf.count == 0 { leaves.append((row, 0)) }
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
    lastRow = row
  }

  /// The record of a row that was appended; `nil` if there is none, or the table is whole already.
  ///
  /// - Throws: `disk`.
  func read(_ row: Int64) throws(TalkIndexError) -> [UInt8]? {
    guard let place = leaves.lastIndex(where: { $0.first <= row }) else { return nil }
    let number = leaves[place].page
    let page = number == 0 ? leaf.copy(pageSize: file.pageSize) : try file.read(number)
    for cell in TreePage.cells(of: page, count: number == 0 ? leaf.count : nil) {
      var offset = cell
      guard let size = Varint.read(page, &offset), let id = Varint.read(page, &offset),
        Int64(bitPattern: id) == row
      else { continue }
      let split = PayloadSplit(Int(clamping: size), .tableLeaf, file)
      guard offset + split.local <= page.count else { return nil }
      var record = Array(page[offset..<offset + split.local])
      guard split.overflows else { return record }
      var next = TreePage.number(in: page, at: offset + split.local)
      while next != 0, record.count < Int(clamping: size) {
        let overflow = try file.read(next)
        let taken = min(file.usable - 4, Int(clamping: size) - record.count)
        record += overflow[4..<4 + taken]
        next = TreePage.number(in: overflow, at: 0)
      }
      return record
    }
    return nil
  }

  /// Writes what is left; the table is then whole.
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

  /// Notes a finished page and the last row below it in the page above.
  private func add(_ child: UInt32, _ row: Int64, height: Int) throws(TalkIndexError) {
    if inner.count == height {
      inner.append(TreePage(.tableInterior, file))
    }
    let size = 4 + Varint.write(UInt64(bitPattern: row), to: cell + 4)
    if !inner[height].hasRoom(for: size) {
      // The last child becomes the rightmost, so that the next page begins with one that has a row.
      let last = inner[height].last
      let rightmost = UInt32(bigEndian: last.loadUnaligned(as: UInt32.self))
      let lastRow = TableTree.row(UnsafeRawBufferPointer(rebasing: last[4...]))
      inner[height].removeLast()
      inner[height].complete(rightmost: rightmost)
      try add(file.append(inner[height].bytes), lastRow, height: height + 1)
      inner[height].clear()
      // The cell was made for the level above meanwhile.
      Varint.write(UInt64(bitPattern: row), to: cell + 4)
    }
    let target = inner[height].add(size)
    TreePage.put(child, to: UnsafeMutableRawPointer(cell))
    target.copyMemory(from: cell, byteCount: size)
  }

  private static func row(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    var offset = 0
    return Int64(bitPattern: Varint.read(Array(bytes), &offset) ?? 0)
  }
}
