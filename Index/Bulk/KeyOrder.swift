import FTS5Segments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts entries in the order of their keys, as `memcmp` has it, a beginning before what continues it.
///
/// Eight bytes of each key at a time stand in the entries themselves, so that most comparisons need
/// not look at the key: all entries are put in order by the first eight, those that are equal by the
/// next eight, and so on.
struct KeyOrder {
  /// A key that lies elsewhere; laid out as what is sorted by dealing out.
  struct Entry {
    /// Eight bytes of the key, the first one highest; zeros behind its end.
    var head: UInt64
    /// Where it lies, times 16, and how many bytes of it are left from these eight on, 9 for more.
    var place: UInt64

    /// An entry for the key at `offset`, from its beginning.
    @inline(__always)
    init(_ key: UnsafeRawBufferPointer, offset: Int) {
      place = UInt64(offset) << 4
      head = 0
      load(key, from: 0)
    }

    /// Where the key lies.
    var offset: Int { Int(place >> 4) }

    /// Whether bytes of the key come behind these eight.
    var hasMore: Bool { place & 15 > 8 }

    /// Takes eight bytes of the key up from `depth` on, where it does not end before.
    @inline(__always)
    mutating func load(_ key: UnsafeRawBufferPointer, from depth: Int) {
      let left = key.count - depth
      place = place & ~15 | UInt64(min(left, 9))
      if left >= 8 {
        head = UInt64(bigEndian: key.loadUnaligned(fromByteOffset: depth, as: UInt64.self))
      } else {
        head = 0
        for index in 0..<left { head |= UInt64(key[depth + index]) << UInt64(56 - 8 * index) }
      }
    }

    /// Keys that are equal so far stand in the order in which they came.
    @inline(__always)
    static func < (a: Entry, b: Entry) -> Bool {
      a.head != b.head
        ? a.head < b.head
        : a.place & 15 != b.place & 15 ? a.place & 15 < b.place & 15 : a.place < b.place
    }
  }

  /// Entries from which they are dealt out byte by byte instead of being compared.
  private static let fewest = 2048
  /// Beyond so many equal bytes keys are compared whole, so that the stack stays flat.
  private static let deepest = 128

  /// The bytes of the key at an offset.
  let key: (Int) -> UnsafeRawBufferPointer

  /// Sorts entries that were added in the order of their offsets.
  func sort(_ entries: inout [Entry]) {
    entries.withUnsafeMutableBufferPointer { sort($0, depth: 0) }
  }

  private func sort(_ all: UnsafeMutableBufferPointer<Entry>, depth: Int) {
    var entries = all
    if depth >= KeyOrder.deepest {
      return entries.sort { a, b in
        let order = KeyOrder.compare(key(a.offset), key(b.offset))
        return order == 0 ? a.offset < b.offset : order < 0
      }
    }
    if depth > 0 {
      for index in entries.indices { entries[index].load(key(entries[index].offset), from: depth) }
    }
    if entries.count < KeyOrder.fewest {
      entries.sort { $0 < $1 }
    } else {
      KeyOrder.deal(entries)
    }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].head == entries[start].head,
        entries[end].place & 15 == entries[start].place & 15
      { end += 1 }
      if end - start > 1, entries[start].hasMore {
        sort(UnsafeMutableBufferPointer(rebasing: entries[start..<end]), depth: depth + 8)
      }
      start = end
    }
  }

  /// Deals entries out: by the number of bytes left, then by the eight bytes from the last to the first.
  private static func deal(_ entries: UnsafeMutableBufferPointer<Entry>) {
    entries.withMemoryRebound(to: RadixSort.Entry.self) { RadixSort.sort($0, then: 15) }
  }

  /// Negative, zero or positive as `memcmp`, a beginning before what continues it.
  static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    if let left = a.baseAddress, let right = b.baseAddress {
      let order = memcmp(left, right, min(a.count, b.count))
      if order != 0 { return Int(order) }
    }
    return a.count - b.count
  }
}
