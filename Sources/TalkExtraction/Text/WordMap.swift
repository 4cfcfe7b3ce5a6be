/// A fixed table from words to what they stand for, looked up as in a ``WordSet``.
struct WordMap<Value: Sendable>: Sendable {
  /// Open addressing, at most a third full; 0 is an empty slot.
  private var hashes: [UInt64]
  private var values: [Value?]

  /// A table of hashes of words and their values; of two values for a word the last counts.
  init(_ entries: [(hash: UInt64, value: Value)]) {
    var size = 16
    while size < 3 * entries.count { size *= 2 }
    hashes = Array(repeating: 0, count: size)
    values = Array(repeating: nil, count: size)
    for (hash, value) in entries {
      let slot = slot(of: hash)
      hashes[slot] = hash
      values[slot] = value
    }
  }

  /// What `word` stands for, compared without case.
  subscript(word: Bytes) -> Value? {
    let slot = slot(of: WordSet.hash(word))
    return values[slot]
  }

  /// The slot that holds `hash`, or the empty one where it would be.
  private func slot(of hash: UInt64) -> Int {
    hashes.withUnsafeBufferPointer { hashes in
      let mask = hashes.count - 1
      var index = Int(truncatingIfNeeded: hash >> 20) & mask
      while hashes[index] != 0, hashes[index] != hash { index = (index + 1) & mask }
      return index
    }
  }
}
