import FTS5Segments

/// How many tokens the fields of the talks have: what length normalisation needs.
///
/// A talk's lengths are one number: eight bits for each short field (255 stands for that or more),
/// sixteen for the abstract. They are read for single talks as long as few are asked for, and for
/// all talks at once when that is cheaper.
final class TextLengths {
  /// Talks in the index.
  let talkCount: Int
  /// Average length of each field, by raw value of ``TextField``.
  let averages: [Double]
  /// Average length of a talk.
  let averageTotal: Double

  private let one: PreparedStatement
  private let every: PreparedStatement
  private let storedLengths: (() throws -> RowLengths?)?
  private var all: RowLengths?
  /// Lengths of single talks, by row.
  ///
  /// Dictionaries of searches have the one kind of key, Int: a process that searches once would spend a
  /// fifth of a millisecond on every other.
  private var lookedUp: [Int: UInt64] = [:]

  /// Single look-ups after which all lengths are read: that takes about as long as this many.
  private static let patience = 4096
  /// Rows beyond this are always looked up: an array up to there would be mostly empty.
  private static let densest = 1 << 26

  /// Begins with what the averages record of the stemmed index says.
  ///
  /// `storedLengths` gives lengths of all talks, packed, where they are stored beside the index.
  init(
    _ connection: RawConnection, storedLengths: (() throws -> RowLengths?)? = nil
  ) throws(TalkIndexError) {
    self.storedLengths = storedLengths
    one = try connection.prepare("SELECT sz FROM talk_prose_docsize WHERE id = ?1")
    every = try connection.prepare("SELECT id, sz FROM talk_prose_docsize")
    let record = try connection.prepare("SELECT block FROM talk_prose_data WHERE id = 1")
    var numbers: [Int] = []
    if try record.step() { numbers = record.withBytes(0, TextLengths.varints) }
    record.reset()
    talkCount = numbers.first ?? 0
    let rows = Double(max(talkCount, 1))
    var averages = [Double](repeating: 0, count: 8)
    for (field, total) in zip(TextIndex.prose.fields, numbers.dropFirst()) {
      averages[field.rawValue] = Double(total) / rows
    }
    self.averages = averages
    averageTotal = averages.reduce(0, +)
  }

  /// Lengths of those rows, in their order.
  func lengths(of rows: [UInt32]) throws -> [UInt64] {
    if let all = try allLengths(for: rows.count), Int(rows.last ?? 0) < all.count {
      return rows.map { all[$0] }
    }
    return try rows.map(lookUp)
  }

  /// Lengths of a row.
  func lengths(of row: UInt32) throws -> UInt64 {
    if let all, Int(row) < all.count { return all[row] }
    return try lookUp(row)
  }

  /// The lengths of all talks, if those of so many are wanted that reading all pays.
  func allLengths(for count: Int) throws -> RowLengths? {
    if all == nil, count + lookedUp.count > TextLengths.patience { try readAll() }
    return all
  }

  /// The lengths of all talks.
  func ofAllTalks() throws -> RowLengths {
    if let all { return all }
    try readAll()
    return all ?? RowLengths(count: 0) { _ in }
  }

  private func lookUp(_ row: UInt32) throws -> UInt64 {
    if let found = lookedUp[Int(row)] { return found }
    one.bind(1, Int64(row))
    defer { one.reset() }
    guard try one.step() else { return 0 }
    let lengths = TextLengths.packed(one.withBytes(0, TextLengths.varints))
    lookedUp[Int(row)] = lengths
    return lengths
  }

  private func readAll() throws {
    if let stored = try storedLengths?(), stored.count <= TextLengths.densest {
      all = stored
      lookedUp = [:]
      return
    }
    var found = [UInt64](repeating: 0, count: talkCount + 1)
    defer { every.reset() }
    while try every.step() {
      guard let id = every.integer(0), id >= 0, id < TextLengths.densest else { continue }
      let row = Int(id)
      if row >= found.count {
        found.append(contentsOf: repeatElement(0, count: max(row + 1 - found.count, found.count)))
      }
      found[row] = every.withBytes(1, TextLengths.packed)
    }
    all = RowLengths(count: found.count) { _ = $0.update(fromContentsOf: found) }
    lookedUp = [:]
  }

  /// Where the length of each field of the stemmed index stands, and how much counts at most.
  static let places: [(shift: UInt64, limit: UInt16)] = TextIndex.prose.fields.map { field in
    field == .abstract ? (48, .max) : (shift(field.rawValue), 0xFF)
  }

  /// Length of a field.
  @inline(__always)
  static func length(_ field: Int, in lengths: UInt64) -> UInt64 {
    if field == TextField.abstract.rawValue { return lengths >> 48 }
    return lengths >> shift(field) & 0xFF
  }

  /// Length of a talk.
  static func total(_ lengths: UInt64) -> Double {
    var result = lengths >> 48
    for shift in stride(from: UInt64(0), to: 48, by: 8) { result += lengths >> shift & 0xFF }
    return Double(result)
  }

  /// Where each field but the abstract, the highest sixteen bits, stands in a number.
  @inline(__always)
  private static func shift(_ field: Int) -> UInt64 {
    UInt64(8 * (field < TextField.abstract.rawValue ? field : field - 1))
  }

  private static func packed(_ record: UnsafeRawBufferPointer) -> UInt64 {
    var result: UInt64 = 0
    var offset = 0
    for field in TextIndex.prose.fields {
      let value = UInt64(varint(record, &offset) ?? 0)
      result |=
        field == .abstract
        ? min(value, 0xFFFF) << 48 : min(value, 0xFF) << shift(field.rawValue)
    }
    return result
  }

  private static func packed(_ numbers: [Int]) -> UInt64 {
    var result: UInt64 = 0
    for (field, number) in zip(TextIndex.prose.fields, numbers) {
      let value = UInt64(max(number, 0))
      result |=
        field == .abstract
        ? min(value, 0xFFFF) << 48 : min(value, 0xFF) << shift(field.rawValue)
    }
    return result
  }

  private static func varints(_ record: UnsafeRawBufferPointer) -> [Int] {
    var result: [Int] = []
    var offset = 0
    while let value = varint(record, &offset) { result.append(value) }
    return result
  }

  /// An SQLite varint below 2⁶³; `nil` at the end.
  private static func varint(_ record: UnsafeRawBufferPointer, _ offset: inout Int) -> Int? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard offset < record.count else { return nil }
      let byte = UInt64(record[offset])
      offset += 1
      if index == 8 {
        value = value << 8 | byte
        break
      }
      value = value << 7 | byte & 0x7F
      if byte < 0x80 { break }
    }
    return Int(value & UInt64(Int.max))
  }
}
