/// Names that stand in a description without a label.
extension GeneralHabit {
  /// `by A (X) as part of SERIES`: says both, wherever it stands.
  func readPartOf(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    func isByLine(_ line: Bytes) -> Bool {
      line.hasPrefix("by ") && line.contains(" as part of ")
    }
    guard
      let line = event.parts.body.prefix(6).first(where: isByLine)
        ?? event.parts.abstract.prefix(2).first(where: isByLine)
    else { return }
    GeneralHabit.readByLine(line, profile: profile, into: &draft, trust: .stated)
  }

  func readUnlabelled(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let lines = event.parts.body
    if ListedTalks.areNumbered(lines) {
      let listed = ListedTalks.speakers(in: lines, hasHeading: true, lexicon: profile.lexicon)
      draft.setSpeakers(
        listed, rule: "listed-talks", confidence: 0.8, evidence: listed.first?.name ?? [])
      if !listed.isEmpty { return }
    }
    for line in lines.prefix(12) {
      if line.hasPrefix("by "), line.count < 400 {
        GeneralHabit.readByLine(line, profile: profile, into: &draft, trust: .guess)
        if !draft.speakers.isEmpty { return }
      }
      if let list = afterBy(line, profile) {
        draft.setSpeakers(
          list.speakers, rule: "presented-by", confidence: 0.75, evidence: line.prefix(200))
        return
      }
      if let list = afterLabel(line, profile) {
        draft.setSpeakers(
          list.speakers, rule: "presented-by", confidence: 0.8, evidence: line.prefix(200))
        return
      }
      if let at = presentedBy(line) {
        let rest = line[at...]
        let end = sentenceEnd(rest)
        if let list = SpeakerList(rest[..<end], trust: .likely, lexicon: profile.lexicon),
          !list.isPlaceholder,
          list.likelihood >= 0.4
        {
          draft.setSpeakers(
            list.speakers, rule: "presented-by", confidence: 0.85, evidence: line.prefix(200)
          )
          return
        }
      }
    }
    // A summary that only names the series leaves who speaks to the description.
    let isSeries =
      SeriesName.endsInSeriesWord(event.summary.text) && event.summary.text.cuts.isEmpty
    if let named = NamedRole.speaker(in: lines, lexicon: profile.lexicon, isExpected: isSeries) {
      draft.setSpeakers(
        [named.speaker], rule: "first-line-name-and-role", confidence: 0.8,
        evidence: named.line.prefix(200))
      return
    }
    if let speaker = NamedRole.belowTitle(in: lines, lexicon: profile.lexicon) {
      draft.setSpeakers(
        [speaker], rule: "second-line-name-and-place", confidence: 0.75, evidence: speaker.name)
      return
    }
    if let list = lines.prefix(6).lazy.compactMap({ titledAtStart($0, profile) }).first {
      draft.setSpeakers(
        list.speakers, rule: "first-line-name-and-role", confidence: 0.7,
        evidence: list.speakers[0].name)
      return
    }
    // The first line is a list of names: authors of a contributed talk.
    if let first = lines.first(where: { !$0.isEmpty }), first.count < 400,
      lines.count > 1 || !event.parts.abstract.isEmpty || event.parts.hasTitleLabel,
      case let isPlaced = hasPlaceBelow(lines),
      let list = SpeakerList(
        first, trust: isPlaced ? .likely : .guess, lexicon: profile.lexicon), !list.isPlaceholder,
      list.speakers.count > 1 || isPlaced
        ? list.likelihood >= 0.5
        : list.likelihood >= (event.parts.hasTitleLabel && first.count <= 100 ? 0.65 : 0.8)
    {
      draft.setSpeakers(
        list.speakers, rule: "first-line-names", confidence: 0.75, evidence: first)
      return
    }
    if profile.nameLineShare >= 0.5 {
      let speakers = LoneNames.speakers(
        in: lines.joined(event.parts.biography), lexicon: profile.lexicon)
      if let first = speakers.first {
        draft.setSpeakers(
          speakers, rule: "name-on-own-line", confidence: 0.7, evidence: first.name)
        return
      }
    }
    let listed = ListedTalks.speakers(
      in: lines.joined(event.parts.abstract), hasHeading: event.parts.hasLineup,
      lexicon: profile.lexicon)
    if let first = listed.first {
      draft.setSpeakers(listed, rule: "listed-talks", confidence: 0.8, evidence: first.name)
      return
    }
    let portrayed = BiographyNames.speakers(
      in: event.parts.biography, lines.joined(event.parts.abstract), lexicon: profile.lexicon)
    if let first = portrayed.first {
      draft.setSpeakers(
        portrayed, rule: "named-in-biography", confidence: 0.7, evidence: first.name)
      return
    }
    if let found = ProseNames.speakers(
      in: lines.joined(event.parts.abstract), lexicon: profile.lexicon)
    {
      draft.setSpeakers(
        found.speakers, rule: "named-in-prose", confidence: 0.6, evidence: found.evidence)
    }
  }

  /// Reads `by A (X) as part of S`.
  static func readByLine(
    _ line: Bytes, profile: CalendarProfile, into draft: inout TalkDraft, trust: SpeakerTrust
  ) {
    var names = line.dropFirst(3)
    if let at = names.firstIndex(of: " as part of ") {
      draft.addSeries(
        names[(at + 12)...], rule: "as-part-of", confidence: 0.95, evidence: line)
      names = names[..<at]
    }
    if let list = SpeakerList(names, trust: trust, lexicon: profile.lexicon) {
      if list.isPlaceholder { draft.hasPlaceholder = true }
      draft.setSpeakers(
        list.speakers, rule: "by-line", confidence: 0.9, evidence: line.prefix(200))
    }
  }

  /// `Title` of the line `Jane Doe - Title`, `Jane Doe (X): Title`, `Jane Doe, "Title"`.
  static func titleBesideName(
    _ lines: ArraySlice<Bytes>, _ speakers: [StatedSpeaker], _ profile: CalendarProfile
  ) -> Bytes? {
    let reader = SummaryReader(profile: profile)
    for line in lines where speakers.contains(where: { line.starts(with: $0.name) }) {
      var title: Bytes
      if let cut = line.cuts.first(where: { $0.kind != .slash }),
        reader.names(in: line[..<cut.range.lowerBound], agreeWith: speakers, allOf: true)
      {
        title = line[cut.range.upperBound...].trimmed
      } else if let comma = line.firstIndex(of: Ascii.comma),
        case let rest = line[(comma + 1)...].trimmed, rest.unquoted.count < rest.count,
        reader.names(in: line[..<comma], agreeWith: speakers, allOf: true)
      {
        title = rest
      } else {
        continue
      }
      let isQuoted = title.unquoted.count < title.count
      title = title.unquoted
      guard (6...220).contains(title.count), title.wordCount(upTo: 26) <= 25,
        title.last != Ascii.dot || isQuoted, let head = title.first, head != Ascii.quote,
        !title.hasPrefix("“"), !Ascii.isLower(head), !Affiliation.isRole(title),
        isQuoted || !Affiliation.isSurely(title), !Placeholder.isPlaceholder(title)
      else { continue }
      return title
    }
    return nil
  }

  /// Whether the line right below the first is the name of an institution and nothing else.
  private func hasPlaceBelow(_ lines: TextLines) -> Bool {
    guard let start = lines.firstIndex(where: { !$0.isEmpty }), start + 1 < lines.count,
      lines[start].wordCount(upTo: 6) <= 5
    else { return false }
    let line = lines[start + 1]
    return (3...90).contains(line.count) && line.last != Ascii.dot
      && line.wordCount(upTo: 9) <= 8 && !line.contains(Ascii.colon)
      && (Affiliation.isInstitution(line) || Affiliation.isRole(line))
  }

  /// `par Name, université de X`, `von Name`: a short line that begins so.
  private func afterBy(_ line: Bytes, _ profile: CalendarProfile) -> SpeakerList? {
    guard line.count <= 160 else { return nil }
    for word in GeneralHabit.byStarts where line.hasPrefix(word) {
      let rest = line.dropFirst(word.utf8CodeUnitCount)
      guard
        let list = SpeakerList(
          rest[..<sentenceEnd(rest)], trust: .likely, lexicon: profile.lexicon)
          ?? SpeakerList(rest, trust: .likely, lexicon: profile.lexicon),
        !list.isPlaceholder, list.likelihood >= 0.55, list.speakers.count <= 4,
        list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 })
      else { continue }
      guard list.speakers.count == 1, list.speakers[0].affiliation == nil,
        let whole = SpeakerList(rest, trust: .likely, lexicon: profile.lexicon),
        whole.speakers.count == 1
      else { return list }
      return whole
    }
    return nil
  }

  private static let byStarts: [StaticString] = [
    "par ", "von ", "di ", "por ", "door ", "av ", "ved ", "przez ", "con ", "mit ", "avec ",
    "with ",
  ]

  /// `Dr. Name, archaeologist, …`: a line that begins with a person with a title, or, where many first
  /// lines of the calendar begin with people, with any.
  private func titledAtStart(_ line: Bytes, _ profile: CalendarProfile) -> SpeakerList? {
    guard let comma = line.prefix(60).firstIndex(of: Ascii.comma), line.count <= 260 else {
      return nil
    }
    let person = PersonName(line[..<comma], lexicon: profile.lexicon)
    guard person.wordCount >= 2,
      person.hadTitle && person.likelihood >= 0.7
        || profile.firstLinesBeginWithNames && person.likelihood >= 0.5
    else { return nil }
    let rest = line[(comma + 1)...].trimmed.words
    // `Name, Tufts`
    let isPlaced =
      rest.count <= 4 && rest.allSatisfy { $0.first.map { !Ascii.isLower($0) } ?? false }
    return SpeakerList(isPlaced ? line : line[..<comma], trust: .likely, lexicon: profile.lexicon)
  }

  /// Who speaks by a line that begins with a word for talks: `Conférence par Name`,
  /// `Vortrag und Lesung: Prof. Name, Town`; or that ends in a person with a title: `X | Y: Prof. Name`.
  private func afterLabel(_ line: Bytes, _ profile: CalendarProfile) -> SpeakerList? {
    guard line.count <= 240 else { return nil }
    if let cut = line.cuts.last(where: { $0.kind == .colon }),
      case let head = line[..<cut.range.lowerBound], head.count <= 120,
      case let rest = line[cut.range.upperBound...],
      case let end = rest.firstIndex(of: Ascii.comma) ?? rest.endIndex,
      case let person = PersonName(rest[..<end], lexicon: profile.lexicon),
      person.hadTitle && person.likelihood >= 0.7
        || profile.firstLinesEndInNames && person.likelihood >= 0.5,
      person.wordCount >= 2, rest.wordCount(upTo: 13) <= 12,
      !GeneralHabit.hostWords.contains(where: { head.contains($0) }),
      case .none = DescriptionLabel.named(head)
    {
      let isSentence = head.wordCount(upTo: 13) > 12
      return isSentence
        ? nil : SpeakerList(rest[..<end], trust: .likely, lexicon: profile.lexicon)
    }
    for word in SummaryReader.ofWords {
      guard let at = line.prefix(48).firstIndex(of: word), at > line.startIndex,
        case let head = line[..<at], head.wordCount(upTo: 5) <= 4,
        KindLabel.isLabel(head) || KindLabel.mayBeLabel(head),
        case let rest = line[(at + word.utf8CodeUnitCount)...],
        let list = SpeakerList(
          rest[..<sentenceEnd(rest)], trust: .likely, lexicon: profile.lexicon),
        !list.isPlaceholder, list.likelihood >= 0.5,
        list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 })
      else { continue }
      return list
    }
    return nil
  }

  /// What stands in a line that names who invites rather than who speaks.
  private static let hostWords: [StaticString] = [
    "host", "chair", "moder", "contact", "kontakt", "organi", "leitung", "einführ", "begrüß",
    "welcome", "introd", "invite", "einlad", "opponent", "advis", "superv", "betreu", "respond",
    "discuss", "committee", "kommission", "prüf", "award", "preis", "nach ", "feat",
  ]

  private func presentedBy(_ line: Bytes) -> Int? {
    for phrase in GeneralHabit.presentingPhrases {
      if let at = line.prefix(120).firstIndex(of: phrase) { return at + phrase.utf8CodeUnitCount }
    }
    return nil
  }

  private static let presentingPhrases: [StaticString] = [
    "presented by ", "talk by ", "lecture by ", "seminar by ", "given by ", "vortrag von ",
    "exposé de ", "conferencia de ", "charla de ", "intervento di ", "a cura di ",
    "presentation by ",
    "keynote by ", "workshop by ", "tutorial by ",
  ]

  /// Where a sentence that names somebody ends: at a stop after a word, a line end or a link.
  private func sentenceEnd(_ text: Bytes) -> Int {
    var index = text.startIndex
    var wordLength = 0
    while index < text.endIndex {
      let byte = text[index]
      if byte == Ascii.dot, wordLength > 2,
        index + 1 == text.endIndex || Ascii.isBlank(text[index + 1]),
        !NameWords.titles.contains(text[...index].lastWord)
      {
        return index
      }
      if byte == Ascii.comma, index + 2 < text.endIndex, text[index + 1] == Ascii.space,
        Ascii.isLower(text[index + 2]), !text[(index + 2)...].hasPrefix("and "),
        !text[(index + 2)...].hasPrefix("und ")
      {
        return index
      }
      if byte == Ascii.newline || byte == Ascii.colon && wordLength > 3 { return index }
      wordLength = Ascii.isBlank(byte) || byte == Ascii.dot ? 0 : wordLength + 1
      index += 1
    }
    return text.endIndex
  }
}
