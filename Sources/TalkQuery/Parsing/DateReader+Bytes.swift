/// How typed dates come apart into bytes, parts and numbers.
extension DateReader {
  /// `bytes` without spaces around and without punctuation behind, except the dots of a range.
  static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var slice = bytes[...]
    while let first = slice.first, first == UInt8(ascii: " ") { slice = slice.dropFirst() }
    while let last = slice.last {
      let isOneDot = last == UInt8(ascii: ".") && !slice.dropLast().hasSuffix(".")
      guard isOneDot || " ,;:!?*".utf8.contains(last) else { break }
      slice = slice.dropLast()
    }
    return Array(slice)
  }

  /// Where the two (or more) dots, or the ellipsis, of a range stand.
  static func rangeMark(in bytes: [UInt8]) -> Range<Int>? {
    let dot = UInt8(ascii: ".")
    for start in bytes.indices {
      if bytes[start...].hasPrefix("\u{2026}") { return start..<start + 3 }
      if bytes[start...].hasPrefix("..") {
        var end = start + 2
        while end < bytes.count, bytes[end] == dot { end += 1 }
        return start..<end
      }
    }
    return nil
  }

  /// `bytes` cut at everything that parts the words of a date.
  static func parts(of bytes: [UInt8]) -> [String] {
    bytes.split { " -_,/.".utf8.contains($0) }.map { string(Array($0)) }
  }

  static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }

  static func numbers(_ parts: [String]) -> [Int]? {
    let numbers = parts.compactMap(number)
    return !parts.isEmpty && numbers.count == parts.count ? numbers : nil
  }

  /// One to eight ASCII digits.
  static func number(_ text: String) -> Int? {
    guard (1...8).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }

  /// One or two digits, perhaps with `st`, `nd`, `rd` or `th`.
  static func ordinal(_ text: String) -> Int? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...2).contains(digits.count) else { return nil }
    let rest = text.utf8.dropFirst(digits.count)
    guard rest.isEmpty || ["st", "nd", "rd", "th"].contains(String(Substring(rest))) else {
      return nil
    }
    return Int(String(Substring(digits)))
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasPrefix(_ text: StaticString) -> Bool { starts(with: text.description.utf8) }

  fileprivate func hasSuffix(_ text: StaticString) -> Bool {
    reversed().starts(with: text.description.utf8.reversed())
  }
}
