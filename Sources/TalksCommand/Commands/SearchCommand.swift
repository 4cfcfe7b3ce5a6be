import ArgumentParser
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
    try SearchTask(
      words: words, limit: limit, offset: offset, facets: facet, explains: explain,
      explainsQuery: explainQuery, batch: batch, choice: search.choice, format: format.choice,
      settings: global.settings
    ).run()
  }
}
