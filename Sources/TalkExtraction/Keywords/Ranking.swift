/// Phrases by score, best first, taken off one at a time: a binary heap, since only the first few
/// of all phrases are ever wanted.
struct Ranking: ~Copyable {
  /// Score and phrase in one integer: the bits of a positive `Float` order as it does, and of two
  /// phrases with the same score the earlier one comes first.
  private var heap = ReusableBuffer<UInt64>(repeating: 0, capacity: 256)
  private var count = 0

  /// Takes all phrases off; from now on at most `most` are added.
  mutating func clear(for most: Int) {
    count = 0
    heap.reserve(most + 1, filler: 0)
  }

  /// Puts a phrase on if it is worth it; ``order()`` is due before the next one is taken off.
  ///
  /// No branch depends on which are, since nothing foretells it.
  @inline(__always) mutating func add(_ index: Int, score: Double, isWorthIt: Bool) {
    heap[count] =
      UInt64(Float(score).bitPattern) &<< 32 | UInt64(~UInt32(truncatingIfNeeded: index))
    count &+= isWorthIt ? 1 : 0
  }

  /// Puts the phrases in the order of a heap.
  mutating func order() {
    for index in stride(from: count / 2 - 1, through: 0, by: -1) { sink(heap[index], from: index) }
  }

  /// Takes the best phrase off.
  mutating func next() -> Int? {
    guard count > 0 else { return nil }
    let best = heap[0]
    count -= 1
    if count > 0 { sink(heap[count], from: 0) }
    return Int(~UInt32(truncatingIfNeeded: best))
  }

  private mutating func sink(_ key: UInt64, from start: Int) {
    var index = start
    while true {
      var child = index * 2 + 1
      guard child < count else { break }
      if child + 1 < count, heap[child + 1] > heap[child] { child += 1 }
      guard heap[child] > key else { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = key
  }
}
