extension PostingList {
  /// The rows, ascending, and the frequencies of each as one number.
  ///
  /// `shifts` says for each column where its eight bits stand; more than 255 counts as 255.
  package func packed(shifts: [UInt64]) -> (rows: [UInt32], counts: [UInt64]) {
    // All threads share the one array without room, whose count would be written.
    guard count > 0 else { return ([], []) }
    let rows = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      buffer.baseAddress?.initialize(from: self.rows, count: count)
      filled = count
    }
    let counts = [UInt64](unsafeUninitializedCapacity: count) { buffer, filled in
      shifts.withUnsafeBufferPointer { shifts in
        for index in 0..<count {
          var packed: UInt64 = 0
          forEachFrequency(codes[index]) { column, frequency in
            guard column < shifts.count else { return }
            packed |= UInt64(min(frequency, 255)) << shifts[column]
          }
          buffer.initializeElement(at: index, to: packed)
        }
      }
      filled = count
    }
    return (rows, counts)
  }
}
