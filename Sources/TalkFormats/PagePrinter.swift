public import TalkQuery

/// Prints pages of hits in one format.
///
/// Everything printed is escaped for where it is shown; nothing a calendar says can become markup, a
/// control sequence, a formula or a line of its own. ``TalkModel/Talk/joinSecret`` is never printed.
public protocol PagePrinter: Sendable {
  /// Appends the page to `output`, as UTF-8.
  func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8])
}

extension OutputFormat {
  /// The printer of this format.
  public func printer(_ options: PrintOptions = PrintOptions()) -> any PagePrinter {
    switch self {
    case .text: TextPagePrinter(options)
    case .json: JSONPagePrinter(options)
    case .jsonl: JSONLinesPagePrinter(options)
    case .csv: DelimitedPagePrinter(.csv, options)
    case .tsv: DelimitedPagePrinter(.tsv, options)
    case .ics: CalendarPagePrinter(options)
    case .atom: AtomPagePrinter(options)
    case .html: HTMLPagePrinter(options)
    case .md: MarkdownPagePrinter()
    case .trec: TrecPagePrinter()
    }
  }
}
