import CivilTime
import TalkQuery

/// A query tree as indented lines, for `--explain-query`.
enum QueryExplanation {
  /// The lines, the root first.
  static func lines(of query: ParsedQuery) -> [String] {
    guard let root = query.root else { return ["every talk"] }
    var lines: [String] = []
    append(root, depth: 0, to: &lines)
    if let sort = query.sort { lines.append("sort: \(sort.rawValue)") }
    return lines
  }

  private static func append(_ node: QueryNode, depth: Int, to lines: inout [String]) {
    let indent = String(repeating: "  ", count: depth)
    switch node {
    case .term(let term):
      let field = term.field.map { $0.rawValue + ": " } ?? ""
      lines.append(indent + field + term.form.rawValue + " “\(term.text)”")
    case .filter(let filter):
      lines.append(indent + text(filter))
    case .and(let nodes):
      lines.append(indent + "all of")
      for node in nodes { append(node, depth: depth + 1, to: &lines) }
    case .or(let nodes):
      lines.append(indent + "any of")
      for node in nodes { append(node, depth: depth + 1, to: &lines) }
    case .not(let node):
      lines.append(indent + "without")
      append(node, depth: depth + 1, to: &lines)
    }
  }

  private static func text(_ filter: QueryFilter) -> String {
    switch filter {
    case .days(let from, let through):
      "days \(from?.description ?? "…") to \(through?.description ?? "…")"
    case .state(let state): "is \(state.rawValue)"
    case .has(let presence): "has \(presence.rawValue)"
    case .source(let name): "source “\(name)”"
    case .id(let id): "id “\(id)”"
    }
  }
}
