import TalkFormats
import TalkQuery

/// Reads `talks search` with words and the usual options by itself: see `QuickOptions`.
enum QuickSearch {
  /// The task that was typed; `nil` where anything but words, `--index`, `--limit`, `--offset` and
  /// `--format` is among it.
  static func task(_ typed: [String]) -> SearchTask? {
    guard typed.first == "search",
      let options = QuickOptions(
        typed.dropFirst(), values: ["--index", "--limit", "--offset", "--format"], flags: []),
      let limit = number(options["--limit"] ?? "10", upTo: 10_000),
      let offset = number(options["--offset"] ?? "0", upTo: 10_000_000),
      let format = OutputFormat(rawValue: options["--format"] ?? "text")
    else { return nil }
    return SearchTask(
      words: options.words, limit: limit, offset: offset, format: FormatChoice(format: format),
      settings: options.settings)
  }

  private static func number(_ text: String, upTo limit: Int) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      number <= limit
    else { return nil }
    return number
  }
}
