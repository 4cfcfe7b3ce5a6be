/// Words that stand where a title, a speaker or a room is not known yet.
enum Placeholder {
  /// Whether the whole text says that something is still to come (`TBA`, `Title to be confirmed`).
  static func isPlaceholder(_ text: Bytes) -> Bool {
    guard text.count <= 80 else { return false }
    // Most texts are told apart by their first word: none of the phrases begins with it.
    if text.count > 8, let first = text.words.first(where: { $0.count > 1 }), first.count > 2,
      first.allSatisfy(Ascii.isLetter), !starts.contains(first)
    {
      return false
    }
    let bare = text.unquoted.filter {
      $0 != Ascii.openParen && $0 != Ascii.closeParen && $0 != Ascii.openBracket
        && $0 != Ascii.closeBracket && $0 != Ascii.star && $0 != UInt8(ascii: "?")
    }[...].trimmed
    guard bare.count <= 60 else { return false }
    if bare.isEmpty { return true }
    var words = bare.words.map { word -> Bytes in
      var word = word
      while let last = word.last,
        last == Ascii.dot || last == Ascii.colon || last == Ascii.comma
          || last == UInt8(ascii: "!")
      { word = word.dropLast() }
      return word.filter { $0 != Ascii.dot }[...]
    }.filter { !$0.isEmpty && !($0.count == 1 && $0.first == Ascii.hyphen) }
    if words.isEmpty { return true }
    // `Title TBC`, `Speaker(s) to be announced`, `Details TBA`
    while words.count > 1, let first = words.first, subjects.contains(first) { words.removeFirst() }
    while words.count > 1, let last = words.last, trailing.contains(last) { words.removeLast() }
    if words.count == 1 { return single.contains(words[0]) }
    var joined: [UInt8] = []
    for word in words {
      if !joined.isEmpty { joined.append(Ascii.space) }
      joined.append(contentsOf: word)
    }
    return phrases.contains(joined[...])
  }

  /// Every word with which a placeholder of several words begins.
  private static let starts = WordSet(
    """
    tba tbc tbd tbs unknown announced pending offen folgt various varia title titles speaker speakers \
    talk abstract name location venue room details detail topic the titel thema sprecher referent \
    referentin vortragender titre orateur oratrice ponente titolo relatore seminar lecture \
    presentation names programme program guest invited not will coming follow noch wird por nog nader \
    bude several multiple different ohne see check none unspecified be
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
    tba tbc tbd tbs n/a na none unknown nn n.n ? ?? ??? … ... - -- — – to-be-announced announced pending \
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
  static func isCrowd(_ text: Bytes) -> Bool {
    let words = text.collapsed.words.map { word -> Bytes in
      let end = word.last
      return end == Ascii.dot || end == Ascii.comma ? word.dropLast() : word
    }
    guard let last = words.last, let first = words.first, words.count <= 8 else { return false }
    if words.count == 1 {
      return crowdWords.contains(last) || last.hasSuffix("-team") || last.hasSuffix("-orga")
    }
    return crowdWords.contains(last) || crowdStarts.contains(first) || last.hasSuffix("-team")
  }

  /// Whether the text surely names a group, even where handles of any form are usual.
  static func isNamedCrowd(_ text: Bytes) -> Bool {
    let words = text.collapsed.words
    guard let last = words.last, let first = words.first else { return false }
    if last.hasSuffix("-team") { return true }
    return words.count > 1
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
