import TalkModel
public import TalkQuery

/// Prints a page as a list in Markdown.
public struct MarkdownPagePrinter: PagePrinter {
  /// Makes a printer.
  public init() {}

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    for hit in page.hits { append(hit, to: &output) }
    for (facet, counts) in page.facets where !counts.isEmpty {
      output.append("\n**\(facet.rawValue)**\n\n")
      for count in counts {
        output.append("- ")
        MarkdownText.append(count.value, to: &output)
        output.append(" \\(\(count.count)\\)\n")
      }
    }
  }

  private func append(_ hit: SearchHit, to output: inout [UInt8]) {
    let talk = hit.stored.talk
    let link = WebLink.checked(talk.url)
    output.append("- ")
    if link != nil { output.append("[") }
    output.append("**")
    MarkdownText.append(talk.title.isEmpty ? "no title" : talk.title, to: &output)
    output.append("**")
    if let link { output.append("](<\(link)>)") }
    if let mark = talk.statusMark {
      output.append(" ")
      MarkdownText.append(mark, to: &output)
    }
    let speakers = talk.speakerLine
    if !speakers.isEmpty {
      output.append(" — ")
      MarkdownText.append(speakers, to: &output)
    }
    output.append(UInt8(ascii: "\n"))
    let details = [hit.whenLine] + talk.series.prefix(3).map(Optional.some) + [talk.venue]
    let line = details.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    if !line.isEmpty {
      output.append("  ")
      MarkdownText.append(line, to: &output)
      output.append(UInt8(ascii: "\n"))
    }
    if let snippet = hit.snippet, !snippet.text.isEmpty {
      output.append("\n  > ")
      if snippet.isCutBefore { output.append("…") }
      MarkdownText.append(snippet.text, to: &output)
      if snippet.isCutAfter { output.append("…") }
      output.append("\n\n")
    }
  }
}
