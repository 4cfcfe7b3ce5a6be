/// Sorting by dealing out: a pass for each digit, the least significant one first (LSD radix sort).
package enum RadixSort {
  /// Sorts entries by their digits, each below 256; those with equal ones keep their order.
  ///
  /// Takes as much memory again. A pass in which all entries have the same digit moves none.
  ///
  /// - Parameters:
  ///   - entries: What is sorted, in place.
  ///   - passes: The digits, least significant first.
  ///   - digit: An entry's digit in a pass.
  @inlinable
  package static func sort<Entry>(
    _ entries: UnsafeMutableBufferPointer<Entry>, passes: Range<Int>,
    digit: (_ entry: Entry, _ pass: Int) -> Int
  ) {
    let other = UnsafeMutableBufferPointer<Entry>.allocate(capacity: entries.count)
    defer { other.deallocate() }
    guard let first = entries.baseAddress, var to = other.baseAddress else { return }
    var from = first
    let count = entries.count
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { next in
      for pass in passes {
        next.initialize(repeating: 0)
        for index in 0..<count { next[digit(from[index], pass)] &+= 1 }
        if next[digit(from[0], pass)] == count { continue }
        var sum = 0
        for value in 0..<256 {
          let size = next[value]
          next[value] = sum
          sum += size
        }
        for index in 0..<count {
          let entry = from[index]
          let value = digit(entry, pass)
          let place = next[value]
          next[value] = place &+ 1
          (to + place).initialize(to: entry)
        }
        swap(&from, &to)
      }
    }
    if from != first { first.update(from: from, count: count) }
  }
}
