/// SGR sequences of a terminal, or nothing.
struct TextStyle {
  let usesColour: Bool

  /// A way to set text off.
  enum Weight: String {
    case bold = "1"
    case dim = "2"
    case highlight = "1;33"
    case warning = "1;31"
  }

  /// Appends `text`, which must be safe already, in a style.
  func append(_ text: String, _ weight: Weight? = nil, to output: inout [UInt8]) {
    if usesColour, let weight { output.append("\u{1B}[\(weight.rawValue)m") }
    output.append(text)
    if usesColour, weight != nil { output.append("\u{1B}[0m") }
  }

  /// Appends glyphs, highlighted ones set off.
  func append(
    _ glyphs: [TerminalText.Glyph], _ weight: Weight? = nil, to output: inout [UInt8]
  ) {
    var run = String.UnicodeScalarView()
    var isHighlighted = false
    for glyph in glyphs {
      if glyph.isHighlighted != isHighlighted, !run.isEmpty {
        append(String(run), isHighlighted ? .highlight : weight, to: &output)
        run = String.UnicodeScalarView()
      }
      isHighlighted = glyph.isHighlighted
      run.append(glyph.scalar)
    }
    if !run.isEmpty { append(String(run), isHighlighted ? .highlight : weight, to: &output) }
  }

  /// Appends a paragraph, wrapped, each line behind `indent` columns and ended.
  func appendParagraph(
    _ glyphs: [TerminalText.Glyph], _ weight: Weight? = nil, indent: Int, width: Int?,
    isFirstIndented: Bool = true, to output: inout [UInt8]
  ) {
    let room = width.map { max($0 - indent, 20) }
    for (index, line) in TerminalText.wrap(glyphs, width: room).enumerated() {
      if index > 0 || isFirstIndented {
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
      }
      append(line, weight, to: &output)
      output.append(UInt8(ascii: "\n"))
    }
  }
}
