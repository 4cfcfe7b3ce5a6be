/// Forms of summaries that a calendar repeats: as many parts between as many separators of one kind,
/// each part always the same: who speaks, where they work, or the title.
///
/// What stands in a part of most summaries is told by those of them that are sure; the others then
/// are read alike, be the name or the institution known or not.
struct RowForms {
  /// What a part states.
  enum Role {
    case names, place, title
  }

  /// One form.
  struct Form {
    var kind: Cut.Kind
    /// What each part states, in order.
    var roles: [Role]
  }

  private(set) var forms: [Form] = []

  /// The parts of `text` in the first of the forms that it has.
  func parts(of text: Bytes) -> (names: Bytes, place: Bytes, title: Bytes)? {
    for form in forms {
      guard let parts = RowForms.parts(of: text, between: form.kind),
        parts.count >= form.roles.count
      else { continue }
      // A title may hold the separator too, where it stands first or last.
      var spans = parts
      if parts.count > form.roles.count {
        let extra = parts.count - form.roles.count
        if form.roles.last == .title {
          spans = Array(parts[..<(form.roles.count - 1)])
          spans.append(text[parts[form.roles.count - 1].startIndex...])
        } else if form.roles.first == .title {
          spans = [text[..<parts[extra].endIndex]] + parts[(extra + 1)...]
        } else {
          continue
        }
      }
      var (names, place, title) = (Bytes(), Bytes(), Bytes())
      for (role, part) in zip(form.roles, spans) {
        switch role {
        case .names: names = part.trimmed
        case .place: place = part.trimmed
        case .title: title = part.trimmed
        }
      }
      if !names.isEmpty, !place.isEmpty, !title.isEmpty { return (names, place, title) }
    }
    return nil
  }

  /// Learns the forms of three parts from a sample of summaries.
  mutating func learn(_ texts: [Bytes], lexicon: Lexicon) {
    guard texts.count >= 3 else { return }
    for kind in Cut.Kind.allCases where kind != .colon {
      let rows = texts.compactMap { text -> [Bytes]? in
        RowForms.parts(of: text, between: kind).flatMap { $0.count == 3 ? $0 : nil }
      }
      guard rows.count >= 3, 4 * rows.count >= texts.count,
        let roles = RowForms.roles(of: rows, lexicon: lexicon)
      else { continue }
      forms.append(Form(kind: kind, roles: roles))
    }
  }

  /// What the three parts of all `rows` are, where one of each role stands out.
  private static func roles(of rows: [[Bytes]], lexicon: Lexicon) -> [Role]? {
    var (names, places, mayBePlaces) = ([0, 0, 0], [0, 0, 0], [0, 0, 0])
    var different: [Set<UInt64>] = [[], [], []]
    for row in rows {
      for (index, part) in row.enumerated() {
        different[index].insert(WordSet.hash(part))
        let isPlace = Affiliation.isInstitution(part) && part.wordCount(upTo: 9) <= 8
        if isPlace { places[index] += 1 }
        if isPlace || isShortName(part) { mayBePlaces[index] += 1 }
        if !isPlace, isName(part, lexicon) { names[index] += 1 }
      }
    }
    guard let name = (0..<3).max(by: { names[$0] < names[$1] }), names[name] >= 3,
      3 * names[name] >= 2 * rows.count, different[name].count >= 2,
      let place = (0..<3).filter({ $0 != name }).max(by: { places[$0] < places[$1] }),
      places[place] >= 2, 4 * places[place] >= rows.count,
      5 * mayBePlaces[place] >= 4 * rows.count, abs(place - name) == 1
    else { return nil }
    let title = 3 - name - place
    guard 2 * different[title].count > rows.count, 2 * names[title] < rows.count,
      2 * places[title] < rows.count
    else { return nil }
    var roles = [Role](repeating: .title, count: 3)
    roles[name] = .names
    roles[place] = .place
    return roles
  }

  private static func isName(_ text: Bytes, _ lexicon: Lexicon) -> Bool {
    guard text.count <= 120, let list = SpeakerList(text, trust: .likely, lexicon: lexicon) else {
      return false
    }
    return !list.isPlaceholder && list.likelihood >= 0.5
  }

  /// At most four words with capitals, as towns and institutions are called by.
  private static func isShortName(_ text: Bytes) -> Bool {
    let words = text.words
    return (1...4).contains(words.count) && !text.contains(where: Ascii.isDigit)
      && words.allSatisfy { word in
        word.first.map { !Ascii.isLower($0) } ?? false || NameWords.particles.contains(word)
      }
  }

  /// The texts between the separators of one kind, if there are two or three of these.
  private static func parts(of text: Bytes, between kind: Cut.Kind) -> [Bytes]? {
    guard text.count <= 400 else { return nil }
    let cuts = text.cuts.filter { $0.kind == kind }
    guard (2...4).contains(cuts.count) else { return nil }
    var parts: [Bytes] = []
    var start = text.startIndex
    for cut in cuts {
      parts.append(text[start..<cut.range.lowerBound])
      start = cut.range.upperBound
    }
    parts.append(text[start...])
    return parts.contains(where: \.isEmpty) ? nil : parts
  }
}
