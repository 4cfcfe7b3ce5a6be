public import ArgumentParser
public import TalkQuery

extension SortOrder: ExpressibleByArgument {}
extension SearchRequest.Match: ExpressibleByArgument {}
extension Facet: ExpressibleByArgument {}

/// Options that decide which talks are found and in which order.
struct SearchOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How many of the words must match: all, any, auto.", valueName: "how"))
  var match: SearchRequest.Match = .auto

  @Flag(help: "Take words exactly as typed: no stemming, no open end, no correction.")
  var exact = false

  @Flag(help: "Lift talks that are near in time.")
  var recent = false

  @Option(
    help: ArgumentHelp("relevance, newest, oldest or upcoming.", valueName: "order"))
  var sort: SortOrder?

  /// The request for `query`.
  func request(_ query: ParsedQuery, clock: Clock) -> SearchRequest {
    SearchRequest(
      query: query, match: match, exact: exact, sort: sort, now: clock.now,
      favoursRecent: recent)
  }
}

/// What was typed as a query, understood.
enum TypedQuery {
  /// Parses words as the shell handed them over.
  ///
  /// - Throws: a usage failure where a field or date is clearly meant and clearly wrong.
  static func parse(
    _ words: [String], clock: Clock, isQuiet: Bool, limits: QueryLimits = .typed
  ) throws -> ParsedQuery {
    let text = QueryParser.text(ofArguments: words)
    let query = QueryParser(today: clock.today, limits: limits).parse(text)
    let errors = query.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      throw CommandFailure.usage(
        errors.map(sentence).joined(separator: "\n"),
        advice: "`talks search --help` explains the query language.")
    }
    if !isQuiet {
      for hint in query.diagnostics { Messages.write("talks: " + sentence(hint)) }
    }
    return query
  }

  /// A remark with its suggestion.
  static func sentence(_ remark: QueryDiagnostic) -> String {
    remark.message + (remark.suggestion.map { " (try \($0))" } ?? "")
  }
}
