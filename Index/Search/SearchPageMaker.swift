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
    var collapsed = 0
    if !overflow, request.offset < page.total, request.limit > 0 {
      (page.hits, collapsed) = try hits(of: &run, end: end, total: page.total)
    }
    for facet in request.facets {
      page.facets.append(
        (
          facet: facet,
          counts: try FacetCounter(session.connection, clock).counts(
            facet, of: run.matches.rows.rows)
        ))
    }
    page.notes = run.plan.notes
    if collapsed > 0 { page.notes.append(SearchPageMaker.note(collapsed)) }
    if request.explainsPlan { page.plan = PlanDescription(session, run).lines }
    return page
  }

  private static func note(_ collapsed: Int) -> SearchNote {
    SearchNote(
      code: .collapsed,
      message: collapsed == 1
        ? "One hit is the same talk from another calendar, and not shown again."
        : "\(collapsed) hits are the same talks from other calendars, and not shown again.")
  }

  /// The hits from the offset to `end`, a talk that several sources list shown once, and how many were
  /// left out for that.
  ///
  /// Long lists are for programs, which get every listing.
  private func hits(
    of run: inout SearchRun, end: Int, total: Int
  ) throws -> (hits: [SearchHit], collapsed: Int) {
    guard end <= SearchLimits.collapsedHits else {
      let ranked = try run.ranked(min(end, total)).dropFirst(request.offset)
      var hits: [SearchHit] = []
      var rows: [SearchRun.RankedRow] = []
      hits.reserveCapacity(ranked.count)
      for row in ranked {
        guard let stored = try session.talk(row.row) else { continue }
        hits.append(SearchHit(stored: stored, score: row.score))
        rows.append(row)
      }
      try complete(&hits, rows[...], run)
      return (hits, 0)
    }
    var collapsed = 0
    var listed = ListedTalks()
    var shown: [SearchHit] = []
    var rows: [SearchRun.RankedRow] = []
    var rankedCount = 0
    // The fewer are asked for, the fewer talks need a look; most pages list hardly any talk twice.
    for wanted in [end + end / 8 + 2, 2 * end + 10] {
      guard shown.count < end else { break }
      let ranked = try run.ranked(min(wanted, total))
      for row in ranked.dropFirst(rankedCount) where shown.count < end {
        guard let stored = try session.talk(row.row) else { continue }
        if listed.insert(stored.talk, number: shown.count, talk: { shown[$0].stored.talk }) {
          shown.append(SearchHit(stored: stored, score: row.score))
          rows.append(row)
        } else {
          collapsed += 1
        }
      }
      // The first ones are the same however many are asked for.
      rankedCount = ranked.count
      if ranked.count < wanted { break }
    }
    shown.removeFirst(min(request.offset, shown.count))
    try complete(&shown, rows.dropFirst(request.offset), run)
    return (shown, collapsed)
  }

  /// Gives hits, which have their talks and scores, what else was asked for; `ranked` are their rows.
  private func complete(
    _ hits: inout [SearchHit], _ ranked: ArraySlice<SearchRun.RankedRow>, _ run: SearchRun
  ) throws {
    var terms = HighlightTerms()
    for group in run.plan.groups where group.repeats > 0 { terms.add(group.highlights) }
    let snippets = SnippetMaker(session, terms)
    let explanation = ScoreExplanation(session, run)
    let sort = run.sort
    for (index, row) in zip(hits.indices, ranked) {
      hits[index].occurrence = request.query.occurrence(
        of: hits[index].stored.talk, sort: sort, now: request.now)
      if request.wantsSnippets {
        hits[index].titleHighlights = snippets.highlights(in: hits[index].stored.talk.title)
        hits[index].snippet = hits[index].stored.talk.abstract.flatMap(snippets.snippet)
      }
      if request.explains {
        hits[index].explanation = try explanation.parts(of: row, now: request.now)
      }
      try clock.check()
    }
  }
}

/// Talks that were listed, by what makes two listings the same talk: title, start and speakers.
private struct ListedTalks {
  private struct Names: Hashable {
    let title: String
    let speakers: [String]

    init(_ talk: Talk) {
      title = Folding.nameKey(talk.title)
      speakers = talk.speakers.map { Folding.nameKey($0.name) }
    }
  }

  /// The first talk of each start: few begin together, and names are compared only among those.
  private var firsts: [Int: Int] = [:]
  private var names: [Int: Set<Names>] = [:]

  /// Adds a talk under a number; `false` if it was there.
  ///
  /// `first` gives the talk of an earlier number.
  mutating func insert(_ talk: Talk, number: Int, talk first: (Int) -> Talk?) -> Bool {
    // No talk begins that early.
    let start = talk.time.map { Int($0.start) } ?? .min
    guard let other = firsts[start] else {
      firsts[start] = number
      return true
    }
    if names[start] == nil, let first = first(other) { names[start] = [Names(first)] }
    return names[start, default: []].insert(Names(talk)).inserted
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
      lines.append("side by side: \(pair.label)")
    }
    if !run.feedback.isEmpty {
      lines.append("feedback: " + run.feedback.map(\.term.label).joined(separator: " "))
    }
    lines.append("all words: \(run.matches.complete.count) talks; hits: \(run.matches.rows.count)")
    lines.append("order: \(run.sort.rawValue)")
    if run.sort == .relevance { lines.append("ranking: \(run.method.rawValue)") }
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
