import TalkModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Keywords of all talks
// ---------------------
// Keywords have no table: they stand in the rows of their talks, and few are of more than one talk.
// Those of some talks are found by the full text. What asks for all of them (a list of keywords, their
// number, facets of very many hits) goes through the rows of all talks once, which takes some tenths
// of a second a hundred thousand talks, and keeps a hash of each keyword; only the few that are
// wanted are read again. Hashes have 64 bits and another seed in each scan. Two of ten million
// keywords share one with a probability of one in 400,000; their counts would be added.

/// A keyword of a talk; its bytes stay in place while it is looked at.
struct ScannedKeyword {
  /// Row of the talk.
  let talk: Int64
  /// Day of the talk, in days since 1970.
  let day: Int64?
  /// As written.
  let name: UnsafeRawBufferPointer
  /// The key under which spellings are one.
  let key: UnsafeRawBufferPointer
  /// Hash of the key.
  let hash: UInt64
}

/// Goes through the keywords of talks, in the order of rows and in each row in the order stated.
final class KeywordScan {
  private let connection: RawConnection
  /// Rows that are looked at, ascending; `nil` for all.
  private let rows: [UInt32]?
  /// Throws where the time is over.
  let check: () throws -> Void
  private let reader: KeywordReader

  /// Rows between two looks at the clock.
  private static let stride: Int64 = 4096

  /// For a connection in its read transaction.
  ///
  /// With a `part`, keywords of talks none of whose keys has these bytes in it may be left out.
  init(
    _ connection: RawConnection, rows: [UInt32]? = nil, part: [UInt8] = [],
    check: @escaping () throws -> Void = {}
  ) {
    self.connection = connection
    self.rows = rows
    self.check = check
    reader = KeywordReader(seed: Int64.random(in: .min ... .max), part: part)
  }

  /// Calls `body` with each keyword, of a talk that states one twice only once.
  func forEach(_ body: (ScannedKeyword) -> Void) throws {
    let statement = try connection.prepare(
      "SELECT id, start_day, keywords FROM talk WHERE keywords <> '' ORDER BY id")
    defer { statement.reset() }
    var place = 0
    var number: Int64 = 0
    while try statement.step() {
      number += 1
      if number % KeywordScan.stride == 0 { try check() }
      let talk = statement.integer(0) ?? 0
      if let rows {
        while place < rows.count, rows[place] < talk { place += 1 }
        guard place < rows.count else { return }
        guard rows[place] == talk else { continue }
      }
      let day = statement.integer(1)
      statement.withBytes(2) { reader.read($0, talk, day, body) }
    }
  }

  /// Calls `body` with each keyword of some talks.
  func forEach(of talks: some Sequence<Int64>, _ body: (ScannedKeyword) -> Void) throws {
    let statement = try connection.prepare("SELECT start_day, keywords FROM talk WHERE id = ?")
    for talk in talks {
      statement.bind(1, talk)
      if try statement.step() {
        let day = statement.integer(0)
        statement.withBytes(1) { reader.read($0, talk, day, body) }
      }
      statement.reset()
    }
  }

  /// Looks at each keyword that fulfils a condition once, and keeps what is to be known of all.
  func survey(
    where condition: (ScannedKeyword) -> Bool = { _ in true }
  ) throws -> KeywordSurvey {
    var survey = KeywordSurvey()
    try forEach { keyword in
      if condition(keyword) { survey.add(keyword) }
    }
    return survey
  }
}

/// Takes the keywords of one row apart, row after row.
private final class KeywordReader {
  private let seed: Int64
  private let part: [UInt8]
  /// The list of the present row in lower case.
  private var lowered: UnsafeMutableRawBufferPointer
  /// Hashes of the keywords of the present row.
  private var hashes: [UInt64] = []

  init(seed: Int64, part: [UInt8]) {
    self.seed = seed
    self.part = part
    lowered = .allocate(byteCount: 1 << 12, alignment: 16)
  }

  deinit { lowered.deallocate() }

  /// Calls `body` with the keywords in `list`, which are joined as ``NameList`` has them, or not at all where
  /// `part` is in none.
  func read(
    _ list: UnsafeRawBufferPointer, _ talk: Int64, _ day: Int64?, _ body: (ScannedKeyword) -> Void
  ) {
    hashes.removeAll(keepingCapacity: true)
    let isPlain = lower(list)
    if isPlain, !UnsafeRawBufferPointer(rebasing: lowered[..<list.count]).contains(part) { return }
    var start = 0
    while start < list.count {
      let end = KeywordReader.end(of: start, in: list)
      if end > start {
        let name = UnsafeRawBufferPointer(rebasing: list[start..<end])
        if isPlain, list[end - 1] != 0x20 {
          look(name, UnsafeRawBufferPointer(rebasing: lowered[start..<end]), talk, day, body)
        } else {
          var key = KeywordKey.key(String(decoding: name, as: UTF8.self))
          key.withUTF8 { look(name, UnsafeRawBufferPointer($0), talk, day, body) }
        }
      }
      start = end + 2
    }
  }

  /// Where the keyword that begins at `start` ends.
  private static func end(of start: Int, in list: UnsafeRawBufferPointer) -> Int {
    guard let bytes = list.baseAddress else { return list.count }
    var place = start
    while place < list.count,
      let found = memchr(bytes + place, Int32(UInt8(ascii: ";")), list.count - place)
    {
      let end = UnsafeRawPointer(found) - bytes
      guard end + 1 < list.count, list[end + 1] != 0x20 else {
        return end + 1 < list.count ? end : list.count
      }
      place = end + 1
    }
    return list.count
  }

  private func look(
    _ name: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer, _ talk: Int64, _ day: Int64?,
    _ body: (ScannedKeyword) -> Void
  ) {
    var hash = StableHash()
    hash.feed(seed)
    hash.feed(key)
    let value = UInt64(bitPattern: hash.value)
    guard !hashes.contains(value) else { return }
    hashes.append(value)
    body(ScannedKeyword(talk: talk, day: day, name: name, key: key, hash: value))
  }

  /// Puts a list into `lowered`; whether that is what its keywords fold to, but for a last space.
  private func lower(_ list: UnsafeRawBufferPointer) -> Bool {
    if list.count > lowered.count {
      lowered.deallocate()
      lowered = .allocate(byteCount: 2 * list.count, alignment: 16)
    }
    guard let target = lowered.baseAddress, let source = list.baseAddress else { return true }
    var others: UInt8 = 0
    for index in 0..<list.count {
      let byte = source.load(fromByteOffset: index, as: UInt8.self)
      others |= byte &- 0x20 > 0x5E ? 1 : 0
      let isUpper = byte &- UInt8(ascii: "A") < 26
      target.storeBytes(of: isUpper ? byte | 0x20 : byte, toByteOffset: index, as: UInt8.self)
    }
    guard others == 0 else { return false }
    // Two spaces fold to one, and a first one to none.
    var spaces = source.load(as: UInt8.self) == 0x20 ? 1 as UInt8 : 0
    for index in 1..<max(list.count, 1) {
      let byte = source.load(fromByteOffset: index, as: UInt8.self)
      let previous = source.load(fromByteOffset: index - 1, as: UInt8.self)
      spaces |= (byte == 0x20 ? 1 : 0) & (previous == 0x20 ? 1 : 0)
    }
    return spaces == 0
  }
}

extension UnsafeRawBufferPointer {
  /// Whether bytes stand anywhere in these, side by side.
  func contains(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, let base = baseAddress else { return wanted.isEmpty }
    var place = 0
    while place + wanted.count <= count,
      let found = memchr(base + place, Int32(first), count - wanted.count + 1 - place)
    {
      place = UnsafeRawPointer(found) - base
      if memcmp(base + place, wanted, wanted.count) == 0 { return true }
      place += 1
    }
    return false
  }
}
