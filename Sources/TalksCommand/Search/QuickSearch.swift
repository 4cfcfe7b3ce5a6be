import TalkFormats
import TalkQuery

/// Reads `talks search` with words and the usual options by itself.
///
/// ArgumentParser describes all options of all that leads to a subcommand before it looks at the first
/// of them, which takes longer than most searches. What is understood here gives the same command as
/// there; everything else is left to it.
struct QuickSearch {
  private var words: [String] = []
  private var index: String?
  private var limit: Int?
  private var offset: Int?
  private var format: OutputFormat?

  /// The command of what was typed; `nil` where anything but words, `--index`, `--limit`, `--offset`
  /// and `--format` is among it.
  static func command(_ typed: [String]) -> SearchCommand? {
    guard typed.first == "search" else { return nil }
    var quick = QuickSearch()
    var rest = typed.dropFirst()
    while let argument = rest.popFirst() {
      if !argument.hasPrefix("-") {
        quick.words.append(argument)
      } else {
        guard let value = rest.popFirst(), !value.hasPrefix("-"), quick.take(argument, value)
        else { return nil }
      }
    }
    return quick.command
  }

  /// Takes an option; false where it is another one, came before, or has no such value.
  private mutating func take(_ option: String, _ value: String) -> Bool {
    switch option {
    case "--index" where index == nil:
      index = value
      return true
    case "--limit" where limit == nil:
      limit = QuickSearch.number(value, upTo: 10_000)
      return limit != nil
    case "--offset" where offset == nil:
      offset = QuickSearch.number(value, upTo: 10_000_000)
      return offset != nil
    case "--format" where format == nil:
      format = OutputFormat(rawValue: value)
      return format != nil
    default: return false
    }
  }

  private static func number(_ text: String, upTo limit: Int) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      number <= limit
    else { return nil }
    return number
  }

  /// The command with a value for everything: what has none cannot be read.
  private var command: SearchCommand {
    var command = SearchCommand()
    command.words = words
    command.limit = limit ?? 10
    command.offset = offset ?? 0
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
    var format = FormatOptions()
    format.format = self.format ?? .text
    format.fields = nil
    command.format = format
    var global = GlobalOptions()
    global.index = index
    global.color = .auto
    global.now = nil
    global.timeZone = nil
    global.quiet = false
    global.verbose = false
    global.noPager = false
    command.global = global
    return command
  }
}
