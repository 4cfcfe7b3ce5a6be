/// Where the text lies that rules read and make while one calendar is extracted.
///
/// A calendar gives some hundred thousand small texts: names without titles, lines joined again,
/// words cut out of words. To count references to each, and to allocate and free each by itself, took
/// most of the time of an extraction. Here a text is an address in a few large blocks, freed together.
///
/// What makes that sound: ``Bytes`` never leave the extraction that made the arena (talks hold
/// `String`s), and what an event needs is forgotten (``reset(to:)``) only after its talk is made.
///
/// A pointer, not a class, since counting references to the arena would again cost what it saves.
struct TextArena {
  private static let blockSize = 256 << 10

  private struct State {
    var blocks: [UnsafeMutableRawBufferPointer]
    /// First free byte of the last block.
    var next: UnsafeMutableRawPointer
    /// End of the last block.
    var end: UnsafeMutableRawPointer
  }

  private let state: UnsafeMutablePointer<State>

  /// An arena without text, which stays until ``free()``.
  init() {
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: TextArena.blockSize / 4, alignment: 16)
    let start = block.baseAddress.unsafelyUnwrapped
    state = .allocate(capacity: 1)
    state.initialize(to: State(blocks: [block], next: start, end: start + block.count))
  }

  /// Frees all text of the arena.
  func free() {
    for block in state.pointee.blocks { block.deallocate() }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Calls `body` with an arena that is freed afterwards.
  static func with<R>(_ body: (TextArena) throws -> R) rethrows -> R {
    let arena = TextArena()
    defer { arena.free() }
    return try body(arena)
  }

  /// How far an arena is filled.
  struct Mark {
    fileprivate var blocks: Int
    fileprivate var next: UnsafeMutableRawPointer
  }

  /// How far the arena is filled now.
  var mark: Mark { Mark(blocks: state.pointee.blocks.count, next: state.pointee.next) }

  /// Forgets every text made since `mark`.
  func reset(to mark: Mark) {
    while state.pointee.blocks.count > mark.blocks {
      state.pointee.blocks.removeLast().deallocate()
      let last = state.pointee.blocks[state.pointee.blocks.count - 1]
      state.pointee.end = last.baseAddress.unsafelyUnwrapped + last.count
    }
    state.pointee.next = mark.next
  }

  /// Room for `byteCount` bytes, aligned to 8.
  @inline(__always)
  func reserve(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let needed = (byteCount + 7) & ~7
    if needed > state.pointee.end - state.pointee.next { addBlock(for: needed) }
    let start = state.pointee.next
    state.pointee.next = start + needed
    return start
  }

  /// Gives back what of a reservation up to `limit` lies from `end` on, if nothing was reserved
  /// since.
  @inline(__always)
  func release(from end: UnsafeMutableRawPointer, reservedTo limit: UnsafeMutableRawPointer) {
    guard limit.alignedUp(toMultipleOf: 8) == state.pointee.next else { return }
    state.pointee.next = end.alignedUp(toMultipleOf: 8)
  }

  @inline(never)
  private func addBlock(for byteCount: Int) {
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(byteCount, TextArena.blockSize), alignment: 16)
    state.pointee.blocks.append(block)
    state.pointee.next = block.baseAddress.unsafelyUnwrapped
    state.pointee.end = state.pointee.next + block.count
  }

  /// A copy of `bytes`.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> Bytes {
    guard !bytes.isEmpty else { return [] }
    var writer = TextWriter(in: self, capacity: bytes.count)
    writer.append(bytes)
    return writer.finish()
  }

  /// The text that `write` puts into the room it asks for, once; it returns how many bytes it wrote.
  func text(
    writtenBy write: (_ room: (Int) -> UnsafeMutableBufferPointer<UInt8>) -> Int
  ) -> Bytes {
    var room = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    let count = write { byteCount in
      room = TextWriter.begin(in: self, capacity: byteCount)
      return room
    }
    guard let start = room.baseAddress, count > 0 else { return [] }
    precondition(count <= room.count)
    release(from: start + count, reservedTo: start + room.count)
    return Bytes(base: start, from: 0, to: count)
  }

  /// A copy of `text`.
  func text(_ text: String) -> Bytes {
    var text = text
    return text.withUTF8 { self.text($0) }
  }

  /// A copy of `literal`.
  func text(_ literal: StaticString) -> Bytes { literal.withUTF8Buffer { text($0) } }
}

/// A text in the making, in an arena.
///
/// The address of the arena stands in the eight bytes before each text, so that from any ``Bytes``
/// another text can be made beside it.
struct TextWriter {
  private let arena: TextArena
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes written.
  private(set) var count = 0

  /// Begins a text of about `capacity` bytes; more may be written.
  init(in arena: TextArena, capacity: Int) {
    self.arena = arena
    self.capacity = capacity
    start = TextWriter.begin(in: arena, capacity: capacity).baseAddress.unsafelyUnwrapped
  }

  /// Begins a text in the arena of `text`, which must not be empty.
  init(beside text: Bytes, capacity: Int) {
    precondition(!text.isEmpty)
    self.init(in: text.arena, capacity: capacity)
  }

  /// Room for a text of `capacity` bytes, the address of the arena before it.
  fileprivate static func begin(
    in arena: TextArena, capacity: Int
  ) -> UnsafeMutableBufferPointer<UInt8> {
    let header = arena.reserve(Bytes.headerSize + capacity)
    header.storeBytes(of: arena, as: TextArena.self)
    return UnsafeMutableBufferPointer(
      start: (header + Bytes.headerSize).assumingMemoryBound(to: UInt8.self), count: capacity)
  }

  /// The byte written last.
  var last: UInt8? { count > 0 ? start[count - 1] : nil }

  /// What was written from `offset` on.
  func written(from offset: Int) -> Bytes {
    Bytes(base: start, from: min(offset, count), to: count)
  }

  /// Whether a line feed stands at the end of two bytes or more, and another before it.
  var endsWithBlankLine: Bool {
    count >= 2 && start[count - 1] == Ascii.newline && start[count - 2] == Ascii.newline
  }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count &+= 1
  }

  /// Appends `bytes`.
  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if bytes.count > capacity - count { grow(by: bytes.count) }
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Appends `text`.
  mutating func append(_ text: Bytes) {
    text.withUnsafeBufferPointer { append($0) }
  }

  /// Appends `literal`.
  mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { append($0) }
  }

  /// Appends `scalar` in UTF-8.
  mutating func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  /// Takes back the byte written last.
  mutating func removeLast() {
    if count > 0 { count -= 1 }
  }

  /// The text; nothing may be written after.
  func finish() -> Bytes {
    arena.release(from: start + count, reservedTo: start + capacity)
    return Bytes(base: start, from: 0, to: count)
  }

  @inline(never)
  private mutating func grow(by needed: Int) {
    capacity = max(2 * capacity, count + needed, 64)
    let moved = TextWriter.begin(in: arena, capacity: capacity).baseAddress.unsafelyUnwrapped
    moved.update(from: start, count: count)
    start = moved
  }
}
