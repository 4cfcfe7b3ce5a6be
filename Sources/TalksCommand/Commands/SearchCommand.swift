import ArgumentParser
import TalkFormats
import TalkIndex
import TalkIngest
import TalkQuery

/// Finds talks.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find talks, the best first.",
    usage: "talks search [<words> ...] [<options>]",
    discussion: """
      Everything typed is a query:
        words               all must match; talks with some follow where few have all
        "a phrase" pre* =word  phrase, prefix, word exactly as written
        OR  -word  ( )      one of them, without, groups
        speaker: series: keyword: title: abstract: venue: affiliation: source: id:
        on:2025-05-09  after:  before:  2025-01..2025-06  this-week  next-month  last-30-days
        is:upcoming  is:past  is:cancelled  is:recurring  is:tba  has:abstract  has:link

      Examples:
        talks search sparse autoencoders
        talks search speaker:hopper after:2024
        talks search 'series:"logic seminar" is:upcoming' --sort oldest
        talks search topology --facet speaker --facet year
        talks search autoencoder --format json --limit 50
        talks search --batch queries.tsv --format trec --limit 1000
      """)

  @Argument(parsing: .allUnrecognized, help: "The query.")
  var words: [String] = []

  @OptionGroup var search: SearchOptions
  @OptionGroup var format: FormatOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Talks to print.", valueName: "count"))
  var limit = 10

  @Option(help: ArgumentHelp("Talks to skip first.", valueName: "count"))
  var offset = 0

  @Option(
    help: ArgumentHelp(
      "Count the talks by series, speaker, keyword, year or venue; may be repeated.",
      valueName: "what"))
  var facet: [Facet] = []

  @Flag(help: "Show for each talk where its score comes from.")
  var explain = false

  @Flag(help: "Show how the query was understood and carried out.")
  var explainQuery = false

  @Option(
    help: ArgumentHelp(
      "Run many queries: lines of an id, a tab and a query; - is standard input.",
      valueName: "file"))
  var batch: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (0...10_000).contains(limit) else {
      throw ValidationError("--limit is \(limit); it can be 0 to 10000.")
    }
    guard (0...10_000_000).contains(offset) else {
      throw ValidationError("--offset is \(offset); it can be 0 to 10000000.")
    }
    if batch != nil, !words.isEmpty {
      throw ValidationError("--batch takes its queries from a file; leave out the words.")
    }
  }

  func run() throws {
    try UnknownOptions.check(words)
    let clock = try global.clock()
    if let batch { return try BatchSearch(command: self, clock: clock).run(batch) }
    let query = try TypedQuery.parse(words, clock: clock, isQuiet: global.quiet)
    let options = try format.printOptions(global, explains: explain)
    let index = try global.openIndex()
    var request = search.request(query, clock: clock)
    request.limit = limit
    request.offset = offset
    request.facets = facet
    request.explains = explain
    request.explainsPlan = explainQuery
    request.wantsSnippets = format.wantsSnippets
    let page = try index.search(request)
    let output = global.output(isText: format.format == .text)
    var bytes: [UInt8] = []
    format.format.printer(options).print(
      page, PageContext(query: query.text, now: clock.now, offset: offset), to: &bytes)
    output.write(bytes)
    if format.format == .text { tell(page) }
    output.flush()
    if explainQuery {
      for line in QueryExplanation.lines(of: query) + page.plan { Messages.write(line) }
    }
    if page.total == 0 { throw CommandFailure(.nothingFound) }
  }

  /// Remarks on the whole page, which belong to no hit.
  private func tell(_ page: SearchPage) {
    guard !global.quiet else { return }
    for note in page.notes { Messages.write("talks: \(note.message)") }
    if page.total == 0 {
      Messages.write("talks: nothing found")
    } else if page.total > page.hits.count {
      let total = (page.totalIsExact ? "" : "at least ") + ReportText.grouped(page.total)
      let first = page.hits.isEmpty ? 0 : offset + 1
      let range = "\(first)–\(offset + page.hits.count)"
      Messages.write("talks: \(range) of \(total); --limit and --offset show others")
    }
  }
}

extension FormatOptions {
  /// Whether the output has room for passages.
  var wantsSnippets: Bool {
    switch format {
    case .text, .json, .jsonl, .md, .html, .atom: true
    case .csv, .tsv: fields?.contains("snippet") == true
    case .ics, .trec: false
    }
  }
}

/// Words that look like options but are none.
enum UnknownOptions {
  /// Refuses words that begin with `--`, unless `--` says that only words follow.
  ///
  /// - Throws: a usage failure.
  static func check(_ words: [String]) throws {
    guard !CommandLine.arguments.contains("--") else { return }
    if let word = words.first(where: { $0.hasPrefix("--") && $0.utf8.count > 2 }) {
      throw CommandFailure.usage(
        "There is no option \(word).",
        advice: "`talks search --help` lists them; after -- everything is a word.")
    }
  }
}
