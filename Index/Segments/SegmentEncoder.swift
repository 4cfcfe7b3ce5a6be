/// Lays terms and their doclists out in leaf pages, with the `_idx` rows and doclist indexes that go
/// with them, page break by page break as FTS5 itself does.
///
/// Terms come in order. Pages are numbered as if the segment had the number 0; whoever writes them
/// adds it.
///
/// Invariant: `page` and each index page have room for more than a page size, one term and two
/// varints, which is the most that is written before a page is flushed.
struct SegmentEncoder {
  /// A page of a doclist index while it is filled.
  private struct IndexPage {
    let bytes: UnsafeMutablePointer<UInt8>
    var count = 0
    var number = 0
    var lastRow: UInt64?
  }

  /// What the encoder gives out.
  struct Output {
    let leaves: any PageTaker
    let indexPages = PageStore()
    /// Page number × 2 + whether a doclist index goes with it, and the key.
    var idx: [(page: Int64, key: [UInt8])] = []
  }

  private let pageSize: Int
  private let page: UnsafeMutablePointer<UInt8>
  private var count = 4
  private let footer: UnsafeMutablePointer<UInt8>
  private var footerCount = 0
  private var lastTermOffset = 0
  private var pageNumber = 1
  private var hasNoTerm = true
  private var hasNoRow = true
  private var lastTerm = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The page whose `_idx` row is still to be written, and its key; 0 if there is none.
  private var pendingPage = 1
  private var pendingKey: [UInt8] = []
  private var termlessPages = 0
  private var index: [IndexPage] = []
  private(set) var output: Output

  init(pageSize: Int, leaves: any PageTaker) {
    self.pageSize = pageSize
    output = Output(leaves: leaves)
    let room = pageSize + 2 * SegmentLayout.maximumTokenBytes + 64
    page = .allocate(capacity: room)
    page.update(repeating: 0, count: 4)
    footer = .allocate(capacity: room)
    addIndexLevel()
  }

  func deallocate() {
    page.deallocate()
    footer.deallocate()
    for level in index { level.bytes.deallocate() }
  }

  /// Adds a term with its doclist.
  ///
  /// The bytes of the term must stay valid until the next.
  mutating func add(
    _ term: UnsafeBufferPointer<UInt8>, _ doclist: UnsafeBufferPointer<UInt8>
  ) {
    begin(term)
    guard let bytes = doclist.baseAddress else { return }
    let total = doclist.count
    if count + footerCount + total + 1 <= pageSize {
      (page + count).update(from: bytes, count: total)
      count += total
      return
    }
    var offset = 0
    var row: UInt64 = 0
    while offset < total {
      if !hasNoRow {
        // Rows that fit are copied together.
        let (end, last) = whole(bytes, offset..<total, after: row)
        (page + count).update(from: bytes + offset, count: end - offset)
        count += end - offset
        offset = end
        row = last
        if offset == total { return }
      }
      let (distance, length) = Varint.readUnchecked(bytes + offset)
      row &+= distance
      if hasNoRow {
        page[0] = UInt8(truncatingIfNeeded: count >> 8)
        page[1] = UInt8(truncatingIfNeeded: count)
        count += Varint.write(row, to: page + count)
        hasNoRow = false
        appendToIndex(row)
      } else {
        (page + count).update(from: bytes + offset, count: length)
        count += length
      }
      offset += length
      let size = Varint.readUnchecked(bytes + offset)
      let postings = size.length + Int(size.value >> 1)
      appendPostings(bytes + offset, postings)
      offset += postings
    }
  }

  /// Where the rows of `range` end that fit on the page with all their positions, and the last of them.
  private func whole(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, after row: UInt64
  ) -> (end: Int, row: UInt64) {
    let limit = range.lowerBound + pageSize - count - footerCount
    var row = row
    var end = range.lowerBound
    while end < range.upperBound {
      let (distance, length) = Varint.readUnchecked(bytes + end)
      let size = Varint.readUnchecked(bytes + end + length)
      let next = end + length + size.length + Int(size.value >> 1)
      if next > limit { break }
      row &+= distance
      end = next
    }
    return (end, row)
  }

  /// Writes what is left and returns the number of leaf pages.
  mutating func finish() -> Int {
    if count > 4 { flushPage() }
    let pages = pageNumber - 1
    if pages > 0 { flushPendingKey() }
    return pages
  }

  // MARK: - Terms

  private mutating func begin(_ term: UnsafeBufferPointer<UInt8>) {
    if count + footerCount + term.count + 2 >= pageSize, count > 4 { flushPage() }
    footerCount += Varint.write(UInt64(count - lastTermOffset), to: footer + footerCount)
    lastTermOffset = count
    var shared = 0
    if hasNoTerm {
      if pageNumber != 1 {
        // The shortest key that is above every term before.
        let length =
          lastTerm.isEmpty ? term.count : SegmentEncoder.shared(lastTerm, term) + 1
        flushPendingKey()
        pendingKey = Array(term.prefix(length))
        pendingPage = pageNumber
      }
    } else {
      shared = SegmentEncoder.shared(lastTerm, term)
      count += Varint.write(UInt64(shared), to: page + count)
    }
    let rest = term.count - shared
    count += Varint.write(UInt64(rest), to: page + count)
    if let base = term.baseAddress {
      (page + count).update(from: base + shared, count: rest)
      count += rest
    }
    lastTerm = term
    hasNoTerm = false
    hasNoRow = false
    index[0].number = pageNumber
  }

  private static func shared(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let limit = min(left.count, right.count)
    var result = 0
    while result < limit, left[result] == right[result] { result += 1 }
    return result
  }

  // MARK: - Pages

  /// Appends a size and a position list, over several pages if need be, split between varints only.
  private mutating func appendPostings(_ bytes: UnsafePointer<UInt8>, _ total: Int) {
    if count + footerCount + total <= pageSize {
      (page + count).update(from: bytes, count: total)
      count += total
      return
    }
    var offset = 0
    while true {
      let space = pageSize - count - footerCount
      var taken = total - offset
      if taken > space {
        taken = Varint.readUnchecked(bytes + offset).length
        while true {
          let next = taken + Varint.readUnchecked(bytes + offset + taken).length
          if next > space { break }
          taken = next
        }
      }
      (page + count).update(from: bytes + offset, count: taken)
      count += taken
      offset += taken
      if count + footerCount >= pageSize { flushPage() }
      if offset >= total { return }
    }
  }

  private mutating func flushPage() {
    page[2] = UInt8(truncatingIfNeeded: count >> 8)
    page[3] = UInt8(truncatingIfNeeded: count)
    if hasNoTerm {
      // A page without a row takes a 0 in the doclist index.
      if hasNoRow, index[0].count > 0 {
        index[0].count += Varint.write(0, to: index[0].bytes + index[0].count)
      }
      termlessPages += 1
    } else {
      (page + count).update(from: footer, count: footerCount)
      count += footerCount
    }
    output.leaves.append(SegmentLayout.leaf(segment: 0, page: pageNumber), page, count)
    page.update(repeating: 0, count: 4)
    count = 4
    footerCount = 0
    lastTermOffset = 0
    pageNumber += 1
    hasNoTerm = true
    hasNoRow = true
  }

  /// Writes the `_idx` row of the page whose last term has just ended.
  private mutating func flushPendingKey() {
    guard pendingPage > 0 else { return }
    let hasIndex =
      index[0].count > 0 && termlessPages >= SegmentLayout.pagesForDoclistIndex
    for height in index.indices {
      guard index[height].count > 0 else { break }
      if hasIndex { flushIndex(height) }
      index[height].count = 0
      index[height].lastRow = nil
    }
    termlessPages = 0
    output.idx.append((Int64(pendingPage) << 1 | (hasIndex ? 1 : 0), pendingKey))
    pendingPage = 0
  }

  // MARK: - Doclist index

  private mutating func addIndexLevel() {
    index.append(IndexPage(bytes: .allocate(capacity: pageSize + 64)))
  }

  private func flushIndex(_ height: Int) {
    let id = SegmentLayout.doclistIndex(
      segment: 0, height: height, page: index[height].number)
    output.indexPages.append(id, index[height].bytes, index[height].count)
  }

  /// Notes the first row of a page.
  private mutating func appendToIndex(_ row: UInt64) {
    var height = 0
    while true {
      var isFull = false
      if index[height].count >= pageSize {
        // Full: the page is not the top, and the one above begins with its first row.
        isFull = true
        index[height].bytes[0] = 1
        flushIndex(height)
        if index.count < height + 2 { addIndexLevel() }
        if index[height + 1].count == 0 {
          let number = Varint.readUnchecked(index[height].bytes + 1)
          let first = Varint.readUnchecked(index[height].bytes + 1 + number.length).value
          index[height + 1].number = index[height].number
          startIndexPage(height + 1, flag: 0, page: UInt64(index[height].number), row: first)
        }
        index[height].count = 0
        index[height].lastRow = nil
        index[height].number += 1
      }
      if let last = index[height].lastRow {
        index[height].count += Varint.write(
          row &- last, to: index[height].bytes + index[height].count)
        index[height].lastRow = row
      } else {
        let below = height == 0 ? pageNumber : index[height - 1].number
        startIndexPage(height, flag: isFull ? 1 : 0, page: UInt64(below), row: row)
      }
      guard isFull else { return }
      height += 1
    }
  }

  /// Begins a page of a doclist index: a flag (not the top), the page below, its first row.
  private mutating func startIndexPage(_ height: Int, flag: UInt8, page: UInt64, row: UInt64) {
    let bytes = index[height].bytes
    bytes[0] = flag
    var offset = 1
    offset += Varint.write(page, to: bytes + offset)
    offset += Varint.write(row, to: bytes + offset)
    index[height].count = offset
    index[height].lastRow = row
  }
}
