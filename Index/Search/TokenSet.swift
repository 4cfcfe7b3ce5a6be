/// A few tokens.
///
/// They are in order, not hashed: a process that searches once would spend longer on finding out how to
/// hash arrays than on the search for them.
struct TokenSet: ExpressibleByArrayLiteral {
  private var tokens: [[UInt8]] = []

  /// The tokens of a list.
  init(_ list: some Sequence<[UInt8]>) {
    for token in list { insert(token) }
  }

  init(arrayLiteral elements: [UInt8]...) { self.init(elements) }

  /// The tokens, by their bytes.
  var sorted: [[UInt8]] { tokens }

  /// How many there are.
  var count: Int { tokens.count }

  /// Whether there are none.
  var isEmpty: Bool { tokens.isEmpty }

  /// Whether a token is among them.
  func contains(_ token: [UInt8]) -> Bool {
    let place = place(of: token)
    return place < tokens.count && tokens[place] == token
  }

  /// Adds a token.
  mutating func insert(_ token: [UInt8]) {
    let place = place(of: token)
    if place == tokens.count || tokens[place] != token { tokens.insert(token, at: place) }
  }

  /// Adds the tokens of another set.
  mutating func formUnion(_ other: TokenSet) {
    for token in other.tokens { insert(token) }
  }

  /// Index of the first token that is not below another.
  private func place(of token: [UInt8]) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].lexicographicallyPrecedes(token) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
