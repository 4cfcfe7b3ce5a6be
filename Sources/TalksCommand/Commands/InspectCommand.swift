import ArgumentParser
import ICalendar
import TalkExtraction
import TalkFormats
import TalkIngest
import TalkModel

/// Shows what the program reads out of calendars, without any index.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what is read out of calendars, without touching any index.",
    discussion: """
      One event after the other: who speaks on what, and where that was found.

      Examples:
        talks inspect talks.ics
        talks inspect --why talks.ics
        talks inspect --format jsonl calendars/ | jq .speakers
        curl -s https://example.org/talks.ics | talks inspect -
      """)

  /// How events are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, jsonl
  }

  @Argument(help: "Calendars or folders; - is standard input.")
  var paths: [String]

  @Option(help: ArgumentHelp("How to print; jsonl is one object an event.", valueName: "format"))
  var format: Format = .text

  @Flag(help: "Show for each field the rule that found it, how sure it is, and on what evidence.")
  var why = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let output = global.output(isText: format == .text)
    let inspection = CalendarInspection(
      options: ExtractionOptions(
        defaultZone: try global.clock().zoneName, keepsFindings: true))
    let isRejected = inspection.run(paths.map { FilePath($0) }) { file, events in
      for event in events {
        switch format {
        case .jsonl:
          var json = JSONWriter(indents: false)
          json.event(event, file: file)
          json.endLine()
          output.write(json.bytes)
        case .text:
          output.write(InspectionText.of(event, file: file, why: why))
        }
      }
    } problem: { path, problem in
      Messages.write("talks: \(path): \(problem.message)")
    }
    output.flush()
    if isRejected { throw CommandFailure(.rejected) }
  }
}
