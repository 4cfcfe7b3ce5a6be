import ArgumentParser
import TalkFormats
import TalkIndex
import TalkModel
import TalkQuery

/// Finds talks like one talk.
struct SimilarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find talks like one talk.",
    discussion: """
      The talk is named by the id that a search prints, or by its UID.

      Examples:
        talks similar 42
        talks similar 42 --limit 3 --format json
      """)

  @Argument(help: "Id or UID.")
  var id: String

  @OptionGroup var format: FormatOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Talks to print.", valueName: "count"))
  var limit = 10

  @Flag(help: "Show for each talk where its score comes from.")
  var explain = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (0...10_000).contains(limit) else {
      throw ValidationError("--limit is \(limit); it can be 0 to 10000.")
    }
  }

  func run() throws {
    let clock = try global.clock()
    let options = try format.printOptions(global, explains: explain)
    let index = try global.openIndex()
    guard let talk = try ShowCommand.talks(id, in: index).first else {
      throw CommandFailure(.nothingFound, "there is no talk \(id)")
    }
    let page = try index.similar(to: talk.id, limit: limit, now: clock.now, explains: explain)
    let output = global.output(isText: format.format == .text)
    var bytes: [UInt8] = []
    format.format.printer(options).print(
      page, PageContext(query: "similar to \(talk.id)", now: clock.now), to: &bytes)
    output.write(bytes)
    output.flush()
    if page.hits.isEmpty {
      throw CommandFailure(.nothingFound, global.quiet ? nil : "nothing found")
    }
  }
}
