extension Bytes {
  /// `X` of `(X)`.
  fileprivate var withoutBrackets: Bytes {
    first == Ascii.openParen && last == Ascii.closeParen && count > 2
      ? dropFirst().dropLast().trimmed : self
  }
}

/// A description that begins with who speaks and what they are: `Jane Doe, Professor of X, Y`,
/// `Jane Doe: PhD candidate, Y`.
enum NamedRole {
  /// The person whom the first line with text names so, or `nil`.
  static func speaker(
    in lines: TextLines, lexicon: Lexicon, isExpected: Bool = false
  ) -> (speaker: StatedSpeaker, line: Bytes)? {
    guard var line = lines.first(where: { !$0.isEmpty }) else { return nil }
    // `Jane Doe <jane@…>, X`
    if let open = line.prefix(80).firstIndex(of: UInt8(ascii: "<")), open > line.startIndex,
      let close = line[open...].firstIndex(of: Ascii.greater), line[open..<close].contains("@")
    {
      line = line[..<open].trimmedEnd.joined("", line[(close + 1)...])
    }
    if let speaker = betweenBullets(line, lexicon)
      ?? withBracket(line, lexicon, isExpected: isExpected)
    {
      return (speaker, line)
    }
    guard
      let end = line.prefix(80).firstIndex(where: { $0 == Ascii.comma || $0 == Ascii.colon })
    else { return nil }
    let person = PersonName(line[..<end], lexicon: lexicon)
    guard person.wordCount >= 2, person.likelihood >= 0.5 else { return nil }
    let rest = clause(line[(end + 1)...].trimmed)
    let bare = PersonName.withoutLeadingDegrees(rest)
    guard (3...240).contains(bare.count), Affiliation.isRole(bare) || isPlace(bare) else {
      return nil
    }
    var speaker = StatedSpeaker(name: person.name)
    speaker.affiliation = Affiliation.institution(in: bare)
    return (speaker, line)
  }

  /// `Jane Doe (陈珍) · X · Professor`.
  private static func betweenBullets(_ line: Bytes, _ lexicon: Lexicon) -> StatedSpeaker? {
    guard line.count <= 200 else { return nil }
    let cuts = line.cuts.filter { $0.kind == .bullet || $0.kind == .pipe }
    guard let first = cuts.first, cuts.count <= 4 else { return nil }
    var name = line[..<first.range.lowerBound]
    if let (outside, inside) = name.trailingBracket, isOtherScript(inside, than: outside) {
      name = outside
    }
    let person = PersonName(name, lexicon: lexicon)
    guard person.likelihood >= 0.5 else { return nil }
    var parts: [Bytes] = []
    for (index, cut) in cuts.enumerated() {
      let end = index + 1 < cuts.count ? cuts[index + 1].range.lowerBound : line.endIndex
      parts.append(line[cut.range.upperBound..<end])
    }
    let places = parts.filter { !Affiliation.isRole($0) }
    guard parts.count > places.count || places.contains(where: { Affiliation.isInstitution($0) })
    else { return nil }
    return StatedSpeaker(
      name: person.name, affiliation: places.first.flatMap { Affiliation.institution(in: $0) })
  }

  /// `Jane Doe (X)` and nothing else.
  private static func withBracket(
    _ line: Bytes, _ lexicon: Lexicon, isExpected: Bool = false
  ) -> StatedSpeaker? {
    guard line.count <= 160, let (outside, inside) = line.trailingBracket,
      case let person = PersonName(outside, lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= (isExpected || Affiliation.isInstitution(inside) ? 0.5 : 0.8),
      let place = Affiliation.institution(in: inside)
    else { return nil }
    return StatedSpeaker(name: person.name, affiliation: place)
  }

  /// Where `name` works, as the first line with text says in brackets: `Jane Doe (X)`.
  static func place(of name: Bytes, in lines: TextLines) -> Bytes? {
    guard let start = lines.firstIndex(where: { !$0.isEmpty }) else { return nil }
    if let place = placeBeside(name, in: lines[start...].prefix(6)) { return place }
    guard lines[start].count <= 200 else { return nil }
    if let (outside, inside) = lines[start].trailingBracket, !inside.hasPrefix("http") {
      return PersonName.cleaned(outside) == name ? Affiliation.institution(in: inside) : nil
    }
    return placeBelow(name, in: lines[start...].prefix(8))
  }

  /// `X` of `… welcome Jane Doe (X), who …`.
  private static func placeBeside(_ name: Bytes, in lines: Slice<TextLines>) -> Bytes? {
    for line in lines where line.count > name.count + 4 {
      guard let at = line.firstIndex(of: Array(name)) else { continue }
      if let place = placeAfterSign(line[(at + name.count)...]) { return place }
      guard case let rest = line[(at + name.count)...], rest.hasPrefix(" ("),
        let close = rest.firstIndex(of: Ascii.closeParen), close - rest.startIndex <= 100
      else { continue }
      let inside = rest[(rest.startIndex + 2)..<close].trimmed
      guard Affiliation.isInstitution(inside) || Affiliation.isAcronymAndPlace(inside.words) else {
        continue
      }
      return Affiliation.institution(in: inside)
    }
    return nil
  }

  /// `X` of `…, X`, `… - X`, where nothing follows on the line.
  private static func placeAfterSign(_ rest: Bytes) -> Bytes? {
    guard let first = rest.first, rest.count <= 120 else { return nil }
    let place: Bytes
    if first == Ascii.comma {
      place = rest.dropFirst().trimmed
    } else if case let bare = rest.trimmed.withoutLeadingDash, bare.count < rest.trimmed.count {
      place = bare.trimmed
    } else {
      return nil
    }
    guard isPlace(place) || Affiliation.isAcronym(place), place.last != Ascii.dot else {
      return nil
    }
    return Affiliation.institution(in: place)
  }

  /// The institution on the first lines, where they say nothing else than who the one speaker is whom
  /// the summary names: `Professor`, `Department of X`, `University Y`.
  static func placeAbove(in lines: TextLines) -> Bytes? {
    var department: Bytes?
    for line in lines.prefix(5) {
      if line.isEmpty { break }
      guard line.count <= 120, line.wordCount(upTo: 12) <= 11, line.last != Ascii.dot,
        !line.contains(Ascii.colon),
        Affiliation.isRole(line) || isPlaceLine(line) || isPost(line)
      else { break }
      guard !isPost(line) || isPlaceLine(line), let place = Affiliation.institution(in: line),
        !Affiliation.isRole(place)
      else {
        continue
      }
      if !isPart(place) { return place }
      department = department ?? place
    }
    return department
  }

  /// Whether a line is the name of an institution, as far as a line alone can tell.
  static func isPlaceLine(_ line: Bytes) -> Bool {
    if line.contains(Ascii.openParen) { return false }
    let words = line.words
    // `The Harbour School of the University of Sand`
    if (3...10).contains(words.count), Affiliation.isUnit(words), Affiliation.isInstitution(line),
      line.last != Ascii.dot,
      words.allSatisfy({ word in
        word.first.map { !Ascii.isLower($0) } ?? false || NameWords.particles.contains(word)
          || joints.contains(word)
      }), words.contains(where: { $0.hasPrefix("universi") })
    {
      return true
    }
    return Affiliation.isSurely(line)
      || Affiliation.isInstitution(line)
        && (parts.contains(line.firstWord) || Affiliation.isUnit([line.lastWord]))
  }

  /// `Ada Park Professor of Tides`: a line that names a chair, be it called after somebody.
  private static func isPost(_ line: Bytes) -> Bool {
    let words = line.words
    guard words.count >= 3, let first = line.first, Ascii.isUpper(first) else { return false }
    return words.contains { $0.equals("professor") || $0.equals("fellow") || $0.equals("lecturer") }
      && !words.contains { $0.equals("the") || $0.equals("is") || $0.equals("a") }
  }

  private static let joints = WordSet("of the and & at in for für und et à y e di")

  /// Whether an institution is a part of another (`Department of X`).
  private static func isPart(_ text: Bytes) -> Bool {
    text.wordCount(upTo: 2) == 2 && parts.contains(text.firstWord) && !text.contains(Ascii.comma)
  }

  private static let parts = WordSet(
    "department dept dept. division departement departamento dipartimento département section group"
  )

  /// `lines` without those with which they begin that say who somebody is.
  static func withoutPlaces(_ lines: TextLines) -> TextLines {
    guard placeAbove(in: lines) != nil else { return lines }
    let rest = lines.drop { line in
      !line.isEmpty && line.count <= 120 && line.last != Ascii.dot
        && (Affiliation.isRole(line) || isPlaceLine(line) || isPost(line))
    }
    return lines.part(rest.drop(while: \.isEmpty).startIndex..<lines.count)
  }

  /// The institution on the lines below that which ends in `name` (`Jane Doe`, `Professor`, `X`).
  private static func placeBelow(_ name: Bytes, in lines: Slice<TextLines>) -> Bytes? {
    for index in lines.indices where lines[index].contains(bytes: name) {
      let line = lines[index]
      let after = line.firstIndex(of: " by ").map { line[($0 + 4)...] } ?? line
      guard
        PersonName.cleaned(line) == name || PersonName.cleaned(after) == name
          || endsInName(line, name)
      else { continue }
      for (offset, line) in lines[(index + 1)...].prefix(3).enumerated() {
        // `Jane Doe`, blank, `(University of X)`
        if line.isEmpty, offset == 0, index + 2 < lines.endIndex, lines[index + 2].count <= 100,
          NamedRole.isPlace(lines[index + 2]),
          Affiliation.isSurely(lines[index + 2].withoutBrackets)
            || lines[index + 2].first == Ascii.openParen
        {
          continue
        }
        guard (2...120).contains(line.count), line.last != Ascii.dot, !line.contains(Ascii.colon),
          Affiliation.isRole(line)
            || line.wordCount(upTo: 10) <= 9
              && (Affiliation.isInstitution(line) || Affiliation.isAcronymAndPlace(line.words)
                || Affiliation.isAcronym(line) || isTown(line))
        else { break }
        if let place = Affiliation.institution(in: line) { return place }
      }
      return nil
    }
    return nil
  }

  /// Whether a line is `Lecture by Jane Doe`, `Conférence par Jane Doe`.
  private static func endsInName(_ line: Bytes, _ name: Bytes) -> Bool {
    guard line.count > name.count + 3, line[(line.endIndex - name.count)...] == name else {
      return false
    }
    let head = line[..<(line.endIndex - name.count)]
    return head.last == Ascii.space && head.wordCount(upTo: 6) <= 5
  }

  /// Whether a line below a name is one capitalised word that titles are not made of.
  private static func isTown(_ line: Bytes) -> Bool {
    guard line.wordCount(upTo: 2) == 1, let first = line.first,
      Ascii.isUpper(first) || first >= 0xC3
    else { return false }
    return line.dropFirst().allSatisfy { Ascii.isLower($0) || $0 >= 0x80 }
      && !TitleWords.contains(line) && !Placeholder.isPlaceholder(line)
  }

  /// The person whom the second line names after a first line that is a title: `Jane Doe (X)`,
  /// `Jane Doe, X`.
  static func belowTitle(in lines: TextLines, lexicon: Lexicon) -> StatedSpeaker? {
    guard let start = lines.firstIndex(where: { !$0.isEmpty }), start + 1 < lines.count,
      lines[start].last != Ascii.dot, lines[start].count <= 200
    else { return nil }
    let line = lines[start + 1]
    if let speaker = withBracket(line, lexicon) { return speaker }
    guard line.count <= 160, let comma = line.firstIndex(of: Ascii.comma),
      case let person = PersonName(line[..<comma], lexicon: lexicon), person.wordCount >= 2,
      person.likelihood >= 0.5, case let place = line[(comma + 1)...].trimmed, isPlace(place)
    else { return nil }
    return StatedSpeaker(name: person.name, affiliation: Affiliation.institution(in: place))
  }

  /// Whether one is written in letters with case and the other is not: a name in its own script.
  private static func isOtherScript(_ text: Bytes, than other: Bytes) -> Bool {
    let isWide = text.first.map { $0 >= 0xD7 } ?? false
    let isOtherWide = other.first.map { $0 >= 0xD7 } ?? false
    return isWide != isOtherWide
  }

  static func isPlace(_ text: Bytes) -> Bool {
    text.wordCount(upTo: 9) <= 8
      && (Affiliation.isInstitution(text) || Affiliation.isAcronymAndPlace(text.words))
  }

  /// `text` up to the verb or the full stop after which the sentence speaks of something else.
  private static func clause(_ text: Bytes) -> Bytes {
    var end = text.endIndex
    for verb in verbs {
      if let at = text[..<end].firstIndex(of: verb) { end = at }
    }
    var index = text.startIndex
    var length = 0
    while index < end {
      let byte = text[index]
      if byte == Ascii.dot, length > 3, index + 1 == end || Ascii.isBlank(text[index + 1]) {
        end = index
        break
      }
      length = Ascii.isBlank(byte) || byte == Ascii.dot ? 0 : length + 1
      index += 1
    }
    var clause = text[..<end].trimmedEnd
    while clause.last == Ascii.comma { clause = clause.dropLast().trimmedEnd }
    return clause
  }

  private static let verbs: [StaticString] = [
    " presents ", " will ", " talks ", " gives ", " speaks ", " discusses ", " is ", " joins ",
    " spricht ", " hält ", " présente", " presenta ", " who ", " on “", " on \"",
  ]
}
