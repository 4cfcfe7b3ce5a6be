/// Forms in which a name, an institution and a title stand in a row.
extension SummaryReader {
  /// The first of these forms that `text` has.
  func inRow(_ text: Bytes) -> Found? {
    if let found = placeBeforeCut(text) ?? inSemicolons(text) ?? afterLastComma(text) {
      return found
    }
    guard text.contains(Ascii.comma) else { return nil }
    return betweenCommas(text) ?? afterCommas(text)
  }

  /// A row of the form that the calendar repeats.
  func inLearntRow(_ text: Bytes) -> Found? {
    guard let (names, place, title) = profile.rows.parts(of: text),
      var list = SpeakerList(names, trust: .likely, lexicon: lexicon), !list.isPlaceholder,
      let institution = Affiliation.institution(in: place)
    else { return nil }
    for index in list.speakers.indices where list.speakers[index].affiliation == nil {
      list.speakers[index].affiliation = institution
    }
    return Found(title: title.unquoted, list: list, rule: "row-of-the-calendar")
  }

  /// `Name, Institution - Title`, `Name - Institution - Title`, `Name / Institution / Title`.
  private func placeBeforeCut(_ text: Bytes) -> Found? {
    let cuts = text.cuts
    var before: Cut?
    for cut in cuts.prefix(4) {
      defer { before = cut }
      let head = text[..<cut.range.lowerBound]
      let title = text[cut.range.upperBound...].trimmed
      guard head.count <= 200, !title.isEmpty else { return nil }
      let list: SpeakerList?
      if let before {
        let place = text[before.range.upperBound..<cut.range.lowerBound].trimmed
        // `Name — KELP: Title` names what the talk is about, `Name (X) - The Group - Title` has its place.
        guard before.kind != .colon, text[..<before.range.lowerBound].trailingBracket == nil,
          cut.kind != .colon || !Affiliation.isAcronym(place) || Affiliation.isUnit(place.words),
          isPlace(place)
            || before.kind == .pipe && cut.kind == .pipe && mayBePlace(place)
              && (profile.barredRows >= 2 || isSurelyTitle(title)) && !namesSomebody(place)
        else { continue }
        list = fullNames(text[..<before.range.lowerBound].joined(" (", place, ")"))
      } else {
        guard cut.kind != .colon,
          head.contains(Ascii.comma) || head.contains(" @ ") || head.contains(" from ")
            || head.contains(" at ")
        else { continue }
        list = fullNames(head)
      }
      guard let list, list.likelihood >= 0.6, let place = list.speakers.last?.affiliation,
        isPlace(place) || before != nil, !Affiliation.isSurely(title), !namesSomebody(title)
      else { continue }
      if Placeholder.isPlaceholder(title) { return nil }
      return Found(title: title.unquoted, list: list, rule: "name-place-title")
    }
    return nil
  }

  /// `text` without `(host: Name)` and `, hosted by Name`.
  func withoutHost(_ text: Bytes) -> Bytes {
    for phrase in ["(host", "[host", "(invited by ", "(chair", "(organi"] as [StaticString] {
      guard let open = text.firstIndex(of: phrase), open > text.startIndex,
        let close = text[open...].firstIndex(where: {
          $0 == Ascii.closeParen || $0 == Ascii.closeBracket
        })
      else { continue }
      return text[..<open].trimmedEnd.joined("", text[(close + 1)...])
    }
    for phrase in [", hosted by ", ", host: "] as [StaticString] {
      guard let at = text.firstIndex(of: phrase), at > text.startIndex else { continue }
      let rest = text[(at + phrase.utf8CodeUnitCount)...]
      guard let cut = rest.cuts.first else { return text[..<at] }
      return text[..<at].joined("", rest[cut.range.lowerBound...])
    }
    return text
  }

  /// `Name: Title (Institution)`: the institution after the title is that of the one speaker.
  func placeAfterTitle(_ found: Found) -> Found {
    guard found.list.speakers.count == 1, found.list.speakers[0].affiliation == nil,
      let (title, inside) = found.title.trailingBracket, inside.wordCount(upTo: 9) <= 8,
      Affiliation.isUnit(inside.words), Affiliation.isInstitution(inside)
    else { return found }
    var found = found
    found.title = title
    found.list.speakers[0].affiliation = Affiliation.institution(in: inside)
    return found
  }

  /// `Title; Name; Institution`, `Name; Institution; Title`.
  private func inSemicolons(_ text: Bytes) -> Found? {
    guard text.contains(Ascii.semicolon) else { return nil }
    let parts = text.pieces(separatedBy: Ascii.semicolon).map(\.trimmed)
    guard parts.count == 3 else { return nil }
    for (name, place, title) in [(0, 1, 2), (1, 2, 0)] where isPlace(parts[place]) {
      guard let list = fullNames(parts[name].joined(" (", parts[place], ")")),
        list.likelihood >= 0.6, !isPlace(parts[title])
      else { continue }
      return Found(title: parts[title].unquoted, list: list, rule: "name-place-title")
    }
    return nil
  }

  /// `Title, Name (Institution)`.
  private func afterLastComma(_ text: Bytes) -> Found? {
    guard let (outside, inside) = text.trailingBracket, mayBePlace(inside),
      let comma = outside.lastIndex(of: Ascii.comma) ?? lastSentenceEnd(outside),
      comma > outside.startIndex
    else { return nil }
    let title = text[..<comma].trimmed
    // `Priebe, Corey (X)` is a family name before a given one.
    guard title.wordCount(upTo: 2) == 2,
      let list = fullNames(text[(comma + 1)...].trimmed), list.likelihood >= 0.6,
      isNoName(title)
    else { return nil }
    return Found(title: title.unquoted, list: list, rule: "title-comma-name-place")
  }

  /// The full stop after the last sentence but one, which is none of an initial or a title.
  private func lastSentenceEnd(_ text: Bytes) -> Int? {
    var index = text.endIndex - 2
    while index > text.startIndex + 4 {
      if text[index] == Ascii.dot, text[index + 1] == Ascii.space {
        return text[(index - 4)..<index].allSatisfy({ Ascii.isLower($0) || $0 >= 0x80 })
          ? index : nil
      }
      index -= 1
    }
    return nil
  }

  /// `Title, Name, Institution`.
  private func betweenCommas(_ text: Bytes) -> Found? {
    guard let last = text.lastIndex(of: Ascii.comma), isPlace(text[(last + 1)...].trimmed),
      let comma = text[..<last].lastIndex(of: Ascii.comma), comma > text.startIndex,
      case let name = text[(comma + 1)..<last].trimmed,
      case let person = PersonName(name, lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= 0.6, !Affiliation.isInstitution(name),
      case let title = text[..<comma].trimmed, isNoName(title),
      let list = fullNames(name.joined(" (", text[(last + 1)...].trimmed, ")"))
    else { return nil }
    return Found(title: title.unquoted, list: list, rule: "title-comma-name-place")
  }

  /// `Name, Institution, Title`.
  private func afterCommas(_ text: Bytes) -> Found? {
    guard let first = text.firstIndex(of: Ascii.comma),
      case let rest = text[(first + 1)...], let second = rest.firstIndex(of: Ascii.comma),
      case let place = rest[..<second].trimmed, isPlace(place),
      case let name = text[..<first], case let person = PersonName(name, lexicon: lexicon),
      person.wordCount >= 2, person.likelihood >= 0.55,
      case let title = rest[(second + 1)...].trimmed, isSurelyTitle(title),
      let list = fullNames(name.joined(" (", place, ")"))
    else { return nil }
    return Found(title: title.unquoted, list: list, rule: "name-place-title")
  }

  /// Whether `text` can be neither a department nor a town nor a role nor another person.
  func isSurelyTitle(_ text: Bytes) -> Bool {
    let words = text.words
    guard words.count >= (Affiliation.isInstitution(words) ? 3 : 2), !Affiliation.isUnit(words),
      let first = text.first, !Ascii.isLower(first), !Affiliation.isRole(text),
      !namesSomebody(text)
    else { return false }
    if text.contains(Ascii.colon) || text.last == UInt8(ascii: "?") { return true }
    let isTold = words.contains { word in
      word.count > 3 && word.beginsInLowerCase && !NameWords.particles.contains(word)
    }
    return isTold || words.count >= 4 && words.count(where: { TitleWords.contains($0) }) >= 2
  }

  /// `(Harbour Seminar) Name - Title`: the text after a series in brackets.
  func takeBracketedSeries(from text: inout Bytes, into reading: inout SummaryReading) {
    guard text.first == Ascii.openParen, let close = text.firstIndex(of: Ascii.closeParen),
      case let inside = text[(text.startIndex + 1)..<close].trimmed,
      SeriesName.endsInSeriesWord(inside),
      case let rest = text[(close + 1)...].trimmedStart.withoutLeadingDash, !rest.isEmpty
    else { return }
    reading.series = inside
    reading.seriesRule = "series-in-brackets"
    text = rest
  }

  /// Whether `text` is a title before a comma: neither names nor the first part of a list of them.
  private func isNoName(_ text: Bytes) -> Bool {
    if PersonName(text, lexicon: lexicon).likelihood >= 0.4 { return false }
    if text.cuts.contains(where: { $0.kind != .colon }) { return false }
    return !namesSomebody(text) && !KindLabel.isLabel(text) && !SeriesName.endsInSeriesWord(text)
  }

  func isPlace(_ text: Bytes) -> Bool {
    guard text.wordCount(upTo: 9) <= 8 else { return false }
    let words = text.words
    return Affiliation.isInstitution(words) || Affiliation.isAcronymAndPlace(words)
  }

  /// Whether what stands in brackets after a name may be an institution of any name.
  private func mayBePlace(_ text: Bytes) -> Bool {
    guard let first = text.first, Ascii.isUpper(first) || first >= 0x80,
      text.wordCount(upTo: 7) <= 6
    else { return false }
    return !text.contains(where: Ascii.isDigit) && !KindLabel.isLabel(text)
      && !Placeholder.isPlaceholder(text) || isPlace(text)
  }

  /// `text` as a list in which every name has two words or more.
  private func fullNames(_ text: Bytes) -> SpeakerList? {
    guard let list = SpeakerList(text, trust: .guess, lexicon: lexicon), !list.isPlaceholder,
      list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 || $0.name.isUncased })
    else { return nil }
    return list
  }

  /// `Name (Institution)` of `Name Harbour University`, which nothing parts.
  func withPlaceApart(_ text: Bytes) -> Bytes {
    // `Harbour University's Name`
    for sign in ["'s ", "’s "] as [StaticString] {
      guard let at = text.firstIndex(of: sign), at > text.startIndex,
        case let place = text[..<at], Affiliation.isInstitution(place),
        case let name = text[(at + sign.utf8CodeUnitCount)...].trimmed,
        case let person = PersonName(name, lexicon: lexicon), person.wordCount >= 2,
        person.likelihood >= 0.5, !Affiliation.isInstitution(name)
      else { continue }
      return name.joined(" (", place, ")")
    }
    let words = text.words
    guard (3...8).contains(words.count), Affiliation.isUnit(words), !text.contains(Ascii.comma),
      !text.contains(Ascii.openParen), text.cuts.isEmpty
    else { return text }
    for count in 2..<min(5, words.count) {
      let place = text[words[count].startIndex...]
      let isStart =
        Affiliation.startsInstitution(words[count]) || Affiliation.isInstitution([words[count]])
        || words.count - count == 2 && Affiliation.isUnit([words[count + 1]])
        || count + 1 < words.count && SummaryReader.beforeUniversity.contains(words[count])
          && Affiliation.startsInstitution(words[count + 1])
      guard isStart, Affiliation.isInstitution(place),
        words[count].first.map({ !Ascii.isLower($0) }) ?? false
      else { continue }
      let name = text[..<words[count - 1].endIndex]
      let person = PersonName(name, lexicon: lexicon)
      guard person.likelihood >= 0.5, person.wordCount >= 2, !Affiliation.isInstitution(name) else {
        continue
      }
      return name.joined(" (", place, ")")
    }
    return text
  }

  private static let beforeUniversity = WordSet(
    "technische technical freie vrije medizinische pädagogische katholische katholieke open")

  /// `Guest lecture Name (Institution): Title`: a label with nothing between it and the name.
  func labelTouchingName(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
    var end = text.startIndex
    while end < text.endIndex, text[end] != Ascii.openParen, text[end] != Ascii.comma,
      text[end] != Ascii.quote
    { end += 1 }
    for sign in ["«", "“", "„"] as [StaticString] {
      if let at = text[..<end].firstIndex(of: sign) { end = at }
    }
    if let cut = text.cuts.first { end = min(end, cut.range.lowerBound) }
    let words = text[..<end].words
    guard (3...7).contains(words.count) else { return nil }
    for count in [3, 2, 1] where count <= words.count - 2 {
      let label = text[..<words[count - 1].endIndex]
      let isDefense = SeriesName.isDefense(label)
      guard isDefense || KindLabel.isSingleLabel(label), let head = words[count].first,
        !Ascii.isLower(head) || words[count].hasPrefix("prof") || words[count].hasPrefix("dr")
      else { continue }
      let person = PersonName(text[words[count].startIndex..<end], lexicon: lexicon)
      let isEnough = isDefense ? 0.5 : end < text.endIndex ? 0.55 : person.hadTitle ? 0.6 : 0.85
      if person.likelihood >= isEnough, person.wordCount >= 2 || person.hadTitle {
        return (label, text[words[count].startIndex...])
      }
    }
    return nil
  }
}

extension Bytes {
  /// Whether the first letter is a small one of the Latin alphabet.
  var beginsInLowerCase: Bool {
    guard let first else { return false }
    if first < 0x80 { return Ascii.isLower(first) }
    guard count > 1 else { return false }
    let next = self[startIndex + 1]
    return first == 0xC3 ? next >= 0x9F : (first == 0xC4 || first == 0xC5) && next & 1 == 1
  }

  /// Whether the text begins in a script that parts no words and knows no capitals.
  var isUncased: Bool { first.map { $0 >= 0xE3 } ?? false }
}
