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
    if count <= Bytes.mostMasked {
      var rest = inWords
      while rest != 0 {
        let first = rest.trailingZeroBitCount
        let length = (~(rest &>> UInt64(first))).trailingZeroBitCount
        let start = startIndex &+ first
        result.append(self[start..<(start &+ length)])
        // The carry passes through the bits of the word.
        rest &= rest &+ (1 &<< UInt64(first))
      }
      return result.finish()
    }
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
    let head = prefix(Bytes.mostMasked)
    let mask = head.inWords
    if mask != 0 {
      let first = mask.trailingZeroBitCount
      let end = first &+ (~(mask &>> UInt64(first))).trailingZeroBitCount
      if end < Bytes.mostMasked || count == end {
        return self[(startIndex &+ first)..<(startIndex &+ end)]
      }
    } else if head.count == count {
      return []
    }
    guard let start = firstIndex(where: { !Ascii.isBlank($0) }) else { return [] }
    let rest = self[start...]
    return rest[..<(rest.firstIndex(where: Ascii.isBlank) ?? rest.endIndex)]
  }

  /// The last word, empty where there is none.
  var lastWord: Bytes {
    if count <= Bytes.mostMasked {
      let mask = inWords
      if mask == 0 { return [] }
      let end = Bytes.mostMasked &- mask.leadingZeroBitCount
      let length = (~(mask &<< UInt64(Bytes.mostMasked &- end))).leadingZeroBitCount
      return self[(startIndex &+ end &- length)..<(startIndex &+ end)]
    }
    guard let last = lastIndex(where: { !Ascii.isBlank($0) }) else { return [] }
    let rest = self[...last]
    return rest[(rest.lastIndex(where: Ascii.isBlank).map { $0 + 1 } ?? rest.startIndex)...]
  }
}
