import FTS5Segments
import GRDB

/// Reads postings through `fts5vocab`, which every SQLite with FTS5 has.
///
/// Slower than reading the segments, and right for whatever FTS5 can read.
final class StockPostingSource: PostingSource {
  let name = "stock fts5vocab"
  /// Not needed: SQLite asks the clock itself.
  var isInterrupted: (() -> Bool)?
  let patterns = FrequencyPatterns()

  private struct Place: Hashable {
    var row: UInt32
    var column: Int
    var offset: Int
  }

  private var places: [TextIndex: PreparedStatement] = [:]
  private var terms: [TextIndex: PreparedStatement] = [:]
  private let columns: [TextIndex: [String: Int]]

  /// Makes the temporary `fts5vocab` tables.
  private static func makeTables(
    _ connection: RawConnection, isReader: Bool
  ) throws(TalkIndexError) {
    // Even temporary tables count as writing; the file itself stays read-only.
    if isReader { try connection.run("PRAGMA query_only = OFF") }
    defer { if isReader { try? connection.run("PRAGMA query_only = ON") } }
    for index in TextIndex.allCases {
      for kind in ["instance", "row"] {
        try connection.run(
          "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(index.table)_\(kind) "
            + "USING fts5vocab(main, '\(index.table)', '\(kind)')")
      }
    }
  }

  /// Makes a source for a connection, in a transaction or not.
  ///
  /// - Parameters:
  ///   - connection: The connection.
  ///   - isReader: Whether it may write nothing (`PRAGMA query_only`).
  /// - Throws: `damaged`, `busy`, `disk`.
  init(_ connection: RawConnection, isReader: Bool) throws(TalkIndexError) {
    try StockPostingSource.makeTables(connection, isReader: isReader)
    var columns: [TextIndex: [String: Int]] = [:]
    for index in TextIndex.allCases {
      places[index] = try connection.prepare(
        "SELECT doc, col, offset FROM temp.\(index.table)_instance WHERE term = ?1")
      terms[index] = try connection.prepare(
        "SELECT term FROM temp.\(index.table)_row WHERE term >= ?1 AND term <= ?2 LIMIT ?3")
      for (number, name) in index.columns.enumerated() {
        columns[index, default: [:]][name] = number
      }
    }
    self.columns = columns
  }

  func postings(of term: [UInt8], in index: TextIndex) throws -> Postings {
    var frequencies: [UInt32: UInt64] = [:]
    let fields = index.fields
    try forEachPlace(of: term, in: index) { place in
      frequencies[place.row] = Frequencies.adding(
        1, fields[place.column], to: frequencies[place.row] ?? 0)
    }
    return postings(frequencies)
  }

  func postings(
    of term: [UInt8], in index: TextIndex, unlessMoreThan limit: Int
  ) throws -> Postings? {
    let found = try postings(of: term, in: index)
    return found.count > limit ? nil : found
  }

  func postings(ofPhrase terms: [[UInt8]], in index: TextIndex) throws -> Postings {
    var starts: Set<Place>?
    for (number, term) in terms.enumerated() {
      var found: Set<Place> = []
      try forEachPlace(of: term, in: index) { place in
        var place = place
        place.offset -= number
        if place.offset >= 0, starts?.contains(place) ?? true { found.insert(place) }
      }
      starts = found
    }
    var frequencies: [UInt32: UInt64] = [:]
    let fields = index.fields
    for place in starts ?? [] {
      frequencies[place.row] = Frequencies.adding(
        1, fields[place.column], to: frequencies[place.row] ?? 0)
    }
    return postings(frequencies)
  }

  func probe(_ terms: [[UInt8]], in index: TextIndex) -> ((UInt32) throws -> UInt64)? { nil }

  func contains(_ term: [UInt8], in index: TextIndex) throws -> Bool {
    guard let statement = places[index] else { return false }
    defer { statement.reset() }
    statement.bind(1, String(decoding: term, as: UTF8.self))
    return try statement.step()
  }

  func vocabulary(of index: TextIndex) -> TermVocabulary? { nil }

  func terms(withPrefix prefix: [UInt8], in index: TextIndex, limit: Int) throws -> [[UInt8]] {
    guard let statement = terms[index] else { return [] }
    defer { statement.reset() }
    let text = String(decoding: prefix, as: UTF8.self)
    statement.bind(1, text)
    statement.bind(2, text + "\u{10FFFF}")
    statement.bind(3, limit)
    var result: [[UInt8]] = []
    while try statement.step() {
      if let term = statement.text(0) { result.append(Array(term.utf8)) }
    }
    return result
  }

  func frequentTerms(
    withPrefix prefix: [UInt8], in index: TextIndex, limit: Int
  ) throws -> [[UInt8]] {
    try terms(withPrefix: prefix, in: index, limit: limit)
  }

  func forEachRow(
    of term: [UInt8], in index: TextIndex, among rows: [UInt32]?,
    _ body: (_ row: UInt32, _ fields: UInt64) throws -> Bool
  ) throws {
    let (found, counts) = try postings(of: term, in: index).frequencies()
    let wanted = rows.map { RowLists.intersection(found, $0) } ?? found
    var index = 0
    for row in wanted {
      while found[index] < row { index += 1 }
      guard try body(row, counts[index]) else { return }
    }
  }

  func hasSamePostings(_ word: [UInt8], asStem stem: [UInt8]) throws -> Bool { false }

  func postings(longerThan prefix: [UInt8], in index: TextIndex) throws -> Postings {
    let longer = try terms(withPrefix: prefix, in: index, limit: .max).filter { $0 != prefix }
    return .union(try longer.map { try postings(of: $0, in: index) }, patterns)
  }

  private func forEachPlace(
    of term: [UInt8], in index: TextIndex, _ body: (Place) -> Void
  ) throws {
    guard let statement = places[index], let columns = columns[index] else { return }
    defer { statement.reset() }
    statement.bind(1, String(decoding: term, as: UTF8.self))
    while try statement.step() {
      guard let row = statement.integer(0).flatMap(UInt32.init(exactly:)),
        let column = statement.text(1).flatMap({ columns[$0] })
      else { continue }
      body(Place(row: row, column: column, offset: Int(statement.integer(2) ?? 0)))
    }
  }

  private func postings(_ frequencies: [UInt32: UInt64]) -> Postings {
    let rows = frequencies.keys.sorted()
    return Postings(
      rows: rows, counts: rows.map { frequencies[$0] ?? 0 }, patterns: patterns)
  }
}
