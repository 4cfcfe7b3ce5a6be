/// The keywords of a talk, the heaviest first: their texts stand behind one another in one piece of memory,
/// so that a talk with eight of them asks for memory once, and who stores them copies all at once.
///
/// A collection of ``Keyword``, each made when it is asked for.
public struct TalkKeywords: Sendable {
  /// ``factBytes`` that tell of each keyword, then the texts with `"; "` between them; empty where there
  /// are no keywords.
  ///
  /// What tells of a keyword: eight bytes, the bits of its weight; eight, where its text ends, counted from
  /// the first text, and above 32 bits 1 where it is extracted.
  private let bytes: [UInt8]
  /// How many keywords there are.
  public let count: Int

  private static let factBytes = 16

  /// No keywords.
  public init() {
    bytes = []
    count = 0
  }

  private init(bytes: [UInt8], count: Int) {
    self.bytes = bytes
    self.count = count
  }

  /// What is given the text, origin and weight of a keyword.
  package typealias Append = (UnsafeBufferPointer<UInt8>, Keyword.Origin, Double) -> Void

  /// Keywords that are told one by one.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - textBytes: How many bytes of UTF-8 their texts have together at most; what is more is cut off.
  ///   - tell: Is given the place of a keyword, and appends it.
  package init(count: Int, textBytes: Int, _ tell: (Int, Append) -> Void) {
    guard count > 0 else {
      self.init()
      return
    }
    let textStart = count * TalkKeywords.factBytes
    let size = textStart + textBytes + 2 * (count - 1)
    precondition(textBytes >= 0 && size <= Int(Int32.max))
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { memory, filled in
      // There is room for what tells of `count` keywords, for what stands between their texts, and for
      // `textBytes` of these.
      let memory = UnsafeMutableRawBufferPointer(memory)
      var end = textStart
      var room = textBytes
      for place in 0..<count {
        if place > 0 {
          unsafe memory[end] = UInt8(ascii: ";")
          unsafe memory[end + 1] = UInt8(ascii: " ")
          end += 2
        }
        var facts = Facts(weight: 0, end: end - textStart, origin: .stated)
        unsafe tell(place) { text, origin, weight in
          let length = Swift.min(text.count, room)
          if length > 0, let source = text.baseAddress, let target = memory.baseAddress {
            unsafe (target + end).copyMemory(from: source, byteCount: length)
            end += length
            room -= length
          }
          facts = Facts(weight: weight, end: end - textStart, origin: origin)
        }
        let start = place * TalkKeywords.factBytes
        unsafe memory.storeBytes(
          of: facts.weight.bitPattern, toByteOffset: start, as: UInt64.self)
        unsafe memory.storeBytes(
          of: UInt64(facts.end) | (facts.origin == .extracted ? 1 << 32 : 0),
          toByteOffset: start + 8, as: UInt64.self)
      }
      filled = end
    }
    self.init(bytes: bytes, count: count)
  }

  /// What is known of a keyword but its text.
  private struct Facts {
    let weight: Double
    let end: Int
    let origin: Keyword.Origin
  }

  /// What is known of the keyword at `place`.
  @inline(__always) private func facts(_ place: Int) -> Facts {
    precondition(place >= 0 && place < count)
    // Written for each place when the memory was.
    return unsafe bytes.withUnsafeBytes { bytes in
      let start = place * TalkKeywords.factBytes
      let weight = unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      let bits = unsafe bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
      return Facts(
        weight: Double(bitPattern: weight), end: Int(bits & 0xFFFF_FFFF),
        origin: bits >> 32 == 0 ? .stated : .extracted)
    }
  }

  /// Calls `body` with the number of bytes of UTF-8, the origin and the weight of each keyword.
  package func forEach(
    _ body: (_ length: Int, _ origin: Keyword.Origin, _ weight: Double) -> Void
  ) {
    var start = 0
    for place in 0..<count {
      let facts = facts(place)
      body(facts.end - start, facts.origin, facts.weight)
      start = facts.end + 2
    }
  }

  /// Calls `body` with the texts as UTF-8, `"; "` between them.
  package func withJoinedTexts<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe body(UnsafeBufferPointer(rebasing: bytes[(count * TalkKeywords.factBytes)...]))
    }
  }

  /// Whether all keywords are stated, as they are where there is none.
  package var areAllStated: Bool {
    for place in 0..<count where facts(place).origin != .stated { return false }
    return true
  }
}

extension TalkKeywords: RandomAccessCollection {
  /// The place of the first keyword: 0.
  public var startIndex: Int { 0 }
  /// Behind the place of the last one.
  public var endIndex: Int { count }

  /// The keyword at `place`.
  public subscript(place: Int) -> Keyword {
    let known = facts(place)
    let textStart = count * TalkKeywords.factBytes
    let start = place == 0 ? 0 : facts(place - 1).end + 2
    return Keyword(
      text: String(decoding: bytes[(textStart + start)..<(textStart + known.end)], as: UTF8.self),
      origin: known.origin, weight: known.weight)
  }
}

extension TalkKeywords: ExpressibleByArrayLiteral {
  /// Keywords in the order of a sequence.
  public init(_ keywords: some Sequence<Keyword>) {
    var texts: [[UInt8]] = []
    let keywords = Array(keywords)
    for keyword in keywords { texts.append(Array(keyword.text.utf8)) }
    let length = texts.reduce(0) { $0 + $1.count }
    unsafe self.init(count: texts.count, textBytes: length) { place, append in
      unsafe texts[place].withUnsafeBufferPointer {
        unsafe append($0, keywords[place].origin, keywords[place].weight)
      }
    }
  }

  /// The keywords of a literal.
  public init(arrayLiteral keywords: Keyword...) { self.init(keywords) }
}

extension TalkKeywords: Hashable {
  /// Whether both have equal keywords in the same order.
  public static func == (a: TalkKeywords, b: TalkKeywords) -> Bool { a.elementsEqual(b) }

  /// Feeds the keywords to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for keyword in self { hasher.combine(keyword) }
  }
}
