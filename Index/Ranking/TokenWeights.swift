import FTS5Segments

/// Weights of the tokens of a few texts, added up token by token.
///
/// A question's feedback goes through a thousand tokens: those of up to sixteen bytes, which nearly all are,
/// are numbers here, so that nothing is allocated for one.
struct TokenWeights {
  /// A token; the order is that of the bytes.
  struct Token: Hashable, Comparable {
    /// The first sixteen bytes, the first one on top, with zeros behind.
    private let head: (high: UInt64, low: UInt64)
    /// The others.
    private let rest: [UInt8]

    init(_ bytes: UnsafeRawBufferPointer) {
      var head: (high: UInt64, low: UInt64) = (0, 0)
      for index in 0..<min(bytes.count, 8) {
        head.high |= UInt64(bytes[index]) << UInt64(56 - 8 * index)
      }
      for index in 8..<max(min(bytes.count, 16), 8) {
        head.low |= UInt64(bytes[index]) << UInt64(120 - 8 * index)
      }
      self.head = head
      rest = bytes.count > 16 ? Array(bytes[16...]) : []
    }

    /// The bytes of the token, none of which is 0.
    var bytes: [UInt8] {
      var result: [UInt8] = []
      for word in [head.high, head.low] {
        for shift in stride(from: 56, through: 0, by: -8) {
          let byte = UInt8(truncatingIfNeeded: word >> UInt64(shift))
          if byte != 0 { result.append(byte) }
        }
      }
      return result + rest
    }

    static func == (left: Token, right: Token) -> Bool {
      left.head == right.head && left.rest == right.rest
    }

    static func < (left: Token, right: Token) -> Bool {
      if left.head != right.head { return left.head < right.head }
      return left.rest.lexicographicallyPrecedes(right.rest)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(head.high ^ head.low &* 0x9E37_79B9_7F4A_7C15)
    }
  }

  private var numbers: [Token: Int] = [:]
  private var weights: [(token: Token, weight: Double)] = []
  /// Numbers of the tokens of the text at hand.
  private var text: [Int] = []

  /// Takes a token of the text at hand.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let token = Token(bytes)
    let number = numbers[token] ?? weights.count
    if number == weights.count {
      numbers[token] = number
      weights.append((token, 0))
    }
    text.append(number)
  }

  /// Ends a text: each of its tokens gets the same part of `share`.
  mutating func endText(share: Double) {
    let each = share / Double(max(text.count, 1))
    for number in text { weights[number].weight += each }
    text.removeAll(keepingCapacity: true)
  }

  /// The tokens, the heaviest first, then by their bytes; at most `limit`.
  func heaviest(_ limit: Int) -> [(token: [UInt8], weight: Double)] {
    var greatest = GreatestScores(limit: limit)
    for entry in weights { greatest.offer(entry.weight) }
    let least = greatest.least
    return weights.filter { $0.weight >= least }
      .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.token < $1.token }
      .prefix(limit)
      .map { ($0.token.bytes, $0.weight) }
  }
}
