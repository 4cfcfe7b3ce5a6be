/// Lines of a description, in its arena.
typealias TextLines = ArenaList<Bytes>

/// A description taken apart by its labelled lines (`Speaker: …`, `Abstract`, `Bio: …`).
struct DescriptionParts {
  /// Value of a title label, the first that is not empty.
  var title: Bytes?
  /// Lines of speaker labels; one entry a line.
  var speakers: TextLines = []
  /// The rule that found them.
  var speakerRule: RuleName = "label-speaker"
  /// Whether a speaker label stood with its value on the lines below.
  var speakersAreSection = false
  var affiliation: Bytes?
  var series: Bytes?
  var track: Bytes?
  var kind: Bytes?
  var venue: Bytes?
  var keywords: Bytes?
  var language: Bytes?
  /// Text under an abstract label.
  private(set) var abstract: TextLines = []
  /// Text under a biography label.
  private(set) var biography: TextLines = []
  /// All other lines, blank ones kept as paragraph marks; none of an empty text.
  private(set) var body: TextLines = []
  /// Whether a title label stood there, its value perhaps a placeholder.
  var hasTitleLabel = false
  /// Whether the title stood behind a label that may mean something else (`Talk: Room 5`).
  private(set) var titleIsWeak = false
  /// Whether several of these stand there: what the parts of a session are about.
  private var weakTitlesAreListed = false
  /// Whether a blank line stands below a speaker label, after which an institution may follow.
  private var awaitsPlace = false
  /// Lines below a speaker label that say more of who speaks.
  private var linesBelowSpeaker = 0
  /// Where the lists of lines lie; `nil` as long as there is no line.
  private var arena: TextArena?
  /// Whether an abstract label stood there.
  var hasAbstractLabel = false
  /// Whether a heading of a list of talks stood there.
  var hasLineup = false

  /// Takes `text` (plain, lines separated by `\n`) apart.
  init(_ text: Bytes) {
    guard !text.isEmpty else { return }
    var section = Section.body
    var rest = text
    arena = text.arena
    while true {
      let end = rest.firstIndex(of: Ascii.newline) ?? rest.endIndex
      let line = rest[..<end]
      take(line, hasColon: line.contains(Ascii.colon) || line.contains(0xEF), &section)
      guard end < rest.endIndex else { break }
      rest = rest[(end + 1)...]
    }
    if weakTitlesAreListed, titleIsWeak {
      title = nil
      titleIsWeak = false
      hasTitleLabel = false
    }
  }

  private enum Section {
    case body, title, speakers, speakerBelow, affiliation, abstract, biography, value(
      DescriptionLabel), ignored
  }

  private mutating func take(_ line: Bytes, hasColon: Bool, _ section: inout Section) {
    let trimmed = line.trimmed
    if trimmed.isEmpty {
      switch section {
      case .abstract: Self.append(trimmed, to: &abstract, in: arena)
      case .biography: Self.append(trimmed, to: &biography, in: arena)
      case .body: Self.append(trimmed, to: &body, in: arena)
      case .title: if title != nil { section = .body }
      case .affiliation: if affiliation != nil { section = .body }
      case .speakers:
        if !speakers.isEmpty {
          section = .body
          awaitsPlace = affiliation == nil
        }
      case .speakerBelow, .value, .ignored: break
      }
      return
    }
    if trimmed.first == 0xF0, let name = nameAfterPicture(trimmed) {
      begin(.speaker, &section, hasValue: true)
      add(name, &section, afterLabel: true)
      return
    }
    if !hasColon, trimmed.count > 32, !isAboutPerson(trimmed) {
      add(trimmed, &section, afterLabel: false)
      return
    }
    // Every colon of the line may end a label; the first must end one at the start of the line,
    // later ones one that follows white space (`Speaker: A Title: B`).
    var start = trimmed.startIndex
    var index = start
    var sawLabel = false
    while index < trimmed.endIndex {
      let byte = trimmed[index]
      let width = byte == Ascii.colon ? 1 : isWideColon(trimmed, at: index) ? 3 : 0
      guard width > 0 else {
        index += 1
        continue
      }
      if index - start <= 40,
        index + width == trimmed.endIndex || trimmed[index + width] != Ascii.slash,
        let label = DescriptionLabel.named(trimmed[start..<index])
      {
        sawLabel = true
        if case .title = label { forgetWeakTitle(before: trimmed[start..<index]) }
        begin(label, &section, hasValue: !trimmed[(index + width)...].trimmed.isEmpty)
        start = index + width
        while start < trimmed.endIndex, trimmed[start] == Ascii.star { start += 1 }
        index = start
      } else if let (labelStart, label) = inlineLabel(trimmed, before: index, after: start, width) {
        add(trimmed[start..<labelStart].trimmed, &section, afterLabel: sawLabel)
        sawLabel = true
        begin(label, &section, hasValue: true)
        start = index + width
        while start < trimmed.endIndex, trimmed[start] == Ascii.star { start += 1 }
        index = start
      } else {
        index += width
      }
    }
    let rest = trimmed[start...].trimmed
    if !sawLabel, rest.count <= 32, let label = DescriptionLabel.named(rest), isHeading(label, rest)
    {
      begin(label, &section, hasValue: false)
      return
    }
    if !sawLabel, isAboutPerson(rest) {
      begin(.biography, &section, hasValue: false)
      return
    }
    if !rest.isEmpty || !sawLabel { add(rest, &section, afterLabel: sawLabel) }
  }

  /// Lets `Title: X` stand instead of an earlier `Talk: Y`.
  private mutating func forgetWeakTitle(before label: Bytes) {
    let isWeak = !DescriptionLabel.saysTitle(label)
    if titleIsWeak, isWeak, title != nil { weakTitlesAreListed = true }
    if titleIsWeak, !isWeak { title = nil }
    titleIsWeak = title == nil && isWeak || titleIsWeak && title != nil
  }

  /// `About Jane Doe`, `Über Erika Mustermann`: a heading of a biography.
  private func isAboutPerson(_ line: Bytes) -> Bool {
    guard line.count <= 60 else { return false }
    for word in DescriptionParts.aboutWords where line.hasPrefix(word) {
      var rest = line.dropFirst(word.utf8CodeUnitCount)
      while rest.last == Ascii.colon { rest = rest.dropLast() }
      let person = PersonName(rest)
      return person.wordCount >= 2 && person.likelihood >= 0.6
    }
    return false
  }

  private static let aboutWords: [StaticString] = [
    "about ", "über ", "zu ", "à propos de ", "sobre ", "acerca de ", "su ", "over ", "om ",
  ]

  /// `line` without ` (https://…)`, which stands for a link on its text.
  private func withoutLink(_ line: Bytes) -> Bytes {
    guard let (outside, inside) = line.trailingBracket, inside.hasPrefix("http") else {
      return line
    }
    return outside
  }

  private func isWideColon(_ text: Bytes, at index: Int) -> Bool {
    text[index] == 0xEF && index + 2 < text.endIndex && text[index + 1] == 0xBC
      && text[index + 2] == 0x9A
  }

  /// Labels that may stand alone on a line without a colon.
  private func isHeading(_ label: DescriptionLabel, _ text: Bytes) -> Bool {
    switch label {
    case .abstract: !text.equals("overview") && !text.equals("inhalt")
    case .biography: !text.equals("about") && !text.equals("profile") && !text.equals("cv")
    case .speaker:
      text.hasSuffix("s") || text.equals("speaker") || text.equals("presenter")
        || text.equals("speaker name")
    case .title:
      text.equals("title") || text.equals("talk title") || text.equals("presentation title")
    case .affiliation:
      text.equals("affiliation") || text.equals("speaker affiliation")
        || text.equals("speaker institution")
    case .other: text.equals("host") || text.equals("hosts") || text.equals("faculty host")
    default: false
    }
  }

  /// A label inside a line: one or two capitalised words between white space and the colon.
  private func inlineLabel(
    _ text: Bytes, before colon: Int, after start: Int, _ width: Int
  ) -> (Int, DescriptionLabel)? {
    guard colon + width < text.endIndex, Ascii.isBlank(text[colon + width]) || width == 3
    else { return nil }
    var wordStart = colon
    for _ in 0..<3 {
      while wordStart > start, !Ascii.isBlank(text[wordStart - 1]) { wordStart -= 1 }
      guard wordStart > start, colon - wordStart <= 32 else { return nil }
      if Ascii.isUpper(text[wordStart]), let label = DescriptionLabel.named(text[wordStart..<colon])
      {
        switch label {
        case .speaker, .title, .abstract, .biography, .affiliation, .link, .venue:
          // Inside running text a label must begin a sentence or follow a value.
          return isSentenceEnd(text, before: wordStart, start) ? (wordStart, label) : nil
        case .other where text[wordStart..<colon].hasPrefix("host"): return (wordStart, label)
        default: return nil
        }
      }
      wordStart -= 1
    }
    return nil
  }

  /// Whether what stands before an inline label ends there: a full stop, a link, or little text.
  private func isSentenceEnd(_ text: Bytes, before index: Int, _ start: Int) -> Bool {
    let before = text[start..<index].trimmedEnd
    guard let last = before.last else { return true }
    if last == Ascii.dot || last == Ascii.closeParen || last == UInt8(ascii: "!")
      || last == UInt8(ascii: "?") || last == Ascii.semicolon || last == Ascii.pipe
      || last == Ascii.comma || last == Ascii.quote || last >= 0x80
    {
      return true
    }
    return before.count < 160
  }

  private mutating func begin(
    _ label: DescriptionLabel, _ section: inout Section, hasValue: Bool
  ) {
    switch label {
    case .speaker:
      section = hasValue ? .speakers : .speakerBelow
      if !hasValue { speakersAreSection = true }
    case .title:
      hasTitleLabel = true
      section = title == nil ? .title : .ignored
    case .abstract:
      hasAbstractLabel = true
      section = .abstract
    case .biography: section = .biography
    case .affiliation: section = affiliation == nil ? .affiliation : .ignored
    case .other, .link, .section: section = .ignored
    case .lineup:
      hasLineup = true
      section = .body
    case .series, .track, .venue, .keywords, .language, .kind, .name: section = .value(label)
    }
  }

  /// Appends `line`; the first time there is made room for the lines of a usual description.
  private static func append(_ line: Bytes, to lines: inout TextLines, in arena: TextArena?) {
    guard let arena else { return }
    if lines.isEmpty { lines = TextLines(in: arena, capacity: 12) }
    lines.append(line, growingIn: arena)
  }

  private mutating func add(_ line: Bytes, _ section: inout Section, afterLabel: Bool) {
    guard !line.isEmpty else { return }
    if awaitsPlace {
      awaitsPlace = false
      if case .body = section, line.count <= 100, line.first == Ascii.openParen,
        line.last == Ascii.closeParen, Affiliation.isInstitution(line)
      {
        affiliation = line.dropFirst().dropLast().trimmed
        return
      }
    }
    switch section {
    case .body: Self.append(line, to: &body, in: arena)
    case .abstract: Self.append(line, to: &abstract, in: arena)
    case .biography: Self.append(line, to: &biography, in: arena)
    case .title:
      if let begun = title {
        // `Title: From A to B:` goes on below.
        guard begun.last == Ascii.colon || begun.last == Ascii.comma || begun.last == Ascii.hyphen
        else {
          section = .body
          Self.append(line, to: &body, in: arena)
          return
        }
        title = begun.joined(" ", line)
        section = .body
      } else {
        title = withoutLink(line)
      }
    case .speakers:
      if line.hasPrefix("http://") || line.hasPrefix("https://") || line.hasPrefix("www.") {
        // `Speaker: https://…` links to who speaks.
        section = .body
      } else if afterLabel || speakers.isEmpty {
        Self.append(line.withoutLinkTargets, to: &speakers, in: arena)
      } else if affiliation == nil, line.count <= 100, Affiliation.isInstitution(line),
        PersonName(line).likelihood < 0.6
      {
        affiliation = line.withoutLeadingPicture
        section = .body
      } else {
        // `Professor`, `Mathematics`, `Harbour College`: the institution may still follow.
        let goesOn =
          affiliation == nil && linesBelowSpeaker < 3 && line.count <= 80
          && line.last != Ascii.dot && line.wordCount(upTo: 9) <= 8
        linesBelowSpeaker += 1
        if !goesOn { section = .body }
        Self.append(line, to: &body, in: arena)
      }
    case .speakerBelow: Self.append(line, to: &speakers, in: arena)
    case .affiliation:
      if affiliation == nil {
        affiliation = line
      } else {
        section = .body
        Self.append(line, to: &body, in: arena)
      }
    case .value(let label):
      switch label {
      case .series: if series == nil { series = line }
      case .track: if track == nil { track = line }
      case .venue: if venue == nil { venue = line }
      case .name:
        if PersonName(line).likelihood >= 0.5 {
          Self.append(line, to: &speakers, in: arena)
        } else {
          Self.append(line, to: &body, in: arena)
        }
      case .keywords: if keywords == nil { keywords = line }
      case .language: if language == nil { language = line }
      case .kind: if kind == nil { kind = line }
      default: break
      }
      section = .body
    case .ignored:
      if afterLabel {
        section = line.count > 200 ? .body : .ignored
        if line.count > 200 { Self.append(line, to: &body, in: arena) }
      } else if line.count > 90 {
        section = .body
        Self.append(line, to: &body, in: arena)
      } else if Ascii.isUpper(line[line.startIndex]) || line[line.startIndex] >= 0x80,
        line.wordCount(upTo: 5) < 5
      {
        // one of several hosts or committee members
      } else {
        section = .body
        Self.append(line, to: &body, in: arena)
      }
    }
  }
}
