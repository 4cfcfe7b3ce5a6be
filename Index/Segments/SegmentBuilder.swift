import GRDBSQLite

/// Builds the index of an FTS5 table off-line: rows in, finished segments out.
///
/// The segments hold what FTS5 itself would hold for the same rows; a `ShadowTableWriter` puts them
/// into an empty table. A builder belongs to one thread, so two tables can be built at once.
///
/// ```swift
/// let builder = try SegmentBuilder(columns: 2, tokenizer: ["porter", "unicode61"])
/// for talk in talks {
///   try builder.add(row: talk.id, texts: [talk.title, talk.abstract])
///   if builder.isOverLimit { try writer.write(builder.seal()) }
/// }
/// try writer.write(builder.seal())
/// try writer.finish()
/// ```
///
/// No token allocates or counts references: chunks of text go through a memo to term numbers, and
/// those to doclists in memory of the builder's own.
package final class SegmentBuilder {
  /// What a builder may use.
  package struct Options: Sendable {
    /// Memory for postings after which `isOverLimit` says so, in bytes; default 96 MiB.
    ///
    /// The vocabulary and the memo of chunks come on top (some 60 MiB for a million talks), and
    /// while a segment is sealed without pipes its pages (about two thirds of the postings).
    package var postingBytes: Int
    /// Size that pages aim at, which must be that of the table; default 4050.
    package var pageSize: Int

    /// Makes options.
    package init(postingBytes: Int = 96 << 20, pageSize: Int = 4050) {
      self.postingBytes = postingBytes
      self.pageSize = pageSize
    }
  }

  /// A second table over the same rows, built along with the first.
  ///
  /// Its columns are the first ones of the first table, its tokenizer is that of the first behind
  /// `porter`. Texts are then split and looked up once for both, and postings kept once: those of a
  /// stem are those of its words, put together when a segment is sealed.
  package struct Stemmed: Sendable {
    /// How many columns it has.
    package var columns: Int
    /// Size that its pages aim at.
    package var pageSize: Int

    /// Describes a table.
    package init(columns: Int, pageSize: Int = 4050) {
      self.columns = columns
      self.pageSize = pageSize
    }
  }

  private let state: UnsafeMutablePointer<BuilderState>
  private let columns: Int
  private let tokenizerArguments: [String]
  private let options: Options
  private let stemmed: Stemmed?
  private var firstRow: Int64 = 0
  private var lastRow: Int64 = 0

  /// Makes a builder for tables with that many columns and that tokenizer, and if asked for a second
  /// table with stems.
  ///
  /// - Throws: `unsupported` for a tokenizer whose tokens do not end at every ASCII character that is
  ///   neither a letter nor a digit; `sqlite`.
  package init(
    columns: Int, tokenizer: [String], options: Options = Options(), stemmed: Stemmed? = nil
  ) throws(SegmentError) {
    guard (1...SegmentLayout.maximumColumns).contains(columns),
      (1...columns).contains(stemmed?.columns ?? columns)
    else { throw .unsupported("more than \(SegmentLayout.maximumColumns) columns, or none") }
    for pageSize in [options.pageSize, stemmed?.pageSize ?? options.pageSize] {
      guard (32...32_768).contains(pageSize) else {
        throw .unsupported("a page size over 32 KiB")
      }
    }
    guard SegmentBuilder.splitsAtEverySeparator(tokenizer),
      stemmed == nil || tokenizer.first != "porter"
    else { throw .unsupported("a tokenizer with characters of its own, or stems of stems") }
    let stock = try StockTokenizer(tokenizer)
    var derived: DerivedTerms?
    if let stemmed {
      derived = DerivedTerms(
        columns: stemmed.columns, tokenizer: try StockTokenizer(["porter"] + tokenizer))
    }
    state = .allocate(capacity: 1)
    state.initialize(
      to: BuilderState(
        columns: columns, tokenizer: stock, keepsASCII: tokenizer.first != "porter",
        derived: derived))
    self.columns = columns
    self.stemmed = stemmed
    tokenizerArguments = tokenizer
    self.options = options
  }

  deinit {
    state.pointee.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Whether the postings take more memory than they should: then `seal`.
  package var isOverLimit: Bool { state.pointee.postings.byteCount > options.postingBytes }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - row: Its number; above all before, and below 2³² − 1.
  ///   - texts: The text of each column.
  /// - Throws: `misuse`; `unsupported` for a row out of range.
  package func add(row: Int64, texts: [String]) throws(SegmentError) {
    try begin(row: row)
    for text in texts {
      var text = text
      text.withUTF8 { append($0) }
    }
    try end()
  }

  /// Begins a row, for callers that have bytes rather than strings: then `append` for each column in
  /// order, then `end`.
  ///
  /// - Throws: As `add`.
  package func begin(row: Int64) throws(SegmentError) {
    guard row > lastRow else { throw SegmentError(.misuse, "rows must ascend from 1") }
    guard row < Int64(UInt32.max) else { throw .unsupported("rows beyond 32 bits") }
    lastRow = row
    if firstRow == 0 { firstRow = row }
    state.pointee.begin(row: UInt32(truncatingIfNeeded: row))
  }

  /// Adds the text of the next column, in UTF-8.
  package func append(_ text: UnsafeBufferPointer<UInt8>) {
    state.pointee.append(text)
  }

  /// Readable bytes that a text must have behind it which is not copied.
  package static let textSlack = TextChunks.slack

  /// Adds the text of the next column, in UTF-8, where it is: `range` of `texts`, which hold the columns
  /// of the row that are not empty and stay where they are until ``end()``.
  ///
  /// ``textSlack`` bytes behind `texts` must be readable.
  package func append(_ range: Range<Int>, of texts: UnsafeBufferPointer<UInt8>) {
    precondition(range.upperBound <= texts.count, "a text beyond its memory")
    state.pointee.append(range, of: texts)
  }

  /// Ends the row.
  ///
  /// - Throws: `misuse` if it has not as many columns as the table; `sqlite` if the tokenizer failed.
  package func end() throws(SegmentError) {
    guard state.pointee.columnsSeen == columns else {
      throw SegmentError(.misuse, "a row with another number of columns")
    }
    let code = state.pointee.end()
    guard code == SQLITE_OK else {
      throw SegmentError(.sqlite, "the tokenizer failed", sqliteCode: code)
    }
  }

  /// Makes a segment of the rows since the last one and frees their postings.
  ///
  /// - Parameter pipe: Where leaves go at once; without it they stay in memory until the segment is
  ///   written.
  /// - Returns: The segment; without pages if the rows had no words.
  package func seal(into pipe: LeafPipe? = nil) -> BuiltSegment {
    sealBoth(first: pipe, stemmed: nil).first
  }

  /// Makes a segment of each table of the rows since the last ones and frees their postings.
  ///
  /// - Parameters:
  ///   - pipe: Where the leaves of the first go at once; without it they stay in memory until the
  ///     segment is written.
  ///   - other: The same for the second.
  ///   - besides: What this thread does before it makes the first segment, while another thread makes
  ///     the second, which takes longer: it gets the lengths of the rows, if there are any.
  /// - Returns: The segments; the second one only if there is a second table.
  package func sealBoth(
    first pipe: LeafPipe? = nil, stemmed other: LeafPipe? = nil,
    besides: (_ first: BuiltLengths?, _ stemmed: BuiltLengths?) -> Void = { _, _ in }
  ) -> (first: BuiltSegment, stemmed: BuiltSegment?) {
    let lengths = firstRow == 0 ? nil : state.pointee.lengths(of: firstRow...lastRow)
    firstRow = 0
    let output = state.pointee.seal(
      .init(pageSize: options.pageSize, leaves: pipe ?? PageStore()),
      derived: .init(
        pageSize: stemmed?.pageSize ?? options.pageSize, leaves: other ?? PageStore())
    ) {
      besides(lengths?.first, lengths?.derived)
    }
    let first = BuiltSegment(
      output.first, columns: columns, tokenizer: tokenizerArguments, pageSize: options.pageSize,
      lengths: lengths?.first)
    guard let stemmed, let derived = output.derived else { return (first, nil) }
    return (
      first,
      BuiltSegment(
        derived, columns: stemmed.columns, tokenizer: ["porter"] + tokenizerArguments,
        pageSize: stemmed.pageSize, lengths: lengths?.derived)
    )
  }

  /// Whether tokens never go across an ASCII character that is neither letter nor digit.
  private static func splitsAtEverySeparator(_ arguments: [String]) -> Bool {
    var rest = arguments[...]
    if rest.first == "porter" { rest = rest.dropFirst() }
    if rest.isEmpty { return !arguments.isEmpty }
    if rest.elementsEqual(["ascii"]) || rest.elementsEqual(["unicode61"]) { return true }
    return rest.count == 3 && rest.starts(with: ["unicode61", "remove_diacritics"])
  }
}

/// A finished segment, ready to be written; made by one thread, written by any.
package final class BuiltSegment: Sendable {
  let columns: Int
  let tokenizer: [String]
  let pageSize: Int
  /// What is known of its rows; `nil` if there are none.
  let lengths: BuiltLengths?
  /// The first and the last row; `nil` if there are none.
  var rows: ClosedRange<Int64>? { lengths?.rows }
  let leaves: any PageTaker
  let indexPages: PageStore
  let idx: [(page: Int64, key: [UInt8])]
  let pageCount: Int

  init(
    _ output: BuilderState.Output, columns: Int, tokenizer: [String], pageSize: Int,
    lengths: BuiltLengths?
  ) {
    self.columns = columns
    self.tokenizer = tokenizer
    self.pageSize = pageSize
    self.lengths = lengths
    leaves = output.segment.leaves
    indexPages = output.segment.indexPages
    idx = output.segment.idx
    pageCount = output.pageCount
  }
}
