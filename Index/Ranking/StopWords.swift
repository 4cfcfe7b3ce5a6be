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

  /// Which of `words` count: all, if nothing would be left.
  static func kept(_ words: [String]) -> [Bool] {
    let first = words.map { !always.contains($0) }
    let second = zip(words, first).map { $1 && !inQuestions.contains($0) }
    if second.count(where: { $0 }) >= enough { return second }
    if first.contains(true) { return first }
    return words.map { _ in true }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
  }
}
