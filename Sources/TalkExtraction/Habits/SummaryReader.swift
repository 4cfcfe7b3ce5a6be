internal import TalkModel

/// What a summary says: title, speakers, series, kind label.
struct SummaryReading {
  var title: Bytes?
  var titleRule: RuleName = "summary"
  var titleConfidence = 0.6
  var label: Bytes?
  var speakers: SpeakerList?
  var speakerRule: RuleName = "summary"
  var series: Bytes?
  var seriesRule: RuleName = "summary"
  var track: Bytes?
  /// Whether a labelled line states the title, so that the summary may be a name alone.
  var titleIsStated = false
  /// Whether what is left to read begins with a name, as others of the calendar do.
  var expectsName = false
}

/// Reads summaries of any source by what the calendar's own statistics say of its separators.
struct SummaryReader {
  let profile: CalendarProfile

  var lexicon: Lexicon { profile.lexicon }

  /// Reads `summary`.
  ///
  /// - Parameters:
  ///   - summary: the summary.
  ///   - stated: speakers that another property or a labelled line names.
  ///   - tracks: tracks and series that another property or a labelled line names.
  ///   - titleIsStated: whether a labelled line states the title.
  /// - Returns: what it says.
  func read(
    _ summary: CleanSummary, stated: [StatedSpeaker], tracks: [Bytes] = [],
    titleIsStated: Bool = false
  ) -> SummaryReading {
    var reading = SummaryReading()
    reading.titleIsStated = titleIsStated
    var text =
      summary.text.contains("host") || summary.text.contains(Ascii.openParen)
      ? withoutHost(summary.text) : summary.text
    text = withoutModeration(text)
    // `AGM followed by Title - Name`
    for phrase in ["followed by: ", "followed by "] as [StaticString] {
      guard let at = text.firstIndex(of: phrase), at > text.startIndex,
        case let head = KindText(text[..<at]), KindWords.isMeeting(head) || KindWords.isBreak(head)
      else { continue }
      text = text[(at + phrase.utf8CodeUnitCount)...].trimmed
      break
    }
    let whole = text
    let conversation = asConversation(text)
    if let conversation {
      reading.label = conversation.label
      text = conversation.rest
    }
    if let (label, rest) = labelInWideBrackets(text) {
      reading.label = label
      text = rest
    }
    let bracketed = stated.isEmpty ? takeStatedBracket(from: &text) : nil
    let stated = bracketed?.speakers ?? stated
    reading.speakers = bracketed
    if bracketed != nil { reading.speakerRule = "speaker-label-in-brackets" }
    text = withoutDate(text)
    // `18.00 Uhr: Name: Title`
    if let first = text.first, Ascii.isDigit(first), let rest = ListedTalks.afterTime(text),
      rest.wordCount(upTo: 2) == 2
    {
      text = rest.withoutLeadingDash
    }
    // `Sand and tides (Title TBC)`
    if let (outside, inside) = text.trailingBracket, Placeholder.isPlaceholder(inside),
      Self.titleWords.contains(inside.firstWord)
    {
      text = outside
    }
    if let (outside, inside) = text.trailingBracket,
      profile.bracketsHoldTracks
        || tracks.contains(where: { WordSet.hash($0) == WordSet.hash(inside) })
    {
      reading.track = inside
      text = outside
    }
    takeSuffix(from: &text, into: &reading)
    if let bracket = summary.bracket, SeriesName.endsInSeriesWord(bracket) {
      reading.series = bracket
      reading.seriesRule = "series-in-brackets"
    } else {
      takeBracketedSeries(from: &text, into: &reading)
      if reading.series == nil { takeSeries(from: &text, into: &reading) }
    }
    if reading.series == nil, summary.status != nil,
      profile.seriesPrefixes.contains(where: { WordSet.hash($0) == WordSet.hash(text) })
    {
      // `… Seminar: CANCELLED`
      reading.series = text
      reading.seriesRule = "shared-prefix"
      return reading
    }
    if reading.series != nil { text = withoutDate(text) }
    // `Harbour Seminar by Name on Title`
    if reading.series != nil, text.hasPrefix("by ") || text.hasPrefix("with ") {
      text = text[text.firstWord.endIndex...].trimmed
    }
    // `Harbour Seminar (Name)`
    if reading.series != nil, text.first == Ascii.openParen, text.last == Ascii.closeParen,
      text.count > 2, !text.dropLast().contains(Ascii.closeParen)
    {
      text = text.dropFirst().dropLast().trimmed
    }
    text = withoutModeInLabel(text)
    if reading.series == nil, let (label, rest) = speakerOfOccasion(text) {
      reading.label = label
      reading.expectsName = true
      text = rest
    } else if let match = KindLabel.match(text), !match.label.isEmpty,
      KindLabel.isSingleLabel(match.label) || !isNobodysTitle(match.rest)
    {
      reading.label = match.label
      text = match.rest
      // `Contributed Talk 1 - Name - Title`, `Invited Talk - Title`
    } else if let (label, rest) = (reading.series == nil ? nil : labelBeforeName(text))
      ?? labelTouchingName(text) ?? KindLabel.uncasedLabel(text)
    {
      reading.label = label
      text = rest
    } else if let (label, rest) = labelBeforeBracketedName(text) {
      if reading.series == nil, SeriesName.endsInSeriesWord(label), !KindLabel.isLabel(label) {
        reading.series = label
        reading.seriesRule = "series-word-before-bracket"
      } else {
        reading.label = label
      }
      reading.expectsName = true
      text = rest
    } else if let match = KindLabel.looseMatch(text),
      reading.series != nil || !isSentence(match.rest)
        || match.rest.contains(where: Self.isNameSign) || KindLabel.isLearningMeal(match.label)
    {
      reading.label = match.label
      text = match.rest
    } else if reading.series == nil, let (label, rest) = defenseBeforeName(text) {
      reading.label = label
      reading.expectsName = true
      text = rest
    } else if let (head, rest) = profile.heads.head(of: text, lexicon: lexicon) {
      takeHead(head, into: &reading)
      text = rest
    }
    resolve(text, stated: stated, into: &reading)
    // Nobody was found: the title is what was written.
    if conversation != nil, reading.speakers == nil { reading.title = whole }
    if reading.title == nil, reading.speakers == nil, stated.isEmpty, let label = reading.label {
      reading.title = label
      reading.titleRule = "kind-label-alone"
    }
    return reading
  }

  private static let titleWords = WordSet("title titel titre título titolo tytuł název")

  // MARK: Title and speakers

  private func resolve(_ text: Bytes, stated: [StatedSpeaker], into reading: inout SummaryReading) {
    guard !text.isEmpty else { return }
    if !stated.isEmpty {
      reading.title = withoutStated(text, stated)
      reading.titleRule = "summary-without-stated-speakers"
      reading.titleConfidence = 0.85
      return
    }
    let hasContext = reading.series != nil || reading.label != nil || profile.summariesAreNames
    // `Name`, `Name (Institution)`, `Name, Institution` where only a name is left
    if readGivenName(text, into: &reading) { return }
    let quoted = inLearntRow(text) ?? inFixedForm(text, hasContext: hasContext)
    if quoted == nil,
      let list = wholeAsSpeakers(
        text, hasContext: hasContext || reading.titleIsStated && isPlacedName(text))
    {
      reading.speakers = list
      reading.speakerRule = hasContext ? "name-after-label" : "summary-is-name"
      return
    }
    if let found = quoted
      ?? inAnyForm(text, hasContext: hasContext, expectsName: reading.expectsName)
    {
      reading.title =
        found.title.isEmpty || found.title.isPicture
        ? nil : quotedAfterLabel(found.title) ?? found.title
      reading.titleRule = found.rule
      reading.titleConfidence = found.list.likelihood
      // `Economic history — Name` among `Harbour Seminar — Name`, `Seminar in Tides | Name`
      if found.series == nil, let title = reading.title, !found.title.holdsQuote,
        case let field = title.cuts.last.map({ title[$0.range.upperBound...] }) ?? title,
        case let begins = SeriesName.beginsAsSeries(field),
        begins || reading.series == nil && isHeadOfSeries(found, of: text)
      {
        reading.series = begins ? field : title
        reading.seriesRule = "series-before-name"
        reading.title = nil
      }
      reading.speakers = found.list
      reading.speakerRule = found.rule
      if reading.series == nil, let series = found.series {
        reading.series = series
        reading.seriesRule = "series-of-name"
      }
      if reading.label == nil, let title = reading.title,
        KindLabel.isSingleLabel(title)
          || SeriesName.isDefense(title) && title.wordCount(upTo: 4) <= 3
      {
        reading.label = title
        reading.title = nil
      }
      return
    }
    if hasContext || KindLabel.withoutTrailingLabel(text) != nil,
      let bare = KindLabel.withoutTrailingLabel(text),
      let list = SpeakerList(bare, trust: .guess, lexicon: lexicon), !list.isPlaceholder
    {
      reading.label = text[bare.endIndex...].trimmed
      reading.speakers = list
      reading.speakerRule = "name-before-label"
      return
    }
    reading.title = text
    reading.titleConfidence = reading.series == nil && reading.label == nil ? 0.6 : 0.75
  }

  /// The first of the forms that are told by signs alone.
  private func inFixedForm(_ text: Bytes, hasContext: Bool) -> Found? {
    if let found = nameBeforePlaceholder(text, hasContext: hasContext) ?? labelled(text) {
      return found
    }
    if let found = uncasedNameFirst(text) { return found }
    if let found = quotedTitle(text, hasContext: hasContext) ?? quotedThenUncasedName(text) {
      return found
    }
    return bracketedNameThenTitle(text) ?? initialledNameThenTitle(text) ?? inRow(text)
  }

  /// The first of the other forms.
  private func inAnyForm(_ text: Bytes, hasContext: Bool, expectsName: Bool) -> Found? {
    if let found = labelOfName(text) ?? labelWithName(text) { return found }
    if let found = afterSeparator(text, hasContext: hasContext) ?? byName(text) { return found }
    if let found = beforeSeparator(text, hasContext: hasContext, expectsName: expectsName) {
      return found
    }
    if let found = inBracket(text, hasContext: hasContext) { return found }
    if let found = afterComma(text, hasContext: hasContext) { return found }
    if let found = nameOnTopic(text, hasContext: hasContext) { return found }
    return inSegments(text, hasContext: hasContext || expectsName)
  }

  struct Found {
    var title: Bytes
    var list: SpeakerList
    var rule: RuleName
    var series: Bytes?
  }

  private func wholeAsSpeakers(_ text: Bytes, hasContext: Bool) -> SpeakerList? {
    guard text.count <= 300, !KindWords.isBreak(KindText(text)) else { return nil }
    if hasContext {
      guard let list = SpeakerList(text, trust: .likely, lexicon: lexicon) else { return nil }
      if list.isPlaceholder || holdsTitle(list) || list.speakers.count > 1 && holdsWords(list, text)
        || list.speakers.last?.affiliation.map(beginsWithArticle) ?? false
      {
        return nil
      }
      return list.likelihood >= 0.5 || isFamilyNameInCapitals(text) ? list : nil
    }
    guard let list = SpeakerList(text, trust: .guess, lexicon: lexicon), !list.isPlaceholder,
      list.likelihood >= 0.85, !holdsTitle(list),
      profile.wholeNames * 3 >= profile.closelySampled
        || list.speakers.contains(where: { $0.affiliation != nil })
    else { return nil }
    return list
  }

  /// `Title - Speakers`.
  private func afterSeparator(_ text: Bytes, hasContext: Bool) -> Found? {
    let cuts = text.cuts
    guard var last = cuts.last(where: { $0.kind != .colon && $0.kind != .slash }) ?? cuts.last
    else { return nil }
    var rest = text[last.range.upperBound...].trimmed
    // `Title | Name | Institution`
    if cuts.count >= 2, cuts[cuts.count - 1].kind == last.kind,
      cuts[cuts.count - 2].kind == last.kind,
      Affiliation.isInstitution(rest), rest.wordCount(upTo: 8) <= 7
    {
      let before = cuts[cuts.count - 2]
      let name = text[before.range.upperBound..<last.range.lowerBound].trimmed
      if PersonName(name, lexicon: lexicon).likelihood >= 0.5 {
        rest = name.joined(" (", rest, ")")
        last = before
      }
    }
    var title = text[..<last.range.lowerBound].trimmed
    // `Title :: Name`
    if title.last == Ascii.colon, last.kind == .colon { title = title.dropLast().trimmedEnd }
    let use = profile.use(of: last)
    if rest.isEmpty {
      guard use.isBeforeSpeakers else { return nil }
      return Found(title: title, list: .toBeAnnounced, rule: "title-dash-nobody")
    }
    guard rest.count <= 600 else { return nil }
    for word in SummaryReader.featuringWords where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.utf8CodeUnitCount).trimmedStart
    }
    rest = withPlaceApart(rest)
    let trust: SpeakerTrust = use.isBeforeSpeakers && last.kind != .colon ? .likely : .guess
    if let list = SpeakerList(rest, trust: trust, lexicon: lexicon) {
      if list.isPlaceholder {
        // `Film: The Third Man` names no crowd.
        if last.kind == .colon, !Placeholder.isPlaceholder(rest) { return nil }
        return use.isBeforeSpeakers || Placeholder.isPlaceholder(rest) && last.kind != .colon
          ? Found(title: title, list: list, rule: "title-dash-placeholder") : nil
      }
      let isEnough =
        trust == .likely
        ? list.likelihood >= 0.3
        : list.likelihood >= (last.kind == .colon && !isPlaced(list) ? 0.85 : 0.7)
          || last.kind != .colon && hasContext && list.likelihood >= 0.5 && mayStandAlone(rest)
            && tellsTitle(title)
      let isLabel = KindLabel.isLabel(title) || SeriesName.isDefense(title)
      let hasTitleBehind = list.speakers.contains { $0.affiliation.map(isSurelyTitle) ?? false }
      if isEnough, !hasTitleBehind, !isLabel || !holdsTitle(list) {
        return Found(title: title, list: list, rule: "title-dash-speakers")
      }
    }
    if hasContext, last.kind != .colon, let list = nameAndPlace(rest) {
      return Found(title: title, list: list, rule: "title-dash-name-place")
    }
    if use.isSurelyBeforeSpeakers, last.kind != .colon, areHandles(rest),
      let list = SpeakerList(rest, trust: .handles, lexicon: lexicon)
    {
      return Found(title: title, list: list, rule: "title-dash-handle")
    }
    return nil
  }

  /// `Name: Title`, `Name (Institution) - Title`.
  private func beforeSeparator(_ text: Bytes, hasContext: Bool, expectsName: Bool) -> Found? {
    let cuts = text.cuts
    guard
      let first = cuts.first(where: { $0.kind != .slash })
        ?? cuts.first(where: { profile.use(of: $0).isAfterSpeakers })
    else { return nil }
    var head = text[..<first.range.lowerBound].trimmed
    var title = text[first.range.upperBound...].trimmed
    guard !title.isEmpty, head.count <= 200 else { return nil }
    // `Name | Institution | Title`
    if let next = title.cuts.first, next.kind == first.kind, head.trailingBracket == nil {
      let place = title[..<next.range.lowerBound].trimmed
      if Affiliation.isInstitution(place), place.wordCount(upTo: 8) <= 7 {
        head = head.joined(" (", place, ")")
        title = title[next.range.upperBound...].trimmed
      }
    }
    // `Guest lecture by Name: Title`
    for word in SummaryReader.ofWords {
      if let at = head.firstIndex(of: word), KindLabel.isLabel(head[..<at]) {
        head = head[(at + word.utf8CodeUnitCount)...].trimmed
        break
      }
    }
    head = withPlaceApart(head)
    // `Series: Prof. Name "Title"`: the person has a title.
    if NameWords.titles.contains(title.firstWord), !NameWords.titles.contains(head.firstWord),
      title.firstWord.last == Ascii.dot
    {
      return nil
    }
    let use = profile.use(of: first)
    let trust: SpeakerTrust =
      use.isAfterSpeakers || expectsName || hasContext && first.kind != .colon ? .likely : .guess
    guard let list = SpeakerList(head, trust: trust, lexicon: lexicon), !list.isPlaceholder
    else { return nil }
    let hasAffiliation = list.speakers.contains { $0.affiliation != nil }
    // `Richard Feynman: Dick`: where colons of the calendar seldom follow names, this one is a title.
    if !use.isAfterSpeakers, !hasAffiliation, !hasContext, !expectsName, use.count >= 5,
      4 * use.namesBefore < use.count
    {
      return nil
    }
    let isTold = hasContext && mayStandAlone(head) && tellsTitle(title)
    let needed =
      use.isAfterSpeakers
      ? 0.4
      : expectsName || isTold
        ? 0.5 : hasContext || hasAffiliation || areSeveral(list, before: title) ? 0.7 : 0.85
    guard list.likelihood >= needed else { return nil }
    return placeAfterTitle(
      Found(title: title.unquoted, list: list, rule: "speakers-before-title"))
  }
}
