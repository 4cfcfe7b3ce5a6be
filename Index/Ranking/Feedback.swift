/// Words that the best talks have in common: RM3 feedback.
///
/// A question in plain words seldom uses the words of the talk that answers it; the first few talks
/// found often do. Their most telling words, weighted by how good those talks are, join the query.
struct Feedback {
  private let session: SearchSession

  /// With a session in its read transaction.
  init(_ session: SearchSession) {
    self.session = session
  }

  /// Words of those talks with their share of the new query; the shares add up to 1.
  func terms(of talks: [(row: UInt32, score: Double)]) throws -> [(
    term: TermAlternative, share: Double
  )] {
    let ranking = session.ranking
    let sum = talks.reduce(0) { $0 + $1.score }
    guard sum > 0 else { return [] }
    let text = try session.statement(
      """
      SELECT title || ' ; ' || coalesce(speakers, '') || ' ; ' || coalesce(series, '') || ' ; '
        || coalesce(keywords, '') || ' ; ' || coalesce(abstract, '') || ' ; '
        || coalesce(venue, '') FROM talk WHERE id = ?1
      """)
    var weights = TokenWeights()
    for talk in talks {
      text.bind(1, Int64(talk.row))
      guard try text.step() else { continue }
      text.withBytes(0) { session.prose.forEachToken($0) { token, _ in weights.add(token) } }
      text.reset()
      weights.endText(share: talk.score / sum)
    }
    let greatest = ranking.feedbackMaximumShare * Double(session.talkCount)
    var budget = Int(SearchLimits.feedbackShare * Double(session.talkCount))
    var chosen: [(TermAlternative, Double)] = []
    // Most words of a talk are its own; looking at a few times the number wanted is enough.
    for (term, weight) in weights.heaviest(ranking.feedbackTerms * 3) {
      guard chosen.count < ranking.feedbackTerms else { break }
      let label = String(decoding: term, as: UTF8.self)
      if StopWords.always.contains(label) { continue }
      // Most of a long list need not be read to see that it is too long.
      let most = min(Int(greatest), budget)
      guard let postings = try session.postings(of: term, in: .prose, unlessMoreThan: most),
        !postings.isEmpty
      else { continue }
      budget -= postings.count
      chosen.append(
        (
          TermAlternative(
            postings: postings,
            inverseDocumentFrequency: session.inverseDocumentFrequency(postings.count), weight: 1,
            label: label), weight
        ))
    }
    let total = chosen.reduce(0) { $0 + $1.1 }
    guard total > 0 else { return [] }
    return chosen.map { (term: $0.0, share: $0.1 / total) }
  }
}
