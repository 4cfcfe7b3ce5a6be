import FTS5Segments

/// Writes a table by row id, rows ascending.
///
/// What changes is not checked for other accesses at the same time, which costs as much as the work of
/// a row: nothing that is called meanwhile comes back here.
final class TableTree {
  private let file: PageFile
  private let root: UInt32
  @exclusivity(unchecked) private var leaf: LeafCells
  /// Inner pages being filled, the lowest first.
  @exclusivity(unchecked) private var inner: [TreePage] = []
  @exclusivity(unchecked) private var lastRow: Int64 = .min
  /// First row of each leaf and its page, 0 for the one being filled.
  @exclusivity(unchecked) private var leaves: [(first: Int64, page: UInt32)] = []
  /// A cell of an inner page.
  private let cell: UnsafeMutablePointer<UInt8>

  /// Writes the table whose root is the page `root`.
  init(_ file: PageFile, root: UInt32) {
    self.file = file
    self.root = root
    leaf = LeafCells(.tableLeaf, file)
    cell = .allocate(capacity: 4 + Varint.maximumLength)
  }

  deinit {
    leaf.deallocate()
    cell.deallocate()
  }

  /// Appends a row, its record in two parts; its id is greater than all before.
  ///
  /// - Throws: `full`, `disk`.
  func append(
    _ row: Int64, _ record: UnsafeRawBufferPointer,
    _ rest: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) throws(TalkIndexError) {
    precondition(row > lastRow, "rows ascend")
    let cell = leaf.begin(count: record.count + rest.count, row: row)
    if !leaf.page.hasRoom(for: cell.size) {
      let page = try leaf.write()
      leaves[leaves.count - 1].page = page
      try add(page, lastRow, height: 0)
    }
    if leaf.page.count == 0 { leaves.append((row, 0)) }
    try leaf.add(cell, record, rest)
    lastRow = row
  }

  /// The record of a row that was appended; `nil` if there is none, or the table is whole already.
  ///
  /// - Throws: `disk`.
  func read(_ row: Int64) throws(TalkIndexError) -> [UInt8]? {
    guard let place = leaves.lastIndex(where: { $0.first <= row }) else { return nil }
    let number = leaves[place].page
    let page = number == 0 ? leaf.page.copy(pageSize: file.pageSize) : try file.read(number)
    let split = PayloadSplit(.tableLeaf, usable: file.usable)
    for cell in TreePage.cells(of: page, count: number == 0 ? leaf.page.count : nil) {
      var offset = cell
      guard let size = Varint.read(page, &offset), let id = Varint.read(page, &offset),
        Int64(bitPattern: id) == row
      else { continue }
      let local = split.local(Int(clamping: size))
      guard offset + local <= page.count else { return nil }
      var record = Array(page[offset..<offset + local])
      guard local < Int(clamping: size) else { return record }
      var next = TreePage.number(in: page, at: offset + local)
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
      try add(inner[height].append(to: file), lastRow, height: height + 1)
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
