/// A format in which results are printed.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// For people at a terminal.
  case text
  /// One JSON document.
  case json
  /// One JSON object a hit, one line each.
  case jsonl
  /// Comma-separated values (RFC 4180).
  case csv
  /// Tab-separated values.
  case tsv
  /// An iCalendar file (RFC 5545).
  case ics
  /// A feed (RFC 4287).
  case atom
  /// A page of HTML that stands alone.
  case html
  /// A list in Markdown.
  case md
  /// Lines for retrieval evaluation: `qid Q0 UID rank score tag`.
  case trec
}

/// Version of the JSON documents this module prints; the one place that states it.
///
/// Keys are only added within a version. A key that is taken away or changes its meaning makes a new
/// version.
public enum OutputSchema {
  /// The version, printed as `"schema"`.
  public static let version = 1
}
