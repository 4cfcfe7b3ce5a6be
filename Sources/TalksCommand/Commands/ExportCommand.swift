import ArgumentParser
import TalkFormats
import TalkIndex
import TalkQuery

/// Writes talks out in another format.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all talks, or those that a query finds, as a calendar or in another format.",
    usage: "talks export [<words> ...] [<options>]",
    discussion: """
      Only talks with all words are written, unless --match says otherwise; ordered by start, \
      the earliest first, unless --sort says otherwise.

      Examples:
        talks export is:upcoming series:logic > logic.ics
        talks export --format html --title "Next week" next-week > programme.html
        talks export --format jsonl > talks.jsonl
        talks export --format csv --fields title,speakers,start > talks.csv
      """)

  @Argument(parsing: .allUnrecognized, help: "The query; none for every talk.")
  var words: [String] = []

  @OptionGroup var search: SearchOptions

  @Option(help: ArgumentHelp("How to write them.", valueName: "format"))
  var format: OutputFormat = .ics

  @Option(help: ArgumentHelp("Fields to print, such as title,speakers.", valueName: "names"))
  var fields: String?

  @Option(
    help: ArgumentHelp("Name of the calendar, feed or page; else the query.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("Where the feed will be published (atom), an http(s) URL.", valueName: "url")
  )
  var address: String?

  @OptionGroup var global: GlobalOptions

  /// Talks fetched at a time.
  private static let portion = 5000

  func run() throws {
    try UnknownOptions.check(words)
    let clock = try global.clock()
    let query = try TypedQuery.parse(words, clock: clock, isQuiet: global.quiet)
    var formats = FormatOptions()
    formats.format = format
    formats.fields = fields
    var options = try formats.printOptions(global)
    if let address {
      guard options.setFeedAddress(address) else {
        throw CommandFailure.usage(
          "--address is no http or https URL: \(TerminalText.oneLine(address)).",
          advice: "Such as https://example.org/talks.atom.")
      }
    }
    if let title {
      options.title = title
      options.namesQuery = false
    }
    let printer = format.printer(options)
    let index = try global.openIndex()
    let output = global.output(isText: false)
    var request = search.choice.request(query, clock)
    request.sort = search.sort ?? .oldest
    if request.match == .auto { request.match = .all }
    request.limit = ExportCommand.portion
    request.wantsSnippets = false
    var context = PageContext(query: query.text, now: clock.now)
    var whole = SearchPage()
    var count = 0
    while true {
      request.offset = count
      let page = try index.search(request)
      count += page.hits.count
      if format == .jsonl || format == .trec {
        // These formats have no frame, so nothing has to be kept.
        var bytes: [UInt8] = []
        context.offset = request.offset
        printer.print(page, context, to: &bytes)
        output.write(bytes)
      } else {
        whole.hits += page.hits
      }
      if page.hits.count < ExportCommand.portion { break }
    }
    whole.total = count
    if format != .jsonl, format != .trec {
      var bytes: [UInt8] = []
      printer.print(whole, context, to: &bytes)
      output.write(bytes)
    }
    output.flush()
    if count == 0 { throw CommandFailure(.nothingFound) }
  }
}
