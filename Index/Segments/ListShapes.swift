/// Numbers for the frequencies of short position lists, by what such a list looks like.
///
/// The shape of a position list of up to eight bytes says which of its bytes end a position, which are
/// marks of a column, and which column that is; it leaves out the positions. Lists of one shape are all
/// sound or all damaged, and have the same frequencies, so these need be worked out once: a few hundred
/// shapes make up nearly all lists.
///
/// Invariant: `entries` has `count` entries, all initialised.
struct ListShapes: ~Copyable {
  private static let count = 1 << 11

  private let entries: UnsafeMutablePointer<(shape: UInt64, code: UInt16)>

  /// None yet.
  init() {
    entries = .allocate(capacity: ListShapes.count)
    // No list has the shape 1: its last byte ends a position.
    entries.initialize(repeating: (1, 0), count: ListShapes.count)
  }

  deinit { entries.deallocate() }

  /// The shape of a list, of which eight bytes can be read; 0 if it has more, or none.
  @inline(__always)
  static func shape(_ list: UnsafeRawPointer, _ length: Int) -> UInt64 {
    guard UInt(bitPattern: length &- 1) < 8 else { return 0 }
    let whole = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length)
    // Bytes behind the list end nothing, and begin nothing.
    let word = list.loadUnaligned(as: UInt64.self).littleEndian | EightBytes.tops & ~whole
    let ends = ~word & EightBytes.tops
    let ones = EightBytes.ones(in: word) & (ends << 8 | 0x80)
    // Behind a mark stands a column, which may be 1, too.
    let kept = ones | (ones & ~(ones << 8)) << 8
    return word & (kept &- kept >> 7) | ends | EightBytes.lows & ~whole
  }

  /// The numbers as loops see them; they change as others are kept.
  ///
  /// Invariant: the shapes outlive it.
  struct Lookup {
    fileprivate let entries: UnsafePointer<(shape: UInt64, code: UInt16)>

    /// The number of the frequencies of lists of that shape, if it is known.
    @inline(__always)
    func find(_ shape: UInt64) -> UInt16? {
      let entry = entries + ListShapes.place(shape)
      return entry.pointee.shape == shape ? entry.pointee.code : nil
    }
  }

  /// The numbers as loops see them.
  var lookup: Lookup { Lookup(entries: UnsafePointer(entries)) }

  /// Keeps the number of the frequencies of a sound list; of longer lists there are too many.
  func insert(_ code: UInt16, _ shape: UInt64) {
    if shape != 0 { entries[ListShapes.place(shape)] = (shape, code) }
  }

  @inline(__always)
  fileprivate static func place(_ shape: UInt64) -> Int {
    Int(truncatingIfNeeded: (shape &* 0x9E37_79B9_7F4A_7C15) >> 53)
  }
}

/// Eight bytes at a time.
enum EightBytes {
  /// The highest bit of each byte.
  static let tops: UInt64 = 0x8080_8080_8080_8080
  /// The lowest bit of each byte.
  static let lows: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of each byte that is 1.
  @inline(__always)
  static func ones(in word: UInt64) -> UInt64 {
    let differing = word ^ lows
    return ~((differing & ~tops) &+ ~tops | differing | ~tops)
  }
}
