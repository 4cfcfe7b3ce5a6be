/// What a text holds that needs a closer look, found in one pass over its bytes.
///
/// Most descriptions hold neither markup nor links nor passcodes; the rules for these run only
/// where their flag is set.
struct TextFeatures: OptionSet, Sendable {
  let rawValue: UInt8

  /// `<` or `&`: perhaps HTML.
  static let markup = TextFeatures(rawValue: 1)
  /// `http`: perhaps a link.
  static let links = TextFeatures(rawValue: 2)
  /// A byte pair with which doubly encoded UTF-8 begins.
  static let damage = TextFeatures(rawValue: 4)
  /// A word with which a passcode is stated.
  static let passcode = TextFeatures(rawValue: 8)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Looks through `text`.
  init(of text: Bytes) {
    var found: TextFeatures = []
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var offset = 0
      while offset + 18 <= bytes.count {
        if ByteBlock.isAny(TextFeatures.signs(at: base + offset)) {
          TextFeatures.look(at: max(0, offset - 8)..<offset + 16, in: bytes, &found)
        }
        offset += 16
      }
      TextFeatures.look(at: max(0, offset - 8)..<bytes.count, in: bytes, &found)
    }
    self = found
  }

  /// Where in sixteen bytes something looked for may stand: two or three letters of each word that
  /// are rare together, none further than eight bytes from where its word begins.
  @inline(__always)
  private static func signs(at address: UnsafePointer<UInt8>) -> ByteBlock.Places {
    let block = ByteBlock(at: address)
    let first = block.lowered
    let second = ByteBlock(at: address + 1).lowered
    let third = ByteBlock(at: address + 2).lowered
    let secondIsA = second.places(of: UInt8(ascii: "a"))
    // The second letters of `pas`, `pw`, `pi`.
    let afterP =
      secondIsA .& third.places(of: UInt8(ascii: "s"))
      .| second.places(of: UInt8(ascii: "w")) .| second.places(of: UInt8(ascii: "i"))
    let ken =
      first.places(of: UInt8(ascii: "k")) .& second.places(of: UInt8(ascii: "e"))
      .& third.places(of: UInt8(ascii: "n"))
    let lav =
      first.places(of: UInt8(ascii: "l")) .& secondIsA .& third.places(of: UInt8(ascii: "v"))
    let cod =
      first.places(of: UInt8(ascii: "c")) .& second.places(of: UInt8(ascii: "o"))
      .& third.places(of: UInt8(ascii: "d"))
    let htTP = first.places(of: UInt8(ascii: "t")) .& second.places(of: UInt8(ascii: "p"))
    // `contraseña` and `código` are told by their C3.
    return block.places(of: UInt8(ascii: "<")) .| block.places(of: UInt8(ascii: "&"))
      .| block.places(of: 0xC3) .| htTP .| (first.places(of: UInt8(ascii: "p")) .& afterP)
      .| ken .| lav .| cod
  }

  /// Looks where in `range` something begins.
  private static func look(
    at range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, _ found: inout TextFeatures
  ) {
    for index in range {
      switch bytes[index] {
      case 0x3C, 0x26, 0x68, 0x48, 0x70, 0x50, 0x6B, 0x4B, 0x63, 0x43, 0xC3:
        look(at: index, in: bytes, &found)
      default: break
      }
    }
  }

  private static func look(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ found: inout TextFeatures
  ) {
    switch bytes[index] {
    case UInt8(ascii: "<"), UInt8(ascii: "&"): found.insert(.markup)
    case 0xC3:
      if index + 2 < bytes.count, (0x82...0xB4).contains(bytes[index + 1]), bytes[index + 2] >= 0xC2
      {
        found.insert(.damage)
      }
    case UInt8(ascii: "h"), UInt8(ascii: "H"):
      if stands("ttp", at: index + 1, in: bytes) { found.insert(.links) }
    case UInt8(ascii: "k"), UInt8(ascii: "K"):
      if stands("ennwort", at: index + 1, in: bytes) || stands("enncode", at: index + 1, in: bytes)
      {
        found.insert(.passcode)
      }
    case UInt8(ascii: "c"), UInt8(ascii: "C"):
      if stands("ontraseñ", at: index + 1, in: bytes) || stands("lave:", at: index + 1, in: bytes)
        || stands("lave de", at: index + 1, in: bytes)
        || stands("ode secret", at: index + 1, in: bytes)
        || index + 2 < bytes.count && bytes[index + 1] == 0xC3
          && stands("digo de a", at: index + 3, in: bytes)
      {
        found.insert(.passcode)
      }
    default:
      if stands("ass", at: index + 1, in: bytes) {
        if stands("code", at: index + 4, in: bytes) || stands("wor", at: index + 4, in: bytes)
          || stands(" code", at: index + 4, in: bytes) || stands("e", at: index + 4, in: bytes)
        {
          found.insert(.passcode)
        }
      } else if stands("wd", at: index + 1, in: bytes) || stands("w:", at: index + 1, in: bytes)
        || stands("in:", at: index + 1, in: bytes) || stands("in ", at: index + 1, in: bytes)
      {
        found.insert(.passcode)
      }
    }
  }

  private static func stands(
    _ literal: StaticString, at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    literal.withUTF8Buffer { bytes.holds($0, at: index) }
  }
}
