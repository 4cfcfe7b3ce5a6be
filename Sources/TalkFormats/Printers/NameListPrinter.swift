/// A format in which lists of people, series or keywords are printed.
public enum ListFormat: String, Sendable, Hashable, CaseIterable {
  /// For people at a terminal.
  case text
  /// One JSON document.
  case json
  /// One JSON object a name, one line each.
  case jsonl
  /// Comma-separated values (RFC 4180).
  case csv
  /// Tab-separated values.
  case tsv
}

/// Prints lists of people, series or keywords.
public struct NameListPrinter: Sendable {
  private let format: ListFormat
  private let options: PrintOptions

  /// Makes a printer.
  public init(_ format: ListFormat, _ options: PrintOptions = PrintOptions()) {
    self.format = format
    self.options = options
  }

  /// Appends the list.
  ///
  /// - Parameters:
  ///   - names: The entries, in order.
  ///   - kind: What they are, as the JSON key of the list: `speakers`, `series`, `keywords`.
  ///   - output: Where to append, as UTF-8.
  public func print(_ names: [ListedName], kind: String, to output: inout [UInt8]) {
    switch format {
    case .json: printJSON(names, kind, &output)
    case .jsonl:
      var json = JSONWriter(indents: false)
      for name in names {
        json.listedName(name)
        json.endLine()
      }
      output += json.bytes
    case .csv: printTable(names, DelimitedText(.csv), &output)
    case .tsv: printTable(names, DelimitedText(.tsv), &output)
    case .text: printText(names, &output)
    }
  }

  private func printJSON(_ names: [ListedName], _ kind: String, _ output: inout [UInt8]) {
    var json = JSONWriter(indents: true)
    json.object { json in
      json.key("schema")
      json.integer(OutputSchema.version)
      json.key(kind)
      json.array { json in
        for name in names { json.listedName(name) }
      }
    }
    json.endLine()
    output += json.bytes
  }

  private func printTable(
    _ names: [ListedName], _ table: DelimitedText, _ output: inout [UInt8]
  ) {
    table.append(
      [.text("name"), .text("talks"), .text("first_year"), .text("last_year")], to: &output)
    for name in names {
      table.append(
        [
          .text(name.name), .number("\(name.talks)"),
          .number(name.firstYear.map { "\($0)" } ?? ""),
          .number(name.lastYear.map { "\($0)" } ?? ""),
        ], to: &output)
    }
  }

  private func printText(_ names: [ListedName], _ output: inout [UInt8]) {
    let style = TextStyle(usesColour: options.usesColour)
    let digits = names.map { "\($0.talks)".utf8.count }.max() ?? 1
    for name in names {
      let count = "\(name.talks)"
      output.append(String(repeating: " ", count: digits - count.utf8.count) + count + "  ")
      output.append(TerminalText.oneLine(name.name))
      if let years = name.years { style.append("  " + years, .dim, to: &output) }
      output.append(UInt8(ascii: "\n"))
    }
  }
}

extension ListedName {
  /// First and last year: `2019`, `2019–2025`.
  fileprivate var years: String? {
    switch (firstYear, lastYear) {
    case (let first?, let last?): first == last ? "\(first)" : "\(first)–\(last)"
    case (let year?, nil), (nil, let year?): "\(year)"
    case (nil, nil): nil
    }
  }
}

extension JSONWriter {
  fileprivate mutating func listedName(_ name: ListedName) {
    object { json in
      json.key("name")
      json.string(name.name)
      json.key("talks")
      json.integer(name.talks)
      json.key("first_year")
      json.integer(name.firstYear)
      json.key("last_year")
      json.integer(name.lastYear)
    }
  }
}
