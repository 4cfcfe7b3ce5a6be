import TalkModel

/// A keyword with what a list tells of it.
struct ListedKeyword {
  /// As written in the first talk.
  var name: String
  /// The key under which spellings are one.
  var key: [UInt8]
  /// What its talks tell.
  var talks: KeywordTalks

  init(_ keyword: ScannedKeyword, _ talks: KeywordTalks? = nil) {
    name = String(decoding: keyword.name, as: UTF8.self)
    key = Array(keyword.key)
    self.talks = talks ?? KeywordTalks(first: keyword.talk, keyword.day)
  }

  /// The keyword as lists have it; it has no row.
  var listing: NameListing {
    func year(_ day: Int64?) -> Int? { TalkIndex.year(ofDay: day.map { Int(clamping: $0) }) }
    return NameListing(
      id: 0, name: name, talks: talks.count, firstYear: year(talks.days?.lowerBound),
      lastYear: year(talks.days?.upperBound))
  }

  /// Whether it stands before another in a list.
  func isBefore(_ other: ListedKeyword, by order: NameListRequest.Order) -> Bool {
    if order == .talks, talks.count != other.talks.count { return talks.count > other.talks.count }
    return key.lexicographicallyPrecedes(other.key)
  }
}

extension KeywordScan {
  /// Keywords up to which their talks are looked up; for more, all rows are read again.
  private static let lookUps = 4096

  /// The first keywords of a list of those that fulfil a condition, in order.
  func list(
    by order: NameListRequest.Order, limit: Int, where condition: (ScannedKeyword) -> Bool
  ) throws -> [ListedKeyword] {
    guard order == .talks else {
      var first = FirstKeywords(limit: limit)
      try forEach { if condition($0) { first.add($0) } }
      return first.sorted
    }
    let survey = try self.survey(where: condition)
    let counts = try survey.counts(check: check)
    let least = counts.least(ofBest: limit)
    let best = Set(counts.recurring.lazy.filter { $0.value >= least }.map(\.key))
    var listed = try list(best, survey)
    if least == 1, listed.count < limit {
      // Most keywords are of one talk: of these the first ones by name.
      var first = FirstKeywords(limit: limit - listed.count)
      try forEach { keyword in
        if condition(keyword), counts.talks(of: keyword.hash) == 1 { first.add(keyword) }
      }
      listed += first.sorted
    }
    return Array(listed.sorted { $0.isBefore($1, by: order) }.prefix(limit))
  }

  /// Some keywords of those surveyed.
  private func list(
    _ wanted: Set<UInt64>, _ survey: KeywordSurvey
  ) throws -> [ListedKeyword] {
    var missing = try survey.tell(of: wanted, check: check)
    var listed: [ListedKeyword] = []
    listed.reserveCapacity(missing.count)
    func take(_ keyword: ScannedKeyword) {
      guard let talks = missing[keyword.hash], talks.first == keyword.talk else { return }
      missing[keyword.hash] = nil
      listed.append(ListedKeyword(keyword, talks))
    }
    if missing.count <= KeywordScan.lookUps {
      try forEach(of: Set(missing.values.map(\.first)).sorted(), take)
    } else {
      try forEach(take)
    }
    return listed
  }
}

/// Keeps the first keywords by key while all pass by, and counts their talks.
///
/// A keyword that is among the first in the end is so from its first talk on, and is never dropped.
private struct FirstKeywords {
  private let limit: Int
  private var kept: [UInt64: ListedKeyword] = [:]
  /// The last key that may be among the first ones.
  private var last: [UInt8]?

  /// Keywords that are kept beyond the limit before they are thinned out.
  private static let slack = 4096

  init(limit: Int) {
    self.limit = limit
  }

  mutating func add(_ keyword: ScannedKeyword) {
    if let last, last.lexicographicallyPrecedes(keyword.key) { return }
    if kept[keyword.hash]?.talks.note(keyword.day) != nil { return }
    guard limit > 0 else { return }
    kept[keyword.hash] = ListedKeyword(keyword)
    guard kept.count > 2 * limit + FirstKeywords.slack else { return }
    let order = ordered()
    for entry in order[limit...] { kept[entry.key] = nil }
    last = order[limit - 1].value.key
  }

  var sorted: [ListedKeyword] { ordered().prefix(limit).map(\.value) }

  private func ordered() -> [(key: UInt64, value: ListedKeyword)] {
    kept.sorted { $0.value.isBefore($1.value, by: .name) }
  }
}

extension TalkIndex {
  /// Keywords have no table of their own; their lists are made of all talks.
  func keywordListing(
    _ request: NameListRequest, _ connection: RawConnection
  ) throws -> [NameListing] {
    let (limit, offset) = (max(0, request.limit), max(0, request.offset))
    let (wanted, isTooMany) = limit.addingReportingOverflow(offset)
    let key = Array(KeywordKey.key(request.match.text).utf8)
    let best = try KeywordScan(connection, part: key).list(
      by: request.order, limit: min(isTooMany ? .max : wanted, Int(Int32.max)),
      where: request.match.condition(onKey: key))
    return best.dropFirst(offset).map(\.listing)
  }
}

extension NameListRequest.Match {
  /// What names are compared with; empty where all are meant.
  fileprivate var text: String {
    switch self {
    case .all: ""
    case .containing(let text), .beginning(let text), .named(let text): text
    }
  }

  /// The condition on a keyword, `key` being that of ``text``.
  fileprivate func condition(onKey key: [UInt8]) -> (ScannedKeyword) -> Bool {
    switch self {
    case .all: { _ in true }
    case .containing: { $0.key.contains(key) }
    case .beginning: { $0.key.starts(with: key) }
    case .named: { $0.key.elementsEqual(key) }
    }
  }
}
