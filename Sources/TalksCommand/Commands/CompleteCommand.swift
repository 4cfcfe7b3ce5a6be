import ArgumentParser
import TalkFormats
import TalkIndex

/// Completes what is half typed.
struct CompleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete",
    abstract: "Complete a half-typed word: speakers, series, keywords, titles.",
    discussion: """
      For search boxes and editors.

      Examples:
        talks complete hop
        talks complete "grace ho" --format json
      """)

  @Argument(help: "What is typed so far.")
  var words: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("Completions to print.", valueName: "count"))
  var limit = 10

  @Option(help: ArgumentHelp("How to print.", valueName: "format"))
  var format: SummaryFormat = .text

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (0...100).contains(limit) else {
      throw ValidationError("--limit is \(limit); it can be 0 to 100.")
    }
  }

  func run() throws {
    let completions = try global.openIndex().complete(
      prefix: words.joined(separator: " "), limit: limit)
    let output = global.output(isText: false)
    switch format {
    case .text:
      for completion in completions {
        output.line("\(TerminalText.oneLine(completion.text))\t\(completion.kind.rawValue)")
      }
    case .json:
      var json = JSONWriter(indents: true)
      json.object { json in
        json.count("schema", OutputSchema.version)
        json.key("completions")
        json.array { list in
          for completion in completions {
            list.object { one in
              one.member("text", completion.text)
              one.member("kind", completion.kind.rawValue)
              one.count("talks", completion.talks)
            }
          }
        }
      }
      json.endLine()
      output.write(json.bytes)
    }
    output.flush()
    if completions.isEmpty { throw CommandFailure(.nothingFound) }
  }
}
