import TalkModel

/// Which names to look for.
public enum NameSearchKind: String, Sendable, Hashable, CaseIterable {
  /// People who speak.
  case people
  /// Series, tracks and conferences.
  case series
  /// Keywords and keyphrases.
  case keywords
}

extension TalkIndex {
  /// Names that resemble a text, the best ones first.
  ///
  /// Every word of the text must begin a word of the name; where no name has that, words may be
  /// mistyped: one edit from four letters on, two from nine. Equal ones are ordered by number of
  /// talks, then by name.
  ///
  /// - Throws: `deadline` after ten seconds; `damaged`, `busy`, `disk`.
  public func names(
    _ kind: NameSearchKind, resembling text: String, limit: Int = 20
  ) throws(TalkIndexError) -> [NameListing] {
    let best = try searching(deadline: 10) { session, clock in
      try NameSearch(session.connection, clock).best(kind, text, limit: min(max(limit, 0), 1000))
    }
    var listings: [NameListing] = []
    for name in best {
      let request = NameListRequest(.named(name), limit: 1)
      switch kind {
      case .people: listings += try people(request)
      case .series: listings += try series(request)
      case .keywords: listings += try keywords(request)
      }
    }
    return listings
  }
}

/// Compares a text with all names of a table.
struct NameSearch {
  private let connection: RawConnection
  private let clock: SearchClock

  /// Names between two looks at the clock.
  private static let stride = 4096

  private struct Found {
    var name: String
    var rank: Int
    var talks: Int
  }

  /// For a connection in its read transaction.
  init(_ connection: RawConnection, _ clock: SearchClock) {
    self.connection = connection
    self.clock = clock
  }

  /// The best names.
  func best(_ kind: NameSearchKind, _ text: String, limit: Int) throws -> [String] {
    let wanted = NameSearch.words(text)
    guard !wanted.isEmpty else { return [] }
    let (names, links, key) =
      switch kind {
      case .people: ("SELECT id, name, folded FROM person", "talk_speaker", "person_id")
      case .series: ("SELECT id, name, folded FROM series", "talk_series", "series_id")
      case .keywords:
        // The spelling is that of the first talk: a bare column beside min() is of its row.
        (
          "SELECT min(talk_id), coalesce(text, keyword), keyword FROM talk_keyword GROUP BY keyword",
          "talk_keyword", "keyword"
        )
      }
    let statement = try connection.prepare(names)
    let count = try connection.prepare(
      "SELECT count(DISTINCT talk_id) FROM \(links) WHERE \(key) = ?1")
    var found: [Found] = []
    var hasExact = false
    var number = 0
    while try statement.step() {
      number += 1
      if number % NameSearch.stride == 0 { try clock.check() }
      let words = NameSearch.words(statement.text(2) ?? "")
      guard let rank = NameSearch.rank(wanted, words, typos: !hasExact) else {
        continue
      }
      if rank < NameSearch.typo { hasExact = true }
      count.bind(1, column: kind == .keywords ? 2 : 0, of: statement)
      let talks = try count.step() ? Int(count.integer(0) ?? 0) : 0
      count.reset()
      found.append(Found(name: statement.text(1) ?? "", rank: rank, talks: talks))
    }
    if hasExact { found.removeAll { $0.rank >= NameSearch.typo } }
    found.sort {
      if $0.rank != $1.rank { return $0.rank < $1.rank }
      if $0.talks != $1.talks { return $0.talks > $1.talks }
      return $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    return found.prefix(limit).map(\.name)
  }

  /// Rank of a name that fits only with mistyped words.
  private static let typo = 3

  /// How well a name fits, 0 best; `nil` if it does not.
  private static func rank(
    _ wanted: [[Unicode.Scalar]], _ words: [[Unicode.Scalar]], typos: Bool
  ) -> Int? {
    if wanted.allSatisfy(words.contains) { return wanted.count == words.count ? 0 : 1 }
    if wanted.allSatisfy({ word in words.contains { $0.starts(with: word) } }) { return 2 }
    guard typos else { return nil }
    let fits = wanted.allSatisfy { word in
      words.contains { other in
        if other.starts(with: word) { return true }
        guard word.count >= SpellingCandidates.shortest else { return false }
        return EditDistance.isWithin(word.count >= SpellingCandidates.long ? 2 : 1, word, other)
      }
    }
    return fits ? typo : nil
  }

  private static func words(_ text: String) -> [[Unicode.Scalar]] {
    Folding.nameKey(text).unicodeScalars.split(separator: " ").map(Array.init)
  }
}
