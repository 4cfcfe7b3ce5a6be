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
    var found: [(word: [UInt8], count: Int)] = []
    for candidate in SpellingCandidates.edits(of: scalars) {
      let count = try session.postings(of: candidate, in: .words).count
      if count > 0 { found.append((candidate, count)) }
    }
    try clock.check()
    if found.isEmpty, scalars.count >= SpellingCandidates.long {
      let first = Array(String(String.UnicodeScalarView(scalars.prefix(1))).utf8)
      let terms = try session.source.terms(
        withPrefix: first, in: .words, limit: SpellingCandidates.scanned)
      for term in terms where abs(term.count - word.count) <= 4 {
        let other = Array(String(decoding: term, as: UTF8.self).unicodeScalars)
        guard EditDistance.isWithin(2, scalars, other) else { continue }
        let count = try session.postings(of: term, in: .words).count
        if count > 0, term != word { found.append((term, count)) }
      }
      try clock.check()
    }
    return found.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.word.lexicographicallyPrecedes($1.word)
    }
  }

  /// All spellings at one edit, each once.
  static func edits(of word: [Unicode.Scalar]) -> [[UInt8]] {
    let letters = alphabet(of: word)
    var result: Set<[UInt8]> = []
    func add(_ scalars: [Unicode.Scalar]) {
      result.insert(Array(String(String.UnicodeScalarView(scalars)).utf8))
    }
    for index in 0...word.count {
      var edited = word
      if index < word.count {
        edited.remove(at: index)
        add(edited)
        for letter in letters where letter != word[index] {
          edited = word
          edited[index] = letter
          add(edited)
        }
      }
      if index + 1 < word.count, word[index] != word[index + 1] {
        edited = word
        edited.swapAt(index, index + 1)
        add(edited)
      }
      for letter in letters {
        edited = word
        edited.insert(letter, at: index)
        add(edited)
      }
    }
    result.remove(Array(String(String.UnicodeScalarView(word)).utf8))
    return Array(result)
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
