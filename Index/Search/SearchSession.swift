import FTS5Segments
import GRDB
import TalkModel

/// What searches on one connection share: tokenizers, statements, statistics, postings read lately.
///
/// Invariant: used only by whoever holds the index's queue, hence never by two threads at a time.
final class SearchSession {
  let connection: RawConnection
  let prose: TextTokenizer
  let words: TextTokenizer
  let ranking: RankingWeights

  private(set) var source: any PostingSource
  private(set) var lengths: TextLengths
  private(set) var formula: ImpactFormula
  private let stateRecords: PreparedStatement
  private let otherKinds: PreparedStatement
  private let dataVersion: PreparedStatement
  private let usesSegments: Bool
  private var state: [UInt8] = []
  private var cache = PostingCache()
  private var otherRows: [UInt32] = []
  private var otherRowsVersion: [Int64] = []
  private var reader: StoredTalkReader?
  private var statements: [String: PreparedStatement] = [:]

  /// Begins on a connection prepared by ``StockPostingSource/prepare(_:)``, in a read transaction.
  ///
  /// Postings are read from the segments if `usesSegments` allows it and they can be.
  init(
    _ db: Database, _ connection: RawConnection, ranking: RankingWeights = .standard,
    usesSegments: Bool = true
  ) throws {
    self.connection = connection
    self.ranking = ranking
    self.usesSegments = usesSegments
    prose = try TextTokenizer(db, .prose)
    words = try TextTokenizer(db, .words)
    stateRecords = try connection.prepare(
      """
      SELECT block FROM talk_prose_data WHERE id IN (1, 10)
      UNION ALL SELECT block FROM talk_words_data WHERE id IN (1, 10)
      """)
    // In the order of their partial index, which SQLite would not use to sort by row.
    otherKinds = try connection.prepare("SELECT id FROM talk WHERE kind <> 'talk'")
    dataVersion = try connection.prepare("PRAGMA data_version")
    source = try SearchSession.makeSource(connection, usesSegments)
    lengths = try SearchSession.makeLengths(connection, source)
    formula = ImpactFormula(ranking, lengths)
    state = try currentState()
  }

  /// Takes the state of a new read transaction.
  func refresh() throws {
    let found = try currentState()
    guard found != state else { return }
    source = try SearchSession.makeSource(connection, usesSegments)
    lengths = try SearchSession.makeLengths(connection, source)
    formula = ImpactFormula(ranking, lengths)
    cache.removeAll()
    state = found
  }

  /// The statement of an SQL text, compiled once; to be reset after use, and not used twice at once.
  func statement(_ sql: String) throws(TalkIndexError) -> PreparedStatement {
    if let known = statements[sql] { return known }
    let statement = try connection.prepare(sql)
    statements[sql] = statement
    return statement
  }

  /// Talks in the index.
  var talkCount: Int { lengths.talkCount }

  /// Rarity of what `matching` talks have.
  func inverseDocumentFrequency(_ matching: Int) -> Double {
    ranking.inverseDocumentFrequency(matching, of: talkCount)
  }

  /// The talks that have a term.
  func postings(of term: [UInt8], in index: TextIndex) throws -> Postings {
    try cached([term], index) { try source.postings(of: term, in: index) }
  }

  /// The talks that have the terms side by side.
  func postings(ofPhrase terms: [[UInt8]], in index: TextIndex) throws -> Postings {
    if terms.count == 1 { return try postings(of: terms[0], in: index) }
    return try cached(terms, index) { try source.postings(ofPhrase: terms, in: index) }
  }

  /// The talks that have a term that begins with `prefix` and is longer.
  func postings(longerThan prefix: [UInt8], in index: TextIndex) throws -> Postings {
    let key = PostingCache.Key(terms: [prefix], index: index, isPrefix: true)
    if let found = cache.find(key) { return found }
    let postings = try source.postings(longerThan: prefix, in: index)
    cache.insert(postings, key)
    return postings
  }

  /// The stored talk of a row.
  func talk(_ row: UInt32) throws -> StoredTalk? {
    let reader = try self.reader ?? StoredTalkReader(connection)
    self.reader = reader
    return try reader.read(Int64(row))
  }

  /// Rows of what is no talk, ascending; read again only after something was written.
  func rowsOfOtherKinds() throws -> [UInt32] {
    _ = try dataVersion.step()
    let version = [dataVersion.integer(0) ?? 0, Int64(connection.totalChanges)]
    dataVersion.reset()
    guard version != otherRowsVersion else { return otherRows }
    otherRows = []
    while try otherKinds.step() {
      if let row = otherKinds.integer(0).flatMap(UInt32.init(exactly:)) { otherRows.append(row) }
    }
    otherRows.sort()
    otherRowsVersion = version
    return otherRows
  }

  private func cached(
    _ terms: [[UInt8]], _ index: TextIndex, _ read: () throws -> Postings
  ) throws -> Postings {
    let key = PostingCache.Key(terms: terms, index: index)
    if let found = cache.find(key) { return found }
    let postings = try read()
    cache.insert(postings, key)
    return postings
  }

  /// Averages and structure of both indexes: equal as long as their content is.
  private func currentState() throws -> [UInt8] {
    var result: [UInt8] = []
    while try stateRecords.step() {
      stateRecords.withBytes(0) { bytes in
        result += withUnsafeBytes(of: bytes.count) { Array($0) }
        result += bytes
      }
    }
    return result
  }

  private static func makeLengths(
    _ connection: RawConnection, _ source: any PostingSource
  ) throws -> TextLengths {
    guard let segments = source as? SegmentPostingSource else { return try TextLengths(connection) }
    return try TextLengths(connection) { try segments.storedLengths() }
  }

  private static func makeSource(
    _ connection: RawConnection, _ usesSegments: Bool
  ) throws -> any PostingSource {
    if usesSegments, let source = try SegmentPostingSource.open(connection) { return source }
    return try StockPostingSource(connection)
  }
}

/// The session of an index.
///
/// Invariant: `session` is touched only by whoever holds the index's queue, hence
/// `@unchecked Sendable`.
final class SearchSessionBox: @unchecked Sendable {
  var session: SearchSession?
  /// Whether postings may be read from the segments; tests switch it off.
  let usesSegments: Bool

  init(usesSegments: Bool = true) {
    self.usesSegments = usesSegments
  }
}
