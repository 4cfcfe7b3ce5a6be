import GRDBSQLite

/// The terms of a second table over the same rows, each made of a term of the first: stems of words.
///
/// Invariant: `derived` has the number of the derived term for each of the first `count` terms.
struct DerivedTerms {
  /// Columns of the second table: the first ones of the first table.
  let columns: Int
  let tokenizer: StockTokenizer
  private(set) var terms = TermDictionary()
  private var derived: [UInt32] = []
  /// The terms that the tokenizer gave last.
  private var found: [UInt32] = []

  init(columns: Int, tokenizer: StockTokenizer) {
    self.columns = columns
    self.tokenizer = tokenizer
  }

  func deallocate() {
    terms.deallocate()
  }

  /// Terms of the first table that are known here.
  var count: Int { derived.count }

  /// Finds what new terms are derived to: `text` is one that has the terms `originals`, in order.
  ///
  /// - Returns: An SQLite result code; an error if the tokenizers do not go together.
  mutating func learn(
    _ originals: [UInt32], from text: UnsafePointer<UInt8>, count: Int
  ) -> Int32 {
    found.removeAll(keepingCapacity: true)
    let code = tokenizer.terms(of: text, count: count, terms: &terms, found: &found)
    guard code == SQLITE_OK else { return code }
    guard found.count == originals.count else { return SQLITE_ERROR }
    for (original, number) in zip(originals, found) where Int(original) == derived.count {
      derived.append(number)
    }
    return SQLITE_OK
  }

  /// The terms of the first table for each derived term: those of term `n` stand in `members` from
  /// `starts[n]` to `starts[n + 1]`.
  func groups() -> (starts: [Int], members: [UInt32]) {
    var starts = [Int](repeating: 0, count: terms.count + 1)
    for number in derived { starts[Int(number) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    var members = [UInt32](repeating: 0, count: derived.count)
    for (original, number) in derived.enumerated() {
      members[next[Int(number)]] = UInt32(truncatingIfNeeded: original)
      next[Int(number)] += 1
    }
    return (starts, members)
  }
}

extension StockTokenizer {
  private struct Target {
    let terms: UnsafeMutablePointer<TermDictionary>
    let found: UnsafeMutablePointer<[UInt32]>
  }

  /// Appends the numbers of the terms of a text, new ones made if need be.
  ///
  /// - Returns: An SQLite result code.
  @inline(never)
  func terms(
    of text: UnsafePointer<UInt8>, count: Int, terms: inout TermDictionary, found: inout [UInt32]
  ) -> Int32 {
    withUnsafeMutablePointer(to: &terms) { terms in
      withUnsafeMutablePointer(to: &found) { found in
        var target = Target(terms: terms, found: found)
        return tokenize(text, count: count, context: &target) {
          context, _, token, count, _, _ in
          guard let context, let token else { return SQLITE_ERROR }
          let target = context.assumingMemoryBound(to: Target.self)
          let length = min(Int(count), SegmentLayout.maximumTokenBytes)
          let number = token.withMemoryRebound(to: UInt8.self, capacity: length) {
            target.pointee.terms.pointee.number(of: $0, count: length)
          }
          target.pointee.found.pointee.append(UInt32(truncatingIfNeeded: number))
          return SQLITE_OK
        }
      }
    }
  }
}
