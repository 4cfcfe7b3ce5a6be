/// SQLite's variable-length integers: big-endian groups of seven bits, the high bit set on all but
/// the last byte; a ninth byte gives eight bits.
///
/// Invariant of the unsafe parts: `read` touches only `[offset, end)`, `write` needs nine writable
/// bytes, `readUnchecked` needs nine readable ones.
package enum Varint {
  /// The most bytes that one integer takes.
  package static let maximumLength = 9

  /// Reads the integer at `offset` and moves `offset` behind it.
  ///
  /// - Returns: `nil` if the integer is cut off by `end`; `offset` is then left as it was.
  @inline(__always)
  static func read(
    _ base: UnsafePointer<UInt8>, _ offset: inout Int, end: Int
  ) -> UInt64? {
    guard offset < end else { return nil }
    let first = base[offset]
    if first < 0x80 {
      offset += 1
      return UInt64(first)
    }
    if offset + 1 < end {
      let second = base[offset + 1]
      if second < 0x80 {
        offset += 2
        return UInt64(first & 0x7F) << 7 | UInt64(second)
      }
    }
    return readLong(base, &offset, end: end)
  }

  @inline(never)
  private static func readLong(
    _ base: UnsafePointer<UInt8>, _ offset: inout Int, end: Int
  ) -> UInt64? {
    var value: UInt64 = 0
    var index = offset
    for _ in 0..<8 {
      guard index < end else { return nil }
      let byte = base[index]
      index += 1
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 {
        offset = index
        return value
      }
    }
    guard index < end else { return nil }
    offset = index + 1
    return value << 8 | UInt64(base[index])
  }

  /// Reads an integer that is known to be whole and returns it with its length.
  @inline(__always)
  static func readUnchecked(_ base: UnsafePointer<UInt8>) -> (value: UInt64, length: Int) {
    let first = base[0]
    if first < 0x80 { return (UInt64(first), 1) }
    let second = base[1]
    if second < 0x80 { return (UInt64(first & 0x7F) << 7 | UInt64(second), 2) }
    var offset = 0
    let value = readLong(base, &offset, end: maximumLength) ?? 0
    return (value, offset)
  }

  /// Writes `value` at `target` and returns the number of bytes written, 1...9.
  @inline(__always) @discardableResult
  package static func write(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    if value < 0x80 {
      target[0] = UInt8(truncatingIfNeeded: value)
      return 1
    }
    if value < 0x4000 {
      target[0] = UInt8(truncatingIfNeeded: value >> 7) | 0x80
      target[1] = UInt8(truncatingIfNeeded: value) & 0x7F
      return 2
    }
    return writeLong(value, to: target)
  }

  /// Writes `value` at `target` as ``write(_:to:)`` does, without a branch between one byte and two: two
  /// are written even where one is enough.
  @inline(__always)
  static func writeMostlyShort(_ value: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
    guard value < 0x4000 else { return writeLong(UInt64(value), to: target) }
    let isLong = value > 0x7F
    let long = (value &<< 8) & 0x7F00 | value &>> 7 | 0x80
    UnsafeMutableRawPointer(target).storeBytes(
      of: UInt16(truncatingIfNeeded: isLong ? long : value).littleEndian, as: UInt16.self)
    return isLong ? 2 : 1
  }

  @inline(never)
  private static func writeLong(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = value
    if value >> 56 != 0 {
      target[8] = UInt8(truncatingIfNeeded: rest)
      rest >>= 8
      for index in stride(from: 7, through: 0, by: -1) {
        target[index] = UInt8(truncatingIfNeeded: rest) | 0x80
        rest >>= 7
      }
      return 9
    }
    let length = (64 - value.leadingZeroBitCount + 6) / 7
    for index in stride(from: length - 1, through: 0, by: -1) {
      target[index] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
    }
    target[length - 1] &= 0x7F
    return length
  }

  /// The bytes of `value`.
  package static func bytes(of value: UInt64) -> [UInt8] {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: maximumLength) { buffer in
      guard let base = buffer.baseAddress else { return [] }
      let length = write(value, to: base)
      return [UInt8](UnsafeBufferPointer(start: base, count: length))
    }
  }

  /// Reads the integer at `offset` of an array and moves `offset` behind it; `nil` if it is cut.
  package static func read(_ bytes: [UInt8], _ offset: inout Int) -> UInt64? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, offset >= 0 else { return nil }
      return read(base, &offset, end: buffer.count)
    }
  }
}
