/// Finds names by weighing what stands around them, where no form of its own is known.
extension SummaryReader {
  /// The one run of names with their institutions that leaves a title on one side only, where enough
  /// speaks for it.
  func inSegments(_ text: Bytes, hasContext: Bool) -> Found? {
    guard let parts = SummarySegments(text) else { return nil }
    let segments = parts.segments
    var first = segments.startIndex
    var label: Bytes?
    while first + 1 < segments.count, !segments[first].isSaid,
      segments[first].form == .plain && isLabel(segments[first].text)
        || segments[first].form == .bracket && label != nil
    {
      if segments[first].form == .plain { label = segments[first].text }
      first += 1
    }
    var best: (found: Found, score: Double)?
    for index in segments[first...].indices where segments[index].form == .plain {
      guard
        let (found, score) = run(
          from: index, after: first, in: parts, of: text,
          hasContext: hasContext || label != nil)
      else { continue }
      if score > best?.score ?? 0 { best = (found, score) }
    }
    guard let (reading, score) = best, score >= 0.79 else { return nil }
    var found = reading
    found.list.likelihood = max(found.list.likelihood, min(0.8, score - 0.1))
    if let label, SeriesName.endsInSeriesWord(label), !SeriesName.isDefense(label),
      !KindLabel.isLabel(label)
    {
      found.series = label
    }
    return found
  }

  private func isLabel(_ text: Bytes) -> Bool {
    let text = SeriesName.withoutHashNumber(text)
    return KindLabel.isLabel(text) || KindLabel.mayBeLabel(text)
      || SeriesName.endsInSeriesWord(text)
      || SeriesName.isDefense(text) && text.wordCount(upTo: 5) <= 4
  }

  /// The names that begin at segment `index`, the title, and what speaks for the reading.
  private func run(
    from index: Int, after first: Int, in parts: SummarySegments, of text: Bytes,
    hasContext: Bool
  ) -> (Found, Double)? {
    let segments = parts.segments
    let name = segments[index]
    let person = PersonName(name.text, lexicon: lexicon)
    let isUncased = name.text.isUncased
    guard person.likelihood >= 0.5, !isPlace(name.text), !Affiliation.isRole(name.text),
      person.wordCount >= 2 || person.hadTitle || isUncased, person.name.last != Ascii.apostrophe
    else { return nil }
    var end = index
    var hasPlace = false
    while end + 1 < segments.count {
      let next = segments[end + 1]
      if next.form == .bracket {
        guard mayBeBeside(next.text) else { return nil }
        hasPlace = true
      } else if next.form == .plain, next.followsComma,
        isPlace(next.text) || Affiliation.isRole(next.text)
          || NameWords.degrees.contains(next.text)
          || isBareCapitalised(next.text)
            && (end + 2 == segments.count
              ? index > first : end > index && Affiliation.isRole(segments[end].text))
      {
        hasPlace =
          hasPlace || !Affiliation.isRole(next.text) && !NameWords.degrees.contains(next.text)
      } else {
        break
      }
      end += 1
    }
    var isFirst = index == first
    let isLast = end == segments.count - 1
    var penalty = 0.0
    var series: Bytes?
    if !isFirst, !isLast, index == first + 1, segments[first].form == .plain,
      hasPlace && segments[first].text.wordCount(upTo: 5) <= 4
        || person.likelihood >= 0.75 && segments[first].text.wordCount(upTo: 4) <= 3
          && parts.isFollowedByColon(first)
    {
      // `Unknown label: Name (X) - Title`
      isFirst = true
      penalty = 0.05
      let head = segments[first].text
      series = SeriesName.hasSeriesWord(head) && !KindLabel.isLabel(head) ? head : nil
    }
    guard isFirst != isLast else { return nil }
    let rest = isFirst ? segments[(end + 1)...] : segments[first..<index]
    guard let head = rest.first, let tail = rest.last else { return nil }
    // In a script without capitals any short text has the shape of a name.
    if isUncased, !hasPlace, !person.hadTitle { return nil }
    let title =
      rest.count == 1 ? head.text : text[head.range.lowerBound..<tail.range.upperBound].trimmed
    let isQuoted = rest.contains { $0.form == .quoted }
    // `Jane Doe, born 1881`, `Jane Doe, and others`
    guard isQuoted || title.first.map({ !Ascii.isLower($0) && !Ascii.isDigit($0) }) ?? false
    else { return nil }
    guard title.wordCount(upTo: 2) >= (isQuoted || hasPlace ? 1 : 2), title.count >= 4,
      !isLabel(title), !isPlace(title) || isQuoted, !Affiliation.isRole(title),
      let list = SpeakerList(
        text[name.text.startIndex..<segments[end].range.upperBound], trust: .likely,
        lexicon: lexicon), !list.isPlaceholder,
      list.speakers.allSatisfy({
        $0.name.wordCount(upTo: 2) == 2 || $0.name.isUncased || person.hadTitle
      })
    else { return nil }
    var score = person.likelihood - penalty
    if hasPlace { score += 0.2 }
    if isQuoted { score += 0.25 }
    if hasContext { score += 0.15 }
    if name.isSaid { score += 0.15 }
    if isSentence(title) || hasContext && tellsTitle(title) { score += 0.1 }
    if !isQuoted, PersonName(head.text, lexicon: lexicon).likelihood >= 0.5 { score -= 0.35 }
    return (
      Found(title: title.unquoted, list: list, rule: "name-among-segments", series: series), score
    )
  }

  /// Whether what stands in brackets after a name may say where somebody works or what they are.
  private func mayBeBeside(_ text: Bytes) -> Bool {
    text.wordCount(upTo: 10) <= 9 && !text.contains(where: Ascii.isDigit)
      && !Placeholder.isPlaceholder(text) && !KindLabel.isLabel(text)
      && !CleanSummary.modes.contains(text)
  }

  /// `Deltares`, `Boston Dynamics`: at most three capitalised words that titles are not made of.
  private func isBareCapitalised(_ text: Bytes) -> Bool {
    let words = text.words
    return (1...3).contains(words.count)
      && words.allSatisfy { word in
        (word.first.map { Ascii.isUpper($0) || (0xC3..<0xE3).contains($0) } ?? false)
          && !TitleWords.contains(word)
          && !lexicon.writesInLowerCase(word)
      }
  }

  /// Whether the longer words of a title after the first begin in lower case, or it is uncased.
  func isSentence(_ title: Bytes) -> Bool {
    var (small, capital) = (0, 0)
    for word in title.words.dropFirst() where word.count > 3 {
      if let head = word.first, Ascii.isLower(head) || head >= 0x80 {
        small += 1
      } else {
        capital += 1
      }
    }
    return small > capital
  }

  /// `Speaker: Name (X). Title: T`, `Title, Speaker: Name`: a summary made of labelled parts.
  func labelled(_ text: Bytes) -> Found? {
    guard let colon = text.indices.first(where: { text.colonWidth(at: $0) != nil })
    else { return nil }
    if colon - text.startIndex <= 40, case .speaker? = DescriptionLabel.named(text[..<colon]) {
      let parts = DescriptionParts(text)
      guard let line = parts.speakers.first, let title = parts.title,
        let list = SpeakerList(
          PersonNameEnd.withoutSentenceDot(line), trust: .stated, lexicon: lexicon),
        !list.isPlaceholder
      else { return nil }
      return Found(title: title.unquoted, list: list, rule: "summary-of-labels")
    }
    guard let (title, label, rest) = inlineLabel(text), case .speaker = label,
      // `Title; speaker: Name; chair: Name`
      let list = SpeakerList(withoutModeration(rest), trust: .stated, lexicon: lexicon)
    else { return nil }
    return Found(title: title.unquoted, list: list, rule: "title-then-speaker-label")
  }

  /// `Title`, the label and what follows of `Title, Speaker: Name`.
  private func inlineLabel(_ text: Bytes) -> (Bytes, DescriptionLabel, Bytes)? {
    guard text.count <= 400 else { return nil }
    for colon in text.indices {
      guard let width = text.colonWidth(at: colon) else { continue }
      let word = text[..<colon].lastWord
      guard word.startIndex > text.startIndex + 2, let label = DescriptionLabel.named(word),
        case let before = text[..<word.startIndex].trimmedEnd,
        case let title = before.withoutTrailingDash.trimmed.withoutSlash,
        !title.isEmpty, case let rest = text[(colon + width)...].trimmed,
        title.count < before.count || before.last == Ascii.dot || isSpeakerLabel(label, word, rest)
      else { continue }
      return (title, label, rest)
    }
    return nil
  }

  /// `Title Speaker: Name`, `Title 报告人：Name`: a label that nothing parts from the title.
  private func isSpeakerLabel(_ label: DescriptionLabel, _ word: Bytes, _ rest: Bytes) -> Bool {
    guard case .speaker = label, let first = word.first, !Ascii.isLower(first),
      let list = SpeakerList(rest, trust: .likely, lexicon: lexicon), !list.isPlaceholder
    else { return false }
    return list.likelihood >= 0.5
  }

  /// `text` without `/ Moderation: Name` at its end.
  func withoutModeration(_ text: Bytes) -> Bytes {
    guard text.contains(Ascii.colon), let (title, label, rest) = inlineLabel(text),
      case .other = label, rest.wordCount(upTo: 7) <= 6
    else { return text }
    return title
  }

  /// `이름 박사 (X) - Title`, `陈明 教授（X）：Title`: a name in a script without case, with an honorific
  /// or an institution after it.
  func uncasedNameFirst(_ text: Bytes) -> Found? {
    guard text.isUncased, let cut = text.cuts.first(where: { $0.kind != .slash }),
      case let head = text[..<cut.range.lowerBound].trimmed, head.count <= 120,
      case let title = text[cut.range.upperBound...].trimmed, !title.isEmpty,
      !Placeholder.isPlaceholder(title)
    else { return nil }
    let bare = head.trailingBracket?.outside ?? head
    let hasHonorific = PersonName.honorifics.contains {
      bare.ends(with: $0) && bare.count > $0.count + 5
    }
    let place = head.trailingBracket?.inside
    guard hasHonorific || place.map({ isPlace($0) }) ?? false,
      PersonName.cleaned(bare).count <= 15,
      let list = SpeakerList(head, trust: .likely, lexicon: lexicon), !list.isPlaceholder,
      list.speakers.count == 1
    else { return nil }
    return Found(title: title.unquoted, list: list, rule: "name-place-title")
  }
}

extension Bytes {
  /// The bytes of the colon at `index`, if one of either width stands there.
  fileprivate func colonWidth(at index: Int) -> Int? {
    if self[index] == Ascii.colon { return 1 }
    return self[index] == 0xEF && index + 2 < endIndex && self[index + 1] == 0xBC
      && self[index + 2] == 0x9A ? 3 : nil
  }

  /// Without a slash or a semicolon at the end.
  fileprivate var withoutSlash: Bytes {
    last == Ascii.slash || last == UInt8(ascii: ";") ? dropLast().trimmedEnd : self
  }
}
