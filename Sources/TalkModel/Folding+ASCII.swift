// Folding of ASCII, byte by byte
// ------------------------------
// Most text is ASCII, and an ingest folds millions of names. Both functions write at most one byte
// for each byte they read, so the capacity they ask for is enough.

extension Folding {
  /// ``fold(_:)`` of ASCII; `nil` for other text.
  static func foldASCII(_ text: String) -> String? {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8.span
    // Most keywords are folded already.
    var isFolded = true
    var previous = UInt8(ascii: " ")
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x7F { return nil }
      if byte < 0x20 || (byte == 0x20 && previous == 0x20) || isUpper(byte) { isFolded = false }
      previous = byte
    }
    if isFolded, previous != 0x20 || bytes.isEmpty { return text }
    return unsafe String(unsafeUninitializedCapacity: bytes.count) { target in
      var count = 0
      var needsSpace = false
      for index in bytes.indices {
        let byte = bytes[index]
        if byte <= 0x20 {
          needsSpace = count > 0
          continue
        }
        if needsSpace {
          unsafe target[count] = 0x20
          count += 1
          needsSpace = false
        }
        unsafe target[count] = isUpper(byte) ? byte | 0x20 : byte
        count += 1
      }
      return count
    }
  }

  /// ``nameKey(_:)`` of an ASCII name that has a letter or digit; `nil` for others.
  static func asciiNameKey(_ name: String) -> String? {
    var name = name
    name.makeContiguousUTF8()
    let bytes = name.utf8.span
    for index in bytes.indices where bytes[index] >= 0x7F { return nil }
    let key = unsafe String(unsafeUninitializedCapacity: bytes.count) { target in
      var count = 0
      var needsSpace = false
      for index in bytes.indices {
        let byte = bytes[index]
        let isLetter = isUpper(byte) || (byte >= 0x61 && byte <= 0x7A)
        guard isLetter || (byte >= 0x30 && byte <= 0x39) else {
          if byte != UInt8(ascii: "'"), byte != UInt8(ascii: "`") { needsSpace = count > 0 }
          continue
        }
        if needsSpace {
          unsafe target[count] = 0x20
          count += 1
          needsSpace = false
        }
        unsafe target[count] = isUpper(byte) ? byte | 0x20 : byte
        count += 1
      }
      return count
    }
    return key.isEmpty ? nil : key
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
}
