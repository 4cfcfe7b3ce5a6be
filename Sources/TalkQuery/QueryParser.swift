public import CivilTime

/// Reads what somebody typed as a query.
///
/// The parser is total: every string gives a ``ParsedQuery``, nothing throws or traps, and what is
/// not understood becomes text with a remark. It is pure: the same text, day and limits give the
/// same result. Time and memory are linear in the text, and no input deepens the call stack.
///
/// The grammar stands in <doc:QueryLanguage>. What is forgiven:
/// - quotation marks and parentheses without partner are left out;
/// - `AND`, `OR`, `NOT` and `-` with nothing to act on are left out;
/// - a field nobody knows, and punctuation anywhere, is text;
/// - full-width forms, typographic quotes and dashes count as their ASCII forms.
///
/// What is not: a date, state, presence or order that does not exist after a field that demands
/// one, and what lies beyond the ``QueryLimits``. Those give a diagnostic of severity
/// ``QueryDiagnostic/Severity/error``.
///
/// ```swift
/// let parser = QueryParser(today: today)
/// let query = parser.parse("speaker:noether since:2024 -is:cancelled")
/// ```
public struct QueryParser: Sendable {
  /// The day that relative dates count from, in the zone of who asks.
  public let today: CivilDate
  /// What a query may hold.
  public let limits: QueryLimits

  /// Makes a parser for queries asked on the day `today`.
  public init(today: CivilDate, limits: QueryLimits = .typed) {
    self.today = today
    self.limits = limits
  }

  /// The meaning of `text`.
  public func parse(_ text: String) -> ParsedQuery {
    let length = text.utf8.count
    guard length <= limits.bytes else {
      let message = "the query has \(length) bytes; at most \(limits.bytes) are allowed"
      return ParsedQuery(
        text: text,
        diagnostics: [QueryDiagnostic(severity: .error, message: message, range: 0..<length)])
    }
    let scalars = QueryText(text)
    var scanner = QueryScanner(scalars)
    scanner.scan()
    var builder = QueryTreeBuilder(scalars, today: today, limits: limits)
    for token in scanner.tokens { builder.add(token) }
    var root = builder.finish()
    if root == nil, builder.sort == nil, builder.errorCount == 0 {
      root = lone(scanner.tokens, scalars)
    }
    // Errors are never crowded out by hints.
    let all = builder.diagnostics + scanner.remarks
    var kept = all.filter { $0.severity == .error } + all.filter { $0.severity == .hint }
    kept = Array(kept.prefix(limits.diagnostics))
    kept.sort { $0.range.lowerBound < $1.range.lowerBound }
    return ParsedQuery(text: text, root: root, sort: builder.sort, diagnostics: kept)
  }

  /// A term for the first operator or punctuation of a query that has nothing else: it is what is
  /// looked for, rather than every talk.
  private func lone(_ tokens: [QueryToken], _ text: QueryText) -> QueryNode? {
    for token in tokens where token.isWordless {
      let word = String(decoding: text.utf8[token.range], as: UTF8.self)
      if !QueryText.plainString(word).utf8.contains(UInt8(ascii: "\"")) {
        return .term(QueryTerm(text: word, range: token.range))
      }
    }
    return nil
  }
}
