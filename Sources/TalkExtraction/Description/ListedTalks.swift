/// The list of talks that an evening of several has in its description: `- Title by Name`.
enum ListedTalks {
  /// Who gives the talks that `lines` list, in order; none where nobody is surely named.
  ///
  /// - Parameters:
  ///   - lines: lines of a description.
  ///   - hasHeading: whether `Talks:`, `Agenda:` or the like stands above them; without it, two lines
  ///     must name somebody.
  ///   - lexicon: words of the calendar.
  /// - Returns: the speakers, each once.
  static func speakers(in lines: TextLines, hasHeading: Bool, lexicon: Lexicon) -> [StatedSpeaker] {
    let items = lines.prefix(60).compactMap { item(of: $0) }.filter { $0.count <= 400 }
    guard !items.isEmpty else { return [] }
    for form in Form.allCases {
      let places = items.compactMap { place(of: form, in: $0) }
      let sure = places.count { list($0, trust: .guess, least: form.least, lexicon) != nil }
      let isQuoted = form == .before && items.allSatisfy { hasQuotedTitle($0) }
      // Under a heading, every line names somebody in the same place.
      let isEvery =
        (hasHeading || isQuoted) && places.count == items.count && places.count >= 2
        && (form != .before || isQuoted)
        && places.allSatisfy { list($0, trust: .likely, least: 0.5, lexicon) != nil }
      guard sure >= (hasHeading ? 1 : 2) || isEvery else { continue }
      // Where most lines surely name somebody, so do the others of the same form.
      let isUsual = isEvery || hasHeading && form == .by || sure >= 3 && 2 * sure >= places.count
      var speakers: [StatedSpeaker] = []
      for place in places {
        let found =
          isUsual
          ? list(place, trust: .likely, least: 0.4, lexicon)
          : list(place, trust: .guess, least: form.least, lexicon)
        for speaker in found?.speakers ?? []
        where !speakers.contains(where: { $0.name == speaker.name }) {
          speakers.append(speaker)
        }
        if speakers.count >= 24 { break }
      }
      return speakers
    }
    return []
  }

  /// Where in a line the names stand.
  private enum Form: CaseIterable {
    /// `Title by Name`.
    case by
    /// `Title - Name`.
    case after
    /// `Name: Title`.
    case before
    /// `Title (Name)`.
    case bracket

    /// How sure a name must be that stands so in one line alone.
    var least: Double {
      switch self {
      case .by: 0.5
      case .after, .before: 0.8
      case .bracket: 0.85
      }
    }
  }

  /// Whether a quoted text stands behind the first separator, and nothing else.
  private static func hasQuotedTitle(_ item: Bytes) -> Bool {
    guard let cut = item.cuts.first(where: { $0.kind != .slash }) else { return false }
    let rest = item[cut.range.upperBound...].trimmed
    return rest.unquoted.count < rest.count
  }

  /// What follows the bullet or the number at the start of `line`.
  private static func item(of line: Bytes) -> Bytes? {
    guard let first = line.first else { return nil }
    if let rest = afterTime(line) { return rest }
    if first == Ascii.hyphen || first == Ascii.star, line.count > 2,
      Ascii.isBlank(line[line.startIndex + 1])
    {
      let rest = line.dropFirst(2).trimmedStart
      return afterTime(rest) ?? rest
    }
    if line.hasPrefix("• ") || line.hasPrefix("– ") || line.hasPrefix("·") {
      return line.drop { $0 >= 0x80 }.trimmedStart
    }
    if let rest = numbered(line) { return rest }
    let digits = line.prefix { Ascii.isDigit($0) }
    guard (1...2).contains(digits.count), let next = line.dropFirst(digits.count).first,
      next == Ascii.dot || next == Ascii.closeParen
    else { return nil }
    return line.dropFirst(digits.count + 1).trimmedStart
  }

  /// Whether `lines` tell of several talks by number: `Talk 1: …`, `Talk 2: …`.
  static func areNumbered(_ lines: TextLines) -> Bool {
    lines.prefix(60).count { numbered($0) != nil } >= 2
  }

  /// What follows `Talk 1:` at the start of `line`.
  private static func numbered(_ line: Bytes) -> Bytes? {
    guard line.hasPrefix("talk "), case let rest = line.dropFirst(5),
      case let number = rest.prefix(while: Ascii.isDigit), (1...2).contains(number.count),
      rest.dropFirst(number.count).first == Ascii.colon
    else { return nil }
    return rest.dropFirst(number.count + 1).trimmedStart
  }

  /// What follows `18:30`, `18.30 - 19:00 Uhr`, `6:30 pm:` at the start of `line`.
  static func afterTime(_ line: Bytes) -> Bytes? {
    var rest = line
    var found = false
    for _ in 0..<2 {
      let hour = rest.prefix { Ascii.isDigit($0) }
      guard (1...2).contains(hour.count) else { break }
      let tail = rest.dropFirst(hour.count)
      guard let sign = tail.first,
        sign == Ascii.colon || sign == Ascii.dot || sign == UInt8(ascii: "h")
      else { break }
      let minutes = tail.dropFirst().prefix { Ascii.isDigit($0) }
      guard minutes.count == 2 else { break }
      found = true
      rest = tail.dropFirst(3).trimmedStart.withoutLeadingDash
    }
    guard found else { return nil }
    for word in ["uhr", "am", "pm", "h"] as [StaticString] where rest.hasPrefix(word) {
      let tail = rest.dropFirst(word.utf8CodeUnitCount)
      if tail.first.map({ !Ascii.isLetter($0) }) ?? true {
        rest = tail.trimmedStart.withoutLeadingDash
      }
    }
    return rest
  }

  private static func place(of form: Form, in item: Bytes) -> Bytes? {
    switch form {
    case .by:
      for word in byWords {
        if let at = item.lastIndex(of: word), at > item.startIndex {
          return item[(at + word.utf8CodeUnitCount)...]
        }
      }
      return nil
    case .after:
      guard let cut = item.cuts.last(where: { $0.kind != .slash }), cut.kind != .colon else {
        return nil
      }
      return item[cut.range.upperBound...]
    case .before:
      return item.cuts.first { $0.kind != .slash }.map { item[..<$0.range.lowerBound] }
    case .bracket: return item.trailingBracket?.inside
    }
  }

  private static func list(
    _ text: Bytes, trust: SpeakerTrust, least: Double, _ lexicon: Lexicon
  ) -> SpeakerList? {
    guard let list = SpeakerList(text, trust: trust, lexicon: lexicon), !list.isPlaceholder,
      list.likelihood >= least,
      list.speakers.allSatisfy({ $0.name.wordCount(upTo: 2) == 2 })
    else { return nil }
    return list
  }

  private static let byWords: [StaticString] = [
    " by ", " von ", " par ", " por ", " di ", " door ",
  ]
}
