import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import TalkIndex

/// Tables and indexes written as pages, as SQLite sees them.
@Suite struct PageTreeTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let numbers: [Int64] = [
    0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, 8_388_607, -8_388_609, 1 << 31, -(1 << 31) - 1,
    1 << 47, .max, .min,
  ]

  @Test(arguments: [
    (rows: 0, longest: 10, pageSize: 4096), (rows: 1, longest: 10, pageSize: 16_384),
    (rows: 5, longest: 20_000, pageSize: 4096), (rows: 900, longest: 5000, pageSize: 512),
    (rows: 6000, longest: 3000, pageSize: 1024), (rows: 300, longest: 90_000, pageSize: 16_384),
  ])
  func sqliteReadsAndChangesWhatWasWritten(rows: Int, longest: Int, pageSize: Int) throws {
    let path = folder.path("trees.sqlite")
    var roots: [String: UInt32] = [:]
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(pageSize)") }
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try database.write { db in
        try db.execute(
          sql: """
            CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, c);
            CREATE TABLE w(k TEXT, n INT, PRIMARY KEY(k, n)) WITHOUT ROWID;
            CREATE INDEX t_by_a ON t(a);
            """)
        for row in try Row.fetchAll(db, sql: "SELECT name, rootpage FROM sqlite_schema") {
          roots[row["name"]] = UInt32(row["rootpage"] as Int)
        }
      }
      try database.close()
    }
    func text(_ number: Int) -> String {
      String(repeating: "x", count: number % 97 == 0 ? longest : number % 50)
    }
    func number(_ row: Int) -> Int64 { PageTreeTests.numbers[row % PageTreeTests.numbers.count] }
    let file = try PageFile(path: path)
    let table = TableTree(file, root: try #require(roots["t"]))
    let keyed = IndexTree(file, root: try #require(roots["w"]))
    let index = IndexTree(file, root: try #require(roots["t_by_a"]))
    let record = PageRecord()
    for row in 0..<rows {
      record.begin()
      record.appendNull()
      record.append(Int64(row * 3))
      record.append(text: text(row))
      record.append(number(row))
      try table.append(Int64(row * 2 + 1), record.finish())
      record.begin()
      record.append(text: String(format: "%08d", row) + text(row))
      record.append(number(row))
      try keyed.append(record.finish())
      record.begin()
      record.append(Int64(row * 3))
      record.append(Int64(row * 2 + 1))
      try index.append(record.finish())
    }
    for row in stride(from: 0, to: rows, by: max(rows / 7, 1)) {
      let stored = StoredRecord(try #require(try table.read(Int64(row * 2 + 1))))
      #expect(stored.integer(1) == Int64(row * 3))
      #expect(stored.text(2) == text(row))
      #expect(stored.integer(3) == number(row))
      #expect(stored.integer(0) == nil)
    }
    #expect(try table.read(2) == nil)
    try table.finish()
    try keyed.finish()
    try index.finish()
    try file.finish()

    let database = try DatabaseQueue(path: path)
    try database.write { db in
      #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
      let stored = try Row.fetchAll(db, sql: "SELECT id, a, b, c FROM t ORDER BY id")
      #expect(stored.count == rows)
      for (row, found) in stored.enumerated() {
        #expect(found[0] == Int64(row * 2 + 1) && found[1] == Int64(row * 3))
        #expect(found[2] == text(row) && found[3] == number(row))
      }
      let keys = try Row.fetchAll(db, sql: "SELECT k, n FROM w ORDER BY k, n")
      #expect(keys.count == rows)
      for (row, found) in keys.enumerated() {
        #expect(found[0] == String(format: "%08d", row) + text(row) && found[1] == number(row))
      }
      // It goes on as in any other table.
      try db.execute(
        sql: """
          DELETE FROM t WHERE id % 3 = 0;
          INSERT INTO w SELECT 'z' || id, id FROM t;
          DELETE FROM w WHERE n % 2 = 0;
          INSERT INTO t(a, b) SELECT a, b FROM t LIMIT 500;
          """)
      #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
    }
  }

  @Test func pagesOfSeveralThreadsAreEachInTheirPlace() throws {
    let path = folder.path("threads.sqlite")
    let database = try DatabaseQueue(path: path)
    try database.write { try $0.execute(sql: "CREATE TABLE t(a)") }
    try database.close()
    let file = try PageFile(path: path)
    // More than goes through the cache of the system.
    let (threads, pages) = (4, 1500)
    let places = Mutex<[UInt32: UInt8]>([:])
    let wrong = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for page in 0..<pages {
        let mark = UInt8(truncatingIfNeeded: thread * pages + page)
        let bytes = [UInt8](repeating: mark, count: file.pageSize)
        let memory = file.newPage()
        memory.copyMemory(from: bytes, byteCount: file.pageSize)
        guard let number = try? file.append(memory).number, (try? file.read(number)) == bytes
        else {
          wrong.withLock { $0 += 1 }
          continue
        }
        places.withLock { $0[number] = mark }
      }
    }
    #expect(wrong.withLock { $0 } == 0)
    let all = places.withLock { $0 }
    #expect(all.count == threads * pages)
    try file.finish()
    for (number, mark) in all {
      #expect(try file.read(number) == [UInt8](repeating: mark, count: file.pageSize))
    }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(size == Int(all.keys.max() ?? 0) * file.pageSize)
  }

  @Test func pagesOfOthersStandInNoGap() throws {
    let path = folder.path("gaps.sqlite")
    let database = try DatabaseQueue(path: path)
    try database.write { try $0.execute(sql: "CREATE TABLE t(a)") }
    try database.close()
    let file = try PageFile(path: path)
    for _ in 0..<100 {
      let page = UnsafeRawBufferPointer(start: file.newPage(), count: file.pageSize)
      #expect(page.allSatisfy { $0 == 0 })
    }
  }

  /// As the system opens it, for a file system that opens so but does not write so, and where there is no such way.
  @Test(arguments: [nil, O_RDONLY, -1])
  func batchesAreWrittenOneWayOrTheOther(mode: Int32?) throws {
    let path = folder.path("batch")
    let file = open(path, O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    let (size, pages) = (4096, 8)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size * pages, alignment: 4096)
    defer { memory.deallocate() }
    for page in 0..<pages {
      (memory + page * size).initializeMemory(as: UInt8.self, repeating: UInt8(page), count: size)
    }
    let writer =
      if let mode {
        BatchWriter(file, path: path, pageSize: size) { mode < 0 ? -1 : open($0, mode) }
      } else {
        BatchWriter(file, path: path, pageSize: size)
      }
    // In another order than they lie in memory.
    let batch = (0..<pages).reversed().map { memory + $0 * size }
    for place in [0, 64 << 20] as [off_t] {
      try writer.write(
        PageBatch(pages: batch, place: place, end: place + off_t(size * pages)))
      var stored = [UInt8](repeating: 0xFF, count: size * pages + 1)
      #expect(pread(file, &stored, stored.count, place) >= size * pages)
      for page in 0..<pages {
        #expect(
          stored[page * size..<(page + 1) * size].allSatisfy { $0 == UInt8(pages - 1 - page) })
      }
    }
  }

  @Test func thePageOfLocksIsLeftOut() throws {
    let path = folder.path("numbers.sqlite")
    let database = try DatabaseQueue(path: path)
    try database.write { try $0.execute(sql: "CREATE TABLE t(a)") }
    try database.close()
    let file = try PageFile(path: path)
    let lock = UInt32((1 << 30) / file.pageSize + 1)
    #expect(file.number(after: lock - 2) == lock - 1)
    #expect(file.number(after: lock - 1) == lock + 1)
    #expect(file.number(after: lock + 1) == lock + 2)
  }
}

@Suite struct ByteSorterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// With so little memory that runs go to the file, and with enough.
  @Test(arguments: [1, 1 << 18, 1 << 28])
  func sortsAsMemcmpAndKeepsTheOrderOfEqualKeys(memory: Int) throws {
    let sorter = ByteSorter(memory: memory, path: folder.path("sort"))
    var expected: [(key: [UInt8], value: [UInt8])] = []
    var generator = SystemRandomNumberGenerator()
    for number in 0..<20_000 {
      let length = Int.random(in: 0...12, using: &generator)
      let key = (0..<length).map { _ in UInt8.random(in: 0...3, using: &generator) }
      expected.append((key, Array("\(number)".utf8)))
    }
    // One that is longer than what is read at once.
    expected.append(([UInt8](repeating: 1, count: 600_000), [7]))
    // And some that do not fit behind one another.
    for size in [2_500_000, 900_000, 10, 1 << 20, 3_000_000] {
      expected.insert(([UInt8](repeating: 2, count: size), [8]), at: size % 20_000)
    }
    for (key, value) in expected {
      try key.withUnsafeBytes { key in
        try value.withUnsafeBytes { try sorter.add(key: key, value: $0) }
      }
    }
    expected = expected.enumerated().sorted { a, b in
      a.element.key == b.element.key
        ? a.offset < b.offset : a.element.key.lexicographicallyPrecedes(b.element.key)
    }.map(\.element)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    var found = 0
    try sorter.drain { key, value throws(TalkIndexError) in
      #expect(key.elementsEqual(expected[found].key) && value.elementsEqual(expected[found].value))
      found += 1
    }
    #expect(found == expected.count)
  }
}

@Suite struct NameNumbersTests {
  @Test func spellingsOfANameAreOne() throws {
    let numbers = NameNumbers()
    let names = ["Ada Lovelace", "ada lovelace", "ADA LOVELACE", "Ada Lovelace", "Bob", "bob"]
    func number(_ name: String, key: (String) -> String) -> NameNumbers.Entry {
      name.withBytes { numbers.number(of: UnsafeRawBufferPointer($0), key: key) }
    }
    let entries = names.map { number($0) { $0.lowercased() } }
    #expect(entries.map(\.id) == [1, 1, 1, 1, 2, 2])
    #expect(entries.map(\.differs) == [false, true, true, false, false, true])
    for place in 0..<5000 {
      let entry = number("n\(place)") { $0 }
      #expect(entry.id == Int64(place + 3) && !entry.differs)
    }
    var stored: [String] = []
    try numbers.forEach { id, name, key throws(TalkIndexError) in
      if id <= 2 {
        stored.append(
          String(decoding: name, as: UTF8.self) + "|" + String(decoding: key, as: UTF8.self))
      }
    }
    #expect(stored == ["Ada Lovelace|ada lovelace", "Bob|bob"])
    #expect(numbers.count == 5002)
    // Memory has grown meanwhile; what was known is known still, and what is long or empty as well.
    for name in ["", String(repeating: "long ", count: 20_000)] {
      let entry = number(name) { $0 }
      #expect(number(name) { _ in "never asked" }.id == entry.id)
    }
    for place in 0..<5000 { #expect(number("n\(place)") { $0 }.id == Int64(place + 3)) }
    #expect(number("BOB") { $0.lowercased() }.id == 2)
  }
}
