import ArgumentParser
import TalkFormats
import TalkIndex

/// Lists sources.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List the sources that talks come from.",
    discussion: """
      Examples:
        talks sources
        talks sources --format json
        talks search source:yale --sort newest
      """)

  @Option(help: ArgumentHelp("How to print.", valueName: "format"))
  var format: SummaryFormat = .text

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let sources = try global.openIndex().sources()
    let output = global.output(isText: format == .text)
    switch format {
    case .json:
      var json = JSONWriter(indents: true)
      json.object { json in
        json.count("schema", OutputSchema.version)
        json.key("sources")
        json.array { list in
          for source in sources { list.source(source) }
        }
      }
      json.endLine()
      output.write(json.bytes)
    case .text:
      for source in sources {
        var line = "\(ReportText.grouped(source.talks)) talks"
        if source.gone > 0 { line += ", \(ReportText.grouped(source.gone)) gone" }
        line += source.files == 1 ? ", 1 file" : ", \(source.files) files"
        if let read = source.lastRead { line += ", read \(TimeText.utc(read))" }
        let title = source.title.map { " – \($0)" } ?? ""
        output.line(TerminalText.oneLine(source.name + title))
        output.line("    " + line)
      }
    }
    output.flush()
    if sources.isEmpty { throw CommandFailure(.nothingFound, "the index has no source yet") }
  }
}

/// Format of a summary.
enum SummaryFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension JSONWriter {
  fileprivate mutating func source(_ source: SourceListing) {
    object { json in
      json.member("name", source.name)
      json.member("title", source.title)
      json.member("url", source.url)
      json.count("files", source.files)
      json.count("talks", source.talks)
      json.count("gone", source.gone)
      json.moment("last_read", source.lastRead)
    }
  }
}
