extension Bytes {
  /// The text, ill-formed bytes repaired to U+FFFD.
  var string: String {
    withUnsafeBufferPointer { bytes in
      // ASCII is UTF-8, which needs no further check.
      if #available(macOS 26.0, iOS 26.0, tvOS 26.0, watchOS 26.0, visionOS 26.0, *),
        bytes.isASCII
      {
        return String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: true))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Where the first byte beyond ASCII stands from `start` on, or the end.
  func endOfASCII(from start: Int) -> Int {
    precondition(start >= startIndex && start <= endIndex)
    return withUnsafeBufferPointer { bytes in
      var offset = start - startIndex
      while offset + 16 <= bytes.count,
        !ByteBlock.isAny(bytes.block(at: offset) .>= ByteBlock(repeating: 0x80))
      { offset += 16 }
      while offset < bytes.count, bytes[offset] < 0x80 { offset += 1 }
      return offset + startIndex
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether all bytes are ASCII.
  var isASCII: Bool {
    guard let base = baseAddress else { return true }
    let start = UnsafeRawPointer(base)
    var all = SIMD2<UInt64>(repeating: 0)
    var offset = 0
    // Most texts are: no step asks.
    while count &- offset >= 32 {
      all |=
        (start + offset).loadUnaligned(as: SIMD2<UInt64>.self)
        | (start + offset + 16).loadUnaligned(as: SIMD2<UInt64>.self)
      offset &+= 32
    }
    var rest: UInt64 = all[0] | all[1]
    while count &- offset >= 8 {
      rest |= (start + offset).loadUnaligned(as: UInt64.self)
      offset &+= 8
    }
    if offset < count, count >= 8 {
      // The last word overlaps the one before.
      rest |= (start + count - 8).loadUnaligned(as: UInt64.self)
      offset = count
    }
    while offset < count {
      rest |= UInt64(base[offset])
      offset &+= 1
    }
    return rest & 0x8080_8080_8080_8080 == 0
  }
}
