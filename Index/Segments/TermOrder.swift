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
    RadixSort.sort(entries, passes: 0..<8) { entry, pass in
      Int(truncatingIfNeeded: entry.head >> UInt64(8 * pass) & 0xFF)
    }
  }
}
