import TalkQuery

/// Says where the score of a hit comes from.
struct ScoreExplanation {
  private let session: SearchSession
  private let run: SearchRun

  /// For a finished run.
  init(_ session: SearchSession, _ run: SearchRun) {
    self.session = session
    self.run = run
  }

  /// The parts of the score of one hit; they add up to it.
  func parts(of hit: SearchRun.RankedRow, now: Int64) throws -> [ScorePart] {
    guard hit.score != 0 else { return [] }
    let lengths = try session.lengths.lengths(of: [hit.row])[0]
    var parts: [ScorePart] = []
    let share = run.feedback.isEmpty ? 1 : session.ranking.feedbackOriginal
    for group in run.plan.groups where group.repeats > 0 {
      try add(group, share, hit.row, lengths, to: &parts)
    }
    for pair in run.pairs {
      let counts = try pair.counts(in: [hit.row])[0]
      guard counts != 0 else { continue }
      parts.append(
        ScorePart(
          label: "“\(pair.label)” side by side",
          value: share * pair.weight
            * session.formula.pairImpact(Frequencies.total(counts), lengths),
          detail: "here: " + fields(counts)))
    }
    for (term, share) in run.feedback {
      guard let counts = term.postings.counts(of: hit.row) else { continue }
      parts.append(
        ScorePart(
          label: "feedback \(term.label)",
          value: run.feedbackFactor(share) * value(term, counts, lengths),
          detail: detail(term.postings, counts)))
    }
    try addFactors(hit, now, to: &parts)
    return parts
  }

  private func add(
    _ group: TermGroup, _ share: Double, _ row: UInt32, _ lengths: UInt64,
    to parts: inout [ScorePart]
  ) throws {
    let factor = group.repeats * share
    var best: ScorePart?
    for alternative in group.alternatives {
      guard let counts = alternative.postings.counts(of: row) else { continue }
      let part = ScorePart(
        label: alternative.label, value: factor * value(alternative, counts, lengths),
        detail: detail(alternative.postings, counts))
      if part.value > best?.value ?? -1 { best = part }
    }
    if let best { parts.append(best) }
    for bonus in group.bonuses {
      guard let counts = bonus.postings.counts(of: row) else { continue }
      parts.append(
        ScorePart(
          label: bonus.label, value: factor * value(bonus, counts, lengths),
          detail: detail(bonus.postings, counts)))
    }
  }

  /// What multiplies the score is shown as what it adds or takes away.
  private func addFactors(
    _ hit: SearchRun.RankedRow, _ now: Int64, to parts: inout [ScorePart]
  ) throws {
    var sum = parts.reduce(0) { $0 + $1.value }
    let others = try session.rowsOfOtherKinds()
    if !RowLists.intersection([hit.row], others).isEmpty {
      let change = sum * (session.ranking.otherKindFactor - 1)
      parts.append(ScorePart(label: "not a talk", value: change))
      sum += change
    }
    if run.request.favoursRecent {
      parts.append(ScorePart(label: "nearness in time", value: hit.score - sum))
    }
  }

  private func value(
    _ alternative: TermAlternative, _ counts: UInt64, _ lengths: UInt64
  ) -> Double {
    alternative.weight * alternative.inverseDocumentFrequency
      * session.formula.impact(counts, lengths)
  }

  private func detail(_ postings: Postings, _ counts: UInt64) -> String {
    "in \(postings.count) of \(session.talkCount) talks; here: " + fields(counts)
  }

  private func fields(_ counts: UInt64) -> String {
    var fields: [String] = []
    for field in TextField.allCases {
      let times = Frequencies.count(field, in: counts)
      if times > 0 { fields.append("\(field) \(times)") }
    }
    return fields.joined(separator: ", ")
  }
}
