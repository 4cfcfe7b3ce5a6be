/// Rows of comma- or tab-separated values.
package struct DelimitedText: Sendable {
  /// What stands between and around the values.
  package enum Dialect: Sendable {
    /// RFC 4180: commas, CRLF, values quoted where needed.
    case csv
    /// Tabs and line feeds; tabs and line breaks within values become spaces.
    case tsv
  }

  /// The dialect.
  package let dialect: Dialect

  /// Makes a writer of rows.
  package init(_ dialect: Dialect) { self.dialect = dialect }

  /// A value of a row.
  package enum Cell: Sendable, Hashable {
    /// Text from anywhere.
    case text(String)
    /// A number of our own, which a spreadsheet may take for one.
    case number(String)
  }

  /// Appends one row.
  package func append(_ cells: [Cell], to output: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append(UInt8(ascii: dialect == .csv ? "," : "\t")) }
      switch cell {
      case .number(let number): output.append(number)
      case .text(let text): append(text, to: &output)
      }
    }
    output.append(dialect == .csv ? "\r\n" : "\n")
  }

  /// - Control characters and bidirectional controls are dropped or become spaces.
  /// - A value that a spreadsheet would take for a formula (its first visible character, quotation
  ///   marks aside, which a spreadsheet takes off, is one of `= + - @`, also full-width) gets a `'`
  ///   in front.
  private func append(_ text: String, to output: inout [UInt8]) {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" && dialect == .csv {
        cleaned.append(scalar)
      } else if scalar == "\t" || scalar == "\n" || scalar.isLineSeparator {
        cleaned.append(" ")
      } else if !scalar.isControl && !scalar.isInvisibleFormat {
        cleaned.append(scalar)
      }
    }
    let start = cleaned.first { !$0.properties.isWhitespace && $0 != "\"" }
    if let start, Self.startsFormula(start) {
      cleaned.insert("'", at: cleaned.startIndex)
    }
    let needsQuotes =
      dialect == .csv
      && (cleaned.contains { $0 == "," || $0 == "\"" || $0 == "\n" } || cleaned.first == " "
        || cleaned.last == " ")
    guard needsQuotes else { return output.append(String(cleaned)) }
    output.append(UInt8(ascii: "\""))
    for scalar in cleaned {
      if scalar == "\"" { output.append(UInt8(ascii: "\"")) }
      output.append(scalar: scalar)
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}": true
    default: false
    }
  }
}
