internal import CivilTime
internal import ICalendar
internal import TalkModel

/// Puts talks together: the habit's drafts, then everything that is the same for all sources.
///
/// A few talks at a time, step by step: all rules together are far more code than the nearest cache of
/// a processor holds, so that a talk after the other would fetch it anew for each.
struct TalkBuilder {
  let options: ExtractionOptions
  let profile: CalendarProfile
  let habit: any SourceHabit
  let resolver: ZoneResolver

  /// Talks that are put together at a time, and bytes of descriptions after which there are no more,
  /// so that what they need meanwhile stays in the second cache; and so few that most of their memory
  /// is at once that of the next ones (of each size, the C library keeps seven pieces a thread).
  private static let mostTogether = 6
  private static let mostBytesTogether = 64 << 10

  /// What talks are put together with, kept from some to the next ones: lists of this size would
  /// otherwise make the C library sort all of its free memory each time.
  struct Scratch: ~Copyable {
    fileprivate var events: [EventText] = []
    fileprivate var drafts: [TalkDraft] = []
    fileprivate var keywords = KeywordScratch()

    init() {
      events.reserveCapacity(mostTogether)
      drafts.reserveCapacity(mostTogether)
    }
  }

  /// How many of the events from `start` on are best built together.
  static func countTogether(_ fields: [EventFields], from start: Int) -> Int {
    var bytes = 0
    var end = start
    while end < fields.count, end - start < mostTogether, bytes < mostBytesTogether {
      bytes += fields[end].description.count
      end += 1
    }
    return end - start
  }

  /// Makes the talks of `fields`, the results from `first` on, which must be blank; to `undecided` are
  /// added those of which nothing tells the kind and that say little.
  func build(
    _ fields: ArraySlice<EventFields>, summaries: ArraySlice<CleanSummary>,
    scratch: inout Scratch, undecided: inout [Undecided],
    into results: inout [ExtractedEvent],
    from first: Int
  ) {
    // Taken out of the scratch, so that what is read of one is not copied while another changes.
    var (events, drafts) = (scratch.events, scratch.drafts)
    scratch.events = []
    scratch.drafts = []
    for index in fields.indices {
      events.append(read(fields[index], summary: summaries[index]))
      drafts.append(TalkDraft(keepsFindings: options.keepsFindings))
    }
    for index in events.indices { extract(events[index], into: &drafts[index]) }
    for index in events.indices {
      let certainty = set(events[index], &drafts[index], &results[first + index])
      if certainty == .told { continue }
      undecided.append(
        Undecided(
          index: first + index, saysLittle: certainty == .saysLittle,
          namesSeries: drafts[index].findings.series.map {
            $0.rule != "calendar-name" && $0.rule != "categories"
          } ?? false))
    }
    for index in events.indices {
      setTexts(events[index], &drafts[index], &results[first + index].talk)
    }
    for index in events.indices {
      setPlaces(events[index], &drafts[index], &results[first + index].talk)
      setOthers(events[index], &drafts[index], &results[first + index].talk)
    }
    for index in events.indices {
      setKeywords(events[index], &drafts[index], &results[first + index].talk, &scratch.keywords)
    }
    for index in events.indices {
      if options.keepsFindings { results[first + index].findings = drafts[index].findings.all }
      setTimes(fields[fields.startIndex + index], &results[first + index])
    }
    events.removeAll(keepingCapacity: true)
    drafts.removeAll(keepingCapacity: true)
    swap(&scratch.events, &events)
    swap(&scratch.drafts, &drafts)
  }

  /// The texts of an event, as rules read them.
  private func read(_ fields: EventFields, summary: CleanSummary) -> EventText {
    let features = TextFeatures(of: fields.description)
    var description = plainText(fields.description, features)
    if features.contains(.links) { description = MeetingInvitation.removed(from: description) }
    var parts = DescriptionParts(description)
    StatedProperties.add(fields, to: &parts)
    return EventText(
      fields: fields, summary: summary, description: description, features: features,
      parts: parts)
  }

  /// What the habit makes of an event.
  private func extract(_ event: EventText, into draft: inout TalkDraft) {
    habit.extract(event, profile: profile, into: &draft)
    if draft.series.isEmpty, let name = profile.seriesFromName {
      draft.addSeries(name, rule: "calendar-name", confidence: 0.6, evidence: name)
    }
  }

  /// Sets who speaks on what, and what kind of event it is.
  ///
  /// - Returns: whether the kind is told by anything.
  private func set(
    _ event: EventText, _ draft: inout TalkDraft, _ result: inout ExtractedEvent
  ) -> Certainty {
    let fields = event.fields
    result.event = fields.component
    result.talk.identity.uid = fields.uid?.string
    result.talk.title = clipped((draft.title ?? []).collapsed)
    if !draft.speakers.isEmpty {
      result.talk.speakers = TalkBuilder.speakers(draft.speakers)
    }
    if !draft.series.isEmpty { result.talk.series = draft.series.map { $0.string } }
    result.talk.sequence = fields.sequence
    result.talk.line = fields.component.line
    result.recurrenceID = fields.recurrenceID
    result.talk.isToBeAnnounced = draft.hasPlaceholder
    result.talk.status = status(event, &draft)
    return decideKind(event, &draft, &result.talk)
  }

  /// The speakers of a talk, each once, with affiliations that can be some.
  private static func speakers(_ stated: [StatedSpeaker]) -> [Speaker] {
    var result: [Speaker] = []
    result.reserveCapacity(stated.count)
    for (index, speaker) in stated.enumerated() {
      // Stated twice: `Speaker:` in two lines of a description. Long lists are looked through no further.
      if index > 0, stated[max(0, index - 16)..<index].contains(where: { $0.name == speaker.name })
      {
        continue
      }
      let place = speaker.affiliation.flatMap { Affiliation.isSenseless($0) ? nil : $0 }
      result.append(Speaker(name: speaker.name.string, affiliation: place?.string))
    }
    return result
  }

  private func setTimes(_ fields: EventFields, _ result: inout ExtractedEvent) {
    var diagnostics: [Diagnostic] = []
    EventTimes.withSpan(
      of: fields.component, resolver: resolver, diagnostics: &diagnostics
    ) { start, end in
      result.talk.time = TalkTime(start: start, end: end)
      if options.keepsFindings {
        let finding = Finding(
          rule: start.origin.rawValue, confidence: 1, evidence: result.rawStart)
        result.findings[.start] = finding
        result.findings[.end] = finding
      }
    }
    if !diagnostics.isEmpty { result.diagnostics = diagnostics }
  }

  // MARK: Texts

  private func plainText(_ raw: Bytes, _ features: TextFeatures) -> Bytes {
    guard !raw.isEmpty else { return [] }
    var text = features.contains(.damage) ? MojibakeRepair.repair(raw) : raw
    if text.contains(UInt8(ascii: "\\")) {
      if !text.contains(Ascii.newline), text.contains("\\n") { text = text.withLiteralBreaks }
      text = text.withoutEscapedReturns
    }
    return features.contains(.markup) && HTMLText.isMarkup(text) ? HTMLText.plain(text) : text
  }

  private func setTexts(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    guard !event.description.isEmpty else { return }
    let parts = event.parts
    var lines = parts.abstract
    var biography = parts.biography
    let body = DescriptionText.bodyLines(of: parts, draft: draft, summary: event.summary.text)
    if lines.allSatisfy({ $0.isEmpty }) {
      lines = body
    } else if biography.isEmpty, Biography.isWhollyBiography(body, speakers: draft.speakers) {
      biography = body
    } else if body.contains(where: { $0.count > 120 }) {
      var blank = TextLines(in: event.arena, capacity: 1)
      blank.append([])
      lines = body.joined(blank).joined(lines)
    }
    if biography.isEmpty {
      (lines, biography) = Biography.split(lines, speakers: draft.speakers)
    }
    let abstract = JoinLinks.withoutSecrets(DescriptionText.joined(lines), event.features)
    if !abstract.isEmpty, !Placeholder.isPlaceholder(abstract) {
      talk.abstract = clipped(abstract)
      draft.findings.note(
        .abstract, rule: parts.hasAbstractLabel ? "label-abstract" : "description",
        confidence: 0.8, evidence: event.arena.text("DESCRIPTION"))
    }
    if biography.isEmpty { return }
    let about = JoinLinks.withoutSecrets(DescriptionText.joined(biography), event.features)
    if !about.isEmpty { talk.biography = clipped(about) }
  }

  private func clipped(_ text: Bytes) -> String {
    guard text.count > options.maximumFieldBytes else { return text.string }
    var bytes = text.prefix(options.maximumFieldBytes)
    while let last = bytes.last, last >= 0x80, last < 0xC0 { bytes = bytes.dropLast() }
    if let last = bytes.last, last >= 0xC0 { bytes = bytes.dropLast() }
    return bytes.string
  }

  // MARK: Status and kind

  private func status(_ event: EventText, _ draft: inout TalkDraft) -> TalkStatus {
    func found(_ status: TalkStatus, _ rule: RuleName, _ evidence: Bytes) -> TalkStatus {
      draft.findings.note(.status, rule: rule, confidence: 0.95, evidence: evidence)
      return status
    }
    let stated = event.fields.status.trimmed
    if stated.equals("cancelled") || stated.equals("canceled") {
      return found(.cancelled, "status-property", event.fields.status)
    }
    if let status = event.summary.status {
      return found(status, "status-in-summary", event.fields.summary)
    }
    if let status = StatusWords.status(inDescription: event.description) {
      return found(status, "status-in-description", event.description.prefix(80))
    }
    if stated.equals("tentative") {
      return found(.tentative, "status-property", event.fields.status)
    }
    return .confirmed
  }

  private func decideKind(
    _ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk
  ) -> Certainty {
    var evidence = KindClassifier.Evidence(summary: event.summary.text, title: draft.title ?? [])
    evidence.label = draft.label
    evidence.bracket = event.summary.bracket
    evidence.stated = event.parts.kind
    evidence.categories = draft.stated
    if draft.findings.series?.rule == "categories" {
      evidence.categories = draft.stated.joined(draft.series)
    }
    evidence.hasSpeakers = !draft.speakers.isEmpty
    evidence.sawCrowd = draft.sawCrowd
    evidence.isToBeAnnounced = draft.hasPlaceholder
    evidence.hasAbstract = event.parts.hasAbstractLabel
    evidence.descriptionLength = event.description.count
    evidence.isYearly = event.fields.isYearly
    evidence.isRecurring = event.fields.isRecurring || event.fields.isOverride
    evidence.repeats =
      profile.repeats.isEmpty ? 1 : profile.repeats[WordSet.hash(event.summary.text)] ?? 1
    let (kind, rule, confidence) = KindClassifier.kind(evidence, profile: profile)
    talk.kind = kind
    draft.findings.note(
      .kind, rule: rule, confidence: confidence, evidence: event.fields.summary)
    guard rule == KindClassifier.undecided else { return .told }
    return KindClassifier.saysLittle(evidence) ? .saysLittle : .open
  }

  /// What is known of an event's kind.
  private enum Certainty {
    case told, open, saysLittle
  }

  // MARK: Places and links

  private func setPlaces(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    let features = TextFeatures(of: event.fields.location)
    let location = plainText(event.fields.location, features)
    let url = event.fields.url.trimmed
    let isJoinLink = !url.isEmpty && JoinLinks.rank(of: url) > 0
    if isJoinLink || !event.fields.conferences.isEmpty
      || features.union(event.features).contains(.links)
    {
      var texts = event.fields.conferences.map {
        ($0.rawBytes(in: event.arena), TextFeatures.links)
      }
      texts.append((location, features))
      if isJoinLink { texts.append((url, .links)) }
      texts.append((event.fields.description, event.features))
      let links = JoinLinks(in: texts)
      talk.joinLink = links.link?.string
      talk.joinSecret = links.secret?.string
      if let link = links.link {
        draft.findings.note(.joinLink, rule: "join-link", confidence: 0.9, evidence: link)
      }
    }
    var venue = Venue.withoutLinks(location, features)
    if venue.isEmpty, let stated = event.parts.venue {
      venue = Venue.withoutLinks(stated, event.features)
    }
    if !venue.isEmpty, !Placeholder.isPlaceholder(venue) {
      talk.venue = clipped(venue)
      draft.findings.note(.venue, rule: "location", confidence: 0.9, evidence: venue)
    }
    if url.hasPrefix("http://") || url.hasPrefix("https://"), url.count > 10,
      !url.contains(Ascii.space)
    {
      let bare = isJoinLink ? JoinLinks.withoutSecret(url).0 : url
      talk.url = bare.string
      draft.findings.note(.url, rule: "url-property", confidence: 1, evidence: bare)
    }
  }

  private func setOthers(_ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk) {
    var organiser = event.fields.contact.collapsed
    var rule: RuleName = "contact"
    if organiser.isEmpty, let property = event.fields.organizer {
      rule = "organizer"
      organiser = property.commonName(in: event.arena)?.collapsed ?? []
      if organiser.isEmpty {
        let address = property.rawBytes(in: event.arena).trimmed
        organiser = address.hasPrefix("mailto:") ? address.dropFirst(7) : address
      }
      if organiser.contains("calendar.google.com") || organiser.hasPrefix("unknownorganizer") {
        organiser = []
      }
    }
    if organiser.contains(UInt8(ascii: "%")) { organiser = organiser.withoutPercentEscapes }
    if !organiser.isEmpty {
      organiser = MojibakeRepair.repair(organiser)
      talk.organiser = clipped(organiser)
      draft.findings.note(.organiser, rule: rule, confidence: 0.9, evidence: organiser)
    }
    talk.language = event.fields.language
    if case .utc(let time)? = event.fields.lastModified?.timeValue {
      talk.lastModified = time.secondsSinceEpoch
    }
  }

  // MARK: Keywords

  private func setKeywords(
    _ event: EventText, _ draft: inout TalkDraft, _ talk: inout Talk,
    _ scratch: inout KeywordScratch
  ) {
    if draft.stated.isEmpty, event.parts.keywords == nil, !options.extractsKeywords { return }
    var stated: [Bytes] = []
    scratch.known.removeAll()
    for series in draft.series { scratch.known.insert(series) }
    func add(_ text: Bytes) {
      let word = text.trimmed
      guard !word.isEmpty, word.count <= 120, stated.count < options.maximumKeywords,
        scratch.known.insert(word)
      else { return }
      stated.append(word)
    }
    for word in draft.stated { add(word) }
    if let stated = event.parts.keywords {
      for piece in stated.pieces(
        separatedBy: stated.contains(Ascii.semicolon) ? Ascii.semicolon : Ascii.comma)
      { add(piece) }
    }
    let wanted = min(options.maximumExtractedKeywords, options.maximumKeywords)
    scratch.foundCount = 0
    if options.extractsKeywords, stated.count < wanted {
      var (title, abstract) = (talk.title, talk.abstract ?? "")
      if !profile.boilerplate.known.isEmpty, !abstract.isEmpty {
        abstract = profile.boilerplate.removed(from: event.arena.text(abstract)).string
      }
      title.withUTF8 { title in
        abstract.withUTF8 { abstract in
          KeywordExtractor().find(
            title: title, abstract: abstract, names: talk.speakers.lazy.map(\.name),
            limit: wanted - stated.count, scratch: &scratch)
        }
      }
    }
    talk.keywords = scratch.keywords(after: stated)
    if options.keepsFindings, let first = talk.keywords.first {
      draft.findings.note(
        .keywords, rule: stated.isEmpty ? "extracted" : "stated",
        confidence: stated.isEmpty ? 0.6 : 0.9, evidence: event.arena.text(first.text))
    }
  }
}
