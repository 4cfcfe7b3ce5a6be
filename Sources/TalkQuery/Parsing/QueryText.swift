/// A typed query as Unicode scalars, each seen as the parser sees it.
///
/// Nothing here works on `Character`: a quote with a combining mark is one `Character`, yet the
/// quote must still be seen.
struct QueryText {
  /// The text's UTF-8.
  let utf8: [UInt8]
  /// The scalars as typed.
  let scalars: [Unicode.Scalar]
  /// The same with full-width forms, dashes, quotes and separators made plain ASCII.
  let plain: [Unicode.Scalar]
  /// Byte offset of each scalar in the UTF-8, and the length at the end.
  let offsets: [Int]

  init(_ text: String) {
    utf8 = Array(text.utf8)
    scalars = Array(text.unicodeScalars)
    plain = scalars.map(Self.plain)
    var offsets: [Int] = []
    offsets.reserveCapacity(scalars.count + 1)
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.offsets = offsets
  }

  var count: Int { scalars.count }

  /// The plain scalar at `index`, a space beyond the end.
  func at(_ index: Int) -> Unicode.Scalar { index < plain.count ? plain[index] : " " }

  /// Byte range of a range of scalars.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    offsets[range.lowerBound]..<offsets[range.upperBound]
  }

  /// The text of a range as typed.
  func typed(_ range: Range<Int>) -> String { String(decoding: utf8[bytes(range)], as: UTF8.self) }

  /// The text of a range as typed, with each run of separators made one space and none at the ends.
  func oneLine(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    var isSpaceDue = false
    for index in range {
      if plain[index] == " " {
        isSpaceDue = true
      } else {
        if isSpaceDue, !view.isEmpty { view.append(" ") }
        isSpaceDue = false
        view.append(scalars[index])
      }
    }
    return String(view)
  }

  /// The text of a range in plain lower-case ASCII; what is not ASCII stays.
  func lowered(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for index in range { view.append(Self.lowered(plain[index])) }
    return String(view)
  }

  /// Whether anything in the range can be found: a letter, a digit, a mark or a private character.
  func hasToken(_ range: Range<Int>) -> Bool { range.contains { Self.isToken(scalars[$0]) } }

  static func isToken(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isLetter(scalar) || isDigit(scalar) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .privateUse:
      return true
    default:
      return false
    }
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
  }

  /// Marks that open a quotation wherever they stand, also within a word.
  static func opensQuotation(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{201C}" || scalar == "\u{201E}" || scalar == "\u{AB}"
  }

  /// Punctuation that ends a sentence or clause and is no part of the word before it.
  static func isClosingPunctuation(_ plain: Unicode.Scalar) -> Bool {
    switch plain {
    case ",", ".", ";", ":", "!", "?", "\u{2026}", "\u{3001}", "\u{3002}": true
    default: false
    }
  }

  /// The ASCII scalar that `scalar` stands for in the syntax, or itself.
  ///
  /// - Full-width forms (U+FF01…U+FF5E) become ASCII.
  /// - Hyphens, the minus sign and the en dash become `-`.
  /// - Double quotation marks of all languages become `"`.
  /// - White space, control characters and invisible direction marks become a space.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x21...0x7E: return scalar
    case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200B, 0x200E, 0x200F, 0x2028...0x202F, 0x205F,
      0x2060...0x2069, 0x3000, 0xFEFF:
      return " "
    case 0xFF01...0xFF5E: return Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
    case 0x2010...0x2013, 0x2212, 0xFE58, 0xFE63: return "-"
    case 0x201C...0x201F, 0xAB, 0xBB: return "\""
    default: return scalar
    }
  }
}
