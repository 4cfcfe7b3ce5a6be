import CivilTime

// The canonical text of a tree: what `--explain-query` shows and tests read again.

extension QueryNode: CustomStringConvertible {
  /// The tree as a query.
  ///
  /// A tree that ``QueryParser`` made is equal, but for positions, to what parsing this text gives.
  /// In trees made otherwise, quotation marks within phrases become spaces.
  public var description: String {
    switch self {
    case .term(let term): term.description
    case .filter(let filter): filter.description
    case .and(let nodes): nodes.map { $0.operand(of: self) }.joined(separator: " ")
    case .or(let nodes): nodes.map { $0.operand(of: self) }.joined(separator: " OR ")
    case .not(let node): "-" + node.operand(of: self)
    }
  }

  /// The text of this node below `parent`, in parentheses where it would otherwise fall apart.
  private func operand(of parent: QueryNode) -> String {
    switch (self, parent) {
    case (.and, .and), (.or, .or), (.term, _), (.filter, _): description
    case (.not, .and), (.not, .or): description
    default: "(" + description + ")"
    }
  }

  /// The tree with every ``QueryTerm/range`` and ``QueryTerm/isLast`` at its default, so that trees
  /// from different texts can be compared.
  public var withoutPositions: QueryNode {
    switch self {
    case .term(let term):
      .term(QueryTerm(text: term.text, form: term.form, field: term.field))
    case .filter: self
    case .and(let nodes): .and(nodes.map(\.withoutPositions))
    case .or(let nodes): .or(nodes.map(\.withoutPositions))
    case .not(let node): .not(node.withoutPositions)
    }
  }
}

extension QueryTerm: CustomStringConvertible {
  /// The term as it can be typed.
  public var description: String {
    let label = field.map { $0.rawValue + ":" } ?? ""
    switch form {
    case .word:
      let isOperator = ["AND", "OR", "NOT"].contains(QueryText.plainString(text))
      return label + (isOperator && field == nil ? "+" : "") + text
    case .exact: return label + "=" + text
    case .prefix: return label + text + "*"
    case .phrase: return label + quoted(text)
    }
  }
}

extension QueryFilter: CustomStringConvertible {
  /// The filter as it can be typed.
  public var description: String {
    switch self {
    case .days(let from, let through):
      if let from, from == through { return "on:" + from.description }
      return "date:" + (from?.description ?? "") + ".." + (through?.description ?? "")
    case .state(let state): return "is:" + state.rawValue
    case .has(let presence): return "has:" + presence.rawValue
    case .source(let name): return "source:" + quoted(name)
    case .id(let id): return "id:" + quoted(id)
    }
  }
}

extension ParsedQuery: CustomStringConvertible {
  /// The query in canonical form, order included; empty where it asks for everything.
  public var description: String {
    [root?.description, sort.map { "sort:" + $0.rawValue }].compactMap(\.self)
      .joined(separator: " ")
  }
}

/// `text` in quotation marks, with those inside made spaces.
private func quoted(_ text: String) -> String {
  var view = String.UnicodeScalarView("\"".unicodeScalars)
  let content = QueryText(text)
  for index in content.scalars.indices {
    view.append(content.plain[index] == "\"" ? " " : content.scalars[index])
  }
  view.append("\"")
  return String(view)
}
