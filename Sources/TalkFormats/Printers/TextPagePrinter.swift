import TalkModel
public import TalkQuery

/// Prints a page for people at a terminal: a numbered entry a hit, facets below.
///
/// ```
/// 1. Research progress in lattice theory  [cancelled]
///    Ada Byron (London), Emmy Noether
///    Fri 2025-05-09 12:00–13:00 Europe/London · Algebra Seminar · MR2
///    … a passage with what matched …
///    id 42
/// ```
///
/// With ``PrintOptions/fields`` an entry is one line `field: value` for each of them.
public struct TextPagePrinter: PagePrinter {
  /// Values of a facet that are printed; most are of one talk.
  private static let facetValues = 20

  private let options: PrintOptions
  private let style: TextStyle

  /// Makes a printer.
  public init(_ options: PrintOptions = PrintOptions()) {
    self.options = options
    style = TextStyle(usesColour: options.usesColour)
  }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    for (index, hit) in page.hits.enumerated() {
      if index > 0 { output.append(UInt8(ascii: "\n")) }
      let number = "\(context.offset + index + 1). "
      if let fields = options.fields {
        append(fields, of: hit, number: number, to: &output)
      } else {
        append(hit, number: number, to: &output)
      }
    }
    for (facet, counts) in page.facets where !counts.isEmpty {
      output.append(UInt8(ascii: "\n"))
      style.append(facet.rawValue + ":\n", .bold, to: &output)
      for count in counts.prefix(TextPagePrinter.facetValues) {
        let line = "\(padded("\(count.count)", to: 7))  \(TerminalText.oneLine(count.value))\n"
        output.append(line)
      }
      let rest = counts.count - TextPagePrinter.facetValues
      if rest > 0 {
        style.append("         … \(rest) more with --format json\n", .dim, to: &output)
      }
    }
  }

  private func append(_ hit: SearchHit, number: String, to output: inout [UInt8]) {
    let talk = hit.stored.talk
    let indent = number.utf8.count
    output.append(number)
    var title = TerminalText.glyphs(
      talk.title.isEmpty ? "(no title)" : talk.title,
      highlights: talk.title.isEmpty ? [] : hit.titleHighlights)
    if let mark = talk.statusMark {
      title += [TerminalText.Glyph(scalar: " ")] + TerminalText.glyphs(mark)
    }
    style.appendParagraph(
      title, talk.status == .cancelled ? .warning : .bold, indent: indent, width: options.width,
      isFirstIndented: false, to: &output)
    func line(_ parts: [String?], _ weight: TextStyle.Weight? = nil) {
      let text = parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
      if !text.isEmpty {
        style.appendParagraph(
          TerminalText.glyphs(text), weight, indent: indent, width: options.width, to: &output)
      }
    }
    line([talk.speakerLine])
    line([hit.whenLine] + talk.series.prefix(3).map(Optional.some) + [talk.venue])
    if let snippet = hit.snippet, !snippet.text.isEmpty {
      let ellipsis = [TerminalText.Glyph(scalar: "…")]
      let glyphs =
        (snippet.isCutBefore ? ellipsis : [])
        + TerminalText.glyphs(snippet.text, highlights: snippet.highlights)
        + (snippet.isCutAfter ? ellipsis : [])
      style.appendParagraph(glyphs, nil, indent: indent, width: options.width, to: &output)
    }
    line(["id \(hit.stored.id)", WebLink.checked(talk.url)], .dim)
    if options.explains {
      line(["score \(hit.score)"], .dim)
      for part in hit.explanation { line(["\(part.value)  \(part.label)  \(part.detail)"], .dim) }
    }
  }

  private func append(
    _ fields: [OutputField], of hit: SearchHit, number: String, to output: inout [UInt8]
  ) {
    for (index, field) in fields.enumerated() {
      output.append(
        index == 0 ? number : String(repeating: " ", count: number.utf8.count))
      style.append(field.rawValue + ": ", .dim, to: &output)
      output.append(TerminalText.oneLine(hit.value(of: field).joined ?? ""))
      output.append(UInt8(ascii: "\n"))
    }
  }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}

extension SearchHit {
  /// When it takes place, for people; of a talk that recurs the time that was asked for.
  var whenLine: String? {
    guard let occurrence else { return stored.talk.whenLine }
    return "\(TimeText.readable(occurrence)), one of \(stored.talk.occurrences.count) times"
  }
}

extension Talk {
  /// The speakers with their affiliations, in one line; empty where nobody is named.
  var speakerLine: String {
    speakers.map { speaker in
      speaker.affiliation.map { "\(speaker.name) (\($0))" } ?? speaker.name
    }.joined(separator: ", ")
  }

  /// When it takes place, for people.
  var whenLine: String? {
    guard let time else { return nil }
    let others = occurrences.count - 1
    let text = TimeText.readable(time)
    return others > 0 ? "\(text) and \(others) more \(others == 1 ? "time" : "times")" : text
  }

  /// What stands behind the title of a talk that may not take place.
  var statusMark: String? { status == .confirmed ? nil : "[\(status.rawValue)]" }
}
