import TalkModel

// Which talk is which
// -------------------
// A calendar is a list of events; the index holds what the same source listed before. UID and
// RECURRENCE-ID (RFC 5545 §3.8.4.7, §3.8.4.4) ought to say which event is which, but calendars
// exist that have no UID, give one UID to many talks, or new UIDs at each export. So:
//
//  1. Within the calendar, entries that share a UID and are versions of one talk become one: the
//     newest. Entries that share a UID but are different talks stay apart.
//  2. A UID that stands once on both sides decides.
//  3. A UID that stands more often is shared out by what the talks say (the steps below).
//  4. Talks without UID, and talks whose UID is new, are compared by the same steps with talks of
//     the same source that are now missing.
//
// The steps, the surest first; a later one only sees what the earlier ones left over:
//   same start, title and speakers · same start and title · same start and speakers · same start
//   and web page · same start, one of both leaves open what the other states · same start, most
//   words in common · another start, but the same speakers and title, or nearly so on the same web
//   page, and the talk had not been held yet.

/// Finds out which talk of a source is which.
///
/// It is a pure function of what it is given: no clock, no index, no file.
public struct TalkMatcher: Sendable {
  /// What becomes of one entry of the calendar.
  public enum Decision: Sendable, Hashable {
    /// A talk the source did not list before.
    case new
    /// The known talk at this position, and it says the same as before.
    case same(known: Int)
    /// The known talk at this position, and it says something else now.
    case changed(known: Int)
    /// An older version of the known talk at this position, which stays as it is.
    case older(known: Int)
    /// The same talk as the entry at this position of the calendar, which is newer or says the same.
    case duplicate(of: Int)
  }

  /// A talk of the source that the index holds.
  public struct Known: Sendable, Hashable {
    /// What it says.
    public var traits: TalkTraits
    /// Whether it ought to be in the calendar that was read: it was read from the same file before.
    public var isExpected: Bool
    /// Whether an earlier state of the source dropped it already.
    public var isGone: Bool

    /// Makes a known talk.
    public init(traits: TalkTraits, isExpected: Bool = true, isGone: Bool = false) {
      self.traits = traits
      self.isExpected = isExpected
      self.isGone = isGone
    }
  }

  /// The result.
  public struct Matching: Sendable, Hashable {
    /// One decision for each entry of the calendar, in its order.
    public var decisions: [Decision]
    /// Positions of expected talks that the calendar no longer lists, in order.
    public var missing: [Int]
  }

  /// Days by which a talk without named speaker may move and still count as the same.
  public static let nearDays: Int64 = 14

  /// Days by which a talk with a named speaker may move and still count as the same.
  public static let farDays: Int64 = 180

  /// Seconds since 1970 before which a talk counts as held; a held talk cannot be moved.
  public var asOf: Int64

  /// Whether the calendar was read to its end; a truncated one says nothing about what it lacks.
  public var isComplete: Bool

  /// Makes a matcher for one state of a source.
  public init(asOf: Int64, isComplete: Bool = true) {
    self.asOf = asOf
    self.isComplete = isComplete
  }

  /// Decides for each entry of a calendar which known talk of its source it is.
  ///
  /// ```swift
  /// let matching = TalkMatcher(asOf: now).match(entries, known: known)
  /// ```
  public func match(_ entries: [TalkTraits], known: [Known]) -> Matching {
    var work = Work(matcher: self, entries: entries, known: known)
    work.joinVersions()
    work.pairByUID()
    work.pairTheRest()
    return work.result()
  }
}

/// The state of one matching.
private struct Work {
  let matcher: TalkMatcher
  let entries: [TalkTraits]
  let known: [TalkMatcher.Known]
  /// Position of the known talk that each entry is, as far as found.
  var partner: [Int?]
  /// Whether each known talk has been found.
  var isFound: [Bool]
  /// Position of the entry that stands for each dropped one.
  var duplicateOf: [Int: Int] = [:]

  init(matcher: TalkMatcher, entries: [TalkTraits], known: [TalkMatcher.Known]) {
    self.matcher = matcher
    self.entries = entries
    self.known = known
    partner = Array(repeating: nil, count: entries.count)
    isFound = Array(repeating: false, count: known.count)
  }

  // MARK: Within the calendar

  mutating func joinVersions() {
    var kept: [TalkIdentity: [Int]] = [:]
    var unnamed: [TalkTraits: Int] = [:]
    for (position, entry) in entries.enumerated() {
      guard entry.identity.uid != nil else {
        // Without UID only a word-for-word repetition is certain to be the same talk.
        if let first = unnamed[entry] {
          duplicateOf[position] = first
        } else {
          unnamed[entry] = position
        }
        continue
      }
      let group = kept[entry.identity] ?? []
      guard let place = group.firstIndex(where: { entry.isVersion(of: entries[$0]) }) else {
        kept[entry.identity, default: []].append(position)
        continue
      }
      let other = group[place]
      if entry.isOlder(than: entries[other]) || entry.contentHash == entries[other].contentHash {
        duplicateOf[position] = other
      } else {
        duplicateOf[other] = position
        kept[entry.identity]?[place] = position
      }
    }
  }

  // MARK: By UID

  mutating func pairByUID() {
    var groups: [TalkIdentity: (entries: [Int], known: [Int])] = [:]
    var order: [TalkIdentity] = []
    for (position, entry) in entries.enumerated()
    where duplicateOf[position] == nil && entry.identity.uid != nil {
      if groups[entry.identity] == nil { order.append(entry.identity) }
      groups[entry.identity, default: ([], [])].entries.append(position)
    }
    for (position, talk) in known.enumerated() where talk.traits.identity.uid != nil {
      groups[talk.traits.identity]?.known.append(position)
    }
    for identity in order {
      guard let group = groups[identity], !group.known.isEmpty else { continue }
      if group.entries.count == 1, group.known.count == 1 {
        pair(group.entries[0], group.known[0])
      } else {
        pairBySteps(group.entries, group.known, mayMove: true)
      }
    }
  }

  // MARK: By what they say

  mutating func pairTheRest() {
    let listed = Set(entries.compactMap(\.identity.uid))
    let knownUIDs = Set(known.compactMap(\.traits.identity.uid))
    let open = entries.indices.filter { position in
      guard partner[position] == nil, duplicateOf[position] == nil else { return false }
      return entries[position].identity.uid.map { !knownUIDs.contains($0) } ?? true
    }
    guard !open.isEmpty else { return }
    let missing = known.indices.filter { position in
      guard !isFound[position], known[position].isExpected else { return false }
      return known[position].traits.identity.uid.map { !listed.contains($0) } ?? true
    }
    pairBySteps(open, missing, mayMove: matcher.isComplete)
  }

  private mutating func pairBySteps(_ open: [Int], _ candidates: [Int], mayMove: Bool) {
    guard !candidates.isEmpty else { return }
    pairs(open, candidates) { [$0.start.words, $0.title, $0.speakers, $0.series] }
    pairs(open, candidates) { [$0.start.words, $0.title, $0.speakers] }
    pairs(open, candidates) { $0.title.isEmpty ? nil : [$0.start.words, $0.title] }
    pairs(open, candidates) { $0.speakers.isEmpty ? nil : [$0.start.words, $0.speakers] }
    pairAtSameStart(open, candidates) { $0.url != nil && $0.url == $1.url }
    pairAtSameStart(open, candidates) { entry, talk in
      (entry.isAnnouncement(of: talk) || talk.isAnnouncement(of: entry))
        && (entry.series.isEmpty || talk.series.isEmpty || entry.series == talk.series)
    }
    pairAtSameStart(open, candidates) { $0.likeness(to: $1) > 0.5 }
    if mayMove { pairMoved(open, candidates) }
  }

  /// Pairs what has the same key, in order; entries without key are left alone.
  private mutating func pairs(
    _ open: [Int], _ candidates: [Int], key: (TalkTraits) -> [[String]]?
  ) {
    var byKey: [[[String]]: [Int]] = [:]
    // Listed talks are preferred to gone ones, hence last in a stack that is emptied from its end.
    let free = candidates.reversed().filter { !isFound[$0] }
    for position in free.filter({ known[$0].isGone }) + free.filter({ !known[$0].isGone }) {
      if let key = key(known[position].traits) { byKey[key, default: []].append(position) }
    }
    guard !byKey.isEmpty else { return }
    for position in open where partner[position] == nil {
      guard let key = key(entries[position]), let match = byKey[key]?.popLast() else { continue }
      pair(position, match)
    }
  }

  /// Pairs talks that start together and go together, where no third one does.
  private mutating func pairAtSameStart(
    _ open: [Int], _ candidates: [Int], goTogether: (TalkTraits, TalkTraits) -> Bool
  ) {
    let byStart = Dictionary(grouping: candidates.filter { !isFound[$0] }) {
      known[$0].traits.start
    }
    guard !byStart.isEmpty else { return }
    var proposals: [(entry: Int, known: Int)] = []
    for position in open where partner[position] == nil {
      guard let start = entries[position].start else { continue }
      for candidate in byStart[start] ?? []
      where goTogether(entries[position], known[candidate].traits) {
        proposals.append((position, candidate))
      }
    }
    pairUnambiguous(proposals)
  }

  /// Pairs talks that were put on another time: same title and speakers, not held yet.
  private mutating func pairMoved(_ open: [Int], _ candidates: [Int]) {
    // A rolling calendar drops talks at its front, whatever the clock says.
    let front = entries.compactMap(\.start).min() ?? matcher.asOf
    let movable = candidates.filter { position in
      !isFound[position]
        && known[position].traits.end.map { $0 > min(matcher.asOf, front) } == true
    }
    guard !movable.isEmpty else { return }
    for key in [TalkTraits.wordsWhenMoved, TalkTraits.nameWhenMoved, TalkTraits.pageWhenMoved] {
      let byKey = Dictionary(grouping: movable.filter { !isFound[$0] }) { key(known[$0].traits) }
      var proposals: [(entry: Int, known: Int)] = []
      for position in open where partner[position] == nil {
        guard let wanted = key(entries[position]) else { continue }
        for candidate in byKey[wanted] ?? []
        where entries[position].isMove(of: known[candidate].traits) {
          proposals.append((position, candidate))
        }
      }
      pairUnambiguous(proposals)
    }
  }

  private mutating func pairUnambiguous(_ proposals: [(entry: Int, known: Int)]) {
    var timesEntry: [Int: Int] = [:]
    var timesKnown: [Int: Int] = [:]
    for proposal in proposals {
      timesEntry[proposal.entry, default: 0] += 1
      timesKnown[proposal.known, default: 0] += 1
    }
    for proposal in proposals
    where timesEntry[proposal.entry] == 1 && timesKnown[proposal.known] == 1 {
      pair(proposal.entry, proposal.known)
    }
  }

  private mutating func pair(_ entry: Int, _ talk: Int) {
    partner[entry] = talk
    isFound[talk] = true
  }

  // MARK: The result

  func result() -> TalkMatcher.Matching {
    let decisions = entries.indices.map { position -> TalkMatcher.Decision in
      if let other = duplicateOf[position] { return .duplicate(of: last(other)) }
      guard let match = partner[position] else { return .new }
      let before = known[match].traits
      if entries[position].isOlder(than: before) { return .older(known: match) }
      let says = entries[position].contentHash == before.contentHash && !known[match].isGone
      return says ? .same(known: match) : .changed(known: match)
    }
    let missing =
      matcher.isComplete
      ? known.indices.filter { known[$0].isExpected && !known[$0].isGone && !isFound[$0] } : []
    return TalkMatcher.Matching(decisions: decisions, missing: missing)
  }

  /// The entry that stands for `position` in the end.
  private func last(_ position: Int) -> Int {
    var position = position
    while let next = duplicateOf[position] { position = next }
    return position
  }
}

// What a talk keeps when it is put on another time; `nil` where it says too little to be known again
extension TalkTraits {
  fileprivate static func wordsWhenMoved(_ talk: TalkTraits) -> [[String]]? {
    talk.speakers.isEmpty && talk.title.count < 3 ? nil : [talk.title, talk.speakers]
  }

  fileprivate static func nameWhenMoved(_ talk: TalkTraits) -> [[String]]? {
    talk.speakers.isEmpty || talk.series.isEmpty ? nil : [talk.speakers, talk.series]
  }

  fileprivate static func pageWhenMoved(_ talk: TalkTraits) -> [[String]]? {
    talk.url.map { [[$0]] }
  }

  /// Whether this may be `other`, put on another time.
  fileprivate func isMove(of other: TalkTraits) -> Bool {
    guard let start, let before = other.start else { return false }
    let days = speakers.isEmpty ? TalkMatcher.nearDays : TalkMatcher.farDays
    let (distance, overflow) = start.subtractingReportingOverflow(before)
    guard !overflow, distance.magnitude <= UInt64(days) * 86_400 else { return false }
    if title == other.title, speakers == other.speakers { return true }
    if isAnnouncement(of: other) || other.isAnnouncement(of: self) {
      return speakers == other.speakers
    }
    return url != nil && url == other.url && likeness(to: other) > 0.5
  }
}

extension Int64? {
  /// The value as a part of a key.
  fileprivate var words: [String] {
    map { [String($0)] } ?? []
  }
}
