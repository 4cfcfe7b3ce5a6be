import TalkQuery

/// Looks for other spellings of the words of a plan.
struct SpellingCorrection {
  private let session: SearchSession
  private let filters: FilterRows
  private let clock: SearchClock
  private let candidates: SpellingCandidates

  /// Spellings of one word that count besides the likeliest.
  private static let others = 4
  /// Words of a query that are corrected; where more are unknown, it is in another language.
  private static let corrections = 4
  /// Words of a query up to which words that do occur are doubted, where no talk has all of them.
  private static let doubtedWords = 3
  /// Talks with a word up to which it may be a slip: some, and a share of all.
  private static let rare = (talks: 10, share: 0.002)

  /// With a session in its read transaction.
  init(_ session: SearchSession, _ filters: FilterRows, _ clock: SearchClock) {
    self.session = session
    self.filters = filters
    self.clock = clock
    candidates = SpellingCandidates(session, clock)
  }

  /// Corrects words that occur nowhere, or else, where no talk has all words, one that does.
  func correct(_ plan: inout SearchPlan, doubts: Bool) throws {
    let unknown = plan.groups.indices.filter {
      plan.groups[$0].isCorrectable && plan.groups[$0].isUnknown && plan.groups[$0].repeats > 0
    }
    for index in unknown.prefix(SpellingCorrection.corrections) {
      try correct(&plan, index, unknown: unknown)
    }
    guard doubts, unknown.isEmpty,
      (2...SpellingCorrection.doubtedWords).contains(plan.words.count)
    else { return }
    let engine = MatchEngine(session: session, filters: filters, clock: clock, plan: plan)
    let all = SearchPlan.Node.all(plan.required + plan.words.map(SearchPlan.Node.group))
    guard try engine.rows(all).isEmpty else { return }
    try doubt(&plan, engine)
  }

  /// Replaces a word that occurs nowhere by the likeliest word that does.
  ///
  /// Likely is what lets a talk have all words of the query, then what is frequent.
  private func correct(_ plan: inout SearchPlan, _ index: Int, unknown: [Int]) throws {
    let group = plan.groups[index]
    guard let word = group.word else { return }
    var found = try spellings(of: word, group)
    guard !found.isEmpty else { return }
    var others = plan
    others.words.removeAll { unknown.contains($0) }
    if group.isOptional, !others.words.isEmpty {
      let engine = MatchEngine(session: session, filters: filters, clock: clock, plan: others)
      let rest = try engine.rows(.all(others.words.map(SearchPlan.Node.group)))
      let fitting = found.filter { rest.intersects(matches($0)) }
      found = fitting.isEmpty ? [found[0]] : fitting
    }
    found = Array(found.prefix(1 + SpellingCorrection.others))
    var corrected = group
    corrected.alternatives = []
    corrected.bonuses = []
    for (number, spelling) in found.enumerated() {
      let weight = number == 0 ? 1 : session.ranking.spellingDiscount
      if !corrected.alternatives.contains(where: { $0.postings === spelling.postings }) {
        corrected.alternatives.append(alternative(spelling, weight))
      }
      corrected.highlights.stems.insert(spelling.stem)
    }
    corrected.stem = found[0].stem
    if group.label == String(decoding: word, as: UTF8.self) { corrected.label = found[0].text }
    let exact = try session.postings(of: found[0].word, in: .words).masked(group.mask)
    corrected.bonuses = [
      TermAlternative(
        postings: exact,
        inverseDocumentFrequency: session.inverseDocumentFrequency(exact.count),
        weight: session.ranking.exactBonus, label: "=" + found[0].text)
    ]
    plan.groups[index] = corrected
    let spelled = found.map { "“\($0.text)”" }
    plan.notes.append(
      SearchNote(
        code: .corrected,
        message: "“\(String(decoding: word, as: UTF8.self))” occurs nowhere; looked for "
          + "\(SpellingCorrection.list(spelled)) instead."))
  }

  /// Lets other spellings count where a talk has these and all other words.
  private func doubt(_ plan: inout SearchPlan, _ engine: MatchEngine) throws {
    for index in plan.words where plan.groups[index].isCorrectable {
      guard let word = plan.groups[index].word,
        try mayBeASlip(word),
        let rest = try engine.complete(without: index), !rest.isEmpty
      else { continue }
      let fitting = try spellings(of: word, plan.groups[index]).filter {
        $0.stem != plan.groups[index].stem && rest.intersects(matches($0))
      }
      let found = fitting.prefix(1 + SpellingCorrection.others)
      guard !found.isEmpty else { continue }
      for spelling in found {
        plan.groups[index].alternatives.append(
          alternative(spelling, session.ranking.spellingDiscount))
        plan.groups[index].highlights.stems.insert(spelling.stem)
      }
      let spelled = SpellingCorrection.list(found.map { "“\($0.text)”" })
      plan.notes.append(
        SearchNote(
          code: .didYouMean,
          message: "No talk has all words as typed; for "
            + "“\(String(decoding: word, as: UTF8.self))”, \(spelled) counts, too."))
    }
  }

  /// Whether few enough talks have a word: what is written often is meant.
  private func mayBeASlip(_ word: [UInt8]) throws -> Bool {
    let rare = SpellingCorrection.rare
    return Double(try session.postings(of: word, in: .words).count)
      <= Double(rare.talks) + rare.share * Double(session.talkCount)
  }

  private struct Spelling {
    var word: [UInt8]
    var stem: [UInt8]
    var postings: Postings
    var text: String { String(decoding: word, as: UTF8.self) }
  }

  /// Spellings that some talk has where the group looks, the most frequent first.
  private func spellings(of word: [UInt8], _ group: TermGroup) throws -> [Spelling] {
    var result: [Spelling] = []
    for candidate in try candidates.words(for: word) {
      let text = String(decoding: candidate.word, as: UTF8.self)
      guard !StopWords.always.contains(text),
        let stem = session.prose.tokens(text).first?.bytes
      else { continue }
      var postings = try session.postings(of: stem, in: .prose)
      if group.mask != .max {
        // Names of affiliations are in the unstemmed index only.
        if group.mask == Frequencies.mask(.affiliations) {
          postings = try session.postings(of: candidate.word, in: .words)
        }
        postings = postings.masked(group.mask)
      }
      if !postings.isEmpty {
        result.append(Spelling(word: candidate.word, stem: stem, postings: postings))
      }
    }
    return result
  }

  private func matches(_ spelling: Spelling) -> RowMatches {
    RowMatches(spelling.postings, capacity: session.rowCapacity)
  }

  private func alternative(_ spelling: Spelling, _ weight: Double) -> TermAlternative {
    TermAlternative(
      postings: spelling.postings,
      inverseDocumentFrequency: session.inverseDocumentFrequency(spelling.postings.count),
      weight: weight, label: spelling.text)
  }

  private static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " or " + last
  }
}
