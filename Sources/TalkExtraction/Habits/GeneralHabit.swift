internal import ICalendar
internal import TalkModel

/// Reads calendars of no known exporter by labelled lines, statistics and the shape of names.
struct GeneralHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double { 0.5 }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    // Names in the summary of an anniversary are not of who speaks.
    if event.fields.isYearly, event.parts.speakers.isEmpty {
      draft.setTitle(
        event.summary.text, rule: "summary-of-anniversary", confidence: 0.6,
        evidence: event.fields.summary)
      return categories(event, profile: profile, into: &draft)
    }
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
    placeLabelledAffiliation(event, into: &draft)
    placeNamedRole(event, profile: profile, into: &draft)
    takeNamesOffTitle(event, profile: profile, into: &draft)
    if draft.title?.isEmpty ?? true, !draft.speakers.isEmpty, !event.parts.hasTitleLabel {
      titleFromDescription(event, profile: profile, into: &draft)
    }
    readSeriesAlone(event, profile: profile, into: &draft)
    if let series = event.parts.series {
      draft.addSeries(series, rule: "label-series", confidence: 0.9, evidence: series)
    }
    if let track = event.parts.track {
      let name =
        track.allSatisfy(Ascii.isDigit) ? event.arena.text("Track ").joined("", track) : track
      draft.addSeries(name, rule: "label-track", confidence: 0.85, evidence: track)
    }
    categories(event, profile: profile, into: &draft)
  }

  // MARK: Summary

  private func readSummary(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let evidence = event.fields.summary
    let tracks = [event.parts.track, event.parts.series].compactMap(\.self)
    var reading = SummaryReader(profile: profile).read(
      withoutRepeated(event), stated: draft.speakers, tracks: tracks,
      titleIsStated: event.parts.title != nil
    )
    if let swapped = swappedBoxes(event, reading, draft: draft, profile: profile) {
      draft.title = draft.speakers[0].name
      draft.findings.title = DraftFinding(
        rule: "title-in-speaker-line", confidence: 0.7, evidence: draft.speakers[0].name)
      draft.findings.speakers = nil
      draft.setSpeakers(
        swapped.speakers, rule: "name-in-title-place", confidence: 0.8, evidence: evidence)
      reading.title = nil
    }
    // `Palestra: Title` beside `Tema: …`, which says what it is about.
    if event.parts.titleIsWeak, draft.findings.title?.rule == "label-title", reading.label != nil,
      let title = reading.title, title.wordCount(upTo: 3) == 3,
      !Placeholder.isPlaceholder(title), draft.findings.speakers?.rule == "label-speaker"
    {
      draft.title = nil
      draft.findings.title = nil
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
    if let stated = reading.title {
      // A title that is the whole summary keeps the picture that it begins with.
      let whole = event.summary.verbatim
      let hasPicture = whole.firstWord.isPicture && stated == event.summary.text
      let title = hasPicture ? whole : stated
      draft.setTitle(
        title.withoutCoauthors.unquoted, rule: reading.titleRule,
        confidence: min(0.85, max(0.5, reading.titleConfidence)), evidence: evidence)
    } else if draft.title == nil {
      draft.title = []
    }
    if let series = reading.series {
      draft.addSeries(series, rule: reading.seriesRule, confidence: 0.85, evidence: evidence)
    }
    // `Harbour Seminar`, of which the description states the title
    let text = event.summary.text
    if reading.series == nil, reading.speakers == nil, event.parts.title != nil,
      SeriesName.calls(text), text.cuts.isEmpty, !SeriesName.isDefense(text)
    {
      draft.addSeries(text, rule: "summary-is-series", confidence: 0.8, evidence: evidence)
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
      for index in draft.speakers.indices where draft.speakers[index].affiliation == track {
        draft.speakers[index].affiliation = nil
      }
    }
    if let bracket = event.summary.bracket, !KindWords.isTalkLabel(bracket),
      !KindWords.isOtherLabel(bracket), !KindWords.isOnlyKinds(bracket),
      bracket.wordCount(upTo: 2) == 2 || Affiliation.isAcronym(bracket)
    {
      draft.addSeries(bracket, rule: "label-in-brackets", confidence: 0.8, evidence: evidence)
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

  /// `… zwei Seiten dieses Thema: zum einen …`: what goes on in small letters for long is no title.
  private func isProse(_ title: Bytes) -> Bool {
    title.count > 120 && (title.first.map(Ascii.isLower) ?? false)
  }

  /// Title, speakers and affiliation of labelled lines.
  func fillFromDescription(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft, speakersToo: Bool,
    trust: SpeakerTrust = .stated
  ) {
    let parts = event.parts
    if let title = parts.title, !isProse(title) {
      draft.setTitle(
        title.withoutCoauthors.unquoted, rule: "label-title", confidence: 0.95, evidence: title)
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
        else {
          placeLast(of: &speakers, line)
          continue
        }
        if !speakers.isEmpty, list.likelihood < 0.45 {
          placeLast(of: &speakers, line)
          continue
        }
        if speakers.isEmpty { speakers = list.speakers } else { speakers += list.speakers }
      }
    } else {
      for line in parts.speakers {
        // `Speaker: PhD Seminar`: what takes place, not who speaks.
        if line.wordCount(upTo: 7) <= 6, SeriesName.namesEvent(line),
          PersonName(line, lexicon: profile.lexicon).likelihood < 0.6
        {
          draft.sawCrowd = true
          continue
        }
        if let list = StatedLine.list(line, trust: trust, lexicon: profile.lexicon) {
          if speakers.isEmpty { speakers = list.speakers } else { speakers += list.speakers }
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
      speakers, rule: parts.speakerRule, confidence: 0.92,
      evidence: parts.speakers[0].prefix(200))
  }

  /// The institution on the line below a name.
  private func placeLast(of speakers: inout [StatedSpeaker], _ line: Bytes) {
    guard let last = speakers.indices.last, speakers[last].affiliation == nil, line.count <= 120,
      Affiliation.isInstitution(line)
    else { return }
    speakers[last].affiliation = Affiliation.institution(in: line)
  }

  /// `Institution: X` says where the one speaker works whom the summary names.
  private func placeLabelledAffiliation(_ event: EventText, into draft: inout TalkDraft) {
    guard draft.speakers.count == 1, draft.speakers[0].affiliation == nil,
      let place = event.parts.affiliation, let institution = Affiliation.institution(in: place)
    else { return }
    draft.speakers[0].affiliation = institution
  }

  /// `Jane Doe, Professor, X` in the first line says where the speaker works whom the summary names.
  private func placeNamedRole(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    for index in draft.speakers.indices where draft.speakers[index].affiliation == nil {
      draft.speakers[index].affiliation = NamedRole.place(
        of: draft.speakers[index].name, in: event.parts.body)
    }
    if draft.speakers.count == 1, draft.speakers[0].affiliation == nil, isSummaryOfName(draft) {
      draft.speakers[0].affiliation = NamedRole.placeAbove(in: event.parts.body)
    }
    placeSoleLine(event, profile: profile, into: &draft)
    guard draft.speakers.contains(where: { $0.affiliation == nil }),
      let named = NamedRole.speaker(in: event.parts.body, lexicon: profile.lexicon)?.speaker,
      let place = named.affiliation,
      let index = draft.speakers.firstIndex(where: { $0.name == named.name })
    else { return }
    if draft.speakers[index].affiliation == nil { draft.speakers[index].affiliation = place }
  }

  /// Where the one speaker works whom the summary names, if the description says nothing else.
  private func placeSoleLine(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    guard draft.speakers.count == 1, draft.speakers[0].affiliation == nil,
      draft.speakers[0].name.wordCount(upTo: 2) == 2,
      let line = LoneNames.soleLine(of: event.description), !Placeholder.isPlaceholder(line),
      !line.contains(bytes: draft.speakers[0].name),
      NamedRole.isPlaceLine(line)
        || profile.descriptionsArePlaces
          && (Affiliation.isInstitution(line) || line.wordCount(upTo: 5) <= 4),
      let place = Affiliation.institution(in: line)
    else { return }
    draft.speakers[0].affiliation = place
  }

  /// Whether the summary names who speaks and nothing of the talk.
  private func isSummaryOfName(_ draft: TalkDraft) -> Bool {
    guard let rule = draft.findings.speakers?.rule else { return false }
    return ["name-after-label", "summary-is-name", "label-of-name", "name-before-label"]
      .contains(rule)
  }

  /// Takes the names off a title that repeats who the description says speaks.
  private func takeNamesOffTitle(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    guard let rule = draft.findings.speakers?.rule, GeneralHabit.laterRules.contains(rule),
      draft.findings.title?.rule == "summary", let title = draft.title, !title.isEmpty
    else { return }
    let bare = SummaryReader(profile: profile).withoutStated(title, draft.speakers) ?? []
    guard bare.count < title.count else { return }
    if Placeholder.isPlaceholder(bare) {
      draft.hasPlaceholder = draft.hasPlaceholder || !bare.isEmpty
      draft.title = []
    } else {
      draft.title = bare
    }
    draft.findings.title = DraftFinding(
      rule: "summary-without-stated-speakers", confidence: 0.7, evidence: event.fields.summary)
  }

  /// Rules that find the speakers after the summary was read.
  private static let laterRules: [RuleName] = [
    "first-line-name-and-role", "named-in-prose", "name-on-own-line",
  ]

  private static let firstLineRules: [RuleName] = [
    "first-line-names", "first-line-name-and-role", "second-line-name-and-place",
    "name-on-own-line",
  ]

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
    let said = SummaryReader(profile: profile).read(event.summary, stated: [])
    if let list = said.speakers, !list.isPlaceholder, list.likelihood >= 0.7 { return }
    guard let name = event.fields.organizer?.commonName(in: event.arena),
      let list = SpeakerList(
        MojibakeRepair.repair(name), trust: .handles, lexicon: profile.lexicon),
      !list.isPlaceholder, !Placeholder.isCrowd(name)
    else { return }
    draft.setSpeakers(list.speakers, rule: "presenting-organiser", confidence: 0.6, evidence: name)
  }

  /// A summary that only names the series, while the description names speaker and title.
  private func readSeriesAlone(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let text = event.summary.text
    guard let given = draft.findings.title?.rule,
      given == "summary" || given == "summary-without-stated-speakers"
        || given == "kind-label-alone",
      let rule = draft.findings.speakers?.rule,
      GeneralHabit.firstLineRules.contains(rule)
        || rule == "label-speaker" && startsWithTitleLine(event.parts),
      SeriesName.endsInSeriesWord(text) || KindLabel.isSingleLabel(text), text.cuts.isEmpty,
      let line = event.parts.body.first(where: { line in
        !line.isEmpty && !Affiliation.isRole(line) && !Affiliation.isSurely(line)
          && !draft.speakers.contains { line.contains(bytes: $0.name) }
      })?.undecorated,
      isTitleLike(line, event: event, draft: draft, profile: profile)
    else { return }
    draft.title = line.unquoted
    draft.findings.title = DraftFinding(
      rule: "title-line-in-description", confidence: 0.6, evidence: line)
    if SeriesName.endsInSeriesWord(text) {
      draft.addSeries(
        text, rule: "summary-is-series", confidence: 0.7, evidence: event.fields.summary)
    }
  }
}

extension Bytes {
  /// Without the asterisks or underscores in which plain text stands out.
  fileprivate var undecorated: Bytes {
    var text = self
    while let first = text.first, let last = text.last, text.count > 2, first == last,
      first == Ascii.star || first == UInt8(ascii: "_")
    {
      text = text.dropFirst().dropLast().trimmed
    }
    return text
  }

  /// Whether `other` occurs, byte for byte.
  func contains(bytes other: Bytes) -> Bool { firstIndex(of: Array(other)) != nil }
}
