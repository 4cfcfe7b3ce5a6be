import GRDBSQLite

/// Reads the index of an FTS5 table from its shadow tables, without FTS5.
///
/// A reader belongs to one connection and sees the state of the moment it was made, or last
/// refreshed: make it or call `refresh` inside the read transaction in which it is used. One thread
/// at a time.
///
/// ```swift
/// let reader = try SegmentReader(connection: handle, table: "talk_prose")
/// let list = try reader.postings(of: Array("graph".utf8))
/// ```
package final class SegmentReader {
  /// What the table is made of.
  package let table: TableDescription
  /// Rows in the index.
  package private(set) var rowCount: Int
  /// Tokens of each column over all rows.
  package private(set) var tokenCounts: [UInt64]
  /// The averages and structure records as they are: equal as long as the index is the same.
  package private(set) var fingerprint: [UInt8]
  /// Segments, oldest first.
  package private(set) var segments: [SegmentRange]

  let connection: OpaquePointer
  private let page: Statement
  private let termPage: Statement
  private let laterTermPages: Statement
  /// Pages of a range, one after the other; made when first needed.
  private var pages: Statement?
  /// Likewise where the terms behind one begin.
  private var nextTermPage: Statement?
  /// What decodes postings for ranking, kept for its memory.
  var decoder: PackedDecoder?
  /// Likewise for the second thread.
  var secondDecoder: PackedDecoder?
  /// What adds postings up, likewise.
  var union: PostingUnion?
  /// Memory for the doclist at hand; that of very long ones is not kept.
  var scratch = RawDoclist()
  /// The most that is kept of it.
  static let scratchBytes = 4 << 20
  /// The most that is reserved for a doclist before it is read.
  private static let mostReserved = 64 << 20
  /// Asked now and then during long reading; where it says yes, the reading ends with an `sqlite`
  /// error of code `SQLITE_INTERRUPT`.
  package var isInterrupted: (() -> Bool)?
  /// Pages read so far.
  private var pagesRead = 0
  /// Pages between two looks at ``isInterrupted``; some 0.2 ms.
  private static let pagesBetweenLooks = 32

  /// Opens the index of a table.
  ///
  /// - Throws: `unsupported` if the table uses something unknown here (then use stock SQLite);
  ///   `damaged`; `sqlite`.
  package init(
    connection: OpaquePointer, schema: String = "main", table name: String
  ) throws(SegmentError) {
    self.connection = connection
    table = try TableDescription(connection: connection, schema: schema, table: name)
    page = try Statement(connection, "SELECT block FROM \(table.shadow("data")) WHERE id=?1")
    termPage = try Statement(
      connection,
      "SELECT pgno FROM \(table.shadow("idx")) WHERE segid=?1 AND term<=?2 "
        + "ORDER BY term DESC LIMIT 1")
    laterTermPages = try Statement(
      connection,
      "SELECT pgno FROM \(table.shadow("idx")) WHERE segid=?1 AND term>?2 AND term<?3 "
        + "ORDER BY term")
    rowCount = 0
    tokenCounts = []
    fingerprint = []
    segments = []
    try refresh()
  }

  /// Takes the state of the current transaction.
  ///
  /// - Returns: Whether anything is different from before.
  /// - Throws: As `init`.
  @discardableResult
  package func refresh() throws(SegmentError) -> Bool {
    let averages = try block(SegmentLayout.averagesID) ?? []
    guard let structure = try block(SegmentLayout.structureID) else {
      throw .damaged("no structure record")
    }
    let found = SegmentReader.fingerprint(averages, structure)
    guard found != fingerprint else { return false }
    let totals = try AveragesRecord(averages, columns: table.columns.count)
    segments = try StructureRecord(structure).oldestFirst
    rowCount = Int(totals.rows)
    tokenCounts = totals.tokens
    fingerprint = found
    return true
  }

  /// The rows that have a term of the main index; empty if there are none.
  ///
  /// - Parameters:
  ///   - term: A token as the tokenizer of the table gives it.
  ///   - withPositions: Whether the places of the term are kept, too.
  /// - Returns: The rows, ascending.
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package func postings(
    of term: [UInt8], withPositions: Bool = false
  ) throws(SegmentError) -> PostingList {
    let key = [SegmentLayout.mainTermPrefix] + term
    let raw = RawDoclist()
    var assembly = PostingAssembly(columns: table.columns.count, withPositions: withPositions)
    defer { assembly.deallocate() }
    for segment in segments.reversed() {
      let start = raw.count
      if try appendDoclist(of: key, in: segment, to: raw) {
        try assembly.add(raw, from: start)
      }
    }
    return assembly.finish(raw)
  }

  /// Whether a term of the main index is in any segment; all of its rows may be deleted.
  ///
  /// - Throws: `damaged`, `sqlite`.
  package func contains(_ term: [UInt8]) throws(SegmentError) -> Bool {
    let key = [SegmentLayout.mainTermPrefix] + term
    for segment in segments {
      let page = try pageNumber(of: key, in: segment)
      let isThere = try withLeaf(segment, page) { leaf throws(SegmentError) in
        try leaf.find(key) != nil
      }
      if isThere { return true }
    }
    return false
  }

  /// A walk over the rows of a term.
  func cursor(of term: [UInt8]) throws(SegmentError) -> DoclistCursor {
    let (raw, starts) = try rawDoclists(of: term)
    return try DoclistCursor(raw, starts: starts)
  }

  /// The doclists of a term, newest first, and where each begins.
  ///
  /// Of each segment's doclist, the rows behind the page on which it reaches `byteLimit` are left out.
  func rawDoclists(
    of term: [UInt8], byteLimit: Int = .max
  ) throws(SegmentError) -> (raw: RawDoclist, starts: [Int]) {
    let raw = RawDoclist()
    return (raw, try appendDoclists(of: term, to: raw, byteLimit: byteLimit))
  }

  /// Appends the doclists of a term, newest first, and returns where each begins.
  func appendDoclists(
    of term: [UInt8], to raw: RawDoclist, byteLimit: Int = .max
  ) throws(SegmentError) -> [Int] {
    let key = [SegmentLayout.mainTermPrefix] + term
    var starts: [Int] = []
    for (index, segment) in segments.enumerated().reversed() {
      let start = raw.count
      if try appendDoclist(
        of: key, in: segment, to: raw, byteLimit: byteLimit, segmentsLeft: index + 1)
      {
        starts.append(start)
      }
    }
    return starts
  }

  /// Both records as one.
  static func fingerprint(_ averages: [UInt8], _ structure: [UInt8]) -> [UInt8] {
    Varint.bytes(of: UInt64(averages.count)) + averages + structure
  }

  // MARK: - Pages

  /// Ends what takes long where that is wanted.
  func checkInterruption() throws(SegmentError) {
    guard let isInterrupted, isInterrupted() else { return }
    throw SegmentError(.sqlite, "interrupted", sqliteCode: SQLITE_INTERRUPT)
  }

  /// The bytes of a record, copied.
  private func block(_ id: Int64) throws(SegmentError) -> [UInt8]? {
    page.bind(id, at: 1)
    defer { page.reset() }
    guard try page.step() else { return nil }
    return Array(page.blob(0))
  }

  /// Calls `body` with a leaf page, which is valid only meanwhile.
  func withLeaf<Result>(
    _ segment: SegmentRange, _ number: Int,
    _ body: (LeafPage) throws(SegmentError) -> Result
  ) throws(SegmentError) -> Result {
    pagesRead &+= 1
    if pagesRead % SegmentReader.pagesBetweenLooks == 0 { try checkInterruption() }
    page.bind(SegmentLayout.leaf(segment: segment.id, page: number), at: 1)
    defer { page.reset() }
    guard try page.step() else { throw .damaged("a leaf page is missing") }
    return try body(LeafPage(page.blob(0)))
  }

  /// Calls `body` with the leaf pages of a segment behind `number`, each valid only meanwhile, until it
  /// returns false.
  ///
  /// Going from page to page takes a fraction of looking each up.
  func forEachLeaf(
    of segment: SegmentRange, after number: Int,
    _ body: (LeafPage) throws(SegmentError) -> Bool
  ) throws(SegmentError) {
    let statement = try pageRange()
    statement.bind(SegmentLayout.leaf(segment: segment.id, page: number), at: 1)
    statement.bind(SegmentLayout.leaf(segment: segment.id, page: segment.lastPage), at: 2)
    defer { statement.reset() }
    for page in number + 1..<max(segment.lastPage, number) + 1 {
      pagesRead &+= 1
      if pagesRead % SegmentReader.pagesBetweenLooks == 0 { try checkInterruption() }
      guard try statement.step(),
        statement.integer(0) == SegmentLayout.leaf(segment: segment.id, page: page)
      else { throw .damaged("a leaf page is missing") }
      guard try body(LeafPage(statement.blob(1))) else { return }
    }
  }

  private func laterTermPage() throws(SegmentError) -> Statement {
    if let nextTermPage { return nextTermPage }
    let statement = try Statement(
      connection,
      "SELECT pgno FROM \(table.shadow("idx")) WHERE segid=?1 AND term>?2 ORDER BY term LIMIT 1")
    nextTermPage = statement
    return statement
  }

  private func pageRange() throws(SegmentError) -> Statement {
    if let pages { return pages }
    let statement = try Statement(
      connection,
      "SELECT id, block FROM \(table.shadow("data")) WHERE id>?1 AND id<=?2 ORDER BY id")
    pages = statement
    return statement
  }

  /// Number of the leaf page on which `key` stands if it is in the segment at all.
  func pageNumber(of key: [UInt8], in segment: SegmentRange) throws(SegmentError) -> Int {
    termPage.bind(Int64(segment.id), at: 1)
    termPage.bind(key, at: 2)
    defer { termPage.reset() }
    guard try termPage.step() else { return segment.firstPage }
    let number = Int(truncatingIfNeeded: termPage.integer(0) >> 1)
    guard number <= segment.lastPage else { throw .damaged("a term page beyond its segment") }
    return max(number, segment.firstPage)
  }

  /// Number of the last page on which the doclist of `key` can be.
  private func lastPage(of key: [UInt8], in segment: SegmentRange) throws(SegmentError) -> Int {
    let statement = try laterTermPage()
    statement.bind(Int64(segment.id), at: 1)
    statement.bind(key, at: 2)
    defer { statement.reset() }
    guard try statement.step() else { return segment.lastPage }
    return min(Int(truncatingIfNeeded: statement.integer(0) >> 1), segment.lastPage)
  }

  /// Numbers of the pages with terms behind `key` that begin with it, ascending.
  func laterPages(than key: [UInt8], in segment: SegmentRange) throws(SegmentError) -> [Int] {
    let statement = laterTermPages
    defer { statement.reset() }
    statement.bind(Int64(segment.id), at: 1)
    statement.bind(key, at: 2)
    // Terms with this beginning end before its successor in the order of bytes.
    var end = key
    while end.last == .max { end.removeLast() }
    guard let last = end.popLast() else { return [] }
    statement.bind(end + [last + 1], at: 3)
    var result: [Int] = []
    while try statement.step() {
      let number = Int(truncatingIfNeeded: statement.integer(0) >> 1)
      if (segment.firstPage...segment.lastPage).contains(number) { result.append(number) }
    }
    return result
  }

  // MARK: - Doclists

  private func appendDoclist(
    of key: [UInt8], in segment: SegmentRange, to raw: RawDoclist, byteLimit: Int = .max,
    segmentsLeft: Int = 1
  ) throws(SegmentError) -> Bool {
    let start = raw.count
    let number = try pageNumber(of: key, in: segment)
    var pageSize = 0
    let found = try withLeaf(segment, number) { leaf throws(SegmentError) -> Bool? in
      guard let place = try leaf.find(key) else { return nil }
      raw.markAbsoluteRow()
      raw.append(leaf.bytes + place.start, count: place.end - place.start)
      pageSize = leaf.count
      return place.isLast
    }
    guard let goesOn = found else { return false }
    if goesOn {
      let end = byteLimit < .max - start ? start + byteLimit : .max
      if byteLimit == .max {
        // In a damaged index the next term may stand anywhere.
        let pages = max(try lastPage(of: key, in: segment) - number, 0)
        let most = SegmentReader.mostReserved / pageSize
        // Older segments will not have less: memory for each in its turn would be copied as often.
        if !raw.hasRoom(min(pages, most) * pageSize) {
          raw.reserve(min(pages * segmentsLeft, most) * pageSize)
        }
      }
      try appendRest(of: segment, after: number, to: raw, until: end)
    }
    return true
  }

  /// Appends what follows of a doclist on the pages behind `number`.
  ///
  /// Once `raw` has `end` bytes, it ends before the next row that begins a page.
  func appendRest(
    of segment: SegmentRange, after number: Int, to raw: RawDoclist, until end: Int = .max
  ) throws(SegmentError) {
    try forEachLeaf(of: segment, after: number) { leaf in
      if raw.count >= end, leaf.firstRow > 0 {
        // The last row may have begun on the page before.
        raw.append(leaf.bytes + 4, count: leaf.firstRow - 4)
        return false
      }
      if leaf.firstRow > 0 { raw.markAbsoluteRow(ahead: leaf.firstRow - 4) }
      raw.append(leaf.bytes + 4, count: leaf.continuedEnd - 4)
      return !leaf.hasTerms
    }
  }
}

/// Gathers the doclists of one term, newest segment first, into one posting list.
struct PostingAssembly {
  private var decoder: PostingDecoder
  private let withPositions: Bool
  private var arrays: PostingArrays?

  init(columns: Int, withPositions: Bool) {
    decoder = PostingDecoder(columns: columns)
    self.withPositions = withPositions
  }

  /// Adds the doclist of the next older segment: the bytes of `raw` from `start` on.
  mutating func add(_ raw: RawDoclist, from start: Int) throws(SegmentError) {
    let older = try decoder.decode(raw, from: start, withPositions: withPositions)
    guard let newer = arrays else {
      arrays = older
      return
    }
    arrays = PostingArrays.merged(older: older, newer: newer)
    older.deallocate()
    newer.deallocate()
  }

  /// The list; the assembly is empty afterwards.
  mutating func finish(_ raw: RawDoclist) -> PostingList {
    var result = arrays ?? PostingArrays(capacity: 0, withPositions: withPositions)
    arrays = nil
    result.removeDeleted()
    return PostingList(
      consuming: result, spill: decoder.spill, raw: withPositions ? raw : nil)
  }

  /// Frees what was gathered and not finished.
  mutating func deallocate() {
    arrays?.deallocate()
    arrays = nil
  }
}
