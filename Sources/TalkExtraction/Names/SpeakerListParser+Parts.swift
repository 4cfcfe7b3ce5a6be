/// How a list of speakers is cut into items, before the items are judged.
extension SpeakerListParser {
  /// Items between separators outside brackets; where `;` occurs it alone separates people.
  static func parts(of text: Bytes, trust: SpeakerTrust) -> ArenaList<Part> {
    guard !text.isEmpty else { return [] }
    var parts = ArenaList<Part>(beside: text, capacity: text.count / 2 + 1)
    var depth = 0
    var start = text.startIndex
    var joint = Joint.start
    var index = start
    func close(at end: Int) {
      let piece = text[start..<end].trimmed
      if !piece.isEmpty { parts.append(Part(joint: joint, text: piece)) }
    }
    let (signs, conjunctionStarts) = (signs, conjunctionStarts)
    while let sign = text.firstIndex(from: index, where: { signs.contains($0) || $0 >= 0xE3 }) {
      index = sign
      let byte = text[index]
      var width = 0
      var next = Joint.comma
      switch byte {
      case Ascii.openParen, Ascii.openBracket: depth += 1
      case Ascii.closeParen, Ascii.closeBracket: depth = max(0, depth - 1)
      case Ascii.comma where depth == 0: width = 1
      case Ascii.semicolon where depth == 0, Ascii.newline where depth == 0:
        width = 1
        next = .hard
      case 0xE3
      where depth == 0 && text.count - (index - text.startIndex) > 2
        && text[index + 1] == 0x80 && text[index + 2] == 0x81:  // 、
        width = 3
      case 0xEF
      where depth == 0 && text.count - (index - text.startIndex) > 2
        && text[index + 1] == 0xBC && text[index + 2] == 0x8C:  // ，
        width = 3
      case Ascii.ampersand
      where depth == 0 && index > start && index + 1 < text.endIndex && text[index - 1] >= 0x80
        && text[index + 1] >= 0xE3:  // `胡渊鸣&张爱玲`
        width = 1
        next = .and
      case Ascii.space
      where depth == 0 && index + 1 < text.endIndex && conjunctionStarts.contains(text[index + 1]):
        for word in conjunctions[Int(text[index + 1] & 0x1F)] where text.matches(word, at: index) {
          width = word.utf8CodeUnitCount
          next = byte == Ascii.space && isBar(text[index + 1]) ? .bar : .and
          break
        }
      default: break
      }
      if width > 0 {
        close(at: index)
        // `A, and B` is one joint.
        joint = next
        index += width
        start = index
      } else {
        index += 1
      }
    }
    close(at: text.endIndex)
    return parts.finish()
  }

  private static func isBar(_ byte: UInt8) -> Bool { byte == Ascii.slash || byte == Ascii.pipe }

  /// White space, brackets and signs of punctuation that part a list or what stands in it.
  private static let signs: ByteSet = [0x0A, 0x20, 0x26, 0x28, 0x29, 0x2C, 0x3B, 0x5B, 0x5D]
  /// Letters, in both cases, and signs that begin one of the conjunctions.
  private static let conjunctionStarts: ByteSet = [
    0x41, 0x61, 0x26, 0x55, 0x75, 0x45, 0x65, 0x2B, 0x4F, 0x6F, 0x2F, 0x7C, 0x59, 0x79, 0x4A, 0x6A,
  ]
  /// By the five low bits of their first byte, in which small letters and capitals are the same.
  private static let conjunctions: [[StaticString]] = {
    var lists = [[StaticString]](repeating: [], count: 32)
    for word in [
      " and ", " & ", " und ", " et ", " + ", " og ", " och ", " / ", " | ", " y ", " e ",
      " en ", " ja ", " oraz ",
    ] as [StaticString] {
      word.withUTF8Buffer { lists[Int($0[1] & 0x1F)].append(word) }
    }
    return lists
  }()

  /// `Bauer, Claudia` → `Claudia Bauer`: a single word that is no given name, a comma, a given name.
  static func turningFamilyNames(
    _ parts: ArenaList<Part>, trust: SpeakerTrust
  ) -> ArenaList<Part> {
    guard trust != .handles, parts.count >= 2, parts[1].joint == .comma else { return parts }
    var result = ArenaList<Part>(beside: parts[0].text, capacity: parts.count)
    var index = 0
    while index < parts.count {
      let part = parts[index]
      if index + 1 < parts.count, parts[index + 1].joint == .comma,
        part.text.wordCount(upTo: 2) == 1, !GivenNames.contains(part.text),
        part.text.first.map({ Ascii.isUpper($0) || $0 >= 0xC3 }) ?? false,
        !TitleWords.contains(part.text),
        let turned = turned(family: part.text, given: parts[index + 1].text)
      {
        result.append(Part(joint: part.joint, text: turned))
        index += 2
      } else {
        // One that can't be turned: this is a plain list after all.
        if index > 0, result.isEmpty { return parts }
        result.append(part)
        index += 1
      }
    }
    return result
  }

  private static func turned(family: Bytes, given text: Bytes) -> Bytes? {
    let words = text.words
    guard let first = words.first, let initial = first.first else { return nil }
    if !GivenNames.contains(first) {
      // `Priebe, Corey E. (University of X)`: one name, an institution in brackets.
      guard Ascii.isUpper(initial) || initial >= 0xC3, !TitleWords.contains(first),
        words.count >= 2, !Affiliation.isInstitution(first),
        words[1].first == Ascii.openParen
          || words.count >= 3 && words[1].count == 2 && words[1].last == Ascii.dot
            && words[2].first == Ascii.openParen
      else { return nil }
    }
    // The given names go on over one more name or initial; then a bracket, a dash or nothing.
    var count = 1
    if words.count > 1, let head = words[1].first, Ascii.isUpper(head),
      words.count == 2 || words[1].count <= 2 || words[2].first == Ascii.openParen
    {
      count = 2
    }
    if words.count > count {
      let next = words[count]
      guard next.first == Ascii.openParen || next.count == 1 && next.first == Ascii.hyphen else {
        return nil
      }
    }
    let end = words[count - 1].endIndex
    return text[..<end].joined(" ", family).joined("", text[end...])
  }

  /// `A, X & B, Y`: everybody has something behind a comma.
  static func isPaired(_ parts: ArenaList<Part>) -> Bool {
    parts.count.isMultiple(of: 2)
      && parts.indices.dropFirst().allSatisfy {
        (parts[$0].joint == .comma) != $0.isMultiple(of: 2)
      }
  }

  /// The text before the last bracket, what stands in it, and what follows.
  static func bracket(in text: Bytes) -> (outside: Bytes, inside: Bytes?, after: Bytes) {
    guard text.last == Ascii.closeParen || text.last == Ascii.closeBracket else {
      // `Name (X` cut off, or `Name (X) rest`
      if let open = text.firstIndex(of: Ascii.openParen), !text[open...].contains(Ascii.closeParen)
      {
        return (text[..<open].trimmed, text[(open + 1)...].trimmed, [])
      }
      return (text, nil, [])
    }
    var depth = 0
    var index = text.endIndex - 1
    while index >= text.startIndex {
      switch text[index] {
      case Ascii.closeParen, Ascii.closeBracket: depth += 1
      case Ascii.openParen, Ascii.openBracket:
        depth -= 1
        if depth == 0 {
          return (
            text[..<index].trimmed, text[(index + 1)..<(text.endIndex - 1)].trimmed, []
          )
        }
      default: break
      }
      index -= 1
    }
    return (text, nil, [])
  }

  /// A handle in brackets: one word in lower case, with digits or `@`, or in quotes.
  static func isHandle(_ text: Bytes) -> Bool {
    let bare = text.unquoted
    guard bare.wordCount(upTo: 2) == 1, let first = bare.first else { return false }
    if bare.count != text.count || first == UInt8(ascii: "@") || first == UInt8(ascii: "~") {
      return true
    }
    return Ascii.isLower(first) && !bare.contains(Ascii.dot)
  }
}
