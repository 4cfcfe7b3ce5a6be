// The only unsafe code of the reader. Every function checks its range against the bytes it is given
// before it uses a pointer, and no pointer leaves the function, but for `ByteSink`, which says
// why it is sound.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Span<UInt8> {
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

  /// The eight bytes from `offset` on, the first one lowest.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset &+ 8 <= count)
    return unsafe withUnsafeBytes { buffer in
      unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
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

  /// The text of `start..<end`; bytes that are no UTF-8 become U+FFFD.
  @inline(__always)
  func string(from start: Int, to end: Int) -> String {
    guard start < end else { return "" }
    precondition(start >= 0 && end <= count)
    return unsafe withUnsafeBufferPointer { buffer in
      unsafe String(decoding: UnsafeBufferPointer(rebasing: buffer[start..<end]), as: UTF8.self)
    }
  }

  /// The text of `start..<end`, which must be UTF-8 and is not checked again.
  ///
  /// Sound for the text of a document and what is decoded from it: ``DocumentRecords`` has checked or
  /// repaired all of it, values begin and end between characters, and escapes are ASCII.
  @inline(__always)
  func validString(from start: Int, to end: Int) -> String {
    guard start < end else { return "" }
    if #available(macOS 26.0, iOS 26.0, tvOS 26.0, watchOS 26.0, visionOS 26.0, *) {
      let isASCII = offsetOfNonASCII(from: start, to: end) == end
      return unsafe String(
        copying: UTF8Span(unchecked: extracting(start..<end), isKnownASCII: isASCII))
    }
    return string(from: start, to: end)
  }
}

extension [UInt8] {
  /// Appends `source[start..<end]`.
  mutating func append(_ source: Span<UInt8>, from start: Int, to end: Int) {
    guard start < end else { return }
    precondition(start >= 0 && end <= source.count)
    unsafe source.withUnsafeBufferPointer { buffer in
      unsafe append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
    }
  }

  /// All of it as text; bytes that are no UTF-8 become U+FFFD.
  var string: String { span.string(from: 0, to: count) }
}

/// Lines that were appended at a time: how many, where the last one begins and ends in the file, and
/// where the next one begins.
struct AppendedLines {
  var count: Int
  var lastStart: Int
  var lastEnd: Int
  var end: Int
}

/// The buffer that unfolded lines or decoded text are copied to: bytes of an array or string in the
/// making.
///
/// Sound since it lives only inside the closure that fills the array or string, since
/// every write is checked against the capacity and every read against what was written.
@safe
struct ByteSink {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  /// Bytes written.
  private(set) var count = 0

  private init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { unsafe self.buffer = buffer }

  /// An array of at most `capacity` bytes, as `body` writes them.
  static func make(capacity: Int, _ body: (inout ByteSink) -> Void) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var bytes = unsafe ByteSink(
        UnsafeMutableBufferPointer(rebasing: buffer[..<Swift.min(capacity, buffer.count)]))
      body(&bytes)
      count = bytes.count
    }
  }

  /// A string of at most `capacity` bytes of UTF-8, as `body` writes them.
  static func makeString(capacity: Int, _ body: (inout ByteSink) -> Void) -> String {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      var bytes = unsafe ByteSink(buffer)
      body(&bytes)
      return bytes.withSpan { $0.validString(from: 0, to: $0.count) }
    }
  }

  /// Writes to `buffer` what `body` writes, and returns how many bytes that is.
  static func fill(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, _ body: (inout ByteSink) -> Void
  ) -> Int {
    var bytes = unsafe ByteSink(buffer)
    body(&bytes)
    return bytes.count
  }

  /// Calls `body` with at most `capacity` bytes, as `fill` writes them.
  static func withTemporary<R>(
    capacity: Int, _ fill: (inout ByteSink) -> Void, _ body: (Span<UInt8>) throws -> R
  ) rethrows -> R {
    try unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      var bytes = unsafe ByteSink(buffer)
      fill(&bytes)
      return try bytes.withSpan(body)
    }
  }

  /// Calls `body` with what was written.
  @inline(__always)
  func withSpan<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
    let written = unsafe UnsafeBufferPointer(start: buffer.baseAddress, count: count)
    return try unsafe body(written.span)
  }

  /// The byte written last, 0 where there is none.
  @inline(__always)
  var last: UInt8 { count > 0 ? unsafe buffer[count &- 1] : 0 }

  /// Appends `source[start..<end]`.
  @inline(__always)
  mutating func append(_ source: Span<UInt8>, from start: Int, to end: Int) {
    let length = end &- start
    guard length > 0 else { return }
    unsafe precondition(
      start >= 0 && end <= source.count && length <= buffer.count &- count)
    unsafe source.withUnsafeBytes { bytes in
      if let from = bytes.baseAddress, let to = unsafe buffer.baseAddress {
        unsafe memcpy(to + count, from + start, length)
      }
    }
    count &+= length
  }

  /// Appends `source[start..<end]` up to the first `byte`; returns its offset, or `end`.
  ///
  /// Copies and looks sixteen bytes at a time: escapes stand too close for `memchr` to pay.
  @inline(__always)
  mutating func append(
    _ source: Span<UInt8>, from start: Int, to end: Int, upTo byte: UInt8
  ) -> Int {
    precondition(start >= 0 && end <= source.count)
    let pattern = SIMD16<UInt8>(repeating: byte)
    let room = unsafe Swift.min(end &- start, buffer.count &- count)
    let limit = start &+ room
    var i = start
    let isFound = unsafe source.withUnsafeBytes { bytes in
      guard room >= 16, let from = bytes.baseAddress, let to = unsafe buffer.baseAddress
      else { return false }
      let shifted = unsafe UnsafeMutableRawPointer(to) + (count &- start)
      while i &+ 32 <= limit {
        let first = unsafe from.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
        let second = unsafe from.loadUnaligned(fromByteOffset: i &+ 16, as: SIMD16<UInt8>.self)
        let places = unsafe unsafeBitCast(
          (first .== pattern) .| (second .== pattern), to: SIMD2<UInt64>.self)
        if places[0] | places[1] != 0 { break }
        unsafe shifted.storeBytes(of: first, toByteOffset: i, as: SIMD16<UInt8>.self)
        unsafe shifted.storeBytes(of: second, toByteOffset: i &+ 16, as: SIMD16<UInt8>.self)
        i &+= 32
      }
      while i < limit {
        // The last block overlaps the one before.
        let at = Swift.min(i, limit &- 16)
        let block = unsafe from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        unsafe shifted.storeBytes(of: block, toByteOffset: at, as: SIMD16<UInt8>.self)
        // All bits of each byte that is the one looked for.
        let places = unsafe unsafeBitCast(block .== pattern, to: SIMD2<UInt64>.self)
        if places[0] | places[1] != 0 {
          let isInFirst = places[0] != 0
          let half = UInt64(littleEndian: isInFirst ? places[0] : places[1])
          i = at &+ half.trailingZeroBitCount / 8 &+ (isInFirst ? 0 : 8)
          return true
        }
        i = at &+ 16
      }
      return false
    }
    count &+= i &- start
    if isFound { return i }
    while i < end {
      let next = source[i]
      if next == byte { return i }
      append(next)
      i &+= 1
    }
    return end
  }

  /// Appends the lines of `source[start..<end]` that begin with a blank, without it and without their
  /// line breaks, as long as nothing else is to be known of them.
  ///
  /// Stops before a line that ends in several carriage returns, that the file ends in, or that would
  /// reach beyond `most` bytes with its blank, and behind one that ends in `=`.
  mutating func appendFolded(
    _ source: Span<UInt8>, from start: Int, to end: Int, upTo most: Int
  ) -> AppendedLines {
    precondition(start >= 0 && start <= end && end <= source.count)
    let room = unsafe Swift.min(most, buffer.count)
    var lines = AppendedLines(count: 0, lastStart: start, lastEnd: start, end: start)
    count = unsafe source.withUnsafeBytes { bytes in
      guard let from = bytes.baseAddress, let to = unsafe buffer.baseAddress else { return count }
      var written = count
      while lines.end < end {
        let line = unsafe from + lines.end
        let first = unsafe line.load(as: UInt8.self)
        guard first == 0x20 || first == 0x09,
          unsafe written == 0 || to[written &- 1] != 0x3D,
          let feed = unsafe memchr(line, 0x0A, end &- lines.end)
        else { break }
        // At least the blank stands before the line feed.
        let next = unsafe line.distance(to: UnsafeRawPointer(feed)) &+ 1
        var length = next &- 1
        if unsafe line.load(fromByteOffset: length &- 1, as: UInt8.self) == 0x0D {
          length &-= 1
          if unsafe line.load(fromByteOffset: length &- 1, as: UInt8.self) == 0x0D { break }
        }
        guard length <= room &- written else { break }
        unsafe memcpy(to + written, line + 1, length &- 1)
        written &+= length &- 1
        lines = AppendedLines(
          count: lines.count &+ 1, lastStart: lines.end, lastEnd: lines.end &+ length,
          end: lines.end &+ next)
      }
      return written
    }
    return lines
  }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    unsafe precondition(count < buffer.count)
    unsafe buffer[count] = byte
    count &+= 1
  }

  /// Forgets all from `end` on.
  @inline(__always)
  mutating func cut(at end: Int) {
    precondition(end >= 0 && end <= count)
    count = end
  }

  /// Removes the byte before `offset` and moves the rest down.
  mutating func removeByte(before offset: Int) {
    precondition(offset > 0 && offset <= count)
    if let base = unsafe buffer.baseAddress {
      unsafe memmove(base + offset - 1, base + offset, count - offset)
    }
    count -= 1
  }
}
