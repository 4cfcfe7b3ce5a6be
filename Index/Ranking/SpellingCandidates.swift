/// Words of the index that a mistyped word may stand for.
///
/// Words of fewer than ``shortest`` letters have none; others those at one edit (a letter left out,
/// added, replaced, or two swapped: Damerau 1964), and words of ``long`` letters or more, where
/// there are none of these, those at two edits with the same first letter.
struct SpellingCandidates {
  /// Letters below which nothing is corrected.
  static let shortest = 4
  /// Letters from which two edits are allowed.
  static let long = 9
  /// Letters beyond which nothing is corrected: no words, but keys and the like.
  static let longest = 40
  /// Words with one first letter that are compared with a long word.
  private static let scanned = 200_000

  private let session: SearchSession
  private let clock: SearchClock

  /// With a session in its read transaction.
  init(_ session: SearchSession, _ clock: SearchClock) {
    self.session = session
    self.clock = clock
  }

  /// Words that some talk has, by how many have them, then in alphabetical order.
  func words(for word: [UInt8]) throws -> [(word: [UInt8], count: Int)] {
    let scalars = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
    guard (SpellingCandidates.shortest...SpellingCandidates.longest).contains(scalars.count) else {
      return []
    }
    let vocabulary = try session.spellingVocabulary()
    var found = try near(word, scalars, vocabulary)
    try clock.check()
    if found.isEmpty, scalars.count >= SpellingCandidates.long {
      found = try far(word, scalars, vocabulary)
      try clock.check()
    }
    return found.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.word.lexicographicallyPrecedes($1.word)
    }
  }

  /// Words at one edit.
  private func near(
    _ word: [UInt8], _ scalars: [Unicode.Scalar], _ vocabulary: TermVocabulary?
  ) throws -> [(word: [UInt8], count: Int)] {
    var possible: [[UInt8]] = []
    for edit in SpellingCandidates.edits(of: scalars) {
      let isPossible =
        try vocabulary.map { known in edit.withUnsafeBufferPointer(known.mayContain) }
        ?? session.source.contains(edit, in: .words)
      if isPossible { possible.append(edit) }
    }
    return try counted(possible)
  }

  /// Words at two edits that begin with the same letter.
  private func far(
    _ word: [UInt8], _ scalars: [Unicode.Scalar], _ vocabulary: TermVocabulary?
  ) throws -> [(word: [UInt8], count: Int)] {
    let first = Array(String(String.UnicodeScalarView(scalars.prefix(1))).utf8)
    var possible: Set<[UInt8]> = []
    func consider(_ term: [UInt8]) {
      let other = Array(String(decoding: term, as: UTF8.self).unicodeScalars)
      if EditDistance.isWithin(2, scalars, other), term != word { possible.insert(term) }
    }
    // Words of ASCII letters have as many bytes as letters, and most words are such.
    let lengths = max(1, word.count - 4)...(word.count + 4)
    let isPlain = word.count == scalars.count
    if let vocabulary {
      vocabulary.forEach(beginningWith: first[0], lengths) { term in
        if isPlain, term.allSatisfy({ $0 < 0x80 }) {
          guard abs(term.count - word.count) <= 2,
            word.withUnsafeBufferPointer({ EditDistance.mayBeWithinTwo($0, term) })
          else { return }
        }
        if term.starts(with: first) { consider(Array(term)) }
      }
    } else {
      let terms = try session.source.terms(
        withPrefix: first, in: .words, limit: SpellingCandidates.scanned)
      for term in terms where lengths.contains(term.count) { consider(term) }
    }
    return try counted(Array(possible))
  }

  /// Those words that some talk has, with how many have them.
  private func counted(_ words: [[UInt8]]) throws -> [(word: [UInt8], count: Int)] {
    var found: [(word: [UInt8], count: Int)] = []
    for word in words {
      let count = try session.postings(of: word, in: .words).count
      if count > 0 { found.append((word, count)) }
    }
    return found
  }

  /// All spellings at one edit, each once.
  static func edits(of word: [Unicode.Scalar]) -> [[UInt8]] {
    let letters = alphabet(of: word).map { Array(String($0).utf8) }
    let word = word.map { Array(String($0).utf8) }
    var result: [[UInt8]] = []
    result.reserveCapacity((2 * word.count + 1) * (letters.count + 1))
    func add(_ head: Int, _ middle: [UInt8], _ tail: Int) {
      var edit: [UInt8] = []
      edit.reserveCapacity(4 * (word.count + 1))
      for letter in word[..<head] { edit += letter }
      edit += middle
      for letter in word[tail...] { edit += letter }
      result.append(edit)
    }
    for index in 0...word.count {
      if index < word.count {
        // Of two equal letters side by side, only one is left out, and doubled only at the end.
        if index == 0 || word[index] != word[index - 1] { add(index, [], index + 1) }
        for letter in letters where letter != word[index] { add(index, letter, index + 1) }
      }
      if index + 1 < word.count, word[index] != word[index + 1] {
        add(index, word[index + 1] + word[index], index + 2)
      }
      for letter in letters where index == word.count || letter != word[index] {
        add(index, letter, index)
      }
    }
    return result
  }

  /// Letters that may have been meant: those of the word's script, as the index folds them.
  private static func alphabet(of word: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var ranges: [ClosedRange<UInt32>] = [0x61...0x7A]
    if word.contains(where: { (0x400...0x52F).contains($0.value) }) { ranges = [0x430...0x45F] }
    if word.contains(where: { (0x370...0x3FF).contains($0.value) }) { ranges = [0x3B1...0x3C9] }
    if word.contains(where: { (0x5D0...0x5EA).contains($0.value) }) { ranges = [0x5D0...0x5EA] }
    if word.contains(where: { (0x600...0x6FF).contains($0.value) }) { ranges = [0x621...0x64A] }
    var letters = ranges.flatMap { $0.compactMap(Unicode.Scalar.init) }
    for scalar in word where !letters.contains(scalar) { letters.append(scalar) }
    return letters
  }
}

/// Edits that lead from one word to another.
enum EditDistance {
  /// False only for words that are more than two edits apart, quickly.
  ///
  /// An edit changes at most one letter on each side, a swap of neighbours none: so of two words two
  /// edits apart, one has at most two letters that the other has not.
  static func mayBeWithinTwo(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var left: (UInt64, UInt64) = (0, 0)
    var right: (UInt64, UInt64) = (0, 0)
    for byte in a { add(byte, to: &left) }
    for byte in b { add(byte, to: &right) }
    return only(left, right) <= 2 && only(right, left) <= 2
  }

  private static func add(_ byte: UInt8, to set: inout (UInt64, UInt64)) {
    if byte < 64 { set.0 |= 1 << UInt64(byte) } else { set.1 |= 1 << UInt64(byte & 63) }
  }

  private static func only(_ a: (UInt64, UInt64), _ b: (UInt64, UInt64)) -> Int {
    (a.0 & ~b.0).nonzeroBitCount + (a.1 & ~b.1).nonzeroBitCount
  }

  /// Whether at most `limit` letters were left out, added, replaced, or swapped with a neighbour
  /// (optimal string alignment).
  static func isWithin(_ limit: Int, _ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    guard abs(a.count - b.count) <= limit else { return false }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) <= limit }
    var older = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = older
    for i in 1...a.count {
      current[0] = i
      var least = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          value = min(value, older[j - 2] + 1)
        }
        current[j] = value
        least = min(least, value)
      }
      if least > limit { return false }
      (older, previous, current) = (previous, current, older)
    }
    return previous[b.count] <= limit
  }
}
