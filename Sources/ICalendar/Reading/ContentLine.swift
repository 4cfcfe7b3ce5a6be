/// Where the parts of one unfolded content line lie (RFC 5545 §3.1).
///
/// ```
/// contentline = name *(";" param) ":" value
/// ```
struct ContentLine {
  /// ``NameKey`` of the upper-cased name.
  var key: UInt64
  var nameStart: Int
  var nameEnd: Int
  /// Offset of the colon.
  var colon: Int
  var parameterCount = 0
  var marks: Marks = []

  /// What is to be known of a line, most of it odd.
  struct Marks: OptionSet {
    let rawValue: UInt8
    static let quotedPrintable = Marks(rawValue: 1)
    static let smallLetters = Marks(rawValue: 2)
    static let spaceInName = Marks(rawValue: 4)
    static let badQuoting = Marks(rawValue: 8)
    static let bareParameter = Marks(rawValue: 16)
    /// Those that deserve a diagnostic.
    static let odd: Marks = [.spaceInName, .badQuoting, .bareParameter]
  }

  /// Finds the parts of a line that begins with a name in capitals, shorter than 16 bytes, and a
  /// colon, as nearly all do; `nil` for any other.
  ///
  /// Looks at the line where it stands in the file, at `start`, since bytes just copied are slow to
  /// read back; the parts are those of the line copied to `lineStart` of the text. The name cannot
  /// reach into the next line: a line break is neither capital nor colon.
  @inline(__always)
  static func findPlain(
    _ input: Span<UInt8>, at start: Int, copiedTo lineStart: Int
  ) -> ContentLine? {
    guard start &+ 16 <= input.count else { return nil }
    let word = input.word(at: start)
    var length = lengthOfCapitals(word)
    if length == 8 { length &+= lengthOfCapitals(input.word(at: start &+ 8)) }
    guard length > 0, length < 16, input[start &+ length] == 0x3A else { return nil }
    let key =
      length <= 8
      ? NameKey.short(word, count: length)
      : NameKey.long(first: word, last: input.word(at: start &+ length &- 8), count: length)
    let end = lineStart &+ length
    return ContentLine(key: key, nameStart: lineStart, nameEnd: end, colon: end)
  }

  /// Finds the parts of `text[start..<end]`, or `nil` where it is no content line.
  @inline(never)
  static func find(_ text: Span<UInt8>, from start: Int, to end: Int) -> ContentLine? {
    var key = NameKey()
    var i = start
    var small: UInt8 = 0
    while i < end {
      let byte = text[i]
      if byte &- 0x41 < 26 || byte &- 0x30 < 10 || byte == 0x2D {
        key.append(byte)
      } else if byte &- 0x61 < 26 {
        key.append(byte & 0xDF)
        small |= 1
      } else if byte == 0x5F || byte == 0x2E || byte == 0x2F {
        key.append(byte)
      } else {
        break
      }
      i &+= 1
    }
    guard i > start, i < end, i &- start < 256 else { return nil }
    var line = ContentLine(key: key.value, nameStart: start, nameEnd: i, colon: i)
    if small != 0 { line.marks.insert(.smallLetters) }
    if text[i] == 0x20 || text[i] == 0x09 {
      line.marks.insert(.spaceInName)
      while i < end, text[i] == 0x20 || text[i] == 0x09 { i += 1 }
      guard i < end else { return nil }
      line.colon = i
    }
    if text[i] == 0x3A { return line }
    guard text[i] == 0x3B, line.findColon(text, from: i, to: end) else { return nil }
    return line
  }

  /// How many bytes of `word`, from the lowest on, are capital letters or hyphens.
  @inline(__always)
  private static func lengthOfCapitals(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones &* 0x80
    // With the top bit of each byte masked off no sum carries into the next byte.
    let low = word & ~high
    let atLeastA = low &+ ones &* (0x80 - 0x41)
    let aboveZ = low &+ ones &* (0x80 - 0x5B)
    let hyphen = ~((low ^ ones &* 0x2D) &+ ones &* 0x7F)
    let isCapital = ((atLeastA & ~aboveZ) | hyphen) & ~word & high
    return (~isCapital & high).trailingZeroBitCount / 8
  }

  /// Passes over the parameters, of which the first begins at `start`, to the colon.
  private mutating func findColon(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    var i = start
    var openParenthesis = false
    var hasEquals = true
    // Each search that may reach the end of the line is made once, so all take linear time.
    var quotesClose = true
    var mayHoldColon = true
    while i < end {
      switch text[i] {
      case 0x3B:  // ;
        parameterCount += 1
        if !hasEquals { marks.insert(.bareParameter) }
        hasEquals = false
        openParenthesis = false
        let initial = i + 1 < end ? asciiUppercased(text[i + 1]) : 0
        if initial == 0x45 || initial == 0x51,
          Self.isQuotedPrintableParameter(text, from: i + 1, to: end)
        {
          marks.insert(.quotedPrintable)
        }
      case 0x3D: hasEquals = true
      case 0x28:
        openParenthesis = Self.hasPrefix(Self.zoneParameter, text, from: max(start, i - 6), to: i)
      case 0x22:  // a quote
        let before = text[i - 1]
        guard quotesClose, before == 0x3D || before == 0x2C else {
          marks.insert(.badQuoting)
          break
        }
        let close = QuotedValue.end(text, from: i + 1, to: end)
        guard close < end else {
          quotesClose = false
          marks.insert(.badQuoting)
          break
        }
        if text.offset(of: 0x22, from: i + 1, to: close) < close { marks.insert(.badQuoting) }
        i = close
      case 0x3A:  // a colon
        // `TZID=(GMT+01:00) Amsterdam:2008…`, as some Exchange versions write it.
        if openParenthesis, mayHoldColon {
          mayHoldColon = false
          let close = text.offset(of: 0x29, from: i, to: end)
          if close < end, text.offset(of: 0x3A, from: close, to: end) < end {
            openParenthesis = false
            break
          }
        }
        if !hasEquals { marks.insert(.bareParameter) }
        colon = i
        return true
      default: break
      }
      i += 1
    }
    return false
  }

  private static let zoneParameter = Array(";TZID=".utf8)
  private static let encoding = Array("ENCODING=QUOTED-PRINTABLE".utf8)
  private static let quotedPrintable = Array("QUOTED-PRINTABLE".utf8)

  /// Whether the parameter at `start` is `ENCODING=QUOTED-PRINTABLE` or the value alone.
  static func isQuotedPrintableParameter(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool
  {
    hasPrefix(encoding, text, from: start, to: end)
      || hasPrefix(quotedPrintable, text, from: start, to: end)
  }

  /// Whether `text[start..<end]` begins with `prefix`, in any case of letters.
  static func hasPrefix(
    _ prefix: [UInt8], _ text: Span<UInt8>, from start: Int, to end: Int
  ) -> Bool {
    guard end - start >= prefix.count else { return false }
    for i in prefix.indices where asciiUppercased(text[start + i]) != prefix[i] { return false }
    return true
  }
}
