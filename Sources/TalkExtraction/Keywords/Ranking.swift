/// Phrases by score, best first, taken off one at a time.
///
/// Only the first few of all phrases are ever wanted: the best one is looked for among the best of
/// each eight, which costs less than to put all in order.
struct Ranking: ~Copyable {
  /// Score and phrase in the bits of one number, 0 where there is none.
  ///
  /// The bits of a positive `Float` order as it does, and of two phrases with the same score the
  /// earlier one comes first. Below those of a `Float` that is finite, as all scores are, they are bits
  /// of a `Double` that is, which orders as they do, and of two of which one instruction tells the greater.
  private var keys = ReusableBuffer<Double>(repeating: 0, capacity: 256)
  /// The greatest of each eight keys.
  private var greatest = ReusableBuffer<Double>(repeating: 0, capacity: 32)
  private var groups = 0

  /// Takes all phrases off; from now on those from 1 to `most` are put on.
  mutating func clear(for most: Int) {
    groups = most / 8 + 1
    keys.reserve(groups * 8, filler: 0)
    greatest.reserve(groups, filler: 0)
    keys[0] = 0
    for place in most + 1..<max(groups * 8, most + 1) { keys[place] = 0 }
  }

  /// Puts a phrase on if `isWorthIt` is 1 and not 0; ``order()`` is due before the first one is taken off.
  ///
  /// No branch depends on which are, since nothing foretells it.
  @inline(__always) mutating func add(_ place: Int, score: Double, isWorthIt: UInt64) {
    let key = UInt64(Float(score).bitPattern) &<< 32 | UInt64(~UInt32(truncatingIfNeeded: place))
    keys[place] = Double(bitPattern: key & (0 &- isWorthIt))
  }

  /// Sees which is the best of each eight.
  mutating func order() {
    precondition(groups <= greatest.capacity && groups &* 8 <= keys.capacity)
    let keys = keys.uncheckedView
    let greatest = greatest.uncheckedView
    for group in 0..<groups { greatest[group] = Self.greatest(of: group, keys) }
  }

  /// Takes the best phrase off.
  mutating func next() -> Int? {
    precondition(groups <= greatest.capacity && groups &* 8 <= keys.capacity)
    let keys = keys.uncheckedView
    let greatest = greatest.uncheckedView
    var best = 0.0
    for group in 0..<groups { best = Self.greater(greatest[group], best) }
    guard best > 0 else { return nil }
    let place = Int(~UInt32(truncatingIfNeeded: best.bitPattern))
    precondition(place < groups &* 8)
    keys[place] = 0
    greatest[place / 8] = Self.greatest(of: place / 8, keys)
    return place
  }

  @inline(__always)
  private static func greatest(of group: Int, _ keys: UncheckedView<Double>) -> Double {
    let first = group &* 8
    let low = greater(
      greater(keys[first], keys[first &+ 1]), greater(keys[first &+ 2], keys[first &+ 3]))
    let high = greater(
      greater(keys[first &+ 4], keys[first &+ 5]), greater(keys[first &+ 6], keys[first &+ 7]))
    return greater(low, high)
  }

  /// The greater of two; not `max`, which is several instructions, for what is no number and for zeros.
  @inline(__always) private static func greater(_ a: Double, _ b: Double) -> Double {
    a > b ? a : b
  }
}
