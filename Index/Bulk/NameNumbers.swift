#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers of the names of one kind during a first build: from spellings to rows.
///
/// Bytes of names stand one behind the other in one piece of memory; a table of hashes, seeded anew in
/// each process, leads to them, and names are compared byte by byte.
///
/// What changes is not checked for other accesses at the same time, which costs as much as the work of
/// a row: nothing that is called meanwhile comes back here.
final class NameNumbers {
  /// What is known of a spelling.
  struct Entry {
    /// Row of the name.
    var id: Int64
    /// Whether the name was first written otherwise.
    var differs: Bool
  }

  private struct Spelling {
    var hash: UInt64
    var offset: Int
    var count: Int
    var entry: Entry
  }

  @exclusivity(unchecked) private var spellings: [Spelling] = []
  /// Place of the spelling + 1, or 0; twice as many as there are spellings, or more.
  @exclusivity(unchecked) private var table: [UInt32]
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  /// Places of each name as first written and of its key, by row from 1.
  @exclusivity(unchecked) private var names: [(name: Int, key: Int)] = []
  private let seed: Int64

  init() {
    table = Array(repeating: 0, count: 1 << 10)
    seed = Int64.random(in: .min ... .max)
  }

  /// Rows given so far.
  var count: Int { names.count }

  /// The row of a name, a new one if need be; `key` gives the key under which spellings are one.
  func number(of name: UnsafeRawBufferPointer, key: (String) -> String) -> Entry {
    if let known = find(name) { return spellings[known].entry }
    let folded = key(String(decoding: name, as: UTF8.self))
    if let known = folded.withBytes({ find(UnsafeRawBufferPointer($0)) }) {
      let entry = Entry(id: spellings[known].entry.id, differs: true)
      _ = add(name, entry)
      return entry
    }
    let entry = Entry(id: Int64(names.count + 1), differs: false)
    let place = add(name, entry)
    let isOwnKey = folded.utf8.elementsEqual(name)
    let ownKey = Entry(id: entry.id, differs: true)
    names.append(
      (place, isOwnKey ? place : folded.withBytes { add(UnsafeRawBufferPointer($0), ownKey) }))
    return entry
  }

  /// Calls `body` with each name as first written and its key, by row.
  func forEach(
    _ body: (_ id: Int64, _ name: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer)
      throws(TalkIndexError) -> Void
  ) throws(TalkIndexError) {
    for (index, place) in names.enumerated() {
      let (name, key) = (spellings[place.name], spellings[place.key])
      var failure: TalkIndexError?
      bytes.withUnsafeBytes { all in
        do throws(TalkIndexError) {
          try body(
            Int64(index + 1),
            UnsafeRawBufferPointer(rebasing: all[name.offset..<name.offset + name.count]),
            UnsafeRawBufferPointer(rebasing: all[key.offset..<key.offset + key.count]))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    }
  }

  private func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var hash = StableHash()
    hash.feed(seed)
    hash.feed(name)
    return UInt64(bitPattern: hash.value)
  }

  private func find(_ name: UnsafeRawBufferPointer) -> Int? {
    let hash = hash(name)
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while table[slot] != 0 {
      let place = Int(table[slot]) - 1
      let spelling = spellings[place]
      if spelling.hash == hash, spelling.count == name.count,
        isSame(spelling, name)
      {
        return place
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isSame(_ spelling: Spelling, _ name: UnsafeRawBufferPointer) -> Bool {
    bytes.withUnsafeBytes { all in
      guard let left = all.baseAddress, let right = name.baseAddress else { return true }
      return memcmp(left + spelling.offset, right, name.count) == 0
    }
  }

  /// Adds a spelling that is not known and returns its place.
  private func add(_ name: UnsafeRawBufferPointer, _ entry: Entry) -> Int {
    let place = spellings.count
    let offset = bytes.count
    bytes.append(contentsOf: name)
    spellings.append(
      Spelling(hash: hash(name), offset: offset, count: name.count, entry: entry))
    if spellings.count * 2 > table.count {
      table = Array(repeating: 0, count: table.count * 2)
      for place in spellings.indices { enter(place) }
    } else {
      enter(place)
    }
    return place
  }

  private func enter(_ place: Int) {
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: spellings[place].hash) & mask
    while table[slot] != 0 { slot = (slot + 1) & mask }
    table[slot] = UInt32(place + 1)
  }
}
