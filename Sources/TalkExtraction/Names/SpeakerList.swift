internal import TalkModel

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

  fileprivate var minimumForOne: Double {
    switch self {
    case .guess: 0.4
    case .likely: 0.3
    case .stated: 0.05
    case .handles: 0
    }
  }
}

/// Several speakers in one line: `A, B and C`, `A (X), B (Y)`, `A & B`, `Family, Given`, `A, B (X)`.
struct SpeakerList {
  /// The speakers in the order stated.
  var speakers: [Speaker] = []
  /// The least likely of the names, 0...1; 1 for a placeholder.
  var likelihood = 0.0
  /// The likeliest of the names.
  var best = 0.0
  /// Whether the text says that the speaker is still to be announced, or names a crowd.
  var isPlaceholder = false

  /// Reads `text`, or `nil` where it is no list of speakers at the trust given.
  init?(_ text: Bytes, trust: SpeakerTrust, lexicon: Lexicon = .empty) {
    var text = text.collapsed
    if text.last == Ascii.dot, trust != .handles { text = PersonNameEnd.withoutSentenceDot(text) }
    guard !text.isEmpty, text.count <= 4000 else { return nil }
    if Placeholder.isPlaceholder(text)
      || text.count < 80 && (trust == .handles ? Placeholder.isNamedCrowd(text) : Placeholder.isCrowd(text)),
      PersonName(text, lexicon: lexicon).likelihood < 0.6
    {
      isPlaceholder = true
      likelihood = 1
      return
    }
    text = text.withASCIIBrackets
    let parts = ListParser.turningFamilyNames(ListParser.parts(of: text, trust: trust), trust: trust)
    var parser = ListParser(trust: trust, lexicon: lexicon, parts: parts)
    for part in parts { parser.take(part) }
    guard let result = parser.finished() else { return nil }
    speakers = result.speakers
    likelihood = result.likelihood
    best = result.best
    isPlaceholder = result.speakers.isEmpty
    if speakers.isEmpty, !result.sawPlaceholder { return nil }
  }
}

/// Removes the full stop of a sentence but keeps that of an initial.
enum PersonNameEnd {
  static func withoutSentenceDot(_ text: Bytes) -> Bytes {
    let cleaned = PersonName.cleaned(text.words.suffix(1).first ?? text)
    return cleaned.last == Ascii.dot ? text : text.dropLast().trimmedEnd
  }
}

private struct ListParser {
  enum Joint { case start, comma, and, hard }

  struct Part {
    var joint: Joint
    var text: Bytes
  }

  struct Entry {
    var name: Bytes
    var likelihood: Double
    var affiliation: Bytes?
    var excluded = false
    var joint: Joint
  }

  let trust: SpeakerTrust
  let lexicon: Lexicon
  private var entries: [Entry] = []
  private var sawPlaceholder = false
  private var failed = false
  /// Whether single words between full names are people (`Ada Lovelace, Grace Hopper, Prince`).
  private var hasMononyms = false

  init(trust: SpeakerTrust, lexicon: Lexicon, parts: [Part]) {
    self.trust = trust
    self.lexicon = lexicon
    guard parts.count >= 3 else { return }
    let singles = parts.count { $0.text.wordCount(upTo: 2) == 1 }
    let institutions = parts.count { Affiliation.isInstitution($0.text) }
    hasMononyms = singles > 0 && 3 * singles <= parts.count && institutions == 0
  }

  /// Items between separators outside brackets; where `;` occurs it alone separates people.
  static func parts(of text: Bytes, trust: SpeakerTrust) -> [Part] {
    var parts: [Part] = []
    var depth = 0
    var start = text.startIndex
    var joint = Joint.start
    var index = start
    func close(at end: Int) {
      let piece = text[start..<end].trimmed
      if !piece.isEmpty { parts.append(Part(joint: joint, text: piece)) }
    }
    while index < text.endIndex {
      let byte = text[index]
      var width = 0
      var next = Joint.comma
      switch byte {
      case Ascii.openParen, Ascii.openBracket: depth += 1
      case Ascii.closeParen, Ascii.closeBracket: depth = max(0, depth - 1)
      case Ascii.comma where depth == 0: width = 1
      case Ascii.semicolon where depth == 0, Ascii.newline where depth == 0:
        width = 1
        next = .hard
      case 0xE3 where depth == 0 && text.count - (index - text.startIndex) > 2
        && text[index + 1] == 0x80 && text[index + 2] == 0x81:  // 、
        width = 3
      case 0xEF where depth == 0 && text.count - (index - text.startIndex) > 2
        && text[index + 1] == 0xBC && text[index + 2] == 0x8C:  // ，
        width = 3
      case Ascii.space where depth == 0:
        for word in conjunctions where text.matches(word, at: index) {
          width = word.utf8CodeUnitCount
          next = .and
          break
        }
      default: break
      }
      if width > 0 {
        close(at: index)
        // `A, and B` is one joint.
        joint = next
        index += width
        start = index
      } else {
        index += 1
      }
    }
    close(at: text.endIndex)
    return parts
  }

  private static let conjunctions: [StaticString] = [
    " and ", " & ", " und ", " et ", " + ", " og ", " och ", " / ", " | ", " y ", " e ",
    " en ", " ja ", " oraz ",
  ]

  mutating func take(_ part: Part) {
    guard !failed else { return }
    var text = part.text
    if text.hasPrefix("and ") || text.hasPrefix("und ") { text = text.dropFirst(4).trimmed }
    if text.hasPrefix("& ") { text = text.dropFirst(2).trimmed }
    if Placeholder.isPlaceholder(text) {
      sawPlaceholder = true
      return
    }
    let (outside, inside, after) = ListParser.bracket(in: text)
    if trust == .handles {
      let name = outside.isEmpty ? text : outside
      append(PersonName.withoutLeadingTitle(name).unquoted, inside, 0.5, part.joint, keepsText: text)
      return
    }
    // `Maria Rossi - University of X`, `Maria Rossi @ Y`, `… from Z`, `… at Z`
    var head = after.isEmpty ? outside : text
    var tail: Bytes?
    for separator in ListParser.ofSeparators {
      if let at = head.firstIndex(of: separator), at > head.startIndex,
        PersonName(head[..<at], lexicon: lexicon).likelihood >= 0.25
      {
        tail = head[(at + separator.utf8CodeUnitCount)...].trimmed
        head = head[..<at].trimmed
        break
      }
    }
    if let place = tail, trust == .guess || trust == .likely, !Affiliation.isInstitution(place) {
      // `Name - Title`, `Name at work`: no institution follows, so this is no list of names.
      failed = true
      return
    }
    let person = PersonName(head, lexicon: lexicon)
    let words = head.words

    if part.joint == .comma, !entries.isEmpty, belongsToPrevious(person, words, hasBracket: inside != nil) {
      extendAffiliation(with: text)
      return
    }
    if part.joint == .and, let last = entries.last, last.affiliation != nil,
      person.likelihood < 0.3, inside == nil
    {
      // `Centre for Language and Speech`: the conjunction stood inside the affiliation.
      appendToAffiliation(" and ", text)
      return
    }
    guard isAcceptable(person, words, place: inside ?? tail) else {
      if entries.isEmpty || trust == .guess || trust == .likely && part.joint != .comma {
        failed = true
      } else if part.joint == .comma {
        extendAffiliation(with: text)
      }
      return
    }
    append(person.name, inside ?? tail, person.likelihood, part.joint, keepsText: nil)
  }

  /// Affiliations spread, names judged.
  mutating func finished() -> (
    speakers: [Speaker], likelihood: Double, best: Double, sawPlaceholder: Bool
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
        Affiliation.isInstitution(place)
      {
        entries[index].likelihood = min(1, entries[index].likelihood + 0.2)
      }
    }
    let kept = entries.filter { !$0.excluded }
    var likelihood = 1.0
    var best = 0.0
    for entry in kept {
      likelihood = min(likelihood, entry.likelihood)
      best = max(best, entry.likelihood)
    }
    if trust == .guess, !kept.isEmpty, best < 0.7 || likelihood < 0.4 { return nil }
    if trust == .likely, !kept.isEmpty, best < 0.3 && kept.count == 1 { return nil }
    let speakers = kept.map { entry in
      Speaker(
        name: entry.name.string,
        affiliation: entry.affiliation.flatMap { Affiliation.institution(in: $0) }?.string)
    }
    return (
      speakers, kept.isEmpty ? 1 : (likelihood + best) / 2, best, sawPlaceholder || kept.isEmpty
    )
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
      } else if presentingRoles.contains(bracket) || bracket.hasPrefix("http") {
        // says nothing about where the speaker works
      } else if ListParser.isHandle(bracket) {
        // `Phil Example (philx)`: a handle, dropped
      } else {
        entry.affiliation = bracket
      }
    }
    guard !entry.name.isEmpty else { return }
    if Placeholder.isCrowd(entry.name), likelihood < 0.6, trust != .handles {
      sawPlaceholder = true
      return
    }
    if trust == .handles, Placeholder.isNamedCrowd(entry.name) {
      sawPlaceholder = true
      return
    }
    entries.append(entry)
  }

  private func isAcceptable(_ person: PersonName, _ words: [Bytes], place: Bytes?) -> Bool {
    if trust == .likely, person.likelihood >= 0.2, let place, Affiliation.isInstitution(place) {
      return true
    }
    let threshold = entries.isEmpty ? trust.minimumForOne : max(0.02, trust.minimumForOne - 0.3)
    if trust == .stated {
      if person.likelihood >= 0.05 { return true }
      // A handle, a mononym in lower case, a name of a shape not known; but no sentence.
      if words.contains(where: { TitleWords.contains($0) && !NameWords.particles.contains($0) && !$0.equals("an") || !$0.contains(where: { Ascii.isLetter($0) || $0 >= 0x80 }) }) { return false }
      if words.count <= 2 { return entries.isEmpty }
      return words.count <= 6 && words.filter { $0.first.map { Ascii.isUpper($0) || $0 >= 0x80 } ?? false }.count >= 2
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
  private func belongsToPrevious(_ person: PersonName, _ words: [Bytes], hasBracket: Bool) -> Bool {
    guard let last = entries.last, let lastWords = Optional(last.name.words) else { return false }
    if person.hadTitle, person.likelihood >= 0.45, person.wordCount >= 2 { return false }
    if words.count == 2, GivenNames.contains(words[0]), person.likelihood >= 0.3,
      !Affiliation.isInstitution([words[1]])
    { return false }
    if Affiliation.isInstitution(words) { return true }
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

  /// `erdgeist`, `@example`: institutions are not written so.
  private func isHandleWord(_ words: [Bytes]) -> Bool {
    guard words.count == 1, let first = words[0].first, words[0].count > 2 else { return false }
    if first == UInt8(ascii: "@") { return true }
    return Ascii.isLower(first) && !TitleWords.contains(words[0]) && !words[0].contains(Ascii.dot)
      && words[0].allSatisfy { Ascii.isLetter($0) || Ascii.isDigit($0) || $0 >= 0x80 || $0 == UInt8(ascii: "_") }
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
    var joined = Array(before)
    joint.withUTF8Buffer { joined.append(contentsOf: $0) }
    joined.append(contentsOf: text)
    entries[last].affiliation = joined[...]
  }

  /// `Bauer, Claudia` → `Claudia Bauer`: a single word that is no given name, a comma, a given name.
  static func turningFamilyNames(_ parts: [Part], trust: SpeakerTrust) -> [Part] {
    guard trust != .handles, parts.count >= 2, parts[1].joint == .comma else { return parts }
    var result: [Part] = []
    var index = 0
    while index < parts.count {
      let part = parts[index]
      if index + 1 < parts.count, parts[index + 1].joint == .comma,
        part.text.wordCount(upTo: 2) == 1, !GivenNames.contains(part.text),
        part.text.first.map({ Ascii.isUpper($0) || $0 >= 0xC3 }) ?? false, !TitleWords.contains(part.text),
        let turned = turned(family: part.text, given: parts[index + 1].text)
      {
        result.append(Part(joint: part.joint, text: turned))
        index += 2
      } else {
        // One that can't be turned: this is a plain list after all.
        if index > 0, result.isEmpty { return parts }
        result.append(part)
        index += 1
      }
    }
    return result
  }

  private static func turned(family: Bytes, given text: Bytes) -> Bytes? {
    let words = text.words
    guard let first = words.first, GivenNames.contains(first) else { return nil }
    // The given names go on over one more name or initial; then a bracket, a dash or nothing.
    var count = 1
    if words.count > 1, let head = words[1].first, Ascii.isUpper(head), words.count == 2 || words[1].count <= 2 {
      count = 2
    }
    if words.count > count {
      let next = words[count]
      guard next.first == Ascii.openParen || next.count == 1 && next.first == Ascii.hyphen else { return nil }
    }
    var bytes = Array(text[text.startIndex..<words[count - 1].endIndex])
    bytes.append(Ascii.space)
    bytes.append(contentsOf: family)
    bytes.append(contentsOf: text[words[count - 1].endIndex...])
    return bytes[...]
  }

  /// The text before the last bracket, what stands in it, and what follows.
  static func bracket(in text: Bytes) -> (outside: Bytes, inside: Bytes?, after: Bytes) {
    guard text.last == Ascii.closeParen || text.last == Ascii.closeBracket else {
      // `Name (X` cut off, or `Name (X) rest`
      if let open = text.firstIndex(of: Ascii.openParen), !text[open...].contains(Ascii.closeParen) {
        return (text[..<open].trimmed, text[(open + 1)...].trimmed, [])
      }
      return (text, nil, [])
    }
    var depth = 0
    var index = text.endIndex - 1
    while index >= text.startIndex {
      switch text[index] {
      case Ascii.closeParen, Ascii.closeBracket: depth += 1
      case Ascii.openParen, Ascii.openBracket:
        depth -= 1
        if depth == 0 {
          return (
            text[..<index].trimmed, text[(index + 1)..<(text.endIndex - 1)].trimmed, []
          )
        }
      default: break
      }
      index -= 1
    }
    return (text, nil, [])
  }

  /// A handle in brackets: one word in lower case, with digits or `@`, or in quotes.
  static func isHandle(_ text: Bytes) -> Bool {
    let bare = text.unquoted
    guard bare.wordCount(upTo: 2) == 1, let first = bare.first else { return false }
    if bare.count != text.count || first == UInt8(ascii: "@") || first == UInt8(ascii: "~") {
      return true
    }
    return Ascii.isLower(first) && !bare.contains(Ascii.dot)
  }

  private static let ofSeparators: [StaticString] = [
    " from ", " at ", " @ ", " - ", " – ", " — ", " of the ", " of ",
  ]
}

private let excludedRoles = WordSet(
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

private let presentingRoles = WordSet(
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

extension WordSet {
  /// Whether the whole phrase is in the set.
  fileprivate func contains(phrase: Bytes) -> Bool { contains(phrase.collapsed) }
}
