/// Forms in which a name stands first.
extension SummaryReader {
  /// `Name - Title TBA`.
  func nameBeforePlaceholder(_ text: Bytes, hasContext: Bool) -> Found? {
    guard let cut = text.cuts.last(where: { $0.kind != .slash }) else { return nil }
    let head = text[..<cut.range.lowerBound]
    let rest = text[cut.range.upperBound...]
    guard rest.count > 1, Placeholder.isPlaceholder(rest),
      let list = SpeakerList(head, trust: .likely, lexicon: lexicon), !list.isPlaceholder,
      list.likelihood >= (hasContext || head.trailingBracket != nil ? 0.5 : 0.7)
    else { return nil }
    return Found(title: rest, list: list, rule: "name-before-placeholder")
  }

  /// Whether `text` is one name of two or three words, be it known or not.
  func mayStandAlone(_ text: Bytes) -> Bool {
    let person = PersonName(text, lexicon: lexicon)
    return (2...3).contains(person.wordCount) && person.likelihood >= 0.5
      && !Affiliation.isInstitution(text)
  }

  /// Whether `text` beside such a name is a title: it has words of titles and no shape of a name.
  func tellsTitle(_ text: Bytes) -> Bool {
    if isSurelyTitle(text) { return true }
    let words = text.words
    return words.count >= 3 && !Affiliation.isUnit(words)
      && words.contains { TitleWords.contains($0) && !NameWords.particles.contains($0) }
      && PersonName(text, lexicon: lexicon).likelihood < 0.3 && !namesSomebody(text)
  }

  /// A name in Cyrillic before a title, `Петров А. С. Песок`, ended by its initials.
  ///
  /// In other scripts initials stand in the middle.
  func initialledNameThenTitle(_ text: Bytes) -> Found? {
    guard let first = text.first, (0xD0...0xD3).contains(first),
      case let words = text.words, words.count >= 3, !TitleWords.contains(words[0])
    else { return nil }
    var end = 1
    while end < min(3, words.count), words[end].isInitials { end += 1 }
    guard end > 1, end < words.count,
      case let title = text[words[end].startIndex...].trimmed, title.count >= 6,
      case let name = text[..<words[end - 1].endIndex], !name.contains(Ascii.comma),
      PersonName(name, lexicon: lexicon).likelihood >= 0.5,
      let list = SpeakerList(name, trust: .likely, lexicon: lexicon), list.speakers.count == 1,
      SpeakerList(text, trust: .guess, lexicon: lexicon)?.isPlaceholder ?? true
    else { return nil }
    return Found(title: title.unquoted, list: list, rule: "name-initials-title")
  }

  /// `PhD defense of Name: Title`, `Soutenance de thèse de Name`.
  func labelOfName(_ text: Bytes) -> Found? {
    let cut = text.cuts.first { $0.kind != .slash }
    let head = cut.map { text[..<$0.range.lowerBound] } ?? text
    for word in SummaryReader.ofWords {
      guard let at = head.lastIndex(of: word), at > head.startIndex,
        SeriesName.namesEvent(head[..<at]) || KindLabel.isLabel(head[..<at])
          || SeriesName.isDefense(head[..<at]) || KindLabel.mayBeLabel(head[..<at])
          || cut?.kind == .colon && head[..<at].wordCount(upTo: 4) <= 3
            && NameWords.titles.contains(head[(at + word.utf8CodeUnitCount)...].firstWord)
            && PersonName(head[(at + word.utf8CodeUnitCount)...], lexicon: lexicon).likelihood
              >= 0.7
          || cut?.kind == .colon
            && SummaryReader.withWords.contains(where: { head[at...].hasPrefix($0) })
            && head[..<at].wordCount(upTo: 6) <= 5
            && PersonName(head[(at + word.utf8CodeUnitCount)...], lexicon: lexicon).likelihood
              >= 0.65
      else { continue }
      let label = head[..<at]
      let names = head[(at + word.utf8CodeUnitCount)...]
      let series =
        SeriesName.endsInSeriesWord(label) && !SeriesName.isDefense(label)
          && !KindLabel.isLabel(label) ? label : nil
      // `Guest lecture by Name from X on Title: Subtitle`
      if names.contains(" on "), case let whole = text[names.startIndex...],
        var found = nameOnTopic(whole, hasContext: true),
        found.list.speakers.allSatisfy({ $0.affiliation != nil })
      {
        found.series = series
        return found
      }
      if let list = SpeakerList(names, trust: .likely, lexicon: lexicon), !list.isPlaceholder,
        list.likelihood >= 0.5
      {
        // A label of no known form says more of the talk than nothing does.
        let isKnown =
          SeriesName.namesEvent(label) || KindLabel.isLabel(label) || SeriesName.isDefense(label)
        return Found(
          title: cut.map { text[$0.range.upperBound...].unquoted } ?? (isKnown ? [] : label),
          list: list, rule: "label-of-name", series: series)
      }
      // `Harbour Seminar by Name on Title`
      if cut == nil, var found = nameOnTopic(names, hasContext: true) {
        found.series = series
        return found
      }
    }
    return nil
  }

  /// `Name (Institution), Title`.
  func bracketedNameThenTitle(_ text: Bytes) -> Found? {
    guard
      let close = text.firstIndex(where: { $0 == Ascii.closeParen || $0 == Ascii.closeBracket }),
      close + 2 < text.endIndex
    else { return nil }
    let head = text[...close]
    let title = text[(close + 2)...].trimmed
    if text[close + 1] == Ascii.space {
      // `Name [Institution] Title`
      guard let inside = head.trailingBracket?.inside, isPlace(inside), isSurelyTitle(title),
        title.withoutLeadingDash.count == title.count
      else { return nil }
    } else if text[close + 1] != Ascii.comma, text[close + 1] != Ascii.dot {
      return nil
    }
    guard title.wordCount(upTo: 2) == 2, !Affiliation.isSurely(title),
      let list = SpeakerList(head, trust: .guess, lexicon: lexicon), list.speakers.count == 1,
      list.speakers[0].affiliation != nil, list.likelihood >= 0.5, !namesSomebody(title)
    else { return nil }
    return Found(title: title, list: list, rule: "name-bracket-comma-title")
  }

  /// `Ju QIU` after the name of a series: the family name in capitals.
  func isFamilyNameInCapitals(_ text: Bytes) -> Bool {
    let words = text.words
    guard (2...3).contains(words.count), let last = words.last, last.count >= 2,
      last.allSatisfy({ Ascii.isUpper($0) || $0 == Ascii.hyphen })
    else { return false }
    return words.dropLast().allSatisfy { word in
      guard let first = word.first, Ascii.isUpper(first) || first >= 0xC3 else { return false }
      return word.dropFirst().allSatisfy { Ascii.isLower($0) || $0 >= 0x80 || $0 == Ascii.hyphen }
        && !TitleWords.contains(word)
    }
  }

  /// `Talk: Name on topic`.
  func nameOnTopic(_ text: Bytes, hasContext: Bool) -> Found? {
    for (phrase, least) in SummaryReader.onPhrases {
      guard let at = text.firstIndex(of: phrase), at > text.startIndex,
        let list = SpeakerList(
          text[..<at], trust: hasContext || phrase.utf8CodeUnitCount > 7 ? .likely : .guess,
          lexicon: lexicon),
        !list.isPlaceholder,
        list.likelihood
          >= max(
            least,
            hasContext ? 0.55 : phrase.utf8CodeUnitCount > 7 ? 0.5 : isPlaced(list) ? 0.65 : 0.8),
        list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 }),
        hasContext || phrase.utf8CodeUnitCount > 4
          || text[(at + phrase.utf8CodeUnitCount)...].wordCount(upTo: 2) == 2
      else { continue }
      return Found(
        title: text[(at + phrase.utf8CodeUnitCount)...].trimmed.unquoted, list: list,
        rule: "name-on-topic")
    }
    return nil
  }

  /// What joins a name and its topic, and how likely the name must be: societies present, too.
  private static let onPhrases: [(StaticString, least: Double)] = [
    (" will speak about ", 0), (" will talk about ", 0), (" will speak on ", 0),
    (" will talk on ", 0), (" will present ", 0), (" speaks about ", 0), (" speaking about ", 0),
    (" on the topic of ", 0), (" parle de ", 0), (" parlera de ", 0), (" habla sobre ", 0),
    (" hablará sobre ", 0), (" fala sobre ", 0), (" parla di ", 0), (" presents: ", 0),
    (" discusses ", 0), (" speaks on ", 0), (" speaking on ", 0), (" talks about ", 0),
    (" spricht über ", 0), (" presents ", 0.85), (" présente ", 0.85), (" presenta ", 0.85),
    (" on ", 0), (" über ", 0),
  ]
}

extension Bytes {
  /// Whether the text is initials, such as `А.С.` or `J.-P.`.
  fileprivate var isInitials: Bool {
    guard last == Ascii.dot, count <= 12 else { return false }
    return dropLast().pieces(separatedBy: Ascii.dot).allSatisfy { piece in
      piece.count { $0 & 0xC0 != 0x80 && $0 != Ascii.hyphen } == 1
        && (piece.first.map { !Ascii.isLower($0) && !Ascii.isDigit($0) } ?? false)
    }
  }
}
