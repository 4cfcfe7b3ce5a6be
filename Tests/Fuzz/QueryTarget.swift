import CivilTime
import TalkQuery

/// Any text is a query; its canonical text means the same.
enum QueryTarget {
  private static let limits = QueryLimits(
    bytes: 4096, terms: 24, prefixes: 4, depth: 8, diagnostics: 8)
  private static let wide = QueryLimits(
    bytes: 1 << 20, terms: 24, prefixes: 4, depth: 40, diagnostics: 8)

  static func run(_ bytes: [UInt8]) {
    guard let today = CivilDate(year: 2026, month: 11, day: 22) else { return }
    let query = QueryParser(today: today, limits: limits)
      .parse(String(decoding: bytes, as: UTF8.self))
    for diagnostic in query.diagnostics {
      demand(diagnostic.range.upperBound <= query.text.utf8.count, "a range beyond the text")
    }
    if let root = query.root { check(root) }
    let again = QueryParser(today: today, limits: wide).parse(query.description)
    demand(
      again.root?.withoutPositions == query.root?.withoutPositions && again.sort == query.sort,
      "\(query.text.debugDescription) → \(query) → \(again)")
  }

  private static func check(_ node: QueryNode) {
    switch node {
    case .term(let term):
      demand(!term.text.isEmpty, "an empty term")
      demand(
        term.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\"" },
        "a raw quote or control in \(term.text.debugDescription)")
    case .filter: break
    case .and(let nodes), .or(let nodes):
      demand(nodes.count >= 2, "a group of \(nodes.count)")
      nodes.forEach(check)
    case .not(let child): check(child)
    }
  }
}
