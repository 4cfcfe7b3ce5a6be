import CivilTime

/// Values in the form RFC 5545 writes them.
///
/// Works on Unicode scalars, never on characters: CR LF is
/// one `Character`, and so is a quote with a combining mark.
enum WrittenForm {
  /// TEXT, escaped (RFC 5545 §3.3.11).
  ///
  /// Any line break becomes `\n`; other control characters but the
  /// tab are left out.
  static func text(_ text: String) -> String {
    var form = String.UnicodeScalarView()
    var isAfterCR = false
    for scalar in text.unicodeScalars {
      let isLineFeedOfCRLF = isAfterCR && scalar == "\n"
      isAfterCR = scalar == "\r"
      switch scalar {
      case "\\", ";", ",":
        form.append("\\")
        form.append(scalar)
      case "\n", "\r":
        if !isLineFeedOfCRLF { form.append(contentsOf: "\\n".unicodeScalars) }
      default:
        if !isControl(scalar) { form.append(scalar) }
      }
    }
    return String(form)
  }

  /// Any value without its control characters.
  static func withoutControls(_ value: String) -> String {
    var form = String.UnicodeScalarView()
    for scalar in value.unicodeScalars where !isControl(scalar) { form.append(scalar) }
    return String(form)
  }

  /// A URI with what no URI may hold percent-encoded.
  static func uri(_ uri: String) -> String {
    var form = ""
    for byte in uri.utf8 {
      switch byte {
      case 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D, 0x7F:
        form += "%" + hexDigit(byte >> 4) + hexDigit(byte & 15)
      case 0x80...: form += "%" + hexDigit(byte >> 4) + hexDigit(byte & 15)
      default: form.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return form
  }

  /// A parameter value: carets of RFC 6868, quotes unless all of it is plain.
  static func parameterValue(_ value: String) -> String {
    var form = String.UnicodeScalarView()
    var isPlain = true
    var isAfterCR = false
    for scalar in value.unicodeScalars {
      let isLineFeedOfCRLF = isAfterCR && scalar == "\n"
      isAfterCR = scalar == "\r"
      switch scalar {
      case "^": form.append(contentsOf: "^^".unicodeScalars)
      case "\"": form.append(contentsOf: "^'".unicodeScalars)
      case "\n", "\r":
        if !isLineFeedOfCRLF { form.append(contentsOf: "^n".unicodeScalars) }
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "/", "+": form.append(scalar)
      default:
        if isControl(scalar) { continue }
        isPlain = false
        form.append(scalar)
      }
    }
    return isPlain ? String(form) : "\"" + String(form) + "\""
  }

  /// A name of capital letters, digits and hyphens; anything else becomes a hyphen.
  static func name(_ name: String) -> String {
    var form = ""
    for scalar in name.unicodeScalars.prefix(200) {
      switch scalar {
      case "A"..."Z", "0"..."9", "-": form.unicodeScalars.append(scalar)
      case "a"..."z": form += scalar.properties.uppercaseMapping
      default: form += "-"
      }
    }
    return form.isEmpty ? "X-" : form
  }

  /// The parameter that a time needs.
  static func timeParameter(_ time: TimeValue) -> Parameter? {
    switch time {
    case .date: Parameter(name: "VALUE", values: ["DATE"])
    case .zoned(_, let zoneID): Parameter(name: "TZID", values: [zoneID])
    case .floating, .utc: nil
    }
  }

  /// A DATE or DATE-TIME, `20250509T120000Z`.
  static func time(_ value: TimeValue) -> String {
    switch value {
    case .date(let date): day(date)
    case .floating(let time), .zoned(let time, _): dateTime(time)
    case .utc(let time): dateTime(time) + "Z"
    }
  }

  /// A UTC-OFFSET, `+0100`, from seconds east; held within a day.
  static func offset(_ seconds: Int) -> String {
    let magnitude = Int(min(seconds.magnitude, 86_399))
    var form = seconds < 0 && magnitude != 0 ? "-" : "+"
    form += padded(magnitude / 3600, to: 2) + padded(magnitude / 60 % 60, to: 2)
    if magnitude % 60 != 0 { form += padded(magnitude % 60, to: 2) }
    return form
  }

  private static func day(_ date: CivilDate) -> String {
    padded(date.year, to: 4) + padded(date.month, to: 2) + padded(date.day, to: 2)
  }

  private static func dateTime(_ time: CivilDateTime) -> String {
    day(time.date) + "T" + padded(time.hour, to: 2) + padded(time.minute, to: 2)
      + padded(time.second, to: 2)
  }

  /// CONTROL of RFC 5545 §3.1 (all but the tab), and the C1 controls, which no text needs.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
  }

  private static func hexDigit(_ nibble: UInt8) -> String {
    String(nibble, radix: 16, uppercase: true)
  }
}

/// Content lines folded at 75 octets, each but the first beginning with a blank that counts too.
struct FoldedLines: Sendable {
  private(set) var bytes: [UInt8] = []

  /// Most octets of a line, without CR LF (RFC 5545 §3.1).
  private static let width = 75

  /// Appends one content line.
  mutating func write(_ line: String) {
    var used = 0
    for scalar in line.unicodeScalars {
      let length = UTF8.width(scalar)
      if used + length > Self.width {
        bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
        used = 1
      }
      used += length
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }
}
