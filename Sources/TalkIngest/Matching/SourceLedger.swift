import TalkModel

/// What is known of one source while its calendars are read: every talk the index holds of it, and
/// which of them have been met again.
struct SourceLedger {
  /// A talk of the source.
  struct Entry: Sendable {
    /// Row of the talk in the index.
    var id: Int64
    /// What it says.
    var traits: TalkTraits
    /// Row of the file it was last read from; `nil` where that is not known.
    var file: Int64?
    /// Whether an earlier state dropped it.
    var isGone: Bool
    /// Whether a calendar of this ingest lists it.
    var isMet = false
  }

  /// What a calendar asks to be done.
  enum Change: Sendable, Hashable {
    /// Add the talk of the event at this position.
    case insert(event: Int)
    /// Replace what the talk says by the event at this position.
    case update(id: Int64, event: Int)
    /// The talk says the same, but may stand elsewhere in the file.
    case keep(id: Int64, event: Int)
    /// The event at this position is no talk of its own.
    case drop(event: Int, EventRejection)
    /// The source no longer lists the talk.
    case markGone(id: Int64)
  }

  /// What happens to talks that a calendar no longer lists.
  enum Scope: Sendable {
    /// The calendar is one of the files of the source; talks last read from these ought to be in
    /// it. They are marked gone by `remaining`, when all files of the source have been read.
    case files(Set<Int64>)
    /// The calendar is the whole source at one moment.
    case snapshot
  }

  /// The calendar lacks so many of the talks it ought to list that a mistake is more likely.
  struct MassDisappearance: Error, Hashable {
    /// Talks missing, and talks that ought to be there.
    var missing: Int, expected: Int
  }

  private(set) var entries: [Entry]
  /// Whether nothing is known of the source.
  var isEmpty: Bool { entries.isEmpty }
  private var place: [Int64: Int] = [:]
  /// Positions of the talks with a UID, and of those last read from a file.
  private var byUID: [String: [Int]] = [:]
  private var byFile: [Int64: Set<Int>] = [:]
  private var expectedFiles: Set<Int64> = []

  /// Makes the ledger of what the index holds.
  init(_ entries: [Entry] = []) {
    self.entries = entries
    for position in entries.indices { enter(position) }
  }

  private mutating func enter(_ position: Int) {
    let entry = entries[position]
    place[entry.id] = position
    if let uid = entry.traits.identity.uid { byUID[uid, default: []].append(position) }
    if let file = entry.file { byFile[file, default: []].insert(position) }
  }

  /// Positions of the talks that may be in a calendar: those that ought to be, and those whose UID
  /// it lists.
  ///
  /// A source of many files is compared file by file, so this must not be all of them.
  private func relevant(_ events: [TalkTraits], _ scope: Scope) -> [Int] {
    guard case .files(let files) = scope else { return Array(entries.indices) }
    var positions = files.reduce(into: Set<Int>()) { $0.formUnion(byFile[$1] ?? []) }
    for event in events {
      if let uid = event.identity.uid { positions.formUnion(byUID[uid] ?? []) }
    }
    return positions.sorted()
  }

  /// Matches the events of one calendar.
  ///
  /// - Parameters:
  ///   - events: what tells the events apart, in file order.
  ///   - scope: what the calendar stands for.
  ///   - asOf: the moment before which talks count as held, UTC seconds since 1970.
  ///   - isComplete: whether the calendar was read to its end.
  ///   - massTalks: number of talks above which a mass disappearance is refused; `nil` believes it.
  /// - Returns: what is to be done, in file order, talks that have gone last.
  /// - Throws: `MassDisappearance`; the ledger is as before then.
  mutating func match(
    _ events: [TalkTraits], scope: Scope, asOf: Int64, isComplete: Bool, massTalks: Int?
  ) throws(MassDisappearance) -> [Change] {
    let relevant = relevant(events, scope)
    let known = relevant.map { position in
      let entry = entries[position]
      let isExpected =
        switch scope {
        case .snapshot: true
        case .files(let files): !entry.isMet && entry.file.map(files.contains) == true
        }
      return TalkMatcher.Known(
        traits: entry.traits, isExpected: isExpected, isGone: entry.isGone)
    }
    let matcher = TalkMatcher(asOf: asOf, isComplete: isComplete)
    let matching = matcher.match(events, known: known)
    if let massTalks {
      let missing = matching.missing.count { !isHeld(entries[relevant[$0]], asOf: asOf) }
      let expected = known.indices.count {
        known[$0].isExpected && !known[$0].isGone && !isHeld(entries[relevant[$0]], asOf: asOf)
      }
      if expected > massTalks, missing * 2 > expected {
        throw MassDisappearance(missing: missing, expected: expected)
      }
    }
    if case .files(let files) = scope, isComplete { expectedFiles.formUnion(files) }
    var changes: [Change] = []
    changes.reserveCapacity(events.count)
    for (position, decision) in matching.decisions.enumerated() {
      switch decision {
      case .new: changes.append(.insert(event: position))
      case .same(let known):
        let entry = relevant[known]
        changes.append(.keep(id: entries[entry].id, event: position))
        replaceTraits(of: entry, by: events[position])
        entries[entry].isMet = true
      case .changed(let known):
        let entry = relevant[known]
        changes.append(.update(id: entries[entry].id, event: position))
        replaceTraits(of: entry, by: events[position])
        entries[entry].isGone = false
        entries[entry].isMet = true
      case .older(let known):
        let entry = relevant[known]
        changes.append(.drop(event: position, .older))
        entries[entry].isMet = true
      case .duplicate: changes.append(.drop(event: position, .duplicate))
      }
    }
    if case .snapshot = scope {
      for entry in matching.missing.map({ relevant[$0] })
      where !isHeld(entries[entry], asOf: asOf) {
        entries[entry].isGone = true
        changes.append(.markGone(id: entries[entry].id))
      }
    }
    return changes
  }

  /// Adds a talk that was just inserted.
  mutating func add(id: Int64, _ traits: TalkTraits, file: Int64?) {
    entries.append(Entry(id: id, traits: traits, file: file, isGone: false, isMet: true))
    enter(entries.count - 1)
  }

  private mutating func replaceTraits(of position: Int, by traits: TalkTraits) {
    let before = entries[position].traits.identity.uid
    entries[position].traits = traits
    guard traits.identity.uid != before else { return }
    if let before { byUID[before]?.removeAll { $0 == position } }
    if let uid = traits.identity.uid { byUID[uid, default: []].append(position) }
  }

  /// Says that a talk was read from another file than before.
  mutating func move(id: Int64, to file: Int64?) {
    guard let position = place[id], entries[position].file != file else { return }
    if let before = entries[position].file { byFile[before]?.remove(position) }
    entries[position].file = file
    if let file { byFile[file, default: []].insert(position) }
  }

  /// Expects the talks of a file that is no longer there.
  mutating func expectMissing(file: Int64) {
    expectedFiles.insert(file)
  }

  /// Number of talks, not held yet, that were last read from `files`.
  func upcoming(ofFiles files: Set<Int64>, asOf: Int64) -> Int {
    entries.count { entry in
      !entry.isGone && !isHeld(entry, asOf: asOf) && entry.file.map(files.contains) == true
    }
  }

  /// Talks that none of the files read to their end lists any more; they count as gone from now on.
  mutating func remaining(asOf: Int64) -> [Int64] {
    var gone: [Int64] = []
    for position in entries.indices {
      let entry = entries[position]
      guard !entry.isGone, !entry.isMet, let file = entry.file, expectedFiles.contains(file),
        !isHeld(entry, asOf: asOf)
      else { continue }
      entries[position].isGone = true
      gone.append(entry.id)
    }
    return gone
  }

  private func isHeld(_ entry: Entry, asOf: Int64) -> Bool {
    entry.traits.end.map { $0 <= asOf } ?? false
  }
}
