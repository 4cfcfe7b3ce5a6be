extension Affiliation {
  /// `University of California, Santa Barbara`: whether words after a comma are the town of a
  /// university rather than another person.
  static func isCampus(_ words: Words, of place: Bytes) -> Bool {
    guard (1...3).contains(words.count), place.words.contains(where: { $0.hasPrefix("universi") })
    else { return false }
    var phrase = words[0]
    for word in words.dropFirst() { phrase = phrase.joined(" ", word) }
    return campuses.contains(phrase)
  }

  /// Whether the words are a university, the word for it left out, that is called like a person.
  static func isCalledLikePerson(_ words: Words) -> Bool {
    guard (2...3).contains(words.count) else { return false }
    var phrase = words[0]
    for word in words.dropFirst() { phrase = phrase.joined(" ", word) }
    return namesakes.contains(phrase)
  }

  private static let namesakes = WordSet(
    lines: """
      george mason
      george washington
      johns hopkins
      carnegie mellon
      ben gurion
      ben-gurion
      bar ilan
      bar-ilan
      claude bernard
      paul sabatier
      paul scherrer
      paul valéry
      joseph fourier
      louis pasteur
      pierre mendès
      jean moulin
      jean monnet
      albert einstein
      thomas jefferson
      martin luther
      sun yat-sen
      max planck
      niels bohr
      erwin schrödinger
      isaac newton
      henri poincaré
      adam mickiewicz
      james cook
      james madison
      stephen f. austin
      oral roberts
      victoria wellington
      simon fraser
      charles darwin
      charles sturt
      edith cowan
      liverpool john moores
      heriot watt
      heriot-watt
      robert gordon
      nelson mandela
      jawaharlal nehru
      indira gandhi
      mcgill
      santa clara
      saint louis
      san diego
      notre dame
      penn state
      """)

  /// Towns of universities that might be people.
  private static let campuses = WordSet(
    lines: """
      santa barbara
      santa cruz
      santa clara
      santa fe
      san diego
      san francisco
      san antonio
      san marcos
      san jose
      san bernardino
      san luis obispo
      los angeles
      long beach
      la jolla
      las vegas
      ann arbor
      college park
      college station
      chapel hill
      twin cities
      st. louis
      st louis
      st. andrews
      saint louis
      new york
      new haven
      new brunswick
      new orleans
      new delhi
      baton rouge
      salt lake city
      fort collins
      el paso
      corpus christi
      colorado springs
      little rock
      east lansing
      west lafayette
      state college
      stony brook
      green bay
      hong kong
      kuala lumpur
      tel aviv
      abu dhabi
      addis ababa
      cape town
      buenos aires
      rio de janeiro
      são paulo
      sao paulo
      porto alegre
      belo horizonte
      ho chi minh city
      madison
      milwaukee
      austin
      dallas
      arlington
      boulder
      denver
      lincoln
      irvine
      davis
      merced
      berkeley
      riverside
      amherst
      lowell
      charlotte
      florence
      urbana
      urbana-champaign
      """)
}
