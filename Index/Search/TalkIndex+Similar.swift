import TalkModel
public import TalkQuery

extension TalkIndex {
  /// Talks like one talk: its telling words, its speakers, its series.
  ///
  /// The talk itself and its reruns (talks of the same title by the same people) are left out.
  /// `now`, in UTC seconds, and `limit` mean the same as in ``search(_:)``. The page is empty where
  /// there is no talk with that row.
  ///
  /// - Throws: `deadline` after ten seconds; `damaged`, `busy`, `disk`.
  public func similar(
    to id: Int64, limit: Int = 10, now: Int64, explains: Bool = false
  ) throws(TalkIndexError) -> SearchPage {
    try searching(deadline: 10) { session, clock in
      guard let row = UInt32(exactly: id), let talk = try session.talk(row) else {
        return SearchPage()
      }
      return try SimilarTalks(session, clock, now: now)
        .page(like: talk.talk, row, limit: min(max(limit, 0), SearchLimits.hits), explains)
    }
  }
}

/// Finds talks like one talk.
///
/// The words of a talk, weighted by field and rarity, make the query (Lucene's “more like this”);
/// its speakers and series are phrases of their fields.
struct SimilarTalks {
  /// Words of the talk that make the query.
  private static let words = 30
  /// How much a word of each field counts.
  private static let fieldWeights: [(TextField, Double)] = [
    (.title, 3), (.keywords, 2), (.abstract, 1),
  ]
  /// What the same speaker, or series, adds, in parts of what as rare a word would.
  private static let speakerWeight = 0.6
  private static let seriesWeight = 0.3
  /// Words in more than this share of all talks say nothing.
  private static let greatestShare = 0.15

  private let session: SearchSession
  private let clock: SearchClock
  private let now: Int64

  /// With a session in its read transaction.
  init(_ session: SearchSession, _ clock: SearchClock, now: Int64) {
    self.session = session
    self.clock = clock
    self.now = now
  }

  /// The page.
  func page(
    like talk: Talk, _ row: UInt32, limit: Int, _ explains: Bool
  ) throws -> SearchPage {
    var groups = try self.words(of: talk)
    groups += try names(talk.speakers.map(\.name), .speakers, SimilarTalks.speakerWeight)
    groups += try names(talk.series, .series, SimilarTalks.seriesWeight)
    let rows = RowLists.difference(RowLists.union(groups.map(\.postings.rows)), [row])
    var scorer = try Scorer(session, rows)
    for group in groups {
      try clock.check()
      try scorer.add(group)
    }
    scorer.multiply(try session.rowsOfOtherKinds(), by: session.ranking.otherKindFactor)
    var page = SearchPage(total: rows.count)
    // A few more than wanted, in place of reruns.
    let best = try HitOrder(session, now: now).best(
      limit + 20, rows: rows, scores: scorer.scores)
    for index in best where page.hits.count < limit {
      guard let stored = try session.talk(rows[index]), !isRerun(stored.talk, of: talk) else {
        continue
      }
      var hit = SearchHit(stored: stored, score: scorer.scores[index])
      if explains { hit.explanation = try parts(rows[index], groups, hit.score) }
      page.hits.append(hit)
    }
    page.plan = groups.map { "\($0.label): in \($0.postings.count) talks" }
    page.plan.append("postings from: \(session.source.name)")
    return page
  }

  /// The telling words of a talk, each as one term whose weight is how much it tells.
  private func words(of talk: Talk) throws -> [TermAlternative] {
    var weights: [[UInt8]: Double] = [:]
    for (field, weight) in SimilarTalks.fieldWeights {
      let text =
        switch field {
        case .title: talk.title
        case .keywords: talk.keywords.map(\.text).joined(separator: " ; ")
        default: talk.abstract ?? ""
        }
      for token in session.prose.tokens(text) { weights[token.bytes, default: 0] += weight }
    }
    let greatest = SimilarTalks.greatestShare * Double(session.talkCount)
    var terms: [TermAlternative] = []
    for (word, weight) in weights {
      let label = String(decoding: word, as: UTF8.self)
      guard word.count > 1, !StopWords.always.contains(label),
        !StopWords.inQuestions.contains(label)
      else { continue }
      try clock.check()
      let postings = try session.postings(of: word, in: .prose)
      // A word of this talk alone finds nothing else.
      guard postings.count > 1, Double(postings.count) <= max(greatest, 2) else { continue }
      let rarity = session.inverseDocumentFrequency(postings.count)
      terms.append(
        TermAlternative(
          postings: postings, inverseDocumentFrequency: rarity,
          weight: weight / (weight + 2), label: label))
    }
    terms.sort {
      let a = $0.weight * $0.inverseDocumentFrequency
      let b = $1.weight * $1.inverseDocumentFrequency
      return a != b ? a > b : $0.label.utf8.lexicographicallyPrecedes($1.label.utf8)
    }
    return Array(terms.prefix(SimilarTalks.words))
  }

  /// Names as phrases of one field.
  private func names(
    _ names: [String], _ field: TextField, _ weight: Double
  ) throws -> [TermAlternative] {
    var result: [TermAlternative] = []
    for name in names {
      let tokens = session.words.tokens(name).map(\.bytes)
      guard !tokens.isEmpty else { continue }
      let postings = try session.postings(ofPhrase: tokens, in: .words)
        .masked(Frequencies.mask(field))
      guard postings.count > 1 else { continue }
      result.append(
        TermAlternative(
          postings: postings,
          inverseDocumentFrequency: session.inverseDocumentFrequency(postings.count),
          weight: weight, label: "\(field) “\(name)”"))
    }
    return result
  }

  private func isRerun(_ other: Talk, of talk: Talk) -> Bool {
    guard Folding.fold(other.title) == Folding.fold(talk.title) else { return false }
    let people = Set(talk.speakers.map { Folding.nameKey($0.name) })
    let others = Set(other.speakers.map { Folding.nameKey($0.name) })
    return people.isEmpty || others.isEmpty || !people.isDisjoint(with: others)
  }

  private func parts(
    _ row: UInt32, _ groups: [TermAlternative], _ score: Double
  ) throws -> [ScorePart] {
    var parts: [ScorePart] = []
    for group in groups {
      var single = try Scorer(session, [row])
      try single.add(group)
      guard single.scores[0] != 0 else { continue }
      parts.append(
        ScorePart(
          label: group.label, value: single.scores[0],
          detail: "in \(group.postings.count) of \(session.talkCount) talks"))
    }
    let sum = parts.reduce(0) { $0 + $1.value }
    if !RowLists.intersection([row], try session.rowsOfOtherKinds()).isEmpty {
      parts.append(ScorePart(label: "not a talk", value: score - sum))
    }
    return parts
  }
}
