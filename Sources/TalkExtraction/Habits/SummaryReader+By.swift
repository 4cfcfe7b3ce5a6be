/// Forms in which a small word joins a title and a name.
extension SummaryReader {
  /// `Title by Name`, `"Title" by Name`, `Title, talk by Name`, `Title with Name`.
  func byName(_ text: Bytes) -> Found? {
    for word in SummaryReader.byWords {
      guard let at = text.lastIndex(of: word), at > text.startIndex else { continue }
      let rest = text[(at + word.utf8CodeUnitCount)...].trimmed
      var title = text[..<at].trimmed
      let isSentence = writesInLowerCase(title)
      // `… w/ Jane Doe of Harbour`
      let isPlaced = SummaryReader.placeJoints.contains { rest.contains($0) }
      // `…, impartida por Name`: nothing but a name follows, be it known or not.
      let isSaid = SummaryReader.byTails.contains { title.hasSuffix($0) } || title.isQuotation
      guard rest.count <= 300,
        let list = SpeakerList(
          rest, trust: isSentence || isPlaced || isSaid ? .likely : .guess, lexicon: lexicon),
        !list.isPlaceholder,
        list.likelihood
          >= (isSaid
            ? 0.4
            : isPlaced && list.speakers[0].affiliation != nil
              ? 0.55 : !isSentence ? 0.75 : word.utf8CodeUnitCount == 4 ? 0.5 : 0.55),
        !isSentence || list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 })
      else { continue }
      while let end = title.last, end == Ascii.comma || end == Ascii.hyphen || end == Ascii.colon {
        title = title.dropLast().trimmedEnd
      }
      for tail in SummaryReader.byTails where title.hasSuffix(tail) {
        title = title.dropLast(tail.utf8CodeUnitCount).trimmedEnd
        if title.last == Ascii.comma || title.last == Ascii.hyphen {
          title = title.dropLast().trimmedEnd
        }
      }
      title = withoutTrailingKind(title)
      return Found(title: title.unquoted, list: list, rule: "title-by-name")
    }
    return nil
  }

  /// `Title` of `Title: a lecture`, `Title – lecture`.
  private func withoutTrailingKind(_ title: Bytes) -> Bytes {
    guard let cut = title.cuts.last, cut.range.lowerBound > title.startIndex else { return title }
    var rest = title[cut.range.upperBound...]
    for article in ["a ", "an ", "the ", "ein ", "une "] as [StaticString]
    where rest.hasPrefix(article) {
      rest = rest[rest.firstWord.endIndex...].trimmed
    }
    return KindLabel.isSingleLabel(rest) ? title[..<cut.range.lowerBound].trimmed : title
  }

  /// `Title` of `Seminar "Title"`.
  func quotedAfterLabel(_ title: Bytes) -> Bytes? {
    // `第31回 数理セミナー「Title」`
    if title.hasSuffix("」"), let open = title.firstIndex(of: Array("「".utf8)),
      open > title.startIndex,
      KindLabel.endsInUncasedLabel(title[..<open].trimmed),
      case let quoted = title[(open + 3)...].dropLast(3).trimmed, !quoted.isEmpty
    {
      return quoted
    }
    guard let last = title.last, last == Ascii.quote || last >= 0x80,
      let open = title.firstIndex(where: { $0 == Ascii.quote || $0 >= 0xC2 }),
      open > title.startIndex, KindLabel.isSingleLabel(title[..<open].trimmed)
    else { return nil }
    let quoted = title[open...].trimmed
    let bare = quoted.unquoted
    return bare.count < quoted.count ? bare : nil
  }

  /// Whether the longer words of a title after the first begin in lower case, so that a name
  /// stands out.
  private func writesInLowerCase(_ title: Bytes) -> Bool {
    var (small, capital) = (0, 0)
    for word in title.words.dropFirst() where word.count > 3 {
      if word.first.map(Ascii.isLower) ?? false { small += 1 } else { capital += 1 }
    }
    return small > capital
  }

  /// What stands before who speaks, behind a separator.
  static let featuringWords: [StaticString] = [
    "feat. ", "ft. ", "featuring ", "presented by ", "with guest ", "with special guest ", "guest ",
    "with ", "by ", "mit ", "von ", "avec ", "par ", "con ", "com ", "met ", "door ",
  ]

  /// What begins a bracket that names who speaks, with a colon.
  static let saidLabels = WordSet(
    """
    presenter presenters presented speaker speakers talk lecturer vortragender vortragende referent \
    referentin sprecher orateur oratrice intervenant ponente relatore spreker led leader discussion
    """)

  /// What begins a bracket that names who speaks.
  static let saidBy: [StaticString] = [
    "by ", "with ", "von ", "mit ", "par ", "avec ", "por ", "con ", "di ", "door ",
  ]

  /// What joins an evening of any name and who speaks there, before a colon.
  static let withWords: [StaticString] = [
    " with ", " w/ ", " v/ ", " mit ", " avec ", " con ", " ved ",
  ]

  static let ofWords: [StaticString] = [
    " by ", " ft. ", " feat. ", " featuring ", " von ", " del ", " de la ", " de ", " della ",
    " di ", " par ", " av ", " of ", " d'",
    " with ", " w/ ", " mit ",
    " avec ",
    " con ", " com ", " met ", " door ", " por ", " przez ", " ved ", " v/ ", " med ", " del ",
    " des ",
  ]

  /// What stands between a name and where somebody works.
  private static let placeJoints: [StaticString] = [" of ", " at ", " from ", " @ "]

  static let byWords: [StaticString] = [
    " by ", " with ", " w/ ", " w/", " von ", " mit ", " par ", " avec ", " por ", " con ", " com ",
    " di ", " door ", " ved ", " av ",
  ]
  private static let byTails: [StaticString] = [
    ", talk", ", a talk", " presented", ", lecture", ", presented", " given", ", vortrag",
    ", impartida", ", impartido", " impartida", " impartido", ", dictada", ", proferida",
    ", gehalten", ", ministrada", " ministrada", " ministrado", " dictada", " dictado",
    " proferida",
    " proferido", " tenuta", " tenuto", " présenté", " présentée", " animé", " animée", " gehalten",
    " delivered", " apresentada", " apresentado", " a cura", ", foredrag", ", föreläsning",
    ", conférence", ", lezing",
  ]
}
