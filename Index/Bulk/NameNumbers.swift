/// Numbers of the names of one kind during a bulk build: spelling to row, in little memory.
///
/// Millions of keywords are too many strings to keep, so only 64-bit hashes of spellings are kept,
/// of each name as first written, of its key, and of every other spelling met. The hash is seeded
/// anew in each process, so nobody can write a calendar whose names collide; by chance, three
/// million names collide once in four million builds.
struct NameNumbers {
  /// What is known of a spelling.
  struct Entry {
    /// Row of the name.
    var id: Int64
    /// Whether the name was first written otherwise.
    var differs: Bool
  }

  private var hashes: [UInt64]
  private var values: [UInt32]
  private var count = 0
  private let seed: Int64
  /// Rows given so far.
  private(set) var lastID: Int64 = 0

  init() {
    hashes = Array(repeating: 0, count: 1 << 12)
    values = Array(repeating: 0, count: 1 << 12)
    seed = Int64.random(in: .min ... .max)
  }

  /// Hash of a spelling.
  func hash(_ spelling: String) -> UInt64 {
    var hash = StableHash()
    hash.feed(seed)
    hash.feed(spelling)
    let value = UInt64(bitPattern: hash.value)
    return value == 0 ? 1 : value
  }

  /// What is known of the spelling with that hash.
  func find(_ hash: UInt64) -> Entry? {
    let mask = hashes.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash {
        let value = values[slot]
        return Entry(id: Int64(value >> 1), differs: value & 1 == 1)
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Makes a spelling known.
  mutating func add(_ hash: UInt64, _ entry: Entry) {
    if count * 3 >= hashes.count * 2 { grow() }
    insert(hash, UInt32(truncatingIfNeeded: entry.id << 1) | (entry.differs ? 1 : 0))
    count += 1
  }

  /// A row for a name that is new.
  mutating func next() -> Int64 {
    lastID += 1
    return lastID
  }

  private mutating func insert(_ hash: UInt64, _ value: UInt32) {
    let mask = hashes.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
    hashes[slot] = hash
    values[slot] = value
  }

  private mutating func grow() {
    let oldHashes = hashes
    let oldValues = values
    hashes = Array(repeating: 0, count: oldHashes.count * 2)
    values = Array(repeating: 0, count: oldHashes.count * 2)
    for (hash, value) in zip(oldHashes, oldValues) where hash != 0 { insert(hash, value) }
  }
}
