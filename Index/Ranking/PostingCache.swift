/// Postings that were read lately, within a budget of memory.
///
/// When it is spent, the words of feedback go first, then those that were asked for once, and then all
/// others, always the least recently used first: the thirty words of a question's feedback do not drive
/// out the words that people ask for.
struct PostingCache {
  /// What was read.
  struct Key: Hashable {
    /// The terms with a 0 between them, which no term has.
    private let terms: [UInt8]
    private let index: TextIndex
    private let isPrefix: Bool

    /// The postings of a term, or of all that is longer.
    init(_ term: [UInt8], _ index: TextIndex, isPrefix: Bool = false) {
      terms = term
      self.index = index
      self.isPrefix = isPrefix
    }

    /// The postings of terms side by side.
    init(phrase terms: [[UInt8]], _ index: TextIndex) {
      self.init(Array(terms.joined(separator: [0])), index)
    }

    /// Bytes of memory, about.
    var byteCount: Int { 48 + terms.count }
  }

  private struct Entry {
    let postings: Postings
    let byteCount: Int
    var lastUse: UInt64
    var worth: Worth
  }

  /// What is worth more is kept longer.
  private enum Worth: Int {
    case helping, asked, askedAgain
  }

  /// Bytes that they may take.
  var byteLimit: Int
  private var entries: [Key: Entry] = [:]
  /// Bytes that the postings take.
  private(set) var byteCount = 0
  private var clock: UInt64 = 0

  /// An empty cache.
  init(byteLimit: Int = 0) {
    self.byteLimit = byteLimit
  }

  /// What was read for `key`; whether somebody asks for it says `isAsked`, which feedback does not.
  mutating func find(_ key: Key, isAsked: Bool = true) -> Postings? {
    guard let index = entries.index(forKey: key) else { return nil }
    clock += 1
    entries.values[index].lastUse = clock
    if isAsked {
      entries.values[index].worth = .askedAgain
    } else if entries.values[index].worth == .helping {
      entries.values[index].worth = .asked
    }
    return entries.values[index].postings
  }

  /// Keeps what was read, unless it alone would take a quarter of the budget.
  mutating func insert(_ postings: Postings, _ key: Key, isAsked: Bool = true) {
    let size = postings.byteCount + 128 + key.byteCount
    guard size <= byteLimit / 4, entries[key] == nil else { return }
    clock += 1
    entries[key] = Entry(
      postings: postings, byteCount: size, lastUse: clock, worth: isAsked ? .asked : .helping)
    byteCount += size
    guard byteCount > byteLimit else { return }
    let order = entries.sorted {
      $0.value.worth != $1.value.worth
        ? $0.value.worth.rawValue < $1.value.worth.rawValue : $0.value.lastUse < $1.value.lastUse
    }
    for (key, entry) in order {
      guard byteCount > byteLimit / 8 * 7 else { break }
      entries[key] = nil
      byteCount -= entry.byteCount
    }
    // What is left must be used anew to be kept before others.
    if entries.values.allSatisfy({ $0.worth == .askedAgain }) {
      for index in entries.values.indices { entries.values[index].worth = .asked }
    }
  }

  /// Forgets everything: the index is another.
  mutating func removeAll() {
    entries.removeAll()
    byteCount = 0
  }
}
