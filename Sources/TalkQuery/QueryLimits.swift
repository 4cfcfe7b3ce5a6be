/// How much a query may hold; the one place where these limits are stated.
///
/// - What lies beyond ``bytes`` is not looked at: the query is refused with an error.
/// - Plain words side by side beyond ``terms`` are left out with a hint, since each further word
///   would only demand more; any other condition beyond it is an error.
/// - Prefixes beyond ``prefixes`` and parentheses deeper than ``depth`` are errors.
public struct QueryLimits: Sendable, Hashable {
  /// Bytes of UTF-8; from 1.
  public var bytes: Int
  /// Words, phrases and filters together; from 1.
  public var terms: Int
  /// Words that end in `*`; from 0.
  public var prefixes: Int
  /// Parentheses within parentheses; from 0.
  public var depth: Int
  /// Remarks kept; further ones are dropped.
  public var diagnostics: Int

  /// Makes limits.
  public init(bytes: Int, terms: Int, prefixes: Int, depth: Int, diagnostics: Int) {
    self.bytes = bytes
    self.terms = terms
    self.prefixes = prefixes
    self.depth = depth
    self.diagnostics = diagnostics
  }

  /// For what somebody types or a browser sends: 512 bytes, 32 terms, 4 prefixes.
  public static let typed = QueryLimits(
    bytes: 512, terms: 32, prefixes: 4, depth: 16, diagnostics: 32)

  /// For files of queries that the operator runs: whole paragraphs, 16 KiB, 1,024 terms.
  public static let batch = QueryLimits(
    bytes: 16_384, terms: 1024, prefixes: 4, depth: 16, diagnostics: 32)
}
