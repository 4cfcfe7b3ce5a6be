import Prefetching

/// Remembers which terms a chunk of text has, so that the tokenizer is asked only once for each.
///
/// Invariant: `slots` has `mask + 1` entries; an empty slot has `tail` 0. A value is the number of
/// the only term, or, with the top bit set, an index into `lists`: a count and that many numbers.
struct TokenMemo {
  fileprivate struct Slot {
    var head: UInt64
    var middle: UInt64
    var tail: UInt64
    var hash: UInt32
    var value: UInt32
  }

  /// Set in values that are an index into `lists`.
  static let listFlag: UInt32 = 1 << 31
  /// Instead of a value; `listFlag` is set in it.
  static let absent: UInt32 = .max
  /// The most chunks that are remembered; then all are forgotten and common ones come back soon.
  private static let mostChunks = 600_000

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var count = 0
  private(set) var lists: [UInt32] = []
  /// Chunks that the tokenizer was asked for.
  private(set) var misses = 0

  init() {
    mask = 1 << 14 - 1
    slots = LargeMemory.allocate(Slot.self, count: mask + 1)
    slots.initialize(repeating: TokenMemo.empty, count: mask + 1)
  }

  private static let empty = Slot(head: 0, middle: 0, tail: 0, hash: 0, value: absent)

  func deallocate() {
    slots.deallocate()
  }

  var byteCount: Int { (mask + 1) * MemoryLayout<Slot>.stride + lists.count * 4 }

  /// The value of a chunk; `nil` if it is not remembered.
  func find(_ chunk: TextChunk) -> UInt32? {
    guard chunk.tail != 0 else { return nil }
    return withUnsafePointer(to: chunk) { chunk in
      let value = table.find(chunk)
      return value == TokenMemo.absent ? nil : value
    }
  }

  /// What is remembered, to be looked into over and over; void when anything is added.
  var table: Table { Table(slots: UnsafePointer(slots), mask: mask) }

  /// The chunks that are remembered.
  struct Table {
    fileprivate let slots: UnsafePointer<Slot>
    fileprivate let mask: Int

    /// The value of a chunk; ``TokenMemo/absent`` if it is not remembered, as no long one is.
    @inline(__always)
    func find(_ chunk: UnsafePointer<TextChunk>) -> UInt32 {
      var index = Int(chunk.pointee.hash) & mask
      while true {
        let slot = slots + index
        let difference =
          slot.pointee.head ^ chunk.pointee.head | slot.pointee.tail ^ chunk.pointee.tail
          | slot.pointee.middle ^ chunk.pointee.middle
        // An empty slot equals a long chunk.
        if difference == 0 { return slot.pointee.value }
        if slot.pointee.tail == 0 { return TokenMemo.absent }
        index = (index &+ 1) & mask
      }
    }

    /// Asks for the slot of a chunk, so that it is in the caches when it is looked for.
    @inline(__always)
    func prefetch(_ chunk: TextChunk) { talks_prefetch(slots + (Int(chunk.hash) & mask)) }
  }

  /// Makes a value of term numbers.
  mutating func value(_ numbers: [UInt32]) -> UInt32 {
    misses += 1
    if numbers.count == 1 { return numbers[0] }
    let start = UInt32(lists.count)
    lists.append(UInt32(numbers.count))
    lists += numbers
    return TokenMemo.listFlag | start
  }

  /// Remembers a chunk that is not remembered yet.
  mutating func insert(_ chunk: TextChunk, _ value: UInt32) {
    var index = Int(chunk.hash) & mask
    while slots[index].tail != 0 { index = (index + 1) & mask }
    slots[index] = Slot(
      head: chunk.head, middle: chunk.middle, tail: chunk.tail, hash: chunk.hash, value: value)
    count += 1
    if count * 2 > mask { grow() }
  }

  /// Forgets everything if too much is remembered.
  ///
  /// Values from before are then void.
  mutating func trim() {
    guard count > TokenMemo.mostChunks else { return }
    slots.update(repeating: TokenMemo.empty, count: mask + 1)
    count = 0
    lists.removeAll(keepingCapacity: true)
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = mask * 2 + 1
    slots = LargeMemory.allocate(Slot.self, count: mask + 1)
    slots.initialize(repeating: TokenMemo.empty, count: mask + 1)
    for index in 0..<oldCount where old[index].tail != 0 {
      var place = Int(old[index].hash) & mask
      while slots[place].tail != 0 { place = (place + 1) & mask }
      slots[place] = old[index]
    }
    old.deallocate()
  }
}
