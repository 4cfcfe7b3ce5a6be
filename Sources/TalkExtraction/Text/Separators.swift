/// A separator between the parts of a summary.
struct Cut: Sendable {
  /// How parts are separated.
  enum Kind: Int, Sendable, CaseIterable {
    case hyphen, doubleHyphen, enDash, emDash, pipe, bullet, slash, colon
  }

  /// Which separator.
  var kind: Kind
  /// The separator with the white space around it.
  var range: Range<Int> { lower..<upper }

  private let lower: Int
  private let upper: Int

  /// A separator of `kind` at `range`.
  init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    lower = range.lowerBound
    upper = range.upperBound
  }
}

extension Bytes {
  /// Separators outside brackets and quotes, in order.
  var cuts: ArenaList<Cut> {
    guard withUnsafeBufferPointer(\.mayHoldCut) else { return [] }
    // Whether as many brackets close as open: asked only where one opens.
    var isBalanced: Bool?
    var result = ArenaList<Cut>(beside: self, capacity: Swift.min(32, count))
    var depth = 0
    var inQuotes = false
    var index = startIndex
    while let next = nextCutSign(from: index) {
      index = next
      let byte = self[index]
      switch byte {
      case Ascii.openParen:
        let areAlike =
          isBalanced ?? (count(of: Ascii.openParen) == count(of: Ascii.closeParen))
        isBalanced = areAlike
        if areAlike { depth += 1 }
      case Ascii.closeParen: depth = Swift.max(0, depth - 1)
      case Ascii.quote: inQuotes.toggle()
      default: break
      }
      guard depth == 0, !inQuotes || !self[index...].dropFirst().contains(Ascii.quote) else {
        index += 1
        continue
      }
      var found: (Cut.Kind, Int)?
      switch byte {
      case Ascii.hyphen:
        var end = index
        while end < endIndex, self[end] == Ascii.hyphen { end += 1 }
        if end - index <= 3, index > startIndex, Ascii.isBlank(self[index - 1]),
          end == endIndex || Ascii.isBlank(self[end])
            || end - index == 1 && Ascii.isUpper(self[end])
        {
          found = (end - index == 1 ? .hyphen : .doubleHyphen, end - index)
        } else if end - index == 1, index > startIndex, Ascii.isLetter(self[index - 1]),
          end + 1 < endIndex, self[end] == Ascii.space, Ascii.isUpper(self[end + 1])
        {
          found = (.hyphen, 1)  // `Theory Seminar- Name`
        } else {
          index = end
          continue
        }
      case 0xE2 where index + 2 < endIndex:
        if self[index + 1] == 0x80,
          self[index + 2] == 0x93 || self[index + 2] == 0x94 || self[index + 2] == 0x95
        {
          let before = index > startIndex && Ascii.isBlank(self[index - 1])
          let after = index + 3 == endIndex || Ascii.isBlank(self[index + 3])
          if before && after { found = (self[index + 2] == 0x93 ? .enDash : .emDash, 3) }
        } else if self[index + 1] == 0x80, self[index + 2] == 0xA2, surroundedByBlanks(index, 3) {
          found = (.bullet, 3)
        }
      case 0xC2
      where index + 1 < endIndex && self[index + 1] == 0xB7 && surroundedByBlanks(index, 2):
        found = (.bullet, 2)
      case Ascii.pipe: found = (.pipe, 1)
      case Ascii.slash where surroundedByBlanks(index, 1): found = (.slash, 1)
      case Ascii.slash
      where index + 1 < endIndex && self[index + 1] == Ascii.slash && surroundedByBlanks(index, 2):
        found = (.bullet, 2)
      case UInt8(ascii: "~") where surroundedByBlanks(index, 1): found = (.bullet, 1)
      case 0xF0
      where index + 3 < endIndex && self[index + 1] == 0x9F && surroundedByBlanks(index, 4):
        found = (.bullet, 4)  // `Harbour Club 🍕 Title`
      case Ascii.colon where index + 1 == endIndex || Ascii.isBlank(self[index + 1]):
        found = (.colon, 1)
      case 0xEF where index + 2 < endIndex && self[index + 1] == 0xBC && self[index + 2] == 0x9A:
        found = (.colon, 3)
      default: break
      }
      if let (kind, width) = found {
        var start = index
        let least = result.last?.range.upperBound ?? startIndex
        while start > least, Ascii.isBlank(self[start - 1]) { start -= 1 }
        var end = index + width
        while end < endIndex, Ascii.isBlank(self[end]) { end += 1 }
        result.append(Cut(kind: kind, range: start..<end))
        index = end
        if result.count == 32 { break }
      } else {
        index += 1
      }
    }
    return result.finish()
  }

  private func nextCutSign(from index: Int) -> Int? {
    withUnsafeBufferPointer { $0.nextCutSign(from: index - startIndex) }.map { $0 + startIndex }
  }

  private func surroundedByBlanks(_ index: Int, _ width: Int) -> Bool {
    index > startIndex && Ascii.isBlank(self[index - 1]) && index + width < endIndex
      && Ascii.isBlank(self[index + width])
  }

  /// Without a dash or a colon at the start, which stood between a label and this text.
  var withoutLeadingDash: Bytes {
    var text = self
    while let first = text.first {
      if first == Ascii.hyphen || first == Ascii.colon || first == Ascii.pipe {
        text = text.dropFirst().trimmedStart
      } else if first == 0xE2, text.count >= 3, text[text.startIndex + 1] == 0x80,
        text[text.startIndex + 2] == 0x93 || text[text.startIndex + 2] == 0x94
      {
        text = text.dropFirst(3).trimmedStart
      } else {
        break
      }
    }
    return text
  }

  /// Without runs of signs that only adorn a text: `*** Tea ***`, `Welcome --------`.
  ///
  /// A run has two signs or more and white space between it and the text.
  var withoutOrnaments: Bytes {
    var text = self
    if let first = text.first, Bytes.ornaments.contains(first),
      let end = text.firstIndex(where: { $0 != first }), end - text.startIndex >= 2,
      text[end] == Ascii.space
    {
      text = text[end...].trimmedStart
    }
    if let last = text.last, Bytes.ornaments.contains(last),
      let start = text.lastIndex(where: { $0 != last }), text.endIndex - start > 2,
      text[start] == Ascii.space
    {
      text = text[..<start].trimmedEnd
    }
    return text
  }

  /// Without the `\\r` of `\\r\\n`, which is no escape of RFC 5545 §3.3.11: the line feed behind it is
  /// decoded, and it would stay.
  var withoutEscapedReturns: Bytes {
    guard contains("\\r\n") else { return self }
    var result = TextWriter(beside: self, capacity: count)
    var copied = startIndex
    while let found = self[copied...].firstIndex(of: "\\r\n" as StaticString) {
      result.append(self[copied..<found])
      result.append(Ascii.newline)
      copied = found + 3
    }
    result.append(self[copied...])
    return result.finish()
  }

  private static let ornaments: ByteSet = [
    Ascii.hyphen, Ascii.star, Ascii.hash, UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "_"),
  ]

  /// Without dashes, colons and commas at the end, which stood between this text and another.
  var withoutTrailingDash: Bytes {
    var text = trimmedEnd
    while let last = text.last {
      if last == Ascii.comma || last == Ascii.colon || last == Ascii.hyphen || last == Ascii.pipe {
        text = text.dropLast().trimmedEnd
      } else if text.count > 3, last == 0x93 || last == 0x94, text[text.endIndex - 2] == 0x80,
        text[text.endIndex - 3] == 0xE2
      {
        text = text.dropLast(3).trimmedEnd
      } else {
        break
      }
    }
    return text
  }

  /// What stands in brackets at the end, and the text before; `nil` where nothing does.
  var trailingBracket: (outside: Bytes, inside: Bytes)? {
    guard let close = last, close == Ascii.closeParen || close == Ascii.closeBracket else {
      return nil
    }
    let open = close == Ascii.closeParen ? Ascii.openParen : Ascii.openBracket
    var depth = 0
    var index = endIndex - 1
    while index > startIndex {
      if self[index] == close { depth += 1 }
      if self[index] == open {
        depth -= 1
        if depth == 0 {
          let outside = self[..<index].trimmedEnd
          return outside.isEmpty ? nil : (outside, self[(index + 1)..<(endIndex - 1)].trimmed)
        }
      }
      index -= 1
    }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Offset of the first bracket, quote or sign with which a separator begins (`" ( ) - / : | ~`, or a
  /// character beyond ASCII) from `start` on.
  fileprivate func nextCutSign(from start: Int) -> Int? {
    var offset = start
    // Where characters beyond ASCII are usual, the next one stands here.
    if offset < count, isSign(self[offset]) { return offset }
    while offset + 16 <= count {
      let block = block(at: offset)
      // Two signs that differ in one bit are told at once.
      let pairs = block | ByteBlock(repeating: 2)
      let signs =
        (block | ByteBlock(repeating: 1)).places(of: 0x29)
        .| pairs.places(of: 0x2F) .| pairs.places(of: 0x7E)
        .| block.places(of: 0x22) .| block.places(of: 0x3A)
        .| (block .>= ByteBlock(repeating: 0xC2))
      let marks = ByteBlock.bits(of: signs)
      if marks != 0 { return offset &+ marks.trailingZeroBitCount }
      offset += 16
    }
    while offset < count {
      if isSign(self[offset]) { return offset }
      offset += 1
    }
    return nil
  }

  /// Whether a byte is one of these signs.
  @inline(__always)
  private func isSign(_ byte: UInt8) -> Bool {
    byte | 1 == 0x29 || byte | 2 == 0x2F || byte | 2 == 0x7E || byte == 0x22 || byte == 0x3A
      || byte >= 0xC2
  }

  /// Whether a separator may stand in the text: one of its signs with white space on one side at
  /// least, a bar, or a character beyond ASCII.
  fileprivate var mayHoldCut: Bool {
    guard let base = baseAddress, count > 0 else { return false }
    if isCutSign(base[0]) || isCutSign(base[count &- 1]) { return true }
    // Blocks of which the bytes on both sides are in the text; the last one overlaps the one before.
    let last = count &- 17
    guard last > 0 else { return contains(where: isCutSign) }
    var offset = 1
    while true {
      let block = ByteBlock(at: base + offset)
      let space = ByteBlock(repeating: Ascii.space)
      let besideBlank =
        (ByteBlock(at: base + offset - 1) .<= space) .| (ByteBlock(at: base + offset + 1) .<= space)
      let blankSigns =
        block.places(of: Ascii.hyphen) .| block.places(of: Ascii.slash)
        .| block.places(of: Ascii.colon) .| block.places(of: UInt8(ascii: "~"))
      let signs =
        (blankSigns .& besideBlank) .| block.places(of: Ascii.pipe)
        .| (block .>= ByteBlock(repeating: 0xC2))
      if ByteBlock.isAny(signs) { return true }
      if offset == last { return false }
      offset = Swift.min(offset &+ 16, last)
    }
  }

  private func isCutSign(_ byte: UInt8) -> Bool {
    byte == Ascii.hyphen || byte == Ascii.slash || byte == Ascii.colon || byte == Ascii.pipe
      || byte == UInt8(ascii: "~") || byte >= 0xC2
  }
}
