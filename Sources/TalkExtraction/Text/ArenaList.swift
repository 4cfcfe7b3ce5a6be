/// A list in the arena of a text, of things that own nothing: it costs no allocation and no counting.
///
/// It has the room that it was made with, which must be enough, unless it is told where to grow. As with
/// ``Words``, its copies share what it holds: one place appends to it or changes it, all others only
/// read.
struct ArenaList<Element: BitwiseCopyable> {
  private let base: UnsafeMutablePointer<Element>
  private let capacity: Int
  private let arena: TextArena?
  private(set) var count = 0

  /// An empty list beside `text`, which must not be empty, with room for `capacity` elements.
  init(beside text: Bytes, capacity: Int) { self.init(in: text.arena, capacity: capacity) }

  /// An empty list in `arena`, with room for `capacity` elements.
  init(in arena: TextArena, capacity: Int) {
    self.arena = arena
    self.capacity = capacity
    base = arena.reserve(capacity * MemoryLayout<Element>.stride)
      .assumingMemoryBound(to: Element.self)
  }

  private init(sharing base: UnsafeMutablePointer<Element>, count: Int, arena: TextArena?) {
    self.base = base
    self.count = count
    self.arena = arena
    // No room: what stands behind belongs to the list that is shared.
    capacity = count
  }

  /// Appends `element`.
  mutating func append(_ element: Element) {
    precondition(count < capacity)
    (base + count).initialize(to: element)
    count &+= 1
  }

  /// Appends `element`; where there is no room for it, the list moves to more room in `arena`.
  mutating func append(_ element: Element, growingIn arena: TextArena) {
    if count == capacity {
      var grown = ArenaList(in: arena, capacity: Swift.max(4, 2 * capacity))
      for known in self { grown.append(known) }
      self = grown
    }
    append(element)
  }

  /// The elements at `bounds` as a list that shares them; nothing may be appended to it but in an arena.
  func part(_ bounds: Range<Int>) -> ArenaList {
    precondition(bounds.lowerBound >= 0 && bounds.upperBound <= count)
    return ArenaList(sharing: base + bounds.lowerBound, count: bounds.count, arena: arena)
  }

  /// Those elements for which `isKept` holds.
  func kept(where isKept: (Element) -> Bool) -> ArenaList {
    guard let arena else { return self }
    var kept = ArenaList(in: arena, capacity: count)
    for element in self where isKept(element) { kept.append(element) }
    return kept.finish()
  }

  /// A list of these and of what `other` holds.
  func joined(_ other: ArenaList) -> ArenaList {
    if other.isEmpty { return self }
    guard let arena else { return other }
    var all = ArenaList(in: arena, capacity: count + other.count)
    for element in self { all.append(element) }
    for element in other { all.append(element) }
    return all
  }

  /// Gives back the room that is not used, if the arena gave out none since; nothing may be appended
  /// after.
  func finish() -> ArenaList {
    arena?.release(
      from: UnsafeMutableRawPointer(base + count),
      reservedTo: UnsafeMutableRawPointer(base + capacity))
    return self
  }
}

extension ArenaList: ExpressibleByArrayLiteral {
  /// `[]`: no element, and no room for any.
  init(arrayLiteral: Never...) {
    // An address that is never read, since no index lies inside.
    base = UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped
    capacity = 0
    arena = nil
  }
}

extension ArenaList: RandomAccessCollection, MutableCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }

  @inline(__always)
  subscript(position: Int) -> Element {
    get {
      precondition(position >= 0 && position < count)
      return base[position]
    }
    nonmutating set {
      precondition(position >= 0 && position < count)
      base[position] = newValue
    }
  }
}
