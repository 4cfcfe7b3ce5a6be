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
  /// Ends the search at hand; asked before each list of postings, and while it is read.
  var clock: SearchClock? {
    didSet { source.isInterrupted = clock.map { clock in { clock.isOver } } }
  }

  private(set) var source: any PostingSource
  private(set) var lengths: TextLengths
  private(set) var formula: ImpactFormula
  private let stateRecords: PreparedStatement
  private let otherKinds: PreparedStatement
  private let greatestRow: PreparedStatement
  private let dataVersion: PreparedStatement
  private let begin: PreparedStatement
  private let commit: PreparedStatement
  private let isReader: Bool
  private let memory: Int?
  private let usesSegments: Bool
  /// Whether hits may be found without scoring all matches; tests switch it off.
  let prunes: Bool
  private var state: [UInt8] = []
  /// Changes whenever anything was written, by this connection or another one.
  private var version: [Int64] = []
  private var cache = PostingCache()
  /// Of words that were found to be too frequent for something: more talks than so many have them.
  private var leastCounts: [PostingCache.Key: Int] = [:]
  private var otherRows: [UInt32] = []
  private var otherFactors: RowFactors?
  private var norms: RowNorms?
  private let sums = ImpactSums()
  private var vocabulary: TermVocabulary??
  private var spellings = 0
  private var otherRowsVersion: [Int64] = []
  private var reader: StoredTalkReader?
  private var statements: [String: PreparedStatement] = [:]

  /// Begins on a connection, in a read transaction.
  ///
  /// Postings are read from the segments if `usesSegments` allows it and they can be.
  init(
    _ db: Database, _ connection: RawConnection, isReader: Bool,
    ranking: RankingWeights = .standard, memory: Int? = nil, usesSegments: Bool = true,
    prunes: Bool = true
  ) throws {
    self.connection = connection
    self.isReader = isReader
    self.memory = memory
    self.ranking = ranking
    self.usesSegments = usesSegments
    self.prunes = prunes
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
    begin = try connection.prepare("BEGIN")
    commit = try connection.prepare("COMMIT")
    greatestRow = try connection.prepare("SELECT max(id) FROM talk_prose_docsize")
    source = try SearchSession.makeSource(connection, isReader: isReader, usesSegments)
    lengths = try SearchSession.makeLengths(connection, source)
    formula = ImpactFormula(ranking, lengths)
    shareMemory()
    state = try currentState()
    rowCapacity = try greatestRowRead() + 1
  }

  /// A fifth of the memory, but of little memory two, for doclists in which single rows are looked up; the
  /// rest for lists by word.
  ///
  /// The doclists of some common words are to stay: those that leave come back without samples of their rows.
  private func shareMemory() {
    let bytes = max(memory ?? IndexLimits.searchMemory(talks: talkCount), 0)
    let doclists = max(bytes / 5, min(bytes / 5 * 2, 96 << 20))
    cache.byteLimit = bytes - doclists
    (source as? SegmentPostingSource)?.doclistBytes = doclists
  }

  /// Begins a transaction, which reads.
  func beginTransaction() throws(TalkIndexError) { try begin.run() }

  /// Ends the transaction.
  func endTransaction() throws(TalkIndexError) { try commit.run() }

  /// Takes the state of a new read transaction.
  func refresh() throws {
    let seen = try currentVersion()
    guard seen != version else { return }
    version = seen
    reader?.forgetNames()
    let found = try currentState()
    guard found != state else { return }
    source = try SearchSession.makeSource(connection, isReader: isReader, usesSegments)
    source.isInterrupted = clock.map { clock in { clock.isOver } }
    lengths = try SearchSession.makeLengths(connection, source)
    formula = ImpactFormula(ranking, lengths)
    cache.removeAll()
    shareMemory()
    leastCounts.removeAll()
    norms = nil
    vocabulary = nil
    rowCapacity = try greatestRowRead() + 1
    otherRowsVersion = []
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

  /// One more than the greatest row.
  private(set) var rowCapacity = 0

  /// Whether rows lie close enough together for one bit each.
  var isDense: Bool { rowCapacity <= 64 * talkCount + (1 << 16) }

  private func greatestRowRead() throws -> Int {
    defer { greatestRow.reset() }
    guard try greatestRow.step() else { return 0 }
    return Int(min(max(greatestRow.integer(0) ?? 0, 0), Int64(UInt32.max)))
  }

  /// Rarity of what `matching` talks have.
  func inverseDocumentFrequency(_ matching: Int) -> Double {
    ranking.inverseDocumentFrequency(matching, of: talkCount)
  }

  /// Numbers for the frequencies of postings.
  var patterns: FrequencyPatterns { source.patterns }

  /// The talks that have a term of feedback; `nil` if more than so many have it.
  func postings(
    of term: [UInt8], in index: TextIndex, unlessMoreThan limit: Int
  ) throws -> Postings? {
    try clock?.check()
    let key = PostingCache.Key(term, index)
    if let known = cache.find(key, isAsked: false) { return known.count > limit ? nil : known }
    if let least = leastCounts[key], least > limit { return nil }
    if let found = try source.postings(of: term, in: index, unlessMoreThan: limit) {
      cache.insert(found, key, isAsked: false)
      return found
    }
    // Few words are that frequent.
    if leastCounts.count < SearchSession.frequentWords { leastCounts[key] = limit + 1 }
    return nil
  }

  /// The talks that have a term.
  func postings(of term: [UInt8], in index: TextIndex) throws -> Postings {
    try cached(PostingCache.Key(term, index)) { try source.postings(of: term, in: index) }
  }

  /// The talks that have a word as typed, where `stem` has the talks with its stem: the same object if
  /// they are the same, as where a stem has no other form.
  func postings(
    ofExact word: [UInt8], stem: (term: [UInt8], postings: Postings)?
  ) throws -> Postings {
    try cached(PostingCache.Key(word, .words)) {
      if let stem, try source.hasSamePostings(word, asStem: stem.term) { return stem.postings }
      let found = try source.postings(of: word, in: .words)
      if let stem, stem.postings.compact.isEqual(to: found.compact) { return stem.postings }
      return found
    }
  }

  /// The talks that have the terms side by side.
  func postings(ofPhrase terms: [[UInt8]], in index: TextIndex) throws -> Postings {
    if terms.count == 1 { return try postings(of: terms[0], in: index) }
    return try cached(PostingCache.Key(phrase: terms, index)) {
      try source.postings(ofPhrase: terms, in: index)
    }
  }

  /// Counts places side by side in single rows; `nil` where only all of them can be read.
  func probe(_ terms: [[UInt8]], in index: TextIndex) throws -> ((UInt32) throws -> UInt64)? {
    try clock?.check()
    return try source.probe(terms, in: index)
  }

  private static let frequentWords = 10_000

  /// Words for which other spellings are looked for one by one, before all are read for it.
  private static let singleSpellings = 2

  /// All words of the unstemmed index, where so many spellings are looked for that reading them pays.
  func spellingVocabulary() throws -> TermVocabulary? {
    spellings += 1
    guard spellings > SearchSession.singleSpellings else { return nil }
    if let vocabulary { return vocabulary }
    let found = try source.vocabulary(of: .words)
    vocabulary = .some(found)
    return found
  }

  /// What frequencies of pairs are measured against in each talk.
  func pairNorms() throws -> RowNorms {
    if let norms { return norms }
    let formula = formula
    let result = RowNorms(saturation: ranking.saturation, try lengths.ofAllTalks()) {
      formula.pairNorm($0)
    }
    norms = result
    return result
  }

  /// The rows of a term with the impact of each.
  func impacts(of postings: Postings) throws -> ImpactList {
    try clock?.check()
    return try postings.impacts(formula, lengths)
  }

  /// The rows of several terms with the sum of their impacts, each multiplied with a factor.
  ///
  /// Only for one search, in which the sum is a bonus.
  func impacts(adding parts: [(postings: Postings, factor: Double)]) throws -> ImpactList {
    try clock?.check()
    let count = parts.reduce(0) { $0 + $1.postings.count }
    if let all = try lengths.allLengths(for: count),
      let sum = ImpactList(
        adding: parts.map { ($0.postings.compact, $0.postings.steps, $0.factor) }, formula.packed,
        all, rowLimit: rowCapacity, into: sums)
    {
      return sum
    }
    let lists = try parts.map { (list: try impacts(of: $0.postings), factor: $0.factor) }
    return ImpactList(adding: lists, rowLimit: rowCapacity)
  }

  /// The talks that have a term that begins with `prefix` and is longer.
  func postings(longerThan prefix: [UInt8], in index: TextIndex) throws -> Postings {
    let key = PostingCache.Key(prefix, index, isPrefix: true)
    if let found = cache.find(key) { return found }
    try clock?.check()
    let postings = try source.postings(longerThan: prefix, in: index)
    cache.insert(postings, key)
    return postings
  }

  /// The stored talk of a row.
  func talk(_ row: UInt32) throws -> StoredTalk? {
    try clock?.check()
    let reader = try self.reader ?? StoredTalkReader(connection)
    self.reader = reader
    return try reader.read(Int64(row))
  }

  /// Rows of what is no talk, ascending; read again only after something was written.
  func rowsOfOtherKinds() throws -> [UInt32] {
    let version = try currentVersion()
    guard version != otherRowsVersion else { return otherRows }
    otherRows = []
    while try otherKinds.step() {
      if let row = otherKinds.integer(0).flatMap(UInt32.init(exactly:)) { otherRows.append(row) }
    }
    otherRows.sort()
    otherRowsVersion = version
    otherFactors = nil
    return otherRows
  }

  /// What the scores of talks are multiplied with for their kind.
  func kindFactors() throws -> RowFactors {
    let rows = try rowsOfOtherKinds()
    if let otherFactors { return otherFactors }
    let factors = RowFactors(
      ranking.otherKindFactor, for: RowSet(ascending: rows, capacity: rowCapacity))
    otherFactors = factors
    return factors
  }

  private func cached(
    _ key: PostingCache.Key, _ read: () throws -> Postings
  ) throws -> Postings {
    if let found = cache.find(key) { return found }
    try clock?.check()
    let postings = try read()
    cache.insert(postings, key)
    return postings
  }

  /// Changes of other connections that this one sees, and its own.
  private func currentVersion() throws -> [Int64] {
    _ = try dataVersion.step()
    defer { dataVersion.reset() }
    return [dataVersion.integer(0) ?? 0, Int64(connection.totalChanges)]
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
    _ connection: RawConnection, isReader: Bool, _ usesSegments: Bool
  ) throws -> any PostingSource {
    if usesSegments, let source = try SegmentPostingSource.open(connection) { return source }
    return try StockPostingSource(connection, isReader: isReader)
  }
}

/// The session of an index.
///
/// Invariant: `session` is touched only by whoever holds the index's queue, hence
/// `@unchecked Sendable`.
final class SearchSessionBox: @unchecked Sendable {
  var session: SearchSession?
  /// Bytes of lists that are kept between searches; `nil` goes by the number of talks.
  let memory: Int?
  /// Whether postings may be read from the segments; tests switch it off.
  let usesSegments: Bool

  /// Whether hits may be found without scoring all matches; tests switch it off.
  let prunes: Bool

  init(memory: Int? = nil, usesSegments: Bool = true, prunes: Bool = true) {
    self.memory = memory
    self.usesSegments = usesSegments
    self.prunes = prunes
  }
}
