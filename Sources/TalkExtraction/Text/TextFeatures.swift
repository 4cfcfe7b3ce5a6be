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
    TextFeatures.isInteresting.withUnsafeBufferPointer { isInteresting in
      text.withUnsafeBufferPointer { bytes in
        for index in 0..<bytes.count where isInteresting[Int(bytes[index])] {
          TextFeatures.look(at: index, in: bytes, &found)
        }
      }
    }
    self = found
  }

  /// Bytes that begin something: `<`, `&`, `h`ttp, `p`ass, `k`ennwort, `c`ontraseña, `c`lave, C3.
  private static let isInteresting: [Bool] = (0..<256).map { byte in
    [0x3C, 0x26, 0x68, 0x48, 0x70, 0x50, 0x6B, 0x4B, 0x63, 0x43, 0xC3].contains(byte)
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
      if stands("ontrase", at: index + 1, in: bytes) || stands("lave:", at: index + 1, in: bytes)
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
    guard index + literal.utf8CodeUnitCount <= bytes.count else { return false }
    return literal.withUTF8Buffer { pattern in
      for offset in 0..<pattern.count where Ascii.lower(bytes[index + offset]) != pattern[offset] {
        return false
      }
      return true
    }
  }
}
