/// Finds out, once a content line, whether its value is quoted-printable, so that `=` at the end of a
/// line is a soft line break.
///
/// Looks at each byte before the colon once, however often it is asked.
struct SoftBreaks {
  private var position: Int
  private var isFound = false
  private var isDone = false

  init(at lineStart: Int) { position = lineStart }

  /// Whether the value is quoted-printable, as far as ``look(in:)`` saw.
  var areUsed: Bool { isFound && isDone }

  /// Looks at what was not looked at before.
  mutating func look(in text: Span<UInt8>) {
    while !isDone, position < text.count {
      if text[position] == 0x3A {
        isDone = true
      } else if text[position] == 0x3B,
        ContentLine.isQuotedPrintableParameter(text, from: position + 1, to: text.count)
      {
        isFound = true
      }
      position += 1
    }
  }
}

/// Bytes before a property name that mean nothing.
enum LeadingJunk {
  /// Length of white space, control characters and byte order marks from `start` on.
  @inline(__always)
  static func length(_ text: Span<UInt8>, from start: Int) -> Int {
    guard start < text.count else { return 0 }
    let first = text[start]
    return first > 0x20 && first != 0xEF ? 0 : longLength(text, from: start)
  }

  private static func longLength(_ text: Span<UInt8>, from start: Int) -> Int {
    var i = start
    while i < text.count {
      if text[i] <= 0x20 {
        i += 1
      } else if i + 2 < text.count, text[i] == 0xEF, text[i + 1] == 0xBB, text[i + 2] == 0xBF {
        i += 3
      } else {
        break
      }
    }
    return i - start
  }
}
