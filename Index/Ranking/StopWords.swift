/// English words that say nothing about a talk.
///
/// They are dropped from queries only; every word stays findable in a phrase, with `=`, in a field,
/// or when nothing else was typed.
enum StopWords {
  /// Articles, prepositions, auxiliaries and question words: dropped from every query.
  static let always = words(
    """
    a an and are as at be but by for if in into is it no not of on or such that the their then \
    there these they this to was will with how what which who whom whose when where why do does \
    did can could should would has have had been being were its from i we you your my our me us \
    he she his her him them those than
    """)

  /// Further words, dropped where enough others are left (``enough``): in a question they are
  /// noise, in a half-remembered title they may be what is remembered.
  static let inQuestions = words(
    """
    about above after again all also am any because before below between both doing down during \
    each few further having here hers herself himself however itself just may might more most \
    must myself nor off once only other others ours out over own same shall so some theirs \
    themselves through too under until up upon very while whether within without yours yourself
    """)

  /// Words that must be left for ``inQuestions`` to be dropped.
  static let enough = 3

  /// Words that ask for talks, dropped at the beginning only: `show me talks about …`.
  private static let requests = words("find show list search give any some all recent")
  private static let talks = words(
    "talk talks lecture lectures presentation presentations seminars")
  private static let links = words("about by from on")
  private static let speaking = words(
    """
    speak speaks spoke spoken speaking talk talks talked talking present presents presented \
    presenting lectures lectured
    """)

  /// How many of the first words only ask for talks: `talks by …`, `who speaks about …`.
  private static func request(_ words: [String]) -> Int {
    var index = 0
    while index < words.count, requests.contains(words[index]) || always.contains(words[index]) {
      index += 1
    }
    guard index + 2 < words.count else { return 0 }
    let isLinked = links.contains(words[index + 1])
    let asksWho = words[..<index].contains("who") && speaking.contains(words[index])
    guard asksWho || isLinked && talks.contains(words[index]) else { return 0 }
    return isLinked ? index + 2 : index + 1
  }

  /// Which of `words` count: all, if nothing would be left.
  static func kept(_ words: [String]) -> [Bool] {
    let request = request(words)
    let first = words.indices.map { $0 >= request && !always.contains(words[$0]) }
    let second = zip(words, first).map { $1 && !inQuestions.contains($0) }
    if second.count(where: { $0 }) >= enough { return second }
    if first.contains(true) { return first }
    let without = words.map { !always.contains($0) }
    return without.contains(true) ? without : words.map { _ in true }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
  }
}
