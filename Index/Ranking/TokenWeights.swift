import FTS5Segments

/// Weights of the tokens of a few texts, added up token by token.
///
/// A question's feedback goes through a thousand tokens: those of up to sixteen bytes, which nearly all are,
/// are numbers here, so that nothing is allocated for one.
struct TokenWeights {
  /// A token; the order is that of the bytes.
  struct Token: Comparable {
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
      result.reserveCapacity(16 + rest.count)
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

    /// A number that tokens seldom share.
    fileprivate func hash(_ seed: (UInt64, UInt64)) -> UInt64 {
      (head.high &* seed.0) ^ (head.low &* seed.1)
    }
  }

  /// Numbers of the tokens, each at the place that the top bits of its hash say or behind it.
  ///
  /// -1 where there is none; at least half of the places are free.
  private var places = [Int32](repeating: -1, count: 1 << 10)
  private var shift: UInt64 = 64 - 10
  /// Odd, and others in every process, so that nobody can make texts whose tokens share their places.
  private static let seed = (UInt64.random(in: 0 ... .max) | 1, UInt64.random(in: 0 ... .max) | 1)
  private let seed = TokenWeights.seed
  private var weights: [(token: Token, weight: Double)] = []
  /// Numbers of the tokens of the text at hand.
  private var text: [Int] = []

  /// Takes a token of the text at hand.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let token = Token(bytes)
    let place = place(of: token)
    var number = Int(places[place])
    if number < 0 {
      number = weights.count
      weights.append((token, 0))
      places[place] = Int32(truncatingIfNeeded: number)
      if 2 * weights.count > places.count { grow() }
    }
    text.append(number)
  }

  /// Where the number of a token is, or would be.
  private func place(of token: Token) -> Int {
    var place = Int(truncatingIfNeeded: token.hash(seed) &>> shift)
    while places[place] >= 0, weights[Int(places[place])].token != token {
      place = (place + 1) & (places.count - 1)
    }
    return place
  }

  private mutating func grow() {
    places = [Int32](repeating: -1, count: 2 * places.count)
    shift -= 1
    for number in weights.indices {
      places[place(of: weights[number].token)] = Int32(truncatingIfNeeded: number)
    }
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
