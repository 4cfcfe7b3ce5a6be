extension SummaryReader {
  func takeSeries(from text: inout Bytes, into reading: inout SummaryReading) {
    if profile.nameIsPrefix, text.count > profile.name.count + 1, text.starts(with: profile.name),
      text[text.startIndex + profile.name.count] == Ascii.space, !goesOnAsSeries(text)
    {
      reading.series = profile.name
      reading.seriesRule = "calendar-name-before-title"
      let whole = text
      text = text[(text.startIndex + profile.name.count)...].trimmed
      while let first = text.first,
        first == Ascii.hyphen || first == Ascii.colon || first == Ascii.pipe
      {
        text = text.dropFirst().trimmedStart
      }
      // `Rust Harbour #12: Async`
      if text.first == Ascii.hash {
        let rest = text.dropFirst().drop { Ascii.isDigit($0) }.trimmedStart.withoutLeadingDash
        // `Rust Harbour #12`: nothing but the number tells this evening from the others.
        if rest.wordCount(upTo: 2) >= 1, rest.count > 2 { text = rest } else { text = whole }
      }
      return
    }
    let cuts = profile.seriesPrefixes.isEmpty ? [] : text.cuts
    for prefix in profile.seriesPrefixes
    where text.count > prefix.count && text.starts(with: prefix) {
      let after = text[(text.startIndex + prefix.count)...]
      if let cut = cuts.first(where: { $0.range.lowerBound == after.startIndex }) {
        if prefix.wordCount(upTo: 2) == 1, KindWords.isOtherLabel(prefix) {
          // `Meeting: Title`
          reading.label = prefix
          text = text[cut.range.upperBound...].trimmed
          return
        }
        reading.series = prefix
        reading.seriesRule = "shared-prefix"
        text = text[cut.range.upperBound...].trimmed
        return
      }
      // `Harbour Meetup #12: Title`
      if after.hasPrefix(" #") || after.first == Ascii.space && Affiliation.isAcronym(prefix),
        case let number = after.dropFirst(after.hasPrefix(" #") ? 2 : 1).prefix(
          while: Ascii.isDigit),
        !number.isEmpty,
        let cut = cuts.first(where: { $0.range.lowerBound == number.endIndex }),
        cut.range.upperBound < text.endIndex,
        !Placeholder.isPlaceholder(text[cut.range.upperBound...])
      {
        reading.series = prefix
        reading.seriesRule = "shared-prefix"
        text = text[cut.range.upperBound...].trimmed
        return
      }
      // `AI Seminar (Zoom): Name`
      if let close = after.firstIndex(of: Ascii.closeParen), after.hasPrefix(" ("),
        CleanSummary.modes.contains(after[(after.startIndex + 2)..<close]),
        let cut = cuts.first(where: { $0.range.lowerBound == close + 1 })
      {
        reading.series = prefix
        reading.seriesRule = "shared-prefix"
        text = text[cut.range.upperBound...].trimmed
        return
      }
      if after.first == Ascii.space, SeriesName.hasSeriesWord(prefix),
        PersonName(after, lexicon: lexicon).likelihood >= 0.5
      {
        reading.series = prefix
        reading.seriesRule = "shared-prefix"
        text = after.trimmed
        return
      }
    }
    takeNamedSeries(from: &text, into: &reading)
  }

  /// `Harbour` goes on as `Harbour Seminar: …`: the name of the series is longer than the calendar's.
  private func goesOnAsSeries(_ text: Bytes) -> Bool {
    guard let cut = text.cuts.first else { return false }
    let head = text[..<cut.range.lowerBound]
    return head.count > profile.name.count && head.wordCount(upTo: 7) <= 6
      && SeriesName.endsInSeriesWord(head)
  }

  /// `Title - Series` where many summaries of the calendar end so.
  func takeSuffix(from text: inout Bytes, into reading: inout SummaryReading) {
    // `Title — Zoom`
    if let cut = text.cuts.last(where: { $0.kind != .colon && $0.kind != .slash }),
      cut.range.lowerBound > text.startIndex,
      CleanSummary.modes.contains(text[cut.range.upperBound...])
    {
      text = text[..<cut.range.lowerBound]
    }
    // `Title - Session 2`
    if let cut = text.cuts.last(where: { $0.kind != .colon && $0.kind != .slash }),
      cut.range.lowerBound > text.startIndex, case let last = text[cut.range.upperBound...],
      last.last.map(Ascii.isDigit) ?? false, last.wordCount(upTo: 3) == 2, KindLabel.isLabel(last)
    {
      text = text[..<cut.range.lowerBound]
    }
    // `Name | Title | Harbour Seminar`
    if let cut = text.cuts.last(where: { $0.kind != .colon && $0.kind != .slash }),
      cut.range.lowerBound > text.startIndex, case let last = text[cut.range.upperBound...],
      last.wordCount(upTo: 7) <= 6, SeriesName.endsInSeriesWord(last), !last.contains(Ascii.colon),
      !namesSomebody(last)
    {
      reading.series = last
      reading.seriesRule = "series-word-after-separator"
      text = text[..<cut.range.lowerBound]
      return
    }
    guard let suffix = profile.seriesSuffix, text.count > suffix.count,
      text[(text.endIndex - suffix.count)...] == suffix,
      let cut = text.cuts.last(where: { $0.kind != .colon }),
      text[cut.range.upperBound...] == suffix, cut.range.lowerBound > text.startIndex
    else { return }
    reading.series = suffix
    reading.seriesRule = "shared-suffix"
    text = text[..<cut.range.lowerBound]
    // `Title - Events - Harbour Society`
    guard let before = profile.textBeforeSuffix, text.count > before.count,
      text[(text.endIndex - before.count)...] == before,
      let cut = text.cuts.last(where: { $0.kind != .colon }),
      text[cut.range.upperBound...] == before, cut.range.lowerBound > text.startIndex
    else { return }
    text = text[..<cut.range.lowerBound]
  }

  /// `… Seminar: …`, `… Colloquium - Name`, `… Seminar/Name`.
  func takeNamedSeries(from text: inout Bytes, into reading: inout SummaryReading) {
    if let cut = text.cuts.first(where: { $0.kind != .slash }),
      !text[cut.range.upperBound...].isEmpty
    {
      let before = SeriesName.withoutNumber(text[..<cut.range.lowerBound])
      let after = text[cut.range.upperBound...]
      // `SERIES: Name (Institution), "Title"`
      if before.wordCount(upTo: 6) <= 5, !KindLabel.isLabel(before),
        PersonName(before, lexicon: lexicon).likelihood
          < (NameWords.titles.contains(after.firstWord) ? 0.85 : 0.5),
        let found = quotedTitle(after),
        found.list.likelihood >= (SeriesName.hasSeriesWord(before) ? 0.5 : 0.7)
      {
        reading.series = before
        reading.seriesRule = "prefix-before-name-and-title"
        text = after
        return
      }
      // `Name at Harbour Seminar: Title`
      for word in [" at ", " @ ", " in the "] as [StaticString] {
        guard let at = before.firstIndex(of: word), at > before.startIndex,
          case let series = before[(at + word.utf8CodeUnitCount)...].trimmed,
          SeriesName.endsInSeriesWord(series),
          case let name = before[..<at], PersonName(name, lexicon: lexicon).likelihood >= 0.5
        else { continue }
        reading.series = series
        reading.seriesRule = "series-after-name"
        text = name.joined("", text[before.endIndex...])
        return
      }
      if !KindLabel.isLabel(before), before.wordCount(upTo: 13) <= 12,
        SeriesName.endsInSeriesWord(before) || SeriesName.isNamedLecture(before)
          || SeriesName.beginsWithSeriesWord(before) && beginsWithName(after)
          || isHouse(before, cut, beforeTitleOf: after)
          || SeriesName.hasSeriesWord(before) && cut.kind != .colon && namesSomebody(after)
            && (profile.prefixShare >= 0.4 || !profile.use(of: cut).isBeforeSpeakers)
            && before.wordCount(upTo: 7) <= 6 && quotedAfterLabel(before) == nil
      {
        reading.series = before
        reading.seriesRule = "series-word-before-separator"
        text = after
        return
      }
    }
    // `… Seminar, Name, Institution, "Title"`
    if let comma = text.firstIndex(of: Ascii.comma), SeriesName.endsInSeriesWord(text[..<comma]) {
      let after = text[(comma + 1)...].trimmed
      let end = after.firstIndex {
        $0 == Ascii.comma || $0 == Ascii.openParen || $0 == Ascii.colon
      }
      let name = after[..<(end ?? after.endIndex)].trimmed
      if PersonName(name, lexicon: lexicon).likelihood >= 0.5
        || Placeholder.isPlaceholder(after) && !after.isEmpty
      {
        reading.series = text[..<comma]
        reading.seriesRule = "series-word-before-separator"
        text = after
        return
      }
    }
    // `Name @ Harbour Seminar`
    for word in [" at ", " @ "] as [StaticString] {
      guard text.cuts.isEmpty, let at = text.firstIndex(of: word), at > text.startIndex,
        case let place = text[(at + word.utf8CodeUnitCount)...].trimmed,
        case let series = place.hasPrefix("the ") ? place.dropFirst(4) : place,
        SeriesName.endsInSeriesWord(series), series.wordCount(upTo: 7) <= 6,
        case let person = PersonName(text[..<at], lexicon: lexicon), person.wordCount >= 2,
        person.likelihood >= 0.5
      else { continue }
      reading.series = series
      reading.seriesRule = "series-after-name"
      text = text[..<at].trimmed
      return
    }
    if let slash = text.firstIndex(of: Ascii.slash), slash > text.startIndex {
      let before = text[..<slash].trimmed
      let after = text[(slash + 1)...].trimmed
      if SeriesName.endsInSeriesWord(before), namesSomebody(after) {
        reading.series = before
        reading.seriesRule = "series-word-before-separator"
        text = after
      }
    }
  }

  /// `Harbour College: Title — Name`: the house that invites.
  private func isHouse(_ text: Bytes, _ cut: Cut, beforeTitleOf rest: Bytes) -> Bool {
    // One acronym more often is what the title is about (`GTK: a renderer — Name`).
    guard cut.kind == .colon, Affiliation.isSurely(text), (2...5).contains(text.wordCount(upTo: 6)),
      let next = rest.cuts.last, next.kind != .colon
    else { return false }
    return namesSomebody(rest[next.range.upperBound...].trimmed)
  }

  /// Whether a name stands at the start, before a bracket, a comma, a separator or nothing.
  private func beginsWithName(_ text: Bytes) -> Bool {
    var end = text.endIndex
    if let cut = text.cuts.first { end = cut.range.lowerBound }
    let head = text[..<end]
    let sign = head.firstIndex { $0 == Ascii.comma || $0 == Ascii.openParen }
    let name = head[..<(sign ?? end)].trimmed
    let person = PersonName(name, lexicon: lexicon)
    return person.wordCount >= 2 && person.likelihood >= 0.5 || namesSomebody(text)
  }

  func namesSomebody(_ text: Bytes) -> Bool {
    guard let list = SpeakerList(text, trust: .guess, lexicon: lexicon) else { return false }
    return !list.isPlaceholder
  }

  /// `Invited Speaker Name` without a separator.
  func labelBeforeName(_ text: Bytes) -> (Bytes, Bytes)? {
    let words = text.words
    guard words.count >= 3 else { return nil }
    for count in [3, 2, 1] where count < words.count - 1 {
      let label = text[..<words[count - 1].endIndex]
      let rest = text[words[count].startIndex...]
      if KindLabel.isLabel(label), PersonName(rest, lexicon: lexicon).likelihood >= 0.7 {
        return (label, rest)
      }
    }
    return nil
  }

  /// `Soutenance de thèse – Name : title`: whatever the title looks like.
  func defenseBeforeName(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
    let cuts = text.cuts.filter { $0.kind != .slash }
    // `PhD-forsvar: Name, title`
    if cuts.count == 1, case let label = text[..<cuts[0].range.lowerBound].trimmed,
      SeriesName.isDefense(label), case let rest = text[cuts[0].range.upperBound...].trimmed,
      let comma = rest.firstIndex(of: Ascii.comma),
      case let person = PersonName(rest[..<comma], lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= 0.5
    {
      return (label, rest)
    }
    guard cuts.count >= 2, case let label = text[..<cuts[0].range.lowerBound].trimmed,
      SeriesName.isDefense(label),
      case let name = text[cuts[0].range.upperBound..<cuts[1].range.lowerBound].trimmed,
      case let person = PersonName(name, lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= 0.5
    else { return nil }
    return (label, text[cuts[0].range.upperBound...].trimmed)
  }

  /// Whether after `Lightning talks - ` only speakers follow, so that the label is the title.
  func isNobodysTitle(_ rest: Bytes) -> Bool {
    SpeakerList(rest, trust: .likely, lexicon: lexicon).map { $0.isPlaceholder || $0.best >= 0.5 }
      ?? false
  }
}
