public import ArgumentParser
public import TalkFormats

extension OutputFormat: ExpressibleByArgument {}
extension ListFormat: ExpressibleByArgument {}

/// Options of subcommands that print talks.
struct FormatOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How to print.", valueName: "format"))
  var format: OutputFormat = .text

  @Option(
    help: ArgumentHelp(
      "Fields to print, such as title,speakers,start; for text, json, jsonl, csv, tsv.",
      valueName: "names"))
  var fields: String?

  /// What the options say.
  var choice: FormatChoice { FormatChoice(format: format, fields: fields) }

  /// How to print.
  ///
  /// - Throws: a usage failure for a field that is none.
  func printOptions(_ global: GlobalOptions, explains: Bool = false) throws -> PrintOptions {
    try choice.printOptions(global.settings, explains: explains)
  }
}
