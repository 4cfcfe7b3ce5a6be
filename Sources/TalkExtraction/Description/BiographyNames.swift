/// Finds who speaks by whom a biography is about: `Jane Doe is a professor at X and works on …`.
enum BiographyNames {
  /// The people with whose names paragraphs begin that tell their lives.
  ///
  /// - Parameters:
  ///   - biography: lines under a label for biographies.
  ///   - lines: all others, of which only the last paragraphs count, and only where the sentence says
  ///     what somebody is.
  ///   - lexicon: words that the calendar writes in lower case.
  /// - Returns: the people, at most six; nobody where a paragraph is about something else.
  static func speakers(
    in biography: TextLines, _ lines: TextLines, lexicon: Lexicon
  ) -> [StatedSpeaker] {
    var result: [StatedSpeaker] = []
    for line in biography.lazy.filter({ $0.count > 40 }).prefix(8) {
      guard let name = name(in: line, isLabelled: true, lexicon) else { continue }
      if !result.contains(where: { $0.name == name }) { result.append(StatedSpeaker(name: name)) }
    }
    if !result.isEmpty { return result.count <= 6 ? result : [] }
    guard biography.isEmpty else { return [] }
    for line in lines.reversed().lazy.filter({ $0.count > 60 }).prefix(2) {
      if let name = name(in: line, isLabelled: false, lexicon) {
        result.insert(StatedSpeaker(name: name), at: 0)
      }
    }
    return result
  }

  /// Whom a paragraph that begins with a name and a verb is about.
  private static func name(in line: Bytes, isLabelled: Bool, _ lexicon: Lexicon) -> Bytes? {
    let head = line.prefix(100)
    for verb in verbs {
      guard let at = head.firstIndex(of: verb), at > line.startIndex else { continue }
      var name = line[..<at].trimmed
      if let open = name.firstIndex(of: Ascii.openParen) { name = name[..<open].trimmedEnd }
      if let comma = name.firstIndex(of: Ascii.comma) { name = name[..<comma] }
      let person = PersonName(name, lexicon: lexicon)
      let rest = line[(at + verb.utf8CodeUnitCount)...].prefix(isLabelled ? 300 : 120)
      guard person.wordCount >= 2, person.likelihood >= (isLabelled ? 0.5 : 0.75),
        isLabelled ? Biography.tellsCareer(rest) : tellsPost(rest)
      else { return nil }
      return person.name
    }
    return nil
  }

  /// Whether a sentence goes on with what somebody is by profession.
  private static func tellsPost(_ text: Bytes) -> Bool { posts.contains { text.contains($0) } }

  private static let verbs: [StaticString] = [
    " is a ", " is an ", " is the ", " is currently ", " is professor", " is associate ",
    " is assistant ", " is senior ", " is lecturer", " received ", " obtained ", " holds ",
    " joined ", " earned ", " works ", " studied ", " completed ", " leads ", " has been ",
    " ist ", " est ", " es ", " è ", " é ", " jest ",
  ]

  private static let posts: [StaticString] = [
    "professor", "lecturer", "postdoc", "researcher", "phd ", "ph.d", "scientist",
    "research fellow",
    "engineer at", "professeur", "profesor", "ricercat", "chercheu", "investigador",
    "wissenschaftlich", "maître de conf",
  ]
}
