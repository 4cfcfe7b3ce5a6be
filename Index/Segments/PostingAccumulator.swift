import Prefetching

/// The doclists of a build, term by term, as FTS5 writes them.
///
/// Invariant: `slots` has room for `capacity` terms, all initialised; the buffer of a slot has
/// 2^`size` bytes of the arena, of which `count` are in use.
struct PostingAccumulator {
  struct Slot {
    var buffer: UnsafeMutablePointer<UInt8>?
    /// Bytes in use.
    var count: UInt32
    /// The row at hand; 0 and no bytes before the first.
    var row: UInt32
    /// Where the size of the position list at hand goes: one byte is kept for it, which holds it while
    /// the list has less than 64 bytes.
    var sizeOffset: UInt32
    /// The last position written.
    var position: UInt32
    var column: UInt8
    /// The buffer has 2^`size` bytes.
    var size: UInt8
    /// Whether some positions are in columns that a derived table lacks.
    var isCut = false
  }

  private static var empty: Slot {
    Slot(buffer: nil, count: 0, row: 0, sizeOffset: 0, position: 0, column: 0, size: 0)
  }
  /// Bytes that one posting can take at most (14), the most that a size can be longer, and one that
  /// is written without belonging to it.
  private static let room = 20

  private(set) var slots: UnsafeMutablePointer<Slot>
  private var capacity = 1 << 12
  private var arena = PostingArena()
  /// Columns, from the first, that a derived table has.
  private let keptColumns: UInt32
  /// Slots whose doclists are forgotten, but which still tell of them.
  private var forgotten = 0

  init(keptColumns: Int) {
    self.keptColumns = UInt32(clamping: keptColumns)
    slots = LargeMemory.allocate(Slot.self, count: capacity)
    slots.initialize(repeating: PostingAccumulator.empty, count: capacity)
  }

  mutating func deallocate() {
    arena.deallocate()
    slots.deallocate()
  }

  /// Bytes of memory that the doclists take.
  var byteCount: Int { arena.byteCount }

  /// Makes room for terms up to `count`.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    if forgotten > 0 { clearForgotten() }
    if count > capacity { grow(count) }
  }

  @inline(never)
  private mutating func clearForgotten() {
    slots.update(repeating: PostingAccumulator.empty, count: min(forgotten, capacity))
    forgotten = 0
  }

  @inline(never)
  private mutating func grow(_ count: Int) {
    let larger = max(count, capacity * 2)
    let grown = LargeMemory.allocate(Slot.self, count: larger)
    grown.initialize(from: slots, count: capacity)
    (grown + capacity).initialize(
      repeating: PostingAccumulator.empty, count: larger - capacity)
    slots.deallocate()
    slots = grown
    capacity = larger
  }

  /// Asks for what is known of a term.
  @inline(__always)
  func prefetchSlot(_ term: Int) { talks_prefetch(slots + term) }

  /// Asks for the place where the next posting of a term goes.
  @inline(__always)
  func prefetchEnd(_ term: Int) {
    let slot = slots + term
    if let buffer = slot.pointee.buffer { talks_prefetch(buffer + Int(slot.pointee.count)) }
  }

  /// Adds places of a term: the token at `place` − 1 and those that it leads to.
  ///
  /// Rows of a term ascend, as do columns in a row and positions in a column; there is no row 0.
  ///
  /// Nothing foretells how many bytes a distance takes, or whether a row begins with the first column. So
  /// no branch depends on that: everything is written where it would belong, and what is not wanted is
  /// overwritten by what follows.
  mutating func add(_ term: Int, _ tokens: UnsafePointer<RowToken>, from place: UInt32) {
    let slot = slots + term
    let before = tokens - 1
    var place = place
    var buffer = slot.pointee.buffer ?? enlarge(slot)
    var limit = PostingAccumulator.limit(slot)
    var offset = Int(slot.pointee.count)
    var row = slot.pointee.row
    var sizeOffset = Int(slot.pointee.sizeOffset)
    var column = UInt32(slot.pointee.column)
    var position = slot.pointee.position
    var lastColumn: UInt32 = 0
    while place != 0 {
      let token = before + Int(place)
      place = token.pointee.term
      if offset > limit {
        slot.pointee.count = UInt32(truncatingIfNeeded: offset)
        buffer = enlarge(slot)
        limit = PostingAccumulator.limit(slot)
      }
      let distance = token.pointee.row &- row
      if distance != 0 {
        // Rare: a long list, whose size is still to be written.
        if offset &- sizeOffset > 64 {
          offset = PostingAccumulator.closePositions(buffer, from: sizeOffset, to: offset)
        }
        row = token.pointee.row
        sizeOffset = offset &+ Varint.writeMostlyShort(distance, to: buffer + offset)
        offset = sizeOffset &+ 1
        column = 0
        position = 0
      }
      // The mark of another column, and the column, which is below 64.
      let next = token.pointee.column
      UnsafeMutableRawPointer(buffer + offset).storeBytes(
        of: UInt16(truncatingIfNeeded: 1 | next &<< 8).littleEndian, as: UInt16.self)
      offset &+= column != next ? 2 : 0
      position = column != next ? 0 : position
      column = next
      lastColumn = max(lastColumn, next)
      let step = token.pointee.position &- position
      position = token.pointee.position
      offset &+= Varint.writeMostlyShort(step &+ 2, to: buffer + offset)
      // Right as long as the list is short.
      buffer[sizeOffset] = UInt8(truncatingIfNeeded: (offset &- sizeOffset &- 1) &<< 1)
    }
    slot.pointee.count = UInt32(truncatingIfNeeded: offset)
    slot.pointee.row = row
    slot.pointee.sizeOffset = UInt32(truncatingIfNeeded: sizeOffset)
    slot.pointee.column = UInt8(truncatingIfNeeded: column)
    slot.pointee.position = position
    if lastColumn >= keptColumns { slot.pointee.isCut = true }
  }

  /// The most bytes of the buffer of a slot that may be in use before a token is added.
  @inline(__always)
  private static func limit(_ slot: UnsafeMutablePointer<Slot>) -> Int {
    1 &<< Int(slot.pointee.size) &- room
  }

  /// Writes the size of the position list that begins behind `place`, unless it is short and stands
  /// there already, and returns the end of the list.
  ///
  /// Needs eight bytes of room.
  @inline(__always)
  private static func closePositions(
    _ buffer: UnsafeMutablePointer<UInt8>, from place: Int, to end: Int
  ) -> Int {
    let length = end - place - 1
    return length < 64 ? end : closeLongPositions(buffer, place, length)
  }

  @inline(never)
  private static func closeLongPositions(
    _ buffer: UnsafeMutablePointer<UInt8>, _ place: Int, _ length: Int
  ) -> Int {
    let digits = Varint.bytes(of: UInt64(length) << 1)
    (buffer + place + digits.count).update(from: buffer + place + 1, count: length)
    for (index, digit) in digits.enumerated() { buffer[place + index] = digit }
    return place + digits.count + length
  }

  @inline(never)
  private mutating func enlarge(
    _ slot: UnsafeMutablePointer<Slot>
  ) -> UnsafeMutablePointer<UInt8> {
    guard let old = slot.pointee.buffer else {
      let buffer = arena.allocate(size: 5)
      slot.pointee.buffer = buffer
      slot.pointee.size = 5
      return buffer
    }
    let size = Int(slot.pointee.size)
    let buffer = arena.allocate(size: size + 1)
    buffer.update(from: old, count: Int(slot.pointee.count))
    arena.recycle(old, size: size)
    slot.pointee.buffer = buffer
    slot.pointee.size = UInt8(size + 1)
    return buffer
  }

  /// Whether some positions of a term are in columns that a derived table lacks.
  func isCut(_ term: Int) -> Bool { slots[term].isCut }

  /// The doclist of a term, whole; empty if it has none.
  ///
  /// To be called once a term, before `removeAll`; terms without postings need no room before.
  mutating func finishedDoclist(_ term: Int) -> UnsafeBufferPointer<UInt8> {
    guard term < capacity else { return UnsafeBufferPointer(start: nil, count: 0) }
    let slot = slots + term
    guard slot.pointee.count > 0, var buffer = slot.pointee.buffer else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    // Most are whole, so that nothing of them need be looked at.
    if slot.pointee.count &- slot.pointee.sizeOffset <= 64 {
      return UnsafeBufferPointer(start: buffer, count: Int(slot.pointee.count))
    }
    if Int(slot.pointee.count) + 8 > 1 << Int(slot.pointee.size) { buffer = enlarge(slot) }
    let end = PostingAccumulator.closePositions(
      buffer, from: Int(slot.pointee.sizeOffset), to: Int(slot.pointee.count))
    return UnsafeBufferPointer(start: buffer, count: end)
  }

  /// Forgets every doclist, not the terms; ``reserve(_:)`` is due before others are added or asked for.
  mutating func removeAll(terms: Int) {
    arena.removeAll()
    // Most builds end here.
    forgotten = terms
  }
}
