internal import TalkModel

/// Lines of a description that may be the title.
extension GeneralHabit {
  /// Title of events whose summary only names the speaker.
  func titleFromDescription(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let body = NamedRole.withoutPlaces(event.parts.body)
    let paragraphs = body.filter { !$0.isEmpty }
    if let title = GeneralHabit.titleBesideName(paragraphs.prefix(3), draft.speakers, profile) {
      draft.setTitle(title, rule: "title-beside-name", confidence: 0.7, evidence: title)
      if draft.title?.isEmpty ?? true, !draft.hasPlaceholder { draft.title = title }
      return
    }
    // `Title`, below it `Jane Doe, PhD`
    if draft.speakers.count == 1,
      let below = body.prefix(8).firstIndex(where: { line in
        line.count <= 120 && PersonName.cleaned(line) == draft.speakers[0].name
      }), let line = body[..<below].last(where: { !$0.isEmpty })?.withoutTrailingLink
    {
      if Placeholder.isPlaceholder(line), !line.isEmpty {
        draft.hasPlaceholder = true
        return
      }
      if isTitleLike(line.unquoted, event: event, draft: draft, profile: profile) {
        draft.title = line.unquoted
        draft.findings.title = DraftFinding(
          rule: "title-above-name", confidence: 0.75, evidence: line)
        return
      }
    }
    // The line right before the abstract, or the first line of all if a paragraph of its own.
    let line: Bytes
    if let quoted = paragraphs.prefix(6).first(where: {
      $0.count <= 220 && $0.unquoted.count < $0.count && $0.wordCount(upTo: 2) == 2
    }) {
      line = quoted
    } else if event.parts.hasAbstractLabel, paragraphs.count <= 6, let last = paragraphs.last {
      line = last
    } else if let first = body.firstIndex(where: { !$0.isEmpty }), first + 1 < body.count,
      body[first + 1].isEmpty, paragraphs.count > 1
    {
      line = body[first]
    } else if paragraphs.count == 1, let only = paragraphs.first, only.wordCount(upTo: 3) == 3 {
      line = only
    } else if let first = body.firstIndex(where: { !$0.isEmpty }), first + 1 < body.count,
      NamedRole.isPlaceLine(body[first + 1])
        || paragraphs.count == 2 && NamedRole.isPlace(body[first + 1]),
      !NamedRole.isPlaceLine(body[first])
    {
      // `Title`, `Institution`
      line = body[first]
      if draft.speakers.count == 1, draft.speakers[0].affiliation == nil {
        draft.speakers[0].affiliation = Affiliation.institution(in: body[first + 1])
      }
    } else if body.count < event.parts.body.count, paragraphs.count >= 2,
      let first = paragraphs.first,
      paragraphs[1].count > first.count
    {
      // `Institution`, `Title`, text
      line = first
    } else {
      return
    }
    guard isTitleLike(line, event: event, draft: draft, profile: profile) else { return }
    draft.title = line.unquoted
    draft.findings.title = DraftFinding(
      rule: "title-line-in-description", confidence: 0.6, evidence: line)
  }

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

extension Bytes {
  /// Without ` (https://…)` at the end, which stands for a link on the text.
  fileprivate var withoutTrailingLink: Bytes {
    guard let (outside, inside) = trailingBracket, inside.hasPrefix("http") else { return self }
    return outside
  }
}
