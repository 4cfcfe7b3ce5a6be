import FTS5Segments

/// Reads postings straight from the segments of the indexes.
final class SegmentPostingSource: PostingSource {
  let name = "segments"
  var isInterrupted: (() -> Bool)? {
    didSet { for reader in readers { reader.isInterrupted = isInterrupted } }
  }
  let patterns = FrequencyPatterns(
    mainFields: [
      TextField.title.rawValue, TextField.keywords.rawValue, TextField.abstract.rawValue,
    ])

  private let readers: [SegmentReader]
  private var doclists = DoclistCache()
  private static let shifts: [[UInt64]] = TextIndex.allCases.map { index in
    index.fields.map { UInt64($0.rawValue * 8) }
  }

  /// Takes the readers, one for each index.
  private init(_ readers: [SegmentReader]) {
    self.readers = readers
  }

  /// Opens both indexes; `nil` if they use something that only stock SQLite reads.
  static func open(_ connection: RawConnection) throws -> SegmentPostingSource? {
    var readers: [SegmentReader] = []
    for index in TextIndex.allCases {
      guard let reader = try reader(connection, index) else { return nil }
      readers.append(reader)
    }
    return SegmentPostingSource(readers)
  }

  private static func reader(
    _ connection: RawConnection, _ index: TextIndex
  ) throws -> SegmentReader? {
    do {
      let reader = try SegmentReader(connection: connection.handle, table: index.table)
      return reader.table.columns == index.columns ? reader : nil
    } catch let error where error.code == .unsupported {
      return nil
    }
  }

  /// Bytes of doclists that may be kept.
  var doclistBytes: Int {
    get { doclists.byteLimit }
    set { doclists.byteLimit = newValue }
  }

  /// Lengths of all talks from beside the index; `nil` where they are not stored or out of date.
  func storedLengths() throws -> RowLengths? {
    do {
      return try RankingLengths.loadPacked(
        readers[TextIndex.prose.rawValue], places: TextLengths.places)
    } catch {
      // Lengths that cannot be read are no worse than none.
      guard error.code == .damaged || error.code == .unsupported else { throw error }
      return nil
    }
  }

  func postings(of term: [UInt8], in index: TextIndex) throws -> Postings {
    let reader = readers[index.rawValue]
    let shifts = SegmentPostingSource.shifts[index.rawValue]
    guard index == .prose else {
      return Postings(try reader.compactPostings(of: term, shifts: shifts, patterns: patterns))
    }
    // Neighbours are looked for in the doclists of stems, and words as typed are compared with them.
    let (postings, found) = try reader.keptPostings(of: term, shifts: shifts, patterns: patterns)
    doclists.insert(found, of: term, index)
    return Postings(postings)
  }

  func hasSamePostings(_ word: [UInt8], asStem stem: [UInt8]) throws -> Bool {
    guard let known = doclists.known(stem, .prose) else { return false }
    return try readers[TextIndex.words.rawValue].hasSameDoclist(of: word, as: known)
  }

  func postings(
    of term: [UInt8], in index: TextIndex, unlessMoreThan limit: Int
  ) throws -> Postings? {
    try readers[index.rawValue].compactPostings(
      of: term, shifts: SegmentPostingSource.shifts[index.rawValue], patterns: patterns,
      unlessMoreThan: limit
    ).map(Postings.init)
  }

  func postings(ofPhrase terms: [[UInt8]], in index: TextIndex) throws -> Postings {
    let list = try readers[index.rawValue].postings(ofPhrase: terms)
    let (rows, counts) = list.packed(shifts: SegmentPostingSource.shifts[index.rawValue])
    return Postings(rows: rows, counts: counts, patterns: patterns)
  }

  func probe(_ terms: [[UInt8]], in index: TextIndex) throws -> ((UInt32) throws -> UInt64)? {
    let probe = PhraseProbe(
      try terms.map { try doclists.find($0, index, readers[index.rawValue]) })
    let shifts = SegmentPostingSource.shifts[index.rawValue]
    return { row in try probe.packed(row: row, shifts: shifts) }
  }

  func contains(_ term: [UInt8], in index: TextIndex) throws -> Bool {
    try readers[index.rawValue].contains(term)
  }

  func vocabulary(of index: TextIndex) throws -> TermVocabulary? {
    var vocabulary = TermVocabulary()
    let isWhole = try readers[index.rawValue].forEachTermOfSegments { vocabulary.add($0) }
    return isWhole ? vocabulary : nil
  }

  func terms(withPrefix prefix: [UInt8], in index: TextIndex, limit: Int) throws -> [[UInt8]] {
    try readers[index.rawValue].terms(withPrefix: prefix, limit: limit)
  }

  func frequentTerms(
    withPrefix prefix: [UInt8], in index: TextIndex, limit: Int
  ) throws -> [[UInt8]] {
    try readers[index.rawValue].frequentTerms(withPrefix: prefix, limit: limit)
  }

  /// Bytes of a doclist in which rows are looked for; with other words, of which few talks have all.
  private static let headBytes = (alone: 4096, withOthers: 1 << 18)

  func forEachRow(
    of term: [UInt8], in index: TextIndex, among rows: [UInt32]?,
    _ body: (_ row: UInt32, _ fields: UInt64) throws -> Bool
  ) throws {
    let bytes = SegmentPostingSource.headBytes
    let masks = index.fields.map(Frequencies.mask)
    try readers[index.rawValue].forEachRow(
      of: term, among: rows, byteLimit: rows == nil ? bytes.alone : bytes.withOthers
    ) { row, columns in
      var fields: UInt64 = 0
      for (column, mask) in masks.enumerated() where columns >> UInt64(column) & 1 == 1 {
        fields |= mask
      }
      return try body(row, fields)
    }
  }

  func postings(longerThan prefix: [UInt8], in index: TextIndex) throws -> Postings {
    Postings(
      try readers[index.rawValue].compactPostings(
        longerThan: prefix, shifts: SegmentPostingSource.shifts[index.rawValue],
        patterns: patterns))
  }
}

/// Doclists in which single rows were looked up lately.
///
/// Two generations: when the younger takes half of the memory, it becomes the older one, whose
/// doclists are dropped unless they are used meanwhile.
private struct DoclistCache {
  // The key of another table: each type of keys costs a process that searches once something.
  private typealias Key = PostingCache.Key

  /// Bytes that they may take.
  var byteLimit = 0
  private var bytes = 0
  private var younger: [Key: TermDoclists] = [:]
  private var older: [Key: TermDoclists] = [:]

  mutating func find(
    _ term: [UInt8], _ index: TextIndex, _ reader: SegmentReader
  ) throws -> TermDoclists {
    if let known = known(term, index) { return known }
    let found = try reader.doclists(of: term)
    insert(found, of: term, index)
    return found
  }

  /// The doclists of a term if they are there.
  mutating func known(_ term: [UInt8], _ index: TextIndex) -> TermDoclists? {
    let key = Key(term, index)
    if let found = younger[key] { return found }
    guard let found = older.removeValue(forKey: key) else { return nil }
    insert(found, of: term, index)
    return found
  }

  /// Keeps doclists unless they alone would take much of the memory.
  mutating func insert(_ found: TermDoclists, of term: [UInt8], _ index: TextIndex) {
    guard found.byteCount <= byteLimit / 4 else { return }
    if bytes + found.byteCount > byteLimit / 2 {
      older = younger
      younger = [:]
      bytes = 0
    }
    younger[Key(term, index)] = found
    bytes += found.byteCount
  }
}
