/// HTML as it stands in descriptions → plain text, in one forward pass.
///
/// Kept: text, line structure, list items (`- `), the target of a link whose text is not itself
/// the address. Dropped: tags, comments, `script`, `style` and `head` with their content. Every
/// input has a result; work is linear and the output at most about the size of the input.
enum HTMLText {
  /// Whether `text` holds markup or entities: a known tag name after `<`, or `&…;`.
  static func isMarkup(_ text: Bytes) -> Bool {
    var rest = text
    while let index = rest.firstIndex(of: Ascii.less) {
      if tag(in: text, at: index) != nil { return true }
      rest = rest[(index + 1)...]
    }
    rest = text
    while let index = rest.firstIndex(of: Ascii.ampersand) {
      if HTMLEntities.decode(text, at: index) != nil { return true }
      rest = rest[(index + 1)...]
    }
    return false
  }

  /// Plain text of `html`, lines separated by `\n`, trimmed.
  static func plain(_ html: Bytes) -> Bytes {
    guard !html.isEmpty else { return html }
    var out = Output(bytes: TextWriter(beside: html, capacity: html.count))
    var index = html.startIndex
    var links: [(target: Bytes, start: Int)] = []
    while index < html.endIndex {
      let byte = html[index]
      if byte == Ascii.less, let found = tag(in: html, at: index) {
        index = found.end
        switch found.name {
        case .hidden:
          if !found.isClosing { index = skipHidden(html, from: found) }
        case .link:
          if found.isClosing {
            if let link = links.popLast() { out.closeLink(link.target, textFrom: link.start) }
          } else if links.count < 8 {
            links.append((attribute("href", of: found, in: html), out.bytes.count))
          }
        case .lineBreak: out.lineBreak()
        case .block: out.blockBreak()
        case .row: out.ensureNewLine()
        case .item:
          out.ensureNewLine()
          if !found.isClosing { out.append(literal: "- ") }
        case .cell: out.append(blank: Ascii.space)
        case .inline: break
        }
      } else if byte == Ascii.ampersand, let (scalar, next) = HTMLEntities.decode(html, at: index) {
        out.append(scalar: scalar)
        index = next
      } else if byte == Ascii.newline {
        out.lineBreak()
        index += 1
      } else if Ascii.isBlank(byte) {
        out.append(blank: Ascii.space)
        index += 1
      } else {
        index = out.appendProse(html, from: index)
      }
    }
    return out.finished
  }

  private enum TagName {
    case hidden, link, lineBreak, block, row, item, cell, inline
  }

  private struct Tag {
    var name: TagName
    var isClosing: Bool
    var nameRange: Range<Int>
    var end: Int
  }

  /// The tag that begins at `start`, where a `<`, a known name and a `>` within reach stand.
  private static func tag(in text: Bytes, at start: Int) -> Tag? {
    var index = start + 1
    guard index < text.endIndex else { return nil }
    if text[index] == UInt8(ascii: "!") {
      let isComment = text.matches("<!--", at: start)
      guard isComment || text.matches("<!doctype", at: start) else { return nil }
      var end = index
      while end < text.endIndex {
        if text[end] == Ascii.greater,
          !isComment || text[end - 1] == Ascii.hyphen && text[end - 2] == Ascii.hyphen
        {
          return Tag(name: .inline, isClosing: false, nameRange: index..<index, end: end + 1)
        }
        if end - index > 4096 { break }
        end += 1
      }
      return nil
    }
    let isClosing = text[index] == Ascii.slash
    if isClosing { index += 1 }
    let nameStart = index
    while index < text.endIndex,
      Ascii.isLetter(text[index]) || Ascii.isDigit(text[index]) || text[index] == Ascii.hyphen,
      index - nameStart < 12
    {
      index += 1
    }
    guard index > nameStart, index < text.endIndex else { return nil }
    guard let name = names[text[nameStart..<index]] else { return nil }
    let nameEnd = index
    guard
      Ascii.isBlank(text[index]) || text[index] == Ascii.greater || text[index] == Ascii.slash
    else { return nil }
    var quote: UInt8 = 0
    while index < text.endIndex, index - start < 8192 {
      let byte = text[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == Ascii.quote || byte == Ascii.apostrophe {
        quote = byte
      } else if byte == Ascii.greater {
        return Tag(
          name: name, isClosing: isClosing, nameRange: nameStart..<nameEnd, end: index + 1)
      } else if byte == Ascii.less {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static func attribute(_ name: StaticString, of tag: Tag, in text: Bytes) -> Bytes {
    let inside = text[tag.nameRange.upperBound..<(tag.end - 1)]
    guard let at = inside.firstIndex(of: name) else { return [] }
    var rest = inside[(at + name.utf8CodeUnitCount)...].trimmedStart
    guard rest.first == UInt8(ascii: "=") else { return [] }
    rest = rest.dropFirst().trimmedStart
    guard let quote = rest.first else { return [] }
    let value: Bytes
    if quote == Ascii.quote || quote == Ascii.apostrophe {
      let body = rest.dropFirst()
      value = body[..<(body.firstIndex(of: quote) ?? body.endIndex)]
    } else {
      value = rest[..<(rest.firstIndex(where: Ascii.isBlank) ?? rest.endIndex)]
    }
    return value.contains(Ascii.ampersand) ? HTMLEntities.decoded(value) : value
  }

  private static func skipHidden(_ text: Bytes, from tag: Tag) -> Int {
    let name = text[tag.nameRange]
    var index = tag.end
    while index + name.count + 2 <= text.endIndex {
      if text[index] == Ascii.less, text[index + 1] == Ascii.slash,
        WordSet.hash(text[(index + 2)..<(index + 2 + name.count)]) == WordSet.hash(name)
      {
        let close = text[index...].firstIndex(of: Ascii.greater)
        return close.map { $0 + 1 } ?? text.endIndex
      }
      index += 1
    }
    return tag.end
  }

  private static let names: WordMap<TagName> = {
    var table: [(hash: UInt64, value: TagName)] = []
    func add(_ words: String, _ name: TagName) {
      table += WordSet.hashes(in: words) { $0 == Ascii.space }.map { ($0, name) }
    }
    add("script style head title template", .hidden)
    add("a", .link)
    add("br", .lineBreak)
    add("p div h1 h2 h3 h4 h5 h6 blockquote pre hr section article header footer table", .block)
    add("tr ul ol dl dt dd address figure caption", .row)
    add("li", .item)
    add("td th", .cell)
    add(
      "b i u s em strong span font small big sub sup code tt kbd samp var cite q abbr html body"
        + " tbody thead tfoot img col colgroup center del ins mark label button input form nobr"
        + " html-blob wbr iframe o w meta link strike svg path video audio source time figcaption main nav",
      .inline)
    return WordMap(table)
  }()

  /// Text being made: blanks and line breaks are held back so that none is doubled.
  private struct Output {
    var bytes: TextWriter

    /// Appends the byte at `start` and what follows it, up to where markup, a line break or a second
    /// space may stand; returns the index of that.
    mutating func appendProse(_ text: Bytes, from start: Int) -> Int {
      bytes.append(text[start])
      let rest = text[(start + 1)...]
      let length = rest.withUnsafeBufferPointer { $0.lengthOfProse }
      bytes.append(rest[..<(start + 1 + length)])
      return start + 1 + length
    }

    mutating func append(blank: UInt8) {
      if let last = bytes.last, last != Ascii.space, last != Ascii.newline { bytes.append(blank) }
    }

    mutating func append(literal: StaticString) {
      bytes.append(literal)
    }

    mutating func append(scalar: Unicode.Scalar) {
      if scalar.value == 0xA0 || scalar == " " {
        append(blank: Ascii.space)
      } else {
        bytes.append(scalar)
      }
    }

    mutating func ensureNewLine() {
      dropSpaces()
      if let last = bytes.last, last != Ascii.newline { bytes.append(Ascii.newline) }
    }

    mutating func lineBreak() {
      dropSpaces()
      if !bytes.endsWithBlankLine, bytes.count > 0 { bytes.append(Ascii.newline) }
    }

    mutating func blockBreak() {
      ensureNewLine()
      lineBreak()
    }

    /// Adds ` (target)` where the text of the link does not show where it leads.
    mutating func closeLink(_ target: Bytes, textFrom start: Int) {
      guard target.hasPrefix("http"), start <= bytes.count else { return }
      let text = bytes.written(from: start).trimmed
      if text.isEmpty {
        bytes.append(target)
      } else if !text.hasPrefix("http"), !text.hasPrefix("www."), text.count + target.count < 2048 {
        append(literal: " (")
        bytes.append(target)
        bytes.append(Ascii.closeParen)
      }
    }

    var finished: Bytes { bytes.finish().trimmed }

    private mutating func dropSpaces() {
      while bytes.last == Ascii.space { bytes.removeLast() }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes, sixteen at a time, hold neither `<` nor `&`, and no white space but single
  /// spaces.
  fileprivate var lengthOfProse: Int {
    guard let base = baseAddress else { return 0 }
    var length = 0
    while length + 17 <= count {
      let block = ByteBlock(at: base + length)
      let next = ByteBlock(at: base + length + 1)
      let odd =
        block.places(of: Ascii.less) .| block.places(of: Ascii.ampersand)
        .| (block .< ByteBlock(repeating: Ascii.space))
        .| (block.places(of: Ascii.space) .& (next .<= ByteBlock(repeating: Ascii.space)))
      if ByteBlock.isAny(odd) { break }
      length += 16
    }
    return length
  }
}
