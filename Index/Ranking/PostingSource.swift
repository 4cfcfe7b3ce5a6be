/// Where postings come from: the segments of the index, or stock SQLite.
///
/// All sources give the same answers; one belongs to one connection and sees the state of its
/// transaction.
protocol PostingSource: AnyObject {
  /// What `--explain-query` calls it.
  var name: String { get }
  /// Asked during long reading; where it says yes, the reading ends with an error.
  var isInterrupted: (() -> Bool)? { get set }
  /// The talks that have a term, as the index's tokenizer writes it.
  func postings(of term: [UInt8], in index: TextIndex) throws -> Postings
  /// The talks in which the terms stand side by side, in order, in one field; frequencies count the
  /// places.
  func postings(ofPhrase terms: [[UInt8]], in index: TextIndex) throws -> Postings
  /// Counts the places in which the terms stand side by side in single rows, by field; `nil` where
  /// that is no quicker than reading all of them.
  func probe(_ terms: [[UInt8]], in index: TextIndex) throws -> ((UInt32) throws -> UInt64)?
  /// The talks that have a term that begins with `prefix` and is longer; frequencies are added.
  func postings(longerThan prefix: [UInt8], in index: TextIndex) throws -> Postings
  /// Whether a term is in the index; some that no talk has any more may be.
  func contains(_ term: [UInt8], in index: TextIndex) throws -> Bool
  /// All terms of an index in memory; `nil` where that takes too long or too much room.
  func vocabulary(of index: TextIndex) throws -> TermVocabulary?
  /// Terms that begin with `prefix`, ascending, at most `limit`; some may have no talk any more.
  func terms(withPrefix prefix: [UInt8], in index: TextIndex, limit: Int) throws -> [[UInt8]]
  /// Terms that begin with `prefix`, at most `limit`: the frequent ones first, as far as a quick look
  /// tells. This and ``forEachRow(of:in:among:_:)`` are the two for which sources may differ.
  func frequentTerms(
    withPrefix prefix: [UInt8], in index: TextIndex, limit: Int
  ) throws -> [[UInt8]]
  /// Calls `body` with rows of a term, ascending, and the fields that have it, as a mask of
  /// ``Frequencies``, until it returns false; of a term in very many talks only the first ones.
  ///
  /// With `rows`, ascending, only rows among them count. Rows that are deleted may be among them.
  func forEachRow(
    of term: [UInt8], in index: TextIndex, among rows: [UInt32]?,
    _ body: (_ row: UInt32, _ fields: UInt64) throws -> Bool
  ) throws
}

/// Postings that were read lately, the least recently used dropped when they take too much memory.
struct PostingCache {
  /// What was read.
  struct Key: Hashable {
    let terms: [[UInt8]]
    let index: TextIndex
    /// Whether it is all that is longer than the one term.
    var isPrefix = false
  }

  private struct Entry {
    let postings: Postings
    var lastUse: UInt64
  }

  /// Bytes that the postings may take.
  static let byteLimit = 192 << 20

  private var entries: [Key: Entry] = [:]
  private var bytes = 0
  private var clock: UInt64 = 0

  /// What was read for `key`.
  mutating func find(_ key: Key) -> Postings? {
    guard let index = entries.index(forKey: key) else { return nil }
    clock += 1
    entries.values[index].lastUse = clock
    return entries.values[index].postings
  }

  /// Keeps what was read.
  mutating func insert(_ postings: Postings, _ key: Key) {
    guard postings.byteCount <= PostingCache.byteLimit / 4, entries[key] == nil else { return }
    clock += 1
    entries[key] = Entry(postings: postings, lastUse: clock)
    bytes += postings.byteCount
    guard bytes > PostingCache.byteLimit else { return }
    for (key, entry) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
      guard bytes > PostingCache.byteLimit / 4 * 3 else { return }
      entries[key] = nil
      bytes -= entry.postings.byteCount
    }
  }

  /// Forgets everything: the index is another.
  mutating func removeAll() {
    entries.removeAll()
    bytes = 0
  }
}
