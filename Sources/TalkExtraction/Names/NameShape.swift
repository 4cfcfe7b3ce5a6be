/// What the words of a would-be name look like together.
struct NameShape {
  var capitals = 0
  var initials = 0
  var particles = 0
  var allCaps = 0
  var camels = 0
  var uncased = 0
  var hasDiacritics = false
  var hasDottedInitial = false
  var endsWithParticle = false
  var isBroken = false

  mutating func add(_ token: Bytes, _ hash: UInt64, isFirst: Bool, isLast: Bool) {
    guard let head = token.first else { return }
    if isNickname(token) {
      if isFirst { isBroken = true }
      return
    }
    // A particle counts as one in lower case, or capitalised between other words; `Ben Smith`,
    // `Van Nguyen` and `Anna Le` begin and end with names.
    if NameWords.particles.contains(hash: hash),
      Ascii.isLower(head) || head == Ascii.apostrophe || !isFirst && !isLast
    {
      if isLast { endsWithParticle = true }
      if isFirst, NameWords.weakParticles.contains(hash: hash) { isBroken = true }
      if Ascii.isUpper(head), token.count == 1 {
        initials += 1
      } else {
        particles += 1
      }
      return
    }
    if isLast, NameWords.suffixes.contains(hash: hash), !isFirst { return }
    // Most are a capital and small letters.
    if token.count > 1, Ascii.isUpper(head), token.dropFirst().allSatisfy(Ascii.isLower) {
      capitals += 1
      return
    }
    var letters = 0
    var uppers = 0
    var dots = 0
    var lowerSeen = false
    var camel = false
    var startsUpper = false
    var index = token.startIndex
    var afterJoint = true
    while index < token.endIndex {
      let byte = token[index]
      if byte < 0x80 {
        if Ascii.isUpper(byte) {
          if letters == 0 || afterJoint && !startsUpper && isJoint(token, before: index) {
            startsUpper = true
          }
          if lowerSeen, !afterJoint { camel = true }
          letters += 1
          uppers += 1
          afterJoint = false
        } else if Ascii.isLower(byte) {
          letters += 1
          lowerSeen = true
          afterJoint = false
        } else if byte == Ascii.dot {
          dots += 1
          afterJoint = true
          lowerSeen = false
        } else if byte == Ascii.hyphen || byte == Ascii.apostrophe || byte == UInt8(ascii: "`") {
          afterJoint = true
        } else {
          isBroken = true
          return
        }
        index += 1
        continue
      }
      if let isCapital = isLatinCapital(token, at: index) {
        index += 2
        if isCapital {
          if letters == 0 || afterJoint && !startsUpper && isJoint(token, before: index) {
            startsUpper = true
          }
          uppers += 1
        } else {
          lowerSeen = true
        }
        hasDiacritics = true
        letters += 1
        afterJoint = false
        continue
      }
      guard let (scalar, width) = decodedScalar(token, at: index) else {
        isBroken = true
        return
      }
      index += width
      if scalar.value == 0x2019 || scalar.value == 0x2010 || scalar.value == 0x2011
        || scalar.value == 0x02BC || scalar.value == 0x2018
      {
        afterJoint = true
        continue
      }
      let properties = scalar.properties
      guard
        properties.isAlphabetic || properties.generalCategory == .nonspacingMark
          || properties.generalCategory == .spacingMark || scalar.value == 0x30FB
          || scalar.value == 0xB7
      else {
        isBroken = true
        return
      }
      if !properties.isUppercase && !properties.isLowercase {
        if properties.generalCategory == .otherLetter { uncased += 1 }
        letters += 1
        afterJoint = false
      } else if properties.isUppercase {
        if letters == 0 || afterJoint && !startsUpper && isJoint(token, before: index) {
          startsUpper = true
        }
        hasDiacritics = true
        letters += 1
        uppers += 1
        afterJoint = false
      } else {
        hasDiacritics = true
        letters += 1
        lowerSeen = true
        afterJoint = false
      }
    }
    if uncased > 0 {
      // `生成AI`: a name is written in one script.
      if uppers > 0 || lowerSeen { isBroken = true }
      return
    }
    if letters == 0 {
      isBroken = true
    } else if letters == uppers, letters == 1 || dots > 0 && letters <= 4 || letters == 2 && !isLast
    {
      initials += 1
      if dots > 0 { hasDottedInitial = true }
    } else if letters == uppers {
      capitals += 1
      allCaps += 1
    } else if startsUpper {
      capitals += 1
      if camel, !hasNamePrefix(token) { camels += 1 }
      if dots > 0, !(token.last == Ascii.dot && letters <= 4) { isBroken = true }
    } else {
      isBroken = true
    }
  }

  /// Whether the letter of U+00C0…U+017F at `index` is a capital; `nil` for other characters.
  private func isLatinCapital(_ text: Bytes, at index: Int) -> Bool? {
    guard index + 1 < text.endIndex else { return nil }
    let next = text[index + 1]
    switch (text[index], next) {
    case (0xC3, 0x97), (0xC3, 0xB7), (0xC4, 0xB0), (0xC4, 0xB8): return nil
    case (0xC3, 0x80...0x9E): return true
    case (0xC3, 0x9F...0xBF): return false
    case (0xC4, 0x80...0xB7): return next & 1 == 0
    case (0xC4, 0xB9...0xBF): return next & 1 == 1
    case (0xC5, 0x80...0x88): return next & 1 == 1
    case (0xC5, 0x8A...0xB7): return next & 1 == 0
    default: return nil
    }
  }

  /// Names of scripts without case, such as Han, kana, Hangul, Arabic, Hebrew and Thai.
  func uncasedLikelihood(_ tokens: Words) -> Double {
    if capitals > 0 { return 0.4 }
    // 的 joins words of titles.
    if tokens.contains(where: { $0.firstIndex(of: [0xE7, 0x9A, 0x84]) != nil }) { return 0.02 }
    // `ジョン・スミス`
    if tokens.count == 1, (4...16).contains(uncased),
      tokens[0].firstIndex(of: [0xE3, 0x83, 0xBB]) != nil
    {
      return 0.6
    }
    if tokens.count == 1 { return (2...5).contains(uncased) ? 0.5 : 0.05 }
    return tokens.count <= 4 && uncased <= 24 ? 0.5 : 0.1
  }

  private func isNickname(_ token: Bytes) -> Bool {
    guard token.count > 2, let first = token.first, let last = token.last else { return false }
    return first == Ascii.openParen && last == Ascii.closeParen
      || first == Ascii.quote && last == Ascii.quote
      || first == Ascii.apostrophe && last == Ascii.apostrophe
      || token.hasPrefix("“") && token.hasSuffix("”")
      || token.hasPrefix("‘") && token.hasSuffix("’")
  }

  /// `d'Alembert`, `al-Hashimi`, `el-Ashhab`: a small word joined to a capitalised one.
  private func isJoint(_ token: Bytes, before index: Int) -> Bool {
    token.hasPrefix("d'") || token.hasPrefix("al-") || token.hasPrefix("el-")
      || token.hasPrefix("l'") || token.hasPrefix("d’")
      || token.hasPrefix("l’") || token.hasPrefix("ul-") || token.hasPrefix("ar-")
      || token.hasPrefix("as-") || token.hasPrefix("ad-") || token.hasPrefix("van-")
  }

  /// `McGovern`, `LeCun`, `VanderPlas`: prefixes after which a capital is usual.
  private func hasNamePrefix(_ token: Bytes) -> Bool {
    for prefix in Self.prefixes where token.hasPrefix(prefix) { return true }
    return false
  }

  private static let prefixes: [StaticString] = [
    "mc", "mac", "le", "la", "de", "du", "di", "da", "del", "van", "von", "fitz", "o'", "ben",
    "al", "el", "san", "st", "ten", "ter", "bel",
  ]
}

/// The scalar at `index` and its width in bytes, or `nil` where the bytes are ill-formed.
func decodedScalar(_ text: Bytes, at index: Int) -> (Unicode.Scalar, Int)? {
  let lead = text[index]
  let width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  guard index + width <= text.endIndex else { return nil }
  var value: UInt32
  switch width {
  case 1: value = UInt32(lead)
  case 2: value = UInt32(lead & 0x1F)
  case 3: value = UInt32(lead & 0x0F)
  default: value = UInt32(lead & 0x07)
  }
  for offset in 1..<max(width, 1) { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
  guard let scalar = Unicode.Scalar(value) else { return nil }
  return (scalar, width)
}
