#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What scores are made of, worked out once a process: natural logarithms of small counts, and how
/// much more early phrases weigh.
struct Logarithms: Sendable {
  static let shared = Logarithms()

  private let table = (0..<256).map { log(Double($0) + 1) }
  private let early = (0..<1024).map { Self.earliness(Double($0)) }

  /// ln(1 + `n`), for `n` from 0.
  @inline(__always) func ofOnePlus(_ n: Int32) -> Double {
    n < 256 ? table[Int(n)] : log(Double(n) + 1)
  }

  /// The factor of a phrase whose first word stands at `position` among the words of all phrases.
  @inline(__always) func earliness(at position: Int) -> Double {
    position < 1024 ? early[position] : Self.earliness(Double(position))
  }

  private static func earliness(_ position: Double) -> Double { 1 + 1 / (1 + position / 20) }
}
