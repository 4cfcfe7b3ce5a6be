/// Labels around a name that no list of words needs to know.
extension SummaryReader {
  /// Sets apart what many summaries of the calendar begin with before a name.
  func takeHead(_ head: Bytes, into reading: inout SummaryReading) {
    reading.expectsName = true
    let bare = head.withoutTrailingDot
    if reading.series == nil, SeriesName.hasSeriesWord(bare), !KindLabel.isLabel(bare),
      !SeriesName.isDefense(bare)
    {
      reading.series = bare
      reading.seriesRule = "shared-head"
    } else {
      reading.label = bare
    }
  }

  /// The label, and `Name, X: Title`, of `Tech Talk (Name, X): Title`.
  func labelBeforeBracketedName(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
    guard let cut = text.cuts.first(where: { $0.kind != .slash }),
      cut.range.upperBound < text.endIndex,
      let (label, inside) = text[..<cut.range.lowerBound].trailingBracket,
      KindLabel.isLabel(label) || KindLabel.mayBeLabel(label) || SeriesName.endsInSeriesWord(label),
      case let name = inside[..<(inside.firstIndex(of: Ascii.comma) ?? inside.endIndex)],
      case let person = PersonName(name, lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= 0.6
    else { return nil }
    return (label, inside.joined("", text[cut.range.lowerBound...]))
  }

  /// `Colloquium: Name` of `Colloquium (special day): Name`.
  func withoutModeInLabel(_ text: Bytes) -> Bytes {
    guard let open = text.firstIndex(of: Ascii.openParen), open > text.startIndex,
      let close = text[open...].firstIndex(of: Ascii.closeParen), close + 1 < text.endIndex,
      CleanSummary.isMode(text[(open + 1)..<close]),
      case let label = text[..<open].trimmed, KindLabel.isLabel(label)
    else { return text }
    return label.joined("", text[(close + 1)...])
  }

  /// The label and the rest of `【Label】Title`.
  func labelInWideBrackets(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
    guard text.first == 0xE3, let inner = text.text(after: "【"),
      let end = inner.firstIndex(of: Array("】".utf8)),
      case let label = inner[..<end].trimmed,
      KindLabel.isLabel(label) || (6...30).contains(label.count),
      end + 3 < inner.endIndex
    else { return nil }
    return (label, inner[(end + 3)...].trimmed)
  }

  /// `Title (presenter: Name)`, and `Title (Name)` with a single name where the calendar has more.
  func statedInBracket(_ outside: Bytes, _ inside: Bytes) -> Found? {
    var title = outside
    if let (label, rest) = inside.split(atFirst: Ascii.colon),
      isSpeakerLabel(label),
      let list = SpeakerList(rest.trimmed, trust: .stated, lexicon: lexicon), !list.isPlaceholder
    {
      var series: Bytes?
      // `Reading group: "Title" (presenter: Name)`
      if let cut = title.cuts.first, case let rest = title[cut.range.upperBound...].trimmed,
        rest.isQuotation
      {
        let head = title[..<cut.range.lowerBound]
        series = SeriesName.hasSeriesWord(head) && !KindLabel.isLabel(head) ? head : nil
        title = rest
      }
      return Found(
        title: title.unquoted, list: list, rule: "title-bracket-speaker-label", series: series)
    }
    if profile.bracketsHoldGivenNames {
      let words = inside.without { $0 == Ascii.comma || $0 == Ascii.ampersand }.words
      if words.count <= 3,
        words.allSatisfy({
          SingleNames.mayBeName($0, lexicon: lexicon) || $0.equals("and")
        }), let list = SpeakerList(inside, trust: .stated, lexicon: lexicon), !list.isPlaceholder
      {
        return Found(title: title, list: list, rule: "title-bracket-given-name")
      }
    }
    return nil
  }

  /// Reads single given names where the calendar has such: `Lunch: Ben`, `Lunch: Ben - Title`, `Ben`.
  func readGivenName(_ text: Bytes, into reading: inout SummaryReading) -> Bool {
    let isAfterSeries = reading.series != nil && profile.restsAreGivenNames
    guard isAfterSeries || profile.summariesAreGivenNames else { return false }
    let cut = isAfterSeries ? text.cuts.first : nil
    let name = cut.map { text[..<$0.range.lowerBound] } ?? text
    guard SingleNames.mayBeName(name, lexicon: lexicon),
      let list = SpeakerList(name, trust: .stated, lexicon: lexicon), !list.isPlaceholder
    else { return false }
    let rule: RuleName = isAfterSeries ? "given-name-after-series" : "summary-is-given-name"
    if let cut, cut.range.upperBound < text.endIndex {
      reading.title = text[cut.range.upperBound...]
      reading.titleRule = rule
    }
    reading.speakers = list
    reading.speakerRule = rule
    return true
  }

  /// `Name: Title` of `Sept. 15 - Name: Title`, `8 March: Name: Title`.
  func withoutDate(_ text: Bytes) -> Bytes {
    guard let cut = text.cuts.first, cut.kind != .slash,
      cut.range.lowerBound - text.startIndex <= 24,
      cut.range.upperBound < text.endIndex
    else { return text }
    var (months, numbers) = (0, 0)
    for word in text[..<cut.range.lowerBound].words {
      var bare = word
      while let last = bare.last, last == Ascii.dot || last == Ascii.comma {
        bare = bare.dropLast()
      }
      let digits = bare.prefix(while: Ascii.isDigit)
      if Self.months.contains(bare) {
        months += 1
      } else if !digits.isEmpty, digits.count <= 4, bare.count - digits.count <= 2 {
        numbers += 1
      } else if !Self.weekdays.contains(bare) {
        return text
      }
    }
    return months == 1 && (1...2).contains(numbers) ? text[cut.range.upperBound...] : text
  }

  private static let months = WordSet(
    """
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august \
    september october november december januar februar märz mai juni juli oktober dezember janvier \
    février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril \
    mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio \
    giugno luglio settembre ottobre dicembre
    """)
  private static let weekdays = WordSet(
    """
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday \
    montag dienstag mittwoch donnerstag freitag samstag lundi mardi mercredi jeudi vendredi samedi lunes \
    martes miércoles jueves viernes of de den the
    """)

  private func isSpeakerLabel(_ label: Bytes) -> Bool {
    if SummaryReader.saidLabels.contains(label.trimmed.firstWord), label.wordCount(upTo: 3) <= 2 {
      return true
    }
    if case .speaker? = DescriptionLabel.named(label) { return true }
    return false
  }

  /// Takes `(Speaker: Name, Institution)` out of the middle of a summary.
  func takeStatedBracket(from text: inout Bytes) -> SpeakerList? {
    guard text.contains(Ascii.colon),
      let open = text.firstIndex(where: { $0 == Ascii.openParen || $0 == Ascii.openBracket }),
      open > text.startIndex,
      case let close = text[open] == Ascii.openParen ? Ascii.closeParen : Ascii.closeBracket,
      let end = text[open...].firstIndex(of: close),
      end + 1 < text.endIndex || close == Ascii.closeBracket,
      let (label, rest) = text[(open + 1)..<end].split(atFirst: Ascii.colon),
      isSpeakerLabel(label),
      let list = SpeakerList(rest.trimmed, trust: .stated, lexicon: lexicon), !list.isPlaceholder
    else { return nil }
    let tail = text[(end + 1)...]
    let isJoined = tail.first.map { Ascii.isBlank($0) || $0 == Ascii.colon } ?? true
    guard isJoined else { return nil }
    text = text[..<open].trimmedEnd.joined("", tail)
    return list
  }

  /// `Name, Institution` where neither needs to be known: two capitalised words, a comma, and a few.
  func nameAndPlace(_ text: Bytes) -> SpeakerList? {
    guard let comma = text.firstIndex(of: Ascii.comma), text.count <= 90,
      case let name = text[..<comma].trimmed, (2...4).contains(name.wordCount(upTo: 5)),
      case let place = text[(comma + 1)...].trimmed, let first = place.first,
      Ascii.isUpper(first) || first >= 0x80, place.wordCount(upTo: 6) <= 5,
      !place.contains(where: Ascii.isDigit), !isSurelyTitle(place), !isPlace(name),
      case let person = PersonName(name, lexicon: lexicon), person.likelihood >= 0.5,
      let list = SpeakerList(text, trust: .likely, lexicon: lexicon), list.speakers.count == 1,
      list.speakers[0].affiliation != nil
    else { return nil }
    return list
  }

  /// Whether every item of a list is one or two words that are no words of titles.
  func areHandles(_ text: Bytes) -> Bool {
    let items = text.pieces(separatedBy: Ascii.comma)
    return items.allSatisfy { item in
      let words = item.words
      if (1...(items.count > 1 ? 2 : 1)).contains(words.count) {
        return !words.contains { TitleWords.contains($0) }
      }
      // `Ondrej Urban`, `Mars Geldard`: one of the words also occurs in titles.
      return (2...4).contains(words.count)
        && words.allSatisfy { $0.first.map { Ascii.isUpper($0) || $0 >= 0xC3 } ?? false }
        && words.contains {
          !TitleWords.contains($0) && !lexicon.writesInLowerCase($0) && $0.count > 2
        }
        && words.count(where: { TitleWords.contains($0) }) <= 1
    }
  }

  /// `Doctoral seminar (Name): Title`, `Thesis presentation: Name, "Title"`.
  func labelWithName(_ text: Bytes) -> Found? {
    guard let cut = text.cuts.first(where: { $0.kind != .slash }) else { return nil }
    let head = text[..<cut.range.lowerBound]
    let title = text[cut.range.upperBound...].trimmed
    // `First year talks: Name, Name`, `Practice talk (X) - Name`
    if !KindLabel.isLabel(head),
      KindLabel.mayBeLabel(head.trailingBracket?.outside ?? head),
      cut.range.upperBound < text.endIndex,
      let list = SpeakerList(title, trust: .likely, lexicon: lexicon), !list.isPlaceholder,
      list.likelihood >= 0.5, !holdsTitle(list),
      list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 })
    {
      return Found(title: head, list: list, rule: "label-of-names")
    }
    guard !title.isEmpty, let (label, inside) = head.trailingBracket,
      KindLabel.isLabel(label) || SeriesName.endsInSeriesWord(label)
        || SeriesName.isDefense(label),
      let list = SpeakerList(inside, trust: .likely, lexicon: lexicon), !list.isPlaceholder,
      list.likelihood >= 0.5,
      list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 || $0.name.isUncased })
    else { return nil }
    let series =
      SeriesName.endsInSeriesWord(label) && !SeriesName.isDefense(label)
        && !KindLabel.isLabel(label) ? label : nil
    return Found(title: title.unquoted, list: list, rule: "label-bracket-name", series: series)
  }
}

extension Bytes {
  /// What follows `sign` at the start.
  fileprivate func text(after sign: StaticString) -> Bytes? {
    hasPrefix(sign) ? dropFirst(sign.utf8CodeUnitCount) : nil
  }

  /// Without the full stop at the end.
  var withoutTrailingDot: Bytes { last == Ascii.dot ? dropLast().trimmedEnd : self }
}

extension Bytes {
  /// Whether the text is an emoji or two: no title.
  var isPicture: Bool {
    guard count <= 12, first == 0xF0, count > 1, self[startIndex + 1] == 0x9F else { return false }
    return !contains { $0 < 0x80 }
  }
}
