/// Forms in which a bracket or a comma parts a title and names.
extension SummaryReader {
  /// `Title (Name)`.
  func inBracket(_ text: Bytes, hasContext: Bool) -> Found? {
    guard case (let outside, var inside)? = text.trailingBracket else { return nil }
    // `Title (by Name)`
    var isSaid = SummaryReader.saidBy.contains { inside.hasPrefix($0) }
    if isSaid { inside = inside[inside.firstWord.endIndex...].trimmed }
    if let found = statedInBracket(outside, inside) { return found }
    // `沙丘的数学（张华 教授，港湾大学）`
    isSaid = isSaid || PersonName.isHonoured(inside.beforeComma)
    if hasContext, let list = nameAndPlace(inside) {
      return Found(title: outside, list: list, rule: "title-bracket-name-place")
    }
    if case let word = inside.firstWord, SummaryReader.saidLabels.contains(word) {
      // `Title (presented by Name)`
      let rest = inside[word.endIndex...].trimmed
      if rest.hasPrefix("by ") {
        isSaid = true
        inside = rest.dropFirst(3).trimmed
      } else if case let person = PersonName(rest, lexicon: lexicon), person.wordCount >= 2,
        person.likelihood >= 0.5
      {
        // `Title (speaker Name)`
        isSaid = true
        inside = rest
      }
    }
    guard
      let list = SpeakerList(
        inside, trust: profile.bracketsHoldSpeakers || isSaid ? .likely : .guess, lexicon: lexicon),
      !list.isPlaceholder || profile.bracketsHoldSpeakers || Placeholder.isPlaceholder(inside),
      list.likelihood >= (profile.bracketsHoldSpeakers ? 0.4 : isSaid ? 0.5 : 0.8)
    else { return nil }
    if SeriesName.endsInSeriesWord(outside), !SeriesName.isDefense(outside) {
      return Found(title: [], list: list, rule: "series-bracket-speakers", series: outside)
    }
    return Found(title: outside, list: list, rule: "title-bracket-speakers")
  }

  /// `Closing Remarks, Name`; `Name, Title` after a kind label.
  func afterComma(_ text: Bytes, hasContext: Bool) -> Found? {
    guard hasContext, let comma = text.firstIndex(of: Ascii.comma) else { return nil }
    let head = text[..<comma].trimmed
    let tail = text[(comma + 1)...].trimmed
    if let list = SpeakerList(tail, trust: .likely, lexicon: lexicon), !list.isPlaceholder,
      list.likelihood >= 0.55, head.wordCount(upTo: 6) <= 5,
      list.speakers.count > 1 || tail.wordCount(upTo: 2) > 1
    {
      return Found(title: head, list: list, rule: "title-comma-name")
    }
    let person = PersonName(head, lexicon: lexicon)
    if NameWords.degrees.contains(tail.firstWord) { return nil }
    if person.likelihood >= 0.55, person.wordCount >= 2, tail.wordCount(upTo: 4) >= 3,
      let list = SpeakerList(head, trust: .likely, lexicon: lexicon)
    {
      return Found(title: tail, list: list, rule: "name-comma-title")
    }
    return nil
  }

  /// `The Salt Road`: a title rather than an institution.
  func beginsWithArticle(_ text: Bytes) -> Bool {
    text.wordCount(upTo: 2) == 2 && !isPlace(text)
      && (text.hasPrefix("the ") || text.hasPrefix("a ") || text.hasPrefix("an "))
  }

  /// Whether an affiliation holds a separator, so that a title follows it.
  func holdsTitle(_ list: SpeakerList) -> Bool {
    list.speakers.contains { speaker in
      guard let place = speaker.affiliation else { return false }
      return place.cuts.contains { $0.kind != .slash && $0.kind != .hyphen }
        || isSurelyTitle(place)
        || place.beginsInLowerCase && place.contains(where: Ascii.isDigit)
    }
  }

  /// Whether a full name has an institution in brackets after it.
  func isPlaced(_ list: SpeakerList) -> Bool {
    list.speakers.allSatisfy { speaker in
      speaker.affiliation.map { isPlace($0) } ?? false
        && speaker.name.wordCount(upTo: 2) == 2
    }
  }

  /// Whether bars part a list of which an item is one word, so that it may be a title.
  func holdsWords(_ list: SpeakerList, _ text: Bytes) -> Bool {
    text.contains(Ascii.pipe)
      && list.speakers.contains { $0.name.wordCount(upTo: 2) == 1 }
  }
}

extension Bytes {
  /// What stands before the first comma, be it `,` or `，`.
  fileprivate var beforeComma: Bytes {
    let end = firstIndex(of: Ascii.comma) ?? firstIndex(of: [0xEF, 0xBC, 0x8C]) ?? endIndex
    return self[..<end].trimmed
  }
}
