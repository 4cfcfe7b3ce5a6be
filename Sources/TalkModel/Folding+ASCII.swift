// Folding of ASCII and of Latin letters, byte by byte
// ---------------------------------------------------
// Most text is ASCII, and an ingest folds millions of names. All of these functions write at most one
// byte for each byte they read, so the capacity they ask for is enough.

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

  /// ``nameKey(_:)`` of a name in Latin letters; `nil` for others.
  static func latinNameKey(_ name: String) -> String? {
    var name = name
    name.makeContiguousUTF8()
    let bytes = name.utf8.span
    let key = unsafe String(unsafeUninitializedCapacity: bytes.count) { target in
      latinNameKey(bytes) { index, byte in unsafe target[index] = byte } ?? 0
    }
    return key.isEmpty ? nil : key
  }

  /// Writes ``nameKey(_:)`` of a name in Latin letters.
  ///
  /// - Parameters:
  ///   - name: the name, in UTF-8.
  ///   - target: at least as many bytes as the name.
  /// - Returns: the number of bytes written; `nil` for a name with other letters, or without any.
  package static func writeLatinNameKey(
    of name: Span<UInt8>, to target: inout MutableSpan<UInt8>
  ) -> Int? {
    guard target.count >= name.count else { return nil }
    return latinNameKey(name) { index, byte in target[index] = byte }
  }

  @inline(__always)
  private static func latinNameKey(
    _ bytes: Span<UInt8>, write: (_ index: Int, _ byte: UInt8) -> Void
  ) -> Int? {
    var count = 0
    var needsSpace = false
    var index = 0
    // A letter beyond ASCII takes as many bytes as what it folds to, or more.
    @inline(__always) func append(_ byte: UInt8) {
      if needsSpace {
        write(count, 0x20)
        count += 1
        needsSpace = false
      }
      write(count, byte)
      count += 1
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        let lower = byte | 0x20
        if lower >= 0x61 && lower <= 0x7A {
          append(lower)
        } else if byte >= 0x30 && byte <= 0x39 {
          append(byte)
        } else if byte != UInt8(ascii: "'"), byte != UInt8(ascii: "`") {
          needsSpace = count > 0
        }
        continue
      }
      switch latin(bytes, &index) {
      case .letters(let first, let second):
        append(first)
        if second != 0 { append(second) }
      case .separator: needsSpace = count > 0
      case .nothing: break
      case .other: return nil
      }
    }
    return count == 0 ? nil : count
  }

  /// What becomes of a scalar beyond ASCII in the key of a name.
  private enum LatinPart {
    /// One or two ASCII letters; the second is 0 if there is none.
    case letters(UInt8, UInt8)
    case separator, nothing
    /// It takes more than this file knows.
    case other
  }

  /// What becomes of the scalar at `index`, which is moved behind it.
  private static func latin(_ bytes: Span<UInt8>, _ index: inout Int) -> LatinPart {
    let lead = UInt32(bytes[index])
    let value: UInt32
    if lead < 0xE0, index + 1 < bytes.count {
      value = (lead & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
      index += 2
    } else if lead < 0xF0, index + 2 < bytes.count {
      value =
        (lead & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
      index += 3
    } else {
      return .other
    }
    switch value {
    case 0xAD, 0xB4, 0x2BC, 0x2018, 0x2019, 0x300...0x36F: return .nothing
    case 0x80...0xA0, 0x2010...0x2017, 0x201A...0x2027: return .separator
    default:
      guard let letters = asciiLetters(value) else { return .other }
      return .letters(letters.0, letters.1)
    }
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
}
