/// A walk over the doclists of one term without making a list of them: rows and where their
/// positions stand.
///
/// Newer segments win over older ones; rows that were deleted are left out. As much is checked as by
/// `PostingDecoder`.
struct DoclistCursor {
  /// One segment's doclist.
  private struct Part {
    let start: Int
    let end: Int
    var offset: Int
    /// Index of the next absolute row.
    var mark: Int
    var row: UInt64 = 0
    var positions = 0
    var positionsEnd = 0
    var isAtEnd = false
    var hasRow = false
  }

  /// The row under the cursor; `.max` behind the last one.
  private(set) var row: UInt64 = .max
  /// Where its positions stand in the bytes.
  private(set) var positions = 0
  /// Where they end.
  private(set) var positionsEnd = 0
  /// The bytes of all doclists.
  let raw: RawDoclist
  /// Newest first.
  private var parts: [Part] = []

  /// Stands on the first row of the doclists, newest first, that begin at `starts` in `raw`.
  init(_ raw: RawDoclist, starts: [Int]) throws(SegmentError) {
    self.raw = raw
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : raw.count
      var mark = raw.absoluteRows.count
      while mark > 0, raw.absoluteRows[mark - 1] >= start { mark -= 1 }
      var part = Part(start: start, end: end, offset: start, mark: mark)
      try advance(&part, to: 0)
      parts.append(part)
    }
    try settle(at: 0)
  }

  /// Moves forward to the first row at or after `wanted`.
  mutating func seek(_ wanted: UInt64) throws(SegmentError) {
    guard row < wanted else { return }
    try settle(at: wanted)
  }

  private mutating func settle(at wanted: UInt64) throws(SegmentError) {
    var wanted = wanted
    while true {
      var best = -1
      for index in parts.indices {
        if parts[index].row < wanted, !parts[index].isAtEnd {
          try advance(&parts[index], to: wanted)
        }
        guard !parts[index].isAtEnd else { continue }
        // Of equal rows the newest, which comes first, counts.
        if best < 0 || parts[index].row < parts[best].row { best = index }
      }
      guard best >= 0 else {
        row = .max
        return
      }
      if parts[best].positions < parts[best].positionsEnd {
        row = parts[best].row
        positions = parts[best].positions
        positionsEnd = parts[best].positionsEnd
        return
      }
      wanted = parts[best].row + 1
    }
  }

  /// Reads on to the first row at or after `wanted`.
  private func advance(_ part: inout Part, to wanted: UInt64) throws(SegmentError) {
    let bytes = UnsafePointer(raw.bytes)
    let end = part.end
    var offset = part.offset
    var row = part.row
    var mark = part.mark
    var nextMark = mark < raw.absoluteRows.count ? raw.absoluteRows[mark] : end
    while true {
      guard offset < end else {
        part.isAtEnd = true
        part.row = .max
        return
      }
      let rowStart = offset
      guard let distance = Varint.read(bytes, &offset, end: end) else {
        throw .damaged("a doclist cut off")
      }
      if rowStart == nextMark {
        guard distance > row || !part.hasRow else { throw .damaged("rows out of order") }
        row = distance
        mark += 1
        nextMark = mark < raw.absoluteRows.count ? raw.absoluteRows[mark] : end
      } else {
        guard distance > 0, rowStart < nextMark else { throw .damaged("rows out of order") }
        row &+= distance
      }
      part.hasRow = true
      guard row < UInt64(UInt32.max) else { throw .unsupported("rows beyond 32 bits") }
      guard let size = Varint.read(bytes, &offset, end: end), size >> 1 <= UInt64(end - offset)
      else { throw .damaged("a doclist cut off") }
      let positions = offset
      offset += Int(size >> 1)
      if row >= wanted {
        part.offset = offset
        part.mark = mark
        part.row = row
        part.positions = positions
        part.positionsEnd = offset
        return
      }
    }
  }
}

/// The places of a term in a row, one after the other, ascending.
///
/// A place is one number: column × 2³² + tokens before it in that column.
struct PositionStream {
  /// Behind the last place.
  static let end = UInt64.max

  private let bytes: UnsafePointer<UInt8>
  private var offset: Int
  private let limit: Int
  /// The place under the stream, or `end`.
  private(set) var place: UInt64 = 0

  /// Stands on the first place of a row under a cursor, whose bytes must stay where they are.
  init(_ cursor: DoclistCursor) throws(SegmentError) {
    try self.init(cursor.raw.bytes, cursor.positions, cursor.positionsEnd)
  }

  init(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) throws(SegmentError) {
    self.bytes = bytes
    offset = start
    limit = end
    try next()
  }

  /// Moves to the next place.
  @inline(__always)
  mutating func next() throws(SegmentError) {
    guard offset < limit else {
      place = PositionStream.end
      return
    }
    let byte = bytes[offset]
    if byte >= 2, byte < 0x80 {
      offset += 1
      place += UInt64(byte) - 2
      return
    }
    try nextLong()
  }

  @inline(never)
  private mutating func nextLong() throws(SegmentError) {
    guard var value = Varint.read(bytes, &offset, end: limit) else {
      throw .damaged("a position list cut off")
    }
    if value == 1 {
      guard let column = Varint.read(bytes, &offset, end: limit),
        column < UInt64(SegmentLayout.maximumColumns), column >= place >> 32,
        let first = Varint.read(bytes, &offset, end: limit)
      else { throw .damaged("a position list with an impossible column") }
      place = column << 32
      value = first
    }
    guard value >= 2, value < 1 << 31 else {
      throw .damaged("a position list with an impossible distance")
    }
    place += value - 2
    guard place & 0xFFFF_FFFF < 1 << 31 else {
      throw .damaged("a position list with an impossible position")
    }
  }
}
