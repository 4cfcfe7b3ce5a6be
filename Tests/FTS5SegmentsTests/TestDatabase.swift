import Foundation
import GRDBSQLite

@testable import FTS5Segments

/// A database in memory with one FTS5 table `t`, filled through stock SQLite.
final class TestDatabase {
  let handle: OpaquePointer
  let columns: [String]

  init(
    columns: [String] = ["title", "body"],
    tokenizer: String = "porter unicode61 remove_diacritics 2", options: String = "",
    path: String = ":memory:", creates: Bool = true
  ) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
      throw SegmentError(.sqlite, "cannot open")
    }
    handle = opened
    self.columns = columns
    let names = columns.joined(separator: ", ")
    guard creates else { return }
    try run("CREATE TABLE source(id INTEGER PRIMARY KEY, \(names))")
    try run(
      "CREATE VIRTUAL TABLE t USING fts5(\(names), content='source', content_rowid='id', "
        + "tokenize='\(tokenizer)'\(options))")
    try run("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'row')")
    try run("CREATE VIRTUAL TABLE places USING fts5vocab('t', 'instance')")
  }

  /// A database whose index was built by `SegmentBuilder` and is now used by stock SQLite.
  static func built(
    _ rows: [(row: Int64, texts: [String])], columns: [String] = ["title", "body"],
    tokenizer: String = "porter unicode61 remove_diacritics 2", pageSize: Int = 4050,
    segmentRows: Int = .max, in folder: TemporaryFolder, definitions: [String] = []
  ) throws -> TestDatabase {
    let path = folder.path + "/built.sqlite"
    do {
      let database = try TestDatabase(columns: columns, tokenizer: tokenizer, path: path)
      for definition in definitions { try database.run(definition) }
      if pageSize != 4050 {
        try database.run("INSERT INTO t(t, rank) VALUES('pgsz', \(pageSize))")
      }
    }
    do {
      let writing = try TestDatabase(columns: columns, path: path, creates: false)
      try writing.run("BEGIN")
      let writer = try ShadowTableWriter(connection: writing.handle, table: "t")
      let builder = try SegmentBuilder(
        columns: columns.count, tokenizer: tokenizer.split(separator: " ").map(String.init),
        options: writer.builderOptions(postingBytes: 1 << 20))
      for (index, row) in rows.enumerated() {
        try writing.store(row.row, row.texts)
        try builder.add(row: row.row, texts: row.texts)
        if (index + 1) % segmentRows == 0 { try writer.write(builder.seal()) }
      }
      try writer.write(builder.seal())
      try writer.finish()
      try writing.run("COMMIT")
    }
    return try TestDatabase(columns: columns, path: path, creates: false)
  }

  deinit {
    sqlite3_close_v2(handle)
  }

  func run(_ sql: String) throws {
    try Statement.execute(handle, sql)
  }

  /// Puts a row into the content table only.
  func store(_ row: Int64, _ texts: [String]) throws {
    let marks = (0...texts.count).map { "?\($0 + 1)" }.joined(separator: ", ")
    let statement = try Statement(handle, "INSERT INTO source VALUES(\(marks))")
    statement.bind(row, at: 1)
    for (index, text) in texts.enumerated() { statement.bind(text, at: Int32(index + 2)) }
    try statement.run()
  }

  /// Puts a row into the content table and the index.
  func insert(_ row: Int64, _ texts: [String]) throws {
    try store(row, texts)
    try index(row, texts, command: nil)
  }

  func delete(_ row: Int64) throws {
    let read = try Statement(handle, "SELECT * FROM source WHERE id=?1")
    read.bind(row, at: 1)
    guard try read.step() else { return }
    let texts = (1...columns.count).map { read.text(Int32($0)) ?? "" }
    read.reset()
    try index(row, texts, command: "delete")
    try run("DELETE FROM source WHERE id=\(row)")
  }

  private func index(_ row: Int64, _ texts: [String], command: String?) throws {
    let names = columns.joined(separator: ", ")
    let marks = (0...texts.count).map { "?\($0 + 1)" }.joined(separator: ", ")
    let sql =
      command == nil
      ? "INSERT INTO t(rowid, \(names)) VALUES(\(marks))"
      : "INSERT INTO t(t, rowid, \(names)) VALUES('delete', \(marks))"
    let statement = try Statement(handle, sql)
    statement.bind(row, at: 1)
    for (index, text) in texts.enumerated() { statement.bind(text, at: Int32(index + 2)) }
    try statement.run()
  }

  func integers(_ sql: String) throws -> [Int64] {
    let statement = try Statement(handle, sql)
    var result: [Int64] = []
    while try statement.step() { result.append(statement.integer(0)) }
    return result
  }

  /// Throws if the index and the content disagree.
  func checkIntegrity() throws {
    try run("INSERT INTO t(t, rank) VALUES('integrity-check', 1)")
  }

  /// Every place of every term, as stock SQLite sees it: term → row → places.
  func places() throws -> [[UInt8]: [Int64: [TokenPosition]]] {
    let names = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    let statement = try Statement(handle, "SELECT term, doc, col, offset FROM places")
    var result: [[UInt8]: [Int64: [TokenPosition]]] = [:]
    while try statement.step() {
      let place = TokenPosition(
        column: names[statement.text(2) ?? ""] ?? -1, offset: Int(statement.integer(3)))
      result[Array(statement.blob(0)), default: [:]][statement.integer(1), default: []]
        .append(place)
    }
    return result
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("segments-\(UInt64.random(in: .min ... .max))").path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// A generator that gives the same numbers on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number below `bound` that is small more often than great, as words are in a text.
  mutating func zipf(_ bound: Int) -> Int {
    let unit = Double(next() >> 11) / Double(1 << 53)
    return min(Int(pow(Double(bound) + 1, unit) - 1), bound - 1)
  }
}

/// Made-up texts.
enum SampleText {
  /// Sentences of `count` words drawn from `vocabulary` made-up words, common ones often.
  static func words(
    _ count: Int, vocabulary: Int, using generator: inout SeededGenerator
  ) -> String {
    (0..<count).map { _ in word(generator.zipf(vocabulary)) }.joined(separator: " ")
  }

  /// A made-up word for a number: the same always, all different.
  static func word(_ number: Int) -> String {
    let syllables = ["ka", "ru", "no", "ti", "le", "mi", "so", "da", "ve", "po", "ing", "ed", "s"]
    var rest = number
    var result = "q"
    repeat {
      result += syllables[rest % syllables.count]
      rest /= syllables.count
    } while rest > 0
    return result
  }

  /// Any valid text without NUL: characters of every block, runs without a separator, marks.
  static func nasty(
    _ length: Int, using generator: inout SeededGenerator
  ) -> String {
    var scalars = String.UnicodeScalarView()
    while scalars.count < length {
      let kind = generator.next() % 8
      let bound: UInt32 =
        switch kind {
        case 0, 1, 2: 0x80
        case 3: 0x250
        case 4: 0x370
        case 5: 0x3000
        case 6: 0x1_0000
        default: 0x11_0000
        }
      let run = Int(generator.next() % 12)
      for _ in 0...run {
        if let scalar = Unicode.Scalar(UInt32(generator.next() % UInt64(bound))), scalar.value > 0 {
          scalars.append(scalar)
        }
      }
      if generator.next() % 2 == 0 { scalars.append(" ") }
    }
    return String(scalars)
  }
}
