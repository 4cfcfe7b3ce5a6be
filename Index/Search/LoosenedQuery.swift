import TalkQuery

/// A query whose phrases count as single words, for where no talk has the phrases.
///
/// Fields, filters and what is excluded stay as they are: whoever writes those means them.
struct LoosenedQuery {
  /// The query with its phrases taken apart; `nil` where it has none to take apart.
  let query: ParsedQuery
  /// The phrases, as typed.
  let phrases: [String]

  init?(_ query: ParsedQuery) {
    guard let root = query.root else { return nil }
    let nodes: [QueryNode] = if case .and(let nodes) = root { nodes } else { [root] }
    var loose: [QueryNode] = []
    var phrases: [String] = []
    for node in nodes {
      guard case .term(let term) = node, term.field == nil else {
        loose.append(node)
        continue
      }
      guard term.form == .phrase, term.text.contains(" ") else {
        loose.append(node)
        continue
      }
      phrases.append(term.text)
      for word in term.text.split(separator: " ") {
        loose.append(.term(QueryTerm(text: String(word), range: term.range)))
      }
    }
    guard !phrases.isEmpty else { return nil }
    var loosened = query
    loosened.root = .and(loose)
    self.query = loosened
    self.phrases = phrases
  }
}
