#if arch(x86_64) && canImport(_Builtin_intrinsics)
  internal import _Builtin_intrinsics.intel.sse
#endif

extension WindowBits {
  /// Bits up to which each is looked at by itself.
  private static let few = 16

  /// Keeps the bits whose value, of a window's, is not below `least`.
  @inline(__always)
  mutating func keep(_ values: UnsafePointer<Float>, atLeast least: Float) {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      guard count <= WindowBits.few else {
        low &= WindowBits.word(values, least)
        high &= WindowBits.word(values + 64, least)
        return
      }
    #endif
    keep { values[$0] >= least }
  }

  #if arch(x86_64) && canImport(_Builtin_intrinsics)
    /// Which of 64 values are not below `least`.
    @inline(__always)
    private static func word(_ values: UnsafePointer<Float>, _ least: Float) -> UInt64 {
      let raw = UnsafeRawPointer(values)
      let cut = SIMD4<Float>(repeating: least)
      var result: UInt64 = 0
      for place in stride(from: 0, to: 64, by: 4) {
        let four = raw.loadUnaligned(fromByteOffset: place * 4, as: SIMD4<Float>.self)
        // One instruction takes the highest bit of each.
        let bits = _mm_movemask_ps(unsafeBitCast(four .>= cut, to: __m128.self))
        result |= UInt64(UInt32(bitPattern: bits)) &<< UInt64(place)
      }
      return result
    }
  #endif
}
