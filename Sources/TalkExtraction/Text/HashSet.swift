/// A growing set of hashes of words: open addressing, at most half full; 0 is an empty slot.
struct HashSet: Sendable {
  private var slots: [UInt64] = []
  /// How many hashes it holds.
  private(set) var count = 0

  /// Whether it holds none.
  var isEmpty: Bool { count == 0 }

  /// Whether `hash`, which is not 0, is in the set.
  func contains(_ hash: UInt64) -> Bool {
    guard count > 0 else { return false }
    return slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var index = Int(truncatingIfNeeded: hash >> 20) & mask
      while slots[index] != 0 {
        if slots[index] == hash { return true }
        index = (index + 1) & mask
      }
      return false
    }
  }

  /// Adds `hash`, which is not 0; returns whether it was not there before.
  @discardableResult
  mutating func insert(_ hash: UInt64) -> Bool {
    if 2 * (count + 1) > slots.count { grow() }
    let isNew = slots.withUnsafeMutableBufferPointer { slots in
      let mask = slots.count - 1
      var index = Int(truncatingIfNeeded: hash >> 20) & mask
      while slots[index] != 0 {
        if slots[index] == hash { return false }
        index = (index + 1) & mask
      }
      slots[index] = hash
      return true
    }
    if isNew { count += 1 }
    return isNew
  }

  /// Forgets all hashes, but keeps the room for them.
  mutating func removeAll() {
    guard count > 0 else { return }
    for index in slots.indices { slots[index] = 0 }
    count = 0
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: max(32, 2 * old.count))
    count = 0
    for hash in old where hash != 0 { insert(hash) }
  }
}
