import TalkQuery

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
