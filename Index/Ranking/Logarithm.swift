#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two functions of the C library that ranking needs.
enum Logarithm {
  /// The natural logarithm.
  static func natural(_ value: Double) -> Double { log(value) }

  /// 2 to the power of `exponent`.
  static func powerOfTwo(_ exponent: Double) -> Double { exp2(exponent) }
}
