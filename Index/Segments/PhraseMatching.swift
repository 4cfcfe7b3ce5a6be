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
    var slots: [[PostingList]] = []
    for (index, token) in tokens.enumerated() {
      var words = [token]
      if isPrefix, index == tokens.count - 1 {
        words = try terms(withPrefix: token, limit: .max)
      }
      var lists: [PostingList] = []
      for word in words {
        let list = try postings(of: word, withPositions: true)
        if list.count > 0 { lists.append(list) }
      }
      if lists.isEmpty { return FrequencyLists.empty }
      slots.append(lists)
    }
    var matcher = PhraseMatcher(slots)
    return try matcher.matches()
  }
}

/// Walks the lists of a phrase's words side by side.
private struct PhraseMatcher {
  /// For each word of the phrase, the lists of the terms that may stand there.
  let slots: [[PostingList]]
  private var cursors: [[PostingCursor]]
  private var places: [TokenPosition] = []
  private var gathered: [TokenPosition] = []

  init(_ slots: [[PostingList]]) {
    self.slots = slots
    cursors = slots.map { $0.map(PostingCursor.init) }
  }

  mutating func matches() throws(SegmentError) -> PostingList {
    // The rarest word leads.
    let sizes = slots.map { $0.reduce(0) { $0 + $1.count } }
    guard let least = sizes.min(), let lead = sizes.firstIndex(of: least) else {
      return FrequencyLists.empty
    }
    var result = FrequencyLists.Builder()
    var row: Int64 = 0
    while let next = seek(lead, row) {
      row = next
      var isEverywhere = true
      for slot in slots.indices where slot != lead {
        guard let other = seek(slot, row) else { return result.list() }
        if other > row {
          row = other
          isEverywhere = false
          break
        }
      }
      guard isEverywhere else { continue }
      let found = try adjacentPlaces(row)
      if !found.isEmpty {
        var code = FrequencyLists.Sum()
        for place in found { code.add(place.column, 1) }
        result.append(UInt32(truncatingIfNeeded: row), code)
      }
      row += 1
    }
    return result.list()
  }

  /// The first row at or after `row` that has a term of the slot.
  private mutating func seek(_ slot: Int, _ row: Int64) -> Int64? {
    var best: Int64?
    for index in cursors[slot].indices {
      cursors[slot][index].seek(row)
      if let found = cursors[slot][index].row, found < best ?? .max { best = found }
    }
    return best
  }

  /// Where the phrase begins in the row under all cursors.
  private mutating func adjacentPlaces(_ row: Int64) throws(SegmentError) -> [TokenPosition] {
    var starts: [TokenPosition] = []
    for slot in slots.indices {
      gathered.removeAll(keepingCapacity: true)
      for cursor in cursors[slot] where cursor.row == row {
        try cursor.list.positions(at: cursor.index, into: &places)
        gathered += places
      }
      if cursors[slot].count > 1 { gathered.sort() }
      if slot == 0 {
        starts = gathered
        continue
      }
      // Both ascend: keep the starts whose token `slot` places on is there.
      var kept: [TokenPosition] = []
      var index = 0
      for start in starts {
        let wanted = TokenPosition(column: start.column, offset: start.offset + slot)
        while index < gathered.count, gathered[index] < wanted { index += 1 }
        if index < gathered.count, gathered[index] == wanted { kept.append(start) }
      }
      starts = kept
      if starts.isEmpty { break }
    }
    return starts
  }
}

/// Making posting lists from frequencies.
enum FrequencyLists {
  static let empty = Builder().list()

  /// Frequencies per column of one row, while they are added up.
  struct Sum {
    private var columns: [(column: Int, frequency: Int)] = []

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
