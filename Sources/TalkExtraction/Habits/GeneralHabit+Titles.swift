internal import TalkModel

/// Lines of a description that may be the title.
extension GeneralHabit {
  /// Whether the text begins with a line of its own above paragraphs.
  func startsWithTitleLine(_ parts: DescriptionParts) -> Bool {
    guard !parts.hasTitleLabel, let first = parts.body.firstIndex(where: { !$0.isEmpty }),
      parts.body[first].count <= 160
    else { return false }
    let rest = parts.body[(first + 1)...]
    return (rest.first?.isEmpty ?? false) && rest.contains { $0.count > 60 }
      || parts.hasAbstractLabel && rest.allSatisfy(\.isEmpty)
  }

  func isTitleLike(
    _ line: Bytes, event: EventText, draft: TalkDraft, profile: CalendarProfile
  ) -> Bool {
    guard (8...220).contains(line.count), let first = line.first, let last = line.last,
      line.wordCount(upTo: 2) >= 2, Ascii.isUpper(first) || first >= 0x80 || first == Ascii.quote,
      last != Ascii.dot, last != Ascii.colon, !line.contains("http"), !line.contains("@"),
      !GeneralHabit.holdsTime(line),
      !Placeholder.isPlaceholder(line)
    else { return false }
    if line.wordCount(upTo: 26) > 25 { return false }
    if let list = SpeakerList(line, trust: .likely, lexicon: profile.lexicon),
      !list.isPlaceholder, list.likelihood >= (line.wordCount(upTo: 3) == 2 ? 0.6 : 0.5)
    {
      return false
    }
    if draft.series.contains(where: { WordSet.hash($0) == WordSet.hash(line) }) { return false }
    if GeneralHabit.notTitles.contains(where: { line.hasPrefix($0) }) { return false }
    for speaker in draft.speakers where line.contains(bytes: speaker.name) { return false }
    return true
  }

  /// Whether a time of day stands in a line (`Mondays 12:15`, `12h15`).
  private static func holdsTime(_ line: Bytes) -> Bool {
    line.indices.dropFirst().dropLast(2).contains { index in
      (line[index] == Ascii.colon || line[index] == UInt8(ascii: "h"))
        && Ascii.isDigit(line[index - 1]) && Ascii.isDigit(line[index + 1])
        && Ascii.isDigit(line[index + 2])
    }
  }

  private static let notTitles: [StaticString] = [
    "check back", "please", "join", "note", "this talk", "this is", "we ", "in this", "the talk",
    "coffee", "refreshments", "zoom", "meeting", "abstract", "more info", "register",
    "room", "host", "for more", "click", "link", "all are", "open to", "light ", "lunch", "time is",
    "(", "*", "topic:", "pizza",
  ]
}
