import TalkIndex

/// What an ingest is about to do: which files it reads in which order, and which of them it can
/// pass over.
struct IngestPlan {
  /// A file with what the index knows of it.
  struct Item: Sendable {
    /// The file.
    var file: FoundFile
    /// What tells whether it has changed; `nil` where the file is new or is to be read anyway.
    var stamp: FileStamp?
    /// Whether a glance at size and date is enough to pass it over.
    var isUnchanged = false
    /// Whether a later state of the same feed is in the index already.
    var isOutdated = false
  }

  /// The files, in the order in which they are taken in.
  var items: [Item] = []

  /// Makes the plan.
  ///
  /// - Parameters:
  ///   - files: the calendars found.
  ///   - records: every file the index knows.
  ///   - options: what is asked.
  init(_ files: [FoundFile], records: [FileRecord], options: IngestOptions) {
    let byPath = Dictionary(records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let ordered = options.areSnapshots ? files.sorted(by: IngestPlan.isEarlierState) : files
    items = ordered.map { file in
      let stamp = byPath[file.key].flatMap(IngestPlan.stamp)
      return Item(
        file: file, stamp: options.rehashes ? nil : stamp,
        isUnchanged: !options.rehashes && IngestPlan.isUnchanged(file, stamp))
    }
    if options.areSnapshots {
      markOutdated()
    } else {
      readSharedSourcesWhole(byPath, isFixed: options.source != nil)
    }
  }

  /// Earlier states of a feed cannot be slipped in below later ones.
  private mutating func markOutdated() {
    var latest: [FilePath: Int] = [:]
    for (position, item) in items.enumerated() where item.stamp != nil {
      latest[item.file.path.parent] = position
    }
    for position in items.indices where items[position].stamp == nil {
      items[position].isOutdated = position < latest[items[position].file.path.parent] ?? 0
    }
  }

  /// Where several files make up one source and one of them has changed, all of them are read: only
  /// together they tell which talks are no longer listed.
  private mutating func readSharedSourcesWhole(_ byPath: [String: FileRecord], isFixed: Bool) {
    var groups: [Int64: [Int]] = [:]
    for position in items.indices {
      let record = byPath[items[position].file.key]
      if isFixed || record != nil {
        groups[isFixed ? 0 : record?.sourceID ?? 0, default: []].append(position)
      }
    }
    for group in groups.values
    where group.count > 1 && !group.allSatisfy({ items[$0].isUnchanged }) {
      for position in group {
        items[position].isUnchanged = false
        items[position].stamp = nil
      }
    }
  }

  /// What the index remembers of a file, unless it was missing at the last ingest.
  static func stamp(_ record: FileRecord) -> FileStamp? {
    record.hash == 0
      ? nil : FileStamp(size: Int(record.size), modified: record.modified, hash: record.hash)
  }

  private static func isUnchanged(_ file: FoundFile, _ stamp: FileStamp?) -> Bool {
    guard let stamp, !file.isStandardInput else { return false }
    return stamp.size == file.size && stamp.modified == file.modified && stamp.modified != 0
  }

  private static func isEarlierState(_ a: FoundFile, _ b: FoundFile) -> Bool {
    let (first, second) = (a.path.name, b.path.name)
    return first == second ? a.path < b.path : first.lexicographicallyPrecedes(second)
  }
}
