import Synchronization

/// One state of a table, ready for ranking: its lengths, its scoring, and the lists of the terms
/// that were asked for lately.
///
/// It may be shared between threads and connections as long as `isCurrent` says that they see the
/// same state.
package final class RankedTable: Sendable {
  /// How frequencies become scores.
  package let scoring: FieldScoring
  /// Lengths of all rows.
  package let lengths: ColumnLengths
  /// Rows in the index.
  package let rowCount: Int
  private let fingerprint: [UInt8]
  private let formula: ImpactFormula
  private let cache: Mutex<ScoredListCache>

  /// Takes the state that a reader sees.
  ///
  /// - Parameters:
  ///   - reader: A reader in its transaction.
  ///   - scoring: Weights and so on, one for each column of the table.
  ///   - lengths: The lengths if they are known already; by default they are loaded.
  ///   - cacheBytes: Memory for lists that are kept for later searches; default 128 MiB, of which an
  ///     index of 100,000 talks can use nearly all.
  /// - Throws: `misuse` if the scoring does not fit the table; `damaged`, `unsupported`, `sqlite`.
  package init(
    reader: SegmentReader, scoring: FieldScoring, lengths: ColumnLengths? = nil,
    cacheBytes: Int = 128 << 20
  ) throws(SegmentError) {
    let columns = reader.table.columns.count
    guard scoring.weights.count == columns, scoring.lengthFactors.count == columns,
      scoring.k1 > 0, scoring.weights.allSatisfy({ $0 >= 0 && $0.isFinite }),
      scoring.lengthFactors.allSatisfy({ (0...1).contains($0) })
    else { throw SegmentError(.misuse, "a scoring that does not fit the table") }
    self.scoring = scoring
    if let lengths {
      guard lengths.columnCount == columns else {
        throw SegmentError(.misuse, "lengths that do not fit the table")
      }
      self.lengths = lengths
    } else {
      self.lengths = try ColumnLengths.load(reader)
    }
    rowCount = reader.rowCount
    fingerprint = reader.fingerprint
    formula = ImpactFormula(
      scoring: scoring, lengths: self.lengths, tokenCounts: reader.tokenCounts, rowCount: rowCount)
    cache = Mutex(ScoredListCache(byteLimit: cacheBytes))
  }

  /// Whether a reader sees the state that this table was made from.
  package func isCurrent(for reader: SegmentReader) -> Bool {
    reader.fingerprint == fingerprint
  }

  /// The factor for rarity of a term that so many rows have.
  func inverseDocumentFrequency(_ documentFrequency: Int) -> Double {
    scoring.inverseDocumentFrequency(matching: documentFrequency, of: rowCount)
  }

  /// The list of a term, from memory if it is there.
  func list(of term: RankedTerm, reader: SegmentReader) throws(SegmentError) -> ScoredList {
    let key = ScoredListCache.Key(term)
    if let found = cache.withLock({ $0.find(key) }) { return found }
    let postings =
      term.tokens.count == 1 && !term.isPrefix
      ? try reader.postings(of: term.tokens[0])
      : try reader.postings(ofPhrase: term.tokens, isPrefix: term.isPrefix)
    let list = formula.scored(postings, mask: term.columns, impact: term.impact)
    cache.withLock { $0.insert(list, key) }
    return list
  }
}

/// Lists by term, those that were used lately.
///
/// Two generations: new and used lists are in the younger one; when it takes half of the memory, it
/// becomes the older one, whose lists are dropped unless they were used meanwhile.
struct ScoredListCache: ~Copyable {
  struct Key: Hashable {
    let tokens: [[UInt8]]
    let isPrefix: Bool
    let columns: UInt64
    let impact: RankedTerm.Impact

    init(_ term: RankedTerm) {
      tokens = term.tokens
      isPrefix = term.isPrefix
      columns = term.columns
      impact = term.impact
    }
  }

  private let byteLimit: Int
  private var bytes = 0
  private var younger: [Key: ScoredList] = [:]
  private var older: [Key: ScoredList] = [:]

  init(byteLimit: Int) {
    self.byteLimit = byteLimit
  }

  mutating func find(_ key: Key) -> ScoredList? {
    if let list = younger[key] { return list }
    guard let list = older.removeValue(forKey: key) else { return nil }
    insert(list, key)
    return list
  }

  mutating func insert(_ list: ScoredList, _ key: Key) {
    let size = list.byteCount + 64 + key.tokens.reduce(0) { $0 + 32 + $1.count }
    guard size <= byteLimit / 2, younger[key] == nil else { return }
    if bytes + size > byteLimit / 2 {
      older = younger
      younger = [:]
      bytes = 0
    }
    younger[key] = list
    bytes += size
  }
}
