import TalkModel
import TalkQuery

/// Makes the page of a request.
struct SearchPageMaker {
  private let session: SearchSession
  private let request: SearchRequest
  private let clock: SearchClock

  /// With a session in its read transaction.
  init(_ session: SearchSession, _ request: SearchRequest, _ clock: SearchClock) {
    self.session = session
    self.clock = clock
    var request = request
    request.limit = min(max(request.limit, 0), SearchLimits.hits)
    request.offset = max(request.offset, 0)
    self.request = request
  }

  /// The page.
  func page() throws -> SearchPage {
    var run = try SearchRun(session, request, clock)
    var page = SearchPage(total: run.matches.rows.count)
    let (end, overflow) = request.offset.addingReportingOverflow(request.limit)
    if !overflow, request.offset < page.total, request.limit > 0 {
      let ranked = try run.ranked(min(end, page.total)).dropFirst(request.offset)
      page.hits = try hits(ranked, run)
    }
    for facet in request.facets {
      page.facets.append(
        (
          facet: facet,
          counts: try FacetCounter(session.connection, clock).counts(facet, of: run.matches.rows)
        ))
    }
    page.notes = run.plan.notes
    page.plan = PlanDescription(session, run).lines
    return page
  }

  private func hits(
    _ ranked: ArraySlice<SearchRun.RankedRow>, _ run: SearchRun
  ) throws -> [SearchHit] {
    var terms = HighlightTerms()
    for group in run.plan.groups where group.repeats > 0 { terms.add(group.highlights) }
    let snippets = SnippetMaker(session, terms)
    let explanation = ScoreExplanation(session, run)
    var hits: [SearchHit] = []
    hits.reserveCapacity(ranked.count)
    for row in ranked {
      guard let stored = try session.talk(row.row) else { continue }
      var hit = SearchHit(stored: stored, score: row.score)
      if request.wantsSnippets {
        hit.titleHighlights = snippets.highlights(in: stored.talk.title)
        hit.snippet = stored.talk.abstract.flatMap(snippets.snippet)
      }
      if request.explains { hit.explanation = try explanation.parts(of: row, now: request.now) }
      hits.append(hit)
      try clock.check()
    }
    return hits
  }
}

/// Says how a search is carried out, for `--explain-query`.
struct PlanDescription {
  /// The lines.
  let lines: [String]

  /// Of a run that is finished.
  init(_ session: SearchSession, _ run: SearchRun) {
    var lines: [String] = []
    if let root = run.request.query.root { PlanDescription.describe(root, 0, &lines) }
    for (number, group) in run.plan.groups.enumerated() {
      var line = "group \(number + 1) \(group.label)"
      if group.repeats != 1 { line += " ×\(Int(group.repeats))" }
      line += run.plan.words.contains(number) ? " (word)" : ""
      lines.append(line)
      for alternative in group.alternatives + group.bonuses {
        lines.append(
          "  \(alternative.label): in \(alternative.postings.count) talks, idf "
            + PlanDescription.rounded(alternative.inverseDocumentFrequency)
            + ", weight " + PlanDescription.rounded(alternative.weight))
      }
    }
    if !run.plan.dropped.isEmpty {
      lines.append("words left out: " + run.plan.dropped.joined(separator: " "))
    }
    for pair in run.pairs {
      lines.append("side by side “\(pair.label)”: in \(pair.postings.count) talks")
    }
    if !run.feedback.isEmpty {
      lines.append("feedback: " + run.feedback.map(\.term.label).joined(separator: " "))
    }
    lines.append("all words: \(run.matches.complete.count) talks; hits: \(run.matches.rows.count)")
    lines.append("order: \(run.sort.rawValue)")
    lines.append("postings from: \(session.source.name)")
    self.lines = lines
  }

  private static func describe(_ node: QueryNode, _ depth: Int, _ lines: inout [String]) {
    let indent = String(repeating: "  ", count: depth)
    switch node {
    case .term(let term):
      let field = term.field.map { "\($0.rawValue):" } ?? ""
      lines.append("\(indent)\(term.form.rawValue) \(field)\(term.text)")
    case .filter(let filter): lines.append("\(indent)filter \(filter)")
    case .and(let nodes): list("all of", nodes)
    case .or(let nodes): list("any of", nodes)
    case .not(let inner): list("not", [inner])
    }
    func list(_ title: String, _ nodes: [QueryNode]) {
      lines.append(indent + title)
      for node in nodes { describe(node, depth + 1, &lines) }
    }
  }

  /// A number with three decimals.
  private static func rounded(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
