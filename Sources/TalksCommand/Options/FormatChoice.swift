import TalkFormats

/// How talks are to be printed, however that was read.
struct FormatChoice {
  var format = OutputFormat.text
  /// Names of fields, as typed.
  var fields: String?

  /// How to print.
  ///
  /// - Throws: a usage failure for a field that is none.
  func printOptions(_ settings: Settings, explains: Bool = false) throws -> PrintOptions {
    var chosen: [OutputField]?
    if let fields {
      do throws(UnknownOutputField) {
        chosen = try OutputField.parse(fields)
      } catch {
        throw CommandFailure.usage(error.description + ".")
      }
    }
    let isTerminal = Terminal.outputIsTerminal
    return PrintOptions(
      fields: chosen, usesColour: format == .text && settings.color.isOn(),
      width: isTerminal ? Terminal.size().columns : nil, explains: explains)
  }

  /// Whether the output has room for passages.
  var wantsSnippets: Bool {
    switch format {
    case .text, .json, .jsonl, .md, .html, .atom: true
    case .csv, .tsv: fields?.contains("snippet") == true
    case .ics, .trec: false
    }
  }
}
