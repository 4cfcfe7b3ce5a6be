extension SegmentReader {
  /// Whether more than `limit` rows have a term of the main index.
  ///
  /// Reads no more of long doclists than it takes to tell.
  ///
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package func hasMoreRows(than limit: Int, of term: [UInt8]) throws(SegmentError) -> Bool {
    var byteLimit = 8 * min(max(limit, 0), 1 << 32) + 4096
    while true {
      let (raw, starts) = try rawDoclists(of: term, byteLimit: byteLimit)
      // Up to this row all is there that any segment says.
      var bound = UInt64.max
      var rows = 0
      // Of the newer segments looked at so far.
      var least = UInt64.max
      var areApart = true
      for (index, start) in starts.enumerated() {
        let end = index + 1 < starts.count ? starts[index + 1] : raw.count
        let found = try raw.rows(in: start..<end)
        if end - start >= byteLimit { bound = min(bound, found.last) }
        rows += found.count
        areApart = areApart && found.last < least
        least = min(least, found.first)
      }
      let isWhole = bound == .max
      if rows <= limit, isWhole { return false }
      if rows > limit {
        // Where no segment says anything about rows of another, all of them count.
        if areApart { return true }
        if try count(raw, starts, through: bound) > limit { return true }
        if isWhole { return false }
      }
      byteLimit *= 4
    }
  }

  /// How many rows up to `bound` doclists have, newest first, that begin at `starts`.
  private func count(
    _ raw: RawDoclist, _ starts: [Int], through bound: UInt64
  ) throws(SegmentError) -> Int {
    var cursor = try DoclistCursor(raw, starts: starts)
    var result = 0
    while cursor.row <= bound, cursor.row < .max {
      result += 1
      try cursor.seek(cursor.row + 1)
    }
    return result
  }
}

extension RawDoclist {
  /// How many rows with places the doclist in a range has, its first row and its last.
  fileprivate func rows(
    in range: Range<Int>
  ) throws(SegmentError) -> (count: Int, first: UInt64, last: UInt64) {
    let bytes = UnsafePointer(bytes)
    let end = range.upperBound
    var mark = self.mark(from: range.lowerBound)
    var nextMark = mark < absoluteRows.count ? absoluteRows[mark] : end
    var offset = range.lowerBound
    var row: UInt64 = 0
    var count = 0
    var first = UInt64.max
    while offset < end {
      let isAbsolute = offset == nextMark
      guard let distance = Varint.read(bytes, &offset, end: end),
        let size = Varint.read(bytes, &offset, end: end), size >> 1 <= UInt64(end - offset)
      else { throw .damaged("a doclist cut off") }
      row = isAbsolute ? distance : row &+ distance
      if isAbsolute {
        mark += 1
        nextMark = mark < absoluteRows.count ? absoluteRows[mark] : end
      }
      first = min(first, row)
      if size > 1 { count += 1 }
      offset += Int(size >> 1)
    }
    return (count, first, row)
  }
}
