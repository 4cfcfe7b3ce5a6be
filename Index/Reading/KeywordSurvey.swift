/// What a scan keeps of all keywords: a hash of each, and which talk has it.
struct KeywordSurvey {
  /// Hashes of the keys, talk after talk.
  private var hashes: [UInt64] = []
  /// The talks, and where the keywords of each begin.
  private var talks: [(talk: Int64, day: Int64?, first: Int)] = []

  /// Keywords, or talks, between two looks at the clock: less than a millisecond where each misses the caches.
  private static let stride = 1 << 12

  /// Takes a keyword; talks ascend.
  mutating func add(_ keyword: ScannedKeyword) {
    if talks.last?.talk != keyword.talk {
      talks.append((keyword.talk, keyword.day, hashes.count))
    }
    hashes.append(keyword.hash)
  }

  /// How many talks have each keyword; `check` throws where the time is over.
  func counts(check: () throws -> Void = {}) rethrows -> KeywordCounts {
    var counts = KeywordCounts()
    // A table for all would not fit the processor's cache, nor be small: one for each share of hashes.
    let shares = UInt64(hashes.count >> 19 + 1)
    let (perShare, mask) = (
      hashes.count / Int(shares), KeywordSurvey.slots(hashes.count, shares) - 1
    )
    var slots = [(hash: UInt64, talks: Int)](repeating: (0, 0), count: mask + 1)
    for share in 0..<shares {
      if perShare > 0, share > 0 {
        for slot in slots.indices { slots[slot].talks = 0 }
      }
      for (place, hash) in hashes.enumerated() {
        if place % KeywordSurvey.stride == 0 { try check() }
        guard shares == 1 || (hash >> 32) % shares == share else { continue }
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].talks > 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
        slots[slot] = (hash, slots[slot].talks + 1)
      }
      for (place, slot) in slots.enumerated() {
        if place % KeywordSurvey.stride == 0 { try check() }
        if slot.talks > 0 { counts.add(slot.hash, talks: slot.talks) }
      }
    }
    return counts
  }

  /// Slots of a table that is never full.
  private static func slots(_ count: Int, _ shares: UInt64) -> Int {
    var slots = 1 << 10
    while slots < 2 * count / Int(shares) { slots *= 2 }
    // Shares of hashes are alike, but not the same.
    return shares > 1 ? max(slots, 1 << 20) : slots
  }

  /// What the talks of some keywords tell, by hash; `check` throws where the time is over.
  func tell(
    of wanted: Set<UInt64>, check: () throws -> Void = {}
  ) rethrows -> [UInt64: KeywordTalks] {
    var result: [UInt64: KeywordTalks] = [:]
    var filter = [Bool](repeating: false, count: 1 << 16)
    for hash in wanted { filter[Int(truncatingIfNeeded: hash) & 0xFFFF] = true }
    for (place, talk) in talks.enumerated() {
      if place % KeywordSurvey.stride == 0 { try check() }
      let end = place + 1 < talks.count ? talks[place + 1].first : hashes.count
      for hash in hashes[talk.first..<end]
      where filter[Int(truncatingIfNeeded: hash) & 0xFFFF] && wanted.contains(hash) {
        if result[hash]?.note(talk.day) == nil {
          result[hash] = KeywordTalks(first: talk.talk, talk.day)
        }
      }
    }
    return result
  }
}

/// What the talks of a keyword tell.
struct KeywordTalks {
  /// Row of the first talk.
  let first: Int64
  /// Number of talks.
  private(set) var count = 1
  /// First and last day, in days since 1970.
  private(set) var days: ClosedRange<Int64>?

  init(first: Int64, _ day: Int64?) {
    self.first = first
    days = day.map { $0...$0 }
  }

  /// Takes another talk.
  mutating func note(_ day: Int64?) {
    count += 1
    guard let day else { return }
    days = min(days?.lowerBound ?? day, day)...max(days?.upperBound ?? day, day)
  }
}

/// How many talks have each of many keywords.
struct KeywordCounts {
  /// Number of keywords.
  private(set) var distinct = 0
  /// Talks of those keywords that more than one talk has, by hash.
  private(set) var recurring: [UInt64: Int] = [:]

  /// Takes a keyword.
  mutating func add(_ hash: UInt64, talks: Int) {
    distinct += 1
    if talks > 1 { recurring[hash] = talks }
  }

  /// Talks of a keyword that was counted.
  func talks(of hash: UInt64) -> Int { recurring[hash] ?? 1 }

  /// The least number of talks among the `limit` most frequent keywords.
  func least(ofBest limit: Int) -> Int {
    guard limit > 0, limit <= recurring.count else { return 1 }
    return recurring.values.sorted(by: >)[limit - 1]
  }
}
