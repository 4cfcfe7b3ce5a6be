/// One page of a B-tree while it is filled: cells from its end, their places from its beginning.
///
/// Invariant: `bytes` has a page, of which `size` bytes are used; the cells occupy `content..<size`, their places
/// `header..<header + 2 * count`, and both never meet. They are memory of the file, which outlives the page.
struct TreePage {
  /// What a page is.
  enum Kind: UInt8 {
    case indexInterior = 2
    case tableInterior = 5
    case indexLeaf = 10
    case tableLeaf = 13

    var isInterior: Bool { self == .indexInterior || self == .tableInterior }
    /// Bytes before the places of the cells.
    var header: Int { isInterior ? 12 : 8 }
  }

  let kind: Kind
  private(set) var bytes: UnsafeMutableRawPointer
  private let size: Int
  private(set) var count = 0
  private var content: Int

  init(_ kind: Kind, _ file: PageFile) {
    self.kind = kind
    size = file.usable
    content = size
    bytes = file.newPage()
  }

  /// Whether a cell of that size still fits.
  @inline(__always)
  func hasRoom(for cell: Int) -> Bool {
    kind.header + 2 * (count + 1) + cell <= content
  }

  /// Appends a cell of that size, to be filled by the caller; it must fit.
  @inline(__always)
  mutating func add(_ cell: Int) -> UnsafeMutableRawPointer {
    content -= cell
    put(UInt16(truncatingIfNeeded: content), at: kind.header + 2 * count)
    count += 1
    return bytes + content
  }

  /// The cell added last.
  var last: UnsafeRawBufferPointer {
    let end = count > 1 ? Int(get(kind.header + 2 * (count - 2))) : size
    return UnsafeRawBufferPointer(start: bytes + content, count: end - content)
  }

  /// Takes the cell added last away.
  mutating func removeLast() {
    content += last.count
    count -= 1
  }

  /// Writes the header; the page is then as it is stored.
  func complete(rightmost: UInt32 = 0) {
    bytes.storeBytes(of: kind.rawValue, as: UInt8.self)
    put(0, at: 1)
    put(UInt16(truncatingIfNeeded: count), at: 3)
    // 65,536 is written as 0.
    put(UInt16(truncatingIfNeeded: content), at: 5)
    bytes.storeBytes(of: 0, toByteOffset: 7, as: UInt8.self)
    if kind.isInterior { TreePage.put(rightmost, to: bytes + 8) }
  }

  /// Hands the page over, which is complete, and begins the next in other memory.
  ///
  /// - Returns: its number.
  /// - Throws: `full`, `disk`.
  mutating func append(to file: PageFile) throws(TalkIndexError) -> UInt32 {
    let (number, next) = try file.append(bytes)
    bytes = next
    count = 0
    content = size
    return number
  }

  private func put(_ value: UInt16, at offset: Int) {
    bytes.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt16.self)
  }

  private func get(_ offset: Int) -> UInt16 {
    UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  /// The page as it is so far.
  func copy(pageSize: Int) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: bytes, count: pageSize))
  }

  /// Where the cells of a leaf begin.
  static func cells(of page: [UInt8], count: Int?) -> [Int] {
    let count = count ?? (Int(page[3]) << 8 | Int(page[4]))
    return (0..<count).compactMap { index in
      let place = Kind.tableLeaf.header + 2 * index
      guard place + 2 <= page.count else { return nil }
      return Int(page[place]) << 8 | Int(page[place + 1])
    }
  }

  /// A page number that stands in a page.
  static func number(in page: [UInt8], at offset: Int) -> UInt32 {
    guard offset + 4 <= page.count else { return 0 }
    return page[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Writes a page number.
  @inline(__always)
  static func put(_ number: UInt32, to target: UnsafeMutableRawPointer) {
    target.storeBytes(of: number.bigEndian, as: UInt32.self)
  }
}
