@testable import FTS5Segments
import GRDBSQLite

/// Damaged full-text segments: an error or an answer, never a trap or a read past the end.
///
/// The input is a list of changes of six bytes each: which record, where, what.
enum SegmentsTarget {
  private final class Sample {
    let handle: OpaquePointer
    var ids: [Int64] = []

    init() throws(SegmentError) {
      var opened: OpaquePointer?
      guard sqlite3_open(":memory:", &opened) == SQLITE_OK, let opened else {
        throw SegmentError(.sqlite, "cannot open")
      }
      handle = opened
      try Statement.execute(
        handle,
        """
        CREATE TABLE source(id INTEGER PRIMARY KEY, title, body);
        CREATE VIRTUAL TABLE t USING fts5(title, body, content='source', content_rowid='id',
          tokenize='porter unicode61 remove_diacritics 2');
        INSERT INTO t(t, rank) VALUES('pgsz', 100)
        """)
      for row in 1...60 {
        let words = (1...20).map { "w\((row * $0 * 7919) % 97)x" }.joined(separator: " ")
        try Statement.execute(
          handle, "INSERT INTO t(rowid, title, body) VALUES(\(row), 'w\(row % 7)x', '\(words)')")
      }
      let read = try Statement(handle, "SELECT id FROM t_data ORDER BY id")
      while try read.step() { ids.append(read.integer(0)) }
    }
  }

  nonisolated(unsafe) private static let sample = try? Sample()

  static func run(_ bytes: [UInt8]) {
    guard let sample else { return demand(false, "no sample") }
    do {
      try Statement.execute(sample.handle, "SAVEPOINT damage")
      var index = 0
      while index + 6 <= bytes.count {
        try change(Array(bytes[index..<index + 6]), sample)
        index += 6
      }
      // Ranking takes a hundred times as long as reading.
      do { try readEverything(sample.handle, ranks: bytes.count % 64 == 5) } catch {}
      try Statement.execute(sample.handle, "ROLLBACK TO damage; RELEASE damage")
    } catch {
      demand(false, "\(error)")
    }
  }

  private static func change(_ bytes: [UInt8], _ sample: Sample) throws(SegmentError) {
    let id = sample.ids[(Int(bytes[0]) << 8 | Int(bytes[1])) % sample.ids.count]
    let read = try Statement(sample.handle, "SELECT block FROM t_data WHERE id=\(id)")
    guard try read.step() else { return }
    var block = Array(read.blob(0))
    read.reset()
    guard !block.isEmpty else { return }
    let place = (Int(bytes[2]) << 8 | Int(bytes[3])) % block.count
    switch bytes[4] & 3 {
    case 0: block.removeSubrange(place...)
    case 1: block.insert(bytes[5], at: place)
    default: block[place] = bytes[5]
    }
    let write = try Statement(sample.handle, "UPDATE t_data SET block=?1 WHERE id=\(id)")
    write.bind(block, at: 1)
    try write.run()
  }

  private static func readEverything(
    _ handle: OpaquePointer, ranks: Bool
  ) throws(SegmentError) {
    let reader = try SegmentReader(connection: handle, table: "t")
    var terms: [[UInt8]] = []
    try reader.forEachTerm { term, _ in
      terms.append(term)
      return terms.count < 500
    }
    var places: [TokenPosition] = []
    for term in terms.prefix(40) {
      let list = try reader.postings(of: term, withPositions: true)
      for index in 0..<list.count {
        _ = list.columns(at: index)
        try list.positions(at: index, into: &places)
      }
    }
    let tokens = ["w1x", "w2x", "w3x"].map { Array($0.utf8) }
    _ = try reader.postings(ofPhrase: Array(tokens.prefix(2)))
    _ = try reader.postings(ofPhrase: tokens, isPrefix: true)
    _ = try reader.terms(withPrefix: Array("w".utf8), limit: 100)
    guard ranks else { return }
    let scoring = FieldScoring(weights: [2, 1], lengthFactors: [0.3, 1])
    let search = try RankedSearch([(try RankedTable(reader: reader, scoring: scoring), reader)])
    let groups = tokens.map { RankedGroup([RankedTerm(tokens: [$0])]) }
    _ = try search.top(RankedQuery(groups: groups))
    _ = try search.matches(RankedQuery(groups: groups))
  }
}
