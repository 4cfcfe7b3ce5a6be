/// The memory for the words of a text and a copy of the text, in one piece with room for the longest one, so
/// that the loops over them need one register to know where all of it is.
///
/// The memory belongs to this value alone (it cannot be copied). What no text needed so far is not
/// initialised, and lies outside the views that are checked.
struct WordMemory: ~Copyable {
  /// Words of the longest text at most, each of which has a byte and one that is no part of it, and two.
  static let words = words(ofBytes: TextBytes.longest)

  private static func words(ofBytes count: Int) -> Int { count / 2 + 2 }
  /// Room for one more and to read four from the last one on.
  private static let places = words + 8
  /// Integers of the edges, of 64 bytes each, and one.
  private static let blocks = TextBytes.longest / 64 + 3

  /// Of this many places, and of all edges, the memory is initialised.
  private var ready = 0
  private let start: UnsafeMutableRawPointer

  // In this order each part is aligned as its elements have to be.
  private static let edgesPart = places * MemoryLayout<TextWord>.stride
  private static let marksPart = edgesPart + blocks * MemoryLayout<UInt64>.stride
  private static let runsPart = marksPart + places * MemoryLayout<UInt16>.stride
  private static let textPart = runsPart + places * MemoryLayout<UInt16>.stride
  private static let size = textPart + TextBytes.longest + TextBytes.padding

  init() {
    start = .allocate(byteCount: Self.size, alignment: 16)
    part(Self.edgesPart).initialize(repeating: 0 as UInt64, count: Self.blocks)
  }

  deinit { start.deallocate() }

  /// Takes a copy of a text, and sees to it that there is room for its words.
  mutating func prepare(for text: borrowing TextBytes) {
    let count = text.count
    precondition(count <= TextBytes.longest)
    text.bytes.withBytes(0..<count + TextBytes.padding) { bytes in
      (start + Self.textPart).copyMemory(
        from: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped), byteCount: bytes.count)
    }
    guard ready < Self.words(ofBytes: count) + 8 else { return }
    ready = Self.words(ofBytes: min(count * 2, TextBytes.longest)) + 8
    part(0).initialize(repeating: TextWord.none, count: ready)
    for offset in [Self.marksPart, Self.runsPart] {
      part(offset).initialize(repeating: UInt16(0), count: ready)
    }
  }

  /// The words.
  @inline(__always) var list: BufferView<TextWord> { BufferView(start: part(0), capacity: ready) }
  /// What is known of the words.
  @inline(__always) var marks: BufferView<UInt16> {
    BufferView(start: part(Self.marksPart), capacity: ready)
  }
  /// Which word each run begins with.
  @inline(__always) var runs: BufferView<UInt16> {
    BufferView(start: part(Self.runsPart), capacity: ready)
  }
  /// Where runs of letters begin and end.
  @inline(__always) var edges: BufferView<UInt64> {
    BufferView(start: part(Self.edgesPart), capacity: Self.blocks)
  }

  @inline(__always) private func part<T>(_ offset: Int) -> UnsafeMutablePointer<T> {
    (start + offset).assumingMemoryBound(to: T.self)
  }

  /// The same for a loop that knows that its indices lie inside.
  @inline(__always) var unchecked: Unchecked { Unchecked(start: start) }

  /// All parts, unchecked, from one address.
  struct Unchecked {
    fileprivate let start: UnsafeMutableRawPointer

    @inline(__always) var list: UncheckedView<TextWord> { part(0) }
    @inline(__always) var edges: UncheckedView<UInt64> { part(WordMemory.edgesPart) }
    /// The text, with what stands before and behind it.
    @inline(__always) var text: UncheckedView<UInt8> { part(WordMemory.textPart) }
    @inline(__always) var marks: UncheckedView<UInt16> { part(WordMemory.marksPart) }
    @inline(__always) var runs: UncheckedView<UInt16> { part(WordMemory.runsPart) }

    @inline(__always) private func part<T>(_ offset: Int) -> UncheckedView<T> {
      UncheckedView(start: (start + offset).assumingMemoryBound(to: T.self))
    }
  }
}
