import FTS5Segments

/// The leaf that a tree fills: what of an entry stands on it, and what on pages of its own.
///
/// Invariant: `head` has room for the beginning of a cell, which is two integers at most.
struct LeafCells {
  private(set) var page: TreePage
  /// Kept by the tree that fills the leaf, and not counted here for every row.
  private unowned(unsafe) let file: PageFile
  private let split: PayloadSplit
  private let head: UnsafeMutablePointer<UInt8>

  init(_ kind: TreePage.Kind, _ file: PageFile) {
    self.file = file
    page = TreePage(kind, file)
    split = PayloadSplit(kind, usable: file.usable)
    head = .allocate(capacity: 2 * Varint.maximumLength)
  }

  func deallocate() { head.deallocate() }

  /// A cell to be added: the size of its beginning, of the part of its record that stands in it, and
  /// of all of it.
  struct Cell {
    fileprivate let head: Int
    fileprivate let local: Int
    fileprivate let overflows: Bool
    let size: Int
  }

  /// Begins the cell of a record of `count` bytes, with the row id in a table; it is the next to be
  /// added.
  @inline(__always)
  func begin(count: Int, row: Int64? = nil) -> Cell {
    var size = Varint.write(UInt64(count), to: head)
    if let row { size += Varint.write(UInt64(bitPattern: row), to: head + size) }
    let local = split.local(count)
    let overflows = local < count
    return Cell(
      head: size, local: local, overflows: overflows, size: size + local + (overflows ? 4 : 0))
  }

  /// Adds the cell that was begun last; the page must have room for it.
  ///
  /// The record may come in two parts, so that what is long need not be copied behind what is short.
  ///
  /// - Throws: `full`, `disk`.
  mutating func add(
    _ cell: Cell, _ first: UnsafeRawBufferPointer,
    _ second: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
  ) throws(TalkIndexError) {
    guard !cell.overflows else { return try addOverflowing(cell, Array(first) + Array(second)) }
    let target = page.add(cell.size)
    target.copyMemory(from: head, byteCount: cell.head)
    UnsafeMutableRawBufferPointer(start: target + cell.head, count: first.count)
      .copyMemory(from: first)
    UnsafeMutableRawBufferPointer(start: target + cell.head + first.count, count: second.count)
      .copyMemory(from: second)
  }

  @inline(never)
  private mutating func addOverflowing(_ cell: Cell, _ record: [UInt8]) throws(TalkIndexError) {
    let next = try file.appendOverflow(Array(record[cell.local...]))
    let target = page.add(cell.size)
    target.copyMemory(from: head, byteCount: cell.head)
    target.advanced(by: cell.head).copyMemory(from: record, byteCount: cell.local)
    TreePage.put(next, to: target + cell.head + cell.local)
  }

  /// Writes the page and begins the next.
  ///
  /// - Returns: the number of the page.
  /// - Throws: `full`, `disk`.
  mutating func write() throws(TalkIndexError) -> UInt32 {
    page.complete()
    return try page.append(to: file)
  }

  /// Writes the page in the place of one that SQLite made.
  ///
  /// - Throws: `full`, `disk`.
  func replace(_ root: UInt32) throws(TalkIndexError) {
    page.complete()
    try file.replace(root, by: page.bytes)
  }

  /// Takes the cell added last away and returns it.
  mutating func takeLast() -> [UInt8] {
    let last = Array(page.last)
    page.removeLast()
    return last
  }
}

/// How much of a record stands in its cell, as the file format prescribes.
struct PayloadSplit {
  private let usable: Int
  private let most: Int

  /// For cells on pages of a kind, of which `usable` bytes hold rows.
  init(_ kind: TreePage.Kind, usable: Int) {
    self.usable = usable
    most = kind == .tableLeaf ? usable - 35 : (usable - 12) * 64 / 255 - 23
  }

  /// Bytes of a record of `size` bytes that stand in the cell; others stand on pages of their own.
  @inline(__always)
  func local(_ size: Int) -> Int {
    guard size > most else { return size }
    let least = (usable - 12) * 32 / 255 - 23
    let wanted = least + (size - least) % (usable - 4)
    return wanted <= most ? wanted : least
  }
}
