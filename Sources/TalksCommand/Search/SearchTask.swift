import TalkFormats
import TalkIndex
import TalkIngest
import TalkQuery

/// One run of `talks search`, however its options were read.
struct SearchTask {
  var words: [String]
  var limit = 10
  var offset = 0
  var facets: [Facet] = []
  var explains = false
  var explainsQuery = false
  /// A file of queries, instead of words.
  var batch: String?
  var choice = SearchChoice()
  var format = FormatChoice()
  var settings = Settings()

  /// Searches and prints.
  func run() throws {
    try UnknownOptions.check(words)
    let clock = try settings.clock()
    if let batch { return try BatchSearch(task: self, clock: clock).run(batch) }
    let query = try TypedQuery.parse(words, clock: clock, isQuiet: settings.quiet)
    let options = try format.printOptions(settings, explains: explains)
    let index = try settings.openIndex()
    // The process ends next, and the system takes its memory back at once: taking the index apart
    // costs a tenth of a short search.
    defer { _ = Unmanaged.passRetained(index) }
    var request = request(query, clock)
    request.explainsPlan = explainsQuery
    request.wantsSnippets = format.wantsSnippets
    let page = try index.search(request)
    let output = settings.output(isText: format.format == .text)
    var bytes: [UInt8] = []
    format.format.printer(options).print(
      page, PageContext(query: query.text, now: clock.now, offset: offset), to: &bytes)
    output.write(bytes)
    if format.format == .text { tell(page) }
    output.flush()
    if explainsQuery {
      for line in QueryExplanation.lines(of: query) + page.plan { Messages.write(line) }
    }
    if page.total == 0 { throw CommandFailure(.nothingFound) }
  }

  /// The request for a query.
  func request(_ query: ParsedQuery, _ clock: Clock) -> SearchRequest {
    var request = choice.request(query, clock)
    request.limit = limit
    request.offset = offset
    request.facets = facets
    request.explains = explains
    return request
  }

  /// Remarks on the whole page, which belong to no hit.
  private func tell(_ page: SearchPage) {
    guard !settings.quiet else { return }
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
