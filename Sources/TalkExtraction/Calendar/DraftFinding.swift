/// Name of a rule in kebab-case, `title-dash-speakers`: a literal.
struct RuleName: ExpressibleByStringLiteral, Equatable {
  private let literal: StaticString

  init(stringLiteral literal: StaticString) { self.literal = literal }

  /// The name.
  var string: String { "\(literal)" }

  static func == (a: RuleName, b: RuleName) -> Bool {
    a.literal.withUTF8Buffer { a in
      b.literal.withUTF8Buffer { b in a.count == b.count && a.holdsSame(as: b) }
    }
  }
}

/// A finding while its talk is put together: its text is made only for those who ask why.
struct DraftFinding {
  var rule: RuleName
  var confidence: Double
  /// The text the rule relied on.
  var evidence: Bytes
}

/// At most one finding for each field.
struct DraftFindings {
  /// Those that decide whether a rule may set the field again.
  var title, speakers, series: DraftFinding?
  /// Those of the other fields, where they are kept.
  private var others: [(field: TalkField, finding: DraftFinding)] = []
  private let areKept: Bool

  /// No finding yet; `areKept` tells whether anybody will ask for ``all``.
  init(areKept: Bool) { self.areKept = areKept }

  /// Notes the finding of a field that is set once.
  mutating func note(
    _ field: TalkField, rule: RuleName, confidence: Double, evidence: @autoclosure () -> Bytes
  ) {
    guard areKept else { return }
    others.append((field, DraftFinding(rule: rule, confidence: confidence, evidence: evidence())))
  }

  /// All of them, empty where they are not kept.
  var all: [TalkField: Finding] {
    guard areKept else { return [:] }
    var result: [TalkField: Finding] = [:]
    let decisive = [(TalkField.title, title), (.speakers, speakers), (.series, series)]
    for case (let field, let finding?) in decisive { result[field] = Finding(finding) }
    for (field, finding) in others { result[field] = Finding(finding) }
    return result
  }
}

extension Finding {
  fileprivate init(_ draft: DraftFinding) {
    self.init(
      rule: draft.rule.string, confidence: draft.confidence, evidence: draft.evidence.string)
  }
}
