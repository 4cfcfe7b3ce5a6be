/// Makes one doclist of those of several terms that are one term in another table.
///
/// The tables index the same rows, and the columns of the other one are the first of this one: so
/// nearly all postings are copied as they are, and only where two of the terms stand in one row, or
/// a term in a column that the other table lacks, are positions taken apart.
///
/// Invariant: `bytes` has room for the sum of the doclists at hand, which a merged one never
/// exceeds, since rows and positions lie closer together in it; `coded` has room for `keys`.
struct DoclistMerge {
  /// A doclist with all its rows.
  struct Source {
    let doclist: UnsafeBufferPointer<UInt8>
    /// Whether some positions are in columns that the other table lacks.
    let isCut: Bool
  }

  /// A place in a doclist.
  private struct Cursor {
    var next: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let isCut: Bool
    var row: UInt64 = 0
    /// The position list of the row, its size before it.
    var list: UnsafePointer<UInt8>
    var sizeLength = 0
    var size = 0
    /// Whether it has gone beyond the last row.
    private(set) var isAtEnd = false

    init?(_ source: Source) {
      guard let start = source.doclist.baseAddress, !source.doclist.isEmpty else { return nil }
      next = start
      end = start + source.doclist.count
      isCut = source.isCut
      list = start
      _ = advance()
    }

    /// Goes to the next row; false at the end.
    @inline(__always)
    mutating func advance() -> Bool {
      guard next < end else {
        isAtEnd = true
        return false
      }
      let (distance, length) = Varint.readUnchecked(next)
      row &+= distance
      list = next + length
      let value = Varint.readUnchecked(list)
      sizeLength = value.length
      size = Int(value.value >> 1)
      next = list + sizeLength + size
      return true
    }

    /// Goes to the next row that is not before `limit`, or to the end.
    ///
    /// - Returns: where the positions of those passed by end, and the last of them.
    mutating func advance(
      before limit: UInt64
    ) -> (end: UnsafePointer<UInt8>, last: UInt64) {
      var cursor = self
      defer { self = cursor }
      while true {
        let (passed, last) = (cursor.next, cursor.row)
        if !cursor.advance() || cursor.row >= limit { return (passed, last) }
      }
    }
  }

  /// Columns that the other table has.
  let columns: UInt64
  private var cursors: [Cursor] = []
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 12
  /// Column and position of the tokens of a row, the column in the high half.
  private var keys: [UInt64] = []
  private var coded: UnsafeMutablePointer<UInt8>
  private var codedCapacity = 1 << 8

  /// Bytes that one position takes at most: a mark, a column, a distance.
  private static let room = 16

  init(columns: Int) {
    self.columns = UInt64(columns)
    bytes = .allocate(capacity: capacity)
    coded = .allocate(capacity: codedCapacity)
  }

  func deallocate() {
    bytes.deallocate()
    coded.deallocate()
  }

  /// The merged doclist; valid until the next, and while the sources are.
  mutating func merged(_ sources: [Source]) -> UnsafeBufferPointer<UInt8> {
    if sources.count == 1, !sources[0].isCut { return sources[0].doclist }
    cursors.removeAll(keepingCapacity: true)
    var total = 0
    for source in sources {
      if let cursor = Cursor(source) { cursors.append(cursor) }
      total += source.doclist.count
    }
    if total > capacity {
      bytes.deallocate()
      capacity = max(total, capacity * 2)
      bytes = .allocate(capacity: capacity)
    }
    var count = 0
    var last: UInt64 = 0
    while !cursors.isEmpty {
      let (first, others) = firstRow()
      let row = cursors[first].row
      if row < others, !cursors[first].isCut {
        count += Varint.write(row &- last, to: bytes + count)
        // Up to the next row of another list all stays as it is.
        let start = cursors[first].list
        let (end, final) = cursors[first].advance(before: others)
        (bytes + count).update(from: start, count: end - start)
        count += end - start
        last = final
        if cursors[first].isAtEnd { remove(first) }
      } else {
        takeApart(row)
        if !keys.isEmpty {
          count += Varint.write(row &- last, to: bytes + count)
          count += write(to: bytes + count)
          last = row
        }
      }
    }
    return UnsafeBufferPointer(start: bytes, count: count)
  }

  /// The list with the first row, and the first row of all others.
  ///
  /// A stem has few words, so looking at each of them is the quickest way there.
  private func firstRow() -> (list: Int, others: UInt64) {
    cursors.withUnsafeBufferPointer { cursors in
      var first = 0
      var others = UInt64.max
      for index in 1..<max(cursors.count, 1) {
        let row = cursors[index].row
        if row < cursors[first].row {
          others = cursors[first].row
          first = index
        } else {
          others = min(others, row)
        }
      }
      return (first, others)
    }
  }

  /// Takes a list away that is at its end; the order of the others does not matter.
  private mutating func remove(_ index: Int) {
    cursors.swapAt(index, cursors.count - 1)
    cursors.removeLast()
  }

  /// Collects the positions of all lists at a row, and goes on behind it.
  private mutating func takeApart(_ row: UInt64) {
    keys.removeAll(keepingCapacity: true)
    var index = 0
    while index < cursors.count {
      guard cursors[index].row == row else {
        index += 1
        continue
      }
      let start = cursors[index].list + cursors[index].sizeLength
      let size = cursors[index].size
      var offset = 0
      var column: UInt64 = 0
      var position: UInt64 = 0
      while offset < size {
        var (value, length) = Varint.readUnchecked(start + offset)
        offset += length
        if value == 1 {
          (column, length) = Varint.readUnchecked(start + offset)
          offset += length
          (value, length) = Varint.readUnchecked(start + offset)
          offset += length
          position = 0
        }
        position &+= value &- 2
        if column < columns { keys.append(column << 32 | position) }
      }
      if cursors[index].advance() { index += 1 } else { remove(index) }
    }
    keys.sort()
  }

  /// Writes the collected positions as a list with its size and returns the number of bytes.
  private mutating func write(to target: UnsafeMutablePointer<UInt8>) -> Int {
    if keys.count * DoclistMerge.room > codedCapacity {
      coded.deallocate()
      codedCapacity = keys.count * DoclistMerge.room * 2
      coded = .allocate(capacity: codedCapacity)
    }
    var count = 0
    var column: UInt64 = 0
    var position: UInt64 = 0
    for key in keys {
      if key >> 32 != column {
        column = key >> 32
        position = 0
        coded[count] = 1
        count += 1 + Varint.write(column, to: coded + count + 1)
      }
      let next = key & 0xFFFF_FFFF
      count += Varint.write(next &- position &+ 2, to: coded + count)
      position = next
    }
    let length = Varint.write(UInt64(count) << 1, to: target)
    (target + length).update(from: coded, count: count)
    return length + count
  }
}
