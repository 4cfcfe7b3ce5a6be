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

  /// What the options say.
  var choice: SearchChoice {
    SearchChoice(match: match, exact: exact, recent: recent, sort: sort)
  }
}
