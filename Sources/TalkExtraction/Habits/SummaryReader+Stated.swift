internal import TalkModel

extension SummaryReader {
  /// The summary without the part that repeats the stated speakers, or `nil` where nothing is left.
  func withoutStated(_ text: Bytes, _ stated: [StatedSpeaker]) -> Bytes? {
    // Most titles hold no name of a speaker at all.
    guard stated.contains(where: { text.mayHold(lastWordOf: $0.name) }) else {
      return withoutLastSeparator(text)
    }
    if let quoted = quotedTitle(text),
      quoted.list.speakers.contains(where: { speaker in
        stated.contains { $0.name.isSamePerson(as: speaker.name) }
      })
    {
      return nonEmpty(quoted.title)
    }
    let cuts = text.cuts
    // `Name - Title`, where `Name - Institution` is nothing but the name.
    if let first = cuts.first, case let rest = text[first.range.upperBound...].trimmed,
      !rest.isEmpty, !Affiliation.isSurely(rest), rest.wordCount(upTo: 2) == 2,
      names(in: text[..<first.range.lowerBound], agreeWith: stated, allOf: true),
      !names(in: rest, agreeWith: stated)
    {
      return nonEmpty(rest.unquoted)
    }
    if names(in: text, agreeWith: stated, allOf: true) { return nil }
    for cut in cuts.reversed() {
      let rest = text[cut.range.upperBound...]
      if rest.isEmpty, profile.use(of: cut).emptyAfter > 1 || cut.kind != .colon {
        return text[..<cut.range.lowerBound].trimmed
      }
      if names(in: rest, agreeWith: stated) {
        return nonEmpty(text[..<cut.range.lowerBound].trimmed)
      }
    }
    for cut in cuts {
      let head = text[..<cut.range.lowerBound]
      if names(in: head, agreeWith: stated)
        || SummaryReader.ofWords.contains(where: { word in
          guard let at = head.firstIndex(of: word), KindLabel.isLabel(head[..<at]) else {
            return false
          }
          return names(in: head[(at + word.utf8CodeUnitCount)...], agreeWith: stated)
        })
      {
        return nonEmpty(text[cut.range.upperBound...].trimmed.unquoted)
      }
    }
    for word in SummaryReader.byWords {
      if let at = text.lastIndex(of: word), at > text.startIndex,
        names(in: text[(at + word.utf8CodeUnitCount)...], agreeWith: stated)
      {
        return nonEmpty(text[..<at].trimmed.unquoted)
      }
    }
    if let (outside, inside) = text.trailingBracket, names(in: inside, agreeWith: stated) {
      return outside
    }
    return text
  }

  /// `Opening - `: a separator behind which nobody is named.
  private func withoutLastSeparator(_ text: Bytes) -> Bytes {
    guard let end = text.last, !Ascii.isLetter(end), let last = text.cuts.last,
      last.range.upperBound == text.endIndex,
      profile.use(of: last).emptyAfter > 1 || last.kind != .colon
    else { return text }
    return text[..<last.range.lowerBound].trimmed
  }

  /// Takes the affiliations that the summary states beside the names of `speakers`.
  func addAffiliations(from text: Bytes, to speakers: inout [StatedSpeaker]) {
    guard text.contains(Ascii.openParen) || text.contains(Ascii.comma) else { return }
    var candidates = [text]
    for cut in text.cuts {
      candidates.append(text[cut.range.upperBound...])
      candidates.append(text[..<cut.range.lowerBound])
    }
    for candidate in candidates.prefix(9) {
      guard let list = SpeakerList(candidate, trust: .likely, lexicon: lexicon) else { continue }
      for named in list.speakers
      where named.affiliation.map({
        !isSurelyTitle($0) && !$0.holdsQuote && !beginsWithArticle($0)
      }) ?? false {
        for index in speakers.indices
        where speakers[index].affiliation == nil && speakers[index].name == named.name {
          speakers[index].affiliation = named.affiliation
        }
      }
    }
  }

  func nonEmpty(_ text: Bytes) -> Bytes? {
    text.isEmpty || KindLabel.isSingleLabel(text) ? nil : text
  }

  /// Whether `text` lists speakers of whom half, or all, are stated.
  func names(in text: Bytes, agreeWith stated: [StatedSpeaker], allOf: Bool = false) -> Bool {
    guard text.count <= 800, stated.contains(where: { text.mayHold(lastWordOf: $0.name) }) else {
      return false
    }
    for trust in [SpeakerTrust.handles, .stated] {
      guard let list = SpeakerList(text, trust: trust, lexicon: lexicon), !list.speakers.isEmpty
      else { continue }
      let matches = list.speakers.count { speaker in
        stated.contains { $0.name.isSamePerson(as: speaker.name) }
      }
      if allOf ? matches == list.speakers.count : 2 * matches >= list.speakers.count { return true }
    }
    return false
  }
}

extension Bytes {
  /// Whether a sign of quotation stands in the text, as it does where a part of a title was taken.
  var holdsQuote: Bool {
    contains(Ascii.quote)
      || contains { $0 >= 0xC2 } && Self.quoteSigns.contains { firstIndex(of: $0) != nil }
  }

  private static let quoteSigns = ["«", "»", "“", "”", "„", "「", "」", "『", "』"].map {
    Array($0.utf8)
  }

  /// Whether two names agree: the same words, or the same family name after given names of which
  /// one is short for the other (`J. Doe`, `Jane M. Doe`).
  fileprivate func isSamePerson(as other: Bytes) -> Bool {
    if WordSet.hash(self) == WordSet.hash(other) { return true }
    let (words, others) = (words, other.words)
    // `Doe: Title` beside `Jane Doe`
    if others.count == 1, words.count >= 2, other.count > 2 {
      return WordSet.hash(lastWord) == WordSet.hash(other)
    }
    guard words.count >= 2, others.count >= 2, let first = words.first, let second = others.first
    else { return false }
    if WordSet.hash(lastWord) == WordSet.hash(other.lastWord) {
      return WordSet.hash(first) == WordSet.hash(second)
        || Swift.min(first.count, second.count) <= 2 && first.first == second.first
    }
    // `Jane Doe A`, `Jane Doe Smith`: the shorter name begins the longer one.
    let count = Swift.min(words.count, others.count)
    return words.count != others.count
      && (0..<count).allSatisfy { WordSet.hash(words[$0]) == WordSet.hash(others[$0]) }
  }

  /// Whether the last word of `name` occurs, or may occur, in any case of letters.
  fileprivate func mayHold(lastWordOf name: Bytes) -> Bool {
    let word = name.lastWord
    guard !word.isEmpty, word.allSatisfy({ $0 < 0x80 }) else { return true }
    var lower = TextWriter(beside: word, capacity: word.count)
    for byte in word { lower.append(Ascii.lower(byte)) }
    return withUnsafeBufferPointer { text in
      lower.finish().withUnsafeBufferPointer { text.offset(of: $0) != nil }
    }
  }
}
