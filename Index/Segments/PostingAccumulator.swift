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
    /// Where the size of the position list at hand goes: one byte is kept free for it.
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
  /// Bytes that one posting can take at most (14), and the most that a size can be longer.
  private static let room = 20

  private(set) var slots: UnsafeMutablePointer<Slot>
  private var capacity = 1 << 12
  private var arena = PostingArena()
  /// Columns, from the first, that a derived table has.
  private let keptColumns: UInt8

  init(keptColumns: Int) {
    self.keptColumns = UInt8(clamping: keptColumns)
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
    if count > capacity { grow(count) }
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

  /// Touches the place where the next posting of a term goes.
  @inline(__always)
  func touch(_ term: Int) -> UInt8 {
    let slot = slots[term]
    guard let buffer = slot.buffer else { return 0 }
    return buffer[Int(slot.count)]
  }

  /// Adds a place of a term.
  ///
  /// Rows of a term ascend, as do columns in a row and positions in a column.
  @inline(__always)
  mutating func add(_ term: Int, row: UInt32, column: UInt8, position: UInt32) {
    let slot = slots + term
    var buffer: UnsafeMutablePointer<UInt8>
    if let current = slot.pointee.buffer,
      Int(slot.pointee.count) + PostingAccumulator.room <= 1 << Int(slot.pointee.size)
    {
      buffer = current
    } else {
      buffer = enlarge(slot)
    }
    var offset = Int(slot.pointee.count)
    if slot.pointee.row != row || offset == 0 {
      if offset > 0 { offset = PostingAccumulator.closePositions(slot, buffer) }
      offset += Varint.write(UInt64(row &- slot.pointee.row), to: buffer + offset)
      slot.pointee.sizeOffset = UInt32(truncatingIfNeeded: offset)
      offset += 1
      slot.pointee.row = row
      slot.pointee.column = 0
      slot.pointee.position = 0
    }
    if slot.pointee.column != column {
      buffer[offset] = 1
      offset += 1 + Varint.write(UInt64(column), to: buffer + offset + 1)
      slot.pointee.column = column
      slot.pointee.position = 0
      if column >= keptColumns { slot.pointee.isCut = true }
    }
    offset += Varint.write(
      UInt64(position &- slot.pointee.position) + 2, to: buffer + offset)
    slot.pointee.position = position
    slot.pointee.count = UInt32(truncatingIfNeeded: offset)
  }

  /// Writes the size of the position list at hand and returns the end of the doclist.
  ///
  /// Needs eight bytes of room.
  @inline(__always)
  private static func closePositions(
    _ slot: UnsafeMutablePointer<Slot>, _ buffer: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let place = Int(slot.pointee.sizeOffset)
    let end = Int(slot.pointee.count)
    let length = end - place - 1
    if length < 64 {
      buffer[place] = UInt8(truncatingIfNeeded: length << 1)
      return end
    }
    return closeLongPositions(slot, buffer, length)
  }

  @inline(never)
  private static func closeLongPositions(
    _ slot: UnsafeMutablePointer<Slot>, _ buffer: UnsafeMutablePointer<UInt8>, _ length: Int
  ) -> Int {
    let place = Int(slot.pointee.sizeOffset)
    let digits = Varint.bytes(of: UInt64(length) << 1)
    (buffer + place + digits.count).update(from: buffer + place + 1, count: length)
    for (index, digit) in digits.enumerated() { buffer[place + index] = digit }
    let end = place + digits.count + length
    slot.pointee.count = UInt32(truncatingIfNeeded: end)
    return end
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
    if Int(slot.pointee.count) + 8 > 1 << Int(slot.pointee.size) { buffer = enlarge(slot) }
    let end = PostingAccumulator.closePositions(slot, buffer)
    return UnsafeBufferPointer(start: buffer, count: end)
  }

  /// Forgets every doclist, not the terms.
  mutating func removeAll(terms: Int) {
    arena.removeAll()
    slots.update(repeating: PostingAccumulator.empty, count: min(terms, capacity))
  }
}
