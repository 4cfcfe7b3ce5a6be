/// A word in the singular, roughly, and what tells it from its singular.
///
/// One hash does for both questions asked about a word: which one it is among those of the text, where
/// plurals count with their singulars, and whether it is a function word, where they do not.
struct WordStem {
  /// The hash of the stem.
  let hash: UInt64
  /// The hash by which the word as it stands is looked up, singular or plural.
  let key: UInt64

  /// The stem of a word of `count` bytes, not none, of which `last` are the last four bytes, the last
  /// one highest; without `count` bytes before it other bytes than those of words.
  init(_ word: PackedWord, count: Int, last: UInt32) {
    if WordEnding.isIES(last) {
      guard (5...16).contains(count) else {
        hash = word.hash
        key = hash
        return
      }
      hash = word.withY(count: count).hash
      key = hash ^ Self.hadIES
    } else if WordEnding.isPlural(last, count: count) {
      hash = word.prefix(count - 1).hash
      key = Self.key(hash: hash, WordEnding.isPlural)
    } else {
      hash = word.hash
      key = hash
    }
  }

  /// The stem of a word of ASCII or other UTF-8.
  init(_ bytes: some Collection<UInt8>) {
    var last: UInt32 = 0
    for byte in bytes { last = last >> 8 | UInt32(byte) << 24 }
    self.init(PackedWord(bytes), count: bytes.count, last: last)
  }

  // Highest bits of those by which ``FunctionWords`` finds places, so that no two forms of a stem can
  // share one.
  private static let hadIES: UInt64 = 1 << 46
  private static let wasPlural: UInt64 = 1 << 47

  /// The key of a word by the hash of its stem, and by what its ending tells, which is not `ies`.
  @inline(__always) static func key(hash: UInt64, _ ending: UInt64) -> UInt64 {
    hash ^ (ending & WordEnding.isPlural) &* (wasPlural / WordEnding.isPlural)
  }
}

/// What the last bytes of a word and its length tell, by table.
struct WordEnding {
  /// Ends in `ly` and has five bytes to sixteen: most often an adverb.
  ///
  /// The lowest bit, as in the entries of ``FunctionWords``.
  static let isAdverb: UInt64 = 1
  /// Ends in `ed` and has five bytes to sixteen: most often a participle.
  static let isParticiple: UInt64 = 8
  /// Ends in `s` as plurals do and has four bytes to sixteen.
  ///
  /// Above the numbers of bytes, so that both choose a row of ``WordMasks``.
  static let isPlural: UInt64 = 64

  /// Of a byte that is the last of a word, what it may be the end of.
  private let lasts: UnsafePointer<UInt8>
  /// The same of the byte before it, and of the number of bytes, 0...16.
  private var before: UnsafePointer<UInt8> { lasts + 256 }
  private var lengths: UnsafePointer<UInt8> { lasts + 512 }
  /// Bytes of the tables.
  static let size = 512 + 32

  /// The endings whose tables stand in `tables`.
  @inline(__always) init(_ tables: WordTables) { lasts = tables.endings }

  /// What is told of a word of `count` bytes, 0...16, by the last one and that before it: bits of those
  /// above.
  @inline(__always) func of(_ last: UInt8, after byte: UInt8, count: Int) -> UInt64 {
    assert((0...16).contains(count))
    return UInt64(lasts[Int(last)] & before[Int(byte)] & lengths[count])
  }

  /// Whether `ies` ends a word with these last four bytes.
  @inline(__always) static func isIES(_ last: UInt32) -> Bool {
    (last | 0x2020_2020) &>> 8 == 0x73_6569
  }

  /// Whether a word of `count` bytes that ends in these is most often an adverb.
  static func isAdverb(_ last: UInt32, count: Int) -> Bool {
    (5...16).contains(count) && (last | 0x2020_2020) >> 16 == 0x796C
  }

  /// Whether a word of `count` bytes that ends in these is most often a participle.
  static func isParticiple(_ last: UInt32, count: Int) -> Bool {
    (5...16).contains(count) && (last | 0x2020_2020) >> 16 == 0x6465
  }

  /// Whether a word of `count` bytes may be a plural: it ends in `s` after another byte than `s`, `u` and
  /// `i`.
  static func isPlural(_ last: UInt32, count: Int) -> Bool {
    (4...16).contains(count) && last >> 24 | 0x20 == 0x73
      && mayBePlural(UInt8(last >> 16 & 0xFF))
  }

  private static func mayBePlural(_ before: UInt8) -> Bool {
    before >= 0x80 || ![0x73, 0x75, 0x69].contains(before | 0x20)
  }

  /// Writes the tables.
  static func write(_ lasts: UnsafeMutablePointer<UInt8>) {
    for byte in UInt8.min...UInt8.max {
      var (last, before): (UInt64, UInt64) = (0, 0)
      switch byte | 0x20 {
      case 0x79: last = isAdverb
      case 0x64: last = isParticiple
      case 0x73: last = isPlural
      default: break
      }
      switch byte | 0x20 {
      case 0x6C: before = isAdverb
      case 0x65: before = isParticiple
      default: break
      }
      if mayBePlural(byte) { before |= isPlural }
      lasts[Int(byte)] = UInt8(last)
      lasts[256 + Int(byte)] = UInt8(before)
    }
    for count in 4...16 {
      lasts[512 + count] = UInt8(count > 4 ? isAdverb | isParticiple | isPlural : isPlural)
    }
  }
}
