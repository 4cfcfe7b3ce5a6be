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
  ///
  /// Most texts hold nothing of all this, and few operations a byte are enough to know it: a link has
  /// a colon, and a passcode follows a colon or an equals sign or holds a digit.
  init(of text: Bytes) {
    var found: TextFeatures = []
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      guard bytes.count >= 16 else {
        for byte in bytes where byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") {
          found.insert(.markup)
        }
        TextFeatures.lookCloser(at: bytes, in: 0..<bytes.count, &found)
        return
      }
      if bytes.count >= TextFeatures.long {
        TextFeatures.lookThroughLong(bytes, &found)
        return
      }
      let last = bytes.count &- 16
      var offset = 0
      // What all blocks hold together: asked once, at the end. The last one overlaps the one before.
      var signs = Signs()
      while true {
        signs.add(ByteBlock(at: base + offset))
        if offset == last { break }
        offset = min(offset &+ 16, last)
      }
      if ByteBlock.isAny(signs.markup) { found.insert(.markup) }
      if ByteBlock.isAny(signs.others) {
        TextFeatures.lookCloser(at: bytes, in: 0..<bytes.count, &found)
      }
    }
    self = found
  }

  /// The same for texts of ``long`` bytes and more.
  ///
  /// What stands far before anything that it needs behind it means nothing, unless only blanks or markup
  /// stand between; a text with markup and such signs is looked at whole.
  private static func lookThroughLong(
    _ bytes: UnsafeBufferPointer<UInt8>, _ found: inout TextFeatures
  ) {
    guard let base = bytes.baseAddress, bytes.count >= long else { return }
    let last = bytes.count &- 64
    var offset = 0
    var done = 0
    var markup = ByteBlock.Places(repeating: false)
    while true {
      let address = base + offset
      var signs = Signs()
      signs.add(ByteBlock(at: address))
      signs.add(ByteBlock(at: address + 16))
      signs.add(ByteBlock(at: address + 32))
      signs.add(ByteBlock(at: address + 48))
      markup .|= signs.markup
      if ByteBlock.isAny(signs.others) {
        let first = start(before: offset, in: bytes, atLeast: done)
        lookCloser(at: bytes, in: first..<offset &+ 64, &found)
        done = offset &+ 64
      }
      if offset == last { break }
      offset = min(offset &+ 64, last)
    }
    guard ByteBlock.isAny(markup) else { return }
    found.insert(.markup)
    if done > 0 { lookCloser(at: bytes, in: 0..<bytes.count, &found) }
  }

  /// Where a word may begin that needs a sign at `offset` or shortly behind: blanks between do not count.
  private static func start(
    before offset: Int, in bytes: UnsafeBufferPointer<UInt8>, atLeast least: Int
  ) -> Int {
    var place = offset &- reach
    guard place > least else { return least }
    func isBlank(_ byte: UInt8) -> Bool { byte <= Ascii.space || byte == 0xC2 || byte == 0xA0 }
    guard isBlank(bytes[place]) else { return place }
    while place > least, isBlank(bytes[place]) { place &-= 1 }
    return max(least, place &- longestWord)
  }

  /// Bytes from which on a text is looked at part by part.
  private static let long = 256
  /// Bytes that may at least lie between a word and the sign or digit that it needs.
  private static let reach = 128
  /// More bytes than any word looked for has.
  private static let longestWord = 24

  /// What of markup, and of the signs without which nothing else means anything, blocks hold.
  private struct Signs {
    var markup = ByteBlock.Places(repeating: false)
    var others = ByteBlock.Places(repeating: false)

    @inline(__always)
    mutating func add(_ block: ByteBlock) {
      markup .|= block.places(of: UInt8(ascii: "<")) .| block.places(of: UInt8(ascii: "&"))
      let isBeyondASCII = block.places(of: 0xC3)
      // 0…9 and the colon behind them.
      let isDigit = block &- ByteBlock(repeating: 0x30) .<= ByteBlock(repeating: 10)
      others .|= isBeyondASCII .| isDigit .| block.places(of: UInt8(ascii: "="))
    }
  }

  /// Looks for links, passcodes and damage that begin in `range`.
  private static func lookCloser(
    at bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ found: inout TextFeatures
  ) {
    guard let base = bytes.baseAddress else { return }
    var offset = range.lowerBound
    while offset < range.upperBound, offset + 19 <= bytes.count {
      if ByteBlock.isAny(signs(at: base + offset)) {
        look(at: max(0, offset - 8)..<offset + 16, in: bytes, &found)
      }
      offset += 16
    }
    if range.upperBound == bytes.count {
      look(at: max(0, offset - 8)..<bytes.count, in: bytes, &found)
    }
  }

  /// Where in sixteen bytes something looked for may stand, by its first four bytes.
  @inline(__always)
  private static func signs(at address: UnsafePointer<UInt8>) -> ByteBlock.Places {
    let block = ByteBlock(at: address)
    let first = block.lowered
    let second = ByteBlock(at: address + 1).lowered
    let third = ByteBlock(at: address + 2).lowered
    let fourth = ByteBlock(at: address + 3).lowered
    let thirdIsN = third.places(of: UInt8(ascii: "n"))
    let pass =
      second.places(of: UInt8(ascii: "a")) .& third.places(of: UInt8(ascii: "s"))
      .& fourth.places(of: UInt8(ascii: "s"))
    let pin =
      second.places(of: UInt8(ascii: "i")) .& thirdIsN
      .& (fourth.places(of: Ascii.space) .| fourth.places(of: Ascii.colon))
    let pw = second.places(of: UInt8(ascii: "w"))
    let kenn =
      first.places(of: UInt8(ascii: "k")) .& second.places(of: UInt8(ascii: "e")) .& thirdIsN
      .& fourth.places(of: UInt8(ascii: "n"))
    let clav =
      second.places(of: UInt8(ascii: "l")) .& third.places(of: UInt8(ascii: "a"))
      .& fourth.places(of: UInt8(ascii: "v"))
    let code =
      second.places(of: UInt8(ascii: "o")) .& third.places(of: UInt8(ascii: "d"))
      .& fourth.places(of: UInt8(ascii: "e"))
    let http =
      first.places(of: UInt8(ascii: "h")) .& second.places(of: UInt8(ascii: "t"))
      .& fourth.places(of: UInt8(ascii: "p"))
    // `contraseña` and `código` are told by their C3.
    return block.places(of: 0xC3) .| http .| kenn
      .| (first.places(of: UInt8(ascii: "p")) .& (pass .| pin .| pw))
      .| (first.places(of: UInt8(ascii: "c")) .& (clav .| code))
  }

  /// Looks where in `range` something begins.
  private static func look(
    at range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, _ found: inout TextFeatures
  ) {
    for index in range {
      switch bytes[index] {
      case 0x68, 0x48, 0x70, 0x50, 0x6B, 0x4B, 0x63, 0x43, 0xC3:
        look(at: index, in: bytes, &found)
      default: break
      }
    }
  }

  private static func look(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ found: inout TextFeatures
  ) {
    switch bytes[index] {
    case 0xC3:
      if index + 2 < bytes.count, (0x82...0xB4).contains(bytes[index + 1]),
        bytes[index + 2] >= 0xC2 || bytes[index + 1] == 0x82 && bytes[index + 2] == Ascii.space
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
