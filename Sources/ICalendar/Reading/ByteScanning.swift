// The only unsafe code of the reader. Every function takes an array and a range of it; the range is
// checked against the array before any pointer is used, and no pointer leaves its function.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension [UInt8] {
  /// Offset of the first `byte` in `start..<end`, or `end` where there is none.
  @inline(__always)
  func offset(of byte: UInt8, from start: Int, to end: Int) -> Int {
    guard start < end else { return end }
    precondition(start >= 0 && end <= count)
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, CInt(byte), end - start)
      else { return end }
      return unsafe base.distance(to: UnsafeRawPointer(found))
    }
  }

  /// Appends `source[start..<end]`.
  @inline(__always)
  mutating func append(_ source: [UInt8], from start: Int, to end: Int) {
    guard start < end else { return }
    precondition(start >= 0 && end <= source.count)
    unsafe source.withUnsafeBufferPointer { buffer in
      unsafe append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
    }
  }

  /// The text of `start..<end`; bytes that are no UTF-8 become U+FFFD.
  @inline(__always)
  func string(from start: Int, to end: Int) -> String {
    guard start < end else { return "" }
    precondition(start >= 0 && end <= count)
    return unsafe withUnsafeBufferPointer { buffer in
      unsafe String(decoding: UnsafeBufferPointer(rebasing: buffer[start..<end]), as: UTF8.self)
    }
  }

  /// Offset of the first byte from 0x80 up in `start..<end`, or `end` where all is ASCII.
  func offsetOfNonASCII(from start: Int, to end: Int) -> Int {
    guard start < end else { return end }
    precondition(start >= 0 && end <= count)
    return unsafe withUnsafeBytes { buffer in
      var i = start
      while i &+ 32 <= end {
        let a = unsafe buffer.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        let b = unsafe buffer.loadUnaligned(fromByteOffset: i &+ 8, as: UInt64.self)
        let c = unsafe buffer.loadUnaligned(fromByteOffset: i &+ 16, as: UInt64.self)
        let d = unsafe buffer.loadUnaligned(fromByteOffset: i &+ 24, as: UInt64.self)
        if (a | b | c | d) & 0x8080_8080_8080_8080 != 0 { break }
        i &+= 32
      }
      while i < end, unsafe buffer[i] < 0x80 { i &+= 1 }
      return i
    }
  }
}
