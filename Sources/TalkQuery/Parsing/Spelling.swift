/// Nearest names, for suggestions.
enum Spelling {
  /// The first of `candidates` that differs least from `word`, where it differs by no more than one
  /// letter in words up to five letters and two in longer ones.
  static func nearest(to word: String, in candidates: [String]) -> String? {
    let letters = Array(word.utf8)
    guard (2...24).contains(letters.count) else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.utf8)
      let allowed = max(letters.count, other.count) <= 5 ? 1 : 2
      guard abs(letters.count - other.count) <= allowed else { continue }
      let found = distance(letters, other)
      if found <= allowed, found < best?.distance ?? .max { best = (candidate, found) }
    }
    return best?.name
  }

  /// Edits (insert, delete, replace, swap two neighbours) between two short words.
  ///
  /// The restricted Damerau–Levenshtein distance: time and space are the product of the lengths,
  /// which callers bound.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [Int](repeating: i + 1, count: b.count + 1)
      for j in b.indices {
        row[j + 1] = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
