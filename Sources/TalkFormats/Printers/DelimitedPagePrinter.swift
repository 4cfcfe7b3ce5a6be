public import TalkQuery

/// Prints a page as a table: a line of field names, then one line a hit.
public struct DelimitedPagePrinter: PagePrinter {
  /// What parts the values.
  public enum Dialect: Sendable {
    /// RFC 4180.
    case csv
    /// Tabs.
    case tsv
  }

  private let table: DelimitedText
  private let fields: [OutputField]

  /// Makes a printer.
  public init(_ dialect: Dialect, _ options: PrintOptions = PrintOptions()) {
    table = DelimitedText(dialect == .csv ? .csv : .tsv)
    fields = options.fields ?? OutputField.tableDefault
  }

  /// Appends the page.
  public func print(_ page: SearchPage, _ context: PageContext, to output: inout [UInt8]) {
    table.append(fields.map { .text($0.rawValue) }, to: &output)
    for hit in page.hits {
      table.append(fields.map { hit.value(of: $0).cell }, to: &output)
    }
  }
}
