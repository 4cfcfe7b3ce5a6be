/// Recognises and cleans the name of one person.
///
/// A name is told by its shape (capitalised words, initials, particles), by known given names, by
/// a title before it, and against it by words that titles of talks are made of and by words that
/// the calendar itself writes in lower case. Order is kept as written: `Nguyễn Thị Minh Khai`,
/// `Dong Xiaomei` and `Ōta Kenzō` are not turned round.
struct PersonName {
  /// The name without titles, degrees and pronouns.
  var name: Bytes
  /// How likely this is a person's name, 0...1, from its shape and words alone.
  var likelihood: Double
  /// Its words, particles and initials included.
  var words: Words
  /// Number of these words.
  var wordCount: Int { words.count }
  /// Whether a title (`Dr`, `Prof.`) or a degree stood with it.
  var hadTitle: Bool

  /// Reads `text` as one name.
  init(_ text: Bytes, lexicon: Lexicon = .empty) {
    let (untitled, hadTitle) = PersonName.withoutTitles(PersonName.stripped(text))
    let (bare, hadDegree) = PersonName.withoutDegrees(untitled)
    // Where nothing was taken off, nothing is to be taken off.
    let rest = bare.isSamePlace(as: text) ? bare : PersonName.stripped(bare)
    self.hadTitle = hadTitle || hadDegree
    name = rest.collapsed
    words = name.words
    likelihood = PersonName.likelihood(of: words, hadTitle: self.hadTitle, lexicon: lexicon)
  }

  /// `text` without titles, degrees and pronouns.
  static func cleaned(_ text: Bytes) -> Bytes {
    stripped(withoutDegrees(withoutTitles(stripped(text)).0).0).collapsed
  }

  // MARK: Cleaning

  /// Without punctuation and white space around the name.
  private static func stripped(_ text: Bytes) -> Bytes {
    var text = text.trimmed
    while let first = text.first, strippable.contains(first) {
      text = text.dropFirst().trimmedStart
    }
    while let last = text.last {
      if strippable.contains(last) {
        text = text.dropLast().trimmedEnd
      } else if last == Ascii.dot, !endsWithInitialOrSuffix(text) {
        text = text.dropLast().trimmedEnd
      } else {
        break
      }
    }
    if let last = text.last, last >= 0x80 {
      for honorific in honorifics
      where text.count > honorific.count + 3 && text.ends(with: honorific) {
        text = text.dropLast(honorific.count).trimmedEnd
        break
      }
    }
    if text.last == Ascii.closeParen {
      for pronouns in pronounForms where text.hasSuffix(pronouns) {
        text = text.dropLast(pronouns.utf8CodeUnitCount).trimmedEnd
      }
    }
    return text.unquoted
  }

  private static let strippable: ByteSet = [
    Ascii.comma, Ascii.semicolon, Ascii.colon, Ascii.hyphen, Ascii.star, Ascii.pipe,
    UInt8(ascii: "~"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "="),
    UInt8(ascii: "{"), UInt8(ascii: "}"),
  ]

  /// Whether `text` is a name of a script without case with a title behind it: `张华 教授`.
  static func isHonoured(_ text: Bytes) -> Bool {
    guard text.isUncased, honorifics.contains(where: text.ends(with:)) else { return false }
    let person = PersonName(text)
    return person.name.count < text.count && person.likelihood >= 0.5
  }

  /// Titles that follow East Asian names, longest first.
  static let honorifics: [[UInt8]] = [
    "助理教授", "特聘教授", "副教授", "准教授", "助教授", "研究员", "研究員", "教授", "博士", "先生", "老师", "老師",
    "院士", "讲师", "講師", "さん", "氏", "様", "교수님", "교수", "박사",
  ].map { Array($0.utf8) }

  private static let pronounForms: [StaticString] = [
    "(she/her)", "(he/him)", "(they/them)", "(she/her/hers)", "(he/him/his)", "(she/they)",
    "(he/they)", "(they/he)", "(they/she)",
  ]

  /// Whether the dot at the end belongs to an initial (`Jay P.`) or to `Jr.`.
  private static func endsWithInitialOrSuffix(_ text: Bytes) -> Bool {
    let last = text.lastWord
    guard !last.isEmpty else { return false }
    if NameWords.suffixes.contains(last) || NameWords.degrees.contains(last) { return true }
    let letters = last.count { $0 != Ascii.dot && $0 != Ascii.hyphen && $0 & 0xC0 != 0x80 }
    return letters == 1 || last.dropLast().contains(Ascii.dot) && letters <= 3
  }

  private static func withoutTitles(_ text: Bytes) -> (Bytes, Bool) {
    var rest = text
    var found = false
    while let blank = rest.firstIndex(where: Ascii.isBlank) {
      var word = rest[..<blank]
      if word.last == Ascii.comma { word = word.dropLast() }
      // `Speaker Jane Doe`
      if word.startIndex == text.startIndex, word.first.map(Ascii.isUpper) ?? false,
        speakerWords.contains(word), case let after = rest[blank...].trimmedStart,
        after.wordCount(upTo: 2) == 2
      {
        rest = after
        continue
      }
      // `impartida por el Dr. Name`
      if !found, articles.contains(word), case let after = rest[blank...].trimmedStart,
        after.first.map(Ascii.isUpper) ?? false || after.hasPrefix("heer "),
        NameWords.titles.contains(after.firstWord)
      {
        rest = after
        continue
      }
      guard
        NameWords.titles.contains(word) || word.hasPrefix("dipl.-")
          || word.hasPrefix("diplom-"),
        word.first.map({ !Ascii.isLower($0) || word.count < 6 || word.last == Ascii.dot })
          ?? false
      else { break }
      let after = rest[blank...].trimmedStart
      guard !after.isEmpty else { break }
      rest = after
      found = true
    }
    // `Prof.Müller`, `Dr.Smith`
    for glued in gluedTitles where rest.hasPrefix(glued) && rest.count > glued.utf8CodeUnitCount + 2
    {
      let after = rest.dropFirst(glued.utf8CodeUnitCount)
      if let first = after.first, Ascii.isUpper(first) || first >= 0x80 {
        rest = after
        found = true
      }
    }
    return (rest, found)
  }

  private static let gluedTitles: [StaticString] = ["prof.", "dr."]
  private static let speakerWords = WordSet(
    "speaker presenter referent referentin ponente relatore relatrice orador oradora intervenant")
  private static let articles = WordSet("el la los las il o a os as le l' de der die het")

  private static func withoutDegrees(_ text: Bytes) -> (Bytes, Bool) {
    var rest = text
    var found = false
    while let blank = rest.lastIndex(where: Ascii.isBlank) {
      var word = rest[(blank + 1)...]
      if word.last == Ascii.comma { word = word.dropLast() }
      guard NameWords.degrees.contains(word) else { break }
      let before = rest[..<blank].trimmedEnd
      let capitals = word.reduce(0) { $0 + (Ascii.isUpper($1) ? 1 : 0) }
      // `Yo-Yo Ma` is no Master of Arts; `Jane Doe, MA` is.
      guard capitals >= 2, before.last == Ascii.comma || word.count > 2 || word.equals("md")
      else { break }
      rest = before.last == Ascii.comma ? before.dropLast() : before
      found = true
    }
    return (rest, found)
  }

  /// `text` without degrees at its start (`PhD Assistant Professor`), and without what joins them.
  static func withoutLeadingDegrees(_ text: Bytes) -> Bytes {
    var rest = text
    while !rest.isEmpty {
      let end = rest.firstIndex(where: Ascii.isBlank) ?? rest.endIndex
      let word = rest[..<end]
      let capitals = word.reduce(0) { $0 + (Ascii.isUpper($1) ? 1 : 0) }
      guard capitals >= 2, NameWords.degrees.contains(word) else { break }
      rest = rest[end...].trimmedStart
    }
    return rest
  }

  // MARK: Judging

  private static func likelihood(of tokens: Words, hadTitle: Bool, lexicon: Lexicon) -> Double {
    guard let first = tokens.first, tokens.count <= 8 else { return 0 }
    var shape = NameShape()
    var hashes = SIMD8<UInt64>()
    for (index, token) in tokens.enumerated() { hashes[index] = WordSet.hash(token) }
    for (index, token) in tokens.enumerated() {
      shape.add(token, hashes[index], isFirst: index == 0, isLast: index == tokens.count - 1)
      if shape.isBroken { return 0 }
    }
    if shape.uncased > 0 { return shape.uncasedLikelihood(tokens) }
    if tokens.count == 1 {
      guard shape.capitals == 1 else { return hadTitle ? 0.4 : 0.1 }
      var score = GivenNames.contains(first) ? 0.45 : 0.25
      if hadTitle { score += 0.35 }
      if TitleWords.contains(first) { score -= 0.25 }
      return max(0, score - (lexicon.writesInLowerCase(first) ? 0.1 : 0))
    }
    guard shape.capitals >= 1, shape.capitals + shape.initials >= 2, !shape.endsWithParticle
    else { return shape.capitals + shape.initials >= 1 ? 0.1 : 0 }

    // `I Spy`: a word, not an initial.
    if tokens.count == 2, first.count == 1, first.equals("i") { return 0.2 }
    var score: Double
    switch shape.capitals + shape.initials {
    case 2: score = 0.55
    case 3: score = 0.5
    case 4: score = 0.35
    default: score = 0.2
    }
    let knowsFirst = GivenNames.contains(givenPart(first))
    if knowsFirst {
      score += 0.3
    } else if let last = tokens.last {
      if FamilyNames.contains(last, hash: hashes[tokens.count - 1]) {
        score += 0.15
      } else if GivenNames.contains(givenPart(last)) {
        score += 0.1
      }
    }
    if shape.initials > 0 { score += shape.hasDottedInitial ? 0.2 : 0.15 }
    if shape.particles > 0 { score += 0.1 }
    if shape.hasDiacritics { score += 0.1 }
    if hadTitle { score += 0.35 }
    if shape.camels > 0 { score -= 0.15 }
    if shape.allCaps > 0, shape.allCaps < shape.capitals,
      shape.allCaps > 1 || !isFamilyInCapitals(tokens)
    {
      score -= 0.25
    }
    var against = 0
    for (index, token) in tokens.enumerated()
    where !NameWords.particles.contains(hash: hashes[index]) && !(index == 0 && knowsFirst) {
      if token.count > 2, TitleWords.contains(token, hash: hashes[index]) {
        against += 1
        let mayBeFamily = knowsFirst && index == tokens.count - 1
        score -= mayBeFamily ? FamilyNames.areWords(hashes[index]) ? 0.05 : 0.3 : 0.45
      } else if !knowsFirst, token.count >= 7, WordEndings.contains(token, isFirst: index == 0),
        !GivenNames.contains(givenPart(token))
      {
        against += 1
        score -= 0.3
      } else if lexicon.writesInLowerCase(hash: hashes[index]),
        !GivenNames.contains(givenPart(token))
      {
        against += 1
        score -= 0.2
      }
    }
    if against == shape.capitals + shape.initials { return 0 }
    if !knowsFirst, against == 0, score >= 0.5, score < 0.75, !hadTitle {
      score += letterSigns(of: tokens)
    }
    if Affiliation.isInstitution(tokens, hashes: hashes), !Affiliation.isCompanyName(tokens) {
      score -= knowsFirst && tokens.count == 2 ? 0.25 : 0.5
    }
    return min(1, max(0, score))
  }

  /// What the letters of words that no list knows say for a name.
  private static func letterSigns(of tokens: Words) -> Double {
    guard tokens.count == 2 || tokens.count == 3 else { return 0 }
    var sum = 0
    for token in tokens {
      guard let signs = NameLetters.eighths(token), signs > 0 else { return 0 }
      sum += min(32, signs)
    }
    return sum >= 12 * tokens.count ? 0.2 : 0
  }

  /// `Takuya YOSHIMURA`, `DUPONT Jean`: one word of five capitals or more at either end.
  private static func isFamilyInCapitals(_ tokens: Words) -> Bool {
    func isLoud(_ word: Bytes) -> Bool {
      word.count >= 5 && !word.contains(where: Ascii.isLower) && !TitleWords.contains(word)
    }
    return tokens.last.map(isLoud) ?? false || tokens.first.map(isLoud) ?? false
  }

  /// `Jean` of `Jean-Michel`, `Anna` of `Anna,`.
  private static func givenPart(_ token: Bytes) -> Bytes {
    if let hyphen = token.firstIndex(of: Ascii.hyphen) { return token[..<hyphen] }
    return token
  }
}
