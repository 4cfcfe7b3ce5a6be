/// Looks at terms with a common beginning, and at the first rows of each, for type-ahead: neither all
/// of their pages nor all of their doclists are read.

extension SegmentReader {
  /// Terms that begin with `prefix`, the one with the longest doclists first, at most `limit`.
  ///
  /// Where more than `pageLimit` pages have such terms, those are looked at whose last term goes on
  /// over the most following pages, and of the rest every so many: a term with a long doclist is
  /// always found, a rare one may be missed. Terms whose rows were all deleted may be among them.
  ///
  /// - Throws: `damaged`, `sqlite`.
  package func frequentTerms(
    withPrefix prefix: [UInt8], limit: Int, pageLimit: Int = 64
  ) throws(SegmentError) -> [[UInt8]] {
    let key = [SegmentLayout.mainTermPrefix] + prefix
    var sizes = TermSizes(limit: max(limit, 1))
    for segment in segments {
      let first = try pageNumber(of: key, in: segment)
      let pages = [first] + (try laterPages(than: key, in: segment)).drop { $0 <= first }
      let allowed = max(pageLimit / segments.count, 16)
      for (page, span) in SegmentReader.telling(pages, allowed) {
        try withLeaf(segment, page) { leaf throws(SegmentError) in
          var walk = leaf.terms
          while try walk.next() {
            guard walk.term.starts(with: key) else {
              if TermOrder.compare(walk.term, key) > 0 { return }
              continue
            }
            let further = walk.isLast ? (span - 1) * leaf.count : 0
            sizes.add(walk.doclistEnd - walk.doclistStart + further, of: walk.term)
          }
        }
      }
    }
    return sizes.greatest.prefix(max(limit, 0)).map { Array($0.term.dropFirst()) }
  }

  /// The pages worth a look, ascending, each with the number of pages from it to the next with a term.
  private static func telling(_ pages: [Int], _ limit: Int) -> [(page: Int, span: Int)] {
    let spans = pages.indices.map { index in
      (page: pages[index], span: index + 1 < pages.count ? pages[index + 1] - pages[index] : 1)
    }
    guard spans.count > limit else { return spans }
    let long = spans.filter { $0.span > 1 }.sorted { $0.span > $1.span }.prefix(limit / 2)
    let stride = spans.count / (limit - long.count) + 1
    var chosen = Dictionary(long.map { ($0.page, $0.span) }) { first, _ in first }
    for index in Swift.stride(from: 0, to: spans.count, by: stride) {
      chosen[spans[index].page] = spans[index].span
    }
    return chosen.sorted { $0.key < $1.key }.map { (page: $0.key, span: $0.value) }
  }

  /// Calls `body` with rows of a term, ascending, and with one bit for each column that has it, until
  /// it returns false.
  ///
  /// Only so much of each segment's doclist is read as `byteLimit` says, and the page on which that
  /// ends: further rows are left out. With `rows`, ascending, only rows among them count.
  ///
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package func forEachRow(
    of term: [UInt8], among rows: [UInt32]? = nil, byteLimit: Int,
    _ body: (_ row: UInt32, _ columns: UInt64) throws -> Bool
  ) throws {
    let (raw, starts) = try rawDoclists(of: term, byteLimit: byteLimit)
    var cursor = try DoclistCursor(raw, starts: starts)
    var next = 0
    while cursor.row < .max {
      if let rows {
        while next < rows.count, UInt64(rows[next]) < cursor.row { next += 1 }
        guard next < rows.count else { return }
        if UInt64(rows[next]) > cursor.row {
          try cursor.seek(UInt64(rows[next]))
          continue
        }
      }
      var columns: UInt64 = 0
      var places = try PositionStream(cursor)
      while places.place != PositionStream.end {
        columns |= 1 << (places.place >> 32)
        try places.next()
      }
      guard try body(UInt32(cursor.row), columns) else { return }
      try cursor.seek(cursor.row + 1)
    }
  }
}

/// Sizes of doclists, of which only the greatest are wanted.
private struct TermSizes {
  private let limit: Int
  private var sizes: [[UInt8]: Int] = [:]
  /// Terms no greater than this are not worth a place any more.
  private var least = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Adds a doclist of a term.
  mutating func add(_ size: Int, of term: [UInt8]) {
    guard size > least || sizes[term] != nil else { return }
    sizes[term, default: 0] += size
    guard sizes.count >= 8 * limit else { return }
    let kept = greatest.prefix(limit)
    least = kept.last?.size ?? 0
    sizes = Dictionary(uniqueKeysWithValues: kept.map { ($0.term, $0.size) })
  }

  /// All of them, the greatest first, equal ones by term.
  var greatest: [(term: [UInt8], size: Int)] {
    sizes.map { (term: $0.key, size: $0.value) }.sorted {
      $0.size != $1.size ? $0.size > $1.size : TermOrder.compare($0.term, $1.term) < 0
    }
  }
}
