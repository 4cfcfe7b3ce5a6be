internal import TalkModel

/// Parts of a summary that the description repeats as something else than title or speaker.
extension GeneralHabit {
  /// The summary without a part at either end that a line of the description repeats after a label for
  /// something else (`Lunch - Sand and tides` beside `Food: Lunch`).
  func withoutRepeated(_ event: EventText) -> CleanSummary {
    var summary = event.summary
    let text = summary.text
    guard event.description.count > 8, event.description.contains(Ascii.colon) else {
      return summary
    }
    let cuts = text.cuts.filter { $0.kind != .colon && $0.kind != .slash }
    guard let first = cuts.first, let last = cuts.last else { return summary }
    if GeneralHabit.isRepeated(text[..<first.range.lowerBound], in: event.description),
      text[first.range.upperBound...].count >= 4
    {
      summary.text = text[first.range.upperBound...]
    } else if GeneralHabit.isRepeated(text[last.range.upperBound...], in: event.description),
      text[..<last.range.lowerBound].count >= 4
    {
      summary.text = text[..<last.range.lowerBound]
    }
    return summary
  }

  /// Whether a line of `description` is `part` behind a label that neither title nor speaker follows.
  private static func isRepeated(_ part: Bytes, in description: Bytes) -> Bool {
    guard (3...60).contains(part.count) else { return false }
    let part = Array(part)
    var rest = description
    while let at = rest.firstIndex(of: part) {
      if isValue(at, part.count, in: description) { return true }
      rest = rest[(at + 1)...]
    }
    return false
  }

  /// Whether `count` bytes at `at` are all that stands behind a label of one line.
  private static func isValue(_ at: Int, _ count: Int, in description: Bytes) -> Bool {
    let end = at + count
    guard end == description.endIndex || description[end] == Ascii.newline,
      case let line = description[..<at],
      case let start = line.lastIndex(of: Ascii.newline).map({ $0 + 1 }) ?? line.startIndex,
      case let label = line[start...].trimmedEnd, label.last == Ascii.colon,
      (3...24).contains(label.count), label.wordCount(upTo: 4) <= 3
    else { return false }
    switch DescriptionLabel.named(label.dropLast()) {
    case nil, .other, .venue, .link: return true
    default: return false
    }
  }
}
