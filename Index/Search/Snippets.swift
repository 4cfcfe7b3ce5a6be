import TalkQuery

/// Finds what matched in a text, and the passage that shows most of it.
struct SnippetMaker {
  private let session: SearchSession
  private let terms: HighlightTerms
  /// For each byte whether a word or a prefix begins with it.
  private let beginsOne: [Bool]

  /// Tokens of a passage.
  private static let passageTokens = 36
  /// Tokens shown before the first match of a passage, as far as there are any.
  private static let lead = 6

  /// For a session in its read transaction and what the query looks for.
  init(_ session: SearchSession, _ terms: HighlightTerms) {
    self.session = session
    self.terms = terms
    var begins = [Bool](repeating: false, count: 256)
    for term in terms.words.sorted + terms.prefixes {
      if let first = term.first { begins[Int(first)] = true }
    }
    beginsOne = begins
  }

  /// Byte ranges of what matches in a short text, in order.
  func highlights(in text: String) -> [Range<Int>] {
    guard !terms.isEmpty else { return [] }
    return matches(text).tokens.compactMap(\.match).map(\.range)
  }

  /// The best passage of a text; `nil` for an empty text.
  func snippet(of text: String) -> Snippet? {
    let (tokens, bytes) = matches(text)
    guard !tokens.isEmpty else { return nil }
    let window = bestWindow(tokens)
    let begin = window.lowerBound == 0 ? 0 : tokens[window.lowerBound].range.lowerBound
    var end =
      window.upperBound == tokens.count
      ? bytes.count : tokens[window.upperBound - 1].range.upperBound
    // A full stop or bracket that follows belongs to the last word.
    if window.upperBound < tokens.count {
      let next = tokens[window.upperBound].range.lowerBound
      while end < next, ![0x20, 0x0A, 0x0D, 0x09].contains(bytes[end]) { end += 1 }
    }
    return line(
      bytes, begin..<end, tokens[window].compactMap(\.match).map(\.range),
      isCutBefore: window.lowerBound > 0,
      isCutAfter: window.upperBound < tokens.count || bytes.count < text.utf8.count)
  }

  // MARK: - Matching

  private struct Match {
    var range: Range<Int>
    var term: [UInt8]
  }

  private struct Token {
    var range: Range<Int>
    var match: Match?
  }

  /// The tokens of a text, at most a limited part of it, and its bytes.
  private func matches(_ text: String) -> (tokens: [Token], bytes: [UInt8]) {
    var bytes = Array(text.utf8)
    if bytes.count > SearchLimits.snippetBytes {
      var end = SearchLimits.snippetBytes
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.removeSubrange(end...)
    }
    let stems = bytes.withUnsafeBytes { session.prose.tokens($0) }
    let wantsWords = !terms.words.isEmpty || !terms.prefixes.isEmpty
    var tokens: [Token] = []
    tokens.reserveCapacity(stems.count)
    for token in stems {
      let range = token.range.clamped(to: 0..<bytes.count)
      var match: Match?
      if terms.stems.contains(token.bytes) {
        match = Match(range: range, term: token.bytes)
      } else {
        let isPlain = bytes[range].allSatisfy { $0 < 0x80 }
        if wantsWords { match = matchOfWord(bytes[range], range, isPlain: isPlain) }
        if match == nil, !isPlain { match = matchOfForms(bytes[range], range) }
      }
      tokens.append(Token(range: range, match: match))
    }
    return (tokens, bytes)
  }

  /// A token that is one of the words, or begins as one of the prefixes.
  private func matchOfWord(
    _ bytes: ArraySlice<UInt8>, _ range: Range<Int>, isPlain: Bool
  ) -> Match? {
    guard let first = bytes.first else { return nil }
    // ASCII letters and digits are folded to lower case and nothing else.
    let isCapital = (0x41...0x5A).contains(first)
    if isPlain, !beginsOne[Int(isCapital ? first + 0x20 : first)] { return nil }
    var word = Array(bytes)
    if isPlain {
      for index in word.indices where (0x41...0x5A).contains(word[index]) { word[index] += 0x20 }
    } else if let token = bytes.withUnsafeBytes({ session.words.tokens($0) }).first {
      word = token.bytes
    }
    if terms.words.contains(word) { return Match(range: range, term: word) }
    return terms.prefixes.first { word.starts(with: $0) }.map { Match(range: range, term: $0) }
  }

  /// A token of which a search-only spelling matches is highlighted as a whole.
  private func matchOfForms(_ bytes: ArraySlice<UInt8>, _ range: Range<Int>) -> Match? {
    let text = String(decoding: bytes, as: UTF8.self)
    for form in SearchFormTokens.tokens(of: text, session.prose)
    where terms.stems.contains(form) || terms.words.contains(form) {
      return Match(range: range, term: form)
    }
    return nil
  }

  /// The window of tokens with the most different terms, then the most matches, then the first.
  private func bestWindow(_ tokens: [Token]) -> Range<Int> {
    let size = SnippetMaker.passageTokens
    guard tokens.count > size else { return 0..<tokens.count }
    let places = tokens.indices.filter { tokens[$0].match != nil }
    var best = 0
    var bestValue = (0, 0)
    for (number, place) in places.enumerated() {
      var seen: TokenSet = []
      var count = 0
      for other in places[number...] {
        guard other < place + size - SnippetMaker.lead else { break }
        count += 1
        if let match = tokens[other].match { seen.insert(match.term) }
      }
      if (seen.count, count) > bestValue {
        bestValue = (seen.count, count)
        best = place
      }
    }
    let begin = max(0, min(best - SnippetMaker.lead, tokens.count - size))
    return begin..<min(begin + size, tokens.count)
  }

  // MARK: - One line

  /// A part of a text as one line: runs of white space and control characters become one space.
  private func line(
    _ bytes: [UInt8], _ part: Range<Int>, _ highlights: [Range<Int>], isCutBefore: Bool,
    isCutAfter: Bool
  ) -> Snippet {
    var text: [UInt8] = []
    text.reserveCapacity(part.count)
    var ranges: [Range<Int>] = []
    var pending = highlights[...]
    var begin: Int?
    var index = part.lowerBound
    while index < part.upperBound {
      if begin == nil, let next = pending.first, next.lowerBound == index { begin = text.count }
      let byte = bytes[index]
      if byte <= 0x20 || byte == 0x7F {
        if let last = text.last, last != 0x20 { text.append(0x20) }
      } else {
        text.append(byte)
      }
      index += 1
      if let start = begin, let next = pending.first, next.upperBound == index {
        ranges.append(start..<text.count)
        begin = nil
        pending = pending.dropFirst()
      }
    }
    while text.last == 0x20 { text.removeLast() }
    return Snippet(
      text: String(decoding: text, as: UTF8.self),
      highlights: ranges.filter { $0.upperBound <= text.count && !$0.isEmpty },
      isCutBefore: isCutBefore, isCutAfter: isCutAfter)
  }
}
