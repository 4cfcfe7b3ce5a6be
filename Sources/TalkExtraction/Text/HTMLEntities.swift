/// Character references of HTML: `&amp;`, `&#8217;`, `&#x2019;`.
enum HTMLEntities {
  /// The scalar that the reference at `start` (an `&`) stands for and the index after its `;`.
  static func decode(_ text: Bytes, at start: Int) -> (Unicode.Scalar, Int)? {
    let nameStart = start + 1
    var index = nameStart
    while index < text.endIndex, index - nameStart <= 10, text[index] != Ascii.semicolon {
      guard
        Ascii.isLetter(text[index]) || Ascii.isDigit(text[index])
          || text[index] == Ascii.hash && index == nameStart
      else { return nil }
      index += 1
    }
    guard index < text.endIndex, text[index] == Ascii.semicolon, index > nameStart
    else { return nil }
    let name = text[nameStart..<index]
    if name.first == Ascii.hash {
      guard let scalar = numeric(name.dropFirst()) else { return nil }
      return (scalar, index + 1)
    }
    guard let scalar = named[name.string] else { return nil }
    return (scalar, index + 1)
  }

  /// `text` with every reference decoded.
  static func decoded(_ text: Bytes) -> Bytes {
    guard !text.isEmpty else { return text }
    var result = TextWriter(beside: text, capacity: text.count)
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == Ascii.ampersand, let (scalar, next) = decode(text, at: index) {
        result.append(scalar)
        index = next
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result.finish()
  }

  private static func numeric(_ digits: Bytes) -> Unicode.Scalar? {
    let isHex = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
    let body = isHex ? digits.dropFirst() : digits
    guard !body.isEmpty, body.count <= 7, let value = UInt32(body.string, radix: isHex ? 16 : 10),
      value >= 0x20 || value == 0x0A
    else { return nil }
    // What browsers do: numbers 128…159 mean Windows-1252.
    let mapped = (0x80...0x9F).contains(value) ? windows1252[Int(value) - 0x80] : value
    return Unicode.Scalar(mapped)
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“",
    "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›",
    "hellip": "…", "bull": "•", "middot": "·", "copy": "©", "reg": "®", "trade": "™",
    "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "frac12": "½", "frac14": "¼",
    "frac34": "¾", "sup2": "²", "sup3": "³", "micro": "µ", "para": "¶", "sect": "§",
    "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "iexcl": "¡", "iquest": "¿",
    "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Auml": "Ä", "Aring": "Å",
    "AElig": "Æ", "Ccedil": "Ç", "Egrave": "È", "Eacute": "É", "Ecirc": "Ê", "Euml": "Ë",
    "Igrave": "Ì", "Iacute": "Í", "Icirc": "Î", "Iuml": "Ï", "ETH": "Ð", "Ntilde": "Ñ",
    "Ograve": "Ò", "Oacute": "Ó", "Ocirc": "Ô", "Otilde": "Õ", "Ouml": "Ö", "Oslash": "Ø",
    "Ugrave": "Ù", "Uacute": "Ú", "Ucirc": "Û", "Uuml": "Ü", "Yacute": "Ý", "THORN": "Þ",
    "szlig": "ß", "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "auml": "ä",
    "aring": "å", "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê",
    "euml": "ë", "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "eth": "ð",
    "ntilde": "ñ", "ograve": "ò", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö",
    "oslash": "ø", "ugrave": "ù", "uacute": "ú", "ucirc": "û", "uuml": "ü", "yacute": "ý",
    "thorn": "þ", "yuml": "ÿ", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š",
    "Zcaron": "Ž", "zcaron": "ž", "Ccaron": "Č", "ccaron": "č", "alpha": "α", "beta": "β",
    "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π",
    "sigma": "σ", "omega": "ω", "infin": "∞", "le": "≤", "ge": "≥", "ne": "≠", "rarr": "→",
    "larr": "←", "harr": "↔", "minus": "−", "sum": "∑", "radic": "√", "shy": "\u{AD}",
    "zwj": "\u{200D}", "zwnj": "\u{200C}", "ensp": "\u{A0}", "emsp": "\u{A0}",
    "thinsp": "\u{A0}",
  ]
}
