/// What bytes are to the end of a word, by table.
struct WordSigns {
  /// What a byte tells that is the first one behind a word, as ``Pair`` has it.
  private let firsts: UnsafePointer<UInt8>
  /// The same of the second one.
  private var seconds: UnsafePointer<UInt8> { firsts + 256 }
  /// Bytes of the tables.
  static let size = 512

  /// The signs whose tables stand in `tables`.
  @inline(__always) init(_ tables: WordTables) { firsts = tables.signs }

  /// Writes the tables.
  static func write(_ firsts: UnsafeMutablePointer<UInt8>) {
    for byte in UInt8.min...UInt8.max {
      var first: UInt8 = 0
      var second: UInt8 = 0
      if byte != 0x20 { first |= Pair.noBlank }
      if !TextBytes.isStop(byte) { first |= Pair.noStop }
      // Line feed, carriage return, space, , ; ? ! ( ) "
      if ![0x0A, 0x0D, 0x20, 0x2C, 0x3B, 0x3F, 0x21, 0x28, 0x29, 0x22].contains(byte) {
        first |= Pair.noSign
      }
      // . :
      if byte != 0x2E && byte != 0x3A { first |= Pair.noDot }
      if byte != 0x20 { second |= Pair.noStop }
      if byte > 0x20 { second |= Pair.noDot }
      firsts[Int(byte)] = first
      firsts[256 + Int(byte)] = second
    }
  }

  /// What two bytes are behind a word, the first one lowest.
  @inline(__always) func pair(_ bytes: UInt64) -> Pair {
    Pair(
      bits: UInt64(
        firsts[Int(truncatingIfNeeded: bytes & 0xFF)]
          | seconds[Int(truncatingIfNeeded: bytes &>> 8 & 0xFF)]))
  }

  /// What two bytes do not tell behind a word: said this way round, what is to be known of a word is
  /// added up without a comparison.
  struct Pair {
    fileprivate let bits: UInt64

    /// The first one is no space.
    fileprivate static let noBlank: UInt8 = 1
    /// The first one does not end a phrase, or the second one is no space.
    fileprivate static let noStop: UInt8 = 2
    /// The first one is neither a blank nor a sign that is never part of a word or link.
    fileprivate static let noSign: UInt8 = 4
    /// The first one is no full stop or colon, or the second one is no blank.
    fileprivate static let noDot: UInt8 = 8

    /// 0 where letters surely end a word there, 1 where they may not: neither a sign nor a dot.
    @inline(__always) var mayGoOn: UInt64 { (bits &+ 4) &>> 4 }

    /// 0 where a word may follow after a space or, where `gap` is 1, after a stop and a space; else 1.
    @inline(__always) func forbids(gap: Int) -> UInt64 {
      (bits | ~3) &>> UInt64(truncatingIfNeeded: gap) & 1
    }
  }
}
