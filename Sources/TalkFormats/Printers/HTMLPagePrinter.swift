import TalkModel
public import TalkQuery

/// Prints a page of HTML that stands alone: a programme to publish or to print on paper.
///
/// Talks in order of their start stand under their days. The page loads nothing and runs nothing: its
/// Content-Security-Policy forbids all but its own style, so that even a fault in escaping could not
/// act. Join links are left out, since such pages are published.
public struct HTMLPagePrinter: PagePrinter {
  private let options: PrintOptions

  /// Makes a printer.
  public init(_ options: PrintOptions = PrintOptions()) { self.options = options }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    let name = options.name(context)
    output.append(Self.head)
    output.append("<title>")
    XMLText.append(TerminalText.oneLine(name), to: &output)
    output.append("</title>\n\(Self.style)</head>\n<body>\n")
    element("h1", name, to: &output)
    let hasDays = Self.isProgramme(page.hits)
    var day: String?
    for hit in page.hits {
      if hasDays, let time = hit.occurrence ?? hit.stored.talk.time {
        let next = TimeText.day(of: time)
        if next != day { element("h2", next, to: &output) }
        day = next
      }
      append(hit, to: &output)
    }
    if page.hits.isEmpty { output.append("<p>No talks.</p>\n") }
    for (facet, counts) in page.facets where !counts.isEmpty {
      element("h2", facet.rawValue, to: &output)
      output.append("<ul>\n")
      for count in counts {
        output.append("<li>")
        HTMLPageText.appendIsolated(count.value, to: &output)
        output.append(" (\(count.count))</li>\n")
      }
      output.append("</ul>\n")
    }
    output.append("</body>\n</html>\n")
  }

  /// Whether all talks have a time and are in its order, as in a programme.
  private static func isProgramme(_ hits: [SearchHit]) -> Bool {
    let starts = hits.compactMap { ($0.occurrence ?? $0.stored.talk.time)?.start }
    return starts.count == hits.count && zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
  }

  private func append(_ hit: SearchHit, to output: inout [UInt8]) {
    let talk = hit.stored.talk
    output.append("<article")
    if let language = HTMLPageText.language(talk.language) {
      output.append(" lang=\"\(language)\"")
    }
    output.append(">\n<h3 dir=\"auto\">")
    let link = WebLink.checked(talk.url)
    if let link {
      output.append("<a href=\"")
      XMLText.append(link, to: &output)
      output.append("\">")
    }
    if talk.title.isEmpty {
      output.append("(no title)")
    } else {
      HTMLPageText.append(talk.title, highlights: hit.titleHighlights, to: &output)
    }
    if link != nil { output.append("</a>") }
    if let mark = talk.statusMark { output.append(" <strong>\(mark)</strong>") }
    output.append("</h3>\n")
    appendSpeakers(talk.speakers, to: &output)
    appendDetails(of: hit, to: &output)
    if let abstract = talk.abstract, !abstract.isEmpty {
      output.append("<details><summary>Abstract</summary><p dir=\"auto\">")
      XMLText.append(abstract, to: &output)
      output.append("</p></details>\n")
    } else if let snippet = hit.snippet, !snippet.text.isEmpty {
      output.append("<p dir=\"auto\">")
      HTMLPageText.append(snippet.text, highlights: snippet.highlights, to: &output)
      output.append("</p>\n")
    }
    output.append("</article>\n")
  }

  private func appendSpeakers(_ speakers: [Speaker], to output: inout [UInt8]) {
    guard !speakers.isEmpty else { return }
    output.append("<p>")
    for (index, speaker) in speakers.enumerated() {
      if index > 0 { output.append(", ") }
      HTMLPageText.appendIsolated(speaker.name, to: &output)
      if let affiliation = speaker.affiliation {
        output.append(" (")
        HTMLPageText.appendIsolated(affiliation, to: &output)
        output.append(")")
      }
    }
    output.append("</p>\n")
  }

  /// When, in which series, where.
  private func appendDetails(of hit: SearchHit, to output: inout [UInt8]) {
    let talk = hit.stored.talk
    var parts: [[UInt8]] = []
    if let time = hit.occurrence ?? talk.time, let line = hit.whenLine {
      var part: [UInt8] = []
      part.append("<time datetime=\"")
      XMLText.append(TimeText.start(time), to: &part)
      part.append("\">")
      XMLText.append(line, to: &part)
      part.append("</time>")
      parts.append(part)
    }
    for text in talk.series.prefix(3) + [talk.venue].compactMap(\.self) where !text.isEmpty {
      var part: [UInt8] = []
      HTMLPageText.appendIsolated(text, to: &part)
      parts.append(part)
    }
    guard !parts.isEmpty else { return }
    output.append("<p>")
    output += parts.joined(separator: Array(" · ".utf8))
    output.append("</p>\n")
  }

  private func element(_ name: String, _ text: String, to output: inout [UInt8]) {
    output.append("<\(name) dir=\"auto\">")
    XMLText.append(text, to: &output)
    output.append("</\(name)>\n")
  }

  private static let head = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">

    """

  private static let style = """
    <style>
    body { font: 1rem/1.45 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
    h1 { font-size: 1.5rem }
    h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid #999 }
    h3 { font-size: 1rem; margin: 1.2rem 0 0 }
    p { margin: .1rem 0; white-space: pre-line; overflow-wrap: anywhere }
    strong { color: #a00 }
    article { break-inside: avoid }
    summary { cursor: pointer }
    @media (prefers-color-scheme: dark) {
      body { background: #111; color: #eee }
      a { color: #8bf }
      strong { color: #f99 }
    }
    </style>

    """
}
