/// Texts after the last separator that several summaries of a calendar share.
struct SharedSuffixes {
  /// One of them.
  private struct Entry {
    var text: Bytes
    var count = 0
    /// What stands before it in the first summary, after another separator, and in how many more.
    var before: Bytes?
    var alike = 0
  }

  private var entries: [UInt64: Entry] = [:]

  /// Counts the text after the last of the `cuts` of `text`.
  mutating func learn(_ text: Bytes, _ cuts: ArenaList<Cut>) {
    guard let last = cuts.last(where: SharedSuffixes.isWide) else { return }
    let after = text[last.range.upperBound...]
    guard (3...60).contains(after.count), last.range.lowerBound > text.startIndex else { return }
    let hash = WordSet.hash(after)
    guard entries.count < 1024 || entries[hash] != nil else { return }
    var entry = entries[hash] ?? Entry(text: after)
    entry.count += 1
    if cuts.count > 1, let cut = cuts.dropLast().last(where: SharedSuffixes.isWide),
      cut.range.lowerBound > text.startIndex, cut.range.upperBound < last.range.lowerBound
    {
      let before = text[cut.range.upperBound..<last.range.lowerBound]
      if entry.before == nil { entry.before = before }
      if entry.before == before { entry.alike += 1 }
    }
    entries[hash] = entry
  }

  private static func isWide(_ cut: Cut) -> Bool { cut.kind != .colon && cut.kind != .slash }

  /// The text that most summaries end in, in how many, and what stands before it in nearly all of these.
  var best: (text: Bytes, count: Int, before: Bytes?)? {
    guard let best = entries.values.max(by: { $0.count < $1.count }), best.count >= 4 else {
      return nil
    }
    let isAlike = best.alike >= 4 && 10 * best.alike >= 9 * best.count
    return (best.text, best.count, isAlike ? best.before : nil)
  }
}
