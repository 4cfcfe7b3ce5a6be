import TalkModel

/// What a half-typed text may become.
public struct Completion: Sendable, Hashable {
  /// What a completion is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A speaker.
    case speaker
    /// A series.
    case series
    /// A keyword.
    case keyword
    /// A title.
    case title
  }

  /// What it is.
  public var kind: Kind
  /// The whole name or title.
  public var text: String
  /// Talks that have it, as far as they were counted: some hundred at most.
  public var talks: Int

  /// Makes a completion.
  public init(kind: Kind, text: String, talks: Int) {
    self.kind = kind
    self.text = text
    self.talks = talks
  }
}

extension TalkIndex {
  /// Speakers, series, keywords and titles with words that begin as typed, the most frequent first.
  ///
  /// All words but the last must be there as they are; a text without letters has no completion.
  ///
  /// - Throws: `deadline` after a second; `damaged`, `busy`, `disk`.
  public func complete(
    prefix: String, limit: Int = 10
  ) throws(TalkIndexError) -> [Completion] {
    try searching(deadline: 1) { session, _ in
      try Completer(session).completions(prefix, limit: min(max(limit, 0), 100))
    }
  }
}

/// Finds completions.
struct Completer {
  /// Talks looked at for each kind.
  private static let sample = 300

  private let session: SearchSession

  /// With a session in its read transaction.
  init(_ session: SearchSession) {
    self.session = session
  }

  /// Completions of all kinds, by number of talks, names before titles.
  func completions(_ text: String, limit: Int) throws -> [Completion] {
    let words = session.words.tokens(text).map(\.bytes)
    guard let last = words.last else { return [] }
    let terms = try session.source.terms(
      withPrefix: last, in: .words, limit: SearchLimits.prefixWords)
    let beginning = try Postings.union(terms.map { try session.postings(of: $0, in: .words) })
    let others = try words.dropLast().map { try session.postings(of: $0, in: .words) }
    let wanted = Array(words.dropLast())
    var found: [Completion] = []
    for kind in Completion.Kind.allCases {
      // Search-only spellings stand in a column of their own; the names themselves decide.
      let mask = Frequencies.mask(kind.field) | Frequencies.mask(.otherForms)
      var rows = try beginning.masked(mask).rows
      for list in others { rows = RowLists.intersection(rows, try list.masked(mask).rows) }
      found += try completions(kind, Array(rows.prefix(Completer.sample)), wanted, last)
    }
    found.sort {
      if ($0.kind == .title) != ($1.kind == .title) { return $1.kind == .title }
      if $0.talks != $1.talks { return $0.talks > $1.talks }
      return $0.text.utf8.lexicographicallyPrecedes($1.text.utf8)
    }
    return Array(found.prefix(limit))
  }

  private func completions(
    _ kind: Completion.Kind, _ rows: [UInt32], _ words: [[UInt8]], _ beginning: [UInt8]
  ) throws -> [Completion] {
    let statement = try session.statement(kind.sql)
    var counts: [String: Int] = [:]
    var fits: [String: Bool] = [:]
    for row in rows {
      statement.bind(1, Int64(row))
      while try statement.step() {
        guard let text = statement.text(0), !text.isEmpty else { continue }
        for name in kind == .keyword ? NameList.split(text) : [text] {
          let fit: Bool
          if let known = fits[name] {
            fit = known
          } else {
            let tokens =
              session.words.tokens(name).map(\.bytes)
              + SearchFormTokens.tokens(of: name, session.words)
            fit =
              tokens.contains { $0.starts(with: beginning) } && words.allSatisfy(tokens.contains)
            fits[name] = fit
          }
          if fit { counts[name, default: 0] += 1 }
        }
      }
    }
    if kind == .keyword { counts = try joined(counts) }
    return counts.map { Completion(kind: kind, text: $0.key, talks: $0.value) }
  }

  /// Joins spellings of one keyword under the first one.
  private func joined(_ counts: [String: Int]) throws -> [String: Int] {
    let first = try session.statement(
      "SELECT coalesce(text, keyword) FROM talk_keyword WHERE keyword = ?1 LIMIT 1")
    var result: [String: Int] = [:]
    for (name, count) in counts {
      first.bind(1, KeywordLink.key(name))
      let spelling = try first.step() ? first.text(0) : nil
      first.reset()
      result[spelling ?? name, default: 0] += count
    }
    return result
  }
}

extension Completion.Kind {
  /// The field of the full-text indexes.
  fileprivate var field: TextField {
    switch self {
    case .speaker: .speakers
    case .series: .series
    case .keyword: .keywords
    case .title: .title
    }
  }

  /// Names of one talk.
  fileprivate var sql: String {
    switch self {
    case .speaker:
      "SELECT n.name FROM talk_speaker l JOIN person n ON n.id = l.person_id WHERE l.talk_id = ?1"
    case .series:
      "SELECT n.name FROM talk_series l JOIN series n ON n.id = l.series_id WHERE l.talk_id = ?1"
    case .keyword: "SELECT keywords FROM talk WHERE id = ?1"
    case .title: "SELECT title FROM talk WHERE id = ?1"
    }
  }
}
