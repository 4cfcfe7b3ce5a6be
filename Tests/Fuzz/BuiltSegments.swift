@testable import FTS5Segments
import GRDBSQLite

/// Any text → a segment of the builder's: byte for byte what stock SQLite writes of the same rows,
/// searched by it with the same rows and scores, sound after it has written on, and read by the
/// reader as stock SQLite reads it.
///
/// The first byte is the tokenizer and the page size, the second what is done besides; bytes that no
/// UTF-8 has end a row (FF, and the byte behind it is the gap to the next) and a column (FE).
enum BuiltSegments {
  /// A table that stock SQLite fills, and one that is built.
  private final class Pair {
    let tokenizer: [String]
    let stock: FuzzDatabase
    let built: FuzzDatabase
    /// The builder writes through a connection that never uses the table through FTS5.
    let writing: OpaquePointer
    /// Made once, as a program does, so that an input costs no statements.
    let reader: SegmentReader
    let queries: StockTokenizer
    /// A table with the stems of the words of this one, of its first columns: by stock SQLite, and
    /// built along; where the words are no stems themselves.
    let stems: (stock: FuzzDatabase, built: FuzzDatabase, writing: OpaquePointer, columns: Int)?

    init(tokenizer: String, pageSize: Int) throws(SegmentError) {
      self.tokenizer = tokenizer.split(separator: " ").map(String.init)
      stock = try FuzzDatabase(tokenizer: tokenizer, pageSize: pageSize)
      let name = "\(tokenizer.filter { $0.isLetter || $0.isNumber })\(pageSize)"
      built = try FuzzDatabase(tokenizer: tokenizer, pageSize: pageSize, name: name)
      writing = try FuzzDatabase.open(name)
      reader = try SegmentReader(connection: built.handle, table: "t")
      queries = try StockTokenizer(self.tokenizer)
      guard !tokenizer.hasPrefix("porter") else {
        stems = nil
        return
      }
      let columns = pageSize % 1000 == 0 ? 2 : 1
      stems = (
        try FuzzDatabase(tokenizer: "porter " + tokenizer, pageSize: pageSize, columns: columns),
        try FuzzDatabase(
          tokenizer: "porter " + tokenizer, pageSize: pageSize, columns: columns,
          name: name + "stems"),
        try FuzzDatabase.open(name + "stems"), columns
      )
    }
  }

  private typealias Row = (row: Int64, texts: [[UInt8]])

  nonisolated(unsafe) private static var pairs: [Int: Pair] = [:]
  /// Few, so that some frequencies have no number.
  private static let patterns = FrequencyPatterns(capacity: 3)
  private static let pageSizes = [64, 200, 1000, 4050]
  private static let gaps: [Int64] = [1, 1, 1, 2, 127, 128, 70_000, 300_000_000]

  static func check(_ bytes: [UInt8]) throws(SegmentError) {
    guard bytes.count > 2 else { return }
    let choice = Int(bytes[0] & 15)
    let pair: Pair
    if let known = pairs[choice] {
      pair = known
    } else {
      pair = try Pair(
        tokenizer: FuzzDatabase.tokenizers[choice & 3], pageSize: pageSizes[choice >> 2])
      pairs[choice] = pair
    }
    let rows = rows(bytes.dropFirst(2))
    try fill(pair.stock, rows)
    try build(pair, rows)
    demand(
      try pair.built.indexBytes() == pair.stock.indexBytes(), "other bytes than stock SQLite writes"
    )
    if let stems = pair.stems {
      try fill(stems.stock, rows)
      demand(
        try stems.built.indexBytes() == stems.stock.indexBytes(), "other stems than stock SQLite's")
      try stems.built.run("INSERT INTO t(t, rank) VALUES('integrity-check', 1)")
      try stems.stock.removeAll()
      try stems.built.removeAll()
    }
    try compareSearches(pair, rows)
    if bytes[1] & 1 == 0 { try compareReading(pair) }
    if bytes[1] & 6 == 0 { try writeOn(pair, rows, bytes[1] >> 3) }
    try pair.built.run("INSERT INTO t(t, rank) VALUES('integrity-check', 1)")
    try pair.stock.removeAll()
    try pair.built.removeAll()
  }

  private static func rows(_ bytes: ArraySlice<UInt8>) -> [Row] {
    var result: [Row] = []
    var rest = bytes
    var row: Int64 = 0
    while !rest.isEmpty && row + 300_000_000 < Int64(UInt32.max) {
      row += gaps[Int(rest.popFirst() ?? 0) & 7]
      let text = rest.prefix { $0 != 0xFF }
      rest = rest.dropFirst(text.count + 1)
      let title = text.prefix { $0 != 0xFE }
      result.append((row, [Array(title), Array(text.dropFirst(title.count + 1))]))
    }
    return result
  }

  private static func fill(_ database: FuzzDatabase, _ rows: [Row]) throws(SegmentError) {
    try database.run("BEGIN")
    for row in rows { try database.insert(row.row, row.texts) }
    try database.run("COMMIT")
  }

  private static func build(_ pair: Pair, _ rows: [Row]) throws(SegmentError) {
    for database in [pair.built, pair.stems?.built].compactMap({ $0 }) {
      try database.run("BEGIN")
      for row in rows { try database.store(row.row, row.texts) }
      try database.run("COMMIT")
    }
    try Statement.execute(pair.writing, "BEGIN")
    let writer = try ShadowTableWriter(connection: pair.writing, table: "t")
    let builder = try SegmentBuilder(
      columns: 2, tokenizer: pair.tokenizer,
      options: writer.builderOptions(postingBytes: 1 << 20),
      stemmed: pair.stems.map {
        SegmentBuilder.Stemmed(
          columns: $0.columns,
          pageSize: writer.builderOptions(
            postingBytes: 0
          ).pageSize)
      })
    for row in rows {
      try builder.begin(row: row.row)
      for text in row.texts { text.withUnsafeBufferPointer { builder.append($0) } }
      try builder.end()
    }
    let segments = builder.sealBoth()
    try writer.write(segments.first)
    try writer.finish()
    try Statement.execute(pair.writing, "COMMIT")
    guard let stems = pair.stems, let segment = segments.stemmed else { return }
    try Statement.execute(stems.writing, "BEGIN")
    let second = try ShadowTableWriter(connection: stems.writing, table: "t")
    try second.write(segment)
    try second.finish()
    try Statement.execute(stems.writing, "COMMIT")
  }

  /// Words, phrases and beginnings from the texts themselves, through FTS5 on both tables.
  private static func compareSearches(_ pair: Pair, _ rows: [Row]) throws(SegmentError) {
    let quote = UInt8(ascii: "\"")
    try pair.reader.refresh()
    for text in rows.flatMap(\.texts).prefix(4) {
      let words = text.split(separator: 0x20, maxSplits: 4).prefix(3).map { word in
        // A query is a C string.
        word.filter { $0 != 0 }.flatMap { $0 == quote ? [quote, quote] : [$0] }
      }
      guard let first = words.first, let last = words.last else { continue }
      let phrase = [quote] + words.joined(separator: [0x20]) + [quote]
      for query in [
        [quote] + first + [quote], phrase, [quote] + last.prefix(2) + [quote, UInt8(ascii: "*")],
        Array("body: ".utf8) + [quote] + last + [quote],
      ] {
        demand(
          try pair.built.matches(query).text == pair.stock.matches(query).text,
          "other matches of \(query)")
      }
      let bytes = Array(words.map { $0.filter { $0 != quote } }.joined(separator: [0x20]))
      let plain = String(decoding: bytes, as: UTF8.self)
      let tokens = pair.queries.tokens(of: plain)
      guard !tokens.isEmpty else { continue }
      let found = try pair.reader.postings(ofPhrase: tokens)
      let stock = try pair.stock.matches(
        [quote] + Array(plain.utf8) + [quote])
      demand((0..<found.count).map { found.row(at: $0) } == stock.rows, "other rows of a phrase")
    }
  }

  /// Every place of every term, as the reader and as `fts5vocab` says.
  private static func compareReading(_ pair: Pair) throws(SegmentError) {
    var expected: [[UInt8]: [Int64: [TokenPosition]]] = [:]
    do {
      let statement = pair.built.places
      defer { statement.reset() }
      while try statement.step() {
        expected[Array(statement.blob(0)), default: [:]][statement.integer(1), default: []]
          .append(
            TokenPosition(column: Int(statement.integer(2)), offset: Int(statement.integer(3))))
      }
    }
    let reader = pair.reader
    try reader.refresh()
    var seen = 0
    try reader.forEachTerm { term, list in
      seen += 1
      demand(
        (0..<list.count).map { list.row(at: $0) } == (expected[term] ?? [:]).keys.sorted(),
        "other rows of \(term)")
      return true
    }
    demand(seen == expected.count, "\(seen) terms of \(expected.count)")
    var places: [TokenPosition] = []
    for (term, rows) in expected {
      let list = try reader.postings(of: term, withPositions: true)
      demand(list.count == rows.count, "\(list.count) rows of \(term)")
      for index in 0..<list.count {
        try list.positions(at: index, into: &places)
        demand(places == rows[list.row(at: index)]?.sorted(), "other places of \(term)")
      }
      try compareCounts(reader, term, rows)
    }
  }

  /// What ranking reads of a term: rows, frequencies in both columns, and whether there are more.
  private static func compareCounts(
    _ reader: SegmentReader, _ term: [UInt8], _ rows: [Int64: [TokenPosition]]
  ) throws(SegmentError) {
    let found = try reader.compactPostings(of: term, shifts: [0, 8], patterns: patterns)
    let counts = rows.mapValues { places in
      places.reduce(into: [0, 0]) { $0[$1.column] += 1 }.map { UInt64(min($0, 255)) }
    }
    let ascending = counts.keys.sorted()
    demand(found.allRows.map { Int64($0) } == ascending, "other rows to rank of \(term)")
    demand(
      found.allCounts
        == ascending.map { row in
          counts[row].map { $0[0] | $0[1] << 8 } ?? 0
        }, "other frequencies of \(term)")
    for limit in [0, rows.count - 1, rows.count] {
      demand(
        try reader.hasMoreRows(than: limit, of: term) == (rows.count > limit),
        "more or fewer rows than \(limit) of \(term)")
    }
  }

  /// Deletes, writes and merges through stock SQLite behind the built segment.
  private static func writeOn(
    _ pair: Pair, _ rows: [Row], _ choice: UInt8
  ) throws(SegmentError) {
    let last = rows.last?.row ?? 0
    for database in [pair.stock, pair.built] {
      for (index, row) in rows.enumerated() where (index + Int(choice)) % 3 == 0 {
        try database.delete(row.row)
        if index % 2 == 0 { try database.insert(row.row, row.texts.reversed()) }
      }
      for (index, row) in rows.prefix(2).enumerated() {
        try database.insert(last + 1 + Int64(index), row.texts)
      }
      if choice & 8 != 0 { try database.run("INSERT INTO t(t, rank) VALUES('merge', 4)") }
      if choice & 16 != 0 { try database.run("INSERT INTO t(t) VALUES('optimize')") }
    }
    try compareSearches(pair, rows)
    try compareReading(pair)
  }
}
