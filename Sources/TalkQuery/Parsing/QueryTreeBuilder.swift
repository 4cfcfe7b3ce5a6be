import CivilTime

/// Makes the tree from the tokens, with a stack of its own for the parentheses.
///
/// `and` and `or` directly within their like are joined, groups of one are dissolved, and two
/// negations cancel out, so equal questions have equal trees.
struct QueryTreeBuilder {
  /// What stands between a `(` and its `)`.
  private struct Frame {
    /// The field in front of the parenthesis, or of one further out.
    var field: QueryVocabulary.Field?
    /// Whether the group as a whole is negated.
    var isNegated = false
    /// Alternatives, each a list of conditions.
    var alternatives: [[QueryNode]] = [[]]
    /// Conditions typed in each alternative, before any were joined.
    var typed: [Int] = [0]
    /// Whether an `AND` was written between them.
    var hasAnd = false
    /// Whether a negation waits for its condition.
    var negates = false
  }

  private let text: QueryText
  private let limits: QueryLimits
  private let dates: DateReader
  private var frames = [Frame()]
  /// Parentheses that were too deep, and whose closing ones mean nothing either.
  private var ignoredDepth = 0
  /// The plain word before, where only a space lies between.
  private var wordBefore: (text: String, range: Range<Int>)?
  private var termCount = 0
  private var prefixCount = 0
  private(set) var sort: SortOrder?
  private(set) var diagnostics: [QueryDiagnostic] = []
  private(set) var errorCount = 0

  init(_ text: QueryText, today: CivilDate, limits: QueryLimits) {
    self.text = text
    self.limits = limits
    dates = DateReader(today: today)
  }

  mutating func add(_ token: QueryToken) {
    let before = wordBefore
    wordBefore = nil
    switch token.kind {
    case .open(let field): open(field, token.range)
    case .close: close()
    case .or:
      frames[frames.count - 1].alternatives.append([])
      frames[frames.count - 1].typed.append(0)
      frames[frames.count - 1].negates = false
    case .and: frames[frames.count - 1].hasAnd = true
    case .not: frames[frames.count - 1].negates.toggle()
    case .nothing: frames[frames.count - 1].negates = false
    case .value(let value):
      add(value, token.range)
      guard value.field == nil, value.form == .word, frames.allSatisfy({ $0.field == nil }) else {
        return
      }
      if let before {
        remarkDate(before.text, value.text, before.range.lowerBound..<token.range.upperBound)
      }
      wordBefore = (value.text, token.range)
    }
  }

  /// Closes what is still open and gives the tree.
  mutating func finish() -> QueryNode? {
    while frames.count > 1 { closeFrame() }
    return node(of: frames[0])
  }

  private mutating func open(_ field: QueryVocabulary.Field?, _ range: Range<Int>) {
    guard frames.count <= limits.depth else {
      if ignoredDepth == 0 {
        fail("parentheses are nested more than \(limits.depth) deep", at: range)
      }
      ignoredDepth += 1
      return
    }
    let outer = frames[frames.count - 1]
    frames[frames.count - 1].negates = false
    frames.append(Frame(field: field ?? outer.field, isNegated: outer.negates))
  }

  private mutating func close() {
    if ignoredDepth > 0 {
      ignoredDepth -= 1
    } else if frames.count > 1 {
      closeFrame()
    }
  }

  private mutating func closeFrame() {
    let frame = frames.removeLast()
    guard let node = node(of: frame) else { return }
    append(frame.isNegated ? negation(of: node) : node)
  }

  private mutating func node(of frame: Frame) -> QueryNode? {
    let alternatives = frame.alternatives.compactMap { conjunction(of: $0) }
    if alternatives.count > 1, !frame.hasAnd, frame.typed.contains(where: { $0 > 1 }),
      let tree = disjunction(of: alternatives)
    {
      remark("OR binds weaker than words side by side: read as \(tree); parentheses change that")
    }
    return disjunction(of: alternatives)
  }

  private func conjunction(of nodes: [QueryNode]) -> QueryNode? {
    var joined: [QueryNode] = []
    for node in nodes {
      if case .and(let inner) = node { joined += inner } else { joined.append(node) }
    }
    return joined.count > 1 ? .and(joined) : joined.first
  }

  private func disjunction(of nodes: [QueryNode]) -> QueryNode? {
    var joined: [QueryNode] = []
    for node in nodes {
      if case .or(let inner) = node { joined += inner } else { joined.append(node) }
    }
    return joined.count > 1 ? .or(joined) : joined.first
  }

  private func negation(of node: QueryNode) -> QueryNode {
    if case .not(let inner) = node { inner } else { .not(node) }
  }

  private mutating func append(_ node: QueryNode) {
    let top = frames.count - 1
    let last = frames[top].alternatives.count - 1
    frames[top].alternatives[last].append(node)
    frames[top].typed[last] += 1
  }

  private mutating func add(_ value: QueryValue, _ range: Range<Int>) {
    let top = frames.count - 1
    let negates = frames[top].negates
    frames[top].negates = false
    guard var node = condition(value, range) else { return }
    guard termCount < limits.terms else {
      refuse(node, negates: negates, range)
      return
    }
    if value.form == .prefix, case .term = node {
      guard prefixCount < limits.prefixes else {
        fail("at most \(limits.prefixes) words may end in “*”", at: range)
        return
      }
      prefixCount += 1
    }
    termCount += 1
    if case .term(var term) = node {
      // An unfinished word is no ground to leave out whatever it begins.
      term.isLast = value.isLast && !negates && !frames.contains { $0.isNegated }
      node = .term(term)
    }
    append(negates ? .not(node) : node)
  }

  /// Leaves out a condition beyond the limit: with a hint where it would only have demanded more.
  private mutating func refuse(_ node: QueryNode, negates: Bool, _ range: Range<Int>) {
    if case .term(let term) = node, term.form == .word, term.field == nil, !negates,
      frames.allSatisfy({ $0.alternatives.count == 1 && !$0.isNegated })
    {
      let message = "only the first \(limits.terms) words and conditions count"
      if diagnostics.last?.message != message { remark(message, at: range) }
    } else if errorCount == 0 {
      fail("a query may have at most \(limits.terms) words and conditions", at: range)
    }
  }

  /// What a value asks for; `nil` where it is wrong or asks for an order only.
  private mutating func condition(_ value: QueryValue, _ range: Range<Int>) -> QueryNode? {
    guard let field = value.field ?? frames[frames.count - 1].field else {
      return bareDate(value, range) ?? term(value, field: nil, range)
    }
    switch field.kind {
    case .text(let name):
      return term(value, field: name, range)
    case .source:
      return .filter(.source(value.text + (value.form == .prefix ? "*" : "")))
    case .id:
      return .filter(.id(value.text))
    case .state:
      return lookUp(value, field, in: QueryVocabulary.states, range).map { .filter(.state($0)) }
    case .presence:
      return lookUp(value, field, in: QueryVocabulary.presences, range).map { .filter(.has($0)) }
    case .sort:
      if let order = lookUp(value, field, in: QueryVocabulary.sortOrders, range) { sort = order }
      return nil
    case .days(let relation):
      return days(value, field, relation, range)
    }
  }

  private func term(_ value: QueryValue, field: QueryField?, _ range: Range<Int>) -> QueryNode {
    .term(QueryTerm(text: value.text, form: value.form, field: field, range: range))
  }

  private mutating func lookUp<Value>(
    _ value: QueryValue, _ field: QueryVocabulary.Field,
    in list: [(keyword: QueryVocabulary.Keyword, value: Value)], _ range: Range<Int>
  ) -> Value? {
    let name = value.text.lowercasedASCII
    if let found = QueryVocabulary.value(named: name, in: list) { return found }
    let names = list.flatMap { [$0.keyword.name] + $0.keyword.aliases }
    let known = list.map(\.keyword.name).joined(separator: ", ")
    fail(
      "“\(field.name):\(value.text)” is not known; there are \(known)",
      suggestion: Spelling.nearest(to: name, in: names).map { label(field, range) + $0 },
      at: range)
    return nil
  }

  private mutating func days(
    _ value: QueryValue, _ field: QueryVocabulary.Field, _ relation: QueryVocabulary.DayRelation,
    _ range: Range<Int>
  ) -> QueryNode? {
    let typed = text.lowered(value.scalars)
    switch dates.read(typed) {
    case .success(let span):
      guard let filter = span.filter(relation) else {
        fail("no day is \(relation.rawValue) “\(typed)”", at: range)
        return nil
      }
      return .filter(filter)
    case .failure(let problem):
      fail(
        problem.message, suggestion: problem.suggestion.map { label(field, range) + $0 }, at: range)
      return nil
    }
  }

  /// The field's name and colon as typed in front of a value, or its own name within a group.
  private func label(_ field: QueryVocabulary.Field, _ range: Range<Int>) -> String {
    let name = String(
      decoding: text.utf8[range].prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    return (field.aliases.contains(name) ? name : field.name) + ":"
  }

  /// The days meant by a word that is a date and nothing else (`2025-05-09`, `next-week`); words
  /// that are also words (`2025`, `today`) stay words, with a hint for days.
  private mutating func bareDate(_ value: QueryValue, _ range: Range<Int>) -> QueryNode? {
    guard value.form == .word, DateReader.mayBeBare(value.text) else { return nil }
    let name = QueryText.plainString(value.text).lowercasedASCII
    switch dates.readBare(name) {
    case .days(let span)?:
      guard let filter = span.filter(.on) else { return nil }
      remark(
        "“\(value.text)” is read as a date; quotation marks make it text",
        suggestion: "\"\(value.text)\"", at: range)
      return .filter(filter)
    case .word?:
      remark(
        "“\(value.text)” is read as a word, not a day",
        suggestion: "on:" + name, at: range)
      return nil
    case nil:
      return nil
    }
  }

  /// Says of two plain words that are a date with a hyphen between (`july 2016`, `next week`) how to
  /// ask for it.
  private mutating func remarkDate(_ first: String, _ second: String, _ range: Range<Int>) {
    guard DateReader.mayBeginSpaced(first) else { return }
    let name = [first, second].map { QueryText.plainString($0).lowercasedASCII }
    guard dates.mayBeSpaced(name[0], name[1]) else { return }
    remark(
      "“\(first) \(second)” is read as words, not days",
      suggestion: "on:\(name[0])-\(name[1])", at: range)
  }

  private mutating func fail(
    _ message: String, suggestion: String? = nil, at range: Range<Int>
  ) {
    errorCount += 1
    guard errorCount <= limits.diagnostics else { return }
    diagnostics.append(
      QueryDiagnostic(severity: .error, message: message, suggestion: suggestion, range: range))
  }

  private mutating func remark(
    _ message: String, suggestion: String? = nil, at range: Range<Int> = 0..<0
  ) {
    diagnostics.append(
      QueryDiagnostic(severity: .hint, message: message, suggestion: suggestion, range: range))
  }
}
