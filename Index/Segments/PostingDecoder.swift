/// Rows, codes and, if asked for, places of position lists, while a posting list is being made.
///
/// Invariant: the arrays have room for `capacity` entries, of which `count` are initialised. Whoever
/// holds the last copy frees them or hands them to a `PostingList`.
struct PostingArrays {
  var rows: UnsafeMutablePointer<UInt32>
  var codes: UnsafeMutablePointer<UInt32>
  var sizeOffsets: UnsafeMutablePointer<UInt32>?
  var count = 0
  var hasDeletions = false

  init(capacity: Int, withPositions: Bool) {
    rows = .allocate(capacity: max(capacity, 1))
    codes = .allocate(capacity: max(capacity, 1))
    sizeOffsets = withPositions ? .allocate(capacity: max(capacity, 1)) : nil
  }

  func deallocate() {
    rows.deallocate()
    codes.deallocate()
    sizeOffsets?.deallocate()
  }

  /// The postings of both; where a row is in both, that of `newer`.
  static func merged(older: PostingArrays, newer: PostingArrays) -> PostingArrays {
    var result = PostingArrays(
      capacity: older.count + newer.count, withPositions: older.sizeOffsets != nil)
    result.hasDeletions = older.hasDeletions || newer.hasDeletions
    if older.count == 0 || newer.count == 0 || older.rows[older.count - 1] < newer.rows[0] {
      // Mostly newer segments hold newer rows.
      result.append(older)
      result.append(newer)
      return result
    }
    var left = 0
    var right = 0
    while left < older.count || right < newer.count {
      let takesNewer =
        left == older.count || (right < newer.count && newer.rows[right] <= older.rows[left])
      if takesNewer {
        if left < older.count, older.rows[left] == newer.rows[right] { left += 1 }
        result.append(newer, right)
        right += 1
      } else {
        result.append(older, left)
        left += 1
      }
    }
    return result
  }

  /// Drops the rows that are deleted.
  mutating func removeDeleted() {
    guard hasDeletions else { return }
    var kept = 0
    for index in 0..<count where codes[index] != PostingList.deleted {
      rows[kept] = rows[index]
      codes[kept] = codes[index]
      if let sizeOffsets { sizeOffsets[kept] = sizeOffsets[index] }
      kept += 1
    }
    count = kept
  }

  private mutating func append(_ source: PostingArrays) {
    (rows + count).update(from: source.rows, count: source.count)
    (codes + count).update(from: source.codes, count: source.count)
    if let from = source.sizeOffsets, let sizeOffsets {
      (sizeOffsets + count).update(from: from, count: source.count)
    }
    count += source.count
  }

  private mutating func append(_ source: PostingArrays, _ index: Int) {
    rows[count] = source.rows[index]
    codes[count] = source.codes[index]
    if let from = source.sizeOffsets { sizeOffsets?[count] = from[index] }
    count += 1
  }
}

/// Turns the doclists of a term into a posting list.
///
/// ```
/// position-list = *position *(0x01 column *position)     ; column 0 needs no mark
/// position      = varint: distance from the position before + 2
/// ```
/// Nothing here trusts the bytes: every read is checked against the end of the doclist, rows must
/// ascend, columns must ascend and exist.
struct PostingDecoder {
  /// Columns of the table.
  let columns: Int
  /// Frequencies of rows with more than one column.
  private(set) var spill: [UInt32] = []

  init(columns: Int) {
    self.columns = columns
  }

  /// Decodes the doclist that begins at `start` and goes to the end of `raw`.
  ///
  /// - Throws: `damaged`; `unsupported` for rows outside 0..<2³²−1.
  mutating func decode(
    _ raw: RawDoclist, from start: Int, withPositions: Bool
  ) throws(SegmentError) -> PostingArrays {
    let bytes = UnsafePointer(raw.bytes)
    let end = raw.count
    guard end <= Int(UInt32.max) else { throw .unsupported("a doclist over 4 GiB") }
    var arrays = PostingArrays(capacity: (end - start) / 2 + 1, withPositions: withPositions)
    do {
      try decode(bytes, start, end, raw.absoluteRows, &arrays)
    } catch {
      arrays.deallocate()
      throw error
    }
    return arrays
  }

  private mutating func decode(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ marks: [Int],
    _ arrays: inout PostingArrays
  ) throws(SegmentError) {
    var offset = start
    var row: UInt64 = 0
    var mark = marks.count
    while mark > 0, marks[mark - 1] >= start { mark -= 1 }
    var nextMark = start
    if mark < marks.count, marks[mark] == start { mark += 1 }
    let rows = arrays.rows
    let codes = arrays.codes
    let sizeOffsets = arrays.sizeOffsets
    var count = 0
    var hasDeletions = false
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
      let sizeStart = offset
      guard let size = Varint.read(bytes, &offset, end: end), size >> 1 <= UInt64(end - offset)
      else { throw .damaged("a doclist cut off") }
      let length = Int(size >> 1)
      rows[count] = UInt32(truncatingIfNeeded: row)
      if let sizeOffsets { sizeOffsets[count] = UInt32(truncatingIfNeeded: sizeStart) }
      if length == 0 {
        codes[count] = PostingList.deleted
        hasDeletions = true
      } else if let code = shortCode(bytes + offset, length) {
        codes[count] = code
      } else {
        codes[count] = try longCode(bytes, offset, offset + length)
      }
      count += 1
      offset += length
    }
    arrays.count = count
    arrays.hasDeletions = hasDeletions
  }

  /// The code of a position list of up to eight bytes in one column; `nil` for any other.
  ///
  /// Reads eight bytes, which the slack of a raw doclist allows.
  @inline(__always)
  private func shortCode(_ list: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
    guard length <= 8 else { return nil }
    var word = UnsafeRawPointer(list).loadUnaligned(as: UInt64.self).littleEndian
    word &= ~0 >> UInt64(64 - 8 * length)
    var left = length
    var column: UInt32 = 0
    if word & 0xFF == 1 {
      guard length > 2 else { return nil }
      column = UInt32(truncatingIfNeeded: word >> 8) & 0xFF
      guard column < UInt32(columns) else { return nil }
      word >>= 16
      left -= 2
    }
    // A byte 0x01 may be another column mark, and a last byte over 0x7F a cut: look closer.
    let ones = word ^ 0x0101_0101_0101_0101
    guard (ones &- 0x0101_0101_0101_0101) & ~ones & 0x8080_8080_8080_8080 == 0,
      word >> UInt64(8 * left - 8) < 0x80
    else { return nil }
    let continued = (word & 0x8080_8080_8080_8080).nonzeroBitCount
    return column | UInt32(left - continued) << 8
  }

  /// The code of any position list.
  private mutating func longCode(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) throws(SegmentError) -> UInt32 {
    let spillStart = spill.count
    var offset = start
    var column: UInt64 = 0
    var frequency: UInt32 = 0
    var columnsFound = 0
    var only: UInt32 = 0
    func code() throws(SegmentError) -> UInt32 {
      guard frequency < 1 << 22 else { throw .unsupported("a term too often in one column") }
      return UInt32(column) | frequency << 8
    }
    while offset < end {
      // The first byte of a varint decides: 1 is a column mark, anything else a position.
      if bytes[offset] == 1 {
        if frequency > 0 {
          only = try code()
          if columnsFound == 0 { spill.append(0) }
          spill.append(only)
          columnsFound += 1
        }
        offset += 1
        guard let next = Varint.read(bytes, &offset, end: end), next < UInt64(columns),
          next > column || (next == 0 && columnsFound == 0 && frequency == 0)
        else { throw .damaged("a position list with an impossible column") }
        column = next
        frequency = 0
        guard offset < end, bytes[offset] != 1 else {
          throw .damaged("a column without positions")
        }
      } else {
        // Up to the next mark; every position ends with a byte below 0x80.
        let next = PostingDecoder.nextMark(bytes, offset, end)
        guard bytes[next - 1] < 0x80 else { throw .damaged("a position list cut off") }
        frequency &+= PostingDecoder.lastBytes(bytes, offset, next)
        offset = next
      }
    }
    let last = try code()
    guard columnsFound > 0 else { return last }
    spill.append(last)
    spill[spillStart] = UInt32(columnsFound + 1)
    guard spillStart < 1 << 30 else { throw .unsupported("too many rows with many columns") }
    return PostingList.spillFlag | UInt32(spillStart)
  }

  /// Where the next column mark stands at or after `start`, which begins a varint; `end` if nowhere.
  ///
  /// Reads eight bytes at a time, which the slack of a raw doclist allows.
  @inline(__always)
  private static func nextMark(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    let raw = UnsafeRawPointer(bytes)
    var offset = start
    while offset < end {
      let ones =
        raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
        ^ 0x0101_0101_0101_0101
      // Exact for the lowest byte 0x01, which is all that is asked.
      let found = (ones &- 0x0101_0101_0101_0101) & ~ones & 0x8080_8080_8080_8080
      if found == 0 {
        offset += 8
        continue
      }
      offset += found.trailingZeroBitCount >> 3
      // A mark begins a varint: the byte before ends one.
      if offset < end, offset == start || bytes[offset - 1] < 0x80 { return offset }
      offset += 1
    }
    return end
  }

  /// How many of the bytes end a varint.
  @inline(__always)
  private static func lastBytes(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> UInt32 {
    let raw = UnsafeRawPointer(bytes)
    var continued = 0
    var offset = start
    while offset + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      continued += (word & 0x8080_8080_8080_8080).nonzeroBitCount
      offset += 8
    }
    if offset < end {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      let kept = word & (~0 >> UInt64(64 - 8 * (end - offset)))
      continued += (kept & 0x8080_8080_8080_8080).nonzeroBitCount
    }
    return UInt32(truncatingIfNeeded: end - start - continued)
  }
}
