/// Endings that ordinary words of titles have and names of people hardly ever.
///
/// Told by counting the endings of this module's own lists of names and of words, and kept where seven
/// words or more have one and next to no name; endings of other languages are of the same kind.
enum WordEndings {
  /// Whether `word`, of seven letters or more, ends as words do (`Neurology`, `Africanness`).
  static func contains(_ word: Bytes, isFirst: Bool) -> Bool {
    // `Valuing`: first names do not end so, family names do (`Fleming`).
    if isFirst, word.hasSuffix("ing") { return true }
    for length in 3...6 where endings.contains(word.suffix(length)) { return true }
    return false
  }

  private static let endings = WordSet(
    """
    tion sion tions sions ment ments ical icals ity ities ness ology logies ologic logical graphy \
    graphic metry onomy omics atics ics ism isms ismus ismo isme ible ibility ability ative itive \
    active ctive sive ation ational tional tural ular ulate ance ances ences ency encies ously ized \
    ised izing ising ated ating lated tics etics tical ships ship hood less ware fully tory \
    ungen heit heiten keit keiten schaft isierung tät ción ciones idad sión zione zioni ità ção ções \
    idade heid isering ningar skap acja acje owanie ość mente \
    ология ание ение ости ость
    """)
}
