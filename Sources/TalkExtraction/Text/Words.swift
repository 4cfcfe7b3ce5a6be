/// The words of a text, in order.
///
/// As ``Bytes`` it owns nothing and lies in the arena of the text it was cut from.
struct Words: RandomAccessCollection {
  private let base: UnsafePointer<Bytes>
  let startIndex: Int
  let endIndex: Int

  fileprivate init(base: UnsafePointer<Bytes>, from start: Int, to end: Int) {
    self.base = base
    startIndex = start
    endIndex = end
  }

  @inline(__always)
  subscript(position: Int) -> Bytes {
    precondition(position >= startIndex && position < endIndex)
    return base[position]
  }

  subscript(bounds: Range<Int>) -> Words {
    precondition(bounds.lowerBound >= startIndex && bounds.upperBound <= endIndex)
    return Words(base: base, from: bounds.lowerBound, to: bounds.upperBound)
  }
}

extension Words: ExpressibleByArrayLiteral {
  /// `[]`: no word.
  init(arrayLiteral: Never...) {
    // An address that is never read, since no index lies inside.
    self.init(
      base: UnsafePointer(bitPattern: MemoryLayout<Bytes>.alignment).unsafelyUnwrapped,
      from: 0, to: 0)
  }
}

/// Words in the making, at most as many as there is room for.
struct WordList {
  private let arena: TextArena
  private let base: UnsafeMutablePointer<Bytes>
  private let capacity: Int
  private(set) var count = 0

  init(beside text: Bytes, capacity: Int) {
    arena = text.arena
    self.capacity = capacity
    base = arena.reserve(capacity * MemoryLayout<Bytes>.stride).assumingMemoryBound(to: Bytes.self)
  }

  @inline(__always)
  mutating func append(_ word: Bytes) {
    precondition(count < capacity)
    (base + count).initialize(to: word)
    count &+= 1
  }

  func finish() -> Words {
    arena.release(
      from: UnsafeMutableRawPointer(base + count),
      reservedTo: UnsafeMutableRawPointer(base + capacity))
    return Words(base: base, from: 0, to: count)
  }
}

extension Bytes {
  /// Words separated by white space.
  var words: Words {
    guard !isEmpty else { return [] }
    var result = WordList(beside: self, capacity: (count + 1) / 2)
    withUnsafeBufferPointer { bytes in
      var start = 0
      for index in 0..<bytes.count where Ascii.isBlank(bytes[index]) {
        if start < index { result.append(self[(startIndex + start)..<(startIndex + index)]) }
        start = index + 1
      }
      if start < bytes.count { result.append(self[(startIndex + start)...]) }
    }
    return result.finish()
  }

  /// The first word, empty where there is none.
  var firstWord: Bytes {
    guard let start = firstIndex(where: { !Ascii.isBlank($0) }) else { return [] }
    let rest = self[start...]
    return rest[..<(rest.firstIndex(where: Ascii.isBlank) ?? rest.endIndex)]
  }

  /// The last word, empty where there is none.
  var lastWord: Bytes {
    guard let last = lastIndex(where: { !Ascii.isBlank($0) }) else { return [] }
    let rest = self[...last]
    return rest[(rest.lastIndex(where: Ascii.isBlank).map { $0 + 1 } ?? rest.startIndex)...]
  }
}
