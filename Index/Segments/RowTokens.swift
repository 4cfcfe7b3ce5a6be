import Prefetching

/// A token of a row.
struct RowToken {
  /// Its term; once tokens are put together by terms, the place of the next one of the term + 1, or 0.
  var term: UInt32
  var row: UInt32
  var position: UInt32
  var column: UInt32
}

/// The tokens of some dozen rows, to be added to the doclists term by term.
///
/// A doclist lies anywhere in memory, and to go there for each token costs more than all that is then
/// done. Gathered first, the tokens of one term are added in one go, and those of so few rows are
/// still in the caches.
///
/// Invariant: `tokens` has `capacity` places, of which `count` are in use; `first` has `terms` places, each
/// 0 between two drains; `found` has `capacity` places.
struct RowTokens {
  /// Tokens from which they are to be drained: 256 KiB of them, which stay in the caches meanwhile.
  private static let enough = 1 << 14
  /// Tokens ahead of which their terms are asked for.
  private static let ahead = 24
  /// Terms whose doclists are asked for before anything is added to the first of them.
  private static let block = 256

  private var tokens: UnsafeMutablePointer<RowToken>
  private var capacity = 1 << 12
  private var count = 0
  /// The first token of each term at hand, its place + 1.
  private var first: UnsafeMutablePointer<UInt32>
  private var terms = 1 << 12
  /// The terms at hand.
  private var found: UnsafeMutablePointer<UInt32>

  init() {
    tokens = .allocate(capacity: capacity)
    found = .allocate(capacity: capacity)
    first = .allocate(capacity: terms)
    first.initialize(repeating: 0, count: terms)
  }

  func deallocate() {
    tokens.deallocate()
    found.deallocate()
    first.deallocate()
  }

  /// Whether it is time to drain.
  var isFull: Bool { count >= RowTokens.enough }

  /// Adds a token; rows ascend, as do the columns of a row and the positions in a column.
  mutating func append(_ term: UInt32, row: UInt32, column: UInt32, position: UInt32) {
    room(for: 1).initialize(
      to: RowToken(term: term, row: row, position: position, column: column))
    take(1)
  }

  /// Places for so many tokens behind those that are there; what is put there counts from ``take(_:)`` on.
  @inline(__always)
  mutating func room(for added: Int) -> UnsafeMutablePointer<RowToken> {
    if count + added > capacity { grow(count + added) }
    return tokens + count
  }

  /// Counts tokens that were put into the first places of ``room(for:)``.
  @inline(__always)
  mutating func take(_ added: Int) { count += added }

  @inline(never)
  private mutating func grow(_ needed: Int) {
    let larger = max(needed, capacity * 2)
    let grown = UnsafeMutablePointer<RowToken>.allocate(capacity: larger)
    grown.initialize(from: tokens, count: count)
    tokens.deallocate()
    tokens = grown
    capacity = larger
    found.deallocate()
    found = .allocate(capacity: capacity)
  }

  /// Adds all tokens to the doclists of their terms, which are fewer than `terms`.
  mutating func drain(terms: Int, into postings: inout PostingAccumulator) {
    if terms > self.terms { growTerms(terms) }
    let tokens = self.tokens
    let first = self.first
    let found = self.found
    var distinct = 0
    // From the last token on, so that those of a term follow one another in their order.
    var place = count
    while place > 0 {
      // Tokens follow one another, but what belongs to their terms lies anywhere: it is asked for in time.
      let soon = Int(tokens[max(place &- RowTokens.ahead, 0)].term)
      talks_prefetch(first + soon)
      postings.prefetchSlot(soon)
      let token = tokens + (place - 1)
      let term = token.pointee.term
      let next = first[Int(term)]
      (found + distinct).initialize(to: term)
      distinct &+= next == 0 ? 1 : 0
      token.pointee.term = next
      first[Int(term)] = UInt32(truncatingIfNeeded: place)
      place -= 1
    }
    count = 0
    for start in stride(from: 0, to: distinct, by: RowTokens.block) {
      let end = min(start + RowTokens.block, distinct)
      for index in start..<end { postings.prefetchEnd(Int(found[index])) }
      for index in start..<end {
        let term = Int(found[index])
        postings.add(term, tokens, from: first[term])
        first[term] = 0
      }
    }
  }

  @inline(never)
  private mutating func growTerms(_ needed: Int) {
    first.deallocate()
    terms = max(needed, terms * 2)
    first = LargeMemory.allocate(UInt32.self, count: terms)
    first.initialize(repeating: 0, count: terms)
  }
}
