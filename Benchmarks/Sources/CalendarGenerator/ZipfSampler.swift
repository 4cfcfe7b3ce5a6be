#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Draws ranks 0..<count with probability proportional to 1 / (rank + 1) ^ exponent.
struct ZipfSampler: Sendable {
  private let cumulative: [Double]

  init(count: Int, exponent: Double) {
    var total = 0.0
    cumulative = (0..<count).map { rank in
      total += pow(Double(rank + 1), -exponent)
      return total
    }
  }

  func sample(_ random: inout SeededGenerator) -> Int {
    let wanted = random.unit() * (cumulative.last ?? 0)
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
