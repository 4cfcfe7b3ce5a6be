/// Every word of an index in memory: what makes looking for other spellings quick.
///
/// Words whose talks are all gone may be among them; whoever finds a word asks for its talks anyway.
struct TermVocabulary {
  /// Bytes of words beyond which no vocabulary is kept.
  static let byteLimit = 64 << 20

  private var bytes: [UInt8] = []
  /// Where each word begins, and the end of the last one.
  private var starts: [UInt32] = [0]
  /// Hashes of all words: most that is looked for is not there, and that is known at once.
  private var hashes: Set<Int> = []

  /// Adds a word; false where there is no more room.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count + word.count <= TermVocabulary.byteLimit else { return false }
    bytes.append(contentsOf: word)
    starts.append(UInt32(bytes.count))
    hashes.insert(TermVocabulary.hash(word))
    return true
  }

  /// Whether a word may be in the index.
  func mayContain(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    hashes.contains(TermVocabulary.hash(word))
  }

  /// Calls `body` with every word that begins with a byte and has about as many bytes as asked for.
  func forEach(
    beginningWith first: UInt8, _ counts: ClosedRange<Int>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<(starts.count - 1) {
        let start = Int(starts[index])
        let end = Int(starts[index + 1])
        guard start < end, bytes[start] == first, counts.contains(end - start) else { continue }
        body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      }
    }
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(word))
    return hasher.finalize()
  }
}
