/// A set of small numbers that count from the beginning (1, 2 …) or from the end (−1, −2 …).
struct NumberSet: Sendable, Hashable {
  /// Bit n stands for n, 0...63.
  private(set) var positive: UInt64 = 0
  /// Bit n stands for −n, 1...63.
  private(set) var negative: UInt64 = 0

  var isEmpty: Bool { positive | negative == 0 }

  /// Adds `number`, which lies within −63...63.
  mutating func insert(_ number: Int) {
    if number >= 0 { positive |= 1 << UInt64(number) } else { negative |= 1 << UInt64(-number) }
  }

  /// Whether the set has `number` as such; negative numbers aren't looked at.
  func contains(_ number: Int) -> Bool {
    number >= 0 && number < 64 && positive >> UInt64(number) & 1 == 1
  }

  /// Whether the set has `number`, which is one of 1...`total`, counted from either end.
  func contains(_ number: Int, of total: Int) -> Bool {
    let fromEnd = total - number + 1
    return contains(number)
      || (fromEnd > 0 && fromEnd < 64 && negative >> UInt64(fromEnd) & 1 == 1)
  }

  /// The numbers counted from the beginning, ascending.
  var ascending: [Int] { (0..<64).filter { contains($0) } }
}

/// A set of days of the year, −366...366 without 0.
struct YearDaySet: Sendable, Hashable {
  private var flags: [Bool] = []

  var isEmpty: Bool { flags.isEmpty }

  /// Adds `day`, which lies within −366...366.
  mutating func insert(_ day: Int) {
    if flags.isEmpty { flags = Array(repeating: false, count: 733) }
    flags[day + 366] = true
  }

  /// Whether the set has `day` of a year of `length` days, counted from either end.
  func contains(_ day: Int, ofYearOf length: Int) -> Bool {
    flags[day + 366] || flags[day - length - 1 + 366]
  }
}
