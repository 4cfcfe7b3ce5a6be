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
      let count = bytes.count
      var index = 0
      while index < count {
        // Only these bytes begin anything of interest; none is frequent but `p` and `c`.
        switch bytes[index] {
        case UInt8(ascii: "<"), UInt8(ascii: "&"): found.insert(.markup)
        case UInt8(ascii: "h"), UInt8(ascii: "H"):
          if index + 4 < count, bytes[index + 1] | 0x20 == UInt8(ascii: "t"),
            bytes[index + 2] | 0x20 == UInt8(ascii: "t"), bytes[index + 3] | 0x20 == UInt8(ascii: "p")
          {
            found.insert(.links)
          }
        case 0xC3:
          if index + 2 < count, bytes[index + 1] < 0xB5, bytes[index + 1] > 0x81, bytes[index + 2] >= 0xC2 {
            found.insert(.damage)
          }
        case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "c"), UInt8(ascii: "C"),
          UInt8(ascii: "k"), UInt8(ascii: "K"):
          if index + 3 < count {
            let next = UInt32(bytes[index] | 0x20) << 16 | UInt32(bytes[index + 1] | 0x20) << 8
              | UInt32(bytes[index + 2] | 0x20)
            // pas, pwd, pw:, pin, ken, cla, con+trase, cod, c(ó)d
            switch next {
            case 0x706173, 0x707764, 0x70773A, 0x70696E, 0x6B656E, 0x636C61, 0x636F64, 0x63C3B3:
              found.insert(.passcode)
            case 0x636F6E:
              if bytes[index + 3] | 0x20 == UInt8(ascii: "t"), index + 4 < count,
                bytes[index + 4] | 0x20 == UInt8(ascii: "r")
              {
                found.insert(.passcode)
              }
            default: break
            }
          }
        default: break
        }
        index += 1
      }
    }
    self = found
  }
}
