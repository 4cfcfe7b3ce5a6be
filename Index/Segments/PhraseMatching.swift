/// Posting lists made of others: phrases, and words with one beginning.
extension SegmentReader {
  /// The rows in which the tokens stand side by side, in order, in one column.
  ///
  /// - Parameters:
  ///   - tokens: One token or more.
  ///   - isPrefix: Whether the last token is only the beginning of a word.
  /// - Returns: The rows; a frequency counts the places of the whole phrase.
  /// - Throws: `damaged`, `unsupported`, `sqlite`.
  package func postings(
    ofPhrase tokens: [[UInt8]], isPrefix: Bool = false
  ) throws(SegmentError) -> PostingList {
    guard let last = tokens.last else { return FrequencyLists.empty }
    if tokens.count == 1 {
      guard isPrefix else { return try postings(of: last) }
      var lists: [PostingList] = []
      try forEachTerm(withPrefix: last) { _, list in
        lists.append(list)
        return true
      }
      return FrequencyLists.union(lists)
    }
    var slots: [[DoclistCursor]] = []
    for (index, token) in tokens.enumerated() {
      var words = [token]
      if isPrefix, index == tokens.count - 1 {
        words = try terms(withPrefix: token, limit: .max)
      }
      var cursors: [DoclistCursor] = []
      for word in words {
        let cursor = try cursor(of: word)
        if cursor.row < .max { cursors.append(cursor) }
      }
      if cursors.isEmpty { return FrequencyLists.empty }
      slots.append(cursors)
    }
    var matcher = PhraseMatcher(slots)
    return try matcher.matches(checking: self)
  }
}

/// Walks the doclists of a phrase's words side by side.
private struct PhraseMatcher {
  /// For each word of the phrase, the terms that may stand there.
  private var slots: [[DoclistCursor]]
  private var streams: [PositionStream] = []
  /// Steps between two looks at the clock.
  private static let stepsBetweenLooks = 8192

  init(_ slots: [[DoclistCursor]]) {
    self.slots = slots
  }

  mutating func matches(checking reader: SegmentReader) throws(SegmentError) -> PostingList {
    var result = FrequencyLists.Builder()
    var row: UInt64 = 0
    var agreed = 0
    var slot = 0
    var steps = 0
    // Each word in turn moves to the row that the others agree on, or to a later one.
    while true {
      steps &+= 1
      if steps % PhraseMatcher.stepsBetweenLooks == 0 { try reader.checkInterruption() }
      let found = try seek(slot, row)
      guard found < .max else { return result.list() }
      if found > row {
        row = found
        agreed = 0
      }
      agreed += 1
      if agreed == slots.count {
        var sum = FrequencyLists.Sum()
        try addPlaces(row, &sum)
        if !sum.isEmpty { result.append(UInt32(truncatingIfNeeded: row), sum) }
        row += 1
        agreed = 0
      }
      slot = slot + 1 < slots.count ? slot + 1 : 0
    }
  }

  /// The first row at or after `row` that has a term of the slot; `.max` if there is none.
  private mutating func seek(_ slot: Int, _ row: UInt64) throws(SegmentError) -> UInt64 {
    var best = UInt64.max
    for index in slots[slot].indices {
      try slots[slot][index].seek(row)
      best = min(best, slots[slot][index].row)
    }
    return best
  }

  /// Adds the places where the phrase begins in the row under all cursors.
  private mutating func addPlaces(
    _ row: UInt64, _ sum: inout FrequencyLists.Sum
  ) throws(SegmentError) {
    guard slots.allSatisfy({ $0.count == 1 }) else {
      try addGatheredPlaces(row, &sum)
      return
    }
    streams.removeAll(keepingCapacity: true)
    for slot in slots { streams.append(try PositionStream(slot[0])) }
    while streams[0].place < PositionStream.end {
      let start = streams[0].place
      var isWhole = true
      for slot in 1..<streams.count {
        let wanted = start + UInt64(slot)
        while streams[slot].place < wanted { try streams[slot].next() }
        if streams[slot].place == PositionStream.end { return }
        if streams[slot].place != wanted {
          isWhole = false
          break
        }
      }
      if isWhole { sum.add(Int(start >> 32), 1) }
      try streams[0].next()
    }
  }

  /// Likewise where several terms may stand for a word.
  private func addGatheredPlaces(
    _ row: UInt64, _ sum: inout FrequencyLists.Sum
  ) throws(SegmentError) {
    var starts: [UInt64] = []
    for (slot, cursors) in slots.enumerated() {
      var places: Set<UInt64> = []
      for cursor in cursors where cursor.row == row {
        var stream = try PositionStream(cursor)
        while stream.place < PositionStream.end {
          places.insert(stream.place)
          try stream.next()
        }
      }
      starts = slot == 0 ? places.sorted() : starts.filter { places.contains($0 + UInt64(slot)) }
    }
    for start in starts { sum.add(Int(start >> 32), 1) }
  }
}

/// Making posting lists from frequencies.
enum FrequencyLists {
  static let empty = Builder().list()

  /// Frequencies per column of one row, while they are added up.
  struct Sum {
    private var columns: [(column: Int, frequency: Int)] = []

    var isEmpty: Bool { columns.isEmpty }

    mutating func add(_ column: Int, _ frequency: Int) {
      if let last = columns.last, last.column == column {
        columns[columns.count - 1].frequency += frequency
      } else if let index = columns.firstIndex(where: { $0.column == column }) {
        columns[index].frequency += frequency
      } else {
        columns.append((column, frequency))
      }
    }

    fileprivate func code(spill: inout [UInt32]) -> UInt32 {
      func code(_ entry: (column: Int, frequency: Int)) -> UInt32 {
        UInt32(entry.column) | UInt32(min(entry.frequency, 1 << 22)) << 8
      }
      if columns.count == 1 { return code(columns[0]) }
      let start = UInt32(spill.count)
      spill.append(UInt32(columns.count))
      spill += columns.map(code)
      return PostingList.spillFlag | start
    }
  }

  struct Builder {
    private var rows: [UInt32] = []
    private var codes: [UInt32] = []
    private var spill: [UInt32] = []

    /// Appends a row behind all others.
    mutating func append(_ row: UInt32, _ sum: Sum) {
      rows.append(row)
      codes.append(sum.code(spill: &spill))
    }

    func list() -> PostingList {
      var arrays = PostingArrays(capacity: rows.count, withPositions: false)
      for index in rows.indices {
        arrays.rows[index] = rows[index]
        arrays.codes[index] = codes[index]
      }
      arrays.count = rows.count
      return PostingList(consuming: arrays, spill: spill, raw: nil)
    }
  }

  /// One list with the rows of all, frequencies added up.
  static func union(_ lists: [PostingList]) -> PostingList {
    var rest = lists
    guard !rest.isEmpty else { return empty }
    // Two by two, so that a posting is moved only log₂(lists) times.
    while rest.count > 1 {
      var merged: [PostingList] = []
      for index in stride(from: 0, to: rest.count - 1, by: 2) {
        merged.append(union(rest[index], rest[index + 1]))
      }
      if rest.count % 2 == 1, let last = rest.last { merged.append(last) }
      rest = merged
    }
    return rest[0]
  }

  private static func union(_ left: PostingList, _ right: PostingList) -> PostingList {
    var result = Builder()
    var first = 0
    var second = 0
    while first < left.count || second < right.count {
      var sum = Sum()
      let leftRow = first < left.count ? left.rows[first] : .max
      let rightRow = second < right.count ? right.rows[second] : .max
      if leftRow <= rightRow {
        left.forEachFrequency(left.codes[first]) { sum.add($0, $1) }
        first += 1
      }
      if rightRow <= leftRow {
        right.forEachFrequency(right.codes[second]) { sum.add($0, $1) }
        second += 1
      }
      result.append(min(leftRow, rightRow), sum)
    }
    return result.list()
  }
}
