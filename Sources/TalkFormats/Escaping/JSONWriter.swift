/// Writes JSON (RFC 8259): keys in the order given, the same bytes every time.
///
/// Strings are escaped so that they are safe on a terminal and in JavaScript too, without loss:
/// control characters (C0, DEL, C1), U+2028, U+2029 and invisible format characters are written as
/// `\u…`. Numbers that JSON cannot write (infinite, not a number) become `null`.
///
/// ```swift
/// var json = JSONWriter(indents: true)
/// json.object { json in
///   json.key("title").string("Sheaves")
///   json.key("speakers").array { json in json.string("J. Leray") }
/// }
/// ```
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []
  private let indents: Bool
  private var depth = 0
  private var isFirst = true
  private var isAfterKey = false

  /// Makes a writer that puts every value on a line of its own, or everything on one line.
  package init(indents: Bool) { self.indents = indents }

  /// Writes an object whose members `body` writes.
  package mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }

  /// Writes an array whose elements `body` writes.
  package mutating func array(_ body: (inout JSONWriter) -> Void) { nest("[", "]", body) }

  /// Writes the name of a member; its value must follow.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if indents { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// Writes a string, or `null`.
  package mutating func string(_ text: String?) {
    guard let text else { return raw("null") }
    separate()
    quote(text)
  }

  /// Writes an integer, or `null`.
  package mutating func integer(_ value: (some BinaryInteger)?) {
    raw(value.map { "\($0)" } ?? "null")
  }

  /// Writes a number, or `null`.
  package mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return raw("null") }
    raw(value.description)
  }

  /// Writes a truth value, or `null`.
  package mutating func flag(_ value: Bool?) {
    raw(value.map { $0 ? "true" : "false" } ?? "null")
  }

  /// Writes an array of strings on one line.
  package mutating func strings(_ texts: [String]) {
    separate()
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(indents ? ", " : ",") }
      quote(text)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Writes an array of pairs of integers on one line.
  package mutating func ranges(_ ranges: [Range<Int>]) {
    let comma = indents ? ", " : ","
    let pairs = ranges.map { "[\($0.lowerBound)\(comma)\($0.upperBound)]" }
    raw("[" + pairs.joined(separator: comma) + "]")
  }

  /// Ends the document, or one of several, with a line break.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    isFirst = true
  }

  private mutating func nest(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(scalar: open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    bytes.append(scalar: close)
    isFirst = false
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(text)
  }

  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { breakLine() }
    isFirst = false
  }

  private mutating func breakLine() {
    guard indents else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append("\\\"")
      case "\\": bytes.append("\\\\")
      case "\n": bytes.append("\\n")
      case "\r": bytes.append("\\r")
      case "\t": bytes.append("\\t")
      default:
        if scalar.isControl || scalar.isLineSeparator || scalar.isInvisibleFormat {
          for unit in String(scalar).utf16 { escape(unit) }
        } else {
          bytes.append(scalar: scalar)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ unit: UInt16) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append("\\u")
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> shift) & 15]) }
  }
}
