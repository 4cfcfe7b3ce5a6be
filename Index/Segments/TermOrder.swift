/// Order of terms: by bytes, the shorter first.
enum TermOrder {
  static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in compare(left, right) }
    }
  }

  static func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let shared = min(left.count, right.count)
    var index = 0
    while index < shared {
      if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
      index += 1
    }
    return left.count - right.count
  }

  /// A term that is to be sorted: eight bytes that decide between most terms, and its number.
  struct Entry {
    var head: UInt64
    var number: UInt32
  }

  /// Entries from which they are dealt out byte by byte instead of being compared.
  private static let fewest = 512

  /// Puts entries in the order of their heads; those with equal ones in any order.
  static func sort(_ entries: UnsafeMutableBufferPointer<Entry>) {
    guard entries.count >= fewest else {
      var few = entries
      return few.sort { $0.head < $1.head }
    }
    let other = UnsafeMutableBufferPointer<Entry>.allocate(capacity: entries.count)
    defer { other.deallocate() }
    guard var from = entries.baseAddress, var to = other.baseAddress else { return }
    let count = entries.count
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { next in
      // By the last byte first, since dealing out keeps the order of those that are equal.
      for shift in stride(from: 0, to: 64, by: 8) {
        @inline(__always) func pile(_ entry: Entry) -> Int {
          Int(truncatingIfNeeded: entry.head >> UInt64(shift) & 0xFF)
        }
        next.initialize(repeating: 0)
        for index in 0..<count { next[pile(from[index])] &+= 1 }
        if next[pile(from[0])] == count { continue }
        var sum = 0
        for index in 0..<256 {
          let size = next[index]
          next[index] = sum
          sum += size
        }
        for index in 0..<count {
          let entry = from[index]
          let place = next[pile(entry)]
          next[pile(entry)] = place &+ 1
          (to + place).initialize(to: entry)
        }
        swap(&from, &to)
      }
    }
    if let start = entries.baseAddress, from != start { start.update(from: from, count: count) }
  }
}
