/// Sorting by dealing out: a pass for each digit, the least significant one first (LSD radix sort).
package enum RadixSort {
  /// What is sorted: a key, and what goes with it.
  package struct Entry: BitwiseCopyable {
    /// The key.
    package var key: UInt64
    /// What goes with it.
    package var value: UInt64

    /// Makes an entry.
    @inlinable
    package init(key: UInt64, value: UInt64) {
      self.key = key
      self.value = value
    }
  }

  /// Digits of a key.
  private static let digits = 8
  /// Values of a digit.
  private static let base = 256

  /// Sorts entries by their keys; those with equal ones keep their order.
  ///
  /// Takes as much memory again. A pass in which all entries have the same digit moves none.
  ///
  /// - Parameters:
  ///   - entries: What is sorted, in place.
  ///   - mask: Bits of the values, at most the lowest eight, that decide between equal keys; none by
  ///     default.
  package static func sort(_ entries: UnsafeMutableBufferPointer<Entry>, then mask: UInt64 = 0) {
    guard let first = entries.baseAddress, entries.count > 1 else { return }
    let count = entries.count
    let other = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    defer { other.deallocate() }
    var (from, to) = (first, other)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: (digits + 1) * base) { counts in
      counts.initialize(repeating: 0)
      guard let counts = counts.baseAddress else { return }
      // All digits are counted in one go.
      for index in 0..<count {
        let entry = first[index]
        counts[value(entry, mask)] &+= 1
        for digit in 0..<digits { counts[(digit &+ 1) &* base &+ key(entry, digit)] &+= 1 }
      }
      if mask != 0 { deal(count, &from, &to, counts) { value($0, mask) } }
      for digit in 0..<digits {
        deal(count, &from, &to, counts + (digit + 1) * base) { key($0, digit) }
      }
    }
    if from != first { first.update(from: from, count: count) }
  }

  @inline(__always)
  private static func key(_ entry: Entry, _ digit: Int) -> Int {
    Int(truncatingIfNeeded: entry.key &>> UInt64(truncatingIfNeeded: 8 &* digit) & 0xFF)
  }

  @inline(__always)
  private static func value(_ entry: Entry, _ mask: UInt64) -> Int {
    Int(truncatingIfNeeded: entry.value & mask & 0xFF)
  }

  /// Deals entries out by a digit, of which `counts` says how often it has each value.
  @inline(__always)
  private static func deal(
    _ count: Int, _ from: inout UnsafeMutablePointer<Entry>,
    _ to: inout UnsafeMutablePointer<Entry>, _ counts: UnsafeMutablePointer<Int>,
    by digit: (Entry) -> Int
  ) {
    if counts[digit(from[0])] == count { return }
    var sum = 0
    for value in 0..<base {
      let size = counts[value]
      counts[value] = sum
      sum += size
    }
    for index in 0..<count {
      let entry = from[index]
      let value = digit(entry)
      let place = counts[value]
      counts[value] = place &+ 1
      (to + place).initialize(to: entry)
    }
    swap(&from, &to)
  }
}
