internal import CivilTime
internal import ICalendar
internal import TalkModel

/// Puts one talk together: the habit's draft, then everything that is the same for all sources.
struct TalkBuilder {
  let options: ExtractionOptions
  let profile: CalendarProfile
  let habit: any SourceHabit
  let resolver: ZoneResolver

  func build(_ fields: EventFields, summary: CleanSummary) -> ExtractedEvent {
    let features = TextFeatures(of: fields.description)
    let description = plainText(fields.description, features)
    let event = EventText(
      fields: fields, summary: summary, description: description, features: features,
      parts: DescriptionParts(description))
    var draft = TalkDraft()
    habit.extract(event, profile: profile, into: &draft)
    if draft.series.isEmpty, let name = profile.seriesFromName {
      draft.addSeries(name, rule: "calendar-name", confidence: 0.6, evidence: name.string)
    }
    let title = (draft.title ?? []).collapsed.string
    var talk = Talk(
      identity: TalkIdentity(uid: fields.uid), title: clipped(title), speakers: draft.speakers,
      series: draft.series.map(\.string), sequence: fields.sequence, line: fields.component.line)
    talk.isToBeAnnounced = draft.hasPlaceholder
    talk.status = status(event, &draft)
    decideKind(event, &draft, &talk)
    setTexts(event, &draft, &talk)
    setPlaces(event, &draft, &talk)
    setOthers(event, &draft, &talk)
    setKeywords(event, &draft, &talk)
    var diagnostics: [Diagnostic] = []
    if let times = EventTimes(event: fields.component, resolver: resolver) {
      talk.time = TalkTime(start: times.start, end: times.end)
      diagnostics = times.diagnostics
      draft.findings[.start] = Finding(
        rule: times.start.origin.rawValue, confidence: 1, evidence: fields.rawStart)
      draft.findings[.end] = Finding(
        rule: times.start.origin.rawValue, confidence: 1, evidence: fields.rawStart)
    }
    return ExtractedEvent(
      talk: talk, rawStart: fields.rawStart, summary: fields.summary,
      recurrenceID: fields.recurrenceID, findings: draft.findings, diagnostics: diagnostics)
  }

  // MARK: Texts

  private func plainText(_ raw: Bytes, _ features: TextFeatures) -> Bytes {
    guard !raw.isEmpty else { return [] }
    let text = features.contains(.damage) ? MojibakeRepair.repair(raw) : raw
    return features.contains(.markup) && HTMLText.isMarkup(text) ? HTMLText.plain(text) : text
  }

  private func setTexts(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    guard !event.description.isEmpty else { return }
    let parts = event.parts
    var lines = parts.abstract
    let body = DescriptionText.bodyLines(of: parts, draft: draft, summary: event.summary.text)
    if lines.allSatisfy(\.isEmpty) {
      lines = body
    } else if body.contains(where: { $0.count > 120 }) {
      lines = body + [[]] + lines
    }
    var biography = parts.biography
    if biography.isEmpty {
      (lines, biography) = Biography.split(lines, speakers: draft.speakers)
    }
    let abstract = JoinLinks.withoutSecrets(DescriptionText.joined(lines), event.features)
    if !abstract.isEmpty, !Placeholder.isPlaceholder(abstract) {
      talk.abstract = clipped(abstract.string)
      draft.findings[.abstract] = Finding(
        rule: parts.hasAbstractLabel ? "label-abstract" : "description", confidence: 0.8,
        evidence: "DESCRIPTION")
    }
    if biography.isEmpty { return }
    let about = JoinLinks.withoutSecrets(DescriptionText.joined(biography), event.features)
    if !about.isEmpty { talk.biography = clipped(about.string) }
  }

  private func clipped(_ text: String) -> String {
    guard text.utf8.count > options.maximumFieldBytes else { return text }
    var bytes = Bytes(text).prefix(options.maximumFieldBytes)
    while let last = bytes.last, last >= 0x80, last < 0xC0 { bytes = bytes.dropLast() }
    if let last = bytes.last, last >= 0xC0 { bytes = bytes.dropLast() }
    return bytes.string
  }

  // MARK: Status and kind

  private func status(_ event: EventText, _ draft: inout TalkDraft) -> TalkStatus {
    func found(_ status: TalkStatus, _ rule: String, _ evidence: String) -> TalkStatus {
      draft.findings[.status] = Finding(rule: rule, confidence: 0.95, evidence: evidence)
      return status
    }
    let stated = Bytes(event.fields.status).trimmed
    if stated.equals("cancelled") || stated.equals("canceled") {
      return found(.cancelled, "status-property", event.fields.status)
    }
    if let status = event.summary.status {
      return found(status, "status-in-summary", event.fields.summary)
    }
    if let status = StatusWords.status(inDescription: event.description) {
      return found(status, "status-in-description", event.description.prefix(80).string)
    }
    if stated.equals("tentative") {
      return found(.tentative, "status-property", event.fields.status)
    }
    return .confirmed
  }

  private func decideKind(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    var evidence = KindClassifier.Evidence(summary: event.summary.text, title: draft.title ?? [])
    evidence.label = draft.label
    evidence.bracket = event.summary.bracket
    evidence.stated = event.parts.kind
    evidence.categories = draft.stated
    if draft.findings[.series]?.rule == "categories" { evidence.categories += draft.series }
    evidence.hasSpeakers = !draft.speakers.isEmpty
    evidence.sawCrowd = draft.sawCrowd
    evidence.isToBeAnnounced = draft.hasPlaceholder
    evidence.hasAbstract = event.parts.hasAbstractLabel
    evidence.descriptionLength = event.description.count
    evidence.isRecurring = event.fields.isRecurring || event.fields.isOverride
    evidence.repeats = profile.repeats[WordSet.hash(event.summary.text)] ?? 1
    let (kind, rule, confidence) = KindClassifier.kind(evidence, profile: profile)
    talk.kind = kind
    draft.findings[.kind] = Finding(
      rule: rule, confidence: confidence, evidence: event.fields.summary)
  }

  // MARK: Places and links

  private func setPlaces(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    let features = TextFeatures(of: event.fields.location)
    let location = plainText(event.fields.location, features)
    let url = Bytes(event.fields.url).trimmed
    var texts = event.fields.conferences.map { (Bytes($0.rawValue), TextFeatures.links) }
    texts.append((location, features))
    if JoinLinks.rank(of: url) > 0 { texts.append((url, .links)) }
    texts.append((event.fields.description, event.features))
    let links = JoinLinks(in: texts)
    talk.joinLink = links.link
    talk.joinSecret = links.secret
    if let link = links.link {
      draft.findings[.joinLink] = Finding(rule: "join-link", confidence: 0.9, evidence: link)
    }
    var venue = Venue.withoutLinks(location, features)
    if venue.isEmpty, let stated = event.parts.venue {
      venue = Venue.withoutLinks(stated, event.features)
    }
    if !venue.isEmpty, !Placeholder.isPlaceholder(venue) {
      talk.venue = clipped(venue.string)
      draft.findings[.venue] = Finding(
        rule: "location", confidence: 0.9, evidence: talk.venue ?? "")
    }
    if url.hasPrefix("http://") || url.hasPrefix("https://"), url.count > 10,
      !url.contains(Ascii.space)
    {
      let (bare, _) = JoinLinks.withoutSecret(url)
      talk.url = bare.string
      draft.findings[.url] = Finding(rule: "url-property", confidence: 1, evidence: bare.string)
    }
  }

  private func setOthers(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    var organiser = event.fields.contact.collapsed
    var rule = "contact"
    if organiser.isEmpty, let property = event.fields.organizer {
      rule = "organizer"
      organiser = Bytes(property.parameter("CN") ?? "").collapsed
      if organiser.isEmpty {
        let address = Bytes(property.rawValue).trimmed
        organiser = address.hasPrefix("mailto:") ? address.dropFirst(7) : address
      }
      if organiser.contains("calendar.google.com") || organiser.hasPrefix("unknownorganizer") {
        organiser = []
      }
    }
    if !organiser.isEmpty {
      talk.organiser = clipped(MojibakeRepair.repair(organiser).string)
      draft.findings[.organiser] = Finding(
        rule: rule, confidence: 0.9, evidence: talk.organiser ?? "")
    }
    talk.language = event.fields.language
    if case .utc(let time)? = event.fields.lastModified?.timeValue {
      talk.lastModified = time.secondsSinceEpoch
    }
  }

  // MARK: Keywords

  private func setKeywords(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    var keywords: [Keyword] = []
    var known: Set<UInt64> = Set(draft.series.map { WordSet.hash($0) })
    func add(_ text: Bytes) {
      let word = text.trimmed
      guard !word.isEmpty, word.count <= 120, keywords.count < options.maximumKeywords,
        known.insert(WordSet.hash(word)).inserted
      else { return }
      keywords.append(Keyword(text: word.string, origin: .stated))
    }
    for word in draft.stated { add(word) }
    if let stated = event.parts.keywords {
      for piece in stated.pieces(
        separatedBy: stated.contains(Ascii.semicolon) ? Ascii.semicolon : Ascii.comma)
      { add(piece) }
    }
    if !keywords.isEmpty {
      draft.findings[.keywords] = Finding(
        rule: "stated", confidence: 0.9, evidence: keywords[0].text)
    }
    if options.extractsKeywords, keywords.count < options.maximumKeywords {
      let found = KeywordExtractor().keywords(
        title: talk.title, abstract: talk.abstract ?? "", names: talk.speakers.map(\.name),
        limit: options.maximumKeywords - keywords.count)
      for keyword in found where known.insert(WordSet.hash(Bytes(keyword.text))).inserted {
        keywords.append(keyword)
      }
      if draft.findings[.keywords] == nil, let first = keywords.first {
        draft.findings[.keywords] = Finding(
          rule: "extracted", confidence: 0.6, evidence: first.text)
      }
    }
    talk.keywords = keywords
  }
}
