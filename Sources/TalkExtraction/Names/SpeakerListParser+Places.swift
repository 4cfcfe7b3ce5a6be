/// Where in an item of a list the institution stands.
extension SpeakerListParser {
  /// Finds the institution in `Maria Rossi/University of X` and `… - University of X (Campus)`.
  func settlePlace(_ head: inout Bytes, _ tail: inout Bytes?, inside: Bytes?, after: Bytes) {
    if tail == nil, inside == nil, let (name, place) = head.split(atFirst: Ascii.slash),
      let first = place.first, let last = name.last, !Ascii.isBlank(first), !Ascii.isBlank(last),
      Affiliation.isInstitution(place),
      case let person = PersonName(name, lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= 0.4, !Affiliation.isInstitution(name)
    {
      head = name
      tail = place
    }
    // `Maria Rossi@Brine`
    if tail == nil, inside == nil, let (name, place) = head.split(atFirst: UInt8(ascii: "@")),
      let first = place.first, let last = name.last, Ascii.isUpper(first), !Ascii.isBlank(last),
      place.wordCount(upTo: 6) <= 5, !place.contains(Ascii.dot),
      case let person = PersonName(name, lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= 0.5
    {
      head = name
      tail = place
    }
    guard let campus = inside else { return }
    if let place = tail, after.isEmpty, Affiliation.isInstitution(place),
      !excludedRoles.contains(campus), !presentingRoles.contains(campus),
      !SpeakerListParser.isHandle(campus), !campus.hasPrefix("http")
    {
      tail = place.joined(" (", campus, ")")
    } else {
      tail = nil
    }
  }

  /// `Jane Doe from PsiQuantum`: a known name, `from`, and at most three capitalised words.
  func isNamedAfterFrom(_ place: Bytes, person head: Bytes, in text: Bytes) -> Bool {
    let isJoined =
      text.contains(" from ")
      || trust != .guess && (text.contains(" of ") || text.contains(" at ") || text.contains(" @ "))
    guard isJoined, (1...3).contains(place.wordCount(upTo: 4)),
      PersonName(head, lexicon: lexicon).likelihood >= (trust == .guess ? 0.8 : 0.5)
    else { return false }
    return place.words.allSatisfy { word in
      (word.first.map(Ascii.isUpper) ?? false) && !TitleWords.contains(word)
    }
  }
}

let excludedRoles = WordSet(
  lines: """
    moderation
    moderator
    moderator:in
    mod
    mod.
    chair
    host
    hosts
    session chair
    organiser
    organizer
    discussant
    administered
    interviewer
    moderating
    moderated
    """)

let presentingRoles = WordSet(
  lines: """
    speaker
    presenter
    presenting
    he
    she
    they
    online
    remote
    virtual
    in person
    invited
    live
    tbc
    author
    hybrid
    zoom
    """)
