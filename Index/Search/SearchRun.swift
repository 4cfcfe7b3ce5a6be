import FTS5Segments
import TalkQuery

/// One search, from the plan to the order of its hits.
struct SearchRun {
  /// A hit before its talk is read.
  struct RankedRow {
    var row: UInt32
    var score: Double
    /// Whether it has all words.
    var isComplete: Bool
  }

  /// How the best matches are found; both give the same.
  enum Method: String {
    /// Only those that can be among the best are scored.
    case pruned = "only what can be among the best is scored"
    /// All are scored.
    case exhaustive = "every match is scored"
  }

  let session: SearchSession
  let request: SearchRequest
  let clock: SearchClock
  private(set) var plan: SearchPlan
  private(set) var matches = MatchEngine.Matches()
  /// Words that feedback added, with their shares.
  private(set) var feedback: [(term: TermAlternative, share: Double)] = []
  /// Neighbours of the query that count for more side by side.
  private(set) var pairs: [WordPair] = []
  /// How the hits were found among the matches.
  private(set) var method = Method.pruned
  private let filters: FilterRows

  /// Plans a search: corrects words and finds the hits.
  init(_ session: SearchSession, _ request: SearchRequest, _ clock: SearchClock) throws {
    self.session = session
    self.request = request
    self.clock = clock
    filters = FilterRows(session.connection, now: request.now)
    var builder = PlanBuilder(session, isExact: request.exact, clock: clock)
    plan = try builder.plan(request.query)
    if !request.exact {
      try SpellingCorrection(session, filters, clock)
        .correct(&plan, doubts: request.match == .auto)
    }
    // One constant decides what few is, but whoever asks for a long list wants it filled.
    let few = max(session.ranking.few, request.limit)
    let engine = MatchEngine(session: session, filters: filters, clock: clock, plan: plan)
    matches = try engine.matches(request.match, few: few)
    if request.match == .auto {
      try loosen(few: few)
      if matches.isRelaxed, !plan.notes.contains(where: { $0.code == .someWords }) {
        announceRelaxation()
      }
    }
    if matches.rows.isEmpty, !plan.isEmpty,
      !plan.notes.contains(where: { $0.code == .understoodAs })
    {
      plan.notes += try EmptyResult(session: session, filters: filters, clock: clock)
        .notes(on: request)
    }
  }

  /// Takes phrases apart where no talk has them.
  private mutating func loosen(few: Int) throws {
    guard matches.rows.isEmpty, !request.exact, let loosened = LoosenedQuery(request.query)
    else { return }
    var builder = PlanBuilder(session, isExact: false, clock: clock)
    let loosePlan = try builder.plan(loosened.query)
    let engine = MatchEngine(session: session, filters: filters, clock: clock, plan: loosePlan)
    let found = try engine.matches(.auto, few: few)
    guard !found.rows.isEmpty else { return }
    let notes = plan.notes.filter { $0.code != .someWords }
    plan = loosePlan
    plan.notes = notes
    matches = found
    matches.complete = RowMatches([])
    matches.isRelaxed = true
    let phrases = loosened.phrases.map { "“\($0)”" }.joined(separator: ", ")
    plan.notes.append(
      SearchNote(
        code: .someWords,
        message: "No talk has \(phrases) as a phrase with the rest. These have words of it."))
  }

  /// The order asked for, or the one that suits the query.
  var sort: SortOrder {
    if let sort = request.sort ?? request.query.sort { return sort }
    if plan.groups.contains(where: { $0.repeats > 0 }) { return .relevance }
    let looksAhead = plan.required.contains {
      if case .filter(.state(.upcoming)) = $0 { return true }
      return false
    }
    return looksAhead ? .upcoming : .newest
  }

  /// The first `count` hits.
  mutating func ranked(_ count: Int) throws -> [RankedRow] {
    guard count > 0, !matches.rows.isEmpty else { return [] }
    let order = HitOrder(session, now: request.now)
    if sort != .relevance { return try dated(count, order) }
    try findPairs()
    try findFeedback(order)
    guard matches.isRelaxed, request.match == .auto else {
      return try best(count, of: matches.rows, order).map {
        RankedRow(row: $0.row, score: $0.score, isComplete: true)
      }
    }
    var result = try best(count, of: matches.complete, order).map {
      RankedRow(row: $0.row, score: $0.score, isComplete: true)
    }
    let partial = matches.rows.difference(matches.complete)
    result += try best(count - result.count, of: partial, order).map {
      RankedRow(row: $0.row, score: $0.score, isComplete: false)
    }
    return result
  }

  private mutating func dated(_ count: Int, _ order: HitOrder) throws -> [RankedRow] {
    var rows = try order.byDate(
      (request.match == .auto ? matches.complete : matches.rows).rows, sort)
    if matches.isRelaxed, request.match == .auto, rows.count < count {
      rows += try order.byDate(matches.rows.difference(matches.complete).rows, sort)
    }
    rows = Array(rows.prefix(count))
    guard plan.scores else { return rows.map { RankedRow(row: $0, score: 0, isComplete: true) } }
    try findPairs()
    let ascending = rows.sorted()
    let scores = try scores(of: ascending, order)
    var byRow: [UInt32: Double] = [:]
    for (row, score) in zip(ascending, scores) { byRow[row] = score }
    return rows.map { RankedRow(row: $0, score: byRow[$0] ?? 0, isComplete: true) }
  }

  // MARK: - Scores

  /// A row with its score.
  typealias Scored = (row: UInt32, score: Double)

  /// Rows below this are scored one by one.
  private static let fewRows = 256

  /// The best `count` of some rows, best first.
  ///
  /// `isFinal` is false for the scores that feedback goes by: those of the words and pairs alone.
  private mutating func best(
    _ count: Int, of rows: RowMatches, _ order: HitOrder, isFinal: Bool = true
  ) throws -> [Scored] {
    guard count > 0, !rows.isEmpty else { return [] }
    try clock.check()
    let list: [UInt32]
    let scores: [Double]
    var tied: (rows: RowSet, score: Double)?
    if rows.count < SearchRun.fewRows || !canPrune {
      list = rows.rows
      scores = try self.scores(of: list, order, isFinal: isFinal)
      if rows.count >= SearchRun.fewRows { method = .exhaustive }
    } else {
      var search = BestRows(session: session, clock: clock, groups: plan.groups, pairs: pairs)
      if isFinal {
        search.factors = try session.kindFactors()
        if !feedback.isEmpty {
          search.share = session.ranking.feedbackOriginal
          search.feedback = feedback.map { ($0.term, feedbackFactor($0.share)) }
        }
      }
      let found = try search.find(
        count,
        of: matches.isUnion && rows.count == matches.rows.count
          ? nil : rows.rowSet(capacity: session.rowCapacity))
      list = found.better.map(\.row)
      scores = found.better.map(\.score)
      tied = found.tied.map { ($0, found.tiedScore) }
    }
    var result: [Scored] = try order.best(count, rows: list, scores: scores)
      .map { (list[$0], scores[$0]) }
    if let tied, result.count < count {
      result += try order.best(count - result.count, ofTied: tied.rows).map { ($0, tied.score) }
    }
    return result
  }

  /// Whether hits can be found without scoring all.
  private var canPrune: Bool { session.prunes && session.isDense && !request.favoursRecent }

  /// Scores of ascending rows.
  private func scores(
    of rows: [UInt32], _ order: HitOrder, isFinal: Bool = true
  ) throws -> [Double] {
    var scorer = try Scorer(session, rows)
    for group in plan.groups {
      try clock.check()
      try scorer.add(group)
    }
    for pair in pairs { try scorer.add(pair) }
    guard isFinal else { return scorer.scores }
    if !feedback.isEmpty {
      // Scores stay on the scale of the query: the original words keep their sum of weights.
      scorer.multiply(by: session.ranking.feedbackOriginal)
      for (term, share) in feedback { try scorer.add(term, factor: feedbackFactor(share)) }
    }
    scorer.multiply(try session.rowsOfOtherKinds(), by: session.ranking.otherKindFactor)
    if request.favoursRecent { scorer.multiply(each: try order.nearness(of: rows)) }
    return scorer.scores
  }

  /// Notes which neighbours of the query may stand side by side in talks.
  private mutating func findPairs() throws {
    guard pairs.isEmpty, !request.exact else { return }
    for (first, second) in plan.neighbours {
      guard let a = plan.groups[first].stem, let b = plan.groups[second].stem else { continue }
      let left = try session.postings(of: a, in: .prose)
      let right = try session.postings(of: b, in: .prose)
      guard !left.isEmpty, !right.isEmpty,
        left.count + right.count <= SearchLimits.pairPostings
      else { continue }
      pairs.append(
        WordPair(
          session, label: plan.groups[first].label + " " + plan.groups[second].label,
          terms: [a, b], left: left, right: right))
    }
  }

  /// Whether the query is a question in plain words that hardly any talk has all words of.
  private var wantsFeedback: Bool {
    !request.exact && request.match != .all
      && plan.words.count >= session.ranking.feedbackMinimumWords
      && matches.complete.count < session.ranking.few
  }

  private mutating func findFeedback(_ order: HitOrder) throws {
    guard feedback.isEmpty, wantsFeedback else { return }
    let best = try best(
      session.ranking.feedbackTalks, of: matches.rows, order, isFinal: false)
    try clock.check()
    feedback = try Feedback(session).terms(of: best)
  }

  /// What a word of feedback is multiplied with.
  func feedbackFactor(_ share: Double) -> Double {
    let words = plan.words.reduce(0) { $0 + plan.groups[$1].repeats }
    return (1 - session.ranking.feedbackOriginal) * share * words
  }

  // MARK: - Notes

  private mutating func announceRelaxation() {
    let words = plan.words.map { plan.groups[$0].label }.joined(separator: " ")
    let message =
      switch matches.complete.count {
      case 0: "No talk has all of: \(words). These have some."
      case 1: "One talk has all of: \(words). The others have some."
      case let count: "\(count) talks have all of: \(words). The others have some."
      }
    plan.notes.append(SearchNote(code: .someWords, message: message))
  }
}
