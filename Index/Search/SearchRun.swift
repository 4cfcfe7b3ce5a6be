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

  let session: SearchSession
  let request: SearchRequest
  let clock: SearchClock
  private(set) var plan: SearchPlan
  private(set) var matches = MatchEngine.Matches()
  /// Words that feedback added, with their shares.
  private(set) var feedback: [(term: TermAlternative, share: Double)] = []
  /// Pairs of words side by side, with what their impact is multiplied with.
  private(set) var pairs: [(label: String, postings: Postings, weight: Double)] = []
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
    matches.complete = []
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
    let scorer = try scored(matches.rows, order)
    try clock.check()
    var complete: [Int] = []
    var partial: [Int] = []
    if matches.isRelaxed {
      var place = 0
      for index in matches.rows.indices {
        if place < matches.complete.count, matches.complete[place] == matches.rows[index] {
          complete.append(index)
          place += 1
        } else {
          partial.append(index)
        }
      }
    } else {
      complete = Array(matches.rows.indices)
    }
    if request.match == .any {
      complete = Array(matches.rows.indices)
      partial = []
    }
    var result = try order.best(count, of: complete, rows: matches.rows, scores: scorer.scores)
      .map { RankedRow(row: matches.rows[$0], score: scorer.scores[$0], isComplete: true) }
    result += try order.best(
      count - result.count, of: partial, rows: matches.rows, scores: scorer.scores
    ).map { RankedRow(row: matches.rows[$0], score: scorer.scores[$0], isComplete: false) }
    return result
  }

  private mutating func dated(_ count: Int, _ order: HitOrder) throws -> [RankedRow] {
    var rows = try order.byDate(
      request.match == .auto ? matches.complete : matches.rows, sort)
    if matches.isRelaxed, request.match == .auto, rows.count < count {
      rows += try order.byDate(RowLists.difference(matches.rows, matches.complete), sort)
    }
    rows = Array(rows.prefix(count))
    guard plan.scores else { return rows.map { RankedRow(row: $0, score: 0, isComplete: true) } }
    let ascending = rows.sorted()
    let scorer = try scored(ascending, order)
    var scores: [UInt32: Double] = [:]
    for (row, score) in zip(ascending, scorer.scores) { scores[row] = score }
    return rows.map { RankedRow(row: $0, score: scores[$0] ?? 0, isComplete: true) }
  }

  // MARK: - Scores

  /// Scores of rows, all parts included.
  private mutating func scored(_ rows: [UInt32], _ order: HitOrder) throws -> Scorer {
    var scorer = try Scorer(session, rows)
    for group in plan.groups {
      try clock.check()
      scorer.add(group)
    }
    try findPairs()
    for pair in pairs { scorer.add(pair: pair.postings, weight: pair.weight) }
    try findFeedback(scorer, order)
    applyFeedback(&scorer)
    scorer.multiply(try session.rowsOfOtherKinds(), by: session.ranking.otherKindFactor)
    if request.favoursRecent { scorer.multiply(each: try order.nearness(of: rows)) }
    return scorer
  }

  /// Looks up which neighbours of the query stand side by side in talks.
  private mutating func findPairs() throws {
    guard pairs.isEmpty, !request.exact else { return }
    for (first, second) in plan.neighbours {
      guard let a = plan.groups[first].stem, let b = plan.groups[second].stem else { continue }
      let left = try session.postings(of: a, in: .prose)
      let right = try session.postings(of: b, in: .prose)
      guard !left.isEmpty, !right.isEmpty,
        left.count + right.count <= SearchLimits.pairPostings
      else { continue }
      try clock.check()
      let postings = try session.postings(ofPhrase: [a, b], in: .prose)
      guard !postings.isEmpty else { continue }
      let rarity =
        session.inverseDocumentFrequency(left.count) + session.inverseDocumentFrequency(right.count)
      pairs.append(
        (
          label: plan.groups[first].label + " " + plan.groups[second].label, postings: postings,
          weight: session.ranking.pairBonus * rarity
        ))
    }
  }

  /// Whether the query is a question in plain words that hardly any talk has all words of.
  private var wantsFeedback: Bool {
    !request.exact && request.match != .all
      && plan.words.count >= session.ranking.feedbackMinimumWords
      && matches.complete.count < session.ranking.few
  }

  private mutating func findFeedback(_ scorer: Scorer, _ order: HitOrder) throws {
    guard feedback.isEmpty, wantsFeedback, sort == .relevance else { return }
    let best = try order.best(
      session.ranking.feedbackTalks, of: Array(scorer.rows.indices), rows: scorer.rows,
      scores: scorer.scores)
    try clock.check()
    feedback = try Feedback(session).terms(
      of: best.map { (row: scorer.rows[$0], score: scorer.scores[$0]) })
  }

  /// Share of the words of the query, and of those of feedback, in the score.
  ///
  /// Scores stay on the scale of the query: the original words keep their sum of weights.
  private func applyFeedback(_ scorer: inout Scorer) {
    guard !feedback.isEmpty else { return }
    let original = session.ranking.feedbackOriginal
    scorer.multiply(by: original)
    for (term, share) in feedback {
      scorer.add(term, factor: feedbackFactor(share))
    }
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
