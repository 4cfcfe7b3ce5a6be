/// Sets of rows as ascending arrays.
enum RowLists {
  /// Index of the first entry of `list` not below `row`, looked for from `start` on in doubling
  /// steps.
  @inline(__always)
  static func search(_ list: UnsafeBufferPointer<UInt32>, from start: Int, for row: UInt32) -> Int {
    let count = list.count
    guard start < count, list[start] < row else { return start }
    var low = start
    var step = 1
    while low + step < count, list[low + step] < row {
      low += step
      step <<= 1
    }
    var high = min(low + step, count)
    while high - low > 1 {
      let middle = (low + high) >> 1
      if list[middle] < row { low = middle } else { high = middle }
    }
    return high
  }

  /// Rows in both.
  static func intersection(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    var result: [UInt32] = []
    result.reserveCapacity(short.count)
    long.withUnsafeBufferPointer { long in
      var index = 0
      for row in short {
        index = search(long, from: index, for: row)
        guard index < long.count else { break }
        if long[index] == row { result.append(row) }
      }
    }
    return result
  }

  /// Rows of the first that are not in the second.
  static func difference(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    guard !b.isEmpty else { return a }
    var result: [UInt32] = []
    result.reserveCapacity(a.count)
    b.withUnsafeBufferPointer { b in
      var index = 0
      for row in a {
        index = search(b, from: index, for: row)
        if index == b.count || b[index] != row { result.append(row) }
      }
    }
    return result
  }

  /// Rows in any of the lists.
  static func union(_ lists: [[UInt32]]) -> [UInt32] {
    let lists = lists.filter { !$0.isEmpty }
    guard lists.count > 1 else { return lists.first ?? [] }
    let total = lists.reduce(0) { $0 + $1.count }
    let greatest = Int(lists.reduce(0) { max($0, $1.last ?? 0) })
    // Bits pay where the rows lie close together; otherwise two lists at a time are merged.
    guard greatest / 64 <= total + 1024 else {
      var queue = lists
      while queue.count > 1 {
        var next: [[UInt32]] = []
        for index in stride(from: 0, to: queue.count, by: 2) {
          next.append(
            index + 1 < queue.count ? merged(queue[index], queue[index + 1]) : queue[index])
        }
        queue = next
      }
      return queue[0]
    }
    var bits = [UInt64](repeating: 0, count: greatest / 64 + 1)
    bits.withUnsafeMutableBufferPointer { bits in
      for list in lists {
        for row in list { bits[Int(row >> 6)] |= 1 << UInt64(row & 63) }
      }
    }
    var result: [UInt32] = []
    result.reserveCapacity(total)
    for (index, word) in bits.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(UInt32(index * 64 + rest.trailingZeroBitCount))
        rest &= rest &- 1
      }
    }
    return result
  }

  private static func merged(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(a.count + b.count)
    var i = 0
    var j = 0
    while i < a.count, j < b.count {
      if a[i] < b[j] {
        result.append(a[i])
        i += 1
      } else {
        if a[i] == b[j] { i += 1 }
        result.append(b[j])
        j += 1
      }
    }
    result += a[i...]
    result += b[j...]
    return result
  }
}
