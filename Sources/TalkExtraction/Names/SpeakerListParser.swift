/// Joins the parts of a list into people and where they work.
struct SpeakerListParser {
  enum Joint {
    case start, comma, and, hard
    /// ` | ` or ` / `: between people, or between a name and an institution.
    case bar
  }

  struct Part {
    var joint: Joint
    var text: Bytes
  }

  struct Entry {
    var name: Bytes
    var likelihood: Double
    var affiliation: Bytes?
    var excluded = false
    /// Whether the affiliation stood in brackets, so that nothing after them belongs to it.
    var isClosed = false
    /// Whether a title or a degree stood with the name.
    var hadTitle = false
    var joint: Joint
  }

  let trust: SpeakerTrust
  let lexicon: Lexicon
  private var entries: ArenaList<Entry>
  private var sawPlaceholder = false
  private var failed = false
  private var sawHost = false
  /// Whether single words between full names are people (`Ada Lovelace, Grace Hopper, Prince`).
  private var hasMononyms = false
  /// Whether all parts of a labelled line are single words, as handles are listed.
  private var areAllSingle = false

  /// A text that is known to name somebody: no words that stand where a name is still to come.
  private let namesSomebody: Bytes

  init(
    trust: SpeakerTrust, lexicon: Lexicon, parts: ArenaList<Part>, namesSomebody: Bytes = []
  ) {
    self.trust = trust
    self.lexicon = lexicon
    self.namesSomebody = namesSomebody
    entries = parts.first.map { ArenaList(beside: $0.text, capacity: parts.count) } ?? []
    guard parts.count >= 3 else { return }
    let singles = parts.count { $0.text.wordCount(upTo: 2) == 1 }
    let institutions = parts.count { Affiliation.isInstitution($0.text) }
    areAllSingle =
      trust == .stated && singles == parts.count && 3 * institutions <= parts.count
      && !parts.contains { TitleWords.contains($0.text) }
    hasMononyms =
      singles > 0 && 3 * singles <= parts.count && institutions == 0
      && !parts.dropFirst().contains { Affiliation.isRole($0.text) }
      && !SpeakerListParser.isPaired(parts)
  }

  mutating func take(_ part: Part) {
    guard !failed else { return }
    var part = part
    if part.joint == .bar {
      let isPlace = Affiliation.isInstitution(part.text)
      part.joint = isPlace ? .comma : .and
      if !isPlace, PersonName(part.text, lexicon: lexicon).likelihood < 0.3 {
        if trust == .guess || trust == .likely {
          failed = true
          return
        }
        part.joint = .comma
      }
    }
    var text = part.text
    if text.hasPrefix("and ") || text.hasPrefix("und ") { text = text.dropFirst(4).trimmed }
    if text.hasPrefix("& ") { text = text.dropFirst(2).trimmed }
    if trust == .guess || trust == .likely, text.isQuotation, !Placeholder.isPlaceholder(text) {
      // `"Title", Name`
      failed = true
      return
    }
    // `…, moderated by Jane Doe` names nobody who speaks.
    if let first = text.first, SpeakerListParser.hostStarts.contains(first),
      SpeakerListParser.hostPhrases.contains(where: { text.hasPrefix($0) })
    {
      sawHost = true
    }
    if sawHost {
      failed = failed || entries.isEmpty && !sawPlaceholder
      return
    }
    if part.joint == .comma, let last = entries.last, last.affiliation == nil {
      // `Jane Doe, MPH, PhD Assistant Professor, X`
      text = PersonName.withoutLeadingDegrees(text)
      if text.isEmpty { return }
    }
    if !text.isSamePlace(as: namesSomebody), Placeholder.isPlaceholder(text) {
      sawPlaceholder = true
      return
    }
    let (outside, inside, after) = SpeakerListParser.bracket(in: text)
    if trust == .handles {
      let name = outside.isEmpty ? text : outside
      append(
        PersonName.withoutLeadingTitle(name).unquoted, inside, 0.5, part.joint, keepsText: text)
      return
    }
    // `Maria Rossi - University of X`, `Maria Rossi @ Y`, `… from Z`, `… at Z`
    var head = after.isEmpty ? outside : text
    var tail: Bytes?
    // `Name at Place` has three words at least.
    let isRole = part.joint == .comma && Affiliation.isRole(head)
    let starts = isRole ? [] : WordStarts(of: head)
    let mayHavePlace =
      starts.intersects(SpeakerListParser.ofStarts) && head.wordCount(upTo: 3) >= 3
    for separator in mayHavePlace ? SpeakerListParser.ofSeparators : []
    where starts.mayHold(separator) {
      if let at = head.firstIndex(of: separator), at > head.startIndex,
        case let person = PersonName(head[..<at], lexicon: lexicon), person.likelihood >= 0.25,
        entries.isEmpty || !Affiliation.isInstitution(person.name)
      {
        tail = head[(at + separator.utf8CodeUnitCount)...].trimmed
        head = head[..<at].trimmed
        break
      }
    }
    if tail == nil, !isRole, head.wordCount(upTo: 4) >= 4 {
      for joint in SpeakerListParser.placeJoints where starts.mayHold(joint) {
        guard let at = head.firstIndex(of: joint), at > head.startIndex,
          case let place = head[(at + joint.utf8CodeUnitCount)...].trimmed,
          Affiliation.isInstitution(place),
          case let person = PersonName(head[..<at], lexicon: lexicon), person.wordCount >= 2,
          person.likelihood >= 0.4
        else { continue }
        tail = place
        head = head[..<at].trimmed
        break
      }
    }
    if let place = tail, trust == .guess || trust == .likely, !Affiliation.isInstitution(place),
      !isNamedAfterFrom(place, person: head, in: text)
    {
      // `Name - Title`, `Name at work`: no institution follows, so this is no list of names.
      failed = true
      return
    }
    settlePlace(&head, &tail, inside: inside, after: after)
    let person = PersonName(head, lexicon: lexicon)
    let words = person.name.isSamePlace(as: head) ? person.words : head.words

    if part.joint == .comma, !entries.isEmpty,
      belongsToPrevious(person, words, hasBracket: inside != nil)
    {
      if let last = entries.last, last.isClosed, trust == .guess || trust == .likely,
        !Affiliation.isInstitution(words)
      {
        // `Name (Institution), Title of the talk`
        failed = true
        return
      }
      extendAffiliation(with: text)
      return
    }
    if part.joint == .and, let place = entries.last?.affiliation, inside == nil,
      person.likelihood < 0.3
        || !person.hadTitle && person.likelihood < 0.7
          && (words.first.map { !GivenNames.contains($0) } ?? false)
          && (Affiliation.isRole(place) || Affiliation.isUnit(place.words))
          && entries.last?.isClosed == false
    {
      // `Centre for Language and Speech`: the conjunction stood inside the affiliation.
      appendToAffiliation(" and ", text)
      return
    }
    guard isAcceptable(person, words, place: tail ?? inside) else {
      if entries.isEmpty || trust == .guess || trust == .likely && part.joint != .comma {
        failed = true
      } else if part.joint == .comma {
        extendAffiliation(with: text)
      }
      return
    }
    append(person.name, tail ?? inside, person.likelihood, part.joint, keepsText: nil)
    if person.hadTitle, let last = entries.indices.last, entries[last].name == person.name {
      entries[last].hadTitle = true
    }
  }

  /// Affiliations spread, names judged.
  mutating func finished() -> (
    speakers: [StatedSpeaker], likelihood: Double, best: Double, sawPlaceholder: Bool
  )? {
    guard !failed, !entries.isEmpty || sawPlaceholder else { return nil }
    // `A, B (X)`: the one affiliation at the end is that of all who have none.
    if entries.count > 1, let last = entries.last?.affiliation,
      entries.dropLast().allSatisfy({ $0.affiliation == nil })
    {
      for index in entries.indices { entries[index].affiliation = last }
    }
    // A name with an institution beside it is surer than a name alone.
    for index in entries.indices {
      if let place = entries[index].affiliation, entries[index].likelihood >= 0.3,
        Affiliation.isInstitution(place) || Affiliation.isAcronymAndPlace(place.words)
      {
        entries[index].likelihood = min(1, entries[index].likelihood + 0.2)
      }
    }
    var likelihood = 1.0
    var best = 0.0
    var count = 0
    for entry in entries where !entry.excluded {
      likelihood = min(likelihood, entry.likelihood)
      best = max(best, entry.likelihood)
      count += 1
    }
    if trust == .guess, count > 0, best < 0.7 || likelihood < 0.4 { return nil }
    if trust == .likely, best < 0.3 && count == 1 { return nil }
    var speakers: [StatedSpeaker] = []
    speakers.reserveCapacity(count)
    for entry in entries where !entry.excluded {
      let place = entry.affiliation.flatMap { Affiliation.institution(in: $0) }
      speakers.append(StatedSpeaker(name: entry.name, affiliation: place))
    }
    return (speakers, count == 0 ? 1 : (likelihood + best) / 2, best, sawPlaceholder || count == 0)
  }

  private mutating func append(
    _ name: Bytes, _ bracket: Bytes?, _ likelihood: Double, _ joint: Joint, keepsText: Bytes?
  ) {
    var entry = Entry(name: name, likelihood: likelihood, joint: joint)
    if let bracket, !bracket.isEmpty {
      if excludedRoles.contains(bracket) {
        entry.excluded = true
      } else if let keepsText, trust == .handles {
        // Among handles brackets hold another handle, not an institution, unless they say so.
        if bracket.wordCount(upTo: 2) > 1, Affiliation.isInstitution(bracket) {
          entry.affiliation = bracket
        } else {
          entry.name = keepsText
        }
      } else if presentingRoles.contains(bracket) || bracket.hasPrefix("http")
        || bracket.hasPrefix("joint ") || bracket.hasPrefix("with ")
      {
        // says nothing about where the speaker works
      } else if SpeakerListParser.isHandle(bracket) {
        // `Phil Example (philx)`: a handle, dropped
      } else {
        entry.affiliation = bracket
        entry.isClosed = true
      }
    }
    guard !entry.name.isEmpty else { return }
    if trust != .handles, likelihood < 0.6, Placeholder.isCrowd(entry.name) {
      sawPlaceholder = true
      return
    }
    if trust == .handles, Placeholder.isNamedCrowd(entry.name) {
      sawPlaceholder = true
      return
    }
    entries.append(entry)
  }

  private func isAcceptable(_ person: PersonName, _ words: Words, place: Bytes?) -> Bool {
    if trust == .likely, person.likelihood >= 0.2, let place, Affiliation.isInstitution(place) {
      return true
    }
    // `主讲人：港湾大学`: an institution is nobody.
    if words.count == 1, words[0].isUncased, Affiliation.isInstitution(words) { return false }
    let threshold = entries.isEmpty ? trust.minimumForOne : max(0.02, trust.minimumForOne - 0.3)
    if trust == .stated {
      if areAllSingle || person.likelihood >= 0.05 { return true }
      // A handle, a mononym in lower case, a name of a shape not known; but no sentence.
      if words.contains(where: {
        TitleWords.contains($0) && !NameWords.particles.contains($0) && !$0.equals("an")
          || !$0.contains(where: { Ascii.isLetter($0) || $0 >= 0x80 })
      }) {
        return false
      }
      if words.count <= 2 { return entries.isEmpty }
      return words.count <= 6
        && words.count { $0.first.map { Ascii.isUpper($0) || $0 >= 0x80 } ?? false } >= 2
    }
    if person.likelihood >= threshold { return true }
    if trust == .likely, !entries.isEmpty, isHandleWord(words) { return true }
    // In a list of names, one of a form not known: `…, Lauren De bruyn`.
    return trust == .likely && !entries.isEmpty && (2...3).contains(words.count)
      && words[0].first.map { Ascii.isUpper($0) || $0 >= 0xC3 } ?? false
      && !words.contains { TitleWords.contains($0) || $0.contains(where: Ascii.isDigit) }
      && entries.contains { $0.likelihood >= 0.5 }
  }

  /// Whether what follows a comma is where the person before works rather than another person.
  private func belongsToPrevious(_ person: PersonName, _ words: Words, hasBracket: Bool) -> Bool {
    guard let last = entries.last, let lastWords = Optional(last.name.words) else { return false }
    if areAllSingle { return false }
    if person.hadTitle, person.likelihood >= 0.45, person.wordCount >= 2 { return false }
    if let place = last.affiliation, !hasBracket, Affiliation.isCampus(words, of: place) {
      return true
    }
    if last.affiliation == nil, !hasBracket, lastWords.count >= 2,
      Affiliation.isCalledLikePerson(words)
    {
      return true
    }
    if words.count == 2, GivenNames.contains(words[0]), person.likelihood >= 0.3,
      !Affiliation.isInstitution(words.dropFirst())
    {
      return false
    }
    if Affiliation.isInstitution(words), !Affiliation.isCompanyName(words) { return true }
    // `Ada Park, AIMS Rwanda`: an acronym and a place, after a name that is not in capitals.
    if last.affiliation == nil, Affiliation.isAcronymAndPlace(words), lastWords.count >= 2,
      !lastWords.contains(where: { $0.count > 2 && Affiliation.isAcronym($0) })
    {
      return true
    }
    // `Dr. Jane Doe, Upper Marsh`: the place where she lives, since people would have titles alike.
    if entries.count == 1, last.hadTitle, last.affiliation == nil, !person.hadTitle,
      person.wordCount == 2, person.likelihood <= 0.66, !hasBracket
    {
      return true
    }
    // `Jane Doe, MIT CSAIL`, `Е. П. Иванова, ИКИ РАН`
    if last.affiliation == nil, (2...3).contains(words.count), !hasBracket,
      words.allSatisfy(isLoud),
      lastWords.count >= 2, !lastWords.allSatisfy(isLoud)
    {
      return true
    }
    if person.likelihood >= 0.45, person.wordCount >= 2 {
      // `University of Nigeria, Nsukka` goes on; `…, Ho Chi Minh City` is caught above.
      return false
    }
    if Affiliation.isRole(words.isEmpty ? [] : words[0]) && !hasBracket { return true }
    if hasBracket || isHandleWord(words) { return false }
    if lastWords.count == 1, words.count == 1, last.affiliation == nil { return false }
    if person.wordCount == 1 {
      if hasMononyms { return false }
      // One word after a full name: an institution or a town (`…, Terrafuse`), unless it is a
      // known given name in a list of people.
      let isGiven = words.first.map { GivenNames.contains($0) } ?? false
      return last.affiliation != nil || lastWords.count >= 2 && !isGiven
    }
    return person.likelihood < 0.2
  }

  /// Whether a word is two to six capital letters of any script.
  private func isLoud(_ word: Bytes) -> Bool {
    let text = word.string
    return (2...6).contains(text.count) && text.allSatisfy { $0.isLetter && $0.isUppercase }
  }

  /// `erdgeist`, `@example`: institutions are not written so.
  private func isHandleWord(_ words: Words) -> Bool {
    guard words.count == 1, let first = words[0].first, words[0].count > 2 else { return false }
    if first == UInt8(ascii: "@") { return true }
    return Ascii.isLower(first) && !TitleWords.contains(words[0]) && !words[0].contains(Ascii.dot)
      && words[0].allSatisfy {
        Ascii.isLetter($0) || Ascii.isDigit($0) || $0 >= 0x80 || $0 == UInt8(ascii: "_")
      }
  }

  private mutating func extendAffiliation(with text: Bytes) {
    guard let last = entries.indices.last else { return }
    if entries[last].affiliation == nil {
      entries[last].affiliation = text
    } else {
      appendToAffiliation(", ", text)
    }
  }

  private mutating func appendToAffiliation(_ joint: StaticString, _ text: Bytes) {
    guard let last = entries.indices.last, let before = entries[last].affiliation else { return }
    entries[last].affiliation = before.joined(joint, text)
  }

  private static let hostStarts = ByteSet("mchoaMCHOA".utf8)
  private static let hostPhrases: [StaticString] = [
    "moderated by ", "moderator ", "moderation: ", "moderator: ", "moderation ", "chaired by ",
    "hosted by ", "host: ", "chair: ", "organized by ", "organised by ", "moderiert von ",
    "animé par ", "modéré par ",
  ]

  /// What joins a name and an institution in other languages, inside names too.
  private static let placeJoints: [StaticString] = [
    " dell'", " dell’", " della ", " dello ", " de l'", " de l’", " de la ", " del ", " von der ",
    " vom ", " van de ", " vid ", " ved ", " från ", " fra ", " da ", " do ", " z ", " ze ",
  ]

  private static let ofSeparators: [StaticString] = [
    " from ", " at ", " @ ", " - ", " – ", " — ", " of the ", " of ",
  ]
  /// How the words of these begin.
  private static let ofStarts = WordStarts(ofWordsIn: ofSeparators)
}
