/// The different words of a text's phrases, numbered from 1 in the order of their first use, and how
/// often and in how long phrases each occurs.
///
/// Number 0 is no word, and weighs nothing.
struct WordNumbers: ~Copyable {
  /// What is known of one word.
  struct Entry: BitwiseCopyable {
    var hash: UInt64 = 0
    /// How often it occurs in phrases.
    var frequency: Int32 = 0
    /// How many other words stand in these phrases.
    var degree: Int32 = 0
  }

  /// Those from ``next`` on are blank.
  private var entries = ReusableBuffer<Entry>(repeating: Entry(), capacity: 256)
  /// What each word adds to the score of a phrase.
  private var weights = ReusableBuffer<Double>(repeating: 0, capacity: 256)
  /// Which words are part of a chosen keyword.
  private var chosen = ReusableBuffer<Bool>(repeating: false, capacity: 256)
  /// Open addressing, at most half full: number, or 0.
  private var slots = ReusableBuffer<UInt16>(repeating: 0, capacity: 512)
  private var shift: UInt64 = 55
  private var mask = 511
  /// The number of the next new word.
  private var next = 1

  /// Forgets all words; from now on at most `most` different ones are added.
  mutating func clear(for most: Int) {
    for number in 1..<next { entries[number] = Entry() }
    next = 1
    entries.reserve(most + 2, filler: Entry())
    weights.reserve(most + 1, filler: 0)
    chosen.reserve(most + 1, filler: false)
    var bits = 9
    while 1 << bits < most * 2 { bits += 1 }
    mask = 1 << bits - 1
    shift = UInt64(64 - bits)
    slots.reset(1 << bits, to: 0)
  }

  /// The number of the word with this hash, new or not; counts one occurrence beside `others` words.
  ///
  /// Nothing foretells whether it is new, so no branch depends on that.
  @inline(__always) mutating func add(_ hash: UInt64, others: Int) -> UInt16 {
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    var number = Int(slots[slot])
    while (number != 0) && (entries[number].hash != hash) {
      slot = (slot &+ 1) & mask
      number = Int(slots[slot])
    }
    let isNew = number == 0
    number = isNew ? next : number
    next &+= isNew ? 1 : 0
    slots[slot] = UInt16(truncatingIfNeeded: number)
    var entry = entries[number]
    entry.hash = hash
    entry.frequency &+= 1
    entry.degree &+= Int32(truncatingIfNeeded: others)
    entries[number] = entry
    return UInt16(truncatingIfNeeded: number)
  }

  /// Weighs the words once all are counted.
  mutating func weigh(_ logarithms: Logarithms) {
    weights[0] = 0
    for number in 1..<next {
      let entry = entries[number]
      weights[number] =
        logarithms.ofOnePlus(entry.frequency) + logarithms.ofOnePlus(entry.degree)
      chosen[number] = false
    }
  }

  /// What the word with this number adds to the score of a phrase.
  @inline(__always) func weight(of number: UInt16) -> Double { weights[Int(number)] }

  /// Whether the word with this number is part of a chosen keyword.
  func isChosen(_ number: UInt16) -> Bool { chosen[Int(number)] }

  /// Notes that the word with this number is part of a chosen keyword.
  mutating func choose(_ number: UInt16) { chosen[Int(number)] = true }
}
