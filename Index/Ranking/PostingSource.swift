import FTS5Segments

/// Where postings come from: the segments of the index, or stock SQLite.
///
/// All sources give the same answers; one belongs to one connection and sees the state of its
/// transaction.
protocol PostingSource: AnyObject {
  /// What `--explain-query` calls it.
  var name: String { get }
  /// Asked during long reading; where it says yes, the reading ends with an error.
  var isInterrupted: (() -> Bool)? { get set }
  /// Numbers for the frequencies of its postings.
  var patterns: FrequencyPatterns { get }
  /// The talks that have a term, as the index's tokenizer writes it.
  func postings(of term: [UInt8], in index: TextIndex) throws -> Postings
  /// Likewise; `nil` if more than so many talks have it: quicker than reading all of them, where it is so.
  func postings(
    of term: [UInt8], in index: TextIndex, unlessMoreThan limit: Int
  ) throws -> Postings?
  /// Whether a word of the unstemmed index has the same postings as a stem of the other that was read
  /// lately, as far as a quick look tells.
  func hasSamePostings(_ word: [UInt8], asStem stem: [UInt8]) throws -> Bool
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
