internal import ICalendar

/// What a whole calendar tells about how it writes talks down: the pass before any event is read.
///
/// All statistics come from at most ``sampleSize`` events, so the pass costs a bounded share. A class,
/// so that handing it from rule to rule copies one reference.
final class CalendarProfile {
  /// How one separator is used over the summaries.
  struct SeparatorUse {
    /// Summaries that hold the separator.
    var count = 0
    /// … of which the part after the last one reads as names.
    var namesAfter = 0
    /// … of which nothing follows the last one (`Opening - `).
    var emptyAfter = 0
    /// … of which one word follows the last one: a handle or a subtitle.
    var unclearAfter = 0
    /// … of which the part before the first one reads as names.
    var namesBefore = 0

    /// Summaries in which what follows tells names from other text.
    private var clear: Int { count - emptyAfter - unclearAfter }

    /// Whether what follows the last one names the speakers.
    ///
    /// A separator with nothing after it was put there by a program that had nobody to name.
    var isBeforeSpeakers: Bool {
      namesAfter >= 3 && 2 * namesAfter >= clear
        || emptyAfter >= 1 && namesAfter >= 2 && 3 * namesAfter >= clear
    }

    /// Whether nearly every use is followed by names, so that odd ones are handles.
    var isSurelyBeforeSpeakers: Bool {
      namesAfter >= 5 && 10 * namesAfter >= 7 * clear
        || emptyAfter >= 1 && namesAfter >= 2 && 2 * namesAfter >= clear
    }

    /// Whether what stands before the first one names the speakers.
    var isAfterSpeakers: Bool { namesBefore >= 3 && 2 * namesBefore >= count }
  }

  static let sampleSize = 400
  /// Events of which the summaries are read for names, and the descriptions for name lines.
  static let closeSampleSize = 96

  /// PRODID of the calendar.
  var producer: Bytes = []
  /// X-WR-CALNAME or NAME.
  var name: Bytes = []
  /// X-WR-CALDESC or DESCRIPTION.
  var about: Bytes = []
  /// Number of events.
  var eventCount: Int
  /// Words the calendar writes in lower case.
  var lexicon = Lexicon()
  /// The series its name states.
  var seriesFromName: Bytes?
  /// Use of each separator, by `Cut.Kind`.
  var separators = [SeparatorUse](repeating: SeparatorUse(), count: Cut.Kind.allCases.count)
  /// Texts before the first separator that several summaries share.
  private var prefixes: [UInt64: (text: Bytes, count: Int)] = [:]
  /// Those of them that a number followed (`Harbour Meetup #12: …`).
  private var numbered: Set<UInt64> = []
  /// Texts after the last separator that several summaries share, and acronyms before a name.
  private var suffixes = SharedSuffixes()
  private var acronyms: [UInt64: Int] = [:]
  /// What many summaries end in after a dash: the name of the series.
  private(set) var seriesSuffix: Bytes?
  /// What stands before it in all of these after another dash (`Title - Events - Harbour Society`).
  private(set) var textBeforeSuffix: Bytes?
  /// Whether what stands before a dash and a name is the series, not the title, in this calendar.
  private(set) var headsAreSeries = false
  /// Whether descriptions are the name of an institution and nothing else.
  private(set) var descriptionsArePlaces = false
  /// Prefixes that name a series, longest first.
  private(set) var seriesPrefixes: [Bytes] = []
  /// Share of summaries that begin with one of these.
  private(set) var prefixShare = 0.0
  /// Whether summaries begin with the calendar's own name.
  private(set) var nameIsPrefix = false
  /// Whether brackets at the end of summaries hold tracks.
  private(set) var bracketsHoldTracks = false
  /// Whether brackets at the end of summaries hold speakers.
  private(set) var bracketsHoldSpeakers = false
  /// Whether brackets at the end of summaries hold single given names and initials (`Sand (CJ)`).
  private(set) var bracketsHoldGivenNames = false
  /// Whether single given names stand behind the series with which summaries begin (`Lunch: Ben`).
  private(set) var restsAreGivenNames = false
  /// Words with which many summaries begin before a name.
  private(set) var heads = SharedHeads()
  /// Forms of a name, an institution and a title between separators of one kind.
  private(set) var rows = RowForms()
  /// Sentences that the descriptions share.
  private(set) var boilerplate = Boilerplate()
  /// Whether summaries are single given names (`Ben`), with the title below.
  private(set) var summariesAreGivenNames = false
  /// How many summaries have a name, an institution and a title between bars.
  private(set) var barredRows = 0
  /// Summaries that are a person's name and nothing else.
  private(set) var wholeNames = 0
  /// Events sampled, and of these those whose summaries were read for names.
  private(set) var sampled = 0
  private(set) var closelySampled = 0
  /// How often each summary occurs in the sample.
  private(set) var repeats: [UInt64: Int] = [:]
  /// Share of events that are meetings by their words.
  private(set) var meetingShare = 0.0
  /// Share of events whose description holds a line that is a name and nothing else.
  private(set) var nameLineShare = 0.0
  /// Whether first lines of descriptions end in a colon and a person, some of them with a title.
  private(set) var firstLinesEndInNames = false
  /// Whether first lines of descriptions mostly begin with a name and a comma.
  private(set) var firstLinesBeginWithNames = false
  /// Share of events with a labelled speaker line.
  private(set) var speakerLabelShare = 0.0
  /// Share of events with CATEGORIES, and different values of them.
  private(set) var categoryShare = 0.0
  /// Different CATEGORIES values in the sample.
  private(set) var categoryCount = 0
  /// Share of events with a participant that is no address.
  private(set) var attendeeShare = 0.0
  /// Whether ORGANIZER names another person in nearly every event: then it is who presents.
  private(set) var organisersPresent = false
  /// Whether nearly all events take whole days, as holidays, birthdays and releases do.
  private(set) var isOfDays = false
  /// The first UID.
  var firstUID: Bytes = []

  /// Learns from the events of `calendar`.
  init(
    calendar: Component?, events: [EventFields], summaries: [CleanSummary], arena: TextArena
  ) {
    eventCount = events.count
    readProperties(of: calendar, in: arena)
    firstUID = events.lazy.compactMap(\.uid).first ?? []
    let stride = max(1, events.count / CalendarProfile.sampleSize)
    seriesFromName = name.isEmpty ? nil : SeriesName.fromCalendarName(name)
    // An exporter that says who it is needs no statistics.
    if Habits.isKnownExporter(self) { return }
    isOfDays = events.count >= 3 && 5 * events.count(where: \.isWholeDay) >= 4 * events.count
    learnWords(events, summaries, stride)
    var brackets: [UInt64: Int] = [:]
    var bracketed = 0
    var bracketNames = 0
    var singles = SingleNames()
    var boilerplate = Boilerplate()
    var repeats: [UInt64: Int] = [:]
    var closeTexts: [Bytes] = []
    var nameStarts = 0
    var meetings = 0
    var described = 0
    var nameLines = 0
    var soleLines = 0
    var solePlaces = 0
    var labelled = 0
    var titledLines = 0
    var startingNames = 0
    var labelStarts = 0
    var withCategories = 0
    var withAttendees = 0
    var organised = 0
    var organisers: Set<UInt64> = []
    var categories: Set<UInt64> = []
    let close = max(
      1, min(events.count, CalendarProfile.sampleSize) / CalendarProfile.closeSampleSize)
    for index in Swift.stride(from: 0, to: events.count, by: stride) {
      sampled += 1
      let text = summaries[index].text
      repeats[WordSet.hash(text), default: 0] += 1
      learnSeparators(text, closely: sampled % close == 0)
      if KindLabel.match(text)?.hasSeparator ?? false { labelStarts += 1 }
      if sampled % close == 0 {
        closeTexts.append(text)
        if isBarredRow(text) { barredRows += 1 }
      }
      if sampled % close == 0, let (outside, inside) = text.trailingBracket, !outside.isEmpty,
        !inside.beginsInLowerCase || inside.wordCount(upTo: 4) < 4, !isAfterName(text)
      {
        singles.add(inside, lexicon: lexicon)
        bracketed += 1
        brackets[WordSet.hash(inside), default: 0] += 1
        if SpeakerList(inside, trust: .guess, lexicon: lexicon).map({ !$0.isPlaceholder }) ?? false
        {
          bracketNames += 1
        }
      }
      if !name.isEmpty, text.count > name.count, text.starts(with: name),
        text[text.startIndex + name.count] == Ascii.space
      {
        nameStarts += 1
      }
      if KindWords.isMeeting(KindText(text)) { meetings += 1 }
      if !events[index].categories.isEmpty {
        withCategories += 1
        if categories.count < 256 {
          categories.insert(WordSet.hash(events[index].categories[0].bytes(in: arena)))
        }
      }
      if !events[index].attendees.isEmpty { withAttendees += 1 }
      if let name = events[index].organizer?.parameter("CN"), !name.isEmpty {
        organised += 1
        if organisers.count < 256 { organisers.insert(WordSet.hash(name)) }
      }
      if sampled <= 32, !events[index].description.isEmpty {
        described += 1
        let (hasNameLine, hasLabel, endsInTitled, beginsWithName) = LoneNames.survey(
          events[index].description, lexicon: lexicon)
        if endsInTitled { titledLines += 1 }
        if beginsWithName { startingNames += 1 }
        if events.count >= 3 { boilerplate.add(events[index].description) }
        if let line = LoneNames.soleLine(of: events[index].description) {
          soleLines += 1
          if Affiliation.isInstitution(line) { solePlaces += 1 }
        }
        if hasNameLine { nameLines += 1 }
        if hasLabel { labelled += 1 }
      }
    }
    self.repeats = repeats
    nameIsPrefix = nameStarts >= 3 && 2 * nameStarts >= sampled
    let repeated = brackets.values.reduce(0) { $0 + ($1 >= 2 ? $1 : 0) }
    bracketsHoldSpeakers = bracketNames >= 3 && 2 * bracketNames >= bracketed
    bracketsHoldGivenNames = singles.areNames(among: bracketed)
    boilerplate.settle()
    self.boilerplate = boilerplate
    heads.learn(closeTexts, lexicon: lexicon)
    bracketsHoldTracks =
      !bracketsHoldSpeakers && !bracketsHoldGivenNames && bracketed >= 5
      && 2 * bracketed >= closelySampled
      && 10 * repeated >= 7 * bracketed
    meetingShare = share(meetings, sampled)
    firstLinesEndInNames = titledLines >= 2 && 5 * titledLines >= 2 * described
    firstLinesBeginWithNames = startingNames >= 3 && 2 * startingNames >= described
    nameLineShare = share(nameLines, described)
    speakerLabelShare = share(labelled, described)
    categoryShare = share(withCategories, sampled)
    attendeeShare = share(withAttendees, sampled)
    categoryCount = categories.count
    organisersPresent =
      organisers.count >= 4 && 2 * organised >= sampled
      && 10 * min(organisers.count, 256) >= 6 * min(organised, 256)
    chooseSeriesPrefixes()
    restsAreGivenNames = holdGivenNamesAfterPrefix(closeTexts)
    headsAreSeries = areSeriesBeforeNames(closeTexts)
    descriptionsArePlaces = solePlaces >= 3 && 2 * solePlaces >= soleLines
    summariesAreGivenNames = 2 * described >= sampled && areGivenNames(closeTexts)
    rows.learn(closeTexts.map(withoutSeries), lexicon: lexicon)
    if prefixShare >= 0.4 || 5 * labelStarts >= 2 * sampled {
      relearnSeparators(summaries, stride: stride, close: close)
    }
  }

  /// Learns the use of separators again from what follows the series that summaries begin with.
  private func relearnSeparators(_ summaries: [CleanSummary], stride: Int, close: Int) {
    let known = prefixes
    separators = [SeparatorUse](repeating: SeparatorUse(), count: Cut.Kind.allCases.count)
    closelySampled = 0
    wholeNames = 0
    for index in Swift.stride(from: 0, to: summaries.count, by: stride * close) {
      learnSeparators(withoutSeries(summaries[index].text), closely: true)
    }
    prefixes = known
  }

  /// Use of the separator of `cut`.
  func use(of cut: Cut) -> SeparatorUse { separators[cut.kind.rawValue] }

  /// Whether summaries usually are nothing but a name.
  var summariesAreNames: Bool { wholeNames >= 3 && 2 * wholeNames >= closelySampled }

  private func share(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }

  private func readProperties(of calendar: Component?, in arena: TextArena) {
    guard let calendar else { return }
    producer = calendar.first(.prodid)?.bytes(in: arena) ?? []
    name = (calendar.first(.xWrCalName) ?? calendar.first(.name))?.bytes(in: arena).collapsed ?? []
    about =
      (calendar.first(.xWrCalDesc) ?? calendar.first(.description))?.bytes(in: arena).collapsed
      ?? []
  }

  private func learnWords(
    _ events: [EventFields], _ summaries: [CleanSummary], _ stride: Int
  ) {
    // Put together beside the profile, so that the checks of access to it are not made for each word.
    var words = Lexicon()
    var budget = 64 << 10
    for index in Swift.stride(from: 0, to: events.count, by: stride) {
      words.add(summaries[index].text, limit: 400)
      if budget > 0 {
        let length = min(2048, events[index].description.count)
        words.add(events[index].description, limit: length)
        budget -= length
      }
    }
    lexicon = words
  }

  private func learnSeparators(_ text: Bytes, closely: Bool) {
    var text = text
    if let first = text.first, Ascii.isDigit(first), let rest = ListedTalks.afterTime(text) {
      text = rest.withoutLeadingDash
    }
    let cuts = text.cuts
    if closely { closelySampled += 1 }
    guard let first = cuts.first else {
      // Scripts without capitals tell names from words only here and there.
      if !closely || text.first.map({ $0 >= 0xD6 }) ?? true { return }
      let likelihood = PersonName(text, lexicon: lexicon).likelihood
      // `Viernes Santo`
      if isOfDays, likelihood < 0.75 { return }
      if likelihood >= 0.5 || SpeakerList(text, trust: .guess, lexicon: lexicon) != nil {
        wholeNames += 1
      }
      return
    }
    suffixes.learn(text, cuts)
    let whole = text[..<first.range.lowerBound]
    let before = SeriesName.withoutAnyNumber(whole)
    if !before.isEmpty, before.count <= 100, !KindLabel.isLabel(before) {
      let hash = WordSet.hash(before)
      if prefixes.count < 4096 || prefixes[hash] != nil {
        prefixes[hash, default: (before, 0)].count += 1
        if before.count < whole.count { numbered.insert(hash) }
        // `VQMS - Name`: an acronym that mostly stands before names is a series.
        if before.count >= 3, Affiliation.isAcronym(before),
          readsAsNames(text[first.range.upperBound...])
        {
          acronyms[hash, default: 0] += 1
        }
      }
    }
    if !closely { return }
    var seen: Set<Int> = []
    for cut in cuts.reversed() where seen.insert(cut.kind.rawValue).inserted {
      let after = text[cut.range.upperBound...]
      separators[cut.kind.rawValue].count += 1
      if after.isEmpty {
        separators[cut.kind.rawValue].emptyAfter += 1
      } else if readsAsNames(after) {
        separators[cut.kind.rawValue].namesAfter += 1
      } else if after.wordCount(upTo: 2) == 1 {
        separators[cut.kind.rawValue].unclearAfter += 1
      }
    }
    if readsAsNames(whole) { separators[first.kind.rawValue].namesBefore += 1 }
  }

  /// Whether the bracket at the end follows the name of a speaker, so that it is an affiliation.
  private func isAfterName(_ text: Bytes) -> Bool {
    guard let last = text.cuts.last else { return readsAsNames(text) }
    return readsAsNames(text[last.range.upperBound...])
  }

  /// Whether `text` surely enough lists names.
  func readsAsNames(_ text: Bytes) -> Bool {
    guard text.count <= 400,
      let list = SpeakerList(text, trust: .likely, lexicon: lexicon)
    else { return false }
    return list.isPlaceholder
      ? !text.isEmpty : list.likelihood >= 0.5 || list.speakers.count > 1 && list.best >= 0.5
  }

  /// The ending that at least three summaries in ten share, where it names nobody and nothing else.
  private func chooseSeriesSuffix() {
    guard let best = suffixes.best, 10 * best.count >= 3 * sampled,
      !Placeholder.isPlaceholder(best.text), !CleanSummary.modes.contains(best.text),
      !KindLabel.isLabel(best.text),
      best.text.wordCount(upTo: 2) == 2 || Affiliation.isAcronym(best.text),
      PersonName(best.text, lexicon: lexicon).likelihood < 0.5, !readsAsNames(best.text)
    else { return }
    seriesSuffix = best.text
    textBeforeSuffix = best.before
  }

  private func chooseSeriesPrefixes() {
    chooseSeriesSuffix()
    var prefixed = 0
    for (text, count) in prefixes.values where text.wordCount(upTo: 13) <= 12 {
      if ListedTalks.afterTime(text) != nil { continue }
      let isOften =
        sampled < 10 ? count >= 3 && 10 * count >= 3 * sampled : count >= 3 && 10 * count >= sampled
      let isNamed = isCalendarName(text)
      let isSeries =
        count >= 2 && SeriesName.endsInSeriesWord(text)
        || count >= (sampled <= 6 ? 2 : 3) && SeriesName.hasSeriesWord(text)
        || count >= 3 && 2 * (acronyms[WordSet.hash(text)] ?? 0) >= count
        || count >= 2 && numbered.contains(WordSet.hash(text))
        || sampled <= 6 && count >= 2 && 2 * count >= sampled && Affiliation.isAcronym(text)
      guard isOften || isNamed || isSeries else { continue }
      if !isNamed, !isSeries, PersonName(text, lexicon: lexicon).likelihood >= 0.75 { continue }
      seriesPrefixes.append(text)
      prefixed += count
    }
    prefixShare = share(prefixed, sampled)
    seriesPrefixes.sort {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
  }
}
