import Prefetching

/// The doclists of a build, term by term, as FTS5 writes them.
///
/// A short doclist lies in one buffer, which doubles. A longer one goes on in further ones, each about a
/// sixth of what is there: so nothing long is copied, and little memory is asked for that stays empty;
/// memory that is new to the process costs more than what is done with it.
///
/// Invariant: `slots` has room for `capacity` terms, all initialised; the buffer of a slot has
/// 2^`size` bytes of the arena, of which `count` are in use. If `before` is not 0, it begins with a
/// ``Link`` to the buffer before it; the position list at hand is always in one buffer.
struct PostingAccumulator {
  /// What a buffer begins with that continues another: which, and where what counts in that one begins
  /// and ends.
  struct Link {
    var buffer: UnsafeMutablePointer<UInt8>
    var start: UInt32
    var end: UInt32
  }

  struct Slot {
    /// The last buffer.
    var buffer: UnsafeMutablePointer<UInt8>?
    /// Bytes of it in use.
    var count: UInt32
    /// Bytes of the doclist in the buffers before.
    var before: UInt32
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
    Slot(buffer: nil, count: 0, before: 0, row: 0, sizeOffset: 0, position: 0, column: 0, size: 0)
  }
  /// Bytes that one posting can take at most (14), the most that a size can be longer, and one that
  /// is written without belonging to it.
  private static let room = 20
  /// A buffer of 2¹⁰ bytes is doubled no more.
  private static let largestDoubled = 10
  /// Sizes of buffers that continue another, unless a row needs more.
  private static let continuations = 8...16

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
        slot.pointee.sizeOffset = UInt32(truncatingIfNeeded: sizeOffset)
        buffer = enlarge(slot)
        limit = PostingAccumulator.limit(slot)
        offset = Int(slot.pointee.count)
        sizeOffset = Int(slot.pointee.sizeOffset)
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

  // MARK: - Buffers

  /// Makes room behind a doclist, and returns the buffer in which it goes on.
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
    guard size < PostingAccumulator.largestDoubled else { return continued(slot, old) }
    let buffer = arena.allocate(size: size + 1)
    buffer.update(from: old, count: Int(slot.pointee.count))
    arena.recycle(old, size: size)
    slot.pointee.buffer = buffer
    slot.pointee.size = UInt8(size + 1)
    return buffer
  }

  /// Goes on in another buffer, with the position list at hand, whose size is still to be written.
  private mutating func continued(
    _ slot: UnsafeMutablePointer<Slot>, _ old: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let header = MemoryLayout<Link>.size
    let (start, end) = (PostingAccumulator.start(slot), Int(slot.pointee.sizeOffset))
    let moved = Int(slot.pointee.count) - end
    // A list that fills a buffer by itself gets twice the room.
    let needed = 2 * (header + moved + PostingAccumulator.room)
    let size = max(
      PostingAccumulator.continuation(of: PostingAccumulator.byteCount(slot)),
      Int.bitWidth - (needed - 1).leadingZeroBitCount)
    let buffer = arena.allocate(size: size)
    let place = UnsafeMutableRawPointer(buffer)
    if start == end {
      // Nothing is left in the old one, which continues another: a first one has a row at least.
      place.copyMemory(from: old, byteCount: header)
    } else {
      let link = Link(
        buffer: old, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end))
      place.storeBytes(of: link, as: Link.self)
      slot.pointee.before &+= UInt32(truncatingIfNeeded: end - start)
    }
    (buffer + header).update(from: old + end, count: moved)
    if start == end { arena.recycle(old, size: Int(slot.pointee.size)) }
    slot.pointee.buffer = buffer
    slot.pointee.size = UInt8(size)
    slot.pointee.count = UInt32(truncatingIfNeeded: header + moved)
    slot.pointee.sizeOffset = UInt32(truncatingIfNeeded: header)
    return buffer
  }

  /// The size of a buffer that continues so many bytes: between an eighth and a quarter of them.
  private static func continuation(of bytes: Int) -> Int {
    let size = Int.bitWidth - 3 - bytes.leadingZeroBitCount
    return min(max(size, continuations.lowerBound), continuations.upperBound)
  }

  /// Where the doclist begins in the last buffer of a slot.
  @inline(__always)
  private static func start(_ slot: UnsafeMutablePointer<Slot>) -> Int {
    slot.pointee.before > 0 ? MemoryLayout<Link>.size : 0
  }

  private static func byteCount(_ slot: UnsafeMutablePointer<Slot>) -> Int {
    Int(slot.pointee.before) + Int(slot.pointee.count) - start(slot)
  }

  // MARK: - Reading

  /// Whether some positions of a term are in columns that a derived table lacks.
  func isCut(_ term: Int) -> Bool { slots[term].isCut }

  /// Writes what is still missing of the doclist of a term, which then is whole.
  ///
  /// To be called once a term, before `removeAll`, when there is room for it.
  mutating func finish(_ term: Int) {
    let slot = slots + term
    // Most are whole, so that nothing of them need be looked at.
    guard slot.pointee.count &- slot.pointee.sizeOffset > 64, var buffer = slot.pointee.buffer
    else { return }
    if Int(slot.pointee.count) + 8 > 1 << Int(slot.pointee.size) { buffer = enlarge(slot) }
    let end = PostingAccumulator.closePositions(
      buffer, from: Int(slot.pointee.sizeOffset), to: Int(slot.pointee.count))
    slot.pointee.count = UInt32(truncatingIfNeeded: end)
  }

  /// A byte of the last buffer of a term, for whoever wants it in the caches.
  func someByte(of term: Int) -> UInt8 { slots[term].buffer?.pointee ?? 0 }

  /// Bytes of the doclist of a term that is finished.
  func byteCount(of term: Int) -> Int { PostingAccumulator.byteCount(slots + term) }

  /// The doclist of a term that is finished, empty if it has none: where it is, if that is one place,
  /// otherwise put together at `place`, which has room for all its bytes.
  func doclist(
    of term: Int, at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let slot = slots + term
    guard slot.pointee.before > 0, let last = slot.pointee.buffer else {
      return UnsafeBufferPointer(start: slot.pointee.buffer, count: Int(slot.pointee.count))
    }
    let count = PostingAccumulator.byteCount(slot)
    var end = place + count
    var part = Link(
      buffer: last, start: UInt32(MemoryLayout<Link>.size), end: slot.pointee.count)
    while true {
      let length = Int(part.end - part.start)
      end -= length
      end.update(from: part.buffer + Int(part.start), count: length)
      if end == place { return UnsafeBufferPointer(start: place, count: count) }
      part = UnsafeRawPointer(part.buffer).load(as: Link.self)
    }
  }

  /// Forgets every doclist, not the terms; ``reserve(_:)`` is due before others are added or asked for.
  mutating func removeAll(terms: Int) {
    arena.removeAll()
    // Most builds end here.
    forgotten = terms
  }
}
