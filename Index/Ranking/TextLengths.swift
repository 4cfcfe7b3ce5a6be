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
  private let storedLengths: (() throws -> [UInt64]?)?
  private var all: [UInt64]?
  private var lookedUp: [UInt32: UInt64] = [:]

  /// Single look-ups after which all lengths are read: that takes about as long as this many.
  private static let patience = 4096
  /// Rows beyond this are always looked up: an array up to there would be mostly empty.
  private static let densest = 1 << 26

  /// Begins with what the averages record of the stemmed index says.
  ///
  /// `storedLengths` gives lengths of all talks, packed, where they are stored beside the index.
  init(
    _ connection: RawConnection, storedLengths: (() throws -> [UInt64]?)? = nil
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
    if all == nil, rows.count + lookedUp.count > TextLengths.patience {
      try readAll()
    }
    var result = [UInt64](repeating: 0, count: rows.count)
    if let all {
      for index in rows.indices where Int(rows[index]) < all.count {
        result[index] = all[Int(rows[index])]
      }
    }
    for index in rows.indices where all == nil || Int(rows[index]) >= TextLengths.densest {
      result[index] = try lookUp(rows[index])
    }
    return result
  }

  /// Lengths of a row.
  func lengths(of row: UInt32) throws -> UInt64 {
    if let all, Int(row) < min(all.count, TextLengths.densest) { return all[Int(row)] }
    return try lengths(of: [row])[0]
  }

  /// Calls `body` with the lengths of those rows, in their order.
  func withLengths<Result>(
    of rows: [UInt32], _ body: (Lengths) throws -> Result
  ) throws -> Result {
    if all == nil, rows.count + lookedUp.count > TextLengths.patience { try readAll() }
    guard let all, Int(rows.last ?? 0) < all.count, all.count <= TextLengths.densest else {
      return try lengths(of: rows).withUnsafeBufferPointer { try body(Lengths(values: $0)) }
    }
    return try all.withUnsafeBufferPointer { lengths in
      try rows.withUnsafeBufferPointer { try body(Lengths(values: lengths, rows: $0)) }
    }
  }

  /// Lengths of rows: one for each, or those of all talks and which of them are meant.
  struct Lengths {
    let values: UnsafeBufferPointer<UInt64>
    var rows: UnsafeBufferPointer<UInt32>?
  }

  /// What the lengths of all talks up to `capacity` become in `body`; 0 for rows without a talk.
  func map(capacity: Int, _ body: (UInt64) -> Float) throws -> [Float] {
    if all == nil { try readAll() }
    var result = [Float](repeating: 0, count: min(capacity, TextLengths.densest))
    guard let all else { return result }
    for row in 0..<min(result.count, all.count) { result[row] = body(all[row]) }
    return result
  }

  private func lookUp(_ row: UInt32) throws -> UInt64 {
    if let found = lookedUp[row] { return found }
    one.bind(1, Int64(row))
    defer { one.reset() }
    guard try one.step() else { return 0 }
    let lengths = TextLengths.packed(one.withBytes(0, TextLengths.varints))
    lookedUp[row] = lengths
    return lengths
  }

  private func readAll() throws {
    if let stored = try storedLengths?() {
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
    all = found
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

/// Turns frequencies and lengths into the part of a score that is neither rarity nor discount.
struct ImpactFormula {
  private let table: FactorTable
  private let ranking: RankingWeights
  private let averageTotal: Double

  /// With weights, for an index of those average lengths.
  init(_ ranking: RankingWeights, _ lengths: TextLengths) {
    self.ranking = ranking
    averageTotal = max(lengths.averageTotal, 1e-9)
    table = FactorTable(ranking, lengths)
  }

  /// Writes the impact of each of many frequencies, and the sum of them, at most 255.
  func fill(
    _ impacts: UnsafeMutableBufferPointer<Double>, _ totals: UnsafeMutableBufferPointer<UInt8>,
    _ counts: [UInt64], _ lengths: TextLengths.Lengths
  ) {
    counts.withUnsafeBufferPointer { counts in
      guard let rows = lengths.rows else {
        for index in 0..<counts.count {
          impacts[index] = impact(counts[index], lengths.values[index])
          totals[index] = UInt8(min(Frequencies.total(counts[index]), 255))
        }
        return
      }
      for index in 0..<counts.count {
        impacts[index] = impact(counts[index], lengths.values[Int(rows[index])])
        totals[index] = UInt8(min(Frequencies.total(counts[index]), 255))
      }
    }
  }

  /// Impact of a term, 0 to k1 + 1.
  @inline(__always)
  func impact(_ counts: UInt64, _ lengths: UInt64) -> Double {
    ranking.saturated(frequency(counts, lengths))
  }

  /// Weighted, length-normalised frequency of a term.
  @inline(__always)
  func frequency(_ counts: UInt64, _ lengths: UInt64) -> Double {
    var result = 0.0
    var left = counts
    while left != 0 {
      let shift = UInt64(left.trailingZeroBitCount & ~7)
      let field = Int(shift >> 3)
      let times = Double(left >> shift & 0xFF)
      left &= ~(0xFF << shift)
      result += times * table.factor(field, lengths)
    }
    return result
  }

  /// Impact of two words that stand side by side so often.
  func pairImpact(_ times: Int, _ lengths: UInt64) -> Double {
    let times = Double(times)
    return times * (ranking.saturation + 1) / (times + pairNorm(lengths))
  }

  /// What the frequency of a pair is measured against.
  func pairNorm(_ lengths: UInt64) -> Double {
    let b = ranking.pairLengthFactor
    return ranking.saturation * (1 - b + b * TextLengths.total(lengths) / averageTotal)
  }
}

/// What one occurrence gives in a field of some length: weight / (1 − b + b · length / average), worked
/// out once for the lengths that come up.
///
/// Invariant: `factors` has ``lengths`` entries for each of eight fields and is only read after
/// `init`.
private final class FactorTable {
  /// Lengths below this have their factor ready.
  private static let lengths = 2048

  private let factors: UnsafeMutablePointer<Double>
  private let weight: Double
  private let share: Double
  private let rest: Double

  init(_ ranking: RankingWeights, _ lengths: TextLengths) {
    factors = .allocate(capacity: 8 * FactorTable.lengths)
    factors.initialize(repeating: 0, count: 8 * FactorTable.lengths)
    func constants(_ field: TextField) -> (weight: Double, share: Double, rest: Double) {
      let b = ranking.lengthFactors[field] ?? 0
      let average = max(lengths.averages[field.rawValue], 1e-9)
      return (ranking.fieldWeights[field] ?? 0, b / average, 1 - b)
    }
    for field in TextField.allCases {
      let (weight, share, rest) = constants(field)
      for length in 0..<FactorTable.lengths {
        factors[field.rawValue * FactorTable.lengths + length] =
          weight / (rest + share * Double(length))
      }
    }
    (weight, share, rest) = constants(.abstract)
  }

  deinit { factors.deallocate() }

  /// The factor of a field, by the lengths of all fields of a talk.
  @inline(__always)
  func factor(_ field: Int, _ lengths: UInt64) -> Double {
    // Affiliations are no field of the index that lengths come from.
    if field == TextField.affiliations.rawValue { return factors[field * FactorTable.lengths] }
    let length = Int(TextLengths.length(field, in: lengths))
    if length < FactorTable.lengths { return factors[field * FactorTable.lengths + length] }
    // Only abstracts are as long as that.
    return weight / (rest + share * Double(length))
  }
}
