@testable import FTS5Segments

/// Damaged full-text segments: an error or an answer, never a trap or a read past the end.
///
/// The input is a list of changes: which record, where, what.
enum DamagedSegments {
  /// A table of two segments with deleted rows, on small pages, and the records it is made of.
  private final class Sample {
    let database: FuzzDatabase
    var ids: [Int64] = []
    /// Reads the table; made once, so that a change needs no new statements.
    let reader: SegmentReader

    init() throws(SegmentError) {
      database = try FuzzDatabase(tokenizer: FuzzDatabase.tokenizers[0], pageSize: 64)
      try database.run("BEGIN")
      for row in 1...24 {
        if row == 18 { try database.run("COMMIT; BEGIN") }
        let words = (1...8).map { "w\((row * $0 * 7919) % 29)x" }.joined(separator: " ")
        try database.insert(Int64(row), [Array("w\(row % 5)x".utf8), Array(words.utf8)])
      }
      for row in 6...8 { try database.delete(Int64(row)) }
      try database.run("COMMIT")
      let read = try Statement(database.handle, "SELECT id FROM t_data ORDER BY id")
      while try read.step() { ids.append(read.integer(0)) }
      reader = try SegmentReader(connection: database.handle, table: "t")
      try database.run("SAVEPOINT damage")
    }
  }

  nonisolated(unsafe) private static let sample = try? Sample()
  private static let patterns = FrequencyPatterns(capacity: 3)
  private static let tokens = ["w1x", "w2x", "w3x"].map { Array($0.utf8) }

  static func check(_ bytes: [UInt8]) throws(SegmentError) {
    guard let sample else { return demand(false, "no sample") }
    var rest = bytes.dropFirst()
    while rest.count >= 5 { try change(&rest, sample) }
    // Ranking takes many times as long as reading.
    do {
      try readEverything(sample, ranks: bytes.first.map { $0 % 8 == 0 } ?? false)
    } catch {}
    try sample.database.run("ROLLBACK TO damage")
  }

  private static func change(
    _ rest: inout ArraySlice<UInt8>, _ sample: Sample
  ) throws(SegmentError) {
    let change = Array(rest.prefix(5))
    rest = rest.dropFirst(5)
    let id = sample.ids[Int(change[0]) % sample.ids.count]
    let handle = sample.database.handle
    var block: [UInt8] = []
    do {
      let read = try Statement(handle, "SELECT block FROM t_data WHERE id=\(id)")
      guard try read.step() else { return }
      block = Array(read.blob(0))
    }
    let place = (Int(change[1]) << 8 | Int(change[2])) % (block.count + 1)
    let value = change[4]
    switch change[3] & 7 {
    case 0: block.removeSubrange(place...)
    case 1: block.insert(value, at: place)
    case 2:
      // Anything in the place of the rest of the record.
      block.removeSubrange(place...)
      block += rest.prefix(Int(value))
      rest = rest.dropFirst(Int(value))
    case 3 where value & 0x80 == 0:
      return try sample.database.run("DELETE FROM t_data WHERE id=\(id)")
    case 3:
      return try sample.database.run(
        "UPDATE t_idx SET pgno=\(Int(value) * 131 % 97) WHERE (segid, term) IN "
          + "(SELECT segid, term FROM t_idx LIMIT 1 OFFSET \(Int(change[1]) % 16))")
    case 4:
      let write = try Statement(
        handle, "UPDATE t_docsize SET sz=?1 WHERE id=\(Int(change[1]) % 24 + 1)")
      write.bind(Array(rest.prefix(Int(value) % 8)), at: 1)
      return try write.run()
    default:
      guard place < block.count else { return }
      block[place] = value
    }
    let write = try Statement(handle, "UPDATE t_data SET block=?1 WHERE id=\(id)")
    write.bind(block, at: 1)
    try write.run()
  }

  private static func readEverything(_ sample: Sample, ranks: Bool) throws(SegmentError) {
    let reader = sample.reader
    try reader.refresh()
    var terms: [[UInt8]] = []
    // Damage must not keep from looking further, as the searches of a program do.
    do {
      try reader.forEachTerm { term, _ in
        terms.append(term)
        return terms.count < 40
      }
    } catch {}
    var places: [TokenPosition] = []
    for term in terms.prefix(12) + tokens {
      do {
        let list = try reader.postings(of: term, withPositions: true)
        for index in 0..<min(list.count, 100) {
          _ = list.columns(at: index)
          try list.positions(at: index, into: &places)
        }
      } catch {}
      do {
        let found = try reader.compactPostings(of: term, shifts: [0, 8], patterns: patterns)
        demand(found.allRows.count == found.count, "rows that are lost")
        _ = found.allCounts
        for limit in [0, 3, 100] { _ = try reader.hasMoreRows(than: limit, of: term) }
      } catch {}
    }
    do {
      try reader.forEachTerm(
        longerThan: Array("w".utf8), shifts: [8, 0], patterns: patterns
      ) { _ = $0.allRows }
    } catch {}
    do { _ = try reader.postings(ofPhrase: Array(tokens.prefix(2))) } catch {}
    do { _ = try reader.postings(ofPhrase: tokens, isPrefix: true) } catch {}
    do { _ = try reader.terms(withPrefix: Array("w".utf8), limit: 100) } catch {}
    guard ranks else { return }
    let scoring = FieldScoring(weights: [2, 1], lengthFactors: [0.3, 1])
    let search = try RankedSearch([(try RankedTable(reader: reader, scoring: scoring), reader)])
    let groups = tokens.map { RankedGroup([RankedTerm(tokens: [$0])]) }
    _ = try search.top(RankedQuery(groups: groups))
    _ = try search.matches(RankedQuery(groups: groups))
  }
}
