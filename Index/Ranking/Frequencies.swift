import FTS5Segments

/// Eight frequencies in one number.
enum Frequencies {
  /// The bits of a field.
  static func mask(_ field: TextField) -> UInt64 { 0xFF << UInt64(field.rawValue * 8) }

  /// A frequency of one field.
  static func count(_ field: TextField, in counts: UInt64) -> Int {
    Int(counts >> UInt64(field.rawValue * 8) & 0xFF)
  }

  /// `counts` and `times` more in a field, at most 255.
  static func adding(_ times: Int, _ field: TextField, to counts: UInt64) -> UInt64 {
    let value = UInt64(min(count(field, in: counts) + times, 255))
    return counts & ~mask(field) | value << UInt64(field.rawValue * 8)
  }

  /// Sum field by field, each at most 255.
  static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 { PackedFrequencies.sum(a, b) }

  /// Sum over all fields.
  @inline(__always)
  static func total(_ counts: UInt64) -> Int {
    // Sums of two fields stand in sixteen bits each; the product gathers all four on top.
    let pairs = (counts & 0x00FF_00FF_00FF_00FF) + (counts >> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}
