internal import ICalendar
internal import TalkModel

/// Reads calendars of no known exporter by labelled lines, statistics and the shape of names.
struct GeneralHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double { 0.5 }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    fillFromDescription(event, profile: profile, into: &draft, speakersToo: true)
    if draft.speakers.isEmpty, profile.attendeeShare >= 0.5 {
      participants(event, into: &draft)
    }
    readPartOf(event, profile: profile, into: &draft)
    if draft.speakers.isEmpty, profile.organisersPresent {
      presentingOrganiser(event, profile: profile, into: &draft)
    }
    readSummary(event, profile: profile, into: &draft)
    if draft.speakers.isEmpty, !draft.sawCrowd {
      readUnlabelled(event, profile: profile, into: &draft)
    }
    if draft.title?.isEmpty ?? true, !draft.speakers.isEmpty, !event.parts.hasTitleLabel {
      titleFromDescription(event, profile: profile, into: &draft)
    }
    if let series = event.parts.series {
      draft.addSeries(series, rule: "label-series", confidence: 0.9, evidence: series)
    }
    categories(event, profile: profile, into: &draft)
  }

  // MARK: Summary

  private func readSummary(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let evidence = event.fields.summary
    var reading = SummaryReader(profile: profile).read(event.summary, stated: draft.speakers)
    if let swapped = swappedBoxes(event, reading, draft: draft, profile: profile) {
      draft.title = draft.speakers[0].name
      draft.findings.title = DraftFinding(
        rule: "title-in-speaker-line", confidence: 0.7, evidence: draft.speakers[0].name)
      draft.findings.speakers = nil
      draft.setSpeakers(
        swapped.speakers, rule: "name-in-title-place", confidence: 0.8, evidence: evidence)
      reading.title = nil
    }
    draft.label = reading.label
    if let list = reading.speakers {
      if list.isPlaceholder {
        draft.sawCrowd = true
        if Placeholder.isPlaceholder(event.summary.text.suffix(24)) { draft.hasPlaceholder = true }
      }
      let aligned = list.speakers
      draft.setSpeakers(
        aligned, rule: reading.speakerRule, confidence: min(0.9, list.likelihood),
        evidence: evidence)
    }
    if let title = reading.title {
      draft.setTitle(
        title.unquoted, rule: reading.titleRule,
        confidence: min(0.85, max(0.5, reading.titleConfidence)), evidence: evidence)
    } else if draft.title == nil {
      draft.title = []
    }
    if let series = reading.series {
      draft.addSeries(series, rule: reading.seriesRule, confidence: 0.85, evidence: evidence)
    }
    if let label = reading.label, draft.series.isEmpty, profile.seriesFromName == nil,
      SeriesName.isColloquium(label)
    {
      draft.addSeries(label, rule: "label-names-series", confidence: 0.6, evidence: evidence)
    }
    if draft.speakers.contains(where: { $0.affiliation == nil }) {
      SummaryReader(profile: profile).addAffiliations(from: event.summary.text, to: &draft.speakers)
    }
    if let track = reading.track {
      draft.addSeries(track, rule: "track-in-brackets", confidence: 0.85, evidence: evidence)
    }
  }

  /// Speakers that stand where the title should, while the speaker line holds no name.
  private func swappedBoxes(
    _ event: EventText, _ reading: SummaryReading, draft: TalkDraft, profile: CalendarProfile
  ) -> SpeakerList? {
    guard draft.speakers.count == 1, draft.findings.speakers?.rule == "label-speaker",
      let title = reading.title, event.parts.title == nil,
      PersonName(draft.speakers[0].name, lexicon: profile.lexicon).likelihood < 0.3,
      let list = SpeakerList(title, trust: .likely, lexicon: profile.lexicon), !list.isPlaceholder,
      list.likelihood >= 0.5, list.speakers.contains(where: { $0.affiliation != nil })
    else { return nil }
    return list
  }

  // MARK: Labelled lines

  /// Title, speakers and affiliation of labelled lines.
  func fillFromDescription(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft, speakersToo: Bool,
    trust: SpeakerTrust = .stated
  ) {
    let parts = event.parts
    if let title = parts.title {
      draft.setTitle(title.unquoted, rule: "label-title", confidence: 0.95, evidence: title)
    }
    guard speakersToo, !parts.speakers.isEmpty else { return }
    var speakers: [StatedSpeaker] = []
    if parts.speakersAreSection {
      for line in parts.speakers {
        let isShort = line.wordCount(upTo: 7) <= 6 || line.last == Ascii.closeParen
        guard isShort || line.contains(Ascii.comma) && line.count < 200,
          let list = SpeakerList(
            line, trust: speakers.isEmpty ? .stated : .likely, lexicon: profile.lexicon),
          !list.isPlaceholder
        else { continue }
        if !speakers.isEmpty, list.likelihood < 0.45 { continue }
        speakers += list.speakers
      }
    } else {
      for line in parts.speakers {
        if let list = SpeakerList(line, trust: trust, lexicon: profile.lexicon) {
          speakers += list.speakers
          if list.isPlaceholder {
            draft.hasPlaceholder = draft.hasPlaceholder || Placeholder.isPlaceholder(line);
            draft.sawCrowd = true
          }
        }
      }
    }
    if let place = parts.affiliation, let institution = Affiliation.institution(in: place) {
      for index in speakers.indices where speakers[index].affiliation == nil {
        speakers[index].affiliation = institution
      }
    }
    draft.setSpeakers(
      speakers, rule: "label-speaker", confidence: 0.92,
      evidence: parts.speakers[0].prefix(200))
  }

  /// Participants, where most events of the calendar have some that are no mail addresses.
  private func participants(_ event: EventText, into draft: inout TalkDraft) {
    let named = event.fields.attendees.filter { attendee in
      attendee.parameter("CN") != nil && !event.arena.text(attendee.rawValue).hasPrefix("mailto:")
    }
    guard !named.isEmpty else { return }
    StatedFields.speakers(fromAttendeesOf: event, into: &draft)
  }

  /// ORGANIZER, where each event of the calendar has another.
  private func presentingOrganiser(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    guard let name = event.fields.organizer?.commonName(in: event.arena),
      let list = SpeakerList(
        MojibakeRepair.repair(name), trust: .handles, lexicon: profile.lexicon),
      !list.isPlaceholder, !Placeholder.isCrowd(name)
    else { return }
    draft.setSpeakers(list.speakers, rule: "presenting-organiser", confidence: 0.6, evidence: name)
  }

  // MARK: Unlabelled lines

  /// `by A (X) as part of SERIES`: says both, wherever it stands.
  private func readPartOf(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft)
  {
    let lines = event.parts.body.prefix(6) + event.parts.abstract.prefix(2)
    guard let line = lines.first(where: { $0.hasPrefix("by ") && $0.contains(" as part of ") })
    else { return }
    GeneralHabit.readByLine(line, profile: profile, into: &draft, trust: .stated)
  }

  private func readUnlabelled(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let lines = event.parts.body
    for line in lines.prefix(12) {
      if line.hasPrefix("by "), line.count < 400 {
        GeneralHabit.readByLine(line, profile: profile, into: &draft, trust: .guess)
        if !draft.speakers.isEmpty { return }
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
    // The first line is a list of names: authors of a contributed talk.
    if let first = lines.first(where: { !$0.isEmpty }), first.count < 400,
      lines.count > 1 || !event.parts.abstract.isEmpty,
      let list = SpeakerList(first, trust: .guess, lexicon: profile.lexicon), !list.isPlaceholder,
      list.speakers.count > 1 ? list.likelihood >= 0.5 : list.likelihood >= 0.8
    {
      draft.setSpeakers(
        list.speakers, rule: "first-line-names", confidence: 0.75, evidence: first)
      return
    }
    if profile.nameLineShare >= 0.5 {
      let speakers = LoneNames.speakers(
        in: lines + event.parts.biography, lexicon: profile.lexicon)
      if let first = speakers.first {
        draft.setSpeakers(
          speakers, rule: "name-on-own-line", confidence: 0.7, evidence: first.name)
      }
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
        index + 1 == text.endIndex || Ascii.isBlank(text[index + 1])
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

  // MARK: Title of events whose summary only names the speaker

  private func titleFromDescription(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let body = event.parts.body
    let paragraphs = body.filter { !$0.isEmpty }
    // The line right before the abstract, or the first line of all if a paragraph of its own.
    let line: Bytes
    if event.parts.hasAbstractLabel, paragraphs.count <= 6, let last = paragraphs.last {
      line = last
    } else if let first = body.firstIndex(where: { !$0.isEmpty }), first + 1 < body.count,
      body[first + 1].isEmpty, paragraphs.count > 1
    {
      line = body[first]
    } else {
      return
    }
    guard isTitleLike(line, event: event, draft: draft, profile: profile) else { return }
    draft.title = line.unquoted
    draft.findings.title = DraftFinding(
      rule: "title-line-in-description", confidence: 0.6, evidence: line)
  }

  private func isTitleLike(
    _ line: Bytes, event: EventText, draft: TalkDraft, profile: CalendarProfile
  ) -> Bool {
    guard (8...220).contains(line.count), let first = line.first, let last = line.last,
      line.wordCount(upTo: 2) >= 2, Ascii.isUpper(first) || first >= 0x80 || first == Ascii.quote,
      last != Ascii.dot, last != Ascii.colon, !line.contains("http"), !line.contains("@"),
      !Placeholder.isPlaceholder(line)
    else { return false }
    if line.wordCount(upTo: 26) > 25 { return false }
    if let list = SpeakerList(line, trust: .likely, lexicon: profile.lexicon),
      list.likelihood >= 0.5
    {
      return false
    }
    if draft.series.contains(where: { WordSet.hash($0) == WordSet.hash(line) }) { return false }
    if GeneralHabit.notTitles.contains(where: { line.hasPrefix($0) }) { return false }
    for speaker in draft.speakers where line.contains(bytes: speaker.name) { return false }
    return true
  }

  private static let notTitles: [StaticString] = [
    "check back", "please", "join", "note", "this talk", "this is", "we ", "in this", "the talk",
    "coffee", "refreshments", "zoom", "meeting", "abstract", "more info", "register",
    "room", "host", "for more", "click", "link", "all are", "open to", "light ", "lunch", "time is",
    "(", "*", "topic:", "pizza",
  ]

  // MARK: Categories

  private func categories(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft)
  {
    guard !event.fields.categories.isEmpty else { return }
    for property in event.fields.categories {
      let list = property.textList
      // `Big data, fast data`: a comma with white space after it stands inside one name.
      let isOneName = list.count > 1 && list.dropFirst().allSatisfy { $0.utf8.first == Ascii.space }
      let names = isOneName ? [property.text] : list
      for category in names {
        let category = event.arena.text(category)
        let bytes = category.collapsed
        if KindWords.isOnlyKinds(bytes) || KindWords.isOtherLabel(bytes) {
          draft.stated.append(bytes)
        } else if names.count == 1 || SeriesName.hasSeriesWord(bytes) {
          draft.addSeries(bytes, rule: "categories", confidence: 0.85, evidence: category)
        } else {
          draft.stated.append(bytes)
        }
      }
    }
  }
}

extension Bytes {
  /// Whether `other` occurs, byte for byte.
  func contains(bytes other: Bytes) -> Bool { firstIndex(of: Array(other)) != nil }
}
