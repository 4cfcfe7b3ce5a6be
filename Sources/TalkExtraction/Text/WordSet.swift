/// A fixed set of words, looked up by a hash of their lower-cased bytes without making a String.
///
/// With 64 bits and a few thousand words the chance that another word collides is below 1e-15.
struct WordSet: Sendable {
  private let table: HashTable
  private let ends: WordEnds

  /// The white-space separated words of `text`, which must be lower case.
  init(_ text: String) { self.init(text) { $0 <= Ascii.space } }

  /// The phrases of `lines`, one a line, lower case.
  init(lines: String) { self.init(lines) { $0 == Ascii.newline } }

  private init(_ text: String, between isSeparator: (UInt8) -> Bool) {
    var hashes: [UInt64] = []
    let ends = WordEnds()
    WordSet.forEachWord(of: text, between: isSeparator) { word in
      hashes.append(WordSet.hash(word))
      ends.add(word)
    }
    table = HashTable(hashes)
    self.ends = ends
  }

  /// Hashes of what stands between separators.
  static func hashes(in text: String, between isSeparator: (UInt8) -> Bool) -> [UInt64] {
    var hashes: [UInt64] = []
    forEachWord(of: text, between: isSeparator) { hashes.append(hash($0)) }
    return hashes
  }

  @inline(__always)
  private static func forEachWord(
    of text: String, between isSeparator: (UInt8) -> Bool,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for end in 0...bytes.count where end == bytes.count || isSeparator(bytes[end]) {
        if start < end { body(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
        start = end + 1
      }
    }
  }

  /// Whether `word` is in the set, compared without case.
  @inline(__always)
  func contains(_ word: Bytes) -> Bool {
    mayContain(word) && contains(hash: WordSet.hash(word))
  }

  /// Whether a word of the set begins and ends as `word` does: cheaper than its hash.
  @inline(__always)
  func mayContain(_ word: Bytes) -> Bool {
    word.withUnsafeBufferPointer { ends.mayHold($0) }
  }

  /// Whether a word with this hash is in the set.
  @inline(__always)
  func contains(hash: UInt64) -> Bool { table.contains(hash) }

  /// Hash of the lower-cased text.
  static func hash(_ word: Bytes) -> UInt64 {
    word.withUnsafeBufferPointer { WordHash.ofASCII(behindEight: $0) ?? WordHash.ofLowerCase($0) }
  }

  /// Hash of the lower-cased text, behind at least eight bytes that can be read; `nil` where it is not
  /// all ASCII.
  static func asciiHash(behindEight word: UnsafeBufferPointer<UInt8>) -> UInt64? {
    WordHash.ofASCII(behindEight: word)
  }

  /// Hash of a word of `count` ASCII letters, at most sixteen.
  @inline(__always)
  static func hash(_ word: PackedWord, count: Int) -> UInt64 { WordHash.of(word, count: count) }

  /// Hash of the lower-cased text.
  @inline(__always)
  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    WordHash.ofASCII(word) ?? WordHash.ofLowerCase(word)
  }

  /// Hash of the lower-cased text.
  static func hash(_ word: some StringProtocol) -> UInt64 {
    if let hash = word.utf8.withContiguousStorageIfAvailable({ hash($0) }) { return hash }
    var word = String(word)
    return word.withUTF8 { hash($0) }
  }
}

/// Which first and last bytes the words of a fixed set have together.
///
/// Told by five bits of each, which small letters and capitals share. A byte of ASCII stays ASCII in
/// lower case, whatever stands beside it; of words with other bytes at an end nothing is said.
///
/// `@unchecked Sendable` and never freed for the reasons of ``HashTable``.
private struct WordEnds: @unchecked Sendable {
  private let rows: UnsafeMutablePointer<UInt32>

  init() {
    rows = .allocate(capacity: 32)
    rows.initialize(repeating: 0, count: 32)
  }

  func add(_ word: UnsafeBufferPointer<UInt8>) {
    guard let first = word.first, let last = word.last else { return }
    rows[Int(first & 31)] |= 1 << UInt32(last & 31)
  }

  @inline(__always)
  func mayHold(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    return (first | last) & 0x80 != 0 || rows[Int(first & 31)] >> UInt32(last & 31) & 1 != 0
  }
}

/// Hashes of a fixed set of words: open addressing, at most a third full; 0 is an empty slot.
///
/// `@unchecked Sendable` since its slots are written before it is shared and never after. They are
/// not freed: the sets are static, and without a reference to count a look-up costs two loads.
private struct HashTable: @unchecked Sendable {
  private let slots: UnsafePointer<UInt64>
  private let mask: Int

  init(_ hashes: [UInt64]) {
    var size = 16
    while size < 3 * hashes.count { size *= 2 }
    let slots = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    for hash in hashes {
      var index = Int(truncatingIfNeeded: hash >> 20) & (size - 1)
      while slots[index] != 0, slots[index] != hash { index = (index + 1) & (size - 1) }
      slots[index] = hash
    }
    self.slots = UnsafePointer(slots)
    mask = size - 1
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    var index = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[index] != 0 {
      if slots[index] == hash { return true }
      index = (index + 1) & mask
    }
    return false
  }
}

/// The hash of words: eight bytes at a time, each step a multiplication to 128 bits.
private struct WordHash {
  private var value: UInt64

  private init(count: Int) { value = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count) }

  private mutating func add(_ eight: UInt64) {
    let (high, low) = (value ^ eight).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    value = high ^ low ^ 0xE703_7ED1_A0B4_28DB
  }

  /// 0 means an empty slot of a table.
  private var result: UInt64 { value == 0 ? 1 : value }

  /// Hash of ASCII text in lower case; `nil` for other text.
  @inline(__always)
  static func ofASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var hash = WordHash(count: bytes.count)
    var offset = 0
    while offset < bytes.count {
      let eight = bytes.word(at: offset)
      if eight & 0x8080_8080_8080_8080 != 0 { return nil }
      hash.add(lowerCased(eight))
      offset &+= 8
    }
    return hash.result
  }

  /// The same for text in an arena, where at least eight bytes can be read before it.
  ///
  /// So its last bytes are read with those before them: no branch depends on how many there are.
  static func ofASCII(behindEight bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var hash = WordHash(count: bytes.count)
    guard let base = bytes.baseAddress, bytes.count > 0 else { return hash.result }
    let start = UnsafeRawPointer(base)
    var rest = bytes.count
    while rest > 8 {
      let eight = UInt64(
        littleEndian: (start + (bytes.count &- rest)).loadUnaligned(as: UInt64.self))
      if eight & 0x8080_8080_8080_8080 != 0 { return nil }
      hash.add(lowerCased(eight))
      rest &-= 8
    }
    let last =
      UInt64(littleEndian: (start + (bytes.count &- 8)).loadUnaligned(as: UInt64.self))
      &>> UInt64(truncatingIfNeeded: 64 &- rest &* 8)
    if last & 0x8080_8080_8080_8080 != 0 { return nil }
    hash.add(lowerCased(last))
    return hash.result
  }

  /// Hash of a word of ASCII letters in lower case, 1...16.
  @inline(__always)
  static func of(_ word: PackedWord, count: Int) -> UInt64 {
    var hash = WordHash(count: count)
    hash.add(word.low)
    if count > 8 { hash.add(word.high) }
    return hash.result
  }

  /// Hash of any text in lower case.
  @inline(never)
  static func ofLowerCase(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { lower in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          lower[index] = Ascii.lower(byte)
          index += 1
        } else if index + 1 < bytes.count, let small = lowerLatin(byte, bytes[index + 1]) {
          lower[index] = byte
          lower[index + 1] = small
          index += 2
        } else if index + 2 < bytes.count, byte == 0xE1,
          let small = lowerVietnamese(bytes[index + 1], bytes[index + 2])
        {
          lower[index] = byte
          lower[index + 1] = bytes[index + 1]
          lower[index + 2] = small
          index += 3
        } else if index + 2 < bytes.count, isCaseless(byte, bytes[index + 1], bytes[index + 2]) {
          for _ in 0..<3 {
            lower[index] = bytes[index]
            index += 1
          }
        } else {
          return ofAnyLowerCase(bytes)
        }
      }
      return WordHash(of: UnsafeBufferPointer(lower)).result
    }
  }

  /// The second byte of the small letter to one of U+00C0…U+017F, by far the most of those beyond
  /// ASCII; `nil` for other characters and for those whose small letter lies elsewhere.
  private static func lowerLatin(_ lead: UInt8, _ next: UInt8) -> UInt8? {
    guard next & 0xC0 == 0x80 else { return nil }
    let hasOddCapitals: Bool
    switch (lead, next) {
    case (0xC3, ..<0x9F): return next == 0x97 ? next : next | 0x20
    case (0xC3, _), (0xC4, 0xB1), (0xC4, 0xB8), (0xC5, 0x89), (0xC5, 0xBF): return next
    case (0xC4, 0xB0), (0xC4, 0xBF), (0xC5, 0xB8): return nil
    case (0xC4, ..<0xB8), (0xC5, 0x8A..<0xB8): hasOddCapitals = false
    case (0xC4, _), (0xC5, _): hasOddCapitals = true
    default: return nil
    }
    return (next & 1 == 1) == hasOddCapitals ? next + 1 : next
  }

  /// The third byte of the small letter to one of U+1EA0…U+1EFF, the letters of Vietnamese, which begin
  /// with E1; `nil` for other characters.
  private static func lowerVietnamese(_ second: UInt8, _ third: UInt8) -> UInt8? {
    guard second == 0xBA && third >= 0xA0 || second == 0xBB, third & 0xC0 == 0x80 else {
      return nil
    }
    return third | 1
  }

  /// Whether three bytes are a character of U+2000…U+203F or U+3000…U+9FFF: dashes and quotes, or
  /// Chinese and Japanese, which have no capitals.
  private static func isCaseless(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    (lead == 0xE2 && second == 0x80 || lead &- 0xE3 < 7 && second & 0xC0 == 0x80)
      && third & 0xC0 == 0x80
  }

  /// The same for text with other characters.
  private static func ofAnyLowerCase(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var lower: [UInt8] = []
    lower.reserveCapacity(bytes.count + 8)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        lower.append(Ascii.lower(UInt8(scalar.value)))
      } else if scalar.properties.changesWhenLowercased {
        lower.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      } else {
        lower.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return lower.withUnsafeBufferPointer { WordHash(of: $0).result }
  }

  private init(of bytes: UnsafeBufferPointer<UInt8>) {
    self.init(count: bytes.count)
    for offset in stride(from: 0, to: bytes.count, by: 8) { add(bytes.word(at: offset)) }
  }

  /// ASCII capitals of eight bytes, none from 0x80 up, in lower case.
  private static func lowerCased(_ eight: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let fromA = eight &+ ones &* (0x80 - 0x41)
    let aboveZ = eight &+ ones &* (0x80 - 0x5B)
    return eight | (fromA & ~aboveZ & (ones &* 0x80)) >> 2
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Up to eight bytes from `offset` on, the first one lowest, zeros above.
  @inline(__always)
  fileprivate func word(at offset: Int) -> UInt64 {
    let length = count &- offset
    let start = UnsafeRawPointer(baseAddress.unsafelyUnwrapped + offset)
    if length >= 8 {
      return UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    }
    // Four and four, two and two bytes that may overlap: never one beyond the end.
    if length >= 4 {
      let low = UInt64(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)))
      let high = UInt64(
        UInt32(littleEndian: start.loadUnaligned(fromByteOffset: length - 4, as: UInt32.self)))
      return low | high << UInt64(8 * (length - 4))
    }
    guard length > 0 else { return 0 }
    // The first, the middle and the last byte: of one or two bytes some are the same, in one place.
    let middle = length / 2
    return UInt64(self[offset]) | UInt64(self[offset + middle]) << UInt64(8 * middle)
      | UInt64(self[offset + length - 1]) << UInt64(8 * (length - 1))
  }
}
