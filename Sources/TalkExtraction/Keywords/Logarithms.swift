#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Natural logarithms of small counts, worked out once a process.
struct Logarithms: Sendable {
  static let shared = Logarithms()

  private let table = (0..<256).map { log(Double($0) + 1) }

  /// ln(1 + `n`), for `n` from 0.
  @inline(__always) func ofOnePlus(_ n: Int32) -> Double {
    n < 256 ? table[Int(n)] : log(Double(n) + 1)
  }
}
