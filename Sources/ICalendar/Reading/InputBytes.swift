/// The bytes of a file made ready for reading: no byte order mark, no NUL, UTF-16 turned into UTF-8.
struct InputBytes {
  var bytes: [UInt8]
  var start = 0
  var encoding = TextEncoding.utf8
  var hadNUL = false
  /// Unpaired surrogates in UTF-16.
  var hadBadUTF16 = false

  init(_ original: [UInt8]) {
    bytes = original
    if original.starts(with: [0xEF, 0xBB, 0xBF]) {
      encoding = .utf8WithBOM
      start = 3
    } else if original.starts(with: [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF]) {
      // A byte order mark that was encoded twice.
      encoding = .utf8WithBOM
      start = 6
    } else if original.starts(with: [0xFF, 0xFE]) {
      decodeUTF16(from: 2, highFirst: false)
    } else if original.starts(with: [0xFE, 0xFF]) {
      decodeUTF16(from: 2, highFirst: true)
    } else if original.count >= 4, original[1] == 0, original[3] == 0, original[0] != 0 {
      decodeUTF16(from: 0, highFirst: false)
    } else if original.count >= 4, original[0] == 0, original[2] == 0, original[1] != 0 {
      decodeUTF16(from: 0, highFirst: true)
    }
    if bytes.span.offset(of: 0, from: 0, to: bytes.count) < bytes.count {
      bytes.removeAll { $0 == 0 }
      hadNUL = true
    }
  }

  private mutating func decodeUTF16(from first: Int, highFirst: Bool) {
    encoding = highFirst ? .utf16BigEndian : .utf16LittleEndian
    let source = bytes
    var text: [UInt8] = []
    text.reserveCapacity(source.count / 2 + source.count / 8)
    func unit(_ i: Int) -> UInt32 {
      highFirst
        ? UInt32(source[i]) << 8 | UInt32(source[i + 1])
        : UInt32(source[i + 1]) << 8 | UInt32(source[i])
    }
    /// Where the low surrogate stands that a fold parts from the high one before `i`, if one does.
    func lowAfterFold(_ i: Int) -> Int? {
      var next = i
      if next + 1 < source.count, unit(next) == 0x0D { next += 2 }
      guard next + 5 < source.count, unit(next) == 0x0A,
        unit(next + 2) == 0x20 || unit(next + 2) == 0x09, unit(next + 4) & 0xFC00 == 0xDC00
      else { return nil }
      return next + 4
    }
    // A low surrogate that was read with the high one before a fold.
    var taken = -1
    var i = first
    while i + 1 < source.count {
      if i == taken {
        i += 2
        continue
      }
      var scalar = unit(i)
      i += 2
      if scalar & 0xF800 == 0xD800 {
        if scalar < 0xDC00, i + 1 < source.count, unit(i) & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(i) & 0x3FF)
          i += 2
        } else if scalar < 0xDC00, let low = lowAfterFold(i) {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(low) & 0x3FF)
          taken = low
        } else {
          scalar = 0xFFFD
          hadBadUTF16 = true
        }
      }
      switch scalar {
      case 0..<0x80: text.append(UInt8(scalar))
      case 0x80..<0x800:
        text.append(0xC0 | UInt8(scalar >> 6))
        text.append(0x80 | UInt8(scalar & 0x3F))
      case 0x800..<0x10000:
        text.append(0xE0 | UInt8(scalar >> 12))
        text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
        text.append(0x80 | UInt8(scalar & 0x3F))
      default:
        text.append(0xF0 | UInt8(scalar >> 18))
        text.append(0x80 | UInt8(scalar >> 12 & 0x3F))
        text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
        text.append(0x80 | UInt8(scalar & 0x3F))
      }
    }
    bytes = text
  }
}
