/// The rows that have a term, ascending, with how often it stands in each of their columns.
///
/// Made once from the doclists of all segments and then never changed, so it may be shared between
/// threads (hence `@unchecked Sendable`: the pointers are only read after `init`).
///
/// A row's frequencies are one code: column in the low 8 bits, frequency above; or, with the top bit
/// set, an index into `spill`, which holds the number of columns and then such codes.
package final class PostingList: @unchecked Sendable {
  /// Rows that have the term.
  package let count: Int
  let rows: UnsafeMutablePointer<UInt32>
  let codes: UnsafeMutablePointer<UInt32>
  let spill: [UInt32]
  /// Where in `raw` the size of each position list stands; `nil` if positions were not asked for.
  private let sizeOffsets: UnsafeMutablePointer<UInt32>?
  private let raw: RawDoclist?

  /// Set in a code that is an index into `spill`.
  static let spillFlag: UInt32 = 1 << 31
  /// The code of a row that a newer segment deletes.
  static let deleted: UInt32 = .max

  init(consuming arrays: PostingArrays, spill: [UInt32], raw: RawDoclist?) {
    count = arrays.count
    rows = arrays.rows
    codes = arrays.codes
    sizeOffsets = arrays.sizeOffsets
    self.spill = spill
    self.raw = raw
  }

  deinit {
    rows.deallocate()
    codes.deallocate()
    sizeOffsets?.deallocate()
  }

  /// Whether positions were kept.
  package var hasPositions: Bool { sizeOffsets != nil }

  /// The row at `index`, 0..<count.
  package func row(at index: Int) -> Int64 {
    precondition(index >= 0 && index < count)
    return Int64(rows[index])
  }

  /// How often the term stands in a column of the row at `index`.
  package func frequency(at index: Int, column: Int) -> Int {
    precondition(index >= 0 && index < count)
    var result = 0
    forEachFrequency(codes[index]) { if $0 == column { result = $1 } }
    return result
  }

  /// The columns of the row at `index` that have the term, as a mask.
  package func columns(at index: Int) -> UInt64 {
    precondition(index >= 0 && index < count)
    var result: UInt64 = 0
    forEachFrequency(codes[index]) { column, _ in result |= 1 << UInt64(column) }
    return result
  }

  /// Calls `body` with each column of a code and the frequency there.
  @inline(__always)
  func forEachFrequency(_ code: UInt32, _ body: (_ column: Int, _ frequency: Int) -> Void) {
    if code & PostingList.spillFlag == 0 {
      body(Int(code & 0xFF), Int(code >> 8))
      return
    }
    let start = Int(code & ~PostingList.spillFlag)
    for index in (start + 1)...(start + Int(spill[start])) {
      body(Int(spill[index] & 0xFF), Int(spill[index] >> 8))
    }
  }

  /// Index of the first row at or after `row`, looking from `start` on.
  package func index(of row: Int64, from start: Int = 0) -> Int {
    guard row > 0 else { return start }
    guard row < Int64(UInt32.max) else { return count }
    return Galloping.search(rows, from: start, count: count, for: UInt32(row))
  }

  /// The places of the term in the row at `index`, column by column, ascending; token offsets count
  /// from 0.
  ///
  /// - Throws: `damaged`; `misuse` if positions were not kept.
  package func positions(
    at index: Int, into result: inout [TokenPosition]
  ) throws(SegmentError) {
    precondition(index >= 0 && index < count)
    guard let sizeOffsets, let raw else {
      throw SegmentError(.misuse, "positions were not asked for")
    }
    result.removeAll(keepingCapacity: true)
    var offset = Int(sizeOffsets[index])
    guard let size = Varint.read(raw.bytes, &offset, end: raw.count) else {
      throw .damaged("a position list cut off")
    }
    guard size >> 1 <= UInt64(raw.count - offset) else {
      throw .damaged("a position list cut off")
    }
    var stream = try PositionStream(raw.bytes, offset, offset + Int(size >> 1))
    while stream.place < PositionStream.end {
      result.append(
        TokenPosition(
          column: Int(stream.place >> 32), offset: Int(stream.place & 0xFFFF_FFFF)))
      try stream.next()
    }
  }

  /// Bytes of memory that the list takes, about.
  var byteCount: Int {
    128 + count * (sizeOffsets == nil ? 8 : 12) + spill.count * 4 + (raw?.count ?? 0)
  }
}

/// Where a token stands in a row.
package struct TokenPosition: Sendable, Hashable, Comparable {
  /// Column, from 0.
  package var column: Int
  /// Tokens before it in that column.
  package var offset: Int

  /// Makes a position.
  package init(column: Int, offset: Int) {
    self.column = column
    self.offset = offset
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.column, left.offset) < (right.column, right.offset)
  }
}

/// A cursor over a posting list that only moves forward.
package struct PostingCursor {
  /// The list under the cursor.
  package let list: PostingList
  /// Index of the posting under the cursor.
  package private(set) var index = 0

  /// Stands before nothing: the first posting, if there is one, is the current one.
  package init(_ list: PostingList) {
    self.list = list
  }

  /// The row under the cursor; `nil` behind the last one.
  package var row: Int64? { index < list.count ? list.row(at: index) : nil }

  /// Moves to the next row.
  package mutating func advance() {
    index = min(index + 1, list.count)
  }

  /// Moves forward to the first row at or after `row`.
  package mutating func seek(_ row: Int64) {
    index = list.index(of: row, from: index)
  }

  /// How often the term stands in a column of the current row.
  package func frequency(column: Int) -> Int {
    index < list.count ? list.frequency(at: index, column: column) : 0
  }
}

/// Search in an ascending array by steps that double.
enum Galloping {
  /// Index of the first entry not below `value`, from `start` on; `count` if there is none.
  @inline(__always)
  static func search(
    _ rows: UnsafePointer<UInt32>, from start: Int, count: Int, for value: UInt32
  ) -> Int {
    guard start < count, rows[start] < value else { return min(start, count) }
    // rows[low] < value throughout.
    var low = start
    var step = 1
    while low + step < count, rows[low + step] < value {
      low += step
      step <<= 1
    }
    var high = min(low + step, count)
    low += 1
    while low < high {
      let middle = (low + high) >> 1
      if rows[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
