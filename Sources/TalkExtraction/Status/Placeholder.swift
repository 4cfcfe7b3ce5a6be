/// Words that stand where a title, a speaker or a room is not known yet.
enum Placeholder {
  /// Whether the whole text says that something is still to come (`TBA`, `Title to be confirmed`).
  static func isPlaceholder(_ text: Bytes) -> Bool {
    // No placeholder ends in a digit, as rooms do.
    guard text.count <= 80, !(text.last.map(Ascii.isDigit) ?? false) else { return false }
    // Most texts are told apart by their first word: none of the phrases begins with it.
    let first = text.firstLongWord
    if first.count > 2, first.isPlainWord, !starts.contains(first),
      text.count > 8 || !single.contains(first)
    {
      return false
    }
    let bare = text.unquoted.without {
      $0 == Ascii.openParen || $0 == Ascii.closeParen || $0 == Ascii.openBracket
        || $0 == Ascii.closeBracket || $0 == Ascii.star || $0 == UInt8(ascii: "?")
    }.trimmed
    guard bare.count <= 60 else { return false }
    if bare.isEmpty { return true }
    let words = bare.words
    var start = words.startIndex
    var end = words.endIndex
    // Words without their punctuation; what is nothing else counts as none.
    func word(_ index: Int) -> Bytes { words[index].withoutPunctuation }
    func isNone(_ index: Int) -> Bool {
      let word = word(index)
      return word.isEmpty || word.count == 1 && word.first == Ascii.hyphen
    }
    func narrow() {
      while start < end, isNone(start) { start += 1 }
      while end > start, isNone(end - 1) { end -= 1 }
    }
    narrow()
    if start == end { return true }
    // `Title TBC`, `Speaker(s) to be announced`, `Details TBA`
    while start + 1 < end, subjects.contains(word(start)) {
      start += 1
      narrow()
    }
    while start + 1 < end, trailing.contains(word(end - 1)) {
      end -= 1
      narrow()
    }
    if start + 1 == end { return single.contains(word(start)) }
    var phrase = TextWriter(beside: bare, capacity: bare.count)
    for index in start..<end where !isNone(index) {
      if phrase.count > 0 { phrase.append(Ascii.space) }
      phrase.append(word(index))
    }
    return phrases.contains(phrase.finish())
  }

  /// Every word with which a placeholder of several words begins.
  private static let starts = WordSet(
    """
    tba tbc tbd tbs unknown announced pending offen folgt various varia title titles speaker speakers \
    talk abstract name location venue room details detail topic the titel thema sprecher referent \
    referentin vortragender titre orateur oratrice ponente titolo relatore seminar lecture \
    presentation names programme program guest invited not will coming follow noch wird por nog nader \
    bude several multiple different ohne see check none unspecified be título to-be-announced
    """)

  private static let subjects = WordSet(
    """
    title titles speaker speakers talk abstract name location venue room details detail topic \
    titel thema sprecher referent referentin vortragender titre orateur oratrice título titulo \
    ponente titolo relatore seminar lecture presentation names programme program guest invited
    """)

  private static let trailing = WordSet("soon later shortly yet soon… asap")

  private static let single = WordSet(
    """
    tba tbc tbd tbs n/a na none unknown nn n.n ? ?? ??? … ... - -- — – to-be-announced announced pending 未知 未定 待定 不详 不詳 미정 \
    nochoffen offen folgt various varia tdb t.b.a t.b.a. unspecified
    """)

  private static let phrases = WordSet(
    lines: """
      to be announced
      to be confirmed
      to be decided
      to be determined
      to be defined
      to be added
      to be specified
      be announced
      not yet announced
      not announced
      not yet confirmed
      not yet known
      will be announced
      will be confirmed
      will be added
      coming soon
      tba tba
      tbc tbc
      to follow
      noch offen
      noch nicht bekannt
      wird noch bekannt gegeben
      wird noch bekanntgegeben
      wird bekannt gegeben
      wird bekanntgegeben
      à confirmer
      à déterminer
      à préciser
      à venir
      à définir
      por confirmar
      por anunciar
      por definir
      a confirmar
      a definir
      da confirmar
      da definire
      da confermare
      nog niet bekend
      nader te bepalen
      bude upřesněno
      bude oznámeno
      various speakers
      several speakers
      multiple speakers
      different speakers
      no title
      ohne titel
      no speaker
      see abstract
      see website
      check back
      """)

  /// Whether the text names nobody in particular (`Various speakers`, `Organising Committee`).
  static func isCrowd(_ text: Bytes) -> Bool { isCrowd(collapsed: text.collapsed) }

  /// The same of a text without runs of white space.
  static func isCrowd(collapsed text: Bytes) -> Bool {
    func bare(_ word: Bytes) -> Bytes {
      let end = word.last
      return end == Ascii.dot || end == Ascii.comma ? word.dropLast() : word
    }
    let count = text.wordCount(upTo: 9)
    guard (1...8).contains(count) else { return false }
    let last = bare(text.lastWord)
    let first = bare(text.firstWord)
    if count == 1 {
      return crowdWords.contains(last) || last.hasSuffix("-team") || last.hasSuffix("-orga")
    }
    return crowdWords.contains(last) || crowdStarts.contains(first) || last.hasSuffix("-team")
  }

  /// Whether the text surely names a group, even where handles of any form are usual.
  static func isNamedCrowd(_ text: Bytes) -> Bool { isNamedCrowd(collapsed: text.collapsed) }

  /// The same of a text without runs of white space.
  static func isNamedCrowd(collapsed text: Bytes) -> Bool {
    let last = text.lastWord
    let first = text.firstWord
    if last.hasSuffix("-team") { return true }
    return text.wordCount(upTo: 2) > 1
      && (surelyCrowds.contains(last) || first.equals("various") || first.equals("multiple"))
  }

  private static let surelyCrowds = WordSet(
    "team teams committee speakers participants attendees organisers organizers crew orga")

  private static let crowdWords = WordSet(
    """
    team teams committee speakers participants attendees organisers organizers students staff \
    everyone everybody all members community board crew orga panel panelists panellists presenters \
    authors interns volunteers council society working-group group consortium collaboration \
    foundation project anyone competitors moderators chairs hosts us you teilnehmer alle verein \
    vorstand komitee sprecher referenten various
    """)

  private static let crowdStarts = WordSet("various several multiple all team the different many")
}

extension Bytes {
  /// A word without dots, and without other signs at its end.
  fileprivate var withoutPunctuation: Bytes {
    var word = self
    while let last = word.last,
      last == Ascii.dot || last == Ascii.colon || last == Ascii.comma
        || last == UInt8(ascii: "!")
    { word = word.dropLast() }
    return word.contains(Ascii.dot) ? word.without { $0 == Ascii.dot } : word
  }

  /// Whether there are only Latin letters and hyphens.
  fileprivate var isPlainWord: Bool {
    withUnsafeBufferPointer { bytes in
      bytes.allSatisfy {
        // C3…C5 begin, and 80…BF end, the letters of U+00C0…U+017F.
        Ascii.isLetter($0) || $0 == Ascii.hyphen || $0 >= 0x80 && $0 <= 0xC5 && $0 != 0xC2
      }
    }
  }

  /// The first word of more than one byte.
  fileprivate var firstLongWord: Bytes {
    var rest = self
    while true {
      let word = rest.firstWord
      if word.isEmpty || word.count > 1 { return word }
      rest = rest[word.endIndex...]
    }
  }
}
