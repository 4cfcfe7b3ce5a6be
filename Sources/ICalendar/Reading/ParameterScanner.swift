/// Walks over the parameters of one content line, `;NAME=value,"value";NAME=…`.
///
/// Moves forward only, so any input takes linear time.
struct ParameterScanner {
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  private var nameStart = 0
  private var nameEnd = 0
  /// Whether a quote may still find one that closes it; looked for in vain only once.
  private var quotesClose = true

  /// A scanner of `bytes[start..<end]`, which begins at the first `;` and ends before the colon.
  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    self.end = end
    position = start
  }

  /// Moves to the next parameter; `false` where there is none.
  mutating func nextParameter() -> Bool {
    while position < end, bytes[position] == 0x3B || bytes[position] == 0x20 { position += 1 }
    guard position < end else { return false }
    nameStart = position
    while position < end, bytes[position] != 0x3D, bytes[position] != 0x3B { position += 1 }
    nameEnd = position
    while nameEnd > nameStart, bytes[nameEnd - 1] == 0x20 { nameEnd -= 1 }
    return true
  }

  /// Whether what stands before the next `;` has no `=`.
  private var isBare: Bool { position >= end || bytes[position] != 0x3D }

  /// The name, or for a bare value the name it is understood as.
  var name: String {
    guard isBare else { return bytes.span.string(from: nameStart, to: nameEnd) }
    return isBareEncoding ? "ENCODING" : "TYPE"
  }

  /// Whether the current parameter has this name.
  func isNamed(_ name: String) -> Bool {
    if isBare { return PropertyName(name) == PropertyName(self.name) }
    guard name.utf8.count == nameEnd - nameStart else { return false }
    var i = nameStart
    for byte in name.utf8 {
      if asciiUppercased(byte) != asciiUppercased(bytes[i]) { return false }
      i += 1
    }
    return true
  }

  private var isBareEncoding: Bool {
    let value = PropertyName(bytes.span.string(from: nameStart, to: nameEnd))
    return value == "QUOTED-PRINTABLE" || value == "BASE64" || value == "8BIT" || value == "7BIT"
  }

  /// The values of the current parameter, at most `limit`; moves behind them.
  mutating func values(_ limit: Int) -> [String] {
    if isBare { return [bytes.span.string(from: nameStart, to: nameEnd)] }
    var values: [String] = []
    repeat {
      position += 1
      let value = nextValue()
      if values.count < limit { values.append(value.string) }
    } while position < end && bytes[position] == 0x2C
    return values
  }

  /// Where the value of the current parameter stands, without its quotes, if it is the only one and
  /// holds no caret; `nil` for others, which are still to be read.
  mutating func onlyPlainValue() -> Range<Int>? {
    if isBare { return nil }
    let before = self
    position += 1
    var from = position
    passValue()
    var to = position
    if position < end && bytes[position] == 0x2C
      || bytes.span.offset(of: 0x5E, from: from, to: to) < to
    {
      self = before
      return nil
    }
    if to - from >= 2, bytes[from] == 0x22, bytes[to - 1] == 0x22 {
      from += 1
      to -= 1
    }
    return from..<to
  }

  /// Moves behind the values of the current parameter.
  mutating func skipValues() {
    if isBare { return }
    repeat {
      position += 1
      passValue()
    } while position < end && bytes[position] == 0x2C
  }

  /// One value, unquoted and with carets resolved.
  private mutating func nextValue() -> [UInt8] {
    let start = position
    passValue()
    var value: [UInt8] = []
    value.reserveCapacity(position - start)
    var from = start
    var to = position
    if to - from >= 2, bytes[from] == 0x22, bytes[to - 1] == 0x22 {
      from += 1
      to -= 1
    }
    while from < to {
      let byte = bytes[from]
      from += 1
      // RFC 6868 §3.2: any other character after a caret leaves both as they are.
      if byte == 0x5E, from < to {
        switch bytes[from] {
        case 0x6E: value.append(0x0A)
        case 0x5E: value.append(0x5E)
        case 0x27: value.append(0x22)
        default:
          value.append(byte)
          continue
        }
        from += 1
      } else {
        value.append(byte)
      }
    }
    return value
  }

  private mutating func passValue() {
    if quotesClose, position < end, bytes[position] == 0x22 {
      let close = QuotedValue.end(bytes.span, from: position + 1, to: end)
      quotesClose = close < end
      position = close < end ? close + 1 : position + 1
    }
    while position < end, bytes[position] != 0x3B, bytes[position] != 0x2C { position += 1 }
  }
}

/// Where a quoted parameter value ends.
enum QuotedValue {
  /// Offset of the quote that closes a value whose text begins at `start`, or `end`.
  ///
  /// A quote counts only before `;`, `,`, `:` or the end of the line: some producers (FOSDEM) leave
  /// quotes inside quotes, `CN="David "Nick" Smith"`.
  static func end(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var i = start
    while true {
      i = bytes.offset(of: 0x22, from: i, to: end)
      if i + 1 >= end { return i }
      switch bytes[i + 1] {
      case 0x3B, 0x2C, 0x3A: return i
      default: i += 1
      }
    }
  }
}
