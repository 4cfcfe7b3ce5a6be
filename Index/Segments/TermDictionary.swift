/// The distinct terms of a build, numbered from 0.
///
/// Invariant: `keys` and the hash table are owned; a key's bytes begin with the index byte `0` and
/// stay where they are until `deallocate`.
struct TermDictionary {
  struct Key {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    let hash: UInt64
  }

  private(set) var count = 0
  private(set) var keys: UnsafeMutablePointer<Key>
  private var capacity: Int
  /// Number of the term + 1, or 0.
  private var table: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private var chunks: [UnsafeMutablePointer<UInt8>] = []
  private var next: UnsafeMutablePointer<UInt8>
  private var left = 0
  private(set) var byteCount = 0
  private let hashing = ByteHash()

  init() {
    capacity = 1 << 12
    keys = .allocate(capacity: capacity)
    mask = 1 << 13 - 1
    table = LargeMemory.allocate(UInt32.self, count: mask + 1)
    table.initialize(repeating: 0, count: mask + 1)
    next = .allocate(capacity: 1)
    chunks.append(next)
  }

  func deallocate() {
    keys.deallocate()
    table.deallocate()
    for chunk in chunks { chunk.deallocate() }
  }

  /// The number of a token, which is new if it equals the count before.
  mutating func number(of token: UnsafePointer<UInt8>, count length: Int) -> Int {
    let hash = hashing.hash(token, count: length)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while table[slot] != 0 {
      let number = Int(table[slot]) - 1
      let key = keys[number]
      if key.hash == hash, key.count == length + 1,
        ByteHash.areEqual(key.bytes + 1, token, count: length)
      {
        return number
      }
      slot = (slot + 1) & mask
    }
    return insert(token, length, hash, slot)
  }

  @inline(never)
  private mutating func insert(
    _ token: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, _ slot: Int
  ) -> Int {
    let needed = length + 1
    if needed > left {
      let size = max(1 << 16, needed)
      next = .allocate(capacity: size)
      chunks.append(next)
      left = size
      byteCount += size
    }
    next[0] = SegmentLayout.mainTermPrefix
    (next + 1).update(from: token, count: length)
    if count == capacity {
      capacity *= 2
      let grown = LargeMemory.allocate(Key.self, count: capacity)
      grown.initialize(from: keys, count: count)
      keys.deallocate()
      keys = grown
    }
    let number = count
    (keys + number).initialize(to: Key(bytes: UnsafePointer(next), count: needed, hash: hash))
    next += needed
    left -= needed
    count += 1
    table[slot] = UInt32(count)
    if count * 2 > mask { growTable() }
    return number
  }

  private mutating func growTable() {
    table.deallocate()
    mask = mask * 2 + 1
    table = LargeMemory.allocate(UInt32.self, count: mask + 1)
    table.initialize(repeating: 0, count: mask + 1)
    for number in 0..<count {
      var slot = Int(truncatingIfNeeded: keys[number].hash) & mask
      while table[slot] != 0 { slot = (slot + 1) & mask }
      table[slot] = UInt32(number + 1)
    }
  }

  /// The bytes of a term.
  func bytes(of number: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: keys[number].bytes, count: keys[number].count)
  }

  /// Calls `body` with each term in the order of their bytes.
  ///
  /// What belongs to terms that follow one another lies anywhere in memory: `touching` reads a byte of
  /// it some rounds ahead, so that many places are waited for at once.
  func forEachInOrder(
    touching: (_ number: Int) -> UInt8,
    _ body: (_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let numbers = sortedNumbers()
    var touched: Int64 = 0
    for start in stride(from: 0, to: numbers.count, by: TermDictionary.ahead) {
      let block = numbers[start..<min(start + TermDictionary.ahead, numbers.count)]
      for number in block { touched &+= Int64(touching(Int(number))) }
      for number in block { touched &+= Int64(keys[Int(number)].bytes[0]) }
      // Never so; but now the reading counts for something.
      if touched < 0 { return }
      for number in block { body(Int(number), bytes(of: Int(number))) }
    }
  }

  /// Terms of which everything is touched before the first is looked at.
  private static let ahead = 64

  /// The numbers of all terms in the order of their bytes.
  func sortedNumbers() -> [UInt32] {
    var entries = (0..<count).map { TermOrder.Entry(key: head(of: $0), value: UInt64($0)) }
    return entries.withUnsafeMutableBufferPointer { all in
      TermOrder.sort(all)
      // Eight bytes decide for nearly all.
      var start = 0
      while start < all.count {
        var end = start + 1
        while end < all.count, all[end].key == all[start].key { end += 1 }
        if end - start > 1 {
          var equal = UnsafeMutableBufferPointer(rebasing: all[start..<end])
          equal.sort { left, right in
            TermOrder.compare(bytes(of: Int(left.value)), bytes(of: Int(right.value))) < 0
          }
        }
        start = end
      }
      return all.map { UInt32(truncatingIfNeeded: $0.value) }
    }
  }

  /// The eight bytes of a term behind the index byte, which all have, the first one highest; zeros
  /// behind its end.
  private func head(of number: Int) -> UInt64 {
    let key = keys[number]
    let length = key.count - 1
    if length >= 8 {
      return UInt64(
        bigEndian: UnsafeRawPointer(key.bytes + 1).loadUnaligned(as: UInt64.self))
    }
    var head: UInt64 = 0
    for index in 0..<length { head |= UInt64(key.bytes[1 + index]) << UInt64(56 - 8 * index) }
    return head
  }
}

/// A fast hash of bytes for tables within one process; not for untrusted storage.
///
/// Keys come from calendars, so a stranger could make terms collide; the seed of a process differs
/// from run to run.
package struct ByteHash: Sendable {
  private static let seed = UInt64.random(in: .min ... .max)
  private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

  @inline(__always)
  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ first).multipliedFullWidth(by: right ^ second)
    return product.high ^ product.low
  }

  /// The seed of the process.
  private let seed = ByteHash.seed

  /// Makes the hash of this process.
  package init() {}

  /// The hash of bytes and their number.
  package func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    var state = seed
    var other = UInt64(truncatingIfNeeded: count)
    var offset = 0
    while count - offset >= 16 {
      state = ByteHash.mix(
        state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        other ^ raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      offset += 16
    }
    // What is left in two pieces that may overlap: together with the number of bytes they tell all.
    var low: UInt64 = 0
    var high: UInt64 = 0
    let left = count - offset
    if left >= 8 {
      low = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      high = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else if left >= 4 {
      low = UInt64(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      high = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    } else if left > 0 {
      low = UInt64(bytes[offset]) | UInt64(bytes[offset + left / 2]) << 8
      high = UInt64(bytes[count - 1])
    }
    state ^= low
    other ^= high
    return ByteHash.mix(state, other)
  }

  @inline(__always)
  static func areEqual(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    guard count >= 8 else {
      for index in 0..<count where left[index] != right[index] { return false }
      return true
    }
    let (first, second) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
    var offset = 0
    while true {
      let a = first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if a != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      if offset == count - 8 { return true }
      offset = min(offset + 8, count - 8)
    }
  }
}
