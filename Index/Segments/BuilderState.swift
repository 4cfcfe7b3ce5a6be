import GRDBSQLite

/// What a builder works on, in one piece of memory, so that the loops pass no class and no array.
///
/// A row goes through loops over its chunks and tokens, each without a dependence between its rounds,
/// so that the processor waits for many places in memory at once: split, hash, and ask for the places of
/// chunks; find their terms. The tokens of some dozen rows are then added to the doclists together,
/// term by term, see ``RowTokens``.
struct BuilderState {

  /// How the segment of a table is laid out.
  struct Layout {
    var pageSize: Int
    var leaves: any PageTaker
  }

  struct Output {
    let segment: SegmentEncoder.Output
    let pageCount: Int
  }

  private let columns: Int
  private let tokenizer: StockTokenizer
  /// Whether it makes one token of ASCII letters and digits: themselves, capitals made small.
  private let keepsASCII: Bool
  /// What a second table of the same rows has instead of the terms.
  private var derived: DerivedTerms?
  private var memo = TokenMemo()
  private var terms = TermDictionary()
  private(set) var postings: PostingAccumulator

  /// Where the texts of the row are: in `text`, or where they were before.
  private var source: UnsafePointer<UInt8>
  private var text: UnsafeMutablePointer<UInt8>
  private var textCapacity = 1 << 14
  private var textCount = 0
  private(set) var columnsSeen = 0
  private var chunks: UnsafeMutablePointer<TextChunk>
  private var chunkCapacity = 1 << 12
  private var chunkCount = 0
  /// Where the chunks of each column that has some end.
  private var chunkEnds: UnsafeMutablePointer<Int>
  private let masks = ChunkMasks()
  private var tokens = RowTokens()
  private var row: UInt32 = 0
  private var lengths: UnsafeMutablePointer<UInt32>
  /// The terms that the tokenizer gave last.
  private var found: [UInt32] = []
  private var rowLengths: LengthRecords

  init(
    columns: Int, tokenizer: StockTokenizer, keepsASCII: Bool, derived: DerivedTerms? = nil
  ) {
    self.columns = columns
    self.tokenizer = tokenizer
    self.keepsASCII = keepsASCII
    self.derived = derived
    postings = PostingAccumulator(keptColumns: derived?.columns ?? columns)
    text = .allocate(capacity: textCapacity + TextChunks.slack)
    source = UnsafePointer(text)
    chunks = .allocate(capacity: chunkCapacity)
    chunkEnds = .allocate(capacity: columns)
    chunkEnds.initialize(repeating: 0, count: columns)
    lengths = .allocate(capacity: columns)
    rowLengths = LengthRecords(columns: columns, derivedColumns: derived?.columns ?? 0)
  }

  mutating func deallocate() {
    memo.deallocate()
    terms.deallocate()
    derived?.deallocate()
    postings.deallocate()
    text.deallocate()
    chunks.deallocate()
    masks.deallocate()
    tokens.deallocate()
    chunkEnds.deallocate()
    lengths.deallocate()
  }

  mutating func begin(row: UInt32) {
    self.row = row
    textCount = 0
    chunkCount = 0
    columnsSeen = 0
  }

  // MARK: - Splitting

  /// Copies the text of the next column and finds its chunks.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = textCount
    if let base = bytes.baseAddress {
      if start + bytes.count > textCapacity { growText(start + bytes.count) }
      (text + start).update(from: base, count: bytes.count)
      textCount += bytes.count
      (text + textCount).update(repeating: 0, count: TextChunks.slack)
    }
    append(start..<textCount, of: UnsafeBufferPointer(start: text, count: textCount))
  }

  /// Finds the chunks of the text of the next column where it is; the texts of a row are in one memory.
  mutating func append(_ range: Range<Int>, of texts: UnsafeBufferPointer<UInt8>) {
    let column = columnsSeen
    columnsSeen += 1
    guard column < columns, let source = texts.baseAddress, !range.isEmpty else { return }
    self.source = source
    // A chunk and the separator behind it are two bytes or more.
    if chunkCount + range.count / 2 + 1 > chunkCapacity {
      growChunks(chunkCount + range.count / 2 + 1)
    }
    let start = range.lowerBound
    let masks = self.masks
    let table = memo.table
    var next = chunks + chunkCount
    TextChunks.forEach(source + start, count: range.count) { first, end in
      let chunk = TextChunks.chunk(
        source, start &+ first, start &+ end, column: column, masks: masks)
      table.prefetch(chunk)
      next.initialize(to: chunk)
      next += 1
    }
    chunkCount = next - chunks
    chunkEnds[column] = chunkCount
  }

  @inline(never)
  private mutating func growText(_ needed: Int) {
    let larger = max(needed, textCapacity * 2)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + TextChunks.slack)
    grown.update(from: text, count: textCount)
    text.deallocate()
    text = grown
    textCapacity = larger
  }

  @inline(never)
  private mutating func growChunks(_ needed: Int) {
    let larger = max(needed, chunkCapacity * 2)
    let grown = UnsafeMutablePointer<TextChunk>.allocate(capacity: larger)
    grown.initialize(from: chunks, count: chunkCount)
    chunks.deallocate()
    chunks = grown
    chunkCapacity = larger
  }

  // MARK: - Terms

  /// Takes the tokens of the row and returns an SQLite result code.
  mutating func end() -> Int32 {
    memo.trim()
    let code = findTerms()
    guard code == SQLITE_OK else { return code }
    if tokens.isFull { addPostings() }
    rowLengths.append(row, lengths)
    return SQLITE_OK
  }

  private mutating func findTerms() -> Int32 {
    lengths.update(repeating: 0, count: columns)
    var index = 0
    while true {
      index = appendKnown(from: index)
      guard index < chunkCount else { return SQLITE_OK }
      let code = appendOther(chunks[index])
      guard code == SQLITE_OK else { return code }
      index += 1
    }
  }

  /// Appends the tokens of chunks that are remembered with one term each, and returns the place of the
  /// first other one.
  ///
  /// Nothing else is written meanwhile, so that all that is looked at stays in registers.
  private mutating func appendKnown(from start: Int) -> Int {
    let end = chunkCount
    let chunks = UnsafePointer(self.chunks)
    let table = memo.table
    let chunkEnds = UnsafePointer(self.chunkEnds)
    let lengths = self.lengths
    let row = self.row
    let first = tokens.room(for: end - start)
    var next = first
    var index = start
    while index < end {
      // Chunks stand in the order of their columns.
      let column = chunks[index].column
      let columnEnd = chunkEnds[Int(column)]
      var position = lengths[Int(column)]
      while index < columnEnd {
        let term = table.find(chunks + index)
        guard term & TokenMemo.listFlag == 0 else { break }
        next.initialize(to: RowToken(term: term, row: row, position: position, column: column))
        position &+= 1
        next += 1
        index &+= 1
      }
      lengths[Int(column)] = position
      if index < columnEnd { break }
    }
    tokens.take(next - first)
    return index
  }

  /// Appends the tokens of a chunk of several terms, or none, or one that is not remembered.
  @inline(never)
  private mutating func appendOther(_ chunk: TextChunk) -> Int32 {
    let column = Int(chunk.column)
    guard let known = memo.find(chunk) else {
      let code = tokenize(chunk)
      guard code == SQLITE_OK else { return code }
      if chunk.tail != 0 { memo.insert(chunk, memo.value(found)) }
      for term in found { append(term, column) }
      return SQLITE_OK
    }
    let list = Int(known & ~TokenMemo.listFlag)
    for offset in 0..<Int(memo.lists[list]) { append(memo.lists[list + 1 + offset], column) }
    return SQLITE_OK
  }

  @inline(__always)
  private mutating func append(_ term: UInt32, _ column: Int) {
    let position = lengths[column]
    lengths[column] = position &+ 1
    tokens.append(
      term, row: row, column: UInt32(truncatingIfNeeded: column), position: position)
  }

  /// Finds the terms of a chunk that is not remembered, into `found`; where there is any doubt, the
  /// stock tokenizer is asked for them.
  @inline(never)
  private mutating func tokenize(_ chunk: TextChunk) -> Int32 {
    found.removeAll(keepingCapacity: true)
    let start = source + Int(chunk.start)
    let count = Int(chunk.count)
    if keepsASCII, chunk.isShortASCII {
      let number = chunk.withToken { terms.number(of: $0, count: $1) }
      found.append(UInt32(truncatingIfNeeded: number))
    } else {
      let code = tokenizer.terms(of: start, count: count, terms: &terms, found: &found)
      guard code == SQLITE_OK else { return code }
    }
    guard let known = derived?.count, known < terms.count else { return SQLITE_OK }
    return derived?.learn(found, from: start, count: count) ?? SQLITE_OK
  }

  // MARK: - Postings

  private mutating func addPostings() {
    postings.reserve(terms.count)
    tokens.drain(terms: terms.count, into: &postings)
  }

  // MARK: - Segments

  /// The lengths of the rows at hand, in the table and in the second one if there is one.
  func lengths(of rows: ClosedRange<Int64>) -> (first: BuiltLengths, derived: BuiltLengths?) {
    (
      BuiltLengths(rows: rows, isDerived: false, records: rowLengths),
      derived.map { _ in BuiltLengths(rows: rows, isDerived: true, records: rowLengths) }
    )
  }

  /// Lays the postings out in pages, those of both tables side by side, and forgets them.
  ///
  /// - Parameters:
  ///   - layout: how those of the table are laid out.
  ///   - other: the same for the second one.
  ///   - besides: what this thread does first, while another lays out the second table, which takes
  ///     longer.
  /// - Returns: What goes into the table, and into the second one if there is one.
  mutating func seal(
    _ layout: Layout, derived other: Layout, besides: () -> Void
  ) -> (first: Output, derived: Output?) {
    addPostings()
    for number in 0..<terms.count { postings.finish(number) }
    // From here on everything is only read.
    nonisolated(unsafe) let state = self
    let (output, second) = SideBySide.run {
      besides()
      return state.encode(layout)
    } _: {
      state.derived.map { state.encode($0, other) }
    }
    postings.removeAll(terms: terms.count)
    rowLengths = LengthRecords(columns: columns, derivedColumns: derived?.columns ?? 0)
    return (output, second)
  }

  private func encode(_ layout: Layout) -> Output {
    var encoder = SegmentEncoder(pageSize: layout.pageSize, leaves: layout.leaves)
    var room = DoclistRoom()
    terms.forEachInOrder(touching: postings.someByte) { number, term in
      room.clear(for: postings.byteCount(of: number))
      let doclist = room.doclist(of: number, in: postings)
      if doclist.count > 0 { encoder.add(term, doclist) }
    }
    let pageCount = encoder.finish()
    defer {
      encoder.deallocate()
      room.deallocate()
    }
    return Output(segment: encoder.output, pageCount: pageCount)
  }

  private func encode(_ derived: DerivedTerms, _ layout: Layout) -> Output {
    var encoder = SegmentEncoder(pageSize: layout.pageSize, leaves: layout.leaves)
    var merge = DoclistMerge(columns: derived.columns)
    var room = DoclistRoom()
    let (starts, members) = derived.groups()
    var sources: [DoclistMerge.Source] = []
    derived.terms.forEachInOrder {
      // Most stems are those of one word.
      starts[$0] < starts[$0 + 1] ? postings.someByte(of: Int(members[starts[$0]])) : 0
    } _: { number, stem in
      sources.removeAll(keepingCapacity: true)
      let words = members[starts[number]..<starts[number + 1]]
      room.clear(for: words.reduce(0) { $0 + postings.byteCount(of: Int($1)) })
      for word in words {
        let doclist = room.doclist(of: Int(word), in: postings)
        guard doclist.count > 0 else { continue }
        sources.append(
          DoclistMerge.Source(doclist: doclist, isCut: postings.isCut(Int(word))))
      }
      guard !sources.isEmpty else { return }
      let doclist = merge.merged(sources)
      if doclist.count > 0 { encoder.add(stem, doclist) }
    }
    let pageCount = encoder.finish()
    defer {
      encoder.deallocate()
      merge.deallocate()
      room.deallocate()
    }
    return Output(segment: encoder.output, pageCount: pageCount)
  }
}
