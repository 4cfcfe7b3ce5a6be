/// A walk over the terms of one segment, in order.
///
/// It copies the page under it, so other look-ups may go on meanwhile.
struct SegmentTermWalk {
  private let reader: SegmentReader
  private let segment: SegmentRange
  private var pages: ArraySlice<Int>
  private var pageNumber = 0
  private var buffer: [UInt8] = []
  private var terms: [(term: [UInt8], start: Int, end: Int, isLast: Bool)] = []
  private var index = 0

  /// Stands before the first term that is not below `key`.
  init(_ reader: SegmentReader, _ segment: SegmentRange, from key: [UInt8]) throws(SegmentError) {
    self.reader = reader
    self.segment = segment
    let first = try reader.pageNumber(of: key, in: segment)
    let later = try reader.laterPages(than: key, in: segment)
    pages = ([first] + later.drop { $0 <= first })[...]
    try loadPage()
    while let current = try current(), TermOrder.compare(current, key) < 0 { index += 1 }
  }

  /// The term under the walk, with its index byte; `nil` behind the last one.
  mutating func current() throws(SegmentError) -> [UInt8]? {
    while index >= terms.count {
      guard !pages.isEmpty else { return nil }
      try loadPage()
    }
    return terms[index].term
  }

  /// Moves to the next term.
  mutating func advance() {
    index += 1
  }

  /// Appends the doclist of the current term.
  func appendDoclist(to raw: RawDoclist) throws(SegmentError) {
    let entry = terms[index]
    raw.markAbsoluteRow()
    buffer.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      raw.append(base + entry.start, count: entry.end - entry.start)
    }
    if entry.isLast { try reader.appendRest(of: segment, after: pageNumber, to: raw) }
  }

  private mutating func loadPage() throws(SegmentError) {
    guard let number = pages.popFirst() else { return }
    pageNumber = number
    index = 0
    var found: [(term: [UInt8], start: Int, end: Int, isLast: Bool)] = []
    var copy: [UInt8] = []
    try reader.withLeaf(segment, number) { leaf throws(SegmentError) in
      copy = Array(UnsafeBufferPointer(start: leaf.bytes, count: leaf.count))
      var walk = leaf.terms
      while try walk.next() {
        found.append((walk.term, walk.doclistStart, walk.doclistEnd, walk.isLast))
      }
    }
    buffer = copy
    terms = found
  }
}

extension SegmentReader {
  /// Terms that begin with `prefix`, ascending, at most `limit`.
  ///
  /// Terms whose rows were all deleted may still be among them until FTS5 merges their segments.
  ///
  /// - Throws: `damaged`, `sqlite`.
  package func terms(
    withPrefix prefix: [UInt8], limit: Int
  ) throws(SegmentError) -> [[UInt8]] {
    var result: [[UInt8]] = []
    try walkTerms(withPrefix: prefix) { term, _ throws(SegmentError) in
      if result.count < limit { result.append(term) }
      return result.count < limit
    }
    return result
  }

  /// Calls `body` with every term that begins with `prefix`, ascending, and with its postings.
  ///
  /// Terms without rows are left out. Stops when `body` returns false.
  ///
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package func forEachTerm(
    withPrefix prefix: [UInt8] = [], _ body: (_ term: [UInt8], _ list: PostingList) -> Bool
  ) throws(SegmentError) {
    try walkTerms(withPrefix: prefix) { term, list throws(SegmentError) in
      let found = try list()
      return found.count == 0 || body(term, found)
    }
  }

  /// Calls `body` with every term of every segment, in no order, some more than once; returns whether
  /// it got through, that is, `body` never returned false.
  ///
  /// - Throws: `damaged`, `sqlite`.
  package func forEachTermOfSegments(
    _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(SegmentError) -> Bool {
    for segment in segments {
      // Pages without a term have no entry, and the first page of a segment may have none.
      var pages = try laterPages(than: [SegmentLayout.mainTermPrefix], in: segment)
      let first = try pageNumber(of: [SegmentLayout.mainTermPrefix], in: segment)
      if pages.first != first { pages.insert(first, at: 0) }
      for page in pages {
        let goesOn = try withLeaf(segment, page) { leaf throws(SegmentError) -> Bool in
          var walk = leaf.terms
          while try walk.next() {
            guard walk.term.first == SegmentLayout.mainTermPrefix else { continue }
            let isWanted = walk.term.withUnsafeBufferPointer {
              body(UnsafeBufferPointer(rebasing: $0.dropFirst()))
            }
            guard isWanted else { return false }
          }
          return true
        }
        guard goesOn else { return false }
      }
    }
    return true
  }

  private func walkTerms(
    withPrefix prefix: [UInt8],
    _ body: (
      _ term: [UInt8], _ list: () throws(SegmentError) -> PostingList
    ) throws(SegmentError) -> Bool
  ) throws(SegmentError) {
    let walk = try TermWalk(self, withPrefix: prefix)
    while let term = try walk.next() {
      let goesOn = try body(term) { () throws(SegmentError) in
        let raw = RawDoclist()
        var assembly = PostingAssembly(columns: table.columns.count, withPositions: false)
        defer { assembly.deallocate() }
        try walk.gather(raw) { start throws(SegmentError) in try assembly.add(raw, from: start) }
        return assembly.finish(raw)
      }
      guard goesOn else { return }
    }
  }
}

/// A walk over the terms of all segments that begin alike, ascending.
final class TermWalk {
  private let key: [UInt8]
  /// Newest first.
  private var walks: [SegmentTermWalk] = []
  /// The term at hand with its leading index byte.
  private var term: [UInt8]?

  /// Stands before the first term.
  init(_ reader: SegmentReader, withPrefix prefix: [UInt8]) throws(SegmentError) {
    key = [SegmentLayout.mainTermPrefix] + prefix
    for segment in reader.segments.reversed() {
      walks.append(try SegmentTermWalk(reader, segment, from: key))
    }
  }

  /// Goes to the next term; `nil` behind the last one.
  func next() throws(SegmentError) -> [UInt8]? {
    if let term {
      for index in walks.indices where try walks[index].current() == term {
        walks[index].advance()
      }
    }
    var least: [UInt8]?
    for index in walks.indices {
      guard let term = try walks[index].current() else { continue }
      if let best = least, TermOrder.compare(best, term) <= 0 { continue }
      least = term
    }
    term = least.flatMap { $0.starts(with: key) ? $0 : nil }
    return term.map { Array($0.dropFirst()) }
  }

  /// Appends the doclists of the term, newest first, and says after each where it begins.
  func gather(
    _ raw: RawDoclist, _ each: (_ start: Int) throws(SegmentError) -> Void
  ) throws(SegmentError) {
    for index in walks.indices where try walks[index].current() == term {
      let start = raw.count
      try walks[index].appendDoclist(to: raw)
      try each(start)
    }
  }
}
