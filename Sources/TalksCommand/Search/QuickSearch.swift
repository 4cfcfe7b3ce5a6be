import TalkFormats
import TalkQuery

/// Reads `talks search` with words and the usual options by itself: see `QuickOptions`.
enum QuickSearch {
  /// The command of what was typed; `nil` where anything but words, `--index`, `--limit`, `--offset`
  /// and `--format` is among it.
  static func command(_ typed: [String]) -> SearchCommand? {
    guard typed.first == "search",
      let options = QuickOptions(
        typed.dropFirst(), values: ["--index", "--limit", "--offset", "--format"], flags: []),
      let limit = number(options["--limit"] ?? "10", upTo: 10_000),
      let offset = number(options["--offset"] ?? "0", upTo: 10_000_000),
      let format = OutputFormat(rawValue: options["--format"] ?? "text")
    else { return nil }
    // A value for everything: what has none cannot be read.
    var command = SearchCommand()
    command.words = options.words
    command.limit = limit
    command.offset = offset
    command.facet = []
    command.explain = false
    command.explainQuery = false
    command.batch = nil
    var search = SearchOptions()
    search.match = .auto
    search.exact = false
    search.recent = false
    search.sort = nil
    command.search = search
    var formats = FormatOptions()
    formats.format = format
    formats.fields = nil
    command.format = formats
    command.global = options.global
    return command
  }

  private static func number(_ text: String, upTo limit: Int) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      number <= limit
    else { return nil }
    return number
  }
}
