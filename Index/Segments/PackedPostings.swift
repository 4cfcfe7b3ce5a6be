/// The rows that have a term, ascending, and the frequencies of each in all columns as one number.
package struct PackedPostings: Sendable {
  /// Rows, ascending.
  package internal(set) var rows: [UInt32] = []
  /// For each row eight bits a column, at the place that the column's shift says; 255 stands for that
  /// or more.
  package internal(set) var counts: [UInt64] = []

  /// No postings.
  package init() {}

  /// Both in one walk, the newer winning where a row is in both.
  mutating func add(older: PackedPostings) {
    guard let last = older.rows.last, let first = rows.first else {
      if rows.isEmpty { self = older }
      return
    }
    if last < first {
      rows = older.rows + rows
      counts = older.counts + counts
      return
    }
    var merged = PackedPostings()
    merged.rows.reserveCapacity(rows.count + older.rows.count)
    merged.counts.reserveCapacity(rows.count + older.rows.count)
    var left = 0
    var right = 0
    while left < older.rows.count || right < rows.count {
      let old = left < older.rows.count ? older.rows[left] : .max
      let new = right < rows.count ? rows[right] : .max
      merged.rows.append(min(old, new))
      merged.counts.append(new <= old ? counts[right] : older.counts[left])
      if old <= new { left += 1 }
      if new <= old { right += 1 }
    }
    self = merged
  }

  /// Drops rows without frequencies: those that the newest segment deletes.
  mutating func removeDeleted() {
    guard counts.contains(0) else { return }
    let kept = counts.indices.filter { counts[$0] != 0 }
    rows = kept.map { rows[$0] }
    counts = kept.map { counts[$0] }
  }
}

/// Decodes doclists in one pass, counting what stands in each column eight bytes at a time.
///
/// Checks as much as `PostingDecoder`: every read against the end of the doclist, rows ascend, columns
/// ascend and exist, position lists end with a whole varint.
///
/// Invariant: `rows` and `counts` have room for `capacity` entries; `shifts` has an entry, 0...56, for
/// each column of the table. Position lists are read up to seven bytes beyond their end, which the
/// slack of a raw doclist allows.
final class PackedDecoder {
  /// Entries kept from one list to the next: 12 MiB.
  private static let kept = 1 << 20
  private static let tops: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  let shifts: [UInt64]
  private var capacity = 0
  private var rows = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
  private var counts = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)

  init(shifts: [UInt64]) {
    self.shifts = shifts
  }

  deinit {
    rows.deallocate()
    counts.deallocate()
  }

  private func reserve(_ wanted: Int) {
    rows.deallocate()
    counts.deallocate()
    capacity = wanted
    rows = .allocate(capacity: max(wanted, 1))
    counts = .allocate(capacity: max(wanted, 1))
  }

  /// Decodes the doclist in a range of the bytes; deleted rows have no frequencies.
  ///
  /// - Throws: `damaged`; `unsupported` for rows outside 0..<2³²−1.
  func decode(_ raw: RawDoclist, _ range: Range<Int>) throws(SegmentError) -> PackedPostings {
    // A row takes two bytes or more.
    let most = range.count / 2 + 1
    if most > capacity { reserve(most) }
    defer { if capacity > PackedDecoder.kept { reserve(0) } }
    let count = try fill(raw, range)
    var result = PackedPostings()
    result.rows = Array(UnsafeBufferPointer(start: rows, count: count))
    result.counts = Array(UnsafeBufferPointer(start: counts, count: count))
    return result
  }

  private func fill(_ raw: RawDoclist, _ range: Range<Int>) throws(SegmentError) -> Int {
    let bytes = UnsafePointer(raw.bytes)
    let (start, end) = (range.lowerBound, range.upperBound)
    let rows = rows
    let counts = counts
    let marks = raw.absoluteRows
    var mark = raw.mark(from: start)
    var nextMark = start
    if mark < marks.count, marks[mark] == start { mark += 1 }
    var offset = start
    var row: UInt64 = 0
    var count = 0
    while offset < end {
      let rowStart = offset
      guard let distance = Varint.read(bytes, &offset, end: end) else {
        throw .damaged("a doclist cut off")
      }
      if rowStart == nextMark {
        guard distance > row || count == 0 else { throw .damaged("rows out of order") }
        row = distance
        nextMark = mark < marks.count ? marks[mark] : end
        mark += 1
      } else {
        guard distance > 0, rowStart < nextMark else { throw .damaged("rows out of order") }
        row &+= distance
      }
      guard row < UInt64(UInt32.max) else { throw .unsupported("rows beyond 32 bits") }
      guard let size = Varint.read(bytes, &offset, end: end), size >> 1 <= UInt64(end - offset)
      else { throw .damaged("a doclist cut off") }
      let length = Int(size >> 1)
      rows[count] = UInt32(truncatingIfNeeded: row)
      counts[count] = length == 0 ? 0 : try frequencies(bytes + offset, length)
      count += 1
      offset += length
    }
    return count
  }

  /// The frequencies of a position list of one byte or more.
  @inline(__always)
  private func frequencies(
    _ list: UnsafePointer<UInt8>, _ length: Int
  ) throws(SegmentError) -> UInt64 {
    guard list[length - 1] < 0x80 else { throw .damaged("a position list cut off") }
    let raw = UnsafeRawPointer(list)
    var result: UInt64 = 0
    var column = 0
    var offset = 0
    while true {
      // The first byte of a varint decides: 1 is a column mark, anything else a position.
      if list[offset] == 1 {
        guard offset + 2 < length else { throw .damaged("a column without positions") }
        let next = Int(list[offset + 1])
        guard next < shifts.count, next > column || offset == 0, list[offset + 2] != 1 else {
          throw .damaged("a position list with an impossible column")
        }
        column = next
        offset += 2
      }
      // Every position ends with a byte below 0x80; up to the next mark all are of this column.
      var frequency = 0
      while offset < length {
        var word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
        let left = length - offset
        if left < 8 {
          let mask = ~0 >> UInt64(64 - 8 * left) as UInt64
          word = word & mask | PackedDecoder.tops & ~mask
        }
        // Exact for the lowest byte 0x01, which is all that is asked.
        let differing = word ^ PackedDecoder.ones
        let found = (differing &- PackedDecoder.ones) & ~differing & PackedDecoder.tops
        if found == 0 {
          frequency += (~word & PackedDecoder.tops).nonzeroBitCount
          offset += 8
          continue
        }
        let place = found.trailingZeroBitCount >> 3
        let before = ~word & PackedDecoder.tops & ((1 &<< UInt64(8 * place)) &- 1)
        frequency += before.nonzeroBitCount
        offset += place
        // A mark begins a varint: the byte before ends one.
        if list[offset - 1] < 0x80 { break }
        frequency += 1
        offset += 1
      }
      result |= UInt64(min(frequency, 255)) << shifts[column]
      if offset >= length { return result }
    }
  }
}

extension SegmentReader {
  /// The rows that have a term of the main index, with their frequencies as one number each.
  ///
  /// - Parameters:
  ///   - term: A token as the tokenizer of the table gives it.
  ///   - shifts: For each column of the table where its eight bits stand, 0...56.
  /// - Returns: The rows, ascending; none if no row has the term.
  /// - Throws: `misuse` if the shifts do not fit the table; `damaged`, `unsupported`, `sqlite`.
  package func packedPostings(
    of term: [UInt8], shifts: [UInt64]
  ) throws(SegmentError) -> PackedPostings {
    let decoder = try packedDecoder(shifts)
    let (raw, starts) = try rawDoclists(of: term)
    return try SegmentReader.packed(raw, starts, decoder)
  }

  /// Calls `body` with the postings of every term that begins with `prefix` and is longer.
  ///
  /// - Throws: As `packedPostings`.
  package func forEachTerm(
    longerThan prefix: [UInt8], shifts: [UInt64], _ body: (PackedPostings) -> Void
  ) throws(SegmentError) {
    let decoder = try packedDecoder(shifts)
    let raw = RawDoclist()
    let walk = try TermWalk(self, withPrefix: prefix)
    while let term = try walk.next() {
      guard term.count > prefix.count else { continue }
      raw.removeAll()
      var starts: [Int] = []
      try walk.gather(raw) { start throws(SegmentError) in starts.append(start) }
      let postings = try SegmentReader.packed(raw, starts, decoder)
      if !postings.rows.isEmpty { body(postings) }
    }
  }

  private func packedDecoder(_ shifts: [UInt64]) throws(SegmentError) -> PackedDecoder {
    guard shifts.count == table.columns.count, shifts.allSatisfy({ $0 <= 56 }) else {
      throw SegmentError(.misuse, "shifts that do not fit the table")
    }
    if let decoder, decoder.shifts == shifts { return decoder }
    let made = PackedDecoder(shifts: shifts)
    decoder = made
    return made
  }

  /// Decodes doclists, newest first, that begin at `starts`.
  private static func packed(
    _ raw: RawDoclist, _ starts: [Int], _ decoder: PackedDecoder
  ) throws(SegmentError) -> PackedPostings {
    var result = PackedPostings()
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : raw.count
      result.add(older: try decoder.decode(raw, start..<end))
    }
    result.removeDeleted()
    return result
  }
}
