extension Bytes {
  /// With `%20` and the like as the bytes that they stand for, where the whole text is written so:
  /// escapes and no blank.
  var withoutPercentEscapes: Bytes {
    let percent = UInt8(ascii: "%")
    guard !isEmpty, !contains(where: Ascii.isBlank) else { return self }
    var result = TextWriter(beside: self, capacity: count)
    var index = startIndex
    var found = false
    while index < endIndex {
      if self[index] == percent, index + 2 < endIndex, let high = Bytes.hexDigit(self[index + 1]),
        let low = Bytes.hexDigit(self[index + 2])
      {
        result.append(high << 4 | low)
        found = true
        index += 3
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return found ? result.finish().collapsed : self
  }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
