/// How much the place of a text says that it names speakers.
enum SpeakerTrust: Sendable {
  /// Anywhere: only what is surely a list of names.
  case guess
  /// Where this calendar usually names speakers.
  case likely
  /// Where speakers are stated (`Speaker: …`): anything that may be a name.
  case stated
  /// Where speakers are stated and often are handles (`zwiebelfish`, `0xFF`): every item.
  case handles

  var minimumForOne: Double {
    switch self {
    case .guess: 0.4
    case .likely: 0.3
    case .stated: 0.05
    case .handles: 0
    }
  }
}

/// A speaker as the text states them.
struct StatedSpeaker {
  /// Name without titles and degrees.
  var name: Bytes
  /// Institution beside the name.
  var affiliation: Bytes?
}

/// Several speakers in one line: `A, B and C`, `A (X), B (Y)`, `A & B`, `Family, Given`, `A, B (X)`.
struct SpeakerList {
  /// The speakers in the order stated.
  var speakers: [StatedSpeaker] = []
  /// The least likely of the names, 0...1; 1 for a placeholder.
  var likelihood = 0.0
  /// The likeliest of the names.
  var best = 0.0
  /// Whether the text says that the speaker is still to be announced, or names a crowd.
  var isPlaceholder = false

  /// Nobody yet.
  static var toBeAnnounced: SpeakerList { SpeakerList(isPlaceholder: true, likelihood: 1) }

  private init(isPlaceholder: Bool, likelihood: Double) {
    self.isPlaceholder = isPlaceholder
    self.likelihood = likelihood
  }

  /// Reads `text`, or `nil` where it is no list of speakers at the trust given.
  init?(_ text: Bytes, trust: SpeakerTrust, lexicon: Lexicon = .empty) {
    var text = text.collapsed
    if text.last == Ascii.dot, trust != .handles { text = PersonNameEnd.withoutSentenceDot(text) }
    guard !text.isEmpty, text.count <= 4000 else { return nil }
    let isToCome = Placeholder.isPlaceholder(text)
    if isToCome
      || text.count < 80
        && (trust == .handles
          ? Placeholder.isNamedCrowd(collapsed: text) : Placeholder.isCrowd(collapsed: text)),
      PersonName(text, lexicon: lexicon).likelihood < 0.6,
      !SpeakerList.beginsWithPerson(text, lexicon)
    {
      isPlaceholder = true
      likelihood = 1
      return
    }
    let namesSomebody = isToCome ? [] : text
    text = text.withASCIIBrackets
    if text.contains(Ascii.openParen), text.contains("(http") { text = text.withoutLinks }
    let parts = SpeakerListParser.turningFamilyNames(
      SpeakerListParser.parts(of: text, trust: trust), trust: trust)
    var parser = SpeakerListParser(
      trust: trust, lexicon: lexicon, parts: parts, namesSomebody: namesSomebody)
    for part in parts { parser.take(part) }
    guard let result = parser.finished() else { return nil }
    speakers = result.speakers
    likelihood = result.likelihood
    best = result.best
    isPlaceholder = result.speakers.isEmpty
    if speakers.isEmpty, !result.sawPlaceholder { return nil }
  }

  /// `Jane Doe, Harbour team`: a person and a group, not a crowd.
  private static func beginsWithPerson(_ text: Bytes, _ lexicon: Lexicon) -> Bool {
    guard let comma = text.firstIndex(of: Ascii.comma) else { return false }
    let person = PersonName(text[..<comma], lexicon: lexicon)
    return person.wordCount >= 2 && person.likelihood >= 0.7
  }
}

extension Bytes {
  /// Whether the whole text stands in quotes.
  var isQuotation: Bool {
    guard let first, first == Ascii.quote || first >= 0xC2 else { return false }
    return unquoted.count < count
  }

  /// Without `(https://…)`, as links stand after the text that they were put on.
  fileprivate var withoutLinks: Bytes {
    var text = self
    while let open = text.firstIndex(of: "(http"),
      let close = text[open...].firstIndex(of: Ascii.closeParen)
    {
      text = text[..<open].trimmedEnd.joined("", text[(close + 1)...])
    }
    return text
  }
}

/// Removes the full stop of a sentence but keeps that of an initial.
enum PersonNameEnd {
  static func withoutSentenceDot(_ text: Bytes) -> Bytes {
    let cleaned = PersonName.cleaned(text.lastWord)
    return cleaned.last == Ascii.dot ? text : text.dropLast().trimmedEnd
  }
}
