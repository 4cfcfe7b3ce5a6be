import FTS5Segments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers of the names of one kind during a first build: from spellings to rows.
///
/// Spellings stand one behind the other in one piece of memory, each with what is known of it before its
/// bytes, so that finding one takes two places in memory: that in a table of hashes, seeded anew in each
/// process, and its own. Spellings are compared byte by byte.
///
/// What changes is not checked for other accesses at the same time, which costs as much as the work of
/// a row: nothing that is called meanwhile comes back here.
///
/// Invariant: `memory` has `capacity` bytes, of which `end` are in use; a spelling is at a multiple of 16, has
/// `Spelling` first and then as many bytes as that says. `table` has `mask` + 1 places, of which some are 0.
final class NameNumbers {
  /// What is known of a spelling.
  struct Entry {
    /// Row of the name.
    var id: Int64
    /// Whether the name was first written otherwise.
    var differs: Bool
  }

  private struct Spelling {
    /// The row, times two, and whether the name was first written otherwise.
    var entry: Int64
    var count: Int
  }

  private static let alignment = 16
  private static let header = MemoryLayout<Spelling>.stride

  @exclusivity(unchecked) private var memory: UnsafeMutableRawPointer
  @exclusivity(unchecked) private var capacity = 1 << 14
  @exclusivity(unchecked) private var end = 0
  /// For each spelling the upper half of its hash, and below that its place in units of the alignment + 1.
  ///
  /// 0 where there is none; twice as many as there are spellings, or more.
  @exclusivity(unchecked) private var table: UnsafeMutablePointer<UInt64>
  /// Places of the table, a power of two, less one.
  @exclusivity(unchecked) private var mask = 1 << 10 - 1
  @exclusivity(unchecked) private var spellings = 0
  /// Places of each name as first written and of its key, by row from 1.
  @exclusivity(unchecked) private var names: [(name: Int, key: Int)] = []
  private let hashing = ByteHash()

  init() {
    table = NameNumbers.emptyTable(mask + 1)
    memory = .allocate(byteCount: capacity, alignment: NameNumbers.alignment)
  }

  deinit {
    memory.deallocate()
    table.deallocate()
  }

  private static func emptyTable(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let table = LargeMemory.allocate(UInt64.self, count: count)
    table.initialize(repeating: 0, count: count)
    return table
  }

  /// Rows given so far.
  var count: Int { names.count }

  /// The row of a name, a new one if need be; `key` gives the key under which spellings are one.
  func number(of name: UnsafeRawBufferPointer, key: (String) -> String) -> Entry {
    if let known = find(name) { return entry(at: known) }
    let folded = key(String(decoding: name, as: UTF8.self))
    if let known = folded.withBytes({ find(UnsafeRawBufferPointer($0)) }) {
      let entry = Entry(id: entry(at: known).id, differs: true)
      _ = add(name, entry)
      return entry
    }
    let entry = Entry(id: Int64(names.count + 1), differs: false)
    let place = add(name, entry)
    let isOwnKey = folded.utf8.elementsEqual(name)
    let ownKey = Entry(id: entry.id, differs: true)
    names.append(
      (place, isOwnKey ? place : folded.withBytes { add(UnsafeRawBufferPointer($0), ownKey) }))
    return entry
  }

  /// Calls `body` with each name as first written and its key, by row.
  func forEach(
    _ body: (_ id: Int64, _ name: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer)
      throws(TalkIndexError) -> Void
  ) throws(TalkIndexError) {
    for (index, place) in names.enumerated() {
      try body(Int64(index + 1), bytes(at: place.name), bytes(at: place.key))
    }
  }

  // MARK: Spellings

  @inline(__always)
  private func spelling(at place: Int) -> Spelling {
    (memory + place).load(as: Spelling.self)
  }

  private func entry(at place: Int) -> Entry {
    let entry = spelling(at: place).entry
    return Entry(id: entry >> 1, differs: entry & 1 == 1)
  }

  private func bytes(at place: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: memory + place + NameNumbers.header, count: spelling(at: place).count)
  }

  private func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    guard let start = name.baseAddress else { return 0 }
    return hashing.hash(start.assumingMemoryBound(to: UInt8.self), count: name.count)
  }

  private func find(_ name: UnsafeRawBufferPointer) -> Int? {
    let hash = hash(name)
    var slot = Int(hash >> 32) & mask
    while table[slot] != 0 {
      if (table[slot] ^ hash) >> 32 == 0 {
        let place = NameNumbers.place(table[slot])
        if isSame(bytes(at: place), name) { return place }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    guard one.count == other.count else { return false }
    guard let left = one.baseAddress, let right = other.baseAddress else { return true }
    return memcmp(left, right, one.count) == 0
  }

  /// Adds a spelling that is not known and returns its place.
  private func add(_ name: UnsafeRawBufferPointer, _ entry: Entry) -> Int {
    let place = end
    let size = NameNumbers.header + name.count
    end += (size + NameNumbers.alignment - 1) / NameNumbers.alignment * NameNumbers.alignment
    if end > capacity { grow(keeping: place) }
    (memory + place).storeBytes(
      of: Spelling(entry: entry.id << 1 | (entry.differs ? 1 : 0), count: name.count),
      as: Spelling.self)
    UnsafeMutableRawBufferPointer(start: memory + place + NameNumbers.header, count: name.count)
      .copyMemory(from: name)
    spellings += 1
    if spellings * 2 > mask { growTable() }
    enter(hash(name) & ~0xFFFF_FFFF | UInt64(place / NameNumbers.alignment + 1))
    return place
  }

  private func grow(keeping used: Int) {
    capacity = max(capacity * 2, end)
    let larger = UnsafeMutableRawPointer.allocate(
      byteCount: capacity, alignment: NameNumbers.alignment)
    larger.copyMemory(from: memory, byteCount: used)
    memory.deallocate()
    memory = larger
  }

  private func growTable() {
    let old = table
    let oldCount = mask + 1
    mask = mask * 2 + 1
    table = NameNumbers.emptyTable(mask + 1)
    for place in 0..<oldCount where old[place] != 0 { enter(old[place]) }
    old.deallocate()
  }

  private func enter(_ known: UInt64) {
    var slot = Int(known >> 32) & mask
    while table[slot] != 0 { slot = (slot + 1) & mask }
    table[slot] = known
  }

  private static func place(_ known: UInt64) -> Int {
    (Int(known & 0xFFFF_FFFF) - 1) * alignment
  }
}
