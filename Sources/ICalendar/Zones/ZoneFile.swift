/// Reads a TZif file, versions 1 to 4 (RFC 9636, formerly RFC 8536), into ``ZoneRules``.
///
/// ```
/// TZif = header data            version 1: 4-byte times
///      | header data header data footer   versions 2 to 4: 8-byte times count, the first block is skipped
/// footer = LF TZ-string LF
/// ```
///
/// Leap-second records (`right/` zones) are refused: their instants aren't POSIX time.
enum ZoneFile {
  /// The rules in `bytes`, or `nil` where they aren't a sound TZif file.
  static func rules(from bytes: [UInt8]) -> ZoneRules? {
    guard let first = Header(bytes, at: 0) else { return nil }
    if first.version == 0 {
      return block(bytes, header: first, at: Header.size, timeSize: 4, footer: nil)
    }
    let second = Header.size + first.dataSize(timeSize: 4)
    guard let header = Header(bytes, at: second) else { return nil }
    let start = second + Header.size
    let end = start + header.dataSize(timeSize: 8)
    return block(bytes, header: header, at: start, timeSize: 8, footer: footer(bytes, at: end))
  }

  /// The 44 bytes before each data block.
  private struct Header {
    static let size = 44
    /// Counts are far below this in real files; the cap keeps sums from overflowing.
    static let maximumCount = 100_000

    var version: UInt8
    var indicatorsUTC: Int
    var indicatorsStandard: Int
    var leapSeconds: Int
    var times: Int
    var types: Int
    var characters: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard start >= 0, start + Header.size <= bytes.count,
        bytes[start..<start + 4].elementsEqual("TZif".utf8)
      else { return nil }
      version = bytes[start + 4]
      var counts: [Int] = []
      for index in 0..<6 {
        let count = Int(integer(bytes, at: start + 20 + index * 4, size: 4))
        guard (0...Header.maximumCount).contains(count) else { return nil }
        counts.append(count)
      }
      (indicatorsUTC, indicatorsStandard, leapSeconds) = (counts[0], counts[1], counts[2])
      (times, types, characters) = (counts[3], counts[4], counts[5])
    }

    func dataSize(timeSize: Int) -> Int {
      times * timeSize + times + types * 6 + characters + leapSeconds * (timeSize + 4)
        + indicatorsStandard + indicatorsUTC
    }
  }

  /// One data block: times, their type indices, the types.
  private static func block(
    _ bytes: [UInt8], header: Header, at start: Int, timeSize: Int, footer: PosixZone?
  ) -> ZoneRules? {
    guard start + header.dataSize(timeSize: timeSize) <= bytes.count, header.types > 0,
      header.leapSeconds == 0
    else { return nil }
    let indices = start + header.times * timeSize
    let types = indices + header.times
    func offset(ofType type: Int) -> Int { Int(integer(bytes, at: types + type * 6, size: 4)) }
    var steps: [ZoneRules.Step] = []
    steps.reserveCapacity(header.times)
    for index in 0..<header.times {
      let type = Int(bytes[indices + index])
      guard type < header.types else { return nil }
      let instant = integer(bytes, at: start + index * timeSize, size: timeSize)
      steps.append(ZoneRules.Step(instant: instant, offset: offset(ofType: type)))
    }
    return ZoneRules(initialOffset: offset(ofType: 0), steps: steps, footer: footer)
  }

  /// The `TZ` string between two line feeds; `nil` where it is empty or unsound.
  private static func footer(_ bytes: [UInt8], at start: Int) -> PosixZone? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\n") else { return nil }
    let text = bytes[(start + 1)...].prefix { $0 != UInt8(ascii: "\n") }
    return PosixZone(Array(text.prefix(256)))
  }

  /// A big-endian two's complement integer of 4 or 8 bytes.
  private static func integer(_ bytes: [UInt8], at start: Int, size: Int) -> Int64 {
    var value: UInt64 = 0
    for byte in bytes[start..<start + size] { value = value << 8 | UInt64(byte) }
    return size == 4
      ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}
