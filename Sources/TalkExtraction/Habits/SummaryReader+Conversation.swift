/// Summaries of several people, and of what somebody speaks at.
extension SummaryReader {
  /// `A & B: Title` of `A in conversation with B: Title`, of `House X presents A in conversation with B`.
  func asConversation(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
    guard SummaryReader.conversations.occurs(in: text) else { return nil }
    for phrase in SummaryReader.conversations.phrases {
      guard let at = text.firstIndex(of: phrase), at > text.startIndex,
        case let end = at + phrase.utf8CodeUnitCount, end < text.endIndex
      else { continue }
      var first = text[..<at]
      for word in [" presents ", " present ", " presenta ", " präsentiert "] as [StaticString] {
        if let verb = first.lastIndex(of: word) {
          first = first[(verb + word.utf8CodeUnitCount)...]
        }
      }
      var head = Bytes()
      if let cut = first.cuts.last(where: { $0.kind != .slash }) {
        head = first[..<cut.range.upperBound]
        first = first[cut.range.upperBound...]
      }
      let second = withoutPossessor(text[end...])
      guard PersonName(first, lexicon: lexicon).likelihood >= 0.4 || startsWithTitle(first),
        first.wordCount(upTo: 6) <= 5
      else { continue }
      return (text[at..<end].trimmed, head.joined("", first.trimmed).joined(" & ", second))
    }
    return nil
  }

  /// `Welcome Week Speaker: Name`: what the person speaks at.
  func speakerOfOccasion(_ text: Bytes) -> (label: Bytes, rest: Bytes)? {
    guard let cut = text.cuts.first, cut.kind == .colon,
      case let head = text[..<cut.range.lowerBound], (2...6).contains(head.wordCount(upTo: 7)),
      head.lastWord.equals("speaker") || head.lastWord.equals("speakers"),
      case let rest = text[cut.range.upperBound...],
      head.words.allSatisfy({ $0.first.map { !Ascii.isLower($0) } ?? false }),
      PersonName(rest, lexicon: lexicon).likelihood >= 0.7
    else { return nil }
    return (head, rest)
  }

  private func startsWithTitle(_ text: Bytes) -> Bool {
    NameWords.titles.contains(text.firstWord) && text.wordCount(upTo: 2) == 2
  }

  /// `Ada Park` of `Harbour's Ada Park`.
  private func withoutPossessor(_ text: Bytes) -> Bytes {
    let word = text.firstWord
    guard word.hasSuffix("'s") || word.hasSuffix("’s"),
      case let rest = text[word.endIndex...].trimmedStart, rest.wordCount(upTo: 2) == 2
    else { return text }
    return rest
  }

  private static let conversations: PhraseList = [
    " in conversation with ", " in dialogue with ", " in discussion with ", " im gespräch mit ",
    " en conversation avec ", " en dialogue avec ", " en conversación con ", " in gesprek met ",
    " in dialogo con ", " i samtale med ", " i samtal med ", " em conversa com ",
    " w rozmowie z ",
  ]

  /// Whether the head before a dash and a name is the series, as it is in others of the calendar.
  func isHeadOfSeries(_ found: Found, of text: Bytes) -> Bool {
    profile.headsAreSeries
      && (found.rule == "title-dash-speakers" || found.rule == "title-dash-handle")
      && text.cuts.count == 1 && found.title.wordCount(upTo: 10) <= 9 && !found.title.holdsQuote
  }

  /// `Name & Name: Title`: full names whose letters are those of names, and a title.
  func areSeveral(_ list: SpeakerList, before title: Bytes) -> Bool {
    (2...4).contains(list.speakers.count)
      && list.speakers.allSatisfy { (2...3).contains($0.name.wordCount(upTo: 4)) }
      && title.wordCount(upTo: 2) == 2
  }

  /// Whether a sign stands in a text that may part a name from it.
  static func isNameSign(_ byte: UInt8) -> Bool {
    byte == Ascii.openParen || byte == Ascii.openBracket || byte == Ascii.comma
      || byte == Ascii.slash || byte == Ascii.pipe
  }
}
