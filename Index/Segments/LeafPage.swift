/// A view of a leaf page, bounds checked.
///
/// ```
/// page    = first-row(u16) size(u16) content footer
/// content = [rest of a doclist] *(term doclist)      ; up to `size` bytes from the page's start
/// footer  = varint offset of the first term, then varint distances between terms
/// term    = length bytes | shared length bytes       ; the first term of a page is whole
/// ```
/// `first-row` is the offset of the first rowid that stands before any term, or 0.
///
/// Invariant: `bytes` stays valid while the view is used; every offset given out is within it.
struct LeafPage {
  let bytes: UnsafePointer<UInt8>
  /// All bytes of the page.
  let count: Int
  /// Where the footer begins.
  let size: Int
  /// Offset of the first rowid before any term; 0 if there is none.
  let firstRow: Int
  /// Where the doclist that goes on from the page before ends: the first term, or `size`.
  let continuedEnd: Int
  /// Whether a term stands on the page.
  let hasTerms: Bool

  init(_ buffer: UnsafeRawBufferPointer) throws(SegmentError) {
    guard let base = buffer.baseAddress, buffer.count >= 4 else {
      throw .damaged("a leaf page too short")
    }
    bytes = base.assumingMemoryBound(to: UInt8.self)
    count = buffer.count
    firstRow = Int(bytes[0]) << 8 | Int(bytes[1])
    size = Int(bytes[2]) << 8 | Int(bytes[3])
    guard size >= 4, size <= count else { throw .damaged("a leaf page of an impossible size") }
    hasTerms = size < count
    if hasTerms {
      var offset = size
      guard let first = Varint.read(bytes, &offset, end: count), first >= 4, first <= UInt64(size)
      else { throw .damaged("a leaf page with an impossible first term") }
      continuedEnd = Int(first)
    } else {
      continuedEnd = size
    }
    guard firstRow == 0 || (firstRow >= 4 && firstRow < continuedEnd) else {
      throw .damaged("a leaf page with an impossible first row")
    }
  }

  /// A walk over the terms of a page.
  struct Terms {
    /// The term under the cursor with its leading index byte.
    private(set) var term: [UInt8] = []
    /// Where the doclist of the term begins.
    private(set) var doclistStart = 0
    /// Where it ends on this page.
    private(set) var doclistEnd = 0
    /// Whether the doclist may go on on the next page.
    private(set) var isLast = false

    private var footer: Int
    private var nextTerm: Int
    private var isFirst = true
    private let page: LeafPage

    init(_ page: LeafPage) {
      self.page = page
      footer = page.size
      nextTerm = 0
      term.reserveCapacity(64)
      if page.hasTerms { readFooter() } else { nextTerm = -1 }
    }

    private mutating func readFooter() {
      guard footer < page.count else {
        nextTerm = -1
        return
      }
      // An impossible distance becomes an impossible term offset, which `next` reports.
      let distance = Varint.read(page.bytes, &footer, end: page.count) ?? 0
      nextTerm =
        distance == 0 || distance > UInt64(page.size) ? Int.max : nextTerm + Int(distance)
    }

    /// Moves to the next term; false behind the last one.
    mutating func next() throws(SegmentError) -> Bool {
      guard nextTerm >= 0 else { return false }
      let end = page.size
      var offset = nextTerm
      guard offset < end else { throw .damaged("a leaf page with an impossible term") }
      var shared = 0
      if !isFirst {
        guard let value = Varint.read(page.bytes, &offset, end: end), value <= UInt64(term.count)
        else { throw .damaged("a term that shares more than there is") }
        shared = Int(value)
      }
      guard let length = Varint.read(page.bytes, &offset, end: end),
        length <= UInt64(end - offset)
      else { throw .damaged("a term longer than its page") }
      isFirst = false
      term.removeSubrange(shared...)
      term.append(contentsOf: UnsafeBufferPointer(start: page.bytes + offset, count: Int(length)))
      guard !term.isEmpty else { throw .damaged("an empty term") }
      doclistStart = offset + Int(length)
      readFooter()
      isLast = nextTerm < 0
      doclistEnd = isLast ? end : nextTerm
      guard doclistStart <= doclistEnd, doclistEnd <= end else {
        throw .damaged("a leaf page with overlapping terms")
      }
      return true
    }
  }

  /// The terms of the page, in order.
  var terms: Terms { Terms(self) }
}
