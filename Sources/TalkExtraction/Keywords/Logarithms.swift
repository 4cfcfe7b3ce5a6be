#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What scores are made of, worked out once a process: natural logarithms of small counts, and how
/// much more early phrases weigh.
///
/// `@unchecked Sendable` since its tables are written before they are shared and never after. They are
/// not freed: there is one of each a process.
struct Logarithms: @unchecked Sendable {
  static let shared = Logarithms()

  private let table: UnsafePointer<Double>
  private let early: UnsafePointer<Double>
  private static let tableCount = 256
  private static let earlyCount = 1024

  private init() {
    let table = UnsafeMutablePointer<Double>.allocate(capacity: Self.tableCount)
    for n in 0..<Self.tableCount { (table + n).initialize(to: log(Double(n) + 1)) }
    let early = UnsafeMutablePointer<Double>.allocate(capacity: Self.earlyCount)
    for n in 0..<Self.earlyCount { (early + n).initialize(to: Self.earliness(Double(n))) }
    self.table = UnsafePointer(table)
    self.early = UnsafePointer(early)
  }

  /// ln(1 + `n`).
  @inline(__always) func ofOnePlus(_ n: UInt32) -> Double {
    n < Self.tableCount ? table[Int(n)] : log(Double(n) + 1)
  }

  /// What a word adds to the score of a phrase: ln(1 + how often it occurs) + ln(1 + how many others stand
  /// in its runs).
  @inline(__always) func weight(of counts: WordCounts) -> Double {
    guard counts.areSmall else { return Self.weight(counts.count, counts.others) }
    return table[Int(counts.count)] + table[Int(counts.others)]
  }

  @inline(never) private static func weight(_ count: UInt32, _ others: UInt32) -> Double {
    log(Double(count) + 1) + log(Double(others) + 1)
  }

  /// The factor of a phrase whose first word stands at `position` among the words of all phrases.
  @inline(__always) func earliness(at position: Int) -> Double {
    UInt(bitPattern: position) < Self.earlyCount
      ? early[position] : Self.earliness(Double(position))
  }

  private static func earliness(_ position: Double) -> Double { 1 + 1 / (1 + position / 20) }
}
