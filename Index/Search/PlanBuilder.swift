import TalkModel
import TalkQuery

/// Makes a plan of a parsed query.
struct PlanBuilder {
  private let session: SearchSession
  private let isExact: Bool
  private let clock: SearchClock
  private var plan = SearchPlan()
  private var termCount = 0

  /// With a session in its read transaction.
  init(_ session: SearchSession, isExact: Bool, clock: SearchClock) {
    self.session = session
    self.isExact = isExact
    self.clock = clock
  }

  /// The plan of a query.
  mutating func plan(_ query: ParsedQuery) throws -> SearchPlan {
    guard let root = query.root else { return plan }
    var children = [root]
    if case .and(let nodes) = root { children = nodes }
    if !isExact, PlanBuilder.isProse(children) {
      let count = children.count
      children = children.flatMap(PlanBuilder.withoutPunctuation)
      if children.count != count || children.contains(where: PlanBuilder.isQuoted) {
        note(.understoodAs, "Quotes and brackets of such a long text are read as punctuation.")
      }
      children = children.map(PlanBuilder.unquoted)
    }
    var plain: [PlainWord] = []
    var hadPlain = false
    for child in children {
      if case .term(let term) = child, term.form == .word, term.field == nil {
        hadPlain = true
        guard try admit(term) else { continue }
        if isExact {
          for group in try exactGroups(term) {
            plan.words.append(plan.groups.count)
            plan.groups.append(group)
          }
        } else {
          plain += try PlainWords(session).words(of: term)
        }
      } else {
        plan.required.append(try node(child, scores: true))
      }
    }
    try addPlain(plain)
    if hadPlain, plan.isEmpty {
      plan.required.append(.nothing)
      note(.understoodAs, "“\(query.text)” has no letters or digits to search for.")
    }
    return plan
  }

  // MARK: - Prose

  /// Plain words from which on a query is a pasted text rather than something typed to search.
  private static let proseWords = 8

  private static func isProse(_ nodes: [QueryNode]) -> Bool {
    nodes.count { node in
      if case .term(let term) = node { return term.form == .word && term.field == nil }
      return false
    } >= proseWords
  }

  /// The words of a bracket without fields, one by one; everything else as it is.
  private static func withoutPunctuation(_ node: QueryNode) -> [QueryNode] {
    guard case .and(let nodes) = node else { return [node] }
    let inner = nodes.flatMap(withoutPunctuation)
    let isPlain = inner.allSatisfy { node in
      if case .term(let term) = node { return term.field == nil }
      return false
    }
    return isPlain ? inner : [node]
  }

  private static func isQuoted(_ node: QueryNode) -> Bool {
    if case .term(let term) = node { return term.form == .phrase && term.field == nil }
    return false
  }

  /// A phrase as the words it has.
  private static func unquoted(_ node: QueryNode) -> QueryNode {
    guard case .term(var term) = node, term.form == .phrase, term.field == nil else { return node }
    term.form = .word
    return .term(term)
  }

  // MARK: - Plain words

  private mutating func addPlain(_ words: [PlainWord]) throws {
    let kept = StopWords.kept(words.map { String(decoding: $0.word, as: UTF8.self) })
    var last: Int?
    for (word, isKept) in zip(words, kept) {
      guard isKept else {
        plan.dropped.append(word.text)
        continue
      }
      try clock.check()
      let known = plan.words.first { word.forms.isEmpty && plan.groups[$0].stem == word.stem }
      let index: Int
      if let known {
        plan.groups[known].repeats += 1
        try addBonus(word.word, to: known)
        if word.isLast { try addPrefix(word, to: known) }
        index = known
      } else {
        index = plan.groups.count
        plan.groups.append(try group(word))
        plan.words.append(index)
        if word.forms.isEmpty { try addBonus(word.word, to: index) }
        if word.isLast { try addPrefix(word, to: index) }
      }
      if let last, plan.groups[last].stem != nil, plan.groups[index].stem != nil, last != index,
        !plan.neighbours.contains(where: { $0 == (last, index) })
      {
        plan.neighbours.append((last, index))
      }
      last = index
    }
  }

  private func group(_ word: PlainWord) throws -> TermGroup {
    var group = TermGroup(label: word.text, alternatives: [])
    group.isOptional = true
    group.word = word.word
    if word.forms.isEmpty {
      let postings = try session.postings(of: word.stem, in: .prose)
      group.stem = word.stem
      group.isCorrectable = true
      group.highlights.stems = [word.stem]
      group.alternatives = [alternative(postings, word.text)]
      return group
    }
    if !word.tokens.isEmpty {
      let typed = try session.postings(ofPhrase: word.tokens.map(\.bytes), in: .prose)
      group.alternatives.append(alternative(typed, word.text))
    }
    group.alternatives.append(
      alternative(try session.postings(ofPhrase: word.forms, in: .prose), word.text + " (form)"))
    group.highlights.stems = TokenSet(
      word.tokens.map(\.bytes) + word.forms + [word.word])
    return group
  }

  /// The word as typed counts a little more than other words of its stem.
  private mutating func addBonus(_ word: [UInt8], to index: Int) throws {
    let label = "=" + String(decoding: word, as: UTF8.self)
    guard !plan.groups[index].bonuses.contains(where: { $0.label == label }) else { return }
    let group = plan.groups[index]
    let stem = group.stem.flatMap { stem in group.alternatives.first.map { (stem, $0.postings) } }
    let postings = try session.postings(ofExact: word, stem: stem)
    guard !postings.isEmpty else { return }
    plan.groups[index].bonuses.append(
      alternative(postings, label, weight: session.ranking.exactBonus))
  }

  /// The last word may be the beginning of a longer one.
  private mutating func addPrefix(_ word: PlainWord, to index: Int) throws {
    guard word.forms.isEmpty else { return }
    // Two letters begin too much to mean anything, unless they are no word themselves.
    let shortest = plan.groups[index].isUnknown ? 2 : 3
    guard word.word.count >= shortest else { return }
    let postings = try session.postings(longerThan: word.word, in: .words)
    guard !postings.isEmpty else { return }
    let capacity = session.rowCapacity
    let together = RowMatches.union(
      [RowMatches(postings, capacity: capacity), plan.groups[index].matches(capacity: capacity)],
      capacity: capacity
    ).count
    plan.groups[index].alternatives.append(
      TermAlternative(
        postings: postings, inverseDocumentFrequency: session.inverseDocumentFrequency(together),
        weight: session.ranking.prefixDiscount, label: word.text + "*"))
    plan.groups[index].highlights.prefixes.append(word.word)
  }

  private func alternative(
    _ postings: Postings, _ label: String, weight: Double = 1
  ) -> TermAlternative {
    TermAlternative(
      postings: postings,
      inverseDocumentFrequency: session.inverseDocumentFrequency(postings.count), weight: weight,
      label: label)
  }

  // MARK: - The rest of the tree

  private mutating func node(_ node: QueryNode, scores: Bool) throws -> SearchPlan.Node {
    try clock.check()
    switch node {
    case .term(let term):
      guard try admit(term) else { return .all([]) }
      return try self.term(term, scores: scores)
    case .filter(let filter): return .filter(filter)
    case .and(let nodes): return .all(try nodes.map { try self.node($0, scores: scores) })
    case .or(let nodes): return .any(try nodes.map { try self.node($0, scores: scores) })
    case .not(let inner): return .not(try self.node(inner, scores: false))
    }
  }

  private mutating func term(_ term: QueryTerm, scores: Bool) throws -> SearchPlan.Node {
    var groups: [TermGroup] = []
    switch term.form {
    case .word where !isExact:
      for word in try PlainWords(session).words(of: term) {
        groups.append(try fieldGroup(word, term))
      }
    case .word, .exact, .phrase: groups = try exactGroups(term)
    case .prefix: groups = try prefixGroups(term)
    }
    guard !groups.isEmpty else {
      note(.understoodAs, "“\(term.text)” has no letters or digits to search for.")
      return .nothing
    }
    return .all(groups.map { add($0, scores: scores) })
  }

  private mutating func add(_ group: TermGroup, scores: Bool) -> SearchPlan.Node {
    var group = group
    if !scores { group.repeats = 0 }
    plan.groups.append(group)
    return .group(plan.groups.count - 1)
  }

  /// A word of a parenthesis, or of a field.
  private func fieldGroup(_ word: PlainWord, _ term: QueryTerm) throws -> TermGroup {
    var group = try self.group(word)
    group.isOptional = false
    guard let field = term.field else { return group }
    let index: TextIndex = field == .affiliation ? .words : .prose
    if index == .words {
      group.alternatives = [alternative(try session.postings(of: word.word, in: .words), word.text)]
    }
    let wanted = word.forms.isEmpty ? [index == .words ? word.word : word.stem] : word.forms
    try restrict(&group, to: field, index, wanted)
    group.label = "\(field.rawValue):\(word.text)"
    return group
  }

  /// A phrase, or an exact word: on the unstemmed index, all in one place.
  private func exactGroups(_ term: QueryTerm) throws -> [TermGroup] {
    let tokens = session.words.tokens(term.text)
    guard !tokens.isEmpty else { return [] }
    let sign = term.form == .phrase ? "“\(term.text)”" : "=\(term.text)"
    var group = TermGroup(label: sign, alternatives: [])
    let terms = tokens.map(\.bytes)
    group.alternatives = [alternative(try session.postings(ofPhrase: terms, in: .words), sign)]
    var forms = SearchForms.spellings(of: term.text).flatMap {
      session.words.tokens($0).map(\.bytes)
    }
    if try PlainWords(session).signedName(term.text) != nil {
      // The unstemmed index has the word for it as it is.
      forms = SignedNames.forms(of: term.text).map { Array($0.utf8) }
      group.alternatives = [alternative(try session.postings(of: forms[0], in: .words), sign)]
    } else if !forms.isEmpty,
      term.form == .phrase || term.text.unicodeScalars.contains(where: SearchForms.isUnspaced)
    {
      // A phrase of mixed words has forms of some of them only: those must be near, too.
      group.alternatives.append(
        alternative(try session.postings(ofPhrase: forms, in: .words), sign + " (form)"))
    }
    group.highlights.words = TokenSet(terms + forms)
    if let field = term.field {
      try restrict(&group, to: field, .words, forms.isEmpty ? terms : forms)
      group.label = "\(field.rawValue):\(sign)"
    }
    return [group]
  }

  /// The beginning of a word; words before it in the same term must be there as they are.
  private mutating func prefixGroups(_ term: QueryTerm) throws -> [TermGroup] {
    let tokens = session.words.tokens(term.text)
    guard let last = tokens.last else { return [] }
    var groups: [TermGroup] = []
    for token in tokens.dropLast() {
      var group = TermGroup(
        label: token.text,
        alternatives: [alternative(try session.postings(of: token.bytes, in: .words), token.text)])
      group.highlights.words = [token.bytes]
      groups.append(group)
    }
    let terms = try session.source.terms(
      withPrefix: last.bytes, in: .words, limit: SearchLimits.prefixWords + 1)
    if terms.count > SearchLimits.prefixWords {
      note(
        .limit,
        "“\(term.text)*” stands for more than \(SearchLimits.prefixWords) words; only those that "
          + "come first in the alphabet were looked for.")
    }
    let lists = try terms.prefix(SearchLimits.prefixWords).map {
      try session.postings(of: $0, in: .words)
    }
    var group = TermGroup(
      label: term.text + "*",
      alternatives: [alternative(.union(lists, session.patterns), term.text + "*")])
    group.highlights.prefixes = [last.bytes]
    groups.append(group)
    if let field = term.field {
      for index in groups.indices {
        try restrict(&groups[index], to: field, .words, [])
        groups[index].label = "\(field.rawValue):\(groups[index].label)"
      }
    }
    return groups
  }

  // MARK: - Fields

  /// Keeps the talks that have a group in a field.
  ///
  /// Search-only spellings of all fields stand in one column; where a talk has the word only there,
  /// its row tells whether it is a spelling of this field.
  private func restrict(
    _ group: inout TermGroup, to field: QueryField, _ index: TextIndex, _ forms: [[UInt8]]
  ) throws {
    let wanted = Set(forms)
    let textField = field.textField
    group.mask = Frequencies.mask(textField)
    let verifier = try FieldVerifier(session, field, index)
    for number in group.alternatives.indices {
      let postings = group.alternatives[number].postings
      var builder = PostingsBuilder(capacity: 16)
      let (rows, frequencies) = postings.frequencies()
      for entry in rows.indices {
        let counts = frequencies[entry]
        if counts & group.mask != 0 {
          builder.append(rows[entry], counts & group.mask)
        } else if !wanted.isEmpty, Frequencies.count(.otherForms, in: counts) > 0 {
          try clock.check()
          if try verifier.row(rows[entry], has: wanted) {
            builder.append(rows[entry], Frequencies.adding(1, textField, to: 0))
          }
        }
      }
      let kept = builder.postings(session.patterns)
      group.alternatives[number].postings = kept
      group.alternatives[number].inverseDocumentFrequency =
        session.inverseDocumentFrequency(kept.count)
    }
  }

  // MARK: - Limits and notes

  private mutating func admit(_ term: QueryTerm) throws -> Bool {
    termCount += 1
    if termCount == SearchLimits.terms + 1 {
      note(
        .limit, "Only the first \(SearchLimits.terms) words of the query were looked for.")
    }
    return termCount <= SearchLimits.terms
  }

  private mutating func note(_ code: SearchNote.Code, _ message: String) {
    let note = SearchNote(code: code, message: message)
    if !plan.notes.contains(note) { plan.notes.append(note) }
  }
}
