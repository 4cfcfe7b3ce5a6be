internal import TalkModel

/// Puts the lines of a description together again as the text that is shown and indexed.
enum DescriptionText {
  /// Lines of the body without those that became title, speakers or series.
  static func bodyLines(of parts: DescriptionParts, draft: TalkDraft, summary: Bytes) -> TextLines {
    func isKnown(_ line: Bytes) -> Bool {
      func isSame(_ text: Bytes) -> Bool {
        text.count == line.count && WordSet.hash(text) == WordSet.hash(line)
      }
      return isSame(summary) || draft.title.map(isSame) ?? false
        || draft.series.contains(where: isSame) || draft.speakers.contains { isSame($0.name) }
    }
    func isKept(_ line: Bytes) -> Bool {
      if line.isEmpty { return true }
      if isKnown(line) { return false }
      return !(line.hasPrefix("by ") && line.contains(" as part of "))
    }
    return parts.body.allSatisfy(isKept) ? parts.body : parts.body.kept(where: isKept)
  }

  /// Lines joined by line feeds, runs of blank lines one, none at the ends.
  static func joined(_ lines: TextLines) -> Bytes {
    guard let first = lines.first(where: { !$0.isEmpty }) else { return [] }
    var result = TextWriter(beside: first, capacity: lines.reduce(0) { $0 + $1.count + 2 })
    var pendingBreak = false
    for line in lines {
      if line.isEmpty {
        pendingBreak = result.count > 0
        continue
      }
      if result.count > 0 { result.append(Ascii.newline) }
      if pendingBreak { result.append(Ascii.newline) }
      pendingBreak = false
      result.append(line)
    }
    return result.finish()
  }
}
