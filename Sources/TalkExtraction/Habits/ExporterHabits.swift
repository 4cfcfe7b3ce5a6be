internal import ICalendar
internal import TalkModel

/// talks.cam: `Title - Speaker (Affiliation)`, CATEGORIES is the series, CONTACT the organiser.
struct TalksCamHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double {
    if profile.producer.contains("talks.cam") { return 1 }
    return profile.firstUID.hasPrefix("talk") && profile.firstUID.contains("athttp") ? 0.95 : 0
  }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    SummarySplit.titleDashSpeakers(
      event.summary, trust: .likely, rule: "talks-cam-summary", profile: profile, into: &draft)
    StatedFields.series(fromCategoriesOf: event, isWhole: false, into: &draft)
    draft.sawCrowd = true
    GeneralHabit().fillFromDescription(
      event, profile: profile, into: &draft,
      speakersToo: draft.findings.speakers == nil && !draft.hasPlaceholder)
  }
}

/// researchseminars: SUMMARY is the speaker, DESCRIPTION `Title: …`, `by … as part of …`.
struct ResearchSeminarsHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double {
    if profile.producer.contains("researchseminars") { return 1 }
    return 0
  }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    let evidence = event.fields.summary
    if event.parts.hasTitleLabel {
      if let title = event.parts.title {
        draft.setTitle(title, rule: "label-title", confidence: 0.95, evidence: evidence)
      } else {
        draft.setNoTitle(rule: "label-title", confidence: 0.95, evidence: evidence)
      }
    }
    if let line = event.parts.body.first(where: { $0.hasPrefix("by ") })
      ?? event.parts.abstract.first(where: { $0.hasPrefix("by ") })
    {
      GeneralHabit.readByLine(line, profile: profile, into: &draft, trust: .stated)
    }
    if let list = SpeakerList(event.summary.text, trust: .stated, lexicon: profile.lexicon) {
      draft.setSpeakers(
        list.speakers, rule: "summary-is-speaker", confidence: 0.8, evidence: evidence)
    }
    StatedFields.series(fromCategoriesOf: event, isWhole: false, into: &draft)
  }
}

/// pretalx and frab: `Title - A, B`, handles allowed, ` - ` even where nobody speaks.
struct ScheduleExportHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double {
    if profile.producer.contains("pretalx") || profile.firstUID.hasPrefix("pretalx-") { return 1 }
    return profile.producer.contains("frab") || profile.firstUID.contains("@frab") ? 1 : 0
  }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    SummarySplit.titleDashSpeakers(
      event.summary, trust: .handles, rule: "schedule-export-summary", profile: profile,
      into: &draft)
    draft.sawCrowd = true
    StatedFields.series(fromCategoriesOf: event, isWhole: false, into: &draft)
  }
}

/// Pentabarf (FOSDEM): participants are the speakers, CATEGORIES, commas and all, is the track.
struct PentabarfHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double {
    if profile.producer.contains("pentabarf") { return 1 }
    return profile.attendeeShare >= 0.5 && profile.categoryShare >= 0.8 && profile.categoryCount > 1
      ? 0.7 : 0
  }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    let evidence = event.fields.summary
    draft.setTitle(
      event.summary.verbatim, rule: "summary-is-title", confidence: 0.95, evidence: evidence)
    StatedFields.speakers(fromAttendeesOf: event, into: &draft)
    StatedFields.series(fromCategoriesOf: event, isWhole: true, into: &draft)
    draft.sawCrowd = true
  }
}

/// Indico: `Speakers: A (X), B (Y)` begins the description, SUMMARY is the title.
struct IndicoHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double {
    if profile.producer.contains("indico") { return 1 }
    return profile.firstUID.hasPrefix("indico-") ? 0.95 : 0
  }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    let general = GeneralHabit()
    draft.setTitle(
      event.summary.verbatim, rule: "summary-is-title", confidence: 0.9,
      evidence: event.fields.summary)
    general.fillFromDescription(
      event, profile: profile, into: &draft, speakersToo: true, trust: .stated)
    if draft.speakers.isEmpty { readSummary(event, profile: profile, into: &draft) }
    StatedFields.series(fromCategoriesOf: event, isWhole: false, into: &draft)
  }

  /// `Name (Institution): Title`: events of seminars that name nobody in a field of its own.
  private func readSummary(
    _ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft
  ) {
    let reading = SummaryReader(profile: profile).read(event.summary, stated: [])
    guard let list = reading.speakers, !list.isPlaceholder, list.likelihood >= 0.75,
      let title = reading.title
    else { return }
    draft.title = title.unquoted
    draft.setSpeakers(
      list.speakers, rule: reading.speakerRule, confidence: 0.7, evidence: event.fields.summary)
  }
}

/// talks.ox: `Title - Speaker (Affiliation)` or the bare title; `Speakers:` ends the description.
struct TalksOxHabit: SourceHabit {
  func evidence(in profile: CalendarProfile) -> Double {
    profile.producer.contains("talks.ox") ? 1 : 0
  }

  func extract(_ event: EventText, profile: CalendarProfile, into draft: inout TalkDraft) {
    GeneralHabit().fillFromDescription(event, profile: profile, into: &draft, speakersToo: true)
    if !draft.speakers.isEmpty {
      let reader = SummaryReader(profile: profile)
      draft.setTitle(
        reader.withoutStated(event.summary.text, draft.speakers) ?? [],
        rule: "summary-without-stated-speakers",
        confidence: 0.9, evidence: event.fields.summary)
    } else if event.summary.text.contains(" - ") {
      SummarySplit.titleDashSpeakers(
        event.summary, trust: .guess, rule: "talks-ox-summary", profile: profile, into: &draft)
    } else {
      draft.setTitle(
        event.summary.text, rule: "summary-is-title", confidence: 0.9,
        evidence: event.fields.summary)
    }
    StatedFields.series(fromCategoriesOf: event, isWhole: false, into: &draft)
  }
}

/// The split that several exporters share.
enum SummarySplit {
  /// `Title - Speakers` at the last separator after which speakers stand.
  static func titleDashSpeakers(
    _ summary: CleanSummary, trust: SpeakerTrust, rule: RuleName, profile: CalendarProfile,
    into draft: inout TalkDraft
  ) {
    let text = summary.verbatim
    let evidence = text
    let cuts = text.cuts.lazy.filter { $0.kind == .hyphen }
    for cut in cuts.reversed() {
      let rest = text[cut.range.upperBound...].trimmed
      let title = text[..<cut.range.lowerBound].trimmed
      if rest.isEmpty {
        draft.setTitle(title, rule: rule, confidence: 0.95, evidence: evidence)
        return
      }
      guard let list = SpeakerList(rest, trust: trust, lexicon: profile.lexicon) else { continue }
      draft.setTitle(title, rule: rule, confidence: 0.95, evidence: evidence)
      if list.isPlaceholder {
        draft.hasPlaceholder = draft.hasPlaceholder || Placeholder.isPlaceholder(rest)
      }
      draft.setSpeakers(list.speakers, rule: rule, confidence: 0.95, evidence: evidence)
      return
    }
    // Nothing after any separator reads as names: the last one still is where the exporter joins.
    if let last = cuts.last, trust == .likely {
      let rest = text[last.range.upperBound...]
      let list =
        SpeakerList(rest, trust: .stated, lexicon: profile.lexicon)
        ?? (rest.wordCount(upTo: 5) <= 4
          ? SpeakerList(rest, trust: .handles, lexicon: profile.lexicon) : nil)
      if let list {
        draft.setTitle(
          text[..<last.range.lowerBound], rule: rule, confidence: 0.8, evidence: evidence)
        draft.setSpeakers(list.speakers, rule: rule, confidence: 0.7, evidence: evidence)
        return
      }
    }
    draft.setTitle(text, rule: "summary-is-title", confidence: 0.7, evidence: evidence)
  }
}

/// Fields that properties state outright.
enum StatedFields {
  /// Participants with a name that are no mailing addresses of invited guests.
  static func speakers(fromAttendeesOf event: EventText, into draft: inout TalkDraft) {
    var speakers: [StatedSpeaker] = []
    for attendee in event.fields.attendees {
      guard let name = attendee.commonName(in: event.arena) else { continue }
      let text = MojibakeRepair.repair(name).collapsed
      guard !text.isEmpty else { continue }
      speakers.append(StatedSpeaker(name: PersonName.cleaned(text)))
    }
    draft.setSpeakers(
      speakers, rule: "participants", confidence: 0.95, evidence: event.arena.text("ATTENDEE"))
  }

  /// CATEGORIES as series; `isWhole` where commas are not escaped and the value is one name.
  static func series(fromCategoriesOf event: EventText, isWhole: Bool, into draft: inout TalkDraft)
  {
    for property in event.fields.categories {
      if isWhole {
        draft.addSeries(
          property.bytes(in: event.arena), rule: "categories", confidence: 0.95,
          evidence: event.arena.text("CATEGORIES"))
      } else {
        for category in property.items(in: event.arena) {
          draft.addSeries(category.trimmed, rule: "categories", confidence: 0.9, evidence: category)
        }
      }
    }
  }
}
