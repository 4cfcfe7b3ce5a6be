// Classes of Unicode scalars that output treats alike. Everything here looks at scalars, never at
// characters: a quotation mark followed by a combining mark is one Character and still a quotation
// mark.

extension Unicode.Scalar {
  /// C0, DEL or C1.
  var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

  /// Marks that reorder, hide or annotate what stands around them and show nothing themselves:
  /// bidirectional controls, zero-width marks (but not the joiners scripts need), annotations, tags.
  var isInvisibleFormat: Bool {
    switch value {
    case 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// LINE SEPARATOR or PARAGRAPH SEPARATOR.
  var isLineSeparator: Bool { value == 0x2028 || value == 0x2029 }

  /// A combining mark, which takes no room of its own.
  var isMark: Bool {
    guard value >= 0x300 else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Columns it takes on a terminal (Unicode TR 11): 0, 1 or 2.
  var columns: Int {
    if value < 0x300 { return isControl ? 0 : 1 }
    if isMark || isInvisibleFormat || value == 0x200C || value == 0x200D { return 0 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default:
      return properties.isEmojiPresentation ? 2 : 1
    }
  }
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  mutating func append(scalar: Unicode.Scalar) {
    if scalar.isASCII {
      append(UInt8(scalar.value))
    } else if let encoded = UTF8.encode(scalar) {
      append(contentsOf: encoded)
    }
  }
}
