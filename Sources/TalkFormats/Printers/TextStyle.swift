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
    begin(weight, &output)
    output.append(text)
    end(weight, &output)
  }

  /// Appends glyphs, highlighted ones set off.
  func append(
    _ glyphs: [TerminalText.Glyph], _ weight: Weight? = nil, to output: inout [UInt8]
  ) {
    var start = glyphs.startIndex
    while start < glyphs.endIndex {
      let isHighlighted = glyphs[start].isHighlighted
      let run = glyphs[start...].prefix { $0.isHighlighted == isHighlighted }
      let weight = isHighlighted ? .highlight : weight
      begin(weight, &output)
      for glyph in run { output.append(scalar: glyph.scalar) }
      end(weight, &output)
      start = run.endIndex
    }
  }

  private func begin(_ weight: Weight?, _ output: inout [UInt8]) {
    if usesColour, let weight { output.append("\u{1B}[\(weight.rawValue)m") }
  }

  private func end(_ weight: Weight?, _ output: inout [UInt8]) {
    if usesColour, weight != nil { output.append("\u{1B}[0m") }
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
