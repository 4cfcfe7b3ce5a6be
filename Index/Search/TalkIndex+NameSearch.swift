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
    let limit = min(max(limit, 0), 1000)
    func best(_ kind: NameKind) throws(TalkIndexError) -> [NameListRequest] {
      try searching(deadline: 10) { session, clock in
        try NameSearch(session.connection, clock).best(kind, text, limit: limit)
      }.map { NameListRequest(.named($0), limit: 1) }
    }
    var listings: [NameListing] = []
    switch kind {
    case .people: for request in try best(.person) { listings += try people(request) }
    case .series: for request in try best(.series) { listings += try series(request) }
    case .keywords:
      listings = try searching(deadline: 10) { session, clock in
        try NameSearch(session.connection, clock).bestKeywords(text, limit: limit)
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

    /// The better ones first.
    static func isBefore(_ a: Found, _ b: Found) -> Bool {
      if a.rank != b.rank { return a.rank < b.rank }
      if a.talks != b.talks { return a.talks > b.talks }
      return a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
    }
  }

  /// For a connection in its read transaction.
  init(_ connection: RawConnection, _ clock: SearchClock) {
    self.connection = connection
    self.clock = clock
  }

  /// The best names of people or series.
  func best(_ kind: NameKind, _ text: String, limit: Int) throws -> [String] {
    let wanted = NameSearch.words(text)
    guard !wanted.isEmpty else { return [] }
    let statement = try connection.prepare("SELECT id, name, folded FROM \(kind.table)")
    let count = try connection.prepare(
      "SELECT count(DISTINCT talk_id) FROM \(kind.linkTable) WHERE \(kind.linkColumn) = ?1")
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
      count.bind(1, column: 0, of: statement)
      let talks = try count.step() ? Int(count.integer(0) ?? 0) : 0
      count.reset()
      found.append(Found(name: statement.text(1) ?? "", rank: rank, talks: talks))
    }
    if hasExact { found.removeAll { $0.rank >= NameSearch.typo } }
    return found.sorted(by: Found.isBefore).prefix(limit).map(\.name)
  }

  /// The best keywords, of all talks.
  func bestKeywords(_ text: String, limit: Int) throws -> [NameListing] {
    let wanted = NameSearch.words(text)
    guard !wanted.isEmpty else { return [] }
    var found: [UInt64: (rank: Int, keyword: ListedKeyword)] = [:]
    var refused = RecentHashes()
    var hasExact = false
    try KeywordScan(connection, check: clock.check).forEach { keyword in
      if found[keyword.hash]?.keyword.talks.note(keyword.day) != nil { return }
      guard !refused.contains(keyword.hash) else { return }
      let words = NameSearch.words(String(decoding: keyword.key, as: UTF8.self))
      guard let rank = NameSearch.rank(wanted, words, typos: !hasExact) else {
        return refused.insert(keyword.hash)
      }
      if rank < NameSearch.typo { hasExact = true }
      found[keyword.hash] = (rank, ListedKeyword(keyword))
    }
    let fitting = found.values.filter { !hasExact || $0.rank < NameSearch.typo }
    let best = fitting.map { entry in
      (
        order: Found(name: entry.keyword.name, rank: entry.rank, talks: entry.keyword.talks.count),
        keyword: entry.keyword
      )
    }
    return best.sorted { Found.isBefore($0.order, $1.order) }.prefix(limit).map(\.keyword.listing)
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

/// Some of the hashes that were put in, the later rather than the earlier ones.
private struct RecentHashes {
  private var places = [UInt64](repeating: 0, count: 1 << 16)

  func contains(_ hash: UInt64) -> Bool { places[place(hash)] == hash }

  mutating func insert(_ hash: UInt64) { places[place(hash)] = hash }

  private func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (places.count - 1) }
}
