internal import TalkModel

/// Puts the lines of a description together again as the text that is shown and indexed.
enum DescriptionText {
  /// Lines of the body without those that became title, speakers or series.
  static func bodyLines(of parts: DescriptionParts, draft: TalkDraft, summary: Bytes) -> [Bytes] {
    var known: [(count: Int, hash: UInt64)] = []
    func add(_ text: Bytes) { known.append((text.count, WordSet.hash(text))) }
    add(summary)
    if let title = draft.title { add(title) }
    for series in draft.series { add(series) }
    for speaker in draft.speakers { add(Bytes(speaker.name)) }
    return parts.body.filter { line in
      if line.isEmpty { return true }
      for (count, hash) in known where count == line.count && hash == WordSet.hash(line) {
        return false
      }
      return !(line.hasPrefix("by ") && line.contains(" as part of "))
    }
  }

  /// Lines joined by line feeds, runs of blank lines one, none at the ends.
  static func joined(_ lines: [Bytes]) -> Bytes {
    var result: [UInt8] = []
    result.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    var pendingBreak = false
    for line in lines {
      if line.isEmpty {
        pendingBreak = !result.isEmpty
        continue
      }
      if !result.isEmpty { result.append(Ascii.newline) }
      if pendingBreak { result.append(Ascii.newline) }
      pendingBreak = false
      result.append(contentsOf: line)
    }
    return result[...]
  }
}
