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

  /// A term that is to be sorted: as its key eight bytes that decide between most terms, as its value
  /// its number.
  typealias Entry = RadixSort.Entry

  /// Entries from which they are dealt out byte by byte instead of being compared.
  private static let fewest = 512

  /// Puts entries in the order of their keys; those with equal ones in any order.
  static func sort(_ entries: UnsafeMutableBufferPointer<Entry>) {
    guard entries.count >= fewest else {
      var few = entries
      return few.sort { $0.key < $1.key }
    }
    RadixSort.sort(entries)
  }
}
