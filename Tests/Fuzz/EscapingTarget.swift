import ICalendar
@testable import TalkFormats

/// Any text in every place of every format: nothing gets out of its place.
enum EscapingTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    terminal(text)
    markup(text)
    delimited(text)
    json(text)
    calendar(text)
    link(text)
  }

  private static func terminal(_ text: String) {
    for line in [TerminalText.oneLine(text)] + TerminalText.lines(text) {
      demand(line.unicodeScalars.allSatisfy { !isDangerous($0) }, "on a terminal: \(line)")
    }
    demand(TerminalText.width(text) >= 0, "a negative width")
    demand(
      TerminalText.oneLine(TerminalText.oneLine(text)) == TerminalText.oneLine(text), "not stable")
  }

  private static func markup(_ text: String) {
    var bytes: [UInt8] = []
    XMLText.append(text, to: &bytes)
    demand(!bytes.contains { "<>\"'".utf8.contains($0) }, "raw markup")
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") {
      let rest = bytes[(index + 1)...]
      demand(
        ["amp;", "lt;", "gt;", "quot;", "#39;", "#13;"].contains { rest.starts(with: $0.utf8) },
        "a raw ampersand")
    }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
    where isDangerous(scalar) && scalar != "\t" && scalar != "\n" && scalar.value != 0x2028
      && scalar.value != 0x2029
    {
      demand(false, "U+\(String(scalar.value, radix: 16)) in XML")
    }
    var marked: [UInt8] = []
    HTMLPageText.append(text, highlights: [1..<text.utf8.count / 2 + 1, 0..<2], to: &marked)
    var isTag = false
    let own = marked.filter { byte in
      if byte == UInt8(ascii: "<") { isTag = true }
      defer { if byte == UInt8(ascii: ">") { isTag = false } }
      return !isTag
    }
    demand(own == bytes, "marks change the text")
    var markdown: [UInt8] = []
    MarkdownText.append(text, to: &markdown)
    demand(!markdown.contains(UInt8(ascii: "<")), "raw markup in Markdown")
    demand(!markdown.contains { $0 < 0x20 }, "controls in Markdown")
  }

  private static func delimited(_ text: String) {
    for dialect in [DelimitedText.Dialect.csv, .tsv] {
      var bytes: [UInt8] = []
      DelimitedText(dialect).append([.text(text), .text("b")], to: &bytes)
      var fields = 1
      var records = 0
      var isQuoted = false
      for byte in bytes {
        if byte == UInt8(ascii: "\"") && dialect == .csv { isQuoted.toggle() }
        guard !isQuoted else { continue }
        if byte == (dialect == .csv ? 0x2C : 0x09) { fields += 1 }
        if byte == 0x0A { records += 1 }
      }
      demand(fields == 2 && records == 1, "\(fields) fields, \(records) records")
      let start = bytes.first { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: " ") }
      demand(!(start.map { "=+-@".utf8.contains($0) } ?? false), "a formula")
    }
  }

  private static func json(_ text: String) {
    var writer = JSONWriter(indents: false)
    writer.string(text)
    let bytes = writer.bytes
    demand(bytes.first == 0x22 && bytes.last == 0x22 && bytes.count >= 2, "no string")
    var index = 1
    while index < bytes.count - 1 {
      demand(bytes[index] >= 0x20 && bytes[index] != 0x22, "a raw byte \(bytes[index])")
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    demand(index == bytes.count - 1, "the string has no end")
  }

  private static func calendar(_ text: String) {
    var writer = CalendarWriter()
    writer.beginCalendar(productID: text)
    writer.begin("VEVENT")
    writer.write(.uid, text: text)
    writer.write(.url, uri: text)
    writer.write(.summary, [Parameter(name: text, values: [text, text])], text: text)
    writer.write(.categories, textList: [text, "b"])
    writer.write(.rrule, raw: text)
    let document = CalendarDocument(bytes: writer.finish())
    demand(document.events.count == 1, "\(document.events.count) events")
    demand(document.events.first?.properties.count == 5, "properties escaped")
  }

  private static func link(_ text: String) {
    for candidate in [text, "https://x" + text, "http://" + text] {
      guard let link = WebLink.checked(candidate) else { continue }
      demand(link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a raw byte in a link")
      demand(!link.utf8.contains { "\"'<>\\`".utf8.contains($0) }, "a quote in a link")
      let lowered = link.lowercased()
      demand(lowered.hasPrefix("http://") || lowered.hasPrefix("https://"), "scheme of \(link)")
    }
  }

  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
